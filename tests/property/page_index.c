#include "page_index.h"

#include "expected.h"

#include <stdlib.h>
#include <string.h>

/* ---- the parts of the document ---- */

static void add_part(struct page_index *index, struct doc_part part,
                     const struct fb_paragraph *paragraphs, size_t count)
{
    struct doc_part *slot = must(FB_PUSH(index->arena, &index->parts));
    struct fb_buffer text;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    put_paragraphs(&text, paragraphs, count);
    *slot = part;
    slot->text = must(fb_arena_copy(index->arena, text.data, text.length));
    slot->blank = part_is_done(slot, 0);
    slot->page = slot->last_page = NO_PAGE;
    fb_buffer_release(&text);
}

static void add_table(struct page_index *index, struct doc_part at, const struct fb_table *table)
{
    struct doc_table **slot = must(FB_PUSH(index->arena, &index->tables));

    at.table = *slot = must(FB_NEW(index->arena, struct doc_table));
    at.table->table = table;
    at.table->first_page = at.table->last_page = NO_PAGE;
    at.table->first_part = index->parts.count;
    for (at.row = 0; at.row < table->row_count; at.row++) {
        const struct fb_row *row = &table->rows[at.row];
        for (size_t i = 0; i < row->cell_count; i++) {
            at.cell = &row->cells[i];
            add_part(index, at, at.cell->paragraphs, at.cell->paragraph_count);
        }
    }
    at.table->end_part = index->parts.count;
}

static void add_parts(struct page_index *index)
{
    struct doc_part at = {0};

    for (at.section = 0; at.section < index->doc->section_count; at.section++) {
        const struct fb_section *section = &index->doc->sections[at.section];
        for (at.block = 0; at.block < section->block_count; at.block++) {
            const struct fb_block *block = &section->blocks[at.block];
            if (block->kind == FB_BLOCK_TABLE)
                add_table(index, at, &block->as.table);
            else
                add_part(index, at, &block->as.paragraph, 1);
        }
    }
}

/* A cell's part, where qsort and bsearch can see both. */
struct cell_key {
    const struct fb_cell *cell;
    size_t part;
};

static int compare_cells(const void *a, const void *b)
{
    uintptr_t left = (uintptr_t)((const struct cell_key *)a)->cell;
    uintptr_t right = (uintptr_t)((const struct cell_key *)b)->cell;

    return (left > right) - (left < right);
}

static void sort_cells(struct page_index *index)
{
    index->cells = must(FB_NEW_ARRAY(index->arena, struct cell_key, index->parts.count + 1));
    for (size_t i = 0; i < index->parts.count; i++) {
        if (index->parts.items[i].cell != NULL)
            index->cells[index->cell_count++] = (struct cell_key){index->parts.items[i].cell, i};
    }
    qsort(index->cells, index->cell_count, sizeof *index->cells, compare_cells);
}

static size_t part_of_cell(const struct page_index *index, const struct fb_cell *cell)
{
    struct cell_key key = {cell, 0};
    const struct cell_key *found =
        bsearch(&key, index->cells, index->cell_count, sizeof key, compare_cells);

    return found == NULL ? NO_PART : found->part;
}

/* ---- their text ---- */

static size_t skip_ends(const char *text, size_t at)
{
    while (text[at] == PARAGRAPH_END || text[at] == '\n')
        at++;
    return at;
}

bool part_take_line(const struct doc_part *part, size_t *used, const struct fb_line *line)
{
    size_t at = skip_ends(part->text, *used);

    if (line->text_length == 0 || strncmp(part->text + at, line->text, line->text_length) != 0)
        return false;
    *used = at + line->text_length;
    return true;
}

bool part_is_done(const struct doc_part *part, size_t used)
{
    return part->text[skip_ends(part->text, used)] == '\0';
}

const struct line_group *page_group_of(const struct page_index *index, size_t page, size_t part)
{
    const struct page_groups *groups = &index->groups[page];

    for (size_t i = 0; i < groups->items.count; i++) {
        if (groups->items.items[i].part == part)
            return &groups->items.items[i];
    }
    return NULL;
}

/* ---- the pages ---- */

static void note_table_page(struct doc_table *table, int page)
{
    if (table == NULL)
        return;
    if (table->first_page == NO_PAGE)
        table->first_page = page;
    table->last_page = page;
}

/* Returns the paragraph outside tables that shows its text next, from `part` on. */
static size_t next_paragraph(const struct page_index *index, size_t part)
{
    while (part < index->parts.count &&
           (index->parts.items[part].cell != NULL ||
            part_is_done(&index->parts.items[part], index->parts.items[part].used)))
        part++;
    return part < index->parts.count ? part : NO_PART;
}

/* Finds what a line belongs to; `reached` is the last part that has content so far. */
static size_t part_of_line(const struct page_index *index, const struct fb_placed_line *line,
                           size_t reached)
{
    if (line->cell != NULL)
        return part_of_cell(index, line->cell);
    return line->kind == FB_PLACED_TEXT ? next_paragraph(index, reached) : NO_PART;
}

static bool take_content(struct page_index *index, size_t page, size_t number,
                         const struct fb_placed_line *line, struct verdict *verdict)
{
    struct doc_part *part = &index->parts.items[number];

    if (!part_take_line(part, &part->used, line->line))
        return verdict_fail(verdict, "text", "page %zu: \"%.60s\" is not the next of \"%.100s\"",
                            page + 1, line->line->text,
                            part->text + skip_ends(part->text, part->used));
    if (part->page == NO_PAGE)
        part->page = (int)page;
    part->last_page = (int)page;
    return true;
}

static void add_to_group(struct page_index *index, size_t page, size_t line, size_t part,
                         enum fb_placed_kind kind)
{
    struct page_groups *groups = &index->groups[page];
    struct line_group *last =
        groups->items.count > 0 ? &groups->items.items[groups->items.count - 1] : NULL;

    if (last == NULL || last->part != part || last->kind != kind) {
        last = must(FB_PUSH(index->arena, &groups->items));
        *last = (struct line_group){part, kind, line, line};
    }
    last->end = line + 1;
}

static bool same_row(const struct doc_part *a, const struct doc_part *b)
{
    return a->section == b->section && a->block == b->block && a->row == b->row;
}

/*
 * On a page, content goes forward part by part. A new page may go back within a row, the one that
 * the page before has cut.
 */
static bool is_in_order(const struct page_index *index, size_t page, size_t part, size_t reached,
                        bool new_page, struct verdict *verdict)
{
    const struct doc_part *parts = index->parts.items;

    if (part >= reached || (new_page && same_row(&parts[part], &parts[reached])))
        return true;
    return verdict_fail(verdict, "order", "page %zu: \"%.60s\" stands after \"%.60s\"", page + 1,
                        parts[part].text, parts[reached].text);
}

static bool walk_page(struct page_index *index, size_t number, size_t *reached,
                      struct verdict *verdict)
{
    const struct fb_page *page = &index->pages->items[number];
    bool new_page = true;

    for (size_t i = 0; i < page->line_count; i++) {
        const struct fb_placed_line *line = &page->lines[i];
        size_t part = part_of_line(index, line, *reached);
        if (line->kind != FB_PLACED_PAGE_NUMBER && part == NO_PART &&
            (line->cell != NULL || line->kind == FB_PLACED_TEXT))
            return verdict_fail(verdict, "text", "page %zu: \"%.60s\" belongs to nothing",
                                number + 1, line->line->text);
        add_to_group(index, number, i, part, line->kind);
        if (part == NO_PART)
            continue;
        note_table_page(index->parts.items[part].table, (int)number);
        if (line->kind != FB_PLACED_TEXT)
            continue;
        if (!is_in_order(index, number, part, *reached, new_page, verdict) ||
            !take_content(index, number, part, line, verdict))
            return false;
        new_page = false;
        *reached = part;
    }
    return true;
}

static bool all_is_shown(const struct page_index *index, struct verdict *verdict)
{
    for (size_t i = 0; i < index->parts.count; i++) {
        const struct doc_part *part = &index->parts.items[i];
        if (!part_is_done(part, part->used))
            return verdict_fail(verdict, "text", "\"%.100s\" is on no page, after %zu bytes",
                                part->text + part->used, part->used);
    }
    return true;
}

bool page_index_build(struct page_index *index, struct fb_arena *arena, const struct fb_doc *doc,
                      const struct fb_pages *pages, struct verdict *verdict)
{
    size_t reached = 0;

    *index = (struct page_index){.arena = arena, .doc = doc, .pages = pages};
    add_parts(index);
    sort_cells(index);
    index->groups = must(FB_NEW_ARRAY(arena, struct page_groups, pages->count + 1));
    for (size_t i = 0; i < pages->count; i++) {
        if (!walk_page(index, i, &reached, verdict))
            return false;
    }
    return all_is_shown(index, verdict);
}
