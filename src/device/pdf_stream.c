/*
 * pdf_stream.c: the streams of the file (ISO 32000-1, 7.3.8).
 *
 * A stream of libharu keeps its bytes in blocks, copies them one by one when it is filled and again
 * when it is written, and has its length in an object of its own. So a stream is a dictionary here,
 * with its length in it, whose bytes follow when libharu has written it.
 */
#include "device/pdf.h"

/* What follows a dictionary: its attr. */
struct stream {
    struct fb_pdf *pdf;
    const void *bytes; /* in the arena, or borrowed until the file is written */
    size_t length;
};

/* Writes the bytes; libharu has just written the dictionary to the document's stream. */
static HPDF_STATUS write_bytes(HPDF_Dict dict)
{
    const struct stream *stream = dict->attr;
    HPDF_Stream out = stream->pdf->document->stream;

    HPDF_Stream_WriteStr(out, "\012stream\015\012");
    HPDF_Stream_Write(out, stream->bytes, (HPDF_UINT)stream->length);
    return HPDF_Stream_WriteStr(out, "\012endstream");
}

/* Lets bytes follow a dictionary, which has to have their length. */
static fb_status attach(struct fb_pdf *pdf, HPDF_Dict dict, const void *bytes, size_t length)
{
    struct stream *stream = FB_NEW(pdf->arena, struct stream);

    FB_NEED(stream);
    *stream = (struct stream){pdf, bytes, length};
    dict->attr = stream;
    dict->after_write_fn = write_bytes;
    return fb_pdf_status(pdf);
}

/* Compresses bytes into pdf->compressed (ISO 32000-1, 7.4.4.1), and from there into the arena. */
static fb_status compress(const char **out, struct fb_pdf *pdf, const struct fb_buffer *bytes)
{
    FB_TRY(bytes->status);
    fb_buffer_clear(&pdf->compressed);
    FB_TRY(fb_deflater_write_framed(pdf->deflater, &pdf->compressed, bytes->data, bytes->length));
    FB_NEED(*out = fb_arena_copy(pdf->arena, pdf->compressed.data, pdf->compressed.length));
    return FB_OK;
}

static fb_status add(HPDF_Dict *out, struct fb_pdf *pdf, HPDF_Dict parent, const char *key,
                     const void *bytes, size_t length)
{
    FB_NEED(*out = fb_pdf_new_dict(pdf));
    HPDF_Dict_Add(parent, key, *out);
    HPDF_Dict_AddNumber(*out, "Length", (HPDF_INT32)length);
    return attach(pdf, *out, bytes, length);
}

fb_status fb_pdf_add_deflated_stream(HPDF_Dict *out, struct fb_pdf *pdf, HPDF_Dict parent,
                                     const char *key, const void *bytes, size_t length)
{
    FB_TRY(add(out, pdf, parent, key, bytes, length));
    HPDF_Dict_AddName(*out, "Filter", "FlateDecode");
    return fb_pdf_status(pdf);
}

fb_status fb_pdf_add_stream(HPDF_Dict *out, struct fb_pdf *pdf, HPDF_Dict parent, const char *key,
                            const struct fb_buffer *bytes)
{
    const char *compressed;

    FB_TRY(compress(&compressed, pdf, bytes));
    return fb_pdf_add_deflated_stream(out, pdf, parent, key, compressed, pdf->compressed.length);
}

fb_status fb_pdf_add_plain_stream(HPDF_Dict *out, struct fb_pdf *pdf, HPDF_Dict parent,
                                  const char *key, const struct fb_buffer *bytes)
{
    const char *copy;

    FB_TRY(bytes->status);
    FB_NEED(copy = fb_arena_copy(pdf->arena, bytes->data, bytes->length));
    return add(out, pdf, parent, key, copy, bytes->length);
}

fb_status fb_pdf_fill_page(struct fb_pdf *pdf, HPDF_Page page, const struct fb_buffer *bytes)
{
    HPDF_PageAttr attributes = (HPDF_PageAttr)page->attr;
    HPDF_Dict contents = attributes->contents;
    const char *compressed;

    FB_TRY(compress(&compressed, pdf, bytes));
    HPDF_Stream_Free(contents->stream);
    contents->stream = attributes->stream = NULL;
    HPDF_Dict_AddName(contents, "Filter", "FlateDecode");
    HPDF_Number_SetValue(HPDF_Dict_GetItem(contents, "Length", HPDF_OCLASS_NUMBER),
                         (HPDF_INT32)pdf->compressed.length);
    return attach(pdf, contents, compressed, pdf->compressed.length);
}
