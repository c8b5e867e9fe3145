/*
 * pdf_element.c: the elements of the structure tree as objects.
 *
 * A table of 100,000 rows has half a million elements. An object of libharu for each would take a
 * kilobyte a row, so the list of objects has one dictionary many times over. libharu asks it to
 * write itself in the order of the list, and it writes the entries of the next element each time.
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

const struct fb_element_note *fb_pdf_note(const struct fb_device_part *part, size_t element)
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

/* What a cell or a table says of itself (ISO 32000-1, 14.8.5.7). */
static void put_attributes(struct fb_buffer *out, const struct fb_element *element,
                           const struct fb_element_note *note)
{
    static const char *const scopes[] = {
        [FB_SCOPE_ROW] = "Row",
        [FB_SCOPE_COLUMN] = "Column",
        [FB_SCOPE_BOTH] = "Both",
    };
    bool header = element->kind == FB_ELEMENT_HEADER_CELL;

    if (!header && element->row_span <= 1 && element->column_span <= 1 && note == NULL)
        return;
    fb_buffer_append_string(out, "/A<</O/Table");
    if (header) {
        fb_buffer_append_string(out, "/Scope/");
        fb_buffer_append_string(out, scopes[element->scope]);
    }
    put_span(out, "/RowSpan ", element->row_span);
    put_span(out, "/ColSpan ", element->column_span);
    if (note != NULL) {
        fb_buffer_append_string(out, "/Summary");
        fb_pdf_put_text_string(out, note->title);
    }
    fb_buffer_append_string(out, ">>");
}

static void put_page_reference(struct fb_pdf *pdf, struct fb_buffer *out, size_t page)
{
    fb_pdf_put_reference(out, fb_pdf_number(pdf->pages.items[page].object));
}

/* Lists the marks of an element; those on another page than the first say which. */
static void put_marks(struct fb_pdf *pdf, struct fb_buffer *out, size_t first)
{
    size_t page = pdf->marks.items[first].page;

    for (size_t i = first; i != 0; i = pdf->marks.items[i].next) {
        const struct fb_pdf_mark *mark = &pdf->marks.items[i];
        size_t id = i - pdf->pages.items[mark->page].first_mark;

        if (mark->page == page) {
            fb_buffer_append_number(out, id);
            fb_buffer_append_char(out, ' ');
            continue;
        }
        fb_buffer_append_string(out, "<</Type/MCR/Pg ");
        put_page_reference(pdf, out, mark->page);
        fb_buffer_append_string(out, "/MCID ");
        fb_buffer_append_number(out, id);
        fb_buffer_append_string(out, ">>");
    }
}

/* Lists the annotations of a link, each with its page (ISO 32000-1, 14.7.4.3). */
static void put_links(struct fb_pdf *pdf, struct fb_buffer *out, size_t first)
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

static void put_children(struct fb_pdf *pdf, struct fb_buffer *out, size_t first)
{
    for (size_t i = first; i != 0; i = pdf->elements[i].next_sibling)
        fb_pdf_put_reference(out, fb_pdf_element_number(pdf, i));
}

/* Appends what an element is, and in which one. A bound document's parts are no documents. */
static void put_place(struct fb_pdf *pdf, struct fb_buffer *out, size_t number)
{
    const struct fb_element *element = &pdf->part->elements[number];
    HPDF_Dict above = pdf->whole != NULL ? pdf->whole : pdf->structure;

    fb_buffer_append_string(out, "/S");
    if (number == 0 && pdf->whole != NULL)
        fb_buffer_append_string(out, "/Part");
    else
        fb_pdf_put_type(out, element);
    fb_buffer_append_string(out, "/P ");
    fb_pdf_put_reference(out, number == 0 ? fb_pdf_number(above)
                                          : fb_pdf_element_number(pdf, element->parent));
}

/* Appends the entries of an element. */
static void put_element(struct fb_pdf *pdf, struct fb_buffer *out, size_t number)
{
    const struct fb_element *element = &pdf->part->elements[number];
    const struct fb_pdf_element *place = &pdf->elements[number];

    put_place(pdf, out, number);
    put_attributes(out, element,
                   element->kind == FB_ELEMENT_TABLE ? fb_pdf_note(pdf->part, number) : NULL);
    if (place->first_mark != 0) {
        fb_buffer_append_string(out, "/Pg ");
        put_page_reference(pdf, out, pdf->marks.items[place->first_mark].page);
    }
    if (place->first_mark == 0 && place->first_child == 0)
        return;
    fb_buffer_append_string(out, "/K[");
    if (place->first_mark != 0)
        put_marks(pdf, out, place->first_mark);
    put_children(pdf, out, place->first_child);
    put_links(pdf, out, place->first_link);
    fb_buffer_append_string(out, "]");
}

/* The objects of the part being written. */
static struct fb_pdf_element_objects *objects_of_part(const struct fb_pdf *pdf)
{
    return pdf->element_objects.items[pdf->element_objects.count - 1];
}

HPDF_UINT fb_pdf_element_number(const struct fb_pdf *pdf, size_t element)
{
    return pdf->plain ? 0 : objects_of_part(pdf)->first + (HPDF_UINT)element;
}

/* Writes the entries of the next element. */
static HPDF_STATUS write_next(HPDF_Dict dict, HPDF_Stream out)
{
    struct fb_pdf_element_objects *objects = dict->attr;
    const char *entries = objects->text->data + objects->next;
    size_t length = strlen(entries);

    objects->next += length + 1;
    return HPDF_Stream_Write(out, (const HPDF_BYTE *)entries, (HPDF_UINT)length);
}

/* Adds the dictionary to the list of objects once more. Where that fails, libharu has freed it. */
static bool add_again(struct fb_pdf *pdf, struct fb_pdf_element_objects *objects)
{
    fb_pdf_grow_objects(pdf);
    objects->dict->header.obj_id = 0; /* libharu takes objects that have no number yet */
    if (HPDF_Xref_Add(pdf->document->xref, objects->dict) != HPDF_OK) {
        HPDF_Xref_GetEntry(pdf->document->xref, objects->first)->obj = NULL;
        return false;
    }
    objects->count++;
    return true;
}

/* Makes the first object of the part. */
static fb_status begin_objects(struct fb_pdf_element_objects **out, struct fb_pdf *pdf)
{
    struct fb_pdf_element_objects *objects = FB_NEW(pdf->arena, struct fb_pdf_element_objects);
    struct fb_pdf_element_objects **place;

    FB_NEED(objects);
    FB_NEED(objects->dict = fb_pdf_new_dict(pdf));
    FB_NEED(place = FB_PUSH(pdf->arena, &pdf->element_objects));
    objects->first = fb_pdf_number(objects->dict);
    objects->count = 1;
    objects->text = &pdf->element_text;
    objects->dict->attr = objects;
    objects->dict->write_fn = write_next;
    *out = *place = objects;
    return FB_OK;
}

fb_status fb_pdf_make_elements(struct fb_pdf *pdf, HPDF_Dict *first)
{
    struct fb_pdf_element_objects *objects;
    HPDF_UINT32 id;

    FB_TRY(begin_objects(&objects, pdf));
    id = objects->dict->header.obj_id;
    while (objects->count < pdf->part->element_count) {
        if (!add_again(pdf, objects)) {
            FB_TRY(fb_pdf_status(pdf));
            return FB_ERR_INTERNAL;
        }
    }
    objects->dict->header.obj_id = id; /* who refers to it means the first */
    *first = objects->dict;
    return fb_pdf_status(pdf);
}

fb_status fb_pdf_fill_elements(struct fb_pdf *pdf)
{
    struct fb_buffer *text = &pdf->element_text;

    objects_of_part(pdf)->next = text->length;
    for (size_t i = 0; i < pdf->part->element_count; i++) {
        put_element(pdf, text, i);
        FB_TRY(text->status);
        fb_buffer_append_char(text, '\0');
    }
    return text->status;
}

/* libharu would free the dictionary as often as it is in the list. */
void fb_pdf_release_elements(struct fb_pdf *pdf)
{
    for (size_t part = 0; part < pdf->element_objects.count; part++) {
        const struct fb_pdf_element_objects *objects = pdf->element_objects.items[part];

        for (size_t i = 1; i < objects->count; i++)
            HPDF_Xref_GetEntry(pdf->document->xref, objects->first + (HPDF_UINT)i)->obj = NULL;
    }
    fb_buffer_release(&pdf->element_text);
}
