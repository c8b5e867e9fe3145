#include "layout/flow.h"

#include "text/setting.h"

static fb_length larger(fb_length one, fb_length other)
{
    return one > other ? one : other;
}

/* A mark where a page cuts the table, set. */
struct mark {
    struct fb_set_text text;
    fb_length height; /* 0: there is none */
    const struct fb_style *style;
};

struct marks {
    struct mark continued; /* above each part but the first */
    struct mark carried;   /* below each part but the last */
};

static fb_status set_mark(struct mark *out, struct fb_flow *flow,
                          const struct fb_paragraph *paragraph, struct fb_position table)
{
    *out = (struct mark){0};
    if (paragraph == NULL)
        return FB_OK;
    out->style = paragraph->style;
    FB_TRY(fb_flow_set(flow, &out->text, paragraph, table));
    out->height =
        out->style->before + out->style->after + out->text.pitch * (fb_length)out->text.count;
    return FB_OK;
}

/* Reports what makes a table impossible on these pages. */
static fb_status check_table(struct fb_flow *flow, const struct fb_table_layout *layout,
                             fb_length mark_height, struct fb_position origin)
{
    fb_length width = fb_flow_body_width(flow), height = fb_flow_body_height(flow);
    fb_length header = layout->header_height > 0 ? layout->header_height + mark_height : 0;
    fb_status status = FB_OK;

    if (fb_table_width(layout) > width) {
        fb_report_lengths(flow->sink, FB_DIAG_TABLE_TOO_WIDE, origin, width,
                          fb_table_width(layout));
        status = FB_ERR_INPUT;
    }
    if (header * 2 > height) {
        fb_report_lengths(flow->sink, FB_DIAG_HEADER_TOO_HIGH,
                          fb_origin(layout->table->rows[0].origin), height, header);
        status = FB_ERR_INPUT;
    }
    return status;
}

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

/* Checks the rows that are set from the start. */
static fb_status check_first_cells(struct fb_flow *flow, const struct fb_table_layout *layout)
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

/*
 * Sets as many rows as the next page may be asked for: those that fit on it, of a row that was cut
 * perhaps a line alone, and one more; and as many again, for rows that are kept together.
 */
static fb_status set_ahead(struct fb_flow *flow, struct fb_table_layout *layout,
                           const struct fb_table_cursor *cursor, struct fb_room room)
{
    fb_length height = larger(room.here, 0) + larger(room.fresh, 0);

    return set_rows(flow, layout, cursor->row + (cursor->next_lines != NULL), height);
}

/*
 * Reports that a row, or the first below a header, fits no page beside header and marks: the cell
 * over it that needs most.
 */
static fb_status report_row(struct fb_flow *flow, const struct fb_table_layout *layout, size_t row,
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

/* Joins the part to the one above it if they touch and belong together. */
static void join(struct fb_flow *flow, struct fb_table_part *part, bool continued)
{
    struct fb_table_part *above;

    if (!part->layout->table->joined || continued || flow->parts.count == 0)
        return;
    above = flow->parts.items[flow->parts.count - 1];
    if (above->top + above->height != part->top)
        return;
    above->joined_below = true;
    part->joined_above = true;
}

static fb_status place_part(struct fb_flow *flow, struct fb_table_part *part, bool continued)
{
    struct fb_table_part **slot;

    join(flow, part, continued);
    FB_TRY(fb_part_draw_text(&flow->page, flow->page_arena, part));
    slot = FB_PUSH(flow->page_arena, &flow->parts);
    FB_NEED(slot);
    *slot = part;
    flow->y += part->height;
    return FB_OK;
}

static fb_status draw_mark(struct fb_flow *flow, const struct mark *mark)
{
    fb_length y;

    if (mark->height == 0)
        return FB_OK;
    y = flow->y + mark->style->before;
    for (size_t i = 0; i < mark->text.count; i++) {
        FB_TRY(fb_flow_line(flow, &mark->text, i, y, NULL));
        y += mark->text.pitch;
    }
    flow->y += mark->height;
    return FB_OK;
}

/* Fills a part from the cursor; if the table then goes on, again with room for the mark below. */
static fb_status fill_part(struct fb_table_part *part, struct fb_flow *flow,
                           struct fb_table_cursor *cursor, struct fb_room room,
                           fb_length mark_height)
{
    struct fb_table_cursor start = *cursor;
    struct fb_table_part empty = *part;

    if (start.next_lines != NULL) {
        size_t cells = part->layout->table->rows[start.row].cell_count;
        start.next_lines = FB_NEW_ARRAY(flow->page_arena, size_t, cells);
        FB_NEED(start.next_lines);
        for (size_t i = 0; i < cells; i++)
            start.next_lines[i] = cursor->next_lines[i];
    }
    FB_TRY(fb_part_fill(part, flow->page_arena, cursor, room));
    if (fb_cursor_done(cursor, part->layout))
        return fb_part_fill_up(part, flow->page_arena, room.here);
    if (mark_height == 0)
        return FB_OK;
    *cursor = start;
    *part = empty;
    room.here -= mark_height;
    room.fresh -= mark_height;
    return fb_part_fill(part, flow->page_arena, cursor, room);
}

static fb_status new_part(struct fb_table_part **out, struct fb_flow *flow,
                          const struct fb_table_layout *layout)
{
    struct fb_table_part *part = FB_NEW(flow->page_arena, struct fb_table_part);

    *out = part;
    FB_NEED(part);
    part->layout = layout;
    part->top = flow->y;
    part->left = flow->setup->left + (fb_flow_body_width(flow) - fb_table_width(layout)) / 2;
    return FB_OK;
}

/* Places a part, if it has rows, and below it the mark of a table that goes on. */
static fb_status finish_part(struct fb_flow *flow, struct fb_table_layout *layout,
                             struct fb_table_part *part, struct fb_table_cursor *cursor,
                             const struct mark *below)
{
    bool continued = cursor->continued;

    if (part->strips.count == 0)
        return FB_OK;
    cursor->continued = true;
    layout->placed_rows = cursor->row;
    flow->kept.open = false;
    FB_TRY(place_part(flow, part, continued));
    return fb_cursor_done(cursor, layout) ? FB_OK : draw_mark(flow, below);
}

/* The room on this page, and on a new one with what is kept with the table. */
static struct fb_room find_room(const struct fb_flow *flow)
{
    fb_length kept = flow->kept.open ? flow->y - flow->kept.y : 0;
    fb_length here = flow->setup->height - flow->setup->bottom - flow->y;

    return (struct fb_room){.here = here, .fresh = fb_flow_body_height(flow) - kept};
}

/*
 * Puts on this page what belongs on it: the mark above, the rows, the mark below. Nothing, if they
 * go better on a new page, or if only there is room for them below nothing else.
 */
static fb_status fill_page(struct fb_flow *flow, struct fb_table_layout *layout,
                           struct fb_table_cursor *cursor, const struct marks *marks)
{
    bool fresh = flow->y == flow->setup->top;
    struct fb_table_part *part;
    struct fb_room room;
    fb_status status;

    if (cursor->continued)
        FB_TRY(draw_mark(flow, &marks->continued));
    room = find_room(flow);
    room.fresh = fresh ? room.here : room.fresh;
    FB_TRY(set_ahead(flow, layout, cursor, room));
    FB_TRY(new_part(&part, flow, layout));
    status = fill_part(part, flow, cursor, room, marks->carried.height);
    if (status != FB_OK && status != FB_ERR_INPUT)
        return status;
    if (status == FB_ERR_INPUT && flow->kept.open && !fresh) {
        *cursor = (struct fb_table_cursor){.arena = cursor->arena};
        return FB_OK;
    }
    if (status == FB_OK && (part->strips.count > 0 || !fresh || fb_cursor_done(cursor, layout)))
        return finish_part(flow, layout, part, cursor, &marks->carried);
    return report_row(flow, layout, cursor->row,
                      room.here - marks->carried.height - layout->header_height);
}

/* Sets a table's header and its marks, and reports what of them no page has room for. */
static fb_status measure(struct fb_table_layout *layout, struct marks *marks, struct fb_flow *flow,
                         const struct fb_table *table, struct fb_position origin)
{
    fb_status marked, fits;

    FB_TRY(fb_table_layout_init(layout, flow->arena, table, flow->fonts, flow->sink));
    marked = set_mark(&marks->continued, flow, table->continued, origin);
    if (marked == FB_OK)
        marked = set_mark(&marks->carried, flow, table->carried, origin);
    if (marked != FB_OK && marked != FB_ERR_INPUT)
        return marked;
    fits = check_table(flow, layout, marks->continued.height, origin);
    if (check_first_cells(flow, layout) != FB_OK || fits != FB_OK)
        return FB_ERR_INPUT;
    return marked;
}

/* Puts a table on as many pages as it takes. */
static fb_status place_table(struct fb_flow *flow, struct fb_table_layout *layout,
                             const struct marks *marks)
{
    struct fb_table_cursor cursor = {.arena = flow->arena};

    FB_TRY(fill_page(flow, layout, &cursor, marks));
    while (!fb_cursor_done(&cursor, layout)) {
        FB_TRY(fb_flow_break_page(flow));
        FB_TRY(fill_page(flow, layout, &cursor, marks));
    }
    return FB_OK;
}

/* Sets the rows to which no page has come, for what there is to be reported of them. */
static fb_status set_rest(struct fb_flow *flow, struct fb_table_layout *layout)
{
    fb_status status = set_rows(flow, layout, layout->set_rows, INT64_MAX);

    layout->placed_rows = layout->row_count;
    return status == FB_OK ? FB_ERR_INPUT : status;
}

fb_status fb_flow_table(struct fb_flow *flow, const struct fb_table *table,
                        struct fb_position origin)
{
    struct fb_table_layout *layout = FB_NEW(flow->arena, struct fb_table_layout);
    struct marks marks = {0};
    fb_status status;

    FB_NEED(layout);
    if (table->row_count == 0)
        return FB_OK;
    status = measure(layout, &marks, flow, table, origin);
    if (status == FB_OK)
        status = place_table(flow, layout, &marks);
    return status == FB_ERR_INPUT ? set_rest(flow, layout) : status;
}
