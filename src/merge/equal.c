/*
 * equal.c: labels merged over the rows below that have the same one.
 *
 * Columns are nested from left to right: a cell is merged with the one above only where all merged
 * cells at its left are, so that 数量指标 of 产出指标 never joins a 数量指标 of another level 1.
 */
#include "merge/merge_private.h"

#include <string.h>

/* For each grid column the merging cell that covers it, and the row after its last. */
struct covering {
    struct fb_cell *cell; /* NULL: a cell that does not merge */
    size_t end;
};

struct equal_merger {
    size_t column_count;
    struct covering *above; /* in the row before */
    struct covering *here;  /* in the row that is looked at */
};

/* Compares what two runs of paragraphs show. */
static bool same_paragraph(const struct fb_paragraph *a, const struct fb_paragraph *b)
{
    size_t i = 0, j = 0, at = 0, bt = 0;

    for (;;) {
        while (i < a->run_count && at == a->runs[i].length)
            i++, at = 0;
        while (j < b->run_count && bt == b->runs[j].length)
            j++, bt = 0;
        if (i == a->run_count || j == b->run_count)
            return i == a->run_count && j == b->run_count;
        if (a->runs[i].text[at++] != b->runs[j].text[bt++])
            return false;
    }
}

static bool same_text(const struct fb_cell *a, const struct fb_cell *b)
{
    if (a->paragraph_count != b->paragraph_count)
        return false;
    for (size_t i = 0; i < a->paragraph_count; i++) {
        if (!same_paragraph(&a->paragraphs[i], &b->paragraphs[i]))
            return false;
    }
    return true;
}

/* The blank rows of a form are for rows to be filled in, so what is blank in them stays apart. */
static bool is_blank(const struct fb_row_plan *plan, const struct fb_cell *cell)
{
    if (plan->place.node != NULL || plan->place.beside != NULL)
        return false;
    for (size_t i = 0; i < cell->paragraph_count; i++) {
        for (size_t k = 0; k < cell->paragraphs[i].run_count; k++) {
            if (cell->paragraphs[i].runs[k].length > 0)
                return false;
        }
    }
    return true;
}

/* True if every merging cell at the left of a column goes on from the row above. */
static bool left_goes_on(const struct equal_merger *equal, size_t column)
{
    for (size_t i = 0; i < column; i++) {
        if (equal->here[i].cell != equal->above[i].cell)
            return false;
    }
    return true;
}

static bool joins_above(const struct equal_merger *equal, const struct fb_cell *cell)
{
    const struct fb_cell *above = equal->above[cell->column].cell;

    return above != NULL && above->column == cell->column &&
           above->column_span == cell->column_span && same_text(above, cell) &&
           left_goes_on(equal, cell->column);
}

static void cover(struct equal_merger *equal, const struct fb_cell *place, struct fb_cell *cell,
                  size_t end)
{
    for (size_t i = place->column; i < place->column + place->column_span; i++)
        equal->here[i] = (struct covering){.cell = cell, .end = end};
}

/* Goes to the next row: what covers it from above still does, the rest is not known yet. */
static void next_row(struct equal_merger *equal, size_t row)
{
    struct covering *above = equal->here;

    equal->here = equal->above;
    equal->above = above;
    for (size_t i = 0; i < equal->column_count; i++)
        equal->here[i] = above[i].end > row ? above[i] : (struct covering){0};
}

/*
 * Merges the cells of a row upward where they join, and closes the gaps that they leave. Returns
 * how many did, counted from the left.
 */
static size_t merge_row(struct equal_merger *equal, const struct fb_row_plan *plan,
                        struct fb_row *row, struct fb_cell *cells, size_t index)
{
    size_t kept = 0, joined = 0;

    for (size_t i = 0; i < row->cell_count; i++) {
        struct fb_cell *cell = &cells[i], *owner;
        size_t end = index + cell->row_span;
        bool merges = plan->spec->cells[i].merge && !is_blank(plan, cell);
        if (merges && joins_above(equal, cell)) {
            owner = equal->above[cell->column].cell;
            owner->row_span += cell->row_span;
            cover(equal, cell, owner, end);
            joined++;
            continue;
        }
        cells[kept] = *cell;
        cover(equal, &cells[kept], merges ? &cells[kept] : NULL, end);
        kept++;
    }
    row->cell_count = kept;
    return joined;
}

fb_status fb_merge_equal_cells(struct fb_merger *merger, const struct fb_table_plan *plan,
                               size_t column_count, struct fb_row *rows, struct fb_cell **cells)
{
    struct equal_merger equal = {.column_count = column_count};
    size_t size = column_count * sizeof *equal.here;

    equal.above = FB_NEW_ARRAY(merger->arena, struct covering, column_count);
    equal.here = FB_NEW_ARRAY(merger->arena, struct covering, column_count);
    FB_NEED(equal.above);
    FB_NEED(equal.here);
    for (size_t i = 0; i < plan->rows.count; i++) {
        size_t repeat = plan->rows.items[i].repeat, joined, keep;
        if (repeat == 0)
            continue;
        if (i == 0 || plan->rows.items[i - 1].repeat != repeat)
            memset(equal.here, 0, size);
        next_row(&equal, i);
        joined = merge_row(&equal, &plan->rows.items[i], &rows[i], cells[i], i);
        keep = plan->rows.items[i].keep;
        if (keep > 0 && joined >= keep)
            rows[i - 1].keep_next = true;
    }
    return FB_OK;
}
