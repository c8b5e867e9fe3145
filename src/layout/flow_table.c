#include "layout/flow.h"

static void report_lengths(struct fb_flow *flow, enum fb_diag_code code,
                           struct fb_position position, fb_length has, fb_length needs)
{
    char first[FB_LENGTH_TEXT], second[FB_LENGTH_TEXT];

    fb_length_points(first, has);
    fb_length_points(second, needs);
    fb_report(flow->sink, code, position, first, second);
}

/* Reports what makes a table impossible on these pages. */
static fb_status check_table(struct fb_flow *flow, const struct fb_table_layout *layout)
{
    struct fb_position origin = layout->table->rows[0].origin;
    fb_length width = fb_flow_body_width(flow), height = fb_flow_body_height(flow);
    fb_status status = FB_OK;

    if (fb_table_width(layout) > width) {
        report_lengths(flow, FB_DIAG_TABLE_TOO_WIDE, origin, width, fb_table_width(layout));
        status = FB_ERR_INPUT;
    }
    if (layout->header_height * 2 > height) {
        report_lengths(flow, FB_DIAG_HEADER_TOO_HIGH, origin, height, layout->header_height);
        status = FB_ERR_INPUT;
    }
    return status;
}

/* Reports merged cells whose text is higher than any page's part of them can be. */
static fb_status check_labels(struct fb_flow *flow, const struct fb_table_layout *layout)
{
    fb_length room = fb_flow_body_height(flow) - layout->header_height;
    const struct fb_table *table = layout->table;
    fb_status status = FB_OK;

    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t i = 0; i < table->rows[r].cell_count; i++) {
            const struct fb_cell *cell = &table->rows[r].cells[i];
            fb_length needed = fb_table_needed_height(layout, r, cell);
            if (cell->row_span == 1 || needed <= room)
                continue;
            report_lengths(flow, FB_DIAG_LABEL_TOO_HIGH, cell->origin, room, needed);
            status = FB_ERR_INPUT;
        }
    }
    return status;
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
    FB_TRY(fb_part_draw_text(&flow->page, flow->arena, part));
    slot = FB_PUSH(flow->arena, &flow->parts);
    FB_NEED(slot);
    *slot = part;
    flow->y += part->height;
    return FB_OK;
}

static fb_status fill_page(struct fb_flow *flow, const struct fb_table_layout *layout,
                           struct fb_table_cursor *cursor)
{
    struct fb_room room = {.here = flow->setup->height - flow->setup->bottom - flow->y,
                           .fresh = fb_flow_body_height(flow)};
    struct fb_table_part *part = FB_NEW(flow->arena, struct fb_table_part);
    bool continued = cursor->continued;

    FB_NEED(part);
    part->layout = layout;
    part->top = flow->y;
    part->left = flow->setup->left + (fb_flow_body_width(flow) - fb_table_width(layout)) / 2;
    FB_TRY(fb_part_fill(part, flow->arena, cursor, room));
    if (part->strips.count == 0)
        return room.here == room.fresh ? FB_ERR_INTERNAL : FB_OK;
    cursor->continued = true;
    return place_part(flow, part, continued);
}

fb_status fb_flow_table(struct fb_flow *flow, const struct fb_table *table)
{
    struct fb_table_layout *layout = FB_NEW(flow->arena, struct fb_table_layout);
    struct fb_table_cursor cursor = {0};

    FB_NEED(layout);
    if (table->row_count == 0)
        return FB_OK;
    FB_TRY(fb_table_layout_init(layout, flow->arena, table, flow->fonts, flow->sink));
    FB_TRY(check_table(flow, layout));
    FB_TRY(check_labels(flow, layout));
    FB_TRY(fill_page(flow, layout, &cursor));
    while (!fb_cursor_done(&cursor, layout)) {
        FB_TRY(fb_flow_break_page(flow));
        FB_TRY(fill_page(flow, layout, &cursor));
    }
    return FB_OK;
}
