#include "layout/draw.h"

/* One cell, or a page's part of it, in its box. */
struct box {
    const struct fb_cell *cell;
    const struct fb_cell_content *content;
    struct fb_line_range range;
    bool cut;                      /* the range is not all of the cell's lines */
    bool repeated;                 /* an earlier page has this text */
    fb_length x, y, width, height; /* of the cell, its padding included */
};

static fb_length content_top(const struct box *box)
{
    fb_length padding = box->cell->style->padding_y;
    fb_length room = box->height - 2 * padding -
                     fb_cell_lines_height(box->content, box->range.first, box->range.end);

    if (box->cut || room < 0)
        return box->y + padding;
    switch (fb_cell_valign(box->cell)) {
    case FB_VALIGN_MIDDLE:
        return box->y + padding + room / 2;
    case FB_VALIGN_BOTTOM:
        return box->y + padding + room;
    case FB_VALIGN_TOP:
        break;
    }
    return box->y + padding;
}

static fb_status draw_box(struct fb_page_builder *page, struct fb_arena *arena,
                          const struct box *box)
{
    fb_length y = content_top(box), x = box->x + box->cell->style->padding_x;

    for (size_t i = box->range.first; i < box->range.end; i++) {
        const struct fb_cell_line *line = &box->content->lines[i];
        struct fb_placed_line *placed;

        if (line->set->line.text_length > 0) {
            placed = FB_PUSH(arena, &page->lines);
            FB_NEED(placed);
            placed->line = &line->set->line;
            placed->x = x + line->set->x;
            placed->y = y + line->baseline + line->set->y;
            placed->kind = box->repeated ? FB_PLACED_REPEATED : FB_PLACED_TEXT;
            placed->paragraph = line->paragraph;
            placed->cell = box->cell;
        }
        y += line->pitch;
    }
    return FB_OK;
}

/* Returns the height of the strips from `first` on that a cell covers without a break. */
static fb_length covered_height(const struct fb_table_part *part, size_t first,
                                const struct fb_cell *cell)
{
    fb_length height = part->strips.items[first].height;

    for (size_t i = first + 1; i < part->strips.count; i++) {
        if (!fb_part_covers_both(part, i, cell->column))
            break;
        height += part->strips.items[i].height;
    }
    return height;
}

/*
 * Takes the lines of one piece of a row that pages cut. A label that earlier pieces have all of is
 * drawn again, if the piece is high enough.
 */
static void take_range(struct box *box, struct fb_line_range range)
{
    size_t count = box->content->count;
    fb_length needed = box->content->height + 2 * box->cell->style->padding_y;

    if (box->cell->repeat_label && range.first == count && needed <= box->height) {
        box->repeated = true;
        return;
    }
    box->range = range;
    box->cut = range.first > 0 || range.end < count;
}

static fb_status draw_cell(struct fb_page_builder *page, struct fb_arena *arena,
                           const struct fb_table_part *part, size_t strip, fb_length y,
                           const struct fb_cell *cell)
{
    const struct fb_strip *first = &part->strips.items[strip];
    const struct fb_table_layout *layout = part->layout;
    size_t cell_row = fb_grid_first_row(&layout->grid, first->row, cell->column);
    struct box box = {.cell = cell, .content = fb_table_content(layout, cell_row, cell)};
    bool goes_on = fb_strip_goes_on(first, cell, cell_row);

    if (goes_on && !cell->repeat_label)
        return FB_OK;
    box.range.end = box.content->count;
    box.repeated = first->repeated || goes_on;
    box.height = covered_height(part, strip, cell);
    if (first->ranges != NULL && cell->row_span == 1)
        take_range(&box, first->ranges[cell - layout->table->rows[cell_row].cells]);
    box.x = part->left + layout->edges[cell->column];
    box.y = y;
    box.width = fb_table_span_width(layout->table, cell->column, cell->column_span);
    return draw_box(page, arena, &box);
}

fb_status fb_part_draw_text(struct fb_page_builder *page, struct fb_arena *arena,
                            const struct fb_table_part *part)
{
    size_t columns = part->layout->table->column_count;
    fb_length y = part->top;

    for (size_t strip = 0; strip < part->strips.count; strip++) {
        for (size_t column = 0; column < columns;) {
            const struct fb_cell *cell = fb_part_cell(part, strip, column);
            column += cell->column_span;
            if (strip > 0 && fb_part_covers_both(part, strip, cell->column))
                continue;
            FB_TRY(draw_cell(page, arena, part, strip, y, cell));
        }
        y += part->strips.items[strip].height;
    }
    return FB_OK;
}
