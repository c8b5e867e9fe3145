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

/* What takes the pages of a job. */
struct taking {
    struct fb_job *job;
    struct fb_painter *painter; /* NULL: they are not drawn */
};

static fb_status take_page(void *data, const struct fb_page *page)
{
    const struct taking *taking = data;
    struct fb_job_made *made = &taking->job->made;

    if (!made->laid_out)
        fb_flow_note(&made->pages, made->doc, page);
    return taking->painter != NULL ? fb_painter_page(taking->painter, page) : FB_OK;
}

static fb_status lay_out(struct fb_job *job, struct fb_painter *painter)
{
    struct taking taking = {job, painter};
    const struct fb_page_taker taker = {take_page, &taking};
    const struct fb_font_set *fonts;

    if (!job->made.laid_out)
        job->made.pages = (struct fb_flow_pages){0};
    FB_TRY(fb_context_fonts(&fonts, job->context, job->diagnostics));
    FB_TRY(fb_layout_each(job->made.doc, fonts, taker, job->diagnostics));
    job->made.laid_out = true;
    return FB_OK;
}

fb_status fb_job_need_pages(struct fb_job *job)
{
    if (job->made.laid_out)
        return FB_OK;
    FB_TRY(fb_job_need_doc(job));
    return lay_out(job, NULL);
}

/* Sets diagnostics aside, so that what was said once is not heard again. */
static fb_status begin_unheard(struct fb_diagnostics **heard, struct fb_job *job)
{
    *heard = job->diagnostics;
    return fb_diagnostics_new(&job->diagnostics);
}

static void end_unheard(struct fb_job *job, struct fb_diagnostics *heard)
{
    fb_diagnostics_free(job->diagnostics);
    job->diagnostics = heard;
}

fb_status fb_job_draw(struct fb_job *job, struct fb_painter *painter)
{
    struct fb_diagnostics *heard;
    fb_status status;

    if (!job->made.laid_out)
        return lay_out(job, painter);
    status = begin_unheard(&heard, job);
    if (status == FB_OK)
        status = lay_out(job, painter);
    end_unheard(job, heard);
    return status;
}

fb_status fb_job_make_editable(struct fb_job *job)
{
    bool remade = job->made.doc != NULL && !job->made.editable;
    struct fb_diagnostics *heard;
    fb_status status;

    job->made.editable = true;
    if (!remade)
        return FB_OK;
    job->made.doc = NULL;
    status = begin_unheard(&heard, job);
    if (status == FB_OK)
        status = fb_job_need_doc(job);
    end_unheard(job, heard);
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

fb_status fb_job_keep_pages(const struct fb_doc **doc, struct fb_pages *pages, struct fb_job *job,
                            size_t pages_before)
{
    const struct fb_font_set *fonts;

    job->made.pages_before = pages_before;
    FB_TRY(fb_job_need_doc(job));
    *doc = job->made.doc;
    FB_TRY(fb_context_fonts(&fonts, job->context, job->diagnostics));
    return fb_layout(pages, job->arena, *doc, fonts, job->diagnostics);
}
