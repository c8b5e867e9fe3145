/*
 * pdf_structure.c: the structure tree (ISO 32000-1, 14.7 and 14.8), and the parent tree, which
 * leads from a page's marks back to it.
 *
 * An element's entries are written as text: a table of 100,000 rows has about a million elements,
 * and an array of libharu does not hold so many children.
 */
#include "device/pdf.h"

enum { PAGES_PER_LEAF = 64, LINKS_PER_LEAF = 512 }; /* of the parent tree */

/* Hangs each element under its parent. */
static void link_elements(struct fb_pdf *pdf)
{
    for (size_t i = 1; i < pdf->part->element_count; i++) {
        struct fb_pdf_element *parent = &pdf->elements[pdf->part->elements[i].parent];

        if (parent->first_child == 0)
            parent->first_child = i;
        else
            pdf->elements[parent->last_child].next_sibling = i;
        parent->last_child = i;
    }
}

fb_status fb_pdf_begin_structure(struct fb_pdf *pdf)
{
    struct fb_pdf_mark *unused = FB_PUSH(pdf->arena, &pdf->marks);

    FB_NEED(unused);
    FB_NEED(pdf->structure = fb_pdf_new_dict(pdf));
    if (pdf->info->bound)
        FB_NEED(pdf->whole = fb_pdf_new_dict(pdf));
    return FB_OK;
}

/* Puts the first element of the part where it is read: behind the others, or before them. */
static fb_status add_part(struct fb_pdf *pdf, HPDF_Dict first)
{
    HPDF_Dict *last = FB_PUSH(pdf->arena, &pdf->parts);

    FB_NEED(last);
    *last = first;
    for (size_t i = pdf->parts.count - 1; pdf->part->front && i > 0; i--) {
        pdf->parts.items[i] = pdf->parts.items[i - 1];
        pdf->parts.items[i - 1] = first;
    }
    return FB_OK;
}

fb_status fb_pdf_begin_elements(struct fb_pdf *pdf)
{
    size_t count = pdf->part->element_count;

    pdf->elements = FB_NEW_ARRAY(pdf->arena, struct fb_pdf_element, count);
    FB_NEED(pdf->elements);
    for (size_t i = 0; i < count && !pdf->plain; i++)
        FB_NEED(pdf->elements[i].object = fb_pdf_new_dict(pdf));
    if (pdf->plain)
        return FB_OK;
    link_elements(pdf);
    return add_part(pdf, pdf->elements[0].object);
}

static void put_span(struct fb_buffer *out, const char *key, size_t span)
{
    if (span <= 1)
        return;
    fb_buffer_append_string(out, key);
    fb_buffer_append_number(out, span);
}

/* What a cell or a table says of itself (ISO 32000-1, 14.8.5.7). */
static void put_attributes(struct fb_buffer *out, const struct fb_element *element)
{
    static const char *const scopes[] = {
        [FB_SCOPE_ROW] = "Row",
        [FB_SCOPE_COLUMN] = "Column",
        [FB_SCOPE_BOTH] = "Both",
    };
    bool header = element->kind == FB_ELEMENT_HEADER_CELL;
    bool described = element->title != NULL && element->title[0] != '\0';

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
        fb_pdf_put_text_string(out, element->title);
    }
    fb_buffer_append_string(out, ">>");
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
        fb_pdf_put_reference(out, pdf->pages.items[mark->page].object);
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
        fb_pdf_put_reference(out, link->object);
        fb_buffer_append_string(out, "/Pg ");
        fb_pdf_put_reference(out, pdf->pages.items[link->page].object);
        fb_buffer_append_string(out, ">>");
    }
}

static void put_children(struct fb_pdf *pdf, struct fb_buffer *out, size_t first)
{
    for (size_t i = first; i != 0; i = pdf->elements[i].next_sibling)
        fb_pdf_put_reference(out, pdf->elements[i].object);
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
    fb_pdf_put_reference(out, number == 0 ? above : pdf->elements[element->parent].object);
}

/* Appends the entries of an element. */
static void put_element(struct fb_pdf *pdf, struct fb_buffer *out, size_t number)
{
    const struct fb_element *element = &pdf->part->elements[number];
    const struct fb_pdf_element *place = &pdf->elements[number];

    put_place(pdf, out, number);
    put_attributes(out, element);
    if (place->first_mark != 0) {
        fb_buffer_append_string(out, "/Pg ");
        fb_pdf_put_reference(out,
                             pdf->pages.items[pdf->marks.items[place->first_mark].page].object);
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

static fb_status write_elements(struct fb_pdf *pdf, struct fb_buffer *out)
{
    for (size_t i = 0; i < pdf->part->element_count; i++) {
        fb_buffer_clear(out);
        put_element(pdf, out, i);
        FB_TRY(fb_pdf_set_entries(pdf, pdf->elements[i].object, out));
    }
    return FB_OK;
}

fb_status fb_pdf_end_elements(struct fb_pdf *pdf)
{
    struct fb_buffer entries;
    fb_status status;

    fb_buffer_init(&entries, FB_PDF_CONTENT_LIMIT);
    status = write_elements(pdf, &entries);
    fb_buffer_release(&entries);
    return status;
}

/* Appends a page's entry in the parent tree: the elements of its marks, in the marks' order. */
static void put_parents(struct fb_pdf *pdf, struct fb_buffer *out, size_t page)
{
    bool last = page + 1 == pdf->pages.count;
    size_t end = last ? pdf->marks.count : pdf->pages.items[page + 1].first_mark;

    fb_buffer_append_format(out, "%zu[", page);
    for (size_t i = pdf->pages.items[page].first_mark; i < end; i++)
        fb_pdf_put_reference(out, pdf->marks.items[i].element);
    fb_buffer_append_string(out, "]");
}

/* Writes a leaf of the parent tree (ISO 32000-1, 7.9.7) and makes its pages refer to it. */
static fb_status write_leaf(struct fb_pdf *pdf, struct fb_buffer *out, HPDF_Dict leaf, size_t first)
{
    size_t rest = pdf->pages.count - first;
    size_t end = first + (rest < PAGES_PER_LEAF ? rest : PAGES_PER_LEAF);

    fb_buffer_clear(out);
    fb_buffer_append_format(out, "/Limits[%zu %zu]/Nums[", first, end - 1);
    for (size_t i = first; i < end; i++) {
        put_parents(pdf, out, i);
        HPDF_Dict_AddNumber(pdf->pages.items[i].object, "StructParents", (HPDF_INT32)i);
        HPDF_Dict_AddName(pdf->pages.items[i].object, "Tabs", "S");
    }
    fb_buffer_append_string(out, "]");
    return fb_pdf_set_entries(pdf, leaf, out);
}

/* Writes a leaf for links from `first` on; their numbers come after those of the pages. */
static fb_status write_link_leaf(struct fb_pdf *pdf, struct fb_buffer *out, HPDF_Dict leaf,
                                 size_t first)
{
    size_t rest = pdf->links.count - first, key = pdf->pages.count - 1;
    size_t end = first + (rest < LINKS_PER_LEAF ? rest : LINKS_PER_LEAF);

    fb_buffer_clear(out);
    fb_buffer_append_format(out, "/Limits[%zu %zu]/Nums[", key + first, key + end - 1);
    for (size_t i = first; i < end; i++) {
        fb_buffer_append_format(out, "%zu ", key + i);
        fb_pdf_put_reference(out, pdf->links.items[i].element);
        HPDF_Dict_AddNumber(pdf->links.items[i].object, "StructParent", (HPDF_INT32)(key + i));
    }
    fb_buffer_append_string(out, "]");
    return fb_pdf_set_entries(pdf, leaf, out);
}

/* Makes a leaf of the parent tree. */
static HPDF_Dict add_leaf(struct fb_pdf *pdf, HPDF_Array leaves)
{
    HPDF_Dict leaf = fb_pdf_new_dict(pdf);

    if (leaf != NULL)
        HPDF_Array_Add(leaves, leaf);
    return leaf;
}

static fb_status write_parent_tree(struct fb_pdf *pdf, struct fb_buffer *out)
{
    HPDF_Dict tree = fb_pdf_new_dict(pdf), leaf;
    HPDF_Array leaves;

    FB_NEED(tree);
    HPDF_Dict_Add(pdf->structure, "ParentTree", tree);
    /* Link 0 is none. */
    HPDF_Dict_AddNumber(pdf->structure, "ParentTreeNextKey",
                        (HPDF_INT32)(pdf->pages.count + pdf->links.count - 1));
    FB_NEED(leaves = fb_pdf_add_array(pdf, tree, "Kids"));
    for (size_t i = 0; i < pdf->pages.count; i += PAGES_PER_LEAF) {
        FB_NEED(leaf = add_leaf(pdf, leaves));
        FB_TRY(write_leaf(pdf, out, leaf, i));
    }
    for (size_t i = 1; i < pdf->links.count; i += LINKS_PER_LEAF) {
        FB_NEED(leaf = add_leaf(pdf, leaves));
        FB_TRY(write_link_leaf(pdf, out, leaf, i));
    }
    return fb_pdf_status(pdf);
}

/* Writes the element that holds the parts of a bound document. */
static fb_status write_whole(struct fb_pdf *pdf, struct fb_buffer *out)
{
    fb_buffer_clear(out);
    fb_buffer_append_string(out, "/S/Document/P ");
    fb_pdf_put_reference(out, pdf->structure);
    fb_buffer_append_string(out, "/K[");
    for (size_t i = 0; i < pdf->parts.count; i++)
        fb_pdf_put_reference(out, pdf->parts.items[i]);
    fb_buffer_append_string(out, "]");
    return fb_pdf_set_entries(pdf, pdf->whole, out);
}

static fb_status write_structure(struct fb_pdf *pdf, struct fb_buffer *out)
{
    HPDF_Dict_AddName(pdf->structure, "Type", "StructTreeRoot");
    if (pdf->whole != NULL)
        FB_TRY(write_whole(pdf, out));
    HPDF_Dict_Add(pdf->structure, "K", pdf->whole != NULL ? pdf->whole : pdf->parts.items[0]);
    return write_parent_tree(pdf, out);
}

fb_status fb_pdf_end_structure(struct fb_pdf *pdf)
{
    HPDF_Dict catalog = pdf->document->catalog;
    HPDF_Dict info = fb_pdf_add_dict(pdf, catalog, "MarkInfo");
    struct fb_buffer entries;
    fb_status status;

    FB_NEED(info);
    HPDF_Dict_AddBoolean(info, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(catalog, "StructTreeRoot", pdf->structure);
    fb_buffer_init(&entries, FB_PDF_CONTENT_LIMIT);
    status = write_structure(pdf, &entries);
    fb_buffer_release(&entries);
    return status;
}
