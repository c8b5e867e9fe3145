/*
 * grid.h: which cell of a table covers which place of its grid.
 *
 * The grid of an accepted table is covered everywhere exactly once, so outputs can walk rows and
 * columns without asking what may be missing.
 */
#ifndef FB_DOC_GRID_H
#define FB_DOC_GRID_H

#include "base/arena.h"
#include "doc/doc.h"

/* A cell, and the row in which it is listed. */
struct fb_grid_place {
    const struct fb_cell *cell;
    size_t first_row;
};

/* What rows are like one after the other: a table of 100,000 rows has a million places. */
struct fb_grid_band {
    const int32_t *columns; /* of each, the row's own cell, from 0; or ~ the one of `above` */
    const struct fb_grid_place *above; /* cells that reach into all these rows from above */
};

struct fb_grid {
    const struct fb_row *rows;         /* the table's */
    const struct fb_grid_band **bands; /* of each row */
    size_t row_count;
    size_t column_count;
};

/* Why a table does not tile, and where. */
enum fb_grid_fault {
    FB_GRID_OK,
    FB_GRID_OVERLAP, /* a cell covers a place that an earlier one covers already */
    FB_GRID_GAP,     /* no cell covers a place */
    FB_GRID_OUTSIDE, /* a cell reaches past the last column or row, or has a span of 0 */
    FB_GRID_HEADER,  /* a cell of the header rows ends below them, but not at the table's end */
};

struct fb_grid_error {
    enum fb_grid_fault fault;
    size_t row, column;         /* from 0 */
    const struct fb_cell *cell; /* NULL for a gap */
};

/*
 * Fills the grid of a table. If the cells do not tile, `error` tells the first fault, row by row,
 * and the result is FB_ERR_INPUT; `out` is then as it was. The grid borrows the table's rows.
 */
FB_MUST_USE fb_status fb_grid_build(struct fb_grid *out, struct fb_arena *arena,
                                    const struct fb_table *table, struct fb_grid_error *error);

/* Returns what covers a place of the grid. */
struct fb_grid_place fb_grid_at(const struct fb_grid *grid, size_t row, size_t column);

/* Returns the cell at a place of the grid. */
const struct fb_cell *fb_grid_cell(const struct fb_grid *grid, size_t row, size_t column);

/* Returns the row in which the cell at a place begins. */
size_t fb_grid_first_row(const struct fb_grid *grid, size_t row, size_t column);

#endif
