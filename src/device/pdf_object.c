#include "device/pdf.h"

#include <string.h>

void fb_pdf_record_error(HPDF_STATUS error, HPDF_STATUS detail, void *user_data)
{
    struct fb_pdf *pdf = user_data;

    (void)detail;
    if (pdf->error == HPDF_OK)
        pdf->error = error;
}

fb_status fb_pdf_status(struct fb_pdf *pdf)
{
    /* Errors of the object layer are noted in the document without a call of the handler. */
    HPDF_STATUS noted = HPDF_GetError(pdf->document);

    if (pdf->error == HPDF_OK)
        pdf->error = noted;
    if (pdf->error == HPDF_OK)
        return FB_OK;
    return pdf->error == HPDF_FAILD_TO_ALLOC_MEM ? FB_ERR_NOMEM : FB_ERR_INTERNAL;
}

/*
 * Makes the list of objects grow by as much as it has. libharu would add room for 1,024 at a time
 * and copy the list each time, which of a hundred thousand pages copies hundreds of megabytes.
 */
static void grow_objects(struct fb_pdf *pdf)
{
    HPDF_List list = pdf->document->xref->entries;

    if (list->count > list->items_per_block)
        list->items_per_block = list->count;
}

HPDF_Dict fb_pdf_new_dict(struct fb_pdf *pdf)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->document->mmgr);

    grow_objects(pdf);
    /* A dictionary that cannot be added is freed by libharu. */
    if (dict == NULL || HPDF_Xref_Add(pdf->document->xref, dict) != HPDF_OK)
        return NULL;
    return dict;
}

HPDF_Dict fb_pdf_add_dict(struct fb_pdf *pdf, HPDF_Dict parent, const char *key)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->document->mmgr);

    return HPDF_Dict_Add(parent, key, dict) == HPDF_OK ? dict : NULL;
}

HPDF_Array fb_pdf_add_array(struct fb_pdf *pdf, HPDF_Dict parent, const char *key)
{
    HPDF_Array array = HPDF_Array_New(pdf->document->mmgr);

    return HPDF_Dict_Add(parent, key, array) == HPDF_OK ? array : NULL;
}

void fb_pdf_add_string(struct fb_pdf *pdf, HPDF_Dict parent, const char *key, const char *string)
{
    HPDF_Dict_Add(parent, key, HPDF_String_New(pdf->document->mmgr, string, NULL));
}

fb_status fb_pdf_add_text(struct fb_pdf *pdf, HPDF_Dict parent, const char *key, const char *text)
{
    unsigned char bytes[2 + 2 * FB_PDF_TEXT_UNITS];
    size_t length = 2 + fb_pdf_utf16(bytes + 2, sizeof bytes - 2, text, strlen(text));

    bytes[0] = 0xFE;
    bytes[1] = 0xFF;
    HPDF_Dict_Add(parent, key, HPDF_Binary_New(pdf->document->mmgr, bytes, (HPDF_UINT)length));
    return fb_pdf_status(pdf);
}

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream out)
{
    return HPDF_Stream_WriteStr(out, dict->attr);
}

fb_status fb_pdf_set_entries(struct fb_pdf *pdf, HPDF_Dict dict, const struct fb_buffer *entries)
{
    FB_TRY(entries->status);
    FB_NEED(dict->attr = fb_arena_copy(pdf->arena, entries->data, entries->length));
    dict->write_fn = write_entries;
    return fb_pdf_status(pdf);
}

HPDF_UINT fb_pdf_number(const void *object)
{
    enum { NUMBER = 0x00FFFFFF };           /* the rest of obj_id tells kinds of objects apart */
    const HPDF_Obj_Header *header = object; /* each object begins with one */

    return header->obj_id & NUMBER;
}

/* libharu numbers an object by its place in the list, which it takes to begin at `start_offset`. */
fb_status fb_pdf_take_numbers(HPDF_UINT *first, struct fb_pdf *pdf, size_t count)
{
    size_t next = fb_pdf_number_count(pdf);

    *first = (HPDF_UINT)next;
    if (count > FB_PDF_OBJECTS || next + count > (size_t)FB_PDF_OBJECTS + 1)
        return FB_ERR_NOMEM;
    pdf->document->xref->start_offset += (HPDF_UINT)count;
    return FB_OK;
}

size_t fb_pdf_number_count(const struct fb_pdf *pdf)
{
    HPDF_Xref list = pdf->document->xref;

    return (size_t)list->start_offset + list->entries->count;
}

void fb_pdf_put_reference(struct fb_buffer *out, HPDF_UINT number)
{
    fb_buffer_append_number(out, number);
    fb_buffer_append_string(out, " 0 R ");
}
