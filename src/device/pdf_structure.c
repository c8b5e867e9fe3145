/*
 * pdf_structure.c: the structure tree (ISO 32000-1, 14.7 and 14.8), and the parent tree, which
 * leads from a page's marks back to it.
 *
 * All entries are written as text: an array of libharu does not hold so many children as there may
 * be.
 */
#include "device/pdf.h"

enum { PAGES_PER_LEAF = 64, LINKS_PER_LEAF = 512 }; /* of the parent tree */

fb_status fb_pdf_begin_structure(struct fb_pdf *pdf)
{
    struct fb_pdf_mark *unused = FB_PUSH(pdf->arena, &pdf->marks);

    FB_NEED(unused);
    FB_NEED(pdf->structure = fb_pdf_new_dict(pdf));
    if (pdf->info->bound)
        FB_NEED(pdf->whole = fb_pdf_new_dict(pdf));
    return FB_OK;
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

static fb_status write_parent_tree(struct fb_pdf *pdf, struct fb_buffer *out, HPDF_Dict tree)
{
    HPDF_Array leaves = fb_pdf_add_array(pdf, tree, "Kids");
    HPDF_Dict leaf;

    FB_NEED(leaves);
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

/* Appends references to the first elements of the parts that stand in front, or of all others. */
static void put_parts(const struct fb_pdf *pdf, struct fb_buffer *out, bool front)
{
    for (size_t i = 0; i < pdf->parts.count; i++) {
        if (pdf->parts.items[i].front == front)
            fb_pdf_put_reference(out, pdf->parts.items[i].first);
    }
}

/* Writes the element that holds the parts of a bound document. */
static fb_status write_whole(struct fb_pdf *pdf, struct fb_buffer *out)
{
    fb_buffer_clear(out);
    fb_buffer_append_string(out, "/S/Document/P ");
    fb_pdf_put_reference(out, fb_pdf_number(pdf->structure));
    fb_buffer_append_string(out, "/K[");
    put_parts(pdf, out, true);
    put_parts(pdf, out, false);
    fb_buffer_append_string(out, "]");
    return fb_pdf_set_entries(pdf, pdf->whole, out);
}

/* Writes the root of the structure tree. */
static fb_status write_root(struct fb_pdf *pdf, struct fb_buffer *out, HPDF_Dict parent_tree)
{
    fb_buffer_clear(out);
    fb_buffer_append_format(
        out,
        "/Type /StructTreeRoot\n"
        "/K %u 0 R\n"
        "/ParentTree %u 0 R\n"
        "/ParentTreeNextKey %zu\n",
        pdf->whole != NULL ? fb_pdf_number(pdf->whole) : pdf->parts.items[0].first,
        fb_pdf_number(parent_tree), pdf->pages.count + pdf->links.count - 1); /* link 0 is none */
    return fb_pdf_set_entries(pdf, pdf->structure, out);
}

static fb_status write_structure(struct fb_pdf *pdf, struct fb_buffer *out)
{
    HPDF_Dict parent_tree;

    if (pdf->whole != NULL)
        FB_TRY(write_whole(pdf, out));
    FB_NEED(parent_tree = fb_pdf_new_dict(pdf));
    FB_TRY(write_root(pdf, out, parent_tree));
    return write_parent_tree(pdf, out, parent_tree);
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
