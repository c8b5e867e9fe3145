/*
 * pdf_mark.c: marked content, by which a page's operators belong to an element of the structure or
 * are artifacts, which are no part of the text (ISO 32000-1, 14.8.2).
 */
#include "device/pdf.h"

#include <assert.h>

static const char *const element_types[] = {
    [FB_ELEMENT_DOCUMENT] = "Document",   [FB_ELEMENT_HEADING] = "H",
    [FB_ELEMENT_PARAGRAPH] = "P",         [FB_ELEMENT_TABLE] = "Table",
    [FB_ELEMENT_TABLE_HEAD] = "THead",    [FB_ELEMENT_TABLE_BODY] = "TBody",
    [FB_ELEMENT_TABLE_ROW] = "TR",        [FB_ELEMENT_HEADER_CELL] = "TH",
    [FB_ELEMENT_DATA_CELL] = "TD",        [FB_ELEMENT_CONTENTS] = "TOC",
    [FB_ELEMENT_CONTENTS_ITEM] = "TOCI",  [FB_ELEMENT_LABEL] = "Lbl",
    [FB_ELEMENT_REFERENCE] = "Reference", [FB_ELEMENT_LINK] = "Link",
    [FB_ELEMENT_SPAN] = "Span",
};

void fb_pdf_put_type(struct fb_buffer *out, const struct fb_element *element)
{
    fb_buffer_append_char(out, '/');
    fb_buffer_append_string(out, element_types[element->kind]);
    if (element->kind == FB_ELEMENT_HEADING)
        fb_buffer_append_format(out, "%d", element->level);
}

fb_status fb_pdf_add_mark(struct fb_pdf *pdf, size_t element)
{
    uint32_t number = (uint32_t)pdf->marks.count, *last = &pdf->elements->last_marks[element];
    struct fb_pdf_mark *mark = FB_PUSH(pdf->arena, &pdf->marks);

    assert(element < pdf->elements->count);
    FB_NEED(mark);
    mark->element = fb_pdf_element_number(pdf, element);
    mark->page = (uint32_t)pdf->pages.count - 1;
    mark->next = *last == 0 ? number : pdf->marks.items[*last].next;
    pdf->marks.items[*last].next = number;
    *last = number;
    fb_buffer_append_string(&pdf->content, "/MCID ");
    fb_buffer_append_number(&pdf->content, number - pdf->pages.items[mark->page].first_mark);
    return FB_OK;
}

static fb_status begin_element(struct fb_pdf *pdf, size_t element)
{
    fb_pdf_put_type(&pdf->content, &pdf->part->elements[element]);
    fb_buffer_append_string(&pdf->content, "<<");
    FB_TRY(fb_pdf_add_mark(pdf, element));
    fb_buffer_append_string(&pdf->content, ">>BDC\n");
    return FB_OK;
}

fb_status fb_pdf_mark(struct fb_pdf *pdf, enum fb_pdf_marking marking, size_t element)
{
    static const char *const artifacts[] = {
        [FB_PDF_IN_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
        [FB_PDF_IN_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
        [FB_PDF_IN_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
    };

    if (pdf->plain || (marking == pdf->marking && element == pdf->marked_element))
        return FB_OK;
    if (pdf->marking != FB_PDF_UNMARKED)
        fb_buffer_append_string(&pdf->content, "EMC\n");
    pdf->marking = marking;
    pdf->marked_element = element;
    if (marking == FB_PDF_IN_ELEMENT)
        return begin_element(pdf, element);
    if (marking != FB_PDF_UNMARKED)
        fb_buffer_append_string(&pdf->content, artifacts[marking]);
    return FB_OK;
}
