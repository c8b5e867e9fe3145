/*
 * check_boxes.c: the boxes that a page's rules draw.
 *
 * The coordinates of all rules cut the page into patches. Patches with no rule between them belong
 * to one box; the box that reaches the corner of the page is what is outside tables.
 */
#include "check_pages.h"

#include <stdlib.h>
#include <string.h>

struct box {
    struct line_box area;
    fb_length size;                 /* of its patches together, square EMU */
    const struct line_group *group; /* whose lines are in it; NULL: none */
};

struct plan {
    const struct page_index *index;
    size_t page;
    fb_length *xs, *ys; /* where patches meet, from 0 to the page's width and height */
    size_t columns, rows;
    bool *rule_above, *rule_before; /* of each patch */
    size_t *box_of;                 /* each patch; UNKNOWN: not yet known */
    size_t *queue;
    struct box *boxes; /* the first is the outside */
    size_t box_count;
};

#define UNKNOWN ((size_t)-1)

static int compare_lengths(const void *a, const void *b)
{
    fb_length left = *(const fb_length *)a, right = *(const fb_length *)b;

    return (left > right) - (left < right);
}

/* Sorts lengths and drops those that are there already; returns how many are left. */
static size_t sort_lengths(fb_length *lengths, size_t count)
{
    size_t kept = 0;

    qsort(lengths, count, sizeof *lengths, compare_lengths);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || lengths[kept - 1] != lengths[i])
            lengths[kept++] = lengths[i];
    }
    return kept;
}

static size_t find_length(const fb_length *lengths, size_t count, fb_length length)
{
    size_t low = 0;

    while (count - low > 1) {
        size_t middle = low + (count - low) / 2;
        if (lengths[middle] <= length)
            low = middle;
        else
            count = middle;
    }
    return low;
}

static void *new_array(const struct plan *plan, size_t count, size_t size)
{
    return must(fb_arena_array(plan->index->arena, count, size));
}

static void cut_page(struct plan *plan, const struct fb_page *page)
{
    size_t patches, count = 0;

    plan->xs = new_array(plan, 2 * page->rule_count + 2, sizeof *plan->xs);
    plan->ys = new_array(plan, 2 * page->rule_count + 2, sizeof *plan->ys);
    for (size_t i = 0; i < page->rule_count; i++, count += 2) {
        plan->xs[count] = page->rules[i].x1;
        plan->xs[count + 1] = page->rules[i].x2;
        plan->ys[count] = page->rules[i].y1;
        plan->ys[count + 1] = page->rules[i].y2;
    }
    plan->xs[count] = plan->ys[count] = 0;
    plan->xs[count + 1] = page->width;
    plan->ys[count + 1] = page->height;
    plan->columns = sort_lengths(plan->xs, count + 2) - 1;
    plan->rows = sort_lengths(plan->ys, count + 2) - 1;
    patches = plan->columns * plan->rows;
    plan->rule_above = new_array(plan, patches, sizeof *plan->rule_above);
    plan->rule_before = new_array(plan, patches, sizeof *plan->rule_before);
    plan->box_of = new_array(plan, patches, sizeof *plan->box_of);
    plan->queue = new_array(plan, patches, sizeof *plan->queue);
    plan->boxes = new_array(plan, patches, sizeof *plan->boxes);
}

static void draw_rule(struct plan *plan, const struct fb_placed_rule *rule)
{
    size_t left = find_length(plan->xs, plan->columns, rule->x1);
    size_t top = find_length(plan->ys, plan->rows, rule->y1);

    if (rule->y1 == rule->y2)
        for (size_t i = left; i < plan->columns && plan->xs[i] < rule->x2; i++)
            plan->rule_above[top * plan->columns + i] = true;
    else
        for (size_t i = top; i < plan->rows && plan->ys[i] < rule->y2; i++)
            plan->rule_before[i * plan->columns + left] = true;
}

static void reach(struct plan *plan, size_t patch, size_t *end)
{
    if (plan->box_of[patch] != UNKNOWN)
        return;
    plan->box_of[patch] = plan->box_count;
    plan->queue[(*end)++] = patch;
}

static void add_patch(const struct plan *plan, struct box *box, size_t patch, bool first)
{
    size_t row = patch / plan->columns, column = patch % plan->columns;
    struct line_box area = {plan->xs[column], plan->ys[row], plan->xs[column + 1],
                            plan->ys[row + 1]};

    box->size += (area.right - area.left) * (area.bottom - area.top);
    if (first) {
        box->area = area;
        return;
    }
    box->area.left = area.left < box->area.left ? area.left : box->area.left;
    box->area.top = area.top < box->area.top ? area.top : box->area.top;
    box->area.right = area.right > box->area.right ? area.right : box->area.right;
    box->area.bottom = area.bottom > box->area.bottom ? area.bottom : box->area.bottom;
}

/* Finds the box that a patch belongs to, from the patch on. */
static void fill_box(struct plan *plan, size_t patch)
{
    struct box *box = &plan->boxes[plan->box_count];
    size_t next = 0, end = 0, columns = plan->columns;

    reach(plan, patch, &end);
    while (next < end) {
        size_t at = plan->queue[next++], row = at / columns, column = at % columns;
        add_patch(plan, box, at, next == 1);
        if (row > 0 && !plan->rule_above[at])
            reach(plan, at - columns, &end);
        if (row + 1 < plan->rows && !plan->rule_above[at + columns])
            reach(plan, at + columns, &end);
        if (column > 0 && !plan->rule_before[at])
            reach(plan, at - 1, &end);
        if (column + 1 < columns && !plan->rule_before[at + 1])
            reach(plan, at + 1, &end);
    }
    plan->box_count++;
}

static void find_boxes(struct plan *plan)
{
    const struct fb_page *page = &plan->index->pages->items[plan->page];
    size_t patches;

    cut_page(plan, page);
    for (size_t i = 0; i < page->rule_count; i++)
        draw_rule(plan, &page->rules[i]);
    patches = plan->columns * plan->rows;
    for (size_t i = 0; i < patches; i++)
        plan->box_of[i] = UNKNOWN;
    for (size_t i = 0; i < patches; i++) {
        if (plan->box_of[i] == UNKNOWN)
            fill_box(plan, i);
    }
}

/* ---- what is in them ---- */

static size_t box_at(const struct plan *plan, fb_length x, fb_length y)
{
    size_t column = find_length(plan->xs, plan->columns, x);
    size_t row = find_length(plan->ys, plan->rows, y);

    return plan->box_of[row * plan->columns + column];
}

static bool boxes_tile(const struct plan *plan, struct verdict *verdict)
{
    for (size_t i = 1; i < plan->box_count; i++) {
        const struct box *box = &plan->boxes[i];
        fb_length width = box->area.right - box->area.left;
        fb_length height = box->area.bottom - box->area.top;
        if (box->size != width * height)
            return verdict_fail(verdict, "cells", "page %zu: a cell is no rectangle",
                                plan->page + 1);
    }
    return true;
}

static bool is_in_cell(struct line_box line, const struct box *box, const struct fb_cell *cell)
{
    const struct fb_style *style = cell->style;

    return line.left >= box->area.left + style->padding_x &&
           line.right <= box->area.right - style->padding_x &&
           line.top >= box->area.top + style->padding_y &&
           line.bottom <= box->area.bottom - style->padding_y;
}

static fb_length width_of(const struct doc_part *part)
{
    return fb_table_span_width(part->table->table, part->cell->column, part->cell->column_span);
}

/* Puts the lines of a cell into the box where the first stands; all must be in it. */
static bool group_fills_box(struct plan *plan, const struct line_group *group,
                            struct verdict *verdict)
{
    const struct fb_page *page = &plan->index->pages->items[plan->page];
    const struct doc_part *part = &plan->index->parts.items[group->part];
    struct line_box first = line_box_of(&page->lines[group->first]);
    size_t number = box_at(plan, (first.left + first.right) / 2, (first.top + first.bottom) / 2);
    struct box *box = &plan->boxes[number];

    if ((part->cell == NULL) != (number == 0))
        return verdict_fail(verdict, "cells", "page %zu: \"%.60s\" is %s a table", plan->page + 1,
                            part->text, number == 0 ? "outside" : "inside");
    if (part->cell == NULL)
        return true;
    if (box->group != NULL)
        return verdict_fail(verdict, "cells", "page %zu: \"%.60s\" is in the box of \"%.60s\"",
                            plan->page + 1, part->text,
                            plan->index->parts.items[box->group->part].text);
    box->group = group;
    if (box->area.right - box->area.left != width_of(part))
        return verdict_fail(verdict, "cells", "page %zu: the box of \"%.60s\" is not as wide",
                            plan->page + 1, part->text);
    for (size_t i = group->first; i < group->end; i++) {
        if (!is_in_cell(line_box_of(&page->lines[i]), box, part->cell))
            return verdict_fail(verdict, "cells", "page %zu: \"%.60s\" leaves its cell",
                                plan->page + 1, page->lines[i].line->text);
    }
    return true;
}

/* True if all that a label shows is in its own style and on lines that have text. */
static bool is_plain(const struct doc_part *part)
{
    for (size_t i = 0; i < part->cell->paragraph_count; i++) {
        const struct fb_paragraph *paragraph = &part->cell->paragraphs[i];
        if (paragraph->style != part->cell->style || paragraph->run_count == 0)
            return false;
    }
    return part->cell->style->direction == FB_DIRECTION_HORIZONTAL && part->text[0] != '\n' &&
           part->text[0] != '\0' && part->text[strlen(part->text) - 1] != '\n' &&
           strstr(part->text, "\n\n") == NULL;
}

/* A label in the middle of its cell is in the middle of each part of it, to a rounded EMU. */
static bool label_is_centred(const struct plan *plan, const struct line_group *group,
                             struct verdict *verdict)
{
    const struct fb_page *page = &plan->index->pages->items[plan->page];
    const struct doc_part *part = &plan->index->parts.items[group->part];
    struct line_box first = line_box_of(&page->lines[group->first]);
    struct line_box last = line_box_of(&page->lines[group->end - 1]);
    const struct box *box = &plan->boxes[box_at(plan, first.left, first.top)];
    fb_length off = (first.top - box->area.top) - (box->area.bottom - last.bottom);

    if (part->cell->row_span == 1 || !part->cell->repeat_label ||
        part->cell->style->valign != FB_VALIGN_MIDDLE || !is_plain(part))
        return true;
    if (off < -4 || off > 4)
        return verdict_fail(verdict, "centred", "page %zu: \"%.60s\" is off the middle",
                            plan->page + 1, part->text);
    return true;
}

static bool page_boxes_are_right(const struct page_index *index, size_t page,
                                 struct verdict *verdict)
{
    const struct page_groups *groups = &index->groups[page];
    struct plan plan = {.index = index, .page = page};

    find_boxes(&plan);
    if (!boxes_tile(&plan, verdict))
        return false;
    for (size_t i = 0; i < groups->items.count; i++) {
        const struct line_group *group = &groups->items.items[i];
        if (group->part == NO_PART)
            continue;
        if (!group_fills_box(&plan, group, verdict))
            return false;
        if (index->parts.items[group->part].cell != NULL &&
            !label_is_centred(&plan, group, verdict))
            return false;
    }
    return true;
}

/* Without lines there are no boxes to see. */
static bool has_all_rules(const struct page_index *index)
{
    for (size_t i = 0; i < index->tables.count; i++) {
        const struct fb_borders *borders = &index->tables.items[i]->table->borders;
        if (borders->inner == 0 || borders->outer == 0)
            return false;
    }
    return true;
}

bool boxes_are_right(const struct page_index *index, struct verdict *verdict)
{
    bool visible = has_all_rules(index);

    for (size_t page = 0; visible && page < index->pages->count; page++) {
        if (!page_boxes_are_right(index, page, verdict))
            return false;
    }
    return true;
}
