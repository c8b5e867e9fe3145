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
        .column = spec->column,
        .column_span = spec->column_span,
        .row_span = spec->row_span == FB_ROW_SPAN_REST ? rows_left : spec->row_span,
        .kind = cell_kind(spec->head),
        .repeat_label = !spec->once && (spec->merge || spec->head != FB_HEAD_NONE),
        .open_sides = spec->open_sides,
        .style = spec->style,
        .origin = spec->position,
    };
    return merge_paragraphs(merger, spec, place, out);
}

static enum fb_height_rule height_rule(const struct fb_row_spec *spec)
{
    if (spec->height == 0)
        return FB_HEIGHT_AUTO;
    return spec->exact ? FB_HEIGHT_EXACT : FB_HEIGHT_AT_LEAST;
}

static fb_status merge_row(struct fb_merger *merger, const struct fb_row_plan *plan,
                           size_t rows_left, struct fb_row *out, struct fb_cell **cells)
{
    const struct fb_row_spec *spec = plan->spec;

    *cells = FB_NEW_ARRAY(merger->arena, struct fb_cell, spec->cell_count);
    FB_NEED(*cells);
    for (size_t i = 0; i < spec->cell_count; i++)
        FB_TRY(merge_cell(merger, &spec->cells[i], plan->place, rows_left, &(*cells)[i]));
    *out = (struct fb_row){.cells = *cells,
                           .cell_count = spec->cell_count,
                           .height_rule = height_rule(spec),
                           .keep_next = spec->keep_next,
                           .fill = spec->fill,
                           .height = spec->height,
                           .item = plan->place.item,
                           .beside = plan->place.beside_item,
                           .origin = spec->position};
    return FB_OK;
}

static fb_status merge_rows(struct fb_merger *merger, const struct fb_table_plan *plan,
                            struct fb_table *out)
{
    size_t count = plan->rows.count;
    size_t last = count - (count > 0 && plan->rows.items[count - 1].spec->fill);
    struct fb_row *rows = FB_NEW_ARRAY(merger->arena, struct fb_row, count);
    struct fb_cell **cells = FB_NEW_ARRAY(merger->arena, struct fb_cell *, count);

    FB_NEED(rows);
    FB_NEED(cells);
    for (size_t i = 0; i < count; i++)
        FB_TRY(merge_row(merger, &plan->rows.items[i], last - i, &rows[i], &cells[i]));
    FB_TRY(fb_merge_equal_cells(merger, plan, out->column_count, rows, cells));
    out->rows = rows;
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

fb_status fb_merge_table(struct fb_merger *merger, const struct fb_table_spec *spec,
                         struct fb_table *out)
{
    struct fb_table_plan plan = {0};

    *out = (struct fb_table){.columns = spec->columns,
                             .column_count = spec->column_count,
                             .joined = spec->joined,
                             .contents = spec->contents,
                             .borders = spec->borders,
                             .title = spec->title};
    FB_TRY(merge_mark(merger, spec->continued, &out->continued));
    FB_TRY(merge_mark(merger, spec->carried, &out->carried));
    FB_TRY(fb_merge_plan_rows(merger, spec->header, spec->header_count, &plan));
    out->header_rows = plan.rows.count;
    FB_TRY(fb_merge_plan_rows(merger, spec->rows, spec->row_count, &plan));
    return merge_rows(merger, &plan, out);
}
