/*
 * pdf_element.c: the elements of the structure tree.
 *
 * A table of 100,000 rows has hundreds of thousands. An object of libharu for each would take a
 * kilobyte a row, and the text of their entries a quarter of one. So of an element 16 bytes are
 * kept, and its entries are written when the file is.
 */
#include "device/pdf.h"

#include <string.h>

static void put_span(struct fb_buffer *out, const char *key, size_t span)
{
    if (span <= 1)
        return;
    fb_buffer_append_string(out, key);
    fb_buffer_append_number(out, span);
}

struct fb_pdf_note *fb_pdf_note(const struct fb_pdf_elements *part, size_t element)
{
    size_t first = 0, end = part->note_count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;

        if (part->notes[middle].element == element)
            return &part->notes[middle];
        if (part->notes[middle].element < element)
            first = middle + 1;
        else
            end = middle;
    }
    return NULL;
}

/* Says whether there may be a note of an element: of few kinds, and those are rare. */
static bool has_note(const struct fb_element *element)
{
    return element->kind == FB_ELEMENT_TABLE || element->kind == FB_ELEMENT_LINK;
}

/* What a cell or a table says of itself (ISO 32000-1, 14.8.5.7). */
static void put_attributes(struct fb_buffer *out, const struct fb_element *element,
                           const struct fb_pdf_note *note)
{
    static const char *const scopes[] = {
        [FB_SCOPE_ROW] = "Row",
        [FB_SCOPE_COLUMN] = "Column",
        [FB_SCOPE_BOTH] = "Both",
    };
    bool header = element->kind == FB_ELEMENT_HEADER_CELL;
    bool described = note != NULL && note->title != NULL;

    if (!header && element->row_span <= 1 && element->column_span <= 1 && !described)
        return;
    fb_buffer_append_string(out, "/A<</O/Table");
    if (header) {
        fb_buffer_append_string(out, "/Scope/");
        fb_buffer_append_string(out, scopes[element->scope]);
    }
    put_span(out, "/RowSpan ", element->row_span);
    put_span(out, "/ColSpan ", element->column_span);
    if (described) {
        fb_buffer_append_string(out, "/Summary");
        fb_pdf_put_text_string(out, note->title);
    }
    fb_buffer_append_string(out, ">>");
}

static void put_page_reference(const struct fb_pdf *pdf, struct fb_buffer *out, size_t page)
{
    fb_pdf_put_reference(out, fb_pdf_number(pdf->pages.items[page].object));
}

/* Lists the marks of an element; those on another page than the first say which. */
static void put_marks(const struct fb_pdf *pdf, struct fb_buffer *out, size_t last)
{
    const struct fb_pdf_mark *marks = pdf->marks.items;
    size_t page = marks[marks[last].next].page, number = last;

    do {
        number = marks[number].next;
        if (marks[number].page != page) {
            fb_buffer_append_string(out, "<</Type/MCR/Pg ");
            put_page_reference(pdf, out, marks[number].page);
            fb_buffer_append_string(out, "/MCID ");
        }
        fb_buffer_append_number(out, number - pdf->pages.items[marks[number].page].first_mark);
        fb_buffer_append_string(out, marks[number].page != page ? ">>" : " ");
    } while (number != last);
}

/* Lists the annotations of a link, each with its page (ISO 32000-1, 14.7.4.3). */
static void put_links(const struct fb_pdf *pdf, struct fb_buffer *out, size_t first)
{
    for (size_t i = first; i != 0; i = pdf->links.items[i].next) {
        const struct fb_pdf_link *link = &pdf->links.items[i];

        fb_buffer_append_string(out, "<</Type/OBJR/Obj ");
        fb_pdf_put_reference(out, fb_pdf_number(link->object));
        fb_buffer_append_string(out, "/Pg ");
        put_page_reference(pdf, out, link->page);
        fb_buffer_append_string(out, ">>");
    }
}

static bool has_children(const struct fb_pdf_elements *part, size_t number)
{
    return number + 1 < part->count && part->list[number + 1].parent == number;
}

/* All that an element holds comes right after it. */
static void put_children(struct fb_buffer *out, const struct fb_pdf_elements *part, size_t number)
{
    for (size_t i = number + 1; i < part->count && part->list[i].parent >= number; i++) {
        if (part->list[i].parent == number)
            fb_pdf_put_reference(out, part->first + (HPDF_UINT)i);
    }
}

/* Appends what an element is, and in which one. A bound document's parts are no documents. */
static void put_place(const struct fb_pdf *pdf, struct fb_buffer *out,
                      const struct fb_pdf_elements *part, size_t number)
{
    const struct fb_element *element = &part->list[number];
    HPDF_Dict above = pdf->whole != NULL ? pdf->whole : pdf->structure;

    fb_buffer_append_string(out, "/S");
    if (number == 0 && pdf->whole != NULL)
        fb_buffer_append_string(out, "/Part");
    else
        fb_pdf_put_type(out, element);
    fb_buffer_append_string(out, "/P ");
    fb_pdf_put_reference(out, number == 0 ? fb_pdf_number(above) : part->first + element->parent);
}

void fb_pdf_put_element(const struct fb_pdf *pdf, struct fb_buffer *out,
                        const struct fb_pdf_elements *part, size_t number)
{
    const struct fb_element *element = &part->list[number];
    const struct fb_pdf_note *note = has_note(element) ? fb_pdf_note(part, number) : NULL;
    size_t mark = part->last_marks[number];

    put_place(pdf, out, part, number);
    put_attributes(out, element, note);
    if (mark != 0) {
        fb_buffer_append_string(out, "/Pg ");
        put_page_reference(pdf, out, pdf->marks.items[pdf->marks.items[mark].next].page);
    }
    if (mark == 0 && !has_children(part, number))
        return;
    fb_buffer_append_string(out, "/K[");
    if (mark != 0)
        put_marks(pdf, out, mark);
    put_children(out, part, number);
    put_links(pdf, out, note != NULL ? note->first_link : 0);
    fb_buffer_append_string(out, "]");
}

HPDF_UINT fb_pdf_element_number(const struct fb_pdf *pdf, size_t element)
{
    return pdf->plain ? 0 : pdf->elements->first + (HPDF_UINT)element;
}

static fb_status keep_notes(struct fb_pdf_elements *out, struct fb_pdf *pdf)
{
    size_t count = pdf->part->note_count;

    FB_NEED(out->notes = FB_NEW_ARRAY(pdf->arena, struct fb_pdf_note, count));
    out->note_count = count;
    for (size_t i = 0; i < count; i++) {
        const struct fb_element_note *note = &pdf->part->notes[i];

        out->notes[i].element = note->element;
        out->notes[i].target = note->target;
        if (note->title != NULL)
            FB_NEED(out->notes[i].title = fb_arena_string(pdf->arena, note->title));
    }
    return FB_OK;
}

static fb_status keep_list(struct fb_pdf_elements *out, struct fb_pdf *pdf)
{
    size_t count = pdf->part->element_count;
    struct fb_element *list;

    FB_TRY(fb_pdf_take_numbers(&out->first, pdf, count));
    FB_NEED(list = FB_NEW_ARRAY(pdf->arena, struct fb_element, count));
    FB_NEED(out->last_marks = FB_NEW_ARRAY(pdf->arena, uint32_t, count));
    /* Most have text, and most of that has one mark. */
    FB_TRY(FB_RESERVE(pdf->arena, &pdf->marks, count));
    memcpy(list, pdf->part->elements, count * sizeof *list);
    out->list = list;
    out->count = count;
    return FB_OK;
}

fb_status fb_pdf_keep_elements(struct fb_pdf *pdf)
{
    FB_NEED(pdf->elements = FB_PUSH(pdf->arena, &pdf->parts));
    pdf->elements->front = pdf->part->front;
    FB_TRY(keep_notes(pdf->elements, pdf));
    return pdf->plain ? FB_OK : keep_list(pdf->elements, pdf);
}
