/*
 * xlsx_cell.h: one cell of a sheet (18.3.1.4), from its start tag to its end tag.
 */
#ifndef FB_SHEET_XLSX_CELL_H
#define FB_SHEET_XLSX_CELL_H

#include "sheet/xlsx.h"
#include "sheet/xlsx_text.h"

/* As the attribute t says; 18.18.11. */
enum fb_xlsx_type {
    FB_XLSX_NUMBER,
    FB_XLSX_SHARED,
    FB_XLSX_TEXT,
    FB_XLSX_BOOLEAN,
    FB_XLSX_ERROR,
    FB_XLSX_DATE,
};

/* A sheet while its cells are read. */
struct fb_xlsx_cells {
    struct fb_xlsx *xlsx;
    struct fb_xlsx_text text;    /* the value of the cell */
    struct fb_xlsx_text formula; /* what it is calculated by */
    uint32_t row;
    uint32_t next_row;
    uint32_t next_column;
    size_t merge_count;
    struct fb_xlsx_text *collecting; /* what text now belongs to; NULL: to nothing */
    /* Of the cell: */
    bool in_cell;
    bool in_phonetic;
    bool has_value;
    bool has_formula;
    enum fb_xlsx_type type;
    uint32_t cell_row;
    uint32_t column;
    const struct fb_format *format; /* NULL: General */
};

FB_MUST_USE fb_status fb_xlsx_cell_start(struct fb_xlsx_cells *cells,
                                         const struct fb_xml_stream_attributes *attributes);

/* The elements inside of it. */
void fb_xlsx_cell_start_inner(struct fb_xlsx_cells *cells, const char *name,
                              const struct fb_xml_stream_attributes *attributes);
void fb_xlsx_cell_end_inner(struct fb_xlsx_cells *cells, const char *name);

/* Adds the cell to the workbook, if it shows anything. */
FB_MUST_USE fb_status fb_xlsx_cell_end(struct fb_xlsx_cells *cells);

#endif
