/*
 * equal.c: labels merged over the rows below that have the same one.
 *
 * Columns are nested from left to right: a cell is merged with the one above only where all merged
 * cells at its left are, so that 数量指标 of 产出指标 never joins a 数量指标 of another level 1.
 */
#include "merge/merge_private.h"

#include <string.h>

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
static bool left_goes_on(const struct fb_equal_merger *equal, size_t column)
{
    for (size_t i = 0; i < column; i++) {
        if (equal->here[i].cell != equal->above[i].cell)
            return false;
    }
    return true;
}

static bool joins_above(const struct fb_equal_merger *equal, const struct fb_cell *cell)
{
    const struct fb_cell *above = equal->above[cell->column].cell;

    return above != NULL && above->column == cell->column &&
           above->column_span == cell->column_span && same_text(above, cell) &&
           left_goes_on(equal, cell->column);
}

static void cover(struct fb_equal_merger *equal, const struct fb_cell *place, struct fb_cell *cell,
                  size_t end)
{
    for (size_t i = place->column; i < place->column + place->column_span; i++)
        equal->here[i] = (struct fb_covering){.cell = cell, .end = end};
}

fb_status fb_merge_equal_init(struct fb_equal_merger *out, struct fb_arena *arena,
                              size_t column_count)
{
    *out = (struct fb_equal_merger){.column_count = column_count};
    FB_NEED(out->above = FB_NEW_ARRAY(arena, struct fb_covering, column_count));
    FB_NEED(out->here = FB_NEW_ARRAY(arena, struct fb_covering, column_count));
    return FB_OK;
}

void fb_merge_equal_next_row(struct fb_equal_merger *equal, size_t row, size_t repeat)
{
    struct fb_covering *above = equal->here;

    equal->here = equal->above;
    equal->above = above;
    for (size_t i = 0; i < equal->column_count; i++) {
        if (equal->repeat != repeat)
            above[i] = (struct fb_covering){0};
        equal->here[i] = above[i].end > row ? above[i] : (struct fb_covering){0};
    }
    equal->repeat = repeat;
}

bool fb_merge_equal_cell(struct fb_equal_merger *equal, const struct fb_row_plan *plan,
                         const struct fb_cell_spec *spec, struct fb_cell *cell, size_t row)
{
    bool merges = spec->merge && !is_blank(plan, cell);
    size_t end = row + cell->row_span;
    struct fb_cell *owner;

    if (merges && joins_above(equal, cell)) {
        owner = equal->above[cell->column].cell;
        owner->row_span += cell->row_span;
        cover(equal, cell, owner, end);
        return true;
    }
    cover(equal, cell, merges ? cell : NULL, end);
    return false;
}

void fb_merge_equal_move(struct fb_equal_merger *equal, const struct fb_cell *from,
                         struct fb_cell *to)
{
    for (size_t i = to->column; i < to->column + to->column_span; i++) {
        if (equal->here[i].cell == from)
            equal->here[i].cell = to;
    }
}
