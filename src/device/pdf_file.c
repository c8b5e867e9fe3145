/*
 * pdf_file.c: the file itself: header, objects, cross-reference table, trailer (ISO 32000-1, 7.5).
 *
 * libharu writes the value of each of its objects. What stands around them is written here, and so
 * are the elements of the structure, which are none of libharu's.
 */
#include "base/hash.h"
#include "device/pdf.h"

#include <assert.h>

_Static_assert(FB_BUFFER_OUTPUT_LIMIT <= UINT32_MAX, "offsets have 32 bits");

/* The bytes of the comment say that the file is binary. */
static const char HEADER[] = "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n";

/* Takes what libharu writes; the buffer keeps its first failure. */
static HPDF_STATUS take_output(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length)
{
    struct fb_buffer *out = stream->attr;

    fb_buffer_append(out, bytes, length);
    return out->status == FB_OK ? HPDF_OK : HPDF_FAILD_TO_ALLOC_MEM;
}

/* Begins an object, and notes where. */
static void begin_object(struct fb_buffer *out, size_t number, uint32_t *offsets)
{
    offsets[number] = (uint32_t)out->length;
    fb_buffer_append_number(out, number);
    fb_buffer_append_string(out, " 0 obj\n");
}

static void end_object(struct fb_buffer *out)
{
    fb_buffer_append_string(out, "\nendobj\n");
}

/* Lets libharu write an object of its own. */
static fb_status write_object(struct fb_pdf *pdf, void *object, uint32_t *offsets)
{
    struct fb_buffer *out = pdf->device.out;
    HPDF_STATUS written;

    begin_object(out, fb_pdf_number(object), offsets);
    written = HPDF_Obj_WriteValue(object, pdf->document->stream, NULL);
    if (written != HPDF_OK)
        fb_pdf_record_error(written, HPDF_OK, pdf);
    end_object(out);
    FB_TRY(out->status);
    return fb_pdf_status(pdf);
}

static fb_status write_elements(struct fb_pdf *pdf, const struct fb_pdf_elements *part,
                                uint32_t *offsets)
{
    struct fb_buffer *out = pdf->device.out;

    for (size_t i = 0; i < part->count; i++) {
        begin_object(out, part->first + i, offsets);
        fb_buffer_append_string(out, "<<\n");
        fb_pdf_put_element(pdf, out, part, i);
        fb_buffer_append_string(out, ">>");
        end_object(out);
    }
    return out->status;
}

/* Writes all objects by their numbers. Object 0, the list's first, is none. */
static fb_status write_objects(struct fb_pdf *pdf, uint32_t *offsets)
{
    HPDF_Xref list = pdf->document->xref;
    size_t part = 0;

    for (HPDF_UINT i = 1; i < list->entries->count; i++) {
        void *object = HPDF_Xref_GetEntry(list, i)->obj;

        for (; part < pdf->parts.count; part++) {
            if (pdf->parts.items[part].first > fb_pdf_number(object))
                break;
            FB_TRY(write_elements(pdf, &pdf->parts.items[part], offsets));
        }
        FB_TRY(write_object(pdf, object, offsets));
    }
    assert(part == pdf->parts.count); /* what belongs to the document comes after all parts */
    return FB_OK;
}

/* Appends an entry of the table: the offset in ten digits. */
static void put_entry(struct fb_buffer *out, uint32_t offset)
{
    char entry[] = "0000000000 00000 n\r\n";

    for (size_t i = 10; offset > 0; offset /= 10)
        entry[--i] = (char)('0' + offset % 10);
    fb_buffer_append(out, entry, sizeof entry - 1);
}

static void write_table(struct fb_buffer *out, const uint32_t *offsets, size_t count)
{
    fb_buffer_append_format(out, "xref\n0 %zu\n0000000000 65535 f\r\n", count);
    for (size_t i = 1; i < count; i++)
        put_entry(out, offsets[i]);
}

/* The file identifier (ISO 32000-1, 14.4): a hash of all that is written before the trailer. */
static fb_status add_identifier(struct fb_pdf *pdf)
{
    HPDF_Array identifier = fb_pdf_add_array(pdf, pdf->document->trailer, "ID");
    unsigned char hash[16];

    FB_NEED(identifier);
    fb_hash_store(hash, fb_hash_bytes(pdf->device.out->data, pdf->device.out->length));
    for (size_t i = 0; i < 2; i++)
        HPDF_Array_Add(identifier, HPDF_Binary_New(pdf->document->mmgr, hash, sizeof hash));
    return fb_pdf_status(pdf);
}

static fb_status write_trailer(struct fb_pdf *pdf, size_t count, size_t table)
{
    struct fb_buffer *out = pdf->device.out;
    HPDF_Dict trailer = pdf->document->trailer;

    FB_TRY(add_identifier(pdf));
    HPDF_Dict_Add(trailer, "Root", pdf->document->catalog);
    HPDF_Dict_Add(trailer, "Info", pdf->document->info);
    HPDF_Dict_AddNumber(trailer, "Size", (HPDF_INT32)count);
    fb_buffer_append_string(out, "trailer\n");
    HPDF_Dict_Write(trailer, pdf->document->stream, NULL);
    fb_buffer_append_format(out, "\nstartxref\n%zu\n%%%%EOF\n", table);
    FB_TRY(out->status);
    return fb_pdf_status(pdf);
}

fb_status fb_pdf_write_file(struct fb_pdf *pdf)
{
    struct fb_buffer *out = pdf->device.out;
    size_t count = fb_pdf_number_count(pdf), table;
    uint32_t *offsets = FB_NEW_ARRAY(pdf->arena, uint32_t, count);

    FB_NEED(offsets);
    if (count > (size_t)FB_PDF_OBJECTS + 1)
        return FB_ERR_NOMEM;
    /* HPDF_Free frees it. */
    pdf->document->stream = HPDF_CallbackWriter_New(pdf->document->mmgr, take_output, out);
    FB_NEED(pdf->document->stream);
    fb_buffer_append_string(out, HEADER);
    FB_TRY(write_objects(pdf, offsets));
    table = out->length;
    write_table(out, offsets, count);
    FB_TRY(out->status);
    return write_trailer(pdf, count, table);
}
