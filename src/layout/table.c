#include "layout/table.h"

#include <assert.h>

static fb_status init_edges(struct fb_table_layout *layout, struct fb_arena *arena)
{
    const struct fb_table *table = layout->table;

    layout->edges = FB_NEW_ARRAY(arena, fb_length, table->column_count + 1);
    FB_NEED(layout->edges);
    for (size_t i = 0; i < table->column_count; i++)
        layout->edges[i + 1] = layout->edges[i] + table->columns[i];
    return FB_OK;
}

/* Returns the height that the template gives a cell, or 0 if some of its rows has none. */
static fb_length given_height(const struct fb_table *table, size_t row, const struct fb_cell *cell)
{
    fb_length height = 0;

    for (size_t r = row; r < row + cell->row_span; r++) {
        if (table->rows[r].height_rule == FB_HEIGHT_AUTO)
            return 0;
        height += table->rows[r].height;
    }
    return height;
}

static fb_status set_cells(struct fb_table_layout *layout, size_t row, struct fb_arena *arena,
                           const struct fb_font_set *fonts, struct fb_diagnostics *sink)
{
    const struct fb_table *table = layout->table;
    size_t count = table->rows[row].cell_count;
    struct fb_cell_content *contents = FB_NEW_ARRAY(arena, struct fb_cell_content, count);

    FB_NEED(contents);
    for (size_t i = 0; i < count; i++) {
        const struct fb_cell *cell = &table->rows[row].cells[i];
        struct fb_cell_size size = {.width =
                                        fb_table_span_width(table, cell->column, cell->column_span),
                                    .height = given_height(table, row, cell)};
        FB_TRY(fb_cell_set(&contents[i], arena, fonts, cell, size, sink));
    }
    layout->contents[row] = contents;
    return FB_OK;
}

static bool has_text(const struct fb_cell_content *content)
{
    for (size_t i = 0; i < content->count; i++) {
        if (content->lines[i].set->line.text_length > 0)
            return true;
    }
    return false;
}

static fb_length row_height(const struct fb_table_layout *layout, size_t r,
                            struct fb_diagnostics *sink)
{
    const struct fb_row *row = &layout->table->rows[r];
    fb_length height = row->height_rule == FB_HEIGHT_AUTO ? 0 : row->height;

    for (size_t i = 0; i < row->cell_count; i++) {
        const struct fb_cell *cell = &row->cells[i];
        fb_length needed = fb_table_needed_height(layout, r, cell);
        if (cell->row_span > 1 || needed <= height)
            continue;
        if (row->height_rule != FB_HEIGHT_EXACT)
            height = needed;
        else if (has_text(fb_table_content(layout, r, cell)))
            fb_cell_report_lengths(sink, FB_DIAG_TEXT_TOO_HIGH, cell, height, needed);
    }
    return height;
}

/* Returns how much higher a row of the header must be for the merged cells that end in it. */
static fb_length header_growth(const struct fb_table_layout *layout, size_t row)
{
    fb_length growth = 0;

    for (size_t column = 0; column < layout->grid.column_count;) {
        const struct fb_cell *cell = fb_grid_cell(&layout->grid, row, column);
        size_t first_row = fb_grid_first_row(&layout->grid, row, column);
        fb_length lack = fb_table_needed_height(layout, first_row, cell);

        column = cell->column + cell->column_span;
        if (first_row + cell->row_span != row + 1)
            continue;
        for (size_t r = first_row; r <= row; r++)
            lack -= layout->heights[r];
        if (lack > growth)
            growth = lack;
    }
    return growth;
}

/* Sets the cells of a row in the arena, and measures it. */
static fb_status set_row(struct fb_table_layout *layout, size_t row, struct fb_arena *arena,
                         const struct fb_font_set *fonts, struct fb_diagnostics *sink)
{
    FB_TRY(set_cells(layout, row, arena, fonts, sink));
    layout->heights[row] = row_height(layout, row, sink);
    return FB_OK;
}

fb_status fb_table_set_row(struct fb_table_layout *layout, struct fb_arena *arena,
                           const struct fb_font_set *fonts, struct fb_diagnostics *sink)
{
    assert(layout->set_rows < layout->row_count);
    return set_row(layout, layout->set_rows++, arena, fonts, sink);
}

static fb_status set_header(struct fb_table_layout *layout, struct fb_arena *arena,
                            const struct fb_font_set *fonts, struct fb_diagnostics *sink)
{
    for (size_t row = 0; row < layout->table->header_rows; row++) {
        FB_TRY(fb_table_set_row(layout, arena, fonts, sink));
        layout->heights[row] += header_growth(layout, row);
        layout->header_height += layout->heights[row];
    }
    return FB_OK;
}

fb_status fb_table_layout_init(struct fb_table_layout *out, struct fb_arena *arena,
                               const struct fb_table *table, const struct fb_font_set *fonts,
                               struct fb_diagnostics *sink)
{
    struct fb_grid_error error;

    *out = (struct fb_table_layout){.table = table};
    out->fills = table->row_count > 0 && table->rows[table->row_count - 1].fill;
    out->row_count = table->row_count - out->fills;
    FB_TRY(fb_grid_build(&out->grid, arena, table, &error));
    FB_NEED(out->heights = FB_NEW_ARRAY(arena, fb_length, table->row_count));
    FB_NEED(out->contents = FB_NEW_ARRAY(arena, struct fb_cell_content *, table->row_count));
    FB_TRY(init_edges(out, arena));
    FB_TRY(set_header(out, arena, fonts, sink));
    return out->fills ? set_row(out, out->row_count, arena, fonts, sink) : FB_OK;
}

fb_length fb_table_row_height(const struct fb_table_layout *layout, size_t row)
{
    assert(row < layout->set_rows || row == layout->row_count);
    return layout->heights[row];
}

const struct fb_cell_content *fb_table_content(const struct fb_table_layout *layout, size_t row,
                                               const struct fb_cell *cell)
{
    size_t index = (size_t)(cell - layout->table->rows[row].cells);

    assert(layout->contents[row] != NULL);
    return &layout->contents[row][index];
}

fb_length fb_table_needed_height(const struct fb_table_layout *layout, size_t row,
                                 const struct fb_cell *cell)
{
    return fb_table_content(layout, row, cell)->height + 2 * cell->style->padding_y;
}

fb_length fb_table_width(const struct fb_table_layout *layout)
{
    return layout->edges[layout->table->column_count];
}
