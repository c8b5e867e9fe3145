#include "sheet/build.h"

#include "base/vector.h"

#include <stdlib.h>

struct ranges {
    FB_VECTOR(struct fb_sheet_range) list;
};

/* A sheet whose lists still grow; its cells are a stretch of the store's. */
struct draft {
    const char *name;
    bool hidden;
    size_t first_cell;
    size_t cell_count;
    FB_VECTOR(struct fb_merge) merges;
    struct ranges hidden_rows;
    struct ranges hidden_columns;
};

struct fb_workbook_store {
    struct fb_arena *arena;
    struct fb_buffer text;
    struct fb_cell *cells; /* of all sheets; on the heap, for they are many and grow */
    size_t cell_count;
    size_t cell_capacity;
    FB_VECTOR(struct draft) drafts;
};

fb_status fb_workbook_new(struct fb_workbook **out, const char *name)
{
    struct fb_workbook *workbook = calloc(1, sizeof *workbook);
    struct fb_workbook_store *store = calloc(1, sizeof *store);

    *out = NULL;
    if (workbook == NULL || store == NULL) {
        free(workbook);
        free(store);
        return FB_ERR_NOMEM;
    }
    workbook->source.name = name;
    workbook->store = store;
    fb_buffer_init(&store->text, FB_WORKBOOK_TEXT_LIMIT);
    if (fb_arena_new(&store->arena, FB_ARENA_JOB_LIMIT) != FB_OK) {
        fb_workbook_free(workbook);
        return FB_ERR_NOMEM;
    }
    *out = workbook;
    return FB_OK;
}

void fb_workbook_free(struct fb_workbook *workbook)
{
    if (workbook == NULL)
        return;
    free(workbook->store->cells);
    fb_buffer_release(&workbook->store->text);
    fb_arena_free(workbook->store->arena);
    free(workbook->store);
    free(workbook);
}

struct fb_buffer *fb_workbook_text(struct fb_workbook *workbook)
{
    return &workbook->store->text;
}

struct fb_arena *fb_workbook_arena(struct fb_workbook *workbook)
{
    return workbook->store->arena;
}

static struct draft *last_draft(struct fb_workbook *workbook)
{
    return &workbook->store->drafts.items[workbook->store->drafts.count - 1];
}

fb_status fb_workbook_add_sheet(struct fb_workbook *workbook, const char *name, bool hidden)
{
    struct fb_workbook_store *store = workbook->store;
    struct draft *draft;

    if (store->drafts.count >= FB_WORKBOOK_SHEET_LIMIT)
        return FB_ERR_NOMEM;
    draft = FB_PUSH(store->arena, &store->drafts);
    FB_NEED(draft);
    draft->name = fb_arena_string(store->arena, name);
    FB_NEED(draft->name);
    draft->hidden = hidden;
    draft->first_cell = store->cell_count;
    return FB_OK;
}

/* Makes room for one more cell; half as much again, for doubling would cost tens of megabytes. */
static fb_status reserve_cell(struct fb_workbook_store *store)
{
    size_t capacity = store->cell_capacity + store->cell_capacity / 2 + 1024;
    struct fb_cell *cells;

    if (store->cell_count >= FB_WORKBOOK_CELL_LIMIT)
        return FB_ERR_NOMEM;
    if (store->cell_count < store->cell_capacity)
        return FB_OK;
    cells = realloc(store->cells, capacity * sizeof *cells);
    FB_NEED(cells);
    store->cells = cells;
    store->cell_capacity = capacity;
    return FB_OK;
}

fb_status fb_workbook_add_cell(struct fb_workbook *workbook, const struct fb_cell *cell)
{
    struct fb_workbook_store *store = workbook->store;

    if (cell->length == 0)
        return FB_OK;
    FB_TRY(reserve_cell(store));
    store->cells[store->cell_count++] = *cell;
    last_draft(workbook)->cell_count++;
    return FB_OK;
}

fb_status fb_workbook_add_merge(struct fb_workbook *workbook, const struct fb_merge *merge)
{
    struct fb_merge *added = FB_PUSH(workbook->store->arena, &last_draft(workbook)->merges);

    FB_NEED(added);
    *added = *merge;
    return FB_OK;
}

/* Adds to the last range what comes right after it. */
static fb_status add_range(struct fb_arena *arena, struct ranges *ranges, uint32_t first,
                           uint32_t last)
{
    size_t count = ranges->list.count;
    struct fb_sheet_range *range = count > 0 ? &ranges->list.items[count - 1] : NULL;

    if (range == NULL || first != range->last + 1) {
        range = FB_PUSH(arena, &ranges->list);
        FB_NEED(range);
        range->first = first;
    }
    range->last = last;
    return FB_OK;
}

fb_status fb_workbook_hide_rows(struct fb_workbook *workbook, uint32_t first, uint32_t last)
{
    return add_range(workbook->store->arena, &last_draft(workbook)->hidden_rows, first, last);
}

fb_status fb_workbook_hide_columns(struct fb_workbook *workbook, uint32_t first, uint32_t last)
{
    return add_range(workbook->store->arena, &last_draft(workbook)->hidden_columns, first, last);
}

static int compare_ranges(const void *left, const void *right)
{
    const struct fb_sheet_range *a = left, *b = right;

    return (a->first > b->first) - (a->first < b->first);
}

/* Brings ranges in order and makes one of those that touch. */
static size_t settle_ranges(struct ranges *ranges)
{
    struct fb_sheet_range *items = ranges->list.items;
    size_t kept = 0;

    if (ranges->list.count == 0)
        return 0;
    qsort(items, ranges->list.count, sizeof *items, compare_ranges);
    for (size_t i = 1; i < ranges->list.count; i++) {
        if (items[i].first > items[kept].last + 1)
            items[++kept] = items[i];
        else if (items[i].last > items[kept].last)
            items[kept].last = items[i].last;
    }
    return kept + 1;
}

/* Of two cells at one place, the text of the one that came later stands further on. */
static int compare_cells(const void *left, const void *right)
{
    const struct fb_cell *a = left, *b = right;

    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

static bool in_order(const struct fb_cell *left, const struct fb_cell *right)
{
    return left->row < right->row || (left->row == right->row && left->column < right->column);
}

/* Sorts the cells of one sheet, unless they are, and drops those that a later one replaces. */
static size_t settle_cells(struct fb_cell *cells, size_t count)
{
    size_t kept = 0, sorted = 1;

    while (sorted < count && in_order(&cells[sorted - 1], &cells[sorted]))
        sorted++;
    if (sorted >= count)
        return count;
    qsort(cells, count, sizeof *cells, compare_cells);
    for (size_t i = 0; i < count; i++) {
        if (i + 1 == count || in_order(&cells[i], &cells[i + 1]))
            cells[kept++] = cells[i];
    }
    return kept;
}

static int compare_merges(const void *left, const void *right)
{
    const struct fb_merge *a = left, *b = right;

    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static uint32_t larger(uint32_t left, uint32_t right)
{
    return left > right ? left : right;
}

/* Sets how far down the merges of a tree reach (sheet.c), and returns it. */
static uint32_t set_reach(struct fb_merge *merges, size_t count)
{
    struct fb_merge *root = merges + count / 2;

    if (count == 0)
        return 0;
    root->reach = larger(larger(set_reach(merges, count / 2), root->row_end),
                         set_reach(root + 1, count - count / 2 - 1));
    return root->reach;
}

static void finish_sheet(struct fb_sheet *sheet, struct draft *draft, struct fb_cell *cells)
{
    if (draft->merges.count > 0)
        qsort(draft->merges.items, draft->merges.count, sizeof *draft->merges.items,
              compare_merges);
    set_reach(draft->merges.items, draft->merges.count);
    *sheet = (struct fb_sheet){
        .name = draft->name,
        .hidden = draft->hidden,
        .cells = cells,
        .cell_count = settle_cells(cells, draft->cell_count),
        .merges = draft->merges.items,
        .merge_count = draft->merges.count,
        .hidden_rows = draft->hidden_rows.list.items,
        .hidden_row_count = settle_ranges(&draft->hidden_rows),
        .hidden_columns = draft->hidden_columns.list.items,
        .hidden_column_count = settle_ranges(&draft->hidden_columns),
    };
}

/* The places of the texts, which were added as they stand there; before the cells are sorted. */
static fb_status make_source(struct fb_workbook *workbook)
{
    struct fb_workbook_store *store = workbook->store;
    size_t count = store->drafts.count, index = 0;
    struct fb_source_cells *places = FB_NEW(store->arena, struct fb_source_cells);
    const char **names = FB_NEW_ARRAY(store->arena, const char *, count + 1);
    struct fb_source_cell *cells =
        FB_NEW_ARRAY(store->arena, struct fb_source_cell, store->cell_count + 1);

    FB_NEED(places);
    FB_NEED(names);
    FB_NEED(cells);
    for (size_t i = 0; i < count; i++) {
        names[i] = store->drafts.items[i].name;
        for (size_t j = 0; j < store->drafts.items[i].cell_count; j++, index++)
            cells[index] =
                (struct fb_source_cell){store->cells[index].offset, store->cells[index].row,
                                        (uint16_t)store->cells[index].column, (uint16_t)i};
    }
    *places = (struct fb_source_cells){names, cells, index};
    workbook->source = (struct fb_source){.name = workbook->source.name,
                                          .text = store->text.data,
                                          .length = store->text.length,
                                          .escapes = FB_ESCAPES_NONE,
                                          .cells = places};
    return FB_OK;
}

fb_status fb_workbook_finish(struct fb_workbook *workbook)
{
    struct fb_workbook_store *store = workbook->store;
    struct fb_sheet *sheets = FB_NEW_ARRAY(store->arena, struct fb_sheet, store->drafts.count + 1);

    FB_NEED(sheets);
    FB_TRY(store->text.status);
    if (workbook->source.text == NULL)
        FB_TRY(make_source(workbook));
    for (size_t i = 0; i < store->drafts.count; i++) {
        struct draft *draft = &store->drafts.items[i];
        finish_sheet(&sheets[i], draft,
                     store->cells == NULL ? NULL : store->cells + draft->first_cell);
    }
    workbook->sheets = sheets;
    workbook->sheet_count = store->drafts.count;
    return FB_OK;
}
