#include "job/template_check.h"

#include "layout/fit.h"
#include "layout/layout.h"
#include "merge/merge.h"

#include <string.h>

static fb_status take_nothing(void *nothing, const struct fb_page *page)
{
    (void)nothing;
    (void)page;
    return FB_OK;
}

static fb_status lay_out(const struct fb_template *template, const struct fb_xml *record,
                         struct fb_arena *arena, const struct fb_font_set *fonts,
                         struct fb_diagnostics *sink)
{
    const struct fb_doc *fitted;
    const struct fb_merge_setup setup = {.blank_form = true};
    struct fb_doc *doc;

    FB_TRY(fb_merge(&doc, arena, template, record, &setup, sink));
    FB_TRY(fb_fit(&fitted, arena, doc, fonts, sink));
    return fb_layout_each(fitted, fonts, (struct fb_page_taker){take_nothing, NULL}, sink);
}

/* Lays out the form with a record that has nothing in it, and reports what has no room. */
static fb_status check_blank_form(const struct fb_template *template,
                                  const struct fb_font_set *fonts, struct fb_diagnostics *sink)
{
    struct fb_source source = {.name = template->name};
    struct fb_arena *arena = NULL;
    struct fb_xml *record = NULL;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    source.text = fb_arena_format(arena, "<%s/>", template->record.name);
    status = source.text == NULL ? FB_ERR_NOMEM : FB_OK;
    if (status == FB_OK) {
        source.length = strlen(source.text);
        status = fb_xml_read(&record, &source, sink);
    }
    if (status == FB_OK)
        status = lay_out(template, record, arena, fonts, sink);
    fb_xml_free(record);
    fb_arena_free(arena);
    return status;
}

/* Whether a template has the parameters that are given values. */
static fb_status check_settings(const struct fb_settings *settings,
                                const struct fb_template *template, struct fb_diagnostics *sink)
{
    struct fb_arena *arena;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    status = fb_settings_apply(settings, template, NULL, arena, sink);
    fb_arena_free(arena);
    return status;
}

fb_status fb_template_check(struct fb_context *context, const char *name,
                            const struct fb_settings *settings, struct fb_diagnostics *sink)
{
    const struct fb_template *template;
    const struct fb_font_set *fonts;

    FB_TRY(fb_template_store_open(&template, fb_context_templates(context), name, sink));
    fb_template_review(template, sink);
    FB_TRY(check_settings(settings, template, sink));
    FB_TRY(fb_context_fonts(&fonts, context, sink));
    return check_blank_form(template, fonts, sink);
}
