#include "job/context.h"

#include "base/i18n.h"
#include "base/system_error.h"
#include "job/source_date.h"

#include <errno.h>
#include <stdlib.h>

struct fb_context {
    struct fb_arena *arena;
    struct fb_data_folders folders;
    struct fb_template_store *templates;
    struct fb_font_set *fonts; /* NULL: not yet opened */
    struct fb_check_memory *memory;
    struct fb_package_memory *packages;
    struct fb_date date;
};

static fb_status find_folders(struct fb_context *context, const char *data_folder,
                              struct fb_diagnostics *sink)
{
    fb_status status = fb_data_folders_find(&context->folders, context->arena, data_folder);
    const char *named = data_folder != NULL ? data_folder : getenv("FUBIAO_DATA");

    if (status == FB_ERR_IO)
        fb_report(sink, FB_DIAG_DATA_FOLDER, FB_NO_POSITION, named != NULL ? named : "",
                  fb_system_error(errno));
    return status;
}

static fb_status read_source_date(struct fb_context *context, struct fb_diagnostics *sink)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");

    if (text == NULL || fb_source_date_parse(&context->date, text))
        return FB_OK;
    fb_report(sink, FB_DIAG_SOURCE_DATE, FB_NO_POSITION, text);
    return FB_ERR_INPUT;
}

static fb_status context_init(struct fb_context *context, const char *data_folder,
                              struct fb_diagnostics *sink)
{
    FB_TRY(fb_arena_new(&context->arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(find_folders(context, data_folder, sink));
    FB_TRY(read_source_date(context, sink));
    FB_TRY(fb_check_memory_new(&context->memory));
    FB_TRY(fb_package_memory_new(&context->packages));
    return fb_template_store_new(&context->templates, &context->folders);
}

fb_status fb_context_new(struct fb_context **out, const char *data_folder,
                         struct fb_diagnostics *sink)
{
    struct fb_context *context = calloc(1, sizeof *context);
    fb_status status;

    *out = NULL;
    FB_NEED(context);
    status = context_init(context, data_folder, sink);
    if (status != FB_OK) {
        fb_context_free(context);
        return status;
    }
    *out = context;
    return FB_OK;
}

void fb_context_free(struct fb_context *context)
{
    if (context == NULL)
        return;
    fb_template_store_free(context->templates);
    fb_check_memory_free(context->memory);
    fb_package_memory_free(context->packages);
    fb_font_set_free(context->fonts);
    fb_arena_free(context->arena);
    free(context);
}

/* Opens the fonts of the fonts/ folders beside the templates. */
static fb_status open_fonts(struct fb_context *context, struct fb_diagnostics *sink)
{
    const char *folders[FB_DATA_FOLDERS + 1] = {NULL};
    struct fb_font_problem problem = {0};
    fb_status status;

    for (size_t i = 0; context->folders.paths[i] != NULL; i++) {
        folders[i] = fb_arena_format(context->arena, "%s/fonts", context->folders.paths[i]);
        FB_NEED(folders[i]);
    }
    status = fb_font_set_open(&context->fonts, folders, &problem);
    if (status == FB_ERR_IO)
        fb_report(sink, FB_DIAG_FONT_UNREADABLE, FB_NO_POSITION, problem.path, _(problem.reason));
    return status;
}

fb_status fb_context_fonts(const struct fb_font_set **out, struct fb_context *context,
                           struct fb_diagnostics *sink)
{
    *out = NULL;
    if (context->fonts == NULL)
        FB_TRY(open_fonts(context, sink));
    *out = context->fonts;
    return FB_OK;
}

struct fb_template_store *fb_context_templates(struct fb_context *context)
{
    return context->templates;
}

struct fb_check_memory *fb_context_memory(struct fb_context *context)
{
    return context->memory;
}

struct fb_package_memory *fb_context_packages(struct fb_context *context)
{
    return context->packages;
}

const struct fb_data_folders *fb_context_folders(const struct fb_context *context)
{
    return &context->folders;
}

struct fb_date fb_context_date(const struct fb_context *context)
{
    return context->date;
}
