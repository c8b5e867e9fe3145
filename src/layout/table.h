/*
 * table.h: a table measured, before it is divided into pages.
 */
#ifndef FB_LAYOUT_TABLE_H
#define FB_LAYOUT_TABLE_H

#include "doc/grid.h"
#include "layout/cell.h"

struct fb_table_layout {
    const struct fb_table *table;
    struct fb_grid grid;
    fb_length *edges;       /* x of each grid line from the table's left edge; columns + 1 */
    fb_length *heights;     /* of each row, from the cells that span no other row, or of a header */
    size_t *first_contents; /* of each row, in `contents` */
    struct fb_cell_content *contents;
    fb_length header_height; /* of all header rows together */
    size_t row_count;        /* without the row that fills the page */
    bool fills;              /* there is such a row, after the others */
};

/* Sets all cells of a table and measures its rows. */
FB_MUST_USE fb_status fb_table_layout_init(struct fb_table_layout *out, struct fb_arena *arena,
                                           const struct fb_table *table,
                                           const struct fb_font_set *fonts,
                                           struct fb_diagnostics *sink);

/* Returns the content of a cell that begins in `row`. */
const struct fb_cell_content *fb_table_content(const struct fb_table_layout *layout, size_t row,
                                               const struct fb_cell *cell);

/* Returns the height that a cell beginning in `row` needs, padding included. */
fb_length fb_table_needed_height(const struct fb_table_layout *layout, size_t row,
                                 const struct fb_cell *cell);

/* Returns the width of the whole table. */
fb_length fb_table_width(const struct fb_table_layout *layout);

#endif
