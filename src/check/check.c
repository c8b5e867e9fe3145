#include "check/check.h"

#include "check/check_private.h"

static fb_status check_root(struct fb_checker *checker)
{
    const char *expected = checker->template->record.name;

    if (fb_check_namespace(checker, checker->root))
        return FB_OK;
    if (!fb_xml_is(checker->root, expected)) {
        fb_report(checker->sink, FB_DIAG_RECORD_ROOT, fb_xml_position(checker->root),
                  fb_xml_name(checker->root), expected, checker->template->name);
        return FB_OK;
    }
    FB_TRY(fb_check_fields(checker));
    FB_TRY(fb_check_kinds(checker));
    if (checker->blank)
        return FB_OK;
    FB_TRY(fb_check_rules(checker));
    return fb_check_report_silences(checker);
}

static fb_status check_record(struct fb_checker *checker)
{
    fb_status status;

    FB_TRY(fb_xpath_context_new(&checker->xpath, checker->record));
    status = fb_template_set_parameters(checker->template, checker->root, checker->xpath);
    if (status == FB_OK)
        status = check_root(checker);
    fb_xpath_context_free(checker->xpath);
    return status;
}

fb_status fb_check_record(const struct fb_template *template, const struct fb_xml *record,
                          const struct fb_check_setup *setup, struct fb_diagnostics *sink)
{
    static const struct fb_check_setup DEFAULTS = {0};
    struct fb_checker checker = {.template = template,
                                 .record = record,
                                 .root = fb_xml_root(record),
                                 .setup = setup == NULL ? &DEFAULTS : setup,
                                 .sink = sink};
    size_t before = fb_diagnostics_count(sink, FB_ERROR);
    fb_status status;

    for (size_t i = 0; i < template->style_count; i++)
        checker.roles |= 1U << template->styles[i]->font;
    FB_TRY(fb_arena_new(&checker.arena, FB_ARENA_JOB_LIMIT));
    status = check_record(&checker);
    if (checker.setup->blank_form != NULL)
        *checker.setup->blank_form = checker.blank;
    fb_arena_free(checker.arena);
    FB_TRY(status);
    return fb_diagnostics_count(sink, FB_ERROR) > before ? FB_ERR_INPUT : FB_OK;
}
