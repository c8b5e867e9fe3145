/*
 * table.h: a table measured, so far as pages have come.
 *
 * The rows of its header, and the one that fills the page, are set at once. The others are set one
 * after the other, by whoever places them, each before it is asked for its height or the content of
 * a cell that begins in it.
 */
#ifndef FB_LAYOUT_TABLE_H
#define FB_LAYOUT_TABLE_H

#include "doc/grid.h"
#include "layout/cell.h"

struct fb_table_layout {
    const struct fb_table *table;
    struct fb_grid grid;
    fb_length *edges;   /* x of each grid line from the table's left edge; columns + 1 */
    fb_length *heights; /* of each row, from the cells that span no other row, or of a header */
    struct fb_cell_content **contents; /* of each row: its cells' */
    fb_length header_height;           /* of all header rows together */
    size_t row_count;                  /* without the row that fills the page */
    bool fills;                        /* there is such a row, after the others */
    size_t set_rows;                   /* so many are set, but for that one */
    size_t placed_rows;                /* so many are on pages */
};

/* Makes room for the rows of a table, and sets those of its header and the one that fills. */
FB_MUST_USE fb_status fb_table_layout_init(struct fb_table_layout *out, struct fb_arena *arena,
                                           const struct fb_table *table,
                                           const struct fb_font_set *fonts,
                                           struct fb_diagnostics *sink);

/* Sets the cells of the next row in the arena, and measures it. There must be one. */
FB_MUST_USE fb_status fb_table_set_row(struct fb_table_layout *layout, struct fb_arena *arena,
                                       const struct fb_font_set *fonts,
                                       struct fb_diagnostics *sink);

/* Returns the height of a row: of its cells that span no other, or of a row of the header. */
fb_length fb_table_row_height(const struct fb_table_layout *layout, size_t row);

/* Returns the content of a cell that begins in `row`. */
const struct fb_cell_content *fb_table_content(const struct fb_table_layout *layout, size_t row,
                                               const struct fb_cell *cell);

/* Returns the height that a cell beginning in `row` needs, padding included. */
fb_length fb_table_needed_height(const struct fb_table_layout *layout, size_t row,
                                 const struct fb_cell *cell);

/* Returns the width of the whole table. */
fb_length fb_table_width(const struct fb_table_layout *layout);

#endif
