#include "job/job.h"

#include "check/check.h"
#include "convert/blank.h"
#include "data/record.h"
#include "device/device.h"
#include "doc/dump.h"
#include "job/blank_form.h"
#include "job/extraction.h"
#include "job/fields.h"
#include "job/flow.h"
#include "layout/fit.h"
#include "layout/layout.h"
#include "merge/merge.h"
#include "paint/paint.h"

#include <stdlib.h>
#include <string.h>

struct fb_job {
    struct fb_context *context;
    const char *template_name; /* NULL: the record names it */
    const char *chosen;        /* of the record that the job is at; NULL: as all others */
    struct fb_record_setup reading;
    enum fb_pdf_kind pdf_kind;
    bool public_copy;
    bool blank_form; /* the record was checked and is one */
    bool protect;
    enum fb_docx_fonts docx_fonts;
    const struct fb_settings *settings; /* or NULL */
    struct fb_coverage *coverage;       /* or NULL */
    struct fb_job_fields fields;        /* what records of a template hold */
    struct fb_arena *arena;
    struct fb_diagnostics *diagnostics;
    /* What the stages made so far; NULL before. */
    struct fb_record *record; /* all of the file */
    struct fb_xml *xml;       /* the one that the job is at */
    const struct fb_template *template;
    bool checked;
    size_t pages_before; /* of what it is bound with */
    bool editable;       /* the document is, or is to be */
    const struct fb_doc *doc;
    const struct fb_pages *pages;
};

/* Makes what the stages fill. */
static fb_status begin(struct fb_job *job)
{
    FB_TRY(fb_arena_new(&job->arena, FB_ARENA_JOB_LIMIT));
    return fb_diagnostics_new(&job->diagnostics);
}

fb_status fb_job_new(struct fb_job **out, struct fb_context *context, const char *template_name)
{
    struct fb_job *job = calloc(1, sizeof *job);
    fb_status status;

    *out = NULL;
    FB_NEED(job);
    job->context = context;
    job->template_name = template_name;
    status = begin(job);
    if (status != FB_OK) {
        fb_job_free(job);
        return status;
    }
    *out = job;
    return FB_OK;
}

void fb_job_free(struct fb_job *job)
{
    if (job == NULL)
        return;
    fb_record_free(job->record);
    fb_arena_free(job->fields.arena);
    fb_diagnostics_free(job->diagnostics);
    fb_arena_free(job->arena);
    free(job);
}

size_t fb_job_record_count(const struct fb_job *job)
{
    return job->record == NULL ? 0 : fb_record_count(job->record);
}

fb_status fb_job_select(struct fb_job *job, size_t index)
{
    fb_diagnostics_free(job->diagnostics);
    fb_arena_free(job->arena);
    job->diagnostics = NULL;
    job->arena = NULL;
    job->chosen = NULL;
    job->template = NULL;
    job->checked = false;
    job->pages_before = 0;
    job->editable = false;
    job->doc = NULL;
    job->pages = NULL;
    FB_TRY(begin(job));
    return fb_record_at(&job->xml, job->record, index, job->diagnostics);
}

struct fb_diagnostics *fb_job_diagnostics(struct fb_job *job)
{
    return job->diagnostics;
}

void fb_job_set_pdf_kind(struct fb_job *job, enum fb_pdf_kind kind)
{
    job->pdf_kind = kind;
}

void fb_job_set_parameters(struct fb_job *job, const struct fb_settings *settings)
{
    job->settings = settings;
}

void fb_job_set_encoding(struct fb_job *job, const char *encoding)
{
    job->reading.encoding = encoding;
}

void fb_job_set_public(struct fb_job *job)
{
    job->public_copy = true;
}

void fb_job_set_docx_fonts(struct fb_job *job, enum fb_docx_fonts fonts)
{
    job->docx_fonts = fonts;
}

void fb_job_set_protected(struct fb_job *job)
{
    job->protect = true;
}

void fb_job_set_coverage(struct fb_job *job, struct fb_coverage *coverage)
{
    job->coverage = coverage;
}

void fb_job_set_mapping(struct fb_job *job, const char *path)
{
    job->reading.mapping = path;
}

fb_status fb_job_read(struct fb_job *job, const char *path)
{
    FB_TRY(fb_arena_new(&job->fields.arena, FB_ARENA_JOB_LIMIT));
    job->fields.store = fb_context_templates(job->context);
    job->fields.template_name = job->template_name;
    job->reading.fields = fb_job_fields;
    job->reading.data = &job->fields;
    FB_TRY(fb_record_read(&job->record, path, &job->reading, job->diagnostics));
    return fb_record_at(&job->xml, job->record, 0, job->diagnostics);
}

/* A stage whose errors would make the next one's output wrong. */
static fb_status refuse_errors(const struct fb_job *job)
{
    return fb_diagnostics_count(job->diagnostics, FB_ERROR) > 0 ? FB_ERR_INPUT : FB_OK;
}

void fb_job_choose_template(struct fb_job *job, const char *name)
{
    job->chosen = name;
}

/* The template that a user gave the record; NULL: none. */
static const char *given_template(const struct fb_job *job)
{
    return job->chosen != NULL ? job->chosen : job->template_name;
}

const char *fb_job_template_name(const struct fb_job *job)
{
    const char *own = fb_record_template(job->xml), *given = given_template(job);

    if (given != NULL)
        return given;
    return own != NULL ? own : fb_record_set_template(job->record);
}

static fb_status find_template(const struct fb_template **out, struct fb_job *job)
{
    struct fb_template_store *store = fb_context_templates(job->context);
    const struct fb_xml_node *root = fb_xml_root(job->xml);
    const char *own = fb_record_template(job->xml);
    const char *name = fb_job_template_name(job);

    if (given_template(job) != NULL)
        return fb_template_store_open(out, store, name, job->diagnostics);
    if (name != NULL)
        return fb_template_store_find(out, store, name,
                                      own != NULL
                                          ? fb_xml_attribute_position(root, FB_RECORD_TEMPLATE)
                                          : fb_record_set_position(job->record),
                                      job->diagnostics);
    fb_report(job->diagnostics, FB_DIAG_TEMPLATE_MISSING, fb_xml_position(root), "");
    return FB_ERR_INPUT;
}

/* Finds the template and gives its parameters the values that were set for them. */
static fb_status need_template(struct fb_job *job)
{
    const struct fb_template *template;

    if (job->template != NULL)
        return FB_OK;
    FB_TRY(find_template(&template, job));
    if (job->settings != NULL)
        FB_TRY(fb_settings_apply(job->settings, template, job->xml, job->arena, job->diagnostics));
    job->template = template;
    return FB_OK;
}

static void set_date(struct fb_doc *doc, const struct fb_context *context)
{
    if (doc->date.year == 0)
        doc->date = fb_context_date(context);
}

/* Checks the record; of one for the public, what is private is gone afterwards. */
static fb_status need_checked(struct fb_job *job)
{
    struct fb_check_setup setup = {.public_copy = job->public_copy,
                                   .memory = fb_context_memory(job->context),
                                   .blank_form = &job->blank_form};

    if (job->checked)
        return FB_OK;
    FB_TRY(need_template(job));
    FB_TRY(fb_context_fonts(&setup.fonts, job->context, job->diagnostics));
    if (job->coverage != NULL)
        FB_TRY(fb_coverage_of(&setup.tallies, job->coverage, job->template));
    FB_TRY(fb_check_record(job->template, job->xml, &setup, job->diagnostics));
    FB_TRY(refuse_errors(job));
    if (job->public_copy)
        fb_check_blank_private(job->template, job->xml);
    job->checked = true;
    return FB_OK;
}

static fb_status need_doc(struct fb_job *job)
{
    struct fb_merge_setup setup = {.editable = job->editable};
    const struct fb_font_set *fonts;
    struct fb_doc *doc;

    if (job->doc != NULL)
        return FB_OK;
    FB_TRY(need_checked(job));
    setup.blank_form = job->blank_form;
    FB_TRY(fb_context_fonts(&fonts, job->context, job->diagnostics));
    FB_TRY(fb_merge(&doc, job->arena, job->template, job->xml, &setup, job->diagnostics));
    FB_TRY(refuse_errors(job));
    set_date(doc, job->context);
    doc->pages_before = job->pages_before;
    return fb_fit(&job->doc, job->arena, doc, fonts, job->diagnostics);
}

static fb_status need_pages(struct fb_job *job)
{
    const struct fb_font_set *fonts;
    struct fb_pages *pages;

    if (job->pages != NULL)
        return FB_OK;
    FB_TRY(need_doc(job));
    FB_TRY(fb_context_fonts(&fonts, job->context, job->diagnostics));
    pages = FB_NEW(job->arena, struct fb_pages);
    FB_NEED(pages);
    FB_TRY(fb_layout(pages, job->arena, job->doc, fonts, job->diagnostics));
    job->pages = pages;
    return FB_OK;
}

/*
 * Makes the document one that is to be edited. If it was made to be printed alone, it is made
 * again, and laid out; what there is to be said of it was said then.
 */
static fb_status make_editable(struct fb_job *job)
{
    struct fb_diagnostics *heard = job->diagnostics;
    bool remade = job->doc != NULL && !job->editable;
    fb_status status;

    job->editable = true;
    if (!remade)
        return FB_OK;
    job->doc = NULL;
    job->pages = NULL;
    status = fb_diagnostics_new(&job->diagnostics);
    if (status == FB_OK)
        status = need_pages(job);
    fb_diagnostics_free(job->diagnostics);
    job->diagnostics = heard;
    return status;
}

const struct fb_xml *fb_job_record(const struct fb_job *job)
{
    return job->xml;
}

fb_status fb_job_check(struct fb_job *job)
{
    return need_pages(job);
}

fb_status fb_job_check_record(struct fb_job *job)
{
    return need_checked(job);
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

fb_status fb_job_check_template(struct fb_context *context, const char *name,
                                const struct fb_settings *settings, struct fb_diagnostics *sink)
{
    const struct fb_template *template;
    const struct fb_font_set *fonts;

    FB_TRY(fb_template_store_open(&template, fb_context_templates(context), name, sink));
    fb_template_review(template, sink);
    FB_TRY(check_settings(settings, template, sink));
    FB_TRY(fb_context_fonts(&fonts, context, sink));
    return fb_blank_form_check(template, fonts, sink);
}

fb_status fb_job_template(const struct fb_template **out, struct fb_job *job)
{
    FB_TRY(need_template(job));
    *out = job->template;
    return FB_OK;
}

const char *fb_job_set_template(const struct fb_job *job)
{
    return fb_record_set_template(job->record);
}

fb_status fb_job_lay_out(const struct fb_doc **doc, const struct fb_pages **pages,
                         struct fb_job *job, size_t pages_before)
{
    job->pages_before = pages_before;
    FB_TRY(need_pages(job));
    *doc = job->doc;
    *pages = job->pages;
    return FB_OK;
}

fb_status fb_job_convert(struct fb_job *job, struct fb_form_writer *writer)
{
    const struct fb_form_record record = {.xml = job->xml,
                                          .template = job->template,
                                          .template_name = fb_record_set_template(job->record)};

    return fb_form_writer_add(writer, &record, job->diagnostics);
}

fb_status fb_job_blank(struct fb_buffer *out, enum fb_form form, struct fb_context *context,
                       const char *name, struct fb_diagnostics *sink)
{
    const struct fb_template *template;

    FB_TRY(fb_template_store_open(&template, fb_context_templates(context), name, sink));
    return fb_blank_write(out, form, template);
}

/* Paints the pages on the device of a name. */
static fb_status paint_pages(struct fb_job *job, const char *device_name, struct fb_buffer *out)
{
    struct fb_device *device;
    fb_status status;

    FB_TRY(need_pages(job));
    FB_TRY(fb_device_new(&device, device_name, out));
    status = fb_paint(job->pages, job->doc, device);
    fb_device_free(device);
    return status == FB_OK ? out->status : status;
}

/* A DOCX has no pages yet, but what does not fit its place is cut there too, by Word. */
static fb_status write_docx(struct fb_job *job, struct fb_buffer *out)
{
    struct fb_docx_setup setup = {.program = FB_VERSION,
                                  .public_copy = job->public_copy,
                                  .protect = job->protect,
                                  .fonts = job->docx_fonts,
                                  .sink = job->diagnostics,
                                  .memory = fb_context_packages(job->context)};

    FB_TRY(need_pages(job));
    FB_TRY(fb_context_fonts(&setup.font_set, job->context, job->diagnostics));
    FB_TRY(fb_flow_report(job->doc, job->pages, job->diagnostics));
    setup.record = job->xml;
    setup.template = job->template;
    FB_TRY(fb_docx_write(out, job->doc, &setup));
    return out->status;
}

/* Writes those outputs of the set that there are. */
static fb_status write_outputs(struct fb_job *job, unsigned outputs, struct fb_output_files *files)
{
    if ((outputs & FB_OUTPUT_BIT(FB_OUTPUT_PDF)) != 0)
        FB_TRY(paint_pages(job, fb_pdf_device_name(job->pdf_kind), &files->buffers[FB_OUTPUT_PDF]));
    if ((outputs & FB_OUTPUT_BIT(FB_OUTPUT_DOCX)) != 0)
        FB_TRY(write_docx(job, &files->buffers[FB_OUTPUT_DOCX]));
    return FB_OK;
}

fb_status fb_job_render(struct fb_job *job, unsigned outputs, struct fb_output_files *files)
{
    fb_status status = FB_OK;

    if ((outputs & FB_OUTPUT_BIT(FB_OUTPUT_DOCX)) != 0)
        status = make_editable(job);
    if (status == FB_OK)
        status = write_outputs(job, outputs, files);

    if (status != FB_OK)
        fb_output_files_release(files);
    return status;
}

fb_status fb_job_guard(struct fb_job *job, const char *path, const struct fb_buffer *docx)
{
    return fb_extraction_guard(path, docx, job->xml, job->diagnostics);
}

static fb_status dump_record(struct fb_job *job, struct fb_buffer *out)
{
    return fb_record_dump(out, job->xml);
}

static fb_status dump_template(struct fb_job *job, struct fb_buffer *out)
{
    FB_TRY(need_template(job));
    fb_template_dump(out, job->template);
    return FB_OK;
}

static fb_status dump_doc(struct fb_job *job, struct fb_buffer *out)
{
    FB_TRY(need_doc(job));
    fb_doc_dump(out, job->doc);
    return FB_OK;
}

static fb_status dump_pages(struct fb_job *job, struct fb_buffer *out)
{
    return paint_pages(job, "trace", out);
}

static const struct {
    const char *name;
    fb_status (*dump)(struct fb_job *job, struct fb_buffer *out);
} STAGES[] = {
    [FB_STAGE_RECORD] = {"record", dump_record},
    [FB_STAGE_TEMPLATE] = {"template", dump_template},
    [FB_STAGE_DOC] = {"doc", dump_doc},
    [FB_STAGE_PAGES] = {"pages", dump_pages},
};

bool fb_stage_parse(enum fb_stage *out, const char *name)
{
    for (size_t i = 0; i < sizeof STAGES / sizeof *STAGES; i++) {
        if (strcmp(STAGES[i].name, name) == 0) {
            *out = (enum fb_stage)i;
            return true;
        }
    }
    return false;
}

fb_status fb_job_dump(struct fb_job *job, enum fb_stage stage, struct fb_buffer *out)
{
    FB_TRY(STAGES[stage].dump(job, out));
    return out->status;
}
