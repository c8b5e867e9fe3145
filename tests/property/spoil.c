#include "spoil.h"

#include "dice.h"

#include <string.h>

/* Copies the pages, so that what is constant may be changed. */
static struct fb_page *copy_pages(struct fb_pages *pages, struct fb_arena *arena)
{
    struct fb_page *copy = must(FB_NEW_ARRAY(arena, struct fb_page, pages->count + 1));

    for (size_t i = 0; i < pages->count; i++) {
        const struct fb_page *page = &pages->items[i];
        struct fb_placed_line *lines =
            must(FB_NEW_ARRAY(arena, struct fb_placed_line, page->line_count + 1));
        struct fb_placed_rule *rules =
            must(FB_NEW_ARRAY(arena, struct fb_placed_rule, page->rule_count + 1));
        for (size_t k = 0; k < page->line_count; k++)
            lines[k] = page->lines[k];
        for (size_t k = 0; k < page->rule_count; k++)
            rules[k] = page->rules[k];
        copy[i] = *page;
        copy[i].lines = lines;
        copy[i].rules = rules;
    }
    pages->items = copy;
    return copy;
}

static struct fb_placed_line *lines_of(struct fb_page *page)
{
    return (struct fb_placed_line *)(uintptr_t)page->lines;
}

static struct fb_placed_rule *rules_of(struct fb_page *page)
{
    return (struct fb_placed_rule *)(uintptr_t)page->rules;
}

/* A line somewhere on the pages. */
struct spot {
    struct fb_page *page;
    size_t line;
};

/* Chooses one of the lines that `wanted` accepts; false if it accepts none. */
static bool choose(struct spot *out, struct fb_pages *pages, struct fb_arena *arena, uint64_t seed,
                   bool (*wanted)(const struct fb_page *page, size_t line))
{
    struct fb_page *copy = copy_pages(pages, arena);
    struct dice dice = dice_of(seed);
    int found = 0;

    for (size_t i = 0; i < pages->count; i++) {
        for (size_t k = 0; k < copy[i].line_count; k++) {
            if (wanted(&copy[i], k) && dice_between(&dice, 0, found++) == 0)
                *out = (struct spot){&copy[i], k};
        }
    }
    return found > 0;
}

static bool is_content(const struct fb_page *page, size_t line)
{
    return page->lines[line].kind == FB_PLACED_TEXT;
}

static bool is_in_cell(const struct fb_page *page, size_t line)
{
    return is_content(page, line) && page->lines[line].cell != NULL;
}

static bool is_repeated(const struct fb_page *page, size_t line)
{
    return page->lines[line].kind == FB_PLACED_REPEATED && page->lines[line].cell != NULL;
}

static bool is_mark(const struct fb_page *page, size_t line)
{
    return page->lines[line].kind == FB_PLACED_REPEATED && page->lines[line].cell == NULL;
}

static bool is_number(const struct fb_page *page, size_t line)
{
    return page->lines[line].kind == FB_PLACED_PAGE_NUMBER;
}

/* Two cells side by side, both with text. */
static bool is_before_another(const struct fb_page *page, size_t line)
{
    return is_in_cell(page, line) && line + 1 < page->line_count && is_in_cell(page, line + 1) &&
           page->lines[line].cell != page->lines[line + 1].cell;
}

/* A line at the left edge of its cell. */
static bool is_at_left(const struct fb_page *page, size_t line)
{
    const struct fb_paragraph *paragraph = page->lines[line].paragraph;

    return is_in_cell(page, line) && !page->lines[line].line->vertical &&
           paragraph->style->align == FB_ALIGN_LEFT && paragraph->style->indent == 0 &&
           paragraph->style->indent_left == 0 && paragraph->style->hanging == 0;
}

static void remove_line(struct spot spot)
{
    struct fb_placed_line *lines = lines_of(spot.page);

    spot.page->line_count--;
    for (size_t i = spot.line; i < spot.page->line_count; i++)
        lines[i] = lines[i + 1];
}

#define SPOILER(name, wanted, action)                                                          \
    static bool name(struct fb_pages *pages, struct fb_arena *arena, const struct fb_doc *doc, \
                     uint64_t seed)                                                            \
    {                                                                                          \
        struct spot spot;                                                                      \
        (void)doc;                                                                             \
        if (!choose(&spot, pages, arena, seed, wanted))                                        \
            return false;                                                                      \
        action;                                                                                \
        return true;                                                                           \
    }

static void double_line(struct spot spot)
{
    struct fb_placed_line *lines = lines_of(spot.page);

    for (size_t i = spot.page->line_count; i > spot.line; i--)
        lines[i] = lines[i - 1];
    spot.page->line_count++;
}

static void swap_with_next(struct spot spot)
{
    struct fb_placed_line *lines = lines_of(spot.page), line = lines[spot.line];

    lines[spot.line] = lines[spot.line + 1];
    lines[spot.line + 1] = line;
}

/* Shows another text of the same length. */
static void change_text(struct spot spot, struct fb_arena *arena)
{
    struct fb_placed_line *placed = &lines_of(spot.page)[spot.line];
    struct fb_line *line = must(FB_NEW(arena, struct fb_line));
    char *text = must(fb_arena_copy(arena, placed->line->text, placed->line->text_length));

    text[placed->line->text_length - 1] ^= 1;
    *line = *placed->line;
    line->text = text;
    placed->line = line;
}

/* Leaves the last glyph out and keeps the text. */
static void drop_glyph(struct spot spot, struct fb_arena *arena)
{
    struct fb_placed_line *placed = &lines_of(spot.page)[spot.line];
    struct fb_line *line = must(FB_NEW(arena, struct fb_line));
    struct fb_glyph_run *runs =
        must(FB_NEW_ARRAY(arena, struct fb_glyph_run, placed->line->run_count));

    memcpy(runs, placed->line->runs, placed->line->run_count * sizeof *runs);
    runs[placed->line->run_count - 1].count--;
    *line = *placed->line;
    line->runs = runs;
    placed->line = line;
}

static void move_line(struct spot spot, fb_length x, fb_length y)
{
    lines_of(spot.page)[spot.line].x += x;
    lines_of(spot.page)[spot.line].y += y;
}

static void move_onto_next(struct spot spot)
{
    struct fb_placed_line *lines = lines_of(spot.page);

    lines[spot.line].x = lines[spot.line + 1].x;
    lines[spot.line].y = lines[spot.line + 1].y;
}

SPOILER(drop_content, is_content, remove_line(spot))
SPOILER(drop_repeated, is_repeated, remove_line(spot))
SPOILER(drop_mark, is_mark, remove_line(spot))
SPOILER(double_content, is_content, double_line(spot))
SPOILER(double_repeated, is_repeated, double_line(spot))
SPOILER(double_number, is_number, double_line(spot))
SPOILER(swap_cells, is_before_another, swap_with_next(spot))
SPOILER(other_text, is_content, change_text(spot, arena))
SPOILER(other_number, is_number, change_text(spot, arena))
SPOILER(fewer_glyphs, is_content, drop_glyph(spot, arena))
SPOILER(repeat_content, is_in_cell, lines_of(spot.page)[spot.line].kind = FB_PLACED_REPEATED)
SPOILER(content_repeated, is_repeated, lines_of(spot.page)[spot.line].kind = FB_PLACED_TEXT)
SPOILER(move_off_page, is_content, move_line(spot, spot.page->width, 0))
SPOILER(move_number_off, is_number, move_line(spot, 0, spot.page->height))
SPOILER(move_to_cell, is_before_another, move_onto_next(spot))
SPOILER(move_left, is_at_left, move_line(spot, -1, 0))
SPOILER(lose_cell, is_in_cell, lines_of(spot.page)[spot.line].cell = NULL)

/* Takes a rule away, or moves it, on the first page that has any. */
static struct fb_placed_rule *choose_rule(struct fb_page **page, struct fb_pages *pages,
                                          struct fb_arena *arena, uint64_t seed)
{
    struct fb_page *copy = copy_pages(pages, arena);
    struct dice dice = dice_of(seed);

    for (size_t i = 0; i < pages->count; i++) {
        *page = &copy[i];
        if (copy[i].rule_count > 0)
            return &rules_of(&copy[i])[dice_between(&dice, 0, (int)copy[i].rule_count - 1)];
    }
    return NULL;
}

/* The frame must be closed: the rule that is last to be drawn is the frame's right side. */
static bool open_frame(struct fb_pages *pages, struct fb_arena *arena, const struct fb_doc *doc,
                       uint64_t seed)
{
    struct fb_page *page;

    (void)doc;
    if (choose_rule(&page, pages, arena, seed) == NULL || page->line_count == 0)
        return false;
    page->rule_count--;
    return true;
}

static bool strike_through(struct fb_pages *pages, struct fb_arena *arena, const struct fb_doc *doc,
                           uint64_t seed)
{
    struct fb_page *page;
    struct fb_placed_rule *rule = choose_rule(&page, pages, arena, seed);
    const struct fb_placed_line *line;

    (void)doc;
    if (rule == NULL || page->line_count == 0)
        return false;
    line = &page->lines[0];
    rule->x1 = line->x;
    rule->x2 = line->x + line->line->width;
    rule->y1 = rule->y2 = line->y - 1;
    return true;
}

static bool lengthen_rule(struct fb_pages *pages, struct fb_arena *arena, const struct fb_doc *doc,
                          uint64_t seed)
{
    struct fb_page *page;
    struct fb_placed_rule *rule = choose_rule(&page, pages, arena, seed);

    (void)doc;
    if (rule == NULL || page->line_count == 0)
        return false;
    rule->y2 = page->height;
    return true;
}

const struct spoiler SPOILERS[] = {
    {"a line is missing", drop_content, "text order", false},
    {"a repeated line is missing", drop_repeated, "header label", true},
    {"a mark is missing", drop_mark, "mark", true},
    {"a line is there twice", double_content, "text order", false},
    {"a repeated line is there twice", double_repeated, "header label", false},
    {"a page has two numbers", double_number, "number", false},
    {"two cells are read in the wrong order", swap_cells, "order text", false},
    {"a line shows another text", other_text, "text", false},
    {"a page has another's number", other_number, "number", false},
    {"a glyph is missing", fewer_glyphs, "glyphs", false},
    {"content is told to be a repetition", repeat_content, "text order", false},
    {"a repetition is told to be content", content_repeated, "text order", false},
    {"a line leaves the page", move_off_page, "inside", false},
    {"a page number leaves the page", move_number_off, "inside", false},
    {"a line stands in the next cell", move_to_cell, "inside apart rules cells", false},
    {"a line stands a bit too far left", move_left, "inside apart rules cells", false},
    {"a line belongs to no cell", lose_cell, "text order", false},
    {"a table is open at its right", open_frame, "cells", false},
    {"a rule runs through text", strike_through, "rules cells", false},
    {"a rule is too long", lengthen_rule, "inside", false},
    {NULL, NULL, NULL, false},
};
