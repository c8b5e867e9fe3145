/*
 * check_repeats.c: headers, labels and marks, which are drawn again where pages cut a table, and
 * the numbers of pages.
 */
#include "check_pages.h"
#include "expected.h"

#include <stdio.h>
#include <string.h>

/* True if a group shows all of its part's text. */
static bool group_is_whole(const struct page_index *index, size_t page,
                           const struct line_group *group)
{
    const struct doc_part *part = &index->parts.items[group->part];
    size_t used = 0;

    for (size_t i = group->first; i < group->end; i++) {
        if (!part_take_line(part, &used, index->pages->items[page].lines[i].line))
            return false;
    }
    return part_is_done(part, used);
}

static bool is_of_header(const struct doc_part *part)
{
    return part->table != NULL && part->row < part->table->table->header_rows;
}

/* Only headers and labels are drawn again, and not before they have stood somewhere. */
static bool may_be_repeated(const struct page_index *index, size_t page,
                            const struct line_group *group, struct verdict *verdict)
{
    const struct doc_part *part = &index->parts.items[group->part];
    const char *property = is_of_header(part) ? "header" : "label";

    if (!is_of_header(part) && !part->cell->repeat_label)
        return verdict_fail(verdict, property, "page %zu: \"%.60s\" is drawn again", page + 1,
                            part->text);
    if (part->page == NO_PAGE || part->page >= (int)page)
        return verdict_fail(verdict, property, "page %zu: \"%.60s\" is repeated, and not yet there",
                            page + 1, part->text);
    if (!group_is_whole(index, page, group))
        return verdict_fail(verdict, property, "page %zu: \"%.60s\" is not drawn whole", page + 1,
                            part->text);
    return true;
}

static bool groups_are_single(const struct page_index *index, size_t page, struct verdict *verdict)
{
    const struct page_groups *groups = &index->groups[page];

    for (size_t i = 0; i < groups->items.count; i++) {
        const struct line_group *group = &groups->items.items[i];
        if (group->part == NO_PART)
            continue;
        if (page_group_of(index, page, group->part) != group)
            return verdict_fail(verdict, "label", "page %zu: \"%.60s\" is there twice", page + 1,
                                index->parts.items[group->part].text);
        if (group->kind == FB_PLACED_REPEATED && !may_be_repeated(index, page, group, verdict))
            return false;
    }
    return true;
}

/* The header is on every page that the table has a line on. */
static bool header_is_there(const struct page_index *index, const struct doc_table *table,
                            struct verdict *verdict)
{
    for (size_t i = table->first_part; i < table->end_part; i++) {
        const struct doc_part *part = &index->parts.items[i];
        if (!is_of_header(part))
            break;
        for (int page = table->first_page; page <= table->last_page && !part->blank; page++) {
            if (page_group_of(index, (size_t)page, i) == NULL)
                return verdict_fail(verdict, "header", "page %d: no \"%.60s\"", page + 1,
                                    part->text);
        }
    }
    return true;
}

/* A label is on every page that has content of the rows it covers. */
static bool label_is_there(const struct page_index *index, size_t label, struct verdict *verdict)
{
    const struct doc_part *part = &index->parts.items[label];
    size_t end_row = part->row + part->cell->row_span;

    for (size_t i = label + 1; i < part->table->end_part; i++) {
        const struct doc_part *beside = &index->parts.items[i];
        if (beside->row >= end_row)
            break;
        for (int page = beside->page; page != NO_PAGE && page <= beside->last_page; page++) {
            if (page_group_of(index, (size_t)page, label) == NULL)
                return verdict_fail(verdict, "label", "page %d: no \"%.60s\" beside \"%.60s\"",
                                    page + 1, part->text, beside->text);
        }
    }
    return true;
}

static bool table_repeats(const struct page_index *index, const struct doc_table *table,
                          struct verdict *verdict)
{
    if (table->first_page == NO_PAGE)
        return true;
    if (!header_is_there(index, table, verdict))
        return false;
    for (size_t i = table->first_part; i < table->end_part; i++) {
        const struct doc_part *part = &index->parts.items[i];
        if (is_of_header(part) || part->blank || !part->cell->repeat_label ||
            part->cell->row_span == 1)
            continue;
        if (!label_is_there(index, i, verdict))
            return false;
    }
    return true;
}

/* ---- marks ---- */

static bool begins_blank(const struct doc_part *part)
{
    return !part->blank && (part->text[0] == '\n' || part->text[0] == PARAGRAPH_END);
}

/* True if each piece of each row shows text, so that lines tell on which pages the table is. */
static bool shows_all_rows(const struct page_index *index, const struct doc_table *table)
{
    size_t part = table->first_part;

    for (size_t row = 0; row < table->table->row_count; row++) {
        bool blank = true;
        for (; part < table->end_part && index->parts.items[part].row == row; part++) {
            blank = blank && index->parts.items[part].blank;
            if (begins_blank(&index->parts.items[part]))
                return false;
        }
        if (blank && !table->table->rows[row].fill)
            return false;
    }
    return true;
}

static void put_mark(struct fb_buffer *out, const struct fb_paragraph *mark, bool here)
{
    if (mark != NULL && here)
        put_paragraphs(out, mark, 1);
}

static void put_expected_marks(struct fb_buffer *out, const struct page_index *index, int page)
{
    for (size_t i = 0; i < index->tables.count; i++) {
        const struct doc_table *table = index->tables.items[i];
        put_mark(out, table->table->continued,
                 table->first_page < page && page <= table->last_page);
        put_mark(out, table->table->carried, table->first_page <= page && page < table->last_page);
    }
}

static void put_marks(struct fb_buffer *out, const struct page_index *index, size_t page)
{
    const struct fb_page *on = &index->pages->items[page];

    for (size_t i = 0; i < on->line_count; i++) {
        if (on->lines[i].cell == NULL && on->lines[i].kind == FB_PLACED_REPEATED)
            fb_buffer_append(out, on->lines[i].line->text, on->lines[i].line->text_length);
    }
}

static bool marks_are_right(const struct page_index *index, size_t page, struct verdict *verdict)
{
    struct fb_buffer expected, found;
    bool right;

    fb_buffer_init(&expected, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&found, FB_BUFFER_OUTPUT_LIMIT);
    put_expected_marks(&expected, index, (int)page);
    put_marks(&found, index, page);
    right = strcmp(expected.data, found.data) == 0;
    if (!right)
        verdict_fail(verdict, "mark", "page %zu: the marks are \"%.80s\" and must be \"%.80s\"",
                     page + 1, found.data, expected.data);
    fb_buffer_release(&expected);
    fb_buffer_release(&found);
    return right;
}

static bool marks_can_be_told(const struct page_index *index)
{
    for (size_t i = 0; i < index->tables.count; i++) {
        const struct doc_table *table = index->tables.items[i];
        bool marked = table->table->continued != NULL || table->table->carried != NULL;
        if (marked && !shows_all_rows(index, table))
            return false;
    }
    return true;
}

/* ---- page numbers ---- */

static bool number_is_right(const struct page_index *index, size_t page, struct verdict *verdict)
{
    const struct fb_page *on = &index->pages->items[page];
    char expected[40];
    size_t found = 0;

    snprintf(expected, sizeof expected, "— %zu —", page + 1);
    for (size_t i = 0; i < on->line_count; i++) {
        if (on->lines[i].kind != FB_PLACED_PAGE_NUMBER)
            continue;
        found++;
        if (found > 1 || strcmp(on->lines[i].line->text, expected) != 0)
            return verdict_fail(verdict, "number", "page %zu has the number \"%.40s\"", page + 1,
                                on->lines[i].line->text);
    }
    return true;
}

bool repeats_are_right(const struct page_index *index, struct verdict *verdict)
{
    bool marks = marks_can_be_told(index);

    for (size_t page = 0; page < index->pages->count; page++) {
        if (!groups_are_single(index, page, verdict) || !number_is_right(index, page, verdict) ||
            (marks && !marks_are_right(index, page, verdict)))
            return false;
    }
    for (size_t i = 0; i < index->tables.count; i++) {
        if (!table_repeats(index, index->tables.items[i], verdict))
            return false;
    }
    return true;
}
