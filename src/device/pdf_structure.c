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
            parent->first_child = (uint32_t)i;
        else
            pdf->elements[parent->last_child].next_sibling = (uint32_t)i;
        parent->last_child = (uint32_t)i;
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
    HPDF_Dict first;

    pdf->elements = FB_NEW_ARRAY(pdf->arena, struct fb_pdf_element, count);
    FB_NEED(pdf->elements);
    if (pdf->plain)
        return FB_OK;
    link_elements(pdf);
    FB_TRY(fb_pdf_make_elements(pdf, &first));
    return add_part(pdf, first);
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
    fb_pdf_put_reference(out, fb_pdf_number(pdf->structure));
    fb_buffer_append_string(out, "/K[");
    for (size_t i = 0; i < pdf->parts.count; i++)
        fb_pdf_put_reference(out, fb_pdf_number(pdf->parts.items[i]));
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
