/*
 * pdf_link.c: text that leads to another place of the document (ISO 32000-1, 12.5.6.5).
 *
 * What is to be clicked on is the smallest rectangle around the lines that a link has on a page.
 */
#include "device/pdf.h"

/* Returns the link that an element is, or is a piece of; 0 if it is in none. */
static size_t link_of(const struct fb_pdf *pdf, size_t element)
{
    const struct fb_element *elements = pdf->part->elements;

    if (element >= pdf->part->element_count)
        return 0;
    if (elements[element].kind == FB_ELEMENT_SPAN)
        element = elements[element].parent;
    return elements[element].kind == FB_ELEMENT_LINK ? element : 0;
}

/* Gives the link that an element has on the page being written, a new one at the first time. */
static fb_status find_link(struct fb_pdf_link **out, struct fb_pdf *pdf, size_t element)
{
    struct fb_pdf_note *note = fb_pdf_note(pdf->elements, element);
    size_t page = pdf->pages.count - 1;
    uint32_t number = (uint32_t)pdf->links.count;

    *out = &pdf->links.items[note->last_link];
    if (note->last_link != 0 && (*out)->page == page)
        return FB_OK;
    FB_NEED(*out = FB_PUSH(pdf->arena, &pdf->links));
    **out = (struct fb_pdf_link){
        .element = fb_pdf_element_number(pdf, element),
        .target = note->target,
        .page = page,
        .left = FB_LENGTH_MAX,
        .top = FB_LENGTH_MAX,
    };
    FB_NEED((*out)->object = fb_pdf_new_dict(pdf));
    if (note->first_link == 0)
        note->first_link = number;
    else
        pdf->links.items[note->last_link].next = number;
    note->last_link = number;
    return FB_OK;
}

/* Returns the size of a line's largest type. */
static fb_length size_of(const struct fb_line *line)
{
    fb_length size = 0;

    for (size_t i = 0; i < line->run_count; i++)
        size = line->runs[i].size > size ? line->runs[i].size : size;
    return size;
}

fb_status fb_pdf_link_line(struct fb_pdf *pdf, const struct fb_line *line, fb_length x, fb_length y,
                           size_t element)
{
    struct fb_pdf_link *link;
    fb_length size = size_of(line);

    if (link_of(pdf, element) == 0)
        return FB_OK;
    FB_TRY(find_link(&link, pdf, link_of(pdf, element)));
    /* The strokes of a vertical line stand around it, those of any other above and a bit below. */
    link->left = fb_length_smaller(link->left, line->vertical ? x - size / 2 : x);
    link->right = fb_length_larger(link->right, line->vertical ? x + size / 2 : x + line->width);
    link->top = fb_length_smaller(link->top, line->vertical ? y : y - size);
    link->bottom = fb_length_larger(link->bottom, line->vertical ? y + line->width : y + size / 4);
    return FB_OK;
}

void fb_pdf_put_destination(struct fb_buffer *out, const struct fb_pdf_page *page, fb_length y)
{
    char top[FB_LENGTH_TEXT];

    fb_length_points(top, page->height - y);
    fb_buffer_append_string(out, "[");
    fb_pdf_put_reference(out, fb_pdf_number(page->object));
    fb_buffer_append_format(out, "/XYZ null %s null]", top);
}

static void put_coordinate(struct fb_buffer *out, fb_length length)
{
    char points[FB_LENGTH_TEXT];

    fb_length_points(points, length);
    fb_buffer_append_string(out, points);
    fb_buffer_append_char(out, ' ');
}

/* Appends the entries of a link. It is printed (ISO 19005-2, 6.3.2) and has no border. */
static void put_link(struct fb_pdf *pdf, struct fb_buffer *out, const struct fb_pdf_link *link)
{
    fb_length height = pdf->pages.items[link->page].height;

    fb_buffer_append_string(out, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
    put_coordinate(out, link->left);
    put_coordinate(out, height - link->bottom);
    put_coordinate(out, link->right);
    put_coordinate(out, height - link->top);
    fb_buffer_append_string(out, "]/Contents");
    fb_pdf_put_text_string(out, link->target->title);
    fb_buffer_append_string(out, "/A<</Type/Action/S/GoTo/D");
    fb_pdf_put_destination(out, &pdf->pages.items[link->target->page], link->target->y);
    fb_buffer_append_string(out, ">>");
}

/* Adds a link to what its page has to be clicked on. */
static fb_status add_annotation(struct fb_pdf *pdf, const struct fb_pdf_link *link)
{
    HPDF_Dict page = pdf->pages.items[link->page].object;
    HPDF_Array annotations = HPDF_Dict_GetItem(page, "Annots", HPDF_OCLASS_ARRAY);

    if (annotations == NULL)
        FB_NEED(annotations = fb_pdf_add_array(pdf, page, "Annots"));
    HPDF_Array_Add(annotations, link->object);
    return fb_pdf_status(pdf);
}

static fb_status write_links(struct fb_pdf *pdf, struct fb_buffer *out)
{
    for (size_t i = pdf->part_link; i < pdf->links.count; i++) {
        fb_buffer_clear(out);
        put_link(pdf, out, &pdf->links.items[i]);
        FB_TRY(fb_pdf_set_entries(pdf, pdf->links.items[i].object, out));
        FB_TRY(add_annotation(pdf, &pdf->links.items[i]));
    }
    return FB_OK;
}

fb_status fb_pdf_end_links(struct fb_pdf *pdf)
{
    struct fb_buffer entries;
    fb_status status;

    fb_buffer_init(&entries, FB_PDF_CONTENT_LIMIT);
    status = write_links(pdf, &entries);
    fb_buffer_release(&entries);
    return status;
}
