/*
 * borders.h: the lines of a table and of its cells.
 */
#ifndef FB_DOCX_BORDERS_H
#define FB_DOCX_BORDERS_H

#include "doc/grid.h"
#include "xml/writer.h"

/* A table's grid and its lines. */
struct fb_docx_lines {
    const struct fb_table *table;
    const struct fb_grid *grid;
    bool continued; /* another table goes on below as if both were one */
    bool open;      /* there are cells with open sides */
};

/* Table and grid are borrowed. */
void fb_docx_lines_init(struct fb_docx_lines *out, const struct fb_table *table,
                        const struct fb_grid *grid, bool continued);

/*
 * Rows that Word merges. A cell that begins in the header and ends below it is two merges without a
 * line between: a merge across that border would draw its text on some pages alone, if at all.
 */
struct fb_docx_merge {
    size_t first, end;
    bool above, below; /* the cell goes on in another merge there */
};

/* Returns the merge of a cell that a row belongs to. */
struct fb_docx_merge fb_docx_find_merge(const struct fb_docx_lines *lines, size_t row,
                                        const struct fb_cell *cell);

/* Writes w:tblBorders. */
void fb_docx_write_table_borders(struct fb_xml_writer *xml, const struct fb_docx_lines *lines);

/*
 * Writes w:tcBorders of a cell in a row that it covers, if it is two merges or the table has cells
 * with open sides.
 */
void fb_docx_write_cell_borders(struct fb_xml_writer *xml, const struct fb_docx_lines *lines,
                                const struct fb_cell *cell, size_t row);

#endif
