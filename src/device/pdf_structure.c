/*
 * pdf_structure.c: the structure tree (ISO 32000-1, 14.7 and 14.8), and the parent tree, which
 * leads from a page's marks back to it.
 *
 * An element's entries are written as text: a table of 100,000 rows has about a million elements,
 * and an array of libharu does not hold so many children.
 */
#include "device/pdf.h"

enum { PAGES_PER_LEAF = 64 }; /* of the parent tree */

/* Hangs each element under its parent. */
static void link_elements(struct fb_pdf *pdf)
{
    for (size_t i = 1; i < pdf->info->element_count; i++) {
        struct fb_pdf_element *parent = &pdf->elements[pdf->info->elements[i].parent];

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
    pdf->elements = FB_NEW_ARRAY(pdf->arena, struct fb_pdf_element, pdf->info->element_count);
    FB_NEED(pdf->elements);
    link_elements(pdf);
    return FB_OK;
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

static void put_children(struct fb_pdf *pdf, struct fb_buffer *out, size_t first)
{
    for (size_t i = first; i != 0; i = pdf->elements[i].next_sibling)
        fb_pdf_put_reference(out, pdf->elements[i].object);
}

/* Appends the entries of an element. */
static void put_element(struct fb_pdf *pdf, struct fb_buffer *out, size_t number, HPDF_Dict root)
{
    const struct fb_element *element = &pdf->info->elements[number];
    const struct fb_pdf_element *place = &pdf->elements[number];

    fb_buffer_append_string(out, "/S");
    fb_pdf_put_type(out, element);
    fb_buffer_append_string(out, "/P ");
    fb_pdf_put_reference(out, number == 0 ? root : pdf->elements[element->parent].object);
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
    fb_buffer_append_string(out, "]");
}

static fb_status write_elements(struct fb_pdf *pdf, struct fb_buffer *out, HPDF_Dict root)
{
    for (size_t i = 0; i < pdf->info->element_count; i++)
        FB_NEED(pdf->elements[i].object = fb_pdf_new_dict(pdf));
    for (size_t i = 0; i < pdf->info->element_count; i++) {
        fb_buffer_clear(out);
        put_element(pdf, out, i, root);
        FB_TRY(fb_pdf_set_entries(pdf, pdf->elements[i].object, out));
    }
    return FB_OK;
}

/* Appends a page's entry in the parent tree: the elements of its marks, in the marks' order. */
static void put_parents(struct fb_pdf *pdf, struct fb_buffer *out, size_t page)
{
    bool last = page + 1 == pdf->pages.count;
    size_t end = last ? pdf->marks.count : pdf->pages.items[page + 1].first_mark;

    fb_buffer_append_format(out, "%zu[", page);
    for (size_t i = pdf->pages.items[page].first_mark; i < end; i++)
        fb_pdf_put_reference(out, pdf->elements[pdf->marks.items[i].element].object);
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

static fb_status write_parent_tree(struct fb_pdf *pdf, struct fb_buffer *out, HPDF_Dict root)
{
    HPDF_Dict tree = fb_pdf_new_dict(pdf);
    HPDF_Array leaves;

    FB_NEED(tree);
    HPDF_Dict_Add(root, "ParentTree", tree);
    HPDF_Dict_AddNumber(root, "ParentTreeNextKey", (HPDF_INT32)pdf->pages.count);
    FB_NEED(leaves = fb_pdf_add_array(pdf, tree, "Kids"));
    for (size_t i = 0; i < pdf->pages.count; i += PAGES_PER_LEAF) {
        HPDF_Dict leaf = fb_pdf_new_dict(pdf);

        FB_NEED(leaf);
        HPDF_Array_Add(leaves, leaf);
        FB_TRY(write_leaf(pdf, out, leaf, i));
    }
    return fb_pdf_status(pdf);
}

static fb_status write_structure(struct fb_pdf *pdf, struct fb_buffer *out, HPDF_Dict root)
{
    HPDF_Dict_AddName(root, "Type", "StructTreeRoot");
    FB_TRY(write_elements(pdf, out, root));
    HPDF_Dict_Add(root, "K", pdf->elements[0].object);
    return write_parent_tree(pdf, out, root);
}

fb_status fb_pdf_end_structure(struct fb_pdf *pdf)
{
    HPDF_Dict catalog = pdf->document->catalog;
    HPDF_Dict info = fb_pdf_add_dict(pdf, catalog, "MarkInfo");
    HPDF_Dict root = fb_pdf_new_dict(pdf);
    struct fb_buffer entries;
    fb_status status;

    FB_NEED(info);
    FB_NEED(root);
    HPDF_Dict_AddBoolean(info, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(catalog, "StructTreeRoot", root);
    fb_buffer_init(&entries, FB_PDF_CONTENT_LIMIT);
    status = write_structure(pdf, &entries, root);
    fb_buffer_release(&entries);
    return status;
}
