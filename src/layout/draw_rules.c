/*
 * draw_rules.c: the lines of a part, each drawn once and as long as it is straight.
 *
 * Between two places of the grid there is a line if they belong to two cells, and neither is open
 * on that side. Along each grid line neighbouring stretches are joined, so that a line has no
 * seams.
 */
#include "layout/draw.h"

static fb_status add_rule(struct fb_page_builder *page, struct fb_arena *arena,
                          struct fb_placed_rule rule)
{
    struct fb_placed_rule *slot;

    if (rule.width == 0)
        return FB_OK;
    slot = FB_PUSH(arena, &page->rules);
    FB_NEED(slot);
    *slot = rule;
    return FB_OK;
}

static bool is_open(const struct fb_table_part *part, size_t strip, size_t column,
                    enum fb_side side)
{
    return (fb_part_cell(part, strip, column)->open_sides & side) != 0;
}

/* True if there is a line above strip `boundary` at a column; the boundaries count from 0. */
static bool has_line_above(const struct fb_table_part *part, size_t boundary, size_t column)
{
    bool last = boundary == part->strips.count;

    if (boundary > 0 && is_open(part, boundary - 1, column, FB_SIDE_BOTTOM))
        return false;
    if (!last && is_open(part, boundary, column, FB_SIDE_TOP))
        return false;
    if (last)
        return !part->joined_below;
    return boundary == 0 || !fb_part_covers_both(part, boundary, column);
}

static bool has_line_before(const struct fb_table_part *part, size_t strip, size_t column)
{
    size_t columns = part->layout->table->column_count;

    if (column > 0 && is_open(part, strip, column - 1, FB_SIDE_RIGHT))
        return false;
    if (column < columns && is_open(part, strip, column, FB_SIDE_LEFT))
        return false;
    if (column == 0 || column == columns)
        return true;
    return fb_part_cell(part, strip, column - 1) != fb_part_cell(part, strip, column);
}

static fb_length horizontal_width(const struct fb_table_part *part, size_t boundary)
{
    const struct fb_borders *borders = &part->layout->table->borders;
    bool frame = boundary == part->strips.count || (boundary == 0 && !part->joined_above);

    return frame ? borders->outer : borders->inner;
}

static fb_status draw_horizontal(struct fb_page_builder *page, struct fb_arena *arena,
                                 const struct fb_table_part *part, size_t boundary, fb_length y)
{
    size_t columns = part->layout->table->column_count;
    const fb_length *edges = part->layout->edges;
    fb_length width = horizontal_width(part, boundary);

    for (size_t column = 0; column < columns;) {
        size_t first = column;
        while (column < columns && has_line_above(part, boundary, column))
            column++;
        if (column > first)
            FB_TRY(add_rule(page, arena,
                            (struct fb_placed_rule){part->left + edges[first], y,
                                                    part->left + edges[column], y, width}));
        else
            column++;
    }
    return FB_OK;
}

static fb_status draw_vertical(struct fb_page_builder *page, struct fb_arena *arena,
                               const struct fb_table_part *part, size_t column)
{
    const struct fb_borders *borders = &part->layout->table->borders;
    bool frame = column == 0 || column == part->layout->table->column_count;
    fb_length x = part->left + part->layout->edges[column], y = part->top;
    fb_length width = frame ? borders->outer : borders->inner;

    for (size_t strip = 0; strip < part->strips.count;) {
        fb_length start = y;
        size_t first = strip;
        while (strip < part->strips.count && has_line_before(part, strip, column))
            y += part->strips.items[strip++].height;
        if (strip > first)
            FB_TRY(add_rule(page, arena, (struct fb_placed_rule){x, start, x, y, width}));
        else
            y += part->strips.items[strip++].height;
    }
    return FB_OK;
}

fb_status fb_part_draw_rules(struct fb_page_builder *page, struct fb_arena *arena,
                             const struct fb_table_part *part)
{
    fb_length y = part->top;

    for (size_t boundary = 0; boundary <= part->strips.count; boundary++) {
        FB_TRY(draw_horizontal(page, arena, part, boundary, y));
        if (boundary < part->strips.count)
            y += part->strips.items[boundary].height;
    }
    for (size_t column = 0; column <= part->layout->table->column_count; column++)
        FB_TRY(draw_vertical(page, arena, part, column));
    return FB_OK;
}
