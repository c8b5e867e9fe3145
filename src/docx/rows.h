/*
 * rows.h: the rows of a table, and which of them are repeating sections. Internal to docx/.
 *
 * The rows of a list are a section if they show all its items, in the order of the store, and no
 * other list beside: Word keeps as many rows as the store has items. A list in a list is a section
 * in each item of the outer one.
 */
#ifndef FB_DOCX_ROWS_H
#define FB_DOCX_ROWS_H

#include "docx/context.h"

/* Writes one row of a table. */
typedef fb_status fb_docx_row_writer(const void *writing, size_t row);

/* Writes all rows of a table, which `writing` is, by `write`. */
FB_MUST_USE fb_status fb_docx_write_rows(struct fb_xml_writer *xml,
                                         const struct fb_docx_context *context,
                                         const struct fb_table *table, fb_docx_row_writer *write,
                                         const void *writing);

#endif
