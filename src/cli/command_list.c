/*
 * command_list.c: fubiao list.
 */
#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "job/listing.h"

#include <string.h>

static const struct fb_option OPTIONS[] = {
    FB_OPTION_HELP,
    {0},
};

/* A listing appends its lines and reports what it could not list. */
typedef fb_status list_function(struct fb_buffer *out, struct fb_context *context,
                                struct fb_diagnostics *sink);

static const struct {
    const char *name;
    list_function *list;
} LISTINGS[] = {
    {"templates", fb_list_templates},
    {"fonts", fb_list_fonts},
};

static list_function *find_listing(const char *name)
{
    for (size_t i = 0; i < sizeof LISTINGS / sizeof *LISTINGS; i++) {
        if (strcmp(LISTINGS[i].name, name) == 0)
            return LISTINGS[i].list;
    }
    return NULL;
}

static enum fb_exit print_listing(list_function *list, struct fb_context *context,
                                  struct fb_diagnostics *sink)
{
    struct fb_buffer text;
    enum fb_exit result;
    fb_status status;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    status = list(&text, context, sink);
    result = fb_terminal_print_buffer(&text);
    fb_buffer_release(&text);
    fb_session_show(sink);
    return fb_exit_worse(result, fb_session_judge(status, sink, "", false));
}

static enum fb_exit run(const struct fb_arguments *arguments)
{
    list_function *list = find_listing(arguments->operands[0]);
    struct fb_diagnostics *sink;
    struct fb_context *context;
    enum fb_exit result;

    if (list == NULL) {
        fb_terminal_error(_("cannot list '%s'; there are templates and fonts"),
                          arguments->operands[0]);
        return FB_EXIT_USAGE;
    }
    result = fb_session_open(&context);
    if (context == NULL)
        return result;
    if (fb_diagnostics_new(&sink) == FB_OK) {
        result = fb_exit_worse(result, print_listing(list, context, sink));
        fb_diagnostics_free(sink);
    } else {
        result = fb_session_out_of_memory("");
    }
    fb_context_free(context);
    return result;
}

const struct fb_command fb_command_list = {
    .name = "list",
    .synopsis = "templates|fonts",
    .summary = N_("show the templates or the fonts there are"),
    .details =
        N_("A template is shown with its name, version and title; a font with the typefaces it\n"
           "is used for and its file. The columns are separated by tabs."),
    .options = OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
