#include "job/job_private.h"

#include "device/device.h"
#include "doc/dump.h"
#include "job/extraction.h"

#include <string.h>

static fb_status paint_on(struct fb_job *job, struct fb_device *device)
{
    struct fb_painter *painter;
    fb_status status;

    FB_TRY(fb_painter_new(&painter, device, &(struct fb_paint_part){.doc = job->made.doc}));
    status = fb_job_draw(job, painter);
    if (status == FB_OK)
        status = fb_painter_finish(painter);
    fb_painter_free(painter);
    return status;
}

/* Paints the pages on the device of a name. */
static fb_status paint_pages(struct fb_job *job, const char *device_name, struct fb_buffer *out)
{
    struct fb_device *device;
    fb_status status;

    FB_TRY(fb_job_need_doc(job));
    FB_TRY(fb_device_new(&device, device_name, out));
    status = paint_on(job, device);
    fb_device_free(device);
    return status == FB_OK ? out->status : status;
}

/* A DOCX has no pages yet, but what does not fit its place is cut there too, by Word. */
static fb_status write_docx(struct fb_job *job, struct fb_buffer *out)
{
    struct fb_docx_setup setup = {.program = FB_VERSION,
                                  .public_copy = job->options.public_copy,
                                  .protect = job->options.protect,
                                  .fonts = job->options.docx_fonts,
                                  .sink = job->diagnostics,
                                  .memory = fb_context_packages(job->context)};

    FB_TRY(fb_job_need_pages(job));
    FB_TRY(fb_context_fonts(&setup.font_set, job->context, job->diagnostics));
    FB_TRY(fb_flow_report(job->made.doc, &job->made.pages, job->diagnostics));
    setup.record = job->xml;
    setup.template = job->made.template;
    FB_TRY(fb_docx_write(out, job->made.doc, &setup));
    return out->status;
}

/* Writes those outputs of the set that there are. */
static fb_status write_outputs(struct fb_job *job, unsigned outputs, struct fb_output_files *files)
{
    if ((outputs & FB_OUTPUT_BIT(FB_OUTPUT_PDF)) != 0)
        FB_TRY(paint_pages(job, fb_pdf_device_name(job->options.pdf_kind),
                           &files->buffers[FB_OUTPUT_PDF]));
    if ((outputs & FB_OUTPUT_BIT(FB_OUTPUT_DOCX)) != 0)
        FB_TRY(write_docx(job, &files->buffers[FB_OUTPUT_DOCX]));
    return FB_OK;
}

fb_status fb_job_render(struct fb_job *job, unsigned outputs, struct fb_output_files *files)
{
    fb_status status = FB_OK;

    if ((outputs & FB_OUTPUT_BIT(FB_OUTPUT_DOCX)) != 0)
        status = fb_job_make_editable(job);
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
    FB_TRY(fb_job_need_template(job));
    fb_template_dump(out, job->made.template);
    return FB_OK;
}

static fb_status dump_doc(struct fb_job *job, struct fb_buffer *out)
{
    FB_TRY(fb_job_need_doc(job));
    fb_doc_dump(out, job->made.doc);
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
