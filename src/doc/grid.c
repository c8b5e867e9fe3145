#include "doc/grid.h"

#include <assert.h>

/* A grid while it is built. */
struct building {
    struct fb_grid grid;
    struct fb_arena *arena;
    struct fb_grid_place *covering; /* of each column, what was put there last */
    struct fb_grid_error *error;
};

static fb_status fail(const struct building *building, enum fb_grid_fault fault, size_t row,
                      size_t column, const struct fb_cell *cell)
{
    *building->error =
        (struct fb_grid_error){.fault = fault, .row = row, .column = column, .cell = cell};
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
static fb_status check_extent(const struct building *building, const struct fb_table *table,
                              size_t row, const struct fb_cell *cell)
{
    if (!fits(cell->column, cell->column_span, table->column_count) ||
        !fits(row, cell->row_span, table->row_count))
        return fail(building, FB_GRID_OUTSIDE, row, cell->column, cell);
    if (row < table->header_rows && row + cell->row_span > table->header_rows &&
        row + cell->row_span != last_row(table))
        return fail(building, FB_GRID_HEADER, row, cell->column, cell);
    return FB_OK;
}

/* Tells whether what was put into a column last covers it in a row too, at or below its first. */
static bool covers(const struct fb_grid_place *place, size_t row)
{
    return place->cell != NULL && place->first_row + place->cell->row_span > row;
}

/* What is in the way in a row below is in the way here already, for it begins no later. */
static fb_status occupy(const struct building *building, size_t row, const struct fb_cell *cell)
{
    for (size_t column = cell->column; column < cell->column + cell->column_span; column++) {
        struct fb_grid_place *place = &building->covering[column];

        if (covers(place, row))
            return fail(building, FB_GRID_OVERLAP, row, column, cell);
        *place = (struct fb_grid_place){cell, row};
    }
    return FB_OK;
}

/* Cells of later rows never reach up, so a row is complete once its own cells are in. */
static fb_status check_gaps(const struct building *building, size_t row)
{
    for (size_t column = 0; column < building->grid.column_count; column++) {
        if (!covers(&building->covering[column], row))
            return fail(building, FB_GRID_GAP, row, column, NULL);
    }
    return FB_OK;
}

/* Returns which of its cells a row has in a column that no cell from above covers. */
static int32_t own_cell(const struct building *building, size_t row, size_t column)
{
    return (int32_t)(building->covering[column].cell - building->grid.rows[row].cells);
}

/* Tells whether a row is like those of a band. */
static bool is_like(const struct building *building, size_t row, const struct fb_grid_band *band)
{
    for (size_t column = 0; column < building->grid.column_count; column++) {
        const struct fb_grid_place *place = &building->covering[column];
        int32_t known = band->columns[column];

        if (place->first_row == row ? known != own_cell(building, row, column)
                                    : known >= 0 || band->above[~known].cell != place->cell)
            return false;
    }
    return true;
}

/* Makes a band that a row is like. */
static fb_status new_band(const struct fb_grid_band **out, const struct building *building,
                          size_t row)
{
    size_t count = building->grid.column_count, listed = 0;
    struct fb_grid_band *band = FB_NEW(building->arena, struct fb_grid_band);
    int32_t *columns = FB_NEW_ARRAY(building->arena, int32_t, count);
    struct fb_grid_place *above = FB_NEW_ARRAY(building->arena, struct fb_grid_place, count);

    FB_NEED(band);
    FB_NEED(columns);
    FB_NEED(above);
    for (size_t column = 0; column < count; column++) {
        const struct fb_grid_place *place = &building->covering[column];

        if (place->first_row < row && (listed == 0 || above[listed - 1].cell != place->cell))
            above[listed++] = *place;
        columns[column] =
            place->first_row < row ? ~(int32_t)(listed - 1) : own_cell(building, row, column);
    }
    *band = (struct fb_grid_band){columns, above};
    *out = band;
    return FB_OK;
}

static fb_status fill_row(struct building *building, const struct fb_table *table, size_t row)
{
    const struct fb_grid_band **band = &building->grid.bands[row];

    for (size_t i = 0; i < table->rows[row].cell_count; i++) {
        const struct fb_cell *cell = &table->rows[row].cells[i];

        FB_TRY(check_extent(building, table, row, cell));
        FB_TRY(occupy(building, row, cell));
    }
    FB_TRY(check_gaps(building, row));
    if (row > 0 && is_like(building, row, band[-1])) {
        *band = band[-1];
        return FB_OK;
    }
    return new_band(band, building, row);
}

fb_status fb_grid_build(struct fb_grid *out, struct fb_arena *arena, const struct fb_table *table,
                        struct fb_grid_error *error)
{
    struct building building = {.grid = {.rows = table->rows,
                                         .row_count = table->row_count,
                                         .column_count = table->column_count},
                                .arena = arena,
                                .error = error};

    assert(table->header_rows <= table->row_count);
    *error = (struct fb_grid_error){.fault = FB_GRID_OK};
    building.covering = FB_NEW_ARRAY(arena, struct fb_grid_place, table->column_count);
    FB_NEED(building.covering);
    building.grid.bands = FB_NEW_ARRAY(arena, const struct fb_grid_band *, table->row_count);
    FB_NEED(building.grid.bands);
    for (size_t row = 0; row < table->row_count; row++)
        FB_TRY(fill_row(&building, table, row));
    *out = building.grid;
    return FB_OK;
}

struct fb_grid_place fb_grid_at(const struct fb_grid *grid, size_t row, size_t column)
{
    const struct fb_grid_band *band;
    int32_t cell;

    assert(row < grid->row_count && column < grid->column_count);
    band = grid->bands[row];
    cell = band->columns[column];
    return cell < 0 ? band->above[~cell]
                    : (struct fb_grid_place){&grid->rows[row].cells[cell], row};
}

const struct fb_cell *fb_grid_cell(const struct fb_grid *grid, size_t row, size_t column)
{
    return fb_grid_at(grid, row, column).cell;
}

size_t fb_grid_first_row(const struct fb_grid *grid, size_t row, size_t column)
{
    return fb_grid_at(grid, row, column).first_row;
}
