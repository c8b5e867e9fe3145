#include "trial.h"

#include "expected.h"

#include "check/check.h"
#include "docx/docx.h"
#include "layout/fit.h"
#include "layout/layout.h"
#include "merge/merge.h"
#include "paint/paint.h"
#include "template/template.h"

#include <string.h>

/* One run of a case, and all that it owns. */
struct run {
    struct fb_arena *arena;
    struct fb_diagnostics *sink;
    struct fb_buffer template_text, record_text;
    struct fb_source template_source, record_source;
    struct fb_template *template;
    struct fb_xml *record;
    const struct fb_doc *doc;
    bool each; /* pages are drawn as they are laid out, not kept first */
    struct fb_pages pages;
    struct fb_buffer trace, pdf, docx;
};

static void run_init(struct run *run)
{
    struct fb_buffer *buffers[] = {&run->template_text, &run->record_text, &run->trace, &run->pdf,
                                   &run->docx};

    *run = (struct run){0};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        fb_buffer_init(buffers[i], FB_BUFFER_OUTPUT_LIMIT);
    if (fb_arena_new(&run->arena, FB_ARENA_JOB_LIMIT) != FB_OK ||
        fb_diagnostics_new(&run->sink) != FB_OK)
        must(NULL);
}

static void run_release(struct run *run)
{
    fb_buffer_release(&run->docx);
    fb_buffer_release(&run->pdf);
    fb_buffer_release(&run->trace);
    fb_xml_free(run->record);
    fb_template_free(run->template);
    fb_buffer_release(&run->record_text);
    fb_buffer_release(&run->template_text);
    fb_diagnostics_free(run->sink);
    fb_arena_free(run->arena);
}

static fb_status read_inputs(struct run *run, const struct table_case *table_case)
{
    table_case_put_template(&run->template_text, table_case);
    table_case_put_record(&run->record_text, table_case);
    run->template_source = (struct fb_source){.name = "template.xml",
                                              .text = run->template_text.data,
                                              .length = run->template_text.length};
    run->record_source = (struct fb_source){
        .name = "record.xml", .text = run->record_text.data, .length = run->record_text.length};
    FB_TRY(fb_template_read(&run->template, &run->template_source, NULL, run->sink));
    return fb_xml_read(&run->record, &run->record_source, run->sink);
}

static fb_status draw_page(void *painter, const struct fb_page *page)
{
    return fb_painter_page(painter, page);
}

static fb_status draw_each(struct fb_device *device, const struct run *run,
                           const struct fb_font_set *fonts)
{
    struct fb_painter *painter;
    fb_status status;

    FB_TRY(fb_painter_new(&painter, device, &(struct fb_paint_part){.doc = run->doc}));
    status = fb_layout_each(run->doc, fonts, (struct fb_page_taker){draw_page, painter}, run->sink);
    if (status == FB_OK)
        status = fb_painter_finish(painter);
    fb_painter_free(painter);
    return status;
}

static fb_status paint_on(struct fb_buffer *out, const char *name, const struct run *run,
                          const struct fb_font_set *fonts)
{
    struct fb_device *device;
    fb_status status;

    FB_TRY(fb_device_new(&device, name, out));
    status = run->each ? draw_each(device, run, fonts)
                       : fb_paint(device, &(struct fb_paint_part){.doc = run->doc}, &run->pages);
    fb_device_free(device);
    return status;
}

static fb_status run_stages(struct run *run, const struct trial *trial,
                            const struct table_case *table_case)
{
    struct fb_check_setup setup = {.fonts = trial->fonts};
    const struct fb_merge_setup merging = {.editable = true};
    struct fb_docx_setup docx_setup = {.program = "test"};
    struct fb_doc *merged;

    FB_TRY(read_inputs(run, table_case));
    FB_TRY(fb_check_record(run->template, run->record, &setup, run->sink));
    FB_TRY(fb_merge(&merged, run->arena, run->template, run->record, &merging, run->sink));
    FB_TRY(fb_fit(&run->doc, run->arena, merged, trial->fonts, run->sink));
    if (!run->each)
        FB_TRY(fb_layout(&run->pages, run->arena, run->doc, trial->fonts, run->sink));
    FB_TRY(paint_on(&run->trace, "trace", run, trial->fonts));
    if (!trial->files)
        return FB_OK;
    FB_TRY(paint_on(&run->pdf, "pdf", run, trial->fonts));
    docx_setup.record = run->record;
    docx_setup.template = run->template;
    return fb_docx_write(&run->docx, run->doc, &docx_setup);
}

/* ---- what is found ---- */

/* Errors that a case may have, because random sizes do not always fit. */
static const enum fb_diag_code ALLOWED[] = {
    FB_DIAG_TEXT_TOO_WIDE,  FB_DIAG_TEXT_TOO_HIGH,     FB_DIAG_TEXT_NOT_SHRUNK,
    FB_DIAG_TEXT_TOO_LONG,  FB_DIAG_SECTION_TOO_LONG,  FB_DIAG_TABLE_TOO_WIDE,
    FB_DIAG_LINE_TOO_HIGH,  FB_DIAG_VERTICAL_TOO_WIDE, FB_DIAG_HEADER_TOO_HIGH,
    FB_DIAG_LABEL_TOO_HIGH, FB_DIAG_ROW_TOO_HIGH,
};

static bool is_allowed(enum fb_diag_code code)
{
    for (size_t i = 0; i < sizeof ALLOWED / sizeof *ALLOWED; i++) {
        if (ALLOWED[i] == code)
            return true;
    }
    return false;
}

/* Returns the name of the first diagnostic that no case may have, or NULL. */
static const char *not_allowed(const struct run *run)
{
    for (int code = 0; code < FB_DIAG_COUNT; code++) {
        if (!is_allowed((enum fb_diag_code)code) &&
            fb_diagnostics_count_code(run->sink, (enum fb_diag_code)code) > 0)
            return fb_diag_name((enum fb_diag_code)code);
    }
    return NULL;
}

static bool fail_with_messages(struct verdict *verdict, const char *property, struct run *run,
                               fb_status status)
{
    struct fb_buffer text;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_diagnostics_print(run->sink, &text, false);
    verdict_fail(verdict, property, "status %d: %.300s", (int)status, text.data);
    fb_buffer_release(&text);
    return false;
}

/* A refusal must have its reason, and success none. */
static bool status_is_right(struct verdict *verdict, struct run *run, fb_status status)
{
    const char *name = not_allowed(run);
    bool errors = fb_diagnostics_count(run->sink, FB_ERROR) > 0;

    if (name != NULL)
        return fail_with_messages(verdict, name, run, status);
    if ((status != FB_OK && status != FB_ERR_INPUT) || errors != (status == FB_ERR_INPUT))
        return fail_with_messages(verdict, "status", run, status);
    return true;
}

static bool same_bytes(const struct fb_buffer *a, const struct fb_buffer *b)
{
    return a->length == b->length && memcmp(a->data, b->data, a->length) == 0;
}

/* A second run of the same case gives the same, whose pages are forgotten as they are drawn. */
static bool second_run_is_same(struct trial *trial, const struct run *first, fb_status status,
                               const struct table_case *table_case)
{
    struct run second;
    fb_status second_status;
    bool same;

    run_init(&second);
    second.each = true;
    second_status = run_stages(&second, trial, table_case);
    same = second_status == status &&
           (status != FB_OK ||
            (same_bytes(&first->trace, &second.trace) && same_bytes(&first->pdf, &second.pdf) &&
             same_bytes(&first->docx, &second.docx)));
    run_release(&second);
    return same || verdict_fail(&trial->verdict, "same", "a second run gives another output");
}

static bool files_are_there(struct trial *trial, const struct run *run)
{
    if (!trial->files)
        return true;
    if (strncmp(run->pdf.data, "%PDF-", 5) != 0 || strncmp(run->docx.data, "PK", 2) != 0)
        return verdict_fail(&trial->verdict, "files", "an output is no PDF or no DOCX");
    return true;
}

static bool all_holds(struct trial *trial, struct run *run, const struct table_case *table_case)
{
    const struct expected_doc *expected = expected_doc_new(run->arena, table_case);

    if (trial->spoil != NULL)
        trial->spoiled = trial->spoil(&run->pages, run->arena, run->doc, trial->seed);
    trial->pages = run->pages.count;
    return doc_is_as_expected(run->doc, expected, &trial->verdict) &&
           pages_are_right(run->arena, run->doc, &run->pages, &trial->verdict) &&
           files_are_there(trial, run);
}

enum trial_outcome trial_run(struct trial *trial, const struct table_case *table_case)
{
    struct run run;
    fb_status status;
    bool holds;

    trial->verdict.property = NULL;
    trial->spoiled = false;
    run_init(&run);
    status = run_stages(&run, trial, table_case);
    holds = status_is_right(&trial->verdict, &run, status) &&
            second_run_is_same(trial, &run, status, table_case) &&
            (status != FB_OK || all_holds(trial, &run, table_case));
    run_release(&run);
    if (!holds)
        return TRIAL_FAILS;
    return status == FB_OK ? TRIAL_HOLDS : TRIAL_REFUSED;
}

/* ---- shrinking ---- */

/* Tries a knob at another value; it stays there if the case still fails as before. */
static bool turn(struct trial *trial, const struct table_case *table_case,
                 const struct case_knob *knob, int value)
{
    struct trial before = *trial;
    int old = *knob->value;

    if (value == old)
        return false;
    *knob->value = value;
    if (trial_run(trial, table_case) == TRIAL_FAILS &&
        strcmp(trial->verdict.property, before.verdict.property) == 0)
        return true;
    *knob->value = old;
    *trial = before;
    return false;
}

/* Brings a knob as near to its simplest value as the failure allows, by halves. */
static bool turn_down(struct trial *trial, const struct table_case *table_case,
                      const struct case_knob *knob)
{
    bool turned = turn(trial, table_case, knob, knob->simplest);

    while (turn(trial, table_case, knob, knob->simplest + (*knob->value - knob->simplest) / 2))
        turned = true;
    while (turn(trial, table_case, knob,
                *knob->value - (*knob->value > knob->simplest) + (*knob->value < knob->simplest)))
        turned = true;
    return turned;
}

void trial_shrink(struct trial *trial, struct table_case *table_case)
{
    bool turned = true;

    while (turned) {
        turned = false;
        for (size_t i = 0; i < table_case->knobs.count; i++)
            turned |= turn_down(trial, table_case, &table_case->knobs.items[i]);
    }
}
