#include "doc/grid.h"

#include <assert.h>

static size_t place(const struct fb_grid *grid, size_t row, size_t column)
{
    return row * grid->column_count + column;
}

static fb_status fail(struct fb_grid_error *error, enum fb_grid_fault fault, size_t row,
                      size_t column, const struct fb_cell *cell)
{
    *error = (struct fb_grid_error){.fault = fault, .row = row, .column = column, .cell = cell};
    return FB_ERR_INPUT;
}

/* Tells whether `span` places from `start` lie within `count`, without overflow. */
static bool fits(size_t start, size_t span, size_t count)
{
    return span > 0 && start < count && span <= count - start;
}

/* Returns the end of the rows that a cell may reach: a row that fills the page is none of them. */
static size_t last_row(const struct fb_table *table)
{
    return table->row_count - table->rows[table->row_count - 1].fill;
}

/* Checks the cell's rectangle against the table alone, before any other cell. */
static fb_status check_extent(const struct fb_grid *grid, const struct fb_table *table, size_t row,
                              const struct fb_cell *cell, struct fb_grid_error *error)
{
    if (!fits(cell->column, cell->column_span, grid->column_count) ||
        !fits(row, cell->row_span, grid->row_count))
        return fail(error, FB_GRID_OUTSIDE, row, cell->column, cell);
    if (row < table->header_rows && row + cell->row_span > table->header_rows &&
        row + cell->row_span != last_row(table))
        return fail(error, FB_GRID_HEADER, row, cell->column, cell);
    return FB_OK;
}

static fb_status occupy(struct fb_grid *grid, size_t first_row, const struct fb_cell *cell,
                        struct fb_grid_error *error)
{
    for (size_t row = first_row; row < first_row + cell->row_span; row++) {
        for (size_t column = cell->column; column < cell->column + cell->column_span; column++) {
            size_t at = place(grid, row, column);

            if (grid->cells[at] != NULL)
                return fail(error, FB_GRID_OVERLAP, row, column, cell);
            grid->cells[at] = cell;
            grid->first_rows[at] = (uint32_t)first_row;
        }
    }
    return FB_OK;
}

/* Cells of later rows never reach up, so a row is complete once its own cells are in. */
static fb_status check_gaps(const struct fb_grid *grid, size_t row, struct fb_grid_error *error)
{
    for (size_t column = 0; column < grid->column_count; column++) {
        if (grid->cells[place(grid, row, column)] == NULL)
            return fail(error, FB_GRID_GAP, row, column, NULL);
    }
    return FB_OK;
}

static fb_status fill_row(struct fb_grid *grid, const struct fb_table *table, size_t row,
                          struct fb_grid_error *error)
{
    for (size_t i = 0; i < table->rows[row].cell_count; i++) {
        const struct fb_cell *cell = &table->rows[row].cells[i];

        FB_TRY(check_extent(grid, table, row, cell, error));
        FB_TRY(occupy(grid, row, cell, error));
    }
    return check_gaps(grid, row, error);
}

fb_status fb_grid_build(struct fb_grid *out, struct fb_arena *arena, const struct fb_table *table,
                        struct fb_grid_error *error)
{
    struct fb_grid grid = {.row_count = table->row_count, .column_count = table->column_count};
    size_t places;

    assert(table->header_rows <= table->row_count);
    *error = (struct fb_grid_error){.fault = FB_GRID_OK};
    if (__builtin_mul_overflow(grid.row_count, grid.column_count, &places))
        return FB_ERR_NOMEM;
    grid.cells = FB_NEW_ARRAY(arena, const struct fb_cell *, places);
    FB_NEED(grid.cells);
    grid.first_rows = FB_NEW_ARRAY(arena, uint32_t, places);
    FB_NEED(grid.first_rows);
    for (size_t row = 0; row < grid.row_count; row++)
        FB_TRY(fill_row(&grid, table, row, error));
    *out = grid;
    return FB_OK;
}

const struct fb_cell *fb_grid_cell(const struct fb_grid *grid, size_t row, size_t column)
{
    assert(row < grid->row_count && column < grid->column_count);
    return grid->cells[place(grid, row, column)];
}

size_t fb_grid_first_row(const struct fb_grid *grid, size_t row, size_t column)
{
    assert(row < grid->row_count && column < grid->column_count);
    return grid->first_rows[place(grid, row, column)];
}
