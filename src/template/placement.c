/*
 * placement.c: columns for cells, as HTML gives them to the cells of a table.
 *
 * A row lists its cells from left to right; each takes the first free column. A cell of several
 * rows keeps its columns in the rows below.
 */
#include "template/template_private.h"

#include <stdio.h>

enum { NUMBER_TEXT = 24 };

fb_status fb_placement_init(struct fb_placement *placement, struct fb_arena *arena,
                            size_t column_count, struct fb_placement_slot *rest)
{
    *placement = (struct fb_placement){.column_count = column_count, .rest = rest};
    placement->slots = FB_NEW_ARRAY(arena, struct fb_placement_slot, column_count);
    FB_NEED(placement->slots);
    for (size_t i = 0; i < column_count; i++)
        placement->slots[i] = rest[i];
    return FB_OK;
}

/* Reports with two numbers. */
static void report_numbers(struct fb_template_reader *reader, enum fb_diag_code code,
                           struct fb_position position, size_t first, size_t second)
{
    char one[NUMBER_TEXT], two[NUMBER_TEXT];

    snprintf(one, sizeof one, "%zu", first);
    snprintf(two, sizeof two, "%zu", second);
    fb_report(reader->sink, code, position, one, two);
}

static bool is_free(const struct fb_placement *placement, size_t column)
{
    return placement->slots[column].rows_left == 0;
}

static void take(struct fb_placement *placement, size_t column, const struct fb_cell_spec *cell)
{
    placement->slots[column] = (struct fb_placement_slot){
        .rows_left = cell->row_span, .row_span = cell->row_span, .position = cell->position};
    if (cell->row_span == FB_ROW_SPAN_REST)
        placement->rest[column] = placement->slots[column];
}

void fb_placement_cell(struct fb_placement *placement, struct fb_template_reader *reader,
                       struct fb_cell_spec *cell)
{
    size_t column = placement->next, end, count = placement->column_count;

    if (count == 0)
        return;
    while (column < count && !is_free(placement, column))
        column++;
    end = column + cell->column_span;
    cell->column = column;
    if (end > count)
        report_numbers(reader, FB_DIAG_TEMPLATE_GRID_WIDE, cell->position, end, count);
    for (size_t i = column; i < end && i < count; i++) {
        if (is_free(placement, i)) {
            take(placement, i, cell);
            continue;
        }
        report_numbers(reader, FB_DIAG_TEMPLATE_GRID_OVERLAP, cell->position, i + 1,
                       placement->slots[i].row_span);
        break;
    }
    placement->next = end < count ? end : count;
}

void fb_placement_end_row(struct fb_placement *placement, struct fb_template_reader *reader,
                          struct fb_position row)
{
    bool reported = false;

    for (size_t i = 0; i < placement->column_count; i++) {
        struct fb_placement_slot *slot = &placement->slots[i];
        if (!is_free(placement, i)) {
            slot->rows_left -= slot->row_span != FB_ROW_SPAN_REST;
        } else if (!reported) {
            report_numbers(reader, FB_DIAG_TEMPLATE_GRID_GAP, row, i + 1, placement->column_count);
            reported = true;
        }
    }
    placement->next = 0;
}

void fb_placement_end_rows(struct fb_placement *placement, struct fb_template_reader *reader)
{
    for (size_t i = 0; i < placement->column_count; i++) {
        struct fb_placement_slot *slot = &placement->slots[i];
        bool same_cell = i > 0 && slot->position.offset == slot[-1].position.offset;
        if (slot->rows_left > 0 && slot->row_span != FB_ROW_SPAN_REST && !same_cell)
            report_numbers(reader, FB_DIAG_TEMPLATE_GRID_TALL, slot->position, slot->row_span,
                           slot->row_span - slot->rows_left);
    }
    for (size_t i = 0; i < placement->column_count; i++)
        placement->slots[i] = placement->rest[i];
}

void fb_placement_end_rest(struct fb_placement *placement)
{
    for (size_t i = 0; i < placement->column_count; i++) {
        if (placement->slots[i].row_span == FB_ROW_SPAN_REST)
            placement->slots[i] = (struct fb_placement_slot){0};
        placement->rest[i] = (struct fb_placement_slot){0};
    }
}
