/*
 * layout_testing.h: small lists on small pages, and the properties that must hold for any table:
 * nothing lost, nothing twice, nothing outside its cell or its page, nothing over something else.
 */
#ifndef FB_TESTS_LAYOUT_TESTING_H
#define FB_TESTS_LAYOUT_TESTING_H

#include "base/vector.h"
#include "font_testing.h"
#include "layout/layout.h"

static const struct fb_style CELL = {.name = "cell",
                                     .font = FB_FONT_SONG,
                                     .size = FB_PT(10),
                                     .line_pitch = FB_PT(14),
                                     .valign = FB_VALIGN_MIDDLE,
                                     .padding_x = FB_PT(4),
                                     .padding_y = FB_PT(3)};

static const struct fb_style NUMBER = {
    .name = "number", .font = FB_FONT_SONG, .size = FB_PT(14), .line_pitch = FB_PT(18)};

/* A page with room for 10 rows of one line (20 pt each), and 240 pt wide. */
static const struct fb_page_setup PAGE = {.width = FB_PT(300),
                                          .height = FB_PT(300),
                                          .top = FB_PT(50),
                                          .bottom = FB_PT(50),
                                          .left = FB_PT(30),
                                          .right = FB_PT(30),
                                          .number = &NUMBER,
                                          .number_distance = FB_PT(10)};

static inline struct fb_cell make_cell(struct fixture *fixture, size_t column, size_t column_span,
                                       size_t row_span, const char *text)
{
    struct fb_run *run = FB_NEW(fixture->arena, struct fb_run);
    struct fb_paragraph *paragraph = FB_NEW(fixture->arena, struct fb_paragraph);

    *run = (struct fb_run){.text = text, .length = strlen(text), .style = &CELL};
    *paragraph = (struct fb_paragraph){.style = &CELL, .runs = run, .run_count = run->length > 0};
    return (struct fb_cell){.column = (uint32_t)column,
                            .column_span = (uint32_t)column_span,
                            .row_span = (uint32_t)row_span,
                            .repeat_label = row_span > 1,
                            .style = &CELL,
                            .paragraphs = paragraph,
                            .paragraph_count = 1};
}

/* A list: a header row, then `count` rows under one label; row i has `lines(i)` lines of text. */
static inline struct fb_table make_list(struct fixture *fixture, size_t count, const char *label,
                                        size_t (*lines)(size_t))
{
    static const fb_length COLUMNS[] = {FB_PT(60), FB_PT(100), FB_PT(80)};
    struct fb_row *rows = FB_NEW_ARRAY(fixture->arena, struct fb_row, count + 1);

    for (size_t i = 0; i <= count; i++) {
        struct fb_cell *cells = FB_NEW_ARRAY(fixture->arena, struct fb_cell, 3);
        size_t used = 0;
        if (i == 0) {
            cells[used++] = make_cell(fixture, 0, 1, 1, "类型");
            cells[used++] = make_cell(fixture, 1, 1, 1, "指标");
            cells[used++] = make_cell(fixture, 2, 1, 1, "值");
        } else {
            struct fb_buffer text;
            fb_buffer_init(&text, 1 << 20);
            fb_buffer_append_format(&text, "r%zu.", i);
            for (size_t k = 1; k < lines(i); k++)
                fb_buffer_append_format(&text, "\nr%zu.%zu", i, k);
            if (i == 1)
                cells[used++] = make_cell(fixture, 0, 1, count, label);
            cells[used++] = make_cell(fixture, 1, 1, 1, fb_arena_string(fixture->arena, text.data));
            cells[used++] =
                make_cell(fixture, 2, 1, 1, fb_arena_format(fixture->arena, "v%zu.", i));
            fb_buffer_release(&text);
        }
        rows[i] = (struct fb_row){.cells = cells, .cell_count = used};
    }
    return (struct fb_table){.columns = COLUMNS,
                             .column_count = 3,
                             .rows = rows,
                             .row_count = count + 1,
                             .header_rows = 1,
                             .borders = {FB_PT(1), FB_PT(0.5)}};
}

static inline struct fb_doc make_doc(struct fixture *fixture, const struct fb_table *tables,
                                     size_t count)
{
    struct fb_block *blocks = FB_NEW_ARRAY(fixture->arena, struct fb_block, count);
    struct fb_section *section = FB_NEW(fixture->arena, struct fb_section);

    for (size_t i = 0; i < count; i++) {
        blocks[i].kind = FB_BLOCK_TABLE;
        blocks[i].as.table = tables[i];
    }
    *section = (struct fb_section){.page = PAGE, .blocks = blocks, .block_count = count};
    return (struct fb_doc){.title = "", .sections = section, .section_count = 1};
}

static inline struct fb_pages lay_out(struct fixture *fixture, const struct fb_doc *doc)
{
    struct fb_pages pages;

    assert_int_equal(fb_layout(&pages, fixture->arena, doc, fixture->fonts, fixture->sink), FB_OK);
    assert_int_equal(fb_diagnostics_count(fixture->sink, FB_ERROR), 0);
    return pages;
}

static inline size_t count_text(const struct fb_page *page, const char *text,
                                enum fb_placed_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < page->line_count; i++)
        count += page->lines[i].kind == kind && strcmp(page->lines[i].line->text, text) == 0;
    return count;
}

static inline size_t count_in_pages(const struct fb_pages *pages, const char *text,
                                    enum fb_placed_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < pages->count; i++)
        count += count_text(&pages->items[i], text, kind);
    return count;
}

static inline fb_length em_of(const struct fb_placed_line *line)
{
    return line->line->runs[0].size;
}

/* Every rule is between the margins, and every line of text but the number with all of its em. */
static inline void check_inside(const struct fb_pages *pages)
{
    for (size_t p = 0; p < pages->count; p++) {
        const struct fb_page *page = &pages->items[p];
        for (size_t i = 0; i < page->line_count; i++) {
            const struct fb_placed_line *line = &page->lines[i];
            assert_true(line->x >= PAGE.left);
            assert_true(line->x + line->line->width <= PAGE.width - PAGE.right);
            if (line->kind == FB_PLACED_PAGE_NUMBER)
                continue;
            assert_true(line->y - em_of(line) * 88 / 100 >= PAGE.top);
            assert_true(line->y + em_of(line) * 12 / 100 <= PAGE.height - PAGE.bottom);
        }
        for (size_t i = 0; i < page->rule_count; i++) {
            const struct fb_placed_rule *rule = &page->rules[i];
            assert_true(rule->x1 >= PAGE.left && rule->x2 <= PAGE.width - PAGE.right);
            assert_true(rule->y1 >= PAGE.top && rule->y2 <= PAGE.height - PAGE.bottom);
        }
    }
}

/* No two lines of text share a place: their em boxes do not meet. */
static inline void check_apart(const struct fb_pages *pages)
{
    for (size_t p = 0; p < pages->count; p++) {
        const struct fb_page *page = &pages->items[p];
        for (size_t i = 0; i < page->line_count; i++) {
            for (size_t k = 0; k < i; k++) {
                const struct fb_placed_line *a = &page->lines[i], *b = &page->lines[k];
                fb_length dy = a->y > b->y ? a->y - b->y : b->y - a->y;
                bool beside = a->x >= b->x + b->line->width || b->x >= a->x + a->line->width;
                assert_true(beside || dy >= (em_of(a) < em_of(b) ? em_of(a) : em_of(b)));
            }
        }
    }
}

/* No rule runs through a line of text. */
static inline void check_rules_clear(const struct fb_pages *pages)
{
    for (size_t p = 0; p < pages->count; p++) {
        const struct fb_page *page = &pages->items[p];
        for (size_t i = 0; i < page->line_count; i++) {
            const struct fb_placed_line *line = &page->lines[i];
            fb_length top = line->y - em_of(line) * 88 / 100, bottom = top + em_of(line);
            for (size_t k = 0; k < page->rule_count; k++) {
                const struct fb_placed_rule *rule = &page->rules[k];
                bool apart = rule->y2 <= top || rule->y1 >= bottom || rule->x2 <= line->x ||
                             rule->x1 >= line->x + line->line->width;
                assert_true(apart);
            }
        }
    }
}

static inline void check_list(const struct fb_pages *pages, size_t rows, size_t (*lines)(size_t))
{
    check_inside(pages);
    check_apart(pages);
    check_rules_clear(pages);
    for (size_t i = 1; i <= rows; i++) {
        char text[40];
        snprintf(text, sizeof text, "v%zu.", i);
        assert_int_equal(count_in_pages(pages, text, FB_PLACED_TEXT), 1);
        snprintf(text, sizeof text, "r%zu.", i);
        assert_int_equal(count_in_pages(pages, text, FB_PLACED_TEXT), 1);
        for (size_t k = 1; k < lines(i); k++) {
            snprintf(text, sizeof text, "r%zu.%zu", i, k);
            assert_int_equal(count_in_pages(pages, text, FB_PLACED_TEXT), 1);
        }
    }
    for (size_t p = 0; p < pages->count; p++) {
        char number[40];
        snprintf(number, sizeof number, "— %zu —", p + 1);
        assert_int_equal(count_text(&pages->items[p], number, FB_PLACED_PAGE_NUMBER), 1);
        assert_int_equal(
            count_text(&pages->items[p], "类型", p == 0 ? FB_PLACED_TEXT : FB_PLACED_REPEATED), 1);
    }
}

static inline size_t one_line(size_t row)
{
    (void)row;
    return 1;
}

static inline size_t varied(size_t row)
{
    return row % 4 + 1;
}

static inline size_t count_rules_at(const struct fb_page *page, fb_length y)
{
    size_t count = 0;

    for (size_t i = 0; i < page->rule_count; i++)
        count += page->rules[i].y1 == y && page->rules[i].y2 == y;
    return count;
}

#endif
