/*
 * check_places.c: where lines and rules stand on their page.
 */
#include "check_pages.h"

#include <stdlib.h>

/* Signs such as ☑ come in sizes of their own, so the style has the word where it is known. */
static fb_length em_of(const struct fb_placed_line *line)
{
    return line->paragraph != NULL ? line->paragraph->style->size : line->line->runs[0].size;
}

struct line_box line_box_of(const struct fb_placed_line *line)
{
    fb_length em = em_of(line), width = line->line->width, before = em * 88 / 100;

    if (!line->line->vertical)
        return (struct line_box){line->x, line->y - before, line->x + width, line->y - before + em};
    /* The number of a page is a horizontal line on a sheet that is turned. */
    before = line->kind == FB_PLACED_PAGE_NUMBER ? em - before : em / 2;
    return (struct line_box){line->x - before, line->y, line->x - before + em, line->y + width};
}

/* ---- inside ---- */

/* Returns the section of a page, as the first line on it tells; NULL if none does. */
static const struct fb_section *section_of(const struct page_index *index, size_t page)
{
    const struct page_groups *groups = &index->groups[page];

    for (size_t i = 0; i < groups->items.count; i++) {
        size_t part = groups->items.items[i].part;
        if (part != NO_PART)
            return &index->doc->sections[index->parts.items[part].section];
    }
    return NULL;
}

static bool box_is_within(struct line_box box, struct line_box outer)
{
    return box.left >= outer.left && box.right <= outer.right && box.top >= outer.top &&
           box.bottom <= outer.bottom;
}

static bool lines_are_inside(const struct fb_page *page, size_t number, struct line_box area,
                             struct verdict *verdict)
{
    struct line_box sheet = {0, 0, page->width, page->height};

    for (size_t i = 0; i < page->line_count; i++) {
        const struct fb_placed_line *line = &page->lines[i];
        bool numbers = line->kind == FB_PLACED_PAGE_NUMBER;
        if (!box_is_within(line_box_of(line), numbers ? sheet : area))
            return verdict_fail(verdict, "inside", "page %zu: \"%.60s\" leaves the %s", number + 1,
                                line->line->text, numbers ? "sheet" : "type area");
    }
    return true;
}

static bool rules_are_inside(const struct fb_page *page, size_t number, struct line_box area,
                             struct verdict *verdict)
{
    for (size_t i = 0; i < page->rule_count; i++) {
        const struct fb_placed_rule *rule = &page->rules[i];
        struct line_box box = {rule->x1, rule->y1, rule->x2, rule->y2};
        if (!box_is_within(box, area))
            return verdict_fail(verdict, "inside", "page %zu: a rule leaves the type area",
                                number + 1);
    }
    return true;
}

static bool page_is_inside(const struct page_index *index, size_t number, struct verdict *verdict)
{
    const struct fb_page *page = &index->pages->items[number];
    const struct fb_section *section = section_of(index, number);
    const struct fb_page_setup *setup;
    struct line_box area;

    if (section == NULL)
        return true;
    setup = &section->page;
    area = (struct line_box){setup->left, setup->top, setup->width - setup->right,
                             setup->height - setup->bottom};
    if (page->width != setup->width || page->height != setup->height)
        return verdict_fail(verdict, "inside", "page %zu is not as large as its section has it",
                            number + 1);
    return lines_are_inside(page, number, area, verdict) &&
           rules_are_inside(page, number, area, verdict);
}

/* ---- apart ---- */

/* A line of the page, where qsort sees its box. */
struct boxed_line {
    struct line_box box;
    const struct fb_placed_line *line;
};

static int compare_tops(const void *a, const void *b)
{
    fb_length left = ((const struct boxed_line *)a)->box.top;
    fb_length right = ((const struct boxed_line *)b)->box.top;

    return (left > right) - (left < right);
}

static bool lines_are_apart(const struct page_index *index, size_t number, struct verdict *verdict)
{
    const struct fb_page *page = &index->pages->items[number];
    struct boxed_line *lines =
        must(FB_NEW_ARRAY(index->arena, struct boxed_line, page->line_count + 1));

    for (size_t i = 0; i < page->line_count; i++)
        lines[i] = (struct boxed_line){line_box_of(&page->lines[i]), &page->lines[i]};
    qsort(lines, page->line_count, sizeof *lines, compare_tops);
    for (size_t i = 0; i < page->line_count; i++) {
        for (size_t k = i + 1; k < page->line_count; k++) {
            const struct line_box *a = &lines[i].box, *b = &lines[k].box;
            if (b->top >= a->bottom)
                break;
            if (a->left < b->right && b->left < a->right)
                return verdict_fail(verdict, "apart", "page %zu: \"%.60s\" is over \"%.60s\"",
                                    number + 1, lines[i].line->line->text,
                                    lines[k].line->line->text);
        }
    }
    return true;
}

/* ---- rules ---- */

static bool rules_are_clear(const struct page_index *index, size_t number, struct verdict *verdict)
{
    const struct fb_page *page = &index->pages->items[number];

    for (size_t i = 0; i < page->line_count; i++) {
        struct line_box box = line_box_of(&page->lines[i]);
        for (size_t k = 0; k < page->rule_count; k++) {
            const struct fb_placed_rule *rule = &page->rules[k];
            if (rule->y2 > box.top && rule->y1 < box.bottom && rule->x2 > box.left &&
                rule->x1 < box.right)
                return verdict_fail(verdict, "rules", "page %zu: a rule runs through \"%.60s\"",
                                    number + 1, page->lines[i].line->text);
        }
    }
    return true;
}

/* ---- glyphs ---- */

static fb_length advance_of(const struct fb_glyph_run *run, const struct fb_glyph *glyph)
{
    return run->size * fb_face_advance(run->face, glyph->id) /
           fb_face_metrics(run->face)->units_per_em;
}

/*
 * Each byte of a line is shown by one glyph, in order, and glyphs overlap by their blank halves at
 * most: half of the em before and half of the next.
 */
static bool glyphs_show(const struct fb_line *line)
{
    fb_length pen = 0, before = 0;
    size_t shown = 0;

    for (size_t i = 0; i < line->run_count; i++) {
        const struct fb_glyph_run *run = &line->runs[i];
        for (size_t k = 0; k < run->count; k++) {
            const struct fb_glyph *glyph = &run->glyphs[k];
            fb_length at = line->vertical ? glyph->y : glyph->x;
            if (glyph->text_offset != shown || glyph->text_length == 0 ||
                at < pen - (before + run->size) / 2)
                return false;
            shown += glyph->text_length;
            pen = at + (line->vertical ? 0 : advance_of(run, glyph));
            before = run->size;
        }
    }
    return shown == line->text_length;
}

static bool glyphs_are_right(const struct page_index *index, size_t number, struct verdict *verdict)
{
    const struct fb_page *page = &index->pages->items[number];

    for (size_t i = 0; i < page->line_count; i++) {
        if (!glyphs_show(page->lines[i].line))
            return verdict_fail(verdict, "glyphs", "page %zu: not all of \"%.60s\" is drawn",
                                number + 1, page->lines[i].line->text);
    }
    return true;
}

bool places_are_right(const struct page_index *index, struct verdict *verdict)
{
    for (size_t page = 0; page < index->pages->count; page++) {
        if (!page_is_inside(index, page, verdict) || !lines_are_apart(index, page, verdict) ||
            !rules_are_clear(index, page, verdict) || !glyphs_are_right(index, page, verdict))
            return false;
    }
    return true;
}

bool pages_are_right(struct fb_arena *arena, const struct fb_doc *doc, const struct fb_pages *pages,
                     struct verdict *verdict)
{
    struct page_index index;

    return page_index_build(&index, arena, doc, pages, verdict) &&
           repeats_are_right(&index, verdict) && places_are_right(&index, verdict) &&
           boxes_are_right(&index, verdict);
}
