#include "sheet/build.h"

#include "base/vector.h"

#include <stdlib.h>

/* A sheet whose lists still grow; its cells are a stretch of the store's. */
struct draft {
    const char *name;
    bool hidden;
    size_t first_cell;
    size_t cell_count;
    FB_VECTOR(struct fb_merge) merges;
    FB_VECTOR(struct fb_row_range) hidden_rows;
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

fb_status fb_workbook_hide_row(struct fb_workbook *workbook, uint32_t row)
{
    struct draft *draft = last_draft(workbook);
    size_t count = draft->hidden_rows.count;
    struct fb_row_range *last = count > 0 ? &draft->hidden_rows.items[count - 1] : NULL;

    if (last != NULL && row <= last->last)
        return FB_OK;
    if (last == NULL || row > last->last + 1) {
        last = FB_PUSH(workbook->store->arena, &draft->hidden_rows);
        FB_NEED(last);
        last->first = row;
    }
    last->last = row;
    return FB_OK;
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
        .hidden_rows = draft->hidden_rows.items,
        .hidden_row_count = draft->hidden_rows.count,
    };
}

fb_status fb_workbook_finish(struct fb_workbook *workbook)
{
    struct fb_workbook_store *store = workbook->store;
    struct fb_sheet *sheets = FB_NEW_ARRAY(store->arena, struct fb_sheet, store->drafts.count + 1);

    FB_NEED(sheets);
    FB_TRY(store->text.status);
    if (workbook->source.text == NULL) {
        workbook->source.text = store->text.data;
        workbook->source.length = store->text.length;
    }
    for (size_t i = 0; i < store->drafts.count; i++) {
        struct draft *draft = &store->drafts.items[i];
        finish_sheet(&sheets[i], draft,
                     store->cells == NULL ? NULL : store->cells + draft->first_cell);
    }
    workbook->sheets = sheets;
    workbook->sheet_count = store->drafts.count;
    return FB_OK;
}
