#include "layout/flow_rows.h"

#include "text/setting.h"

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
    FB_TRY(fb_rows_set_ahead(flow, layout, cursor, room));
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
    return fb_rows_report(flow, layout, cursor->row,
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
    if (fb_rows_check_first(flow, layout) != FB_OK || fits != FB_OK)
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
    return status == FB_ERR_INPUT ? fb_rows_set_rest(flow, layout) : status;
}
