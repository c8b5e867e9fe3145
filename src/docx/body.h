/*
 * body.h: the elements of word/document.xml. Internal to docx/.
 */
#ifndef FB_DOCX_BODY_H
#define FB_DOCX_BODY_H

#include "docx/context.h"

/* How the place of a paragraph changes it. */
struct fb_docx_place {
    bool at_top, at_bottom; /* of a cell: the style's space above, or below, does not apply */
    bool keep_next;         /* no page break between this and what follows */
    bool deletable;         /* its row may be deleted: it is one of a list's item */
    bool in_control;        /* the control of its value is already open */
    fb_length width;        /* of a line without indents; 0: not known */
    /* The paragraphs beside it in its cell, or section; NULL: none. */
    const struct fb_paragraph *before, *after;
    const struct fb_section *ending; /* the section that ends with this paragraph; or NULL */
};

/* Writes w:p. FB_ERR_INTERNAL if the document does not list the style. */
FB_MUST_USE fb_status fb_docx_write_paragraph(struct fb_xml_writer *xml,
                                              const struct fb_docx_context *context,
                                              const struct fb_paragraph *paragraph,
                                              const struct fb_docx_place *place);

/* Writes a w:p without text in the style of a cell, for the places that a merged cell covers. */
FB_MUST_USE fb_status fb_docx_write_empty_paragraph(struct fb_xml_writer *xml,
                                                    const struct fb_docx_context *context,
                                                    const struct fb_style *style,
                                                    const struct fb_docx_place *place);

/*
 * Writes the paragraph that must stand between two tables, and after a last one (17.4.37: without
 * it Word joins or refuses them). It is one twip high, so nobody sees it; it is not hidden text,
 * because two tables with nothing visible between them are one table to Word, whose rows then no
 * longer repeat as headers.
 */
void fb_docx_write_seam(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                        const struct fb_docx_place *place);

/*
 * Writes w:tbl. If `continued`, the table after it is joined to it.
 * FB_ERR_INTERNAL if the cells do not tile.
 */
FB_MUST_USE fb_status fb_docx_write_table(struct fb_xml_writer *xml,
                                          const struct fb_docx_context *context,
                                          const struct fb_table *table, bool continued);

/* Writes w:sectPr. */
void fb_docx_write_section(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                           const struct fb_section *section);

#endif
