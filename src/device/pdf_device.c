#include "device/device_kinds.h"
#include "device/pdf.h"

#include <stdlib.h>

static struct fb_pdf *pdf_of(struct fb_device *device)
{
    return (struct fb_pdf *)device;
}

static fb_status begin_document(struct fb_device *device, const struct fb_device_info *info)
{
    return fb_pdf_begin_document(pdf_of(device), info);
}

static fb_status begin_part(struct fb_device *device, const struct fb_device_part *part)
{
    return fb_pdf_begin_part(pdf_of(device), part);
}

static fb_status begin_page(struct fb_device *device, fb_length width, fb_length height)
{
    return fb_pdf_begin_page(pdf_of(device), width, height);
}

static fb_status put_line(struct fb_device *device, const struct fb_line *line, fb_length x,
                          fb_length y, struct fb_text_tag tag)
{
    return fb_pdf_line(pdf_of(device), line, x, y, tag);
}

static fb_status put_rule(struct fb_device *device, const struct fb_rule *rule)
{
    return fb_pdf_rule(pdf_of(device), rule);
}

static fb_status end_page(struct fb_device *device)
{
    return fb_pdf_end_page(pdf_of(device));
}

static fb_status end_part(struct fb_device *device, const struct fb_bookmark *bookmarks,
                          size_t count)
{
    return fb_pdf_end_part(pdf_of(device), bookmarks, count);
}

static fb_status end_document(struct fb_device *device)
{
    return fb_pdf_end_document(pdf_of(device));
}

static void free_device(struct fb_device *device)
{
    struct fb_pdf *pdf = pdf_of(device);

    HPDF_Free(pdf->document);
    fb_deflater_free(pdf->deflater);
    fb_buffer_release(&pdf->compressed);
    for (size_t i = 0; i < pdf->fonts.count; i++)
        fb_font_program_release(&pdf->fonts.items[i]->program);
    fb_buffer_release(&pdf->content);
    fb_arena_free(pdf->arena);
    free(pdf);
}

static const struct fb_device_operations pdf_operations = {
    .name = "pdf",
    .begin_document = begin_document,
    .begin_part = begin_part,
    .begin_page = begin_page,
    .line = put_line,
    .rule = put_rule,
    .end_page = end_page,
    .end_part = end_part,
    .end_document = end_document,
    .free = free_device,
};

static const struct fb_device_operations plain_operations = {
    .name = "pdf-plain",
    .begin_document = begin_document,
    .begin_part = begin_part,
    .begin_page = begin_page,
    .line = put_line,
    .rule = put_rule,
    .end_page = end_page,
    .end_part = end_part,
    .end_document = end_document,
    .free = free_device,
};

/* Takes what the device needs for its whole life. */
static fb_status acquire(struct fb_pdf *pdf)
{
    fb_buffer_init(&pdf->content, FB_PDF_CONTENT_LIMIT);
    fb_buffer_init(&pdf->compressed, 2 * FB_PDF_CONTENT_LIMIT);
    FB_TRY(fb_arena_new(&pdf->arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_deflater_new(&pdf->deflater));
    FB_NEED(pdf->document = HPDF_New(fb_pdf_record_error, pdf));
    return FB_OK;
}

static fb_status make(struct fb_device **device, struct fb_buffer *out,
                      const struct fb_device_operations *operations)
{
    struct fb_pdf *pdf = calloc(1, sizeof *pdf);
    fb_status status;

    FB_NEED(pdf);
    pdf->device = (struct fb_device){.operations = operations, .out = out};
    pdf->plain = operations == &plain_operations;
    status = acquire(pdf);
    if (status != FB_OK) {
        free_device(&pdf->device);
        return status;
    }
    *device = &pdf->device;
    return FB_OK;
}

fb_status fb_pdf_device_new(struct fb_device **device, struct fb_buffer *out)
{
    return make(device, out, &pdf_operations);
}

fb_status fb_pdf_plain_device_new(struct fb_device **device, struct fb_buffer *out)
{
    return make(device, out, &plain_operations);
}
