#include "merge/merge_private.h"

static enum fb_cell_kind cell_kind(enum fb_head head)
{
    switch (head) {
    case FB_HEAD_ROW:
        return FB_CELL_ROW_HEADER;
    case FB_HEAD_COLUMN:
        return FB_CELL_COLUMN_HEADER;
    case FB_HEAD_BOTH:
        return FB_CELL_CORNER_HEADER;
    case FB_HEAD_NONE:
        break;
    }
    return FB_CELL_DATA;
}

/* Appends the paragraphs that one paragraph of the template gives. */
static fb_status append_paragraphs(struct fb_merger *merger, const struct fb_paragraph_spec *spec,
                                   struct fb_merge_place place, struct fb_cell *cell)
{
    const struct fb_paragraph *added;
    struct fb_paragraph *all;
    size_t count;

    FB_TRY(fb_merge_paragraph(merger, spec, place, &added, &count));
    if (cell->paragraph_count == 0) {
        cell->paragraphs = added;
        cell->paragraph_count = count;
        return FB_OK;
    }
    all = FB_NEW_ARRAY(merger->arena, struct fb_paragraph, cell->paragraph_count + count);
    FB_NEED(all);
    for (size_t i = 0; i < cell->paragraph_count; i++)
        all[i] = cell->paragraphs[i];
    for (size_t i = 0; i < count; i++)
        all[cell->paragraph_count + i] = added[i];
    cell->paragraphs = all;
    cell->paragraph_count += count;
    return FB_OK;
}

/* Sets the paragraphs of a cell that are shown; a cell has one at least. */
static fb_status merge_paragraphs(struct fb_merger *merger, const struct fb_cell_spec *spec,
                                  struct fb_merge_place place, struct fb_cell *out)
{
    const struct fb_paragraph_spec blank = {.style = spec->style};

    if (spec->beside) {
        place.node = place.beside;
        place.item = place.beside_item;
    }
    for (size_t i = 0; i < spec->paragraph_count; i++) {
        bool shown;
        FB_TRY(fb_merge_holds(merger, spec->paragraphs[i].when, place.node, &shown));
        if (shown)
            FB_TRY(append_paragraphs(merger, &spec->paragraphs[i], place, out));
    }
    return out->paragraph_count > 0 ? FB_OK : append_paragraphs(merger, &blank, place, out);
}

/* `rows_left` are those of the table from the cell's own on. */
static fb_status merge_cell(struct fb_merger *merger, const struct fb_cell_spec *spec,
                            struct fb_merge_place place, size_t rows_left, struct fb_cell *out)
{
    *out = (struct fb_cell){
        .column = (uint32_t)spec->column,
        .column_span = (uint32_t)spec->column_span,
        .row_span = (uint32_t)(spec->row_span == FB_ROW_SPAN_REST ? rows_left : spec->row_span),
        .kind = cell_kind(spec->head),
        .repeat_label = !spec->once && (spec->merge || spec->head != FB_HEAD_NONE),
        .open_sides = spec->open_sides,
        .style = spec->style,
        .origin = &spec->position,
    };
    return merge_paragraphs(merger, spec, place, out);
}

static enum fb_height_rule height_rule(const struct fb_row_spec *spec)
{
    if (spec->height == 0)
        return FB_HEIGHT_AUTO;
    return spec->exact ? FB_HEIGHT_EXACT : FB_HEIGHT_AT_LEAST;
}

/* The rows of a table while they are merged. */
struct row_merging {
    struct fb_merger *merger;
    const struct fb_table_plan *plan;
    size_t last; /* the row that fills the page, or else past the end */
    struct fb_equal_merger equal;
    FB_VECTOR(struct fb_cell) cells; /* of the row, but for those that joined the ones above */
    size_t joined;                   /* how many did */
    struct fb_row *rows;
};

/* Makes room for so many cells, for they must not move. */
static fb_status reserve_cells(struct row_merging *merging, size_t count)
{
    if (count <= merging->cells.capacity)
        return FB_OK;
    FB_NEED(merging->cells.items = FB_NEW_ARRAY(merging->merger->plans, struct fb_cell, count));
    merging->cells.capacity = count;
    return FB_OK;
}

/*
 * Merges a cell of the template into the row. What was made for one that joins the cell above is
 * taken back: in a long table that is most of all labels.
 */
static fb_status add_cell(struct row_merging *merging, const struct fb_cell_spec *spec, size_t row)
{
    struct fb_merger *merger = merging->merger;
    const struct fb_row_plan *plan = &merging->plan->rows.items[row];
    struct fb_arena_mark mark = fb_arena_mark(merger->arena);
    struct fb_cell *cell = &merging->cells.items[merging->cells.count];

    FB_TRY(merge_cell(merger, spec, plan->place, merging->last - row, cell));
    if (plan->repeat != 0 && fb_merge_equal_cell(&merging->equal, plan, spec, cell, row)) {
        merging->joined++;
        fb_arena_rewind(merger->arena, mark);
    } else {
        merging->cells.count++;
    }
    return FB_OK;
}

/* Copies the row's cells to where they stay. */
static fb_status keep_cells(struct row_merging *merging, struct fb_row *row)
{
    size_t count = merging->cells.count;
    struct fb_cell *cells = FB_NEW_ARRAY(merging->merger->arena, struct fb_cell, count);

    FB_NEED(cells);
    for (size_t i = 0; i < count; i++) {
        cells[i] = merging->cells.items[i];
        fb_merge_equal_move(&merging->equal, &merging->cells.items[i], &cells[i]);
    }
    row->cells = cells;
    row->cell_count = count;
    return FB_OK;
}

static fb_status merge_row(struct row_merging *merging, size_t index)
{
    const struct fb_row_plan *plan = &merging->plan->rows.items[index];
    const struct fb_row_spec *spec = plan->spec;
    struct fb_row *row = &merging->rows[index];

    merging->cells.count = 0;
    merging->joined = 0;
    FB_TRY(reserve_cells(merging, spec->cell_count));
    if (plan->repeat != 0)
        fb_merge_equal_next_row(&merging->equal, index, plan->repeat);
    for (size_t i = 0; i < spec->cell_count; i++)
        FB_TRY(add_cell(merging, &spec->cells[i], index));
    *row = (struct fb_row){.height_rule = height_rule(spec),
                           .keep_next = spec->keep_next,
                           .fill = spec->fill,
                           .height = spec->height,
                           .item = plan->place.item,
                           .beside = plan->place.beside_item,
                           .origin = &spec->position};
    if (plan->keep > 0 && merging->joined >= plan->keep)
        row[-1].keep_next = true;
    return keep_cells(merging, row);
}

static fb_status merge_rows(struct fb_merger *merger, const struct fb_table_plan *plan,
                            struct fb_table *out)
{
    size_t count = plan->rows.count;
    struct row_merging merging = {.merger = merger, .plan = plan};

    merging.last = count - (count > 0 && plan->rows.items[count - 1].spec->fill);
    FB_NEED(merging.rows = FB_NEW_ARRAY(merger->arena, struct fb_row, count));
    FB_TRY(fb_merge_equal_init(&merging.equal, merger->plans, out->column_count));
    for (size_t i = 0; i < count; i++)
        FB_TRY(merge_row(&merging, i));
    out->rows = merging.rows;
    out->row_count = count;
    return FB_OK;
}

/* Sets the mark that stands where a page cuts the table. Fixed text is always one paragraph. */
static fb_status merge_mark(struct fb_merger *merger, const struct fb_paragraph_spec *spec,
                            const struct fb_paragraph **out)
{
    struct fb_merge_place place = {.node = merger->root};
    size_t count;

    return spec == NULL ? FB_OK : fb_merge_paragraph(merger, spec, place, out, &count);
}

/* Merges the rows of a header and of the table proper. */
static fb_status merge_all_rows(struct fb_merger *merger, const struct fb_table_spec *spec,
                                struct fb_table *out)
{
    struct fb_table_plan plan = {0};

    FB_TRY(fb_merge_plan_rows(merger, spec->header, spec->header_count, &plan));
    out->header_rows = plan.rows.count;
    FB_TRY(fb_merge_plan_rows(merger, spec->rows, spec->row_count, &plan));
    return merge_rows(merger, &plan, out);
}

fb_status fb_merge_table(struct fb_merger *merger, const struct fb_table_spec *spec,
                         struct fb_table *out)
{
    fb_status status;

    *out = (struct fb_table){.columns = spec->columns,
                             .column_count = spec->column_count,
                             .joined = spec->joined,
                             .contents = spec->contents,
                             .borders = spec->borders,
                             .title = spec->title};
    FB_TRY(merge_mark(merger, spec->continued, &out->continued));
    FB_TRY(merge_mark(merger, spec->carried, &out->carried));
    FB_TRY(fb_arena_new(&merger->plans, FB_ARENA_JOB_LIMIT));
    status = merge_all_rows(merger, spec, out);
    fb_arena_free(merger->plans);
    merger->plans = NULL;
    return status;
}
