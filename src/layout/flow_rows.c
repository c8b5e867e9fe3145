#include "layout/flow_rows.h"

/* Returns the height of what may not be cut: a line of a cell, all of a merged one, no header. */
static fb_length least_height(const struct fb_table_layout *layout, size_t row,
                              const struct fb_cell *cell)
{
    if (cell->row_span > 1)
        return fb_table_needed_height(layout, row, cell);
    if (row < layout->table->header_rows)
        return 0;
    return fb_table_content(layout, row, cell)->highest + 2 * cell->style->padding_y;
}

static void report_height(struct fb_flow *flow, const struct fb_cell *cell, fb_length room,
                          fb_length needed)
{
    enum fb_diag_code code = cell->row_span > 1 ? FB_DIAG_LABEL_TOO_HIGH : FB_DIAG_LINE_TOO_HIGH;

    fb_cell_report_lengths(flow->sink, code, cell, room, needed);
}

/* Reports a row for which no page has the height that its template gives it. */
static fb_status check_row(struct fb_flow *flow, const struct fb_row *row, fb_length room)
{
    if (!fb_row_is_higher(row, room))
        return FB_OK;
    fb_report_lengths(flow->sink, FB_DIAG_ROW_TOO_HIGH, fb_origin(row->origin), room, row->height);
    return FB_ERR_INPUT;
}

/*
 * Reports a row, and those of its cells of which no page, whatever else is on it, can hold what may
 * not be cut.
 */
static fb_status check_cells(struct fb_flow *flow, const struct fb_table_layout *layout, size_t r)
{
    fb_length room = fb_flow_body_height(flow) - layout->header_height;
    const struct fb_row *row = &layout->table->rows[r];
    fb_status status = r >= layout->table->header_rows ? check_row(flow, row, room) : FB_OK;

    for (size_t i = 0; i < row->cell_count; i++) {
        fb_length needed = least_height(layout, r, &row->cells[i]);
        if (needed <= room)
            continue;
        report_height(flow, &row->cells[i], room, needed);
        status = FB_ERR_INPUT;
    }
    return status;
}

fb_status fb_rows_check_first(struct fb_flow *flow, const struct fb_table_layout *layout)
{
    fb_status status = FB_OK;

    for (size_t r = 0; r < layout->set_rows; r++) {
        if (check_cells(flow, layout, r) != FB_OK)
            status = FB_ERR_INPUT;
    }
    if (layout->fills && check_cells(flow, layout, layout->row_count) != FB_OK)
        status = FB_ERR_INPUT;
    return status;
}

/* Returns the end of the rows into which the cells of a row reach. */
static size_t end_of_spans(const struct fb_table *table, size_t row)
{
    size_t end = row + 1;

    for (size_t i = 0; i < table->rows[row].cell_count; i++) {
        if (row + table->rows[row].cells[i].row_span > end)
            end = row + table->rows[row].cells[i].row_span;
    }
    return end;
}

/* Sets the next row in a window, and checks it. */
static fb_status set_next(struct fb_flow *flow, struct fb_table_layout *layout,
                          struct fb_window *window)
{
    size_t row = layout->set_rows, end = end_of_spans(layout->table, row);

    FB_TRY(fb_table_set_row(layout, window->arena, flow->fonts, flow->sink));
    if (end > window->end)
        window->end = end;
    return check_cells(flow, layout, row);
}

/*
 * Sets rows until those from `first` on are higher than `height`, or none is left. FB_ERR_INPUT,
 * reported, if some row fits on no page.
 */
static fb_status set_rows(struct fb_flow *flow, struct fb_table_layout *layout, size_t first,
                          fb_length height)
{
    struct fb_window *window = NULL;
    fb_status result = FB_OK;

    for (size_t row = first; row < layout->set_rows; row++)
        height -= fb_table_row_height(layout, row);
    while (layout->set_rows < layout->row_count && height >= 0) {
        fb_status status;

        if (window == NULL)
            FB_NEED(window = fb_windows_take(&flow->windows, &layout->placed_rows));
        status = set_next(flow, layout, window);
        if (status != FB_OK && status != FB_ERR_INPUT)
            return status;
        result = status != FB_OK ? status : result;
        height -= fb_table_row_height(layout, layout->set_rows - 1);
    }
    return result;
}

fb_status fb_rows_set_ahead(struct fb_flow *flow, struct fb_table_layout *layout,
                            const struct fb_table_cursor *cursor, struct fb_room room)
{
    fb_length height = fb_length_larger(room.here, 0) + fb_length_larger(room.fresh, 0);
    size_t first =
        cursor->continued ? cursor->row + (cursor->next_lines != NULL) : layout->table->header_rows;

    return set_rows(flow, layout, first, height);
}

fb_status fb_rows_set_rest(struct fb_flow *flow, struct fb_table_layout *layout)
{
    fb_status status = set_rows(flow, layout, layout->set_rows, INT64_MAX);

    layout->placed_rows = layout->row_count;
    return status == FB_OK ? FB_ERR_INPUT : status;
}

fb_status fb_rows_report(struct fb_flow *flow, const struct fb_table_layout *layout, size_t row,
                         fb_length room)
{
    size_t header_rows = layout->table->header_rows;
    const struct fb_cell *highest = NULL;
    fb_length most = -1;

    if (row < header_rows && header_rows < layout->row_count)
        row = header_rows;
    FB_TRY(check_row(flow, &layout->table->rows[row], room));
    for (size_t column = 0; column < layout->grid.column_count; column++) {
        const struct fb_cell *cell = fb_grid_cell(&layout->grid, row, column);
        fb_length needed =
            least_height(layout, fb_grid_first_row(&layout->grid, row, column), cell);
        if (needed > most) {
            most = needed;
            highest = cell;
        }
    }
    report_height(flow, highest, room, most);
    return FB_ERR_INPUT;
}
