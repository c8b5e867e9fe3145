#include "job/job_private.h"

#include "check/check.h"
#include "layout/fit.h"
#include "layout/layout.h"
#include "merge/merge.h"

/* A stage whose errors would make the next one's output wrong. */
static fb_status refuse_errors(const struct fb_job *job)
{
    return fb_diagnostics_count(job->diagnostics, FB_ERROR) > 0 ? FB_ERR_INPUT : FB_OK;
}

static void set_date(struct fb_doc *doc, const struct fb_context *context)
{
    if (doc->date.year == 0)
        doc->date = fb_context_date(context);
}

/* Checks the record; of one for the public, what is private is gone afterwards. */
static fb_status need_checked(struct fb_job *job)
{
    struct fb_check_setup setup = {.public_copy = job->options.public_copy,
                                   .memory = fb_context_memory(job->context),
                                   .blank_form = &job->made.blank_form};

    if (job->made.checked)
        return FB_OK;
    FB_TRY(fb_job_need_template(job));
    FB_TRY(fb_context_fonts(&setup.fonts, job->context, job->diagnostics));
    if (job->options.coverage != NULL)
        FB_TRY(fb_coverage_of(&setup.tallies, job->options.coverage, job->made.template));
    FB_TRY(fb_check_record(job->made.template, job->xml, &setup, job->diagnostics));
    FB_TRY(refuse_errors(job));
    if (job->options.public_copy)
        fb_check_blank_private(job->made.template, job->xml);
    job->made.checked = true;
    return FB_OK;
}

fb_status fb_job_need_doc(struct fb_job *job)
{
    struct fb_merge_setup setup = {.editable = job->made.editable};
    const struct fb_font_set *fonts;
    struct fb_doc *doc;

    if (job->made.doc != NULL)
        return FB_OK;
    FB_TRY(need_checked(job));
    setup.blank_form = job->made.blank_form;
    FB_TRY(fb_context_fonts(&fonts, job->context, job->diagnostics));
    FB_TRY(fb_merge(&doc, job->arena, job->made.template, job->xml, &setup, job->diagnostics));
    FB_TRY(refuse_errors(job));
    set_date(doc, job->context);
    doc->pages_before = job->made.pages_before;
    return fb_fit(&job->made.doc, job->arena, doc, fonts, job->diagnostics);
}

fb_status fb_job_need_pages(struct fb_job *job)
{
    const struct fb_font_set *fonts;
    struct fb_pages *pages;

    if (job->made.pages != NULL)
        return FB_OK;
    FB_TRY(fb_job_need_doc(job));
    FB_TRY(fb_context_fonts(&fonts, job->context, job->diagnostics));
    pages = FB_NEW(job->arena, struct fb_pages);
    FB_NEED(pages);
    FB_TRY(fb_layout(pages, job->arena, job->made.doc, fonts, job->diagnostics));
    job->made.pages = pages;
    return FB_OK;
}

fb_status fb_job_make_editable(struct fb_job *job)
{
    struct fb_diagnostics *heard = job->diagnostics;
    bool remade = job->made.doc != NULL && !job->made.editable;
    fb_status status;

    job->made.editable = true;
    if (!remade)
        return FB_OK;
    job->made.doc = NULL;
    job->made.pages = NULL;
    status = fb_diagnostics_new(&job->diagnostics);
    if (status == FB_OK)
        status = fb_job_need_pages(job);
    fb_diagnostics_free(job->diagnostics);
    job->diagnostics = heard;
    return status;
}

fb_status fb_job_check(struct fb_job *job)
{
    return fb_job_need_pages(job);
}

fb_status fb_job_check_record(struct fb_job *job)
{
    return need_checked(job);
}

fb_status fb_job_lay_out(const struct fb_doc **doc, const struct fb_pages **pages,
                         struct fb_job *job, size_t pages_before)
{
    job->made.pages_before = pages_before;
    FB_TRY(fb_job_need_pages(job));
    *doc = job->made.doc;
    *pages = job->made.pages;
    return FB_OK;
}
