/*
 * test_layout.c: tables on pages, by the properties that must hold for any table: nothing lost,
 * nothing twice, nothing outside its cell or its page, labels and headers on every page.
 */
#include "base/vector.h"
#include "layout/layout.h"

#include "testing.h"

struct fixture {
    struct fb_font_set *fonts;
    struct fb_arena *arena;
    struct fb_diagnostics *sink;
};

static int set_up(void **state)
{
    static const char *const FOLDERS[] = {FB_TEST_SOURCE_DIR "/fonts", NULL};
    static struct fixture fixture;
    struct fb_font_problem problem;

    if (fb_font_set_open(&fixture.fonts, FOLDERS, &problem) != FB_OK)
        return -1;
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    fb_font_set_free(fixture->fonts);
    return 0;
}

static void begin(struct fixture *fixture)
{
    assert_int_equal(fb_arena_new(&fixture->arena, FB_ARENA_JOB_LIMIT), FB_OK);
    assert_int_equal(fb_diagnostics_new(&fixture->sink), FB_OK);
}

static void end(struct fixture *fixture)
{
    fb_diagnostics_free(fixture->sink);
    fb_arena_free(fixture->arena);
}

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

static struct fb_cell make_cell(struct fixture *fixture, size_t column, size_t column_span,
                                size_t row_span, const char *text)
{
    struct fb_run *run = FB_NEW(fixture->arena, struct fb_run);
    struct fb_paragraph *paragraph = FB_NEW(fixture->arena, struct fb_paragraph);

    *run = (struct fb_run){.text = text, .length = strlen(text), .style = &CELL};
    *paragraph = (struct fb_paragraph){&CELL, run, run->length > 0};
    return (struct fb_cell){.column = column,
                            .column_span = column_span,
                            .row_span = row_span,
                            .repeat_label = row_span > 1,
                            .style = &CELL,
                            .paragraphs = paragraph,
                            .paragraph_count = 1};
}

/* A list: a header row, then `count` rows under one label; row i has `lines(i)` lines of text. */
static struct fb_table make_list(struct fixture *fixture, size_t count, const char *label,
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

static struct fb_doc make_doc(struct fixture *fixture, const struct fb_table *tables, size_t count)
{
    struct fb_block *blocks = FB_NEW_ARRAY(fixture->arena, struct fb_block, count);
    struct fb_section *section = FB_NEW(fixture->arena, struct fb_section);

    for (size_t i = 0; i < count; i++) {
        blocks[i].kind = FB_BLOCK_TABLE;
        blocks[i].as.table = tables[i];
    }
    *section = (struct fb_section){PAGE, blocks, count};
    return (struct fb_doc){.title = "", .sections = section, .section_count = 1};
}

static struct fb_pages lay_out(struct fixture *fixture, const struct fb_doc *doc)
{
    struct fb_pages pages;

    assert_int_equal(fb_layout(&pages, fixture->arena, doc, fixture->fonts, fixture->sink), FB_OK);
    assert_int_equal(fb_diagnostics_count(fixture->sink, FB_ERROR), 0);
    return pages;
}

static size_t count_text(const struct fb_page *page, const char *text, enum fb_placed_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < page->line_count; i++)
        count += page->lines[i].kind == kind && strcmp(page->lines[i].line->text, text) == 0;
    return count;
}

static size_t count_in_pages(const struct fb_pages *pages, const char *text,
                             enum fb_placed_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < pages->count; i++)
        count += count_text(&pages->items[i], text, kind);
    return count;
}

/* Every rule is between the margins, and every line of text but the number with all of its em. */
static void check_inside(const struct fb_pages *pages)
{
    for (size_t p = 0; p < pages->count; p++) {
        const struct fb_page *page = &pages->items[p];
        for (size_t i = 0; i < page->line_count; i++) {
            const struct fb_placed_line *line = &page->lines[i];
            assert_true(line->x >= PAGE.left);
            assert_true(line->x + line->line->width <= PAGE.width - PAGE.right);
            if (line->kind == FB_PLACED_PAGE_NUMBER)
                continue;
            assert_true(line->y - CELL.size * 88 / 100 >= PAGE.top);
            assert_true(line->y + CELL.size * 12 / 100 <= PAGE.height - PAGE.bottom);
        }
        for (size_t i = 0; i < page->rule_count; i++) {
            const struct fb_placed_rule *rule = &page->rules[i];
            assert_true(rule->x1 >= PAGE.left && rule->x2 <= PAGE.width - PAGE.right);
            assert_true(rule->y1 >= PAGE.top && rule->y2 <= PAGE.height - PAGE.bottom);
        }
    }
}

/* No two lines of text share a place: their em boxes do not meet. */
static void check_apart(const struct fb_pages *pages)
{
    for (size_t p = 0; p < pages->count; p++) {
        const struct fb_page *page = &pages->items[p];
        for (size_t i = 0; i < page->line_count; i++) {
            for (size_t k = 0; k < i; k++) {
                const struct fb_placed_line *a = &page->lines[i], *b = &page->lines[k];
                fb_length dy = a->y > b->y ? a->y - b->y : b->y - a->y;
                bool beside = a->x >= b->x + b->line->width || b->x >= a->x + a->line->width;
                assert_true(beside || dy >= CELL.size);
            }
        }
    }
}

/* No rule runs through a line of text. */
static void check_rules_clear(const struct fb_pages *pages)
{
    for (size_t p = 0; p < pages->count; p++) {
        const struct fb_page *page = &pages->items[p];
        for (size_t i = 0; i < page->line_count; i++) {
            const struct fb_placed_line *line = &page->lines[i];
            fb_length top = line->y - CELL.size * 88 / 100, bottom = top + CELL.size;
            for (size_t k = 0; k < page->rule_count; k++) {
                const struct fb_placed_rule *rule = &page->rules[k];
                bool apart = rule->y2 <= top || rule->y1 >= bottom || rule->x2 <= line->x ||
                             rule->x1 >= line->x + line->line->width;
                assert_true(apart);
            }
        }
    }
}

static void check_list(const struct fb_pages *pages, size_t rows, size_t (*lines)(size_t))
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

static size_t one_line(size_t row)
{
    (void)row;
    return 1;
}

static void test_one_page(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    struct fb_pages pages;

    begin(fixture);
    table = make_list(fixture, 9, "标签", one_line);
    doc = make_doc(fixture, &table, 1);
    pages = lay_out(fixture, &doc);
    assert_int_equal(pages.count, 1);
    check_list(&pages, 9, one_line);
    end(fixture);
}

/* The label is in the middle of each page's part, and is text only once. */
static void test_label_on_each_page(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    struct fb_pages pages;

    begin(fixture);
    table = make_list(fixture, 20, "标签", one_line);
    doc = make_doc(fixture, &table, 1);
    pages = lay_out(fixture, &doc);
    assert_int_equal(pages.count, 3);
    check_list(&pages, 20, one_line);
    assert_int_equal(count_text(&pages.items[0], "标签", FB_PLACED_TEXT), 1);
    assert_int_equal(count_text(&pages.items[1], "标签", FB_PLACED_REPEATED), 1);
    assert_int_equal(count_text(&pages.items[2], "标签", FB_PLACED_REPEATED), 1);
    for (size_t i = 0; i < pages.items[1].line_count; i++) {
        const struct fb_placed_line *line = &pages.items[1].lines[i];
        /* Nine rows of 20 pt below a header of 20 pt; the em box's middle is 0.38 em up. */
        if (strcmp(line->line->text, "标签") == 0)
            assert_int_equal(line->y, PAGE.top + FB_PT(20 + 90) + CELL.size * 38 / 100);
    }
    end(fixture);
}

/* The last page's part has one row, but its label needs three lines: the row grows. */
static void test_label_higher_than_its_part(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    struct fb_pages pages;

    begin(fixture);
    table = make_list(fixture, 10, "一\n二\n三", one_line);
    doc = make_doc(fixture, &table, 1);
    pages = lay_out(fixture, &doc);
    assert_int_equal(pages.count, 2);
    check_list(&pages, 10, one_line);
    assert_int_equal(count_text(&pages.items[1], "三", FB_PLACED_REPEATED), 1);
    end(fixture);
}

static size_t varied(size_t row)
{
    return row % 4 + 1;
}

static void test_rows_of_many_heights(void **state)
{
    struct fixture *fixture = *state;

    for (size_t count = 1; count < 40; count++) {
        struct fb_table table;
        struct fb_doc doc;
        struct fb_pages pages;
        begin(fixture);
        table = make_list(fixture, count, "甲\n乙\n丙", varied);
        doc = make_doc(fixture, &table, 1);
        pages = lay_out(fixture, &doc);
        check_list(&pages, count, varied);
        for (size_t p = 0; p < pages.count; p++)
            assert_int_equal(
                count_text(&pages.items[p], "丙", p == 0 ? FB_PLACED_TEXT : FB_PLACED_REPEATED), 1);
        end(fixture);
    }
}

static size_t one_huge(size_t row)
{
    return row == 3 ? 50 : 1;
}

/* A row that no page can hold is cut between lines; the rows around it stay whole. */
static void test_row_higher_than_a_page(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    struct fb_pages pages;

    begin(fixture);
    table = make_list(fixture, 6, "标签", one_huge);
    doc = make_doc(fixture, &table, 1);
    pages = lay_out(fixture, &doc);
    assert_true(pages.count >= 4);
    check_list(&pages, 6, one_huge);
    end(fixture);
}

/* A header does not stay alone at the foot of a page. */
static void test_header_moves_with_its_row(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table tables[2];
    struct fb_doc doc;
    struct fb_pages pages;

    begin(fixture);
    tables[0] = make_list(fixture, 8, "上", one_line);
    tables[1] = make_list(fixture, 3, "下", one_line);
    tables[1].joined = true;
    doc = make_doc(fixture, tables, 2);
    pages = lay_out(fixture, &doc);
    assert_int_equal(pages.count, 2);
    check_inside(&pages);
    assert_int_equal(count_text(&pages.items[0], "类型", FB_PLACED_TEXT), 1);
    assert_int_equal(count_text(&pages.items[1], "类型", FB_PLACED_TEXT), 1);
    end(fixture);
}

static size_t count_rules_at(const struct fb_page *page, fb_length y)
{
    size_t count = 0;

    for (size_t i = 0; i < page->rule_count; i++)
        count += page->rules[i].y1 == y && page->rules[i].y2 == y;
    return count;
}

/* Two joined tables share one inner line; the frame goes around both. */
static void test_joined_tables(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table tables[2];
    struct fb_doc doc;
    struct fb_pages pages;
    const struct fb_page *page;

    begin(fixture);
    tables[0] = make_list(fixture, 3, "上", one_line);
    tables[1] = make_list(fixture, 3, "下", one_line);
    tables[1].joined = true;
    doc = make_doc(fixture, tables, 2);
    pages = lay_out(fixture, &doc);
    assert_int_equal(pages.count, 1);
    page = &pages.items[0];
    assert_int_equal(count_rules_at(page, PAGE.top), 1);
    assert_int_equal(count_rules_at(page, PAGE.top + FB_PT(80)), 1);
    for (size_t i = 0; i < page->rule_count; i++) {
        const struct fb_placed_rule *rule = &page->rules[i];
        bool frame = rule->y2 == PAGE.top || rule->y1 == PAGE.top + FB_PT(160) ||
                     rule->x2 == PAGE.left || rule->x1 == PAGE.width - PAGE.right;
        assert_int_equal(rule->width, frame ? FB_PT(1) : FB_PT(0.5));
    }
    end(fixture);
}

static void test_page_number_sides(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    struct fb_pages pages;

    begin(fixture);
    table = make_list(fixture, 12, "标签", one_line);
    doc = make_doc(fixture, &table, 1);
    pages = lay_out(fixture, &doc);
    for (size_t p = 0; p < 2; p++) {
        const struct fb_page *page = &pages.items[p];
        const struct fb_placed_line *number = &page->lines[page->line_count - 1];
        assert_int_equal(number->kind, FB_PLACED_PAGE_NUMBER);
        if (p == 0)
            assert_int_equal(number->x + number->line->width,
                             PAGE.width - PAGE.right - NUMBER.size);
        else
            assert_int_equal(number->x, PAGE.left + NUMBER.size);
    }
    end(fixture);
}

static size_t page_of(const struct fb_pages *pages, const char *text)
{
    for (size_t p = 0; p < pages->count; p++) {
        if (count_text(&pages->items[p], text, FB_PLACED_TEXT) > 0)
            return p;
    }
    fail_msg("%s is on no page", text);
    return 0;
}

/* Rows in groups of `size` are kept together: rows 1 to size, and so on. */
static void keep_groups(struct fb_table *table, size_t size)
{
    struct fb_row *rows = (struct fb_row *)(uintptr_t)table->rows;

    for (size_t i = 1; i < table->row_count; i++)
        rows[i].keep_next = i % size != 0;
}

static void test_groups_are_kept_together(void **state)
{
    struct fixture *fixture = *state;

    for (size_t size = 2; size <= 9; size++) {
        struct fb_table table;
        struct fb_doc doc;
        struct fb_pages pages;
        begin(fixture);
        table = make_list(fixture, 36, "标签", one_line);
        keep_groups(&table, size);
        doc = make_doc(fixture, &table, 1);
        pages = lay_out(fixture, &doc);
        check_list(&pages, 36, one_line);
        for (size_t i = 1; i <= 36; i++) {
            char here[40], group[40];
            snprintf(here, sizeof here, "v%zu.", i);
            snprintf(group, sizeof group, "v%zu.", (i - 1) / size * size + 1);
            assert_int_equal(page_of(&pages, here), page_of(&pages, group));
        }
        end(fixture);
    }
}

/* A group that no page can hold is divided, and leaves no page half empty for nothing. */
static void test_group_larger_than_a_page(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    struct fb_pages pages;

    begin(fixture);
    table = make_list(fixture, 36, "标签", one_line);
    keep_groups(&table, 1000);
    doc = make_doc(fixture, &table, 1);
    pages = lay_out(fixture, &doc);
    assert_int_equal(pages.count, 4);
    check_list(&pages, 36, one_line);
    end(fixture);
}

static void test_blank_rows_fill_the_page(void **state)
{
    struct fixture *fixture = *state;

    for (size_t count = 5; count <= 12; count++) {
        struct fb_table table;
        struct fb_row *rows;
        struct fb_cell *cells;
        struct fb_doc doc;
        struct fb_pages pages;
        const struct fb_page *last;
        begin(fixture);
        table = make_list(fixture, count, "标签", one_line);
        rows = FB_NEW_ARRAY(fixture->arena, struct fb_row, table.row_count + 1);
        cells = FB_NEW_ARRAY(fixture->arena, struct fb_cell, 3);
        memcpy(rows, table.rows, table.row_count * sizeof *rows);
        for (size_t c = 0; c < 3; c++)
            cells[c] = make_cell(fixture, c, 1, 1, "");
        rows[table.row_count] = (struct fb_row){.cells = cells, .cell_count = 3, .fill = true};
        table.rows = rows;
        table.row_count++;
        doc = make_doc(fixture, &table, 1);
        pages = lay_out(fixture, &doc);
        check_list(&pages, count, one_line);
        assert_int_equal(pages.count, count <= 9 ? 1 : 2);
        last = &pages.items[pages.count - 1];
        /* Ten rows of 20 pt fit, each with a line above it, and the frame below the last. */
        for (size_t y = 0; y <= 10; y++)
            assert_true(count_rules_at(last, PAGE.top + FB_PT(20) * (fb_length)y) > 0);
        end(fixture);
    }
}

static void test_marks_where_pages_cut(void **state)
{
    struct fixture *fixture = *state;
    struct fb_run runs[2] = {{.text = "续表", .length = 6, .style = &CELL},
                             {.text = "转下页", .length = 9, .style = &CELL}};
    struct fb_paragraph marks[2] = {{&CELL, &runs[0], 1}, {&CELL, &runs[1], 1}};

    for (size_t count = 1; count < 30; count++) {
        struct fb_table table;
        struct fb_doc doc;
        struct fb_pages pages;
        begin(fixture);
        table = make_list(fixture, count, "一\n二\n三", varied);
        table.continued = &marks[0];
        table.carried = &marks[1];
        doc = make_doc(fixture, &table, 1);
        pages = lay_out(fixture, &doc);
        check_list(&pages, count, varied);
        for (size_t p = 0; p < pages.count; p++) {
            const struct fb_page *page = &pages.items[p];
            assert_int_equal(count_text(page, "续表", FB_PLACED_REPEATED), p > 0);
            assert_int_equal(count_text(page, "转下页", FB_PLACED_REPEATED), p + 1 < pages.count);
        }
        end(fixture);
    }
}

struct fault {
    const char *name;
    enum fb_diag_code code;
    void (*spoil)(struct fb_table *table, struct fb_row *rows);
};

static void make_wide(struct fb_table *table, struct fb_row *rows)
{
    static const fb_length WIDE[] = {FB_PT(60), FB_PT(100), FB_PT(81)};

    (void)rows;
    table->columns = WIDE;
}

static void make_narrow(struct fb_table *table, struct fb_row *rows)
{
    static const fb_length NARROW[] = {FB_PT(60), FB_PT(100), FB_PT(17)};

    (void)rows;
    table->columns = NARROW;
}

static void make_exact(struct fb_table *table, struct fb_row *rows)
{
    (void)table;
    rows[2].height_rule = FB_HEIGHT_EXACT;
    rows[2].height = FB_PT(19);
}

static void make_header_high(struct fb_table *table, struct fb_row *rows)
{
    (void)table;
    rows[0].height_rule = FB_HEIGHT_AT_LEAST;
    rows[0].height = FB_PT(101);
}

static const struct fault FAULTS[] = {
    {"columns wider than the page", FB_DIAG_TABLE_TOO_WIDE, make_wide},
    {"cell narrower than a character", FB_DIAG_TEXT_TOO_WIDE, make_narrow},
    {"text higher than an exact row", FB_DIAG_TEXT_TOO_HIGH, make_exact},
    {"header of more than half a page", FB_DIAG_HEADER_TOO_HIGH, make_header_high},
};

static void test_faults(void **state)
{
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++) {
        struct fb_table table;
        struct fb_doc doc;
        struct fb_pages pages;
        begin(fixture);
        print_message("%s\n", FAULTS[i].name);
        table = make_list(fixture, 3, "标签", one_line);
        FAULTS[i].spoil(&table, (struct fb_row *)(uintptr_t)table.rows);
        doc = make_doc(fixture, &table, 1);
        assert_int_equal(fb_layout(&pages, fixture->arena, &doc, fixture->fonts, fixture->sink),
                         FB_ERR_INPUT);
        assert_true(fb_diagnostics_count_code(fixture->sink, FAULTS[i].code) > 0);
        assert_int_equal(pages.count, 0);
        end(fixture);
    }
}

static void test_label_higher_than_a_page(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    struct fb_pages pages;

    begin(fixture);
    table = make_list(fixture, 30, "一\n二\n三\n四\n五\n六\n七\n八\n九\n十\n一\n二\n三", one_line);
    doc = make_doc(fixture, &table, 1);
    assert_int_equal(fb_layout(&pages, fixture->arena, &doc, fixture->fonts, fixture->sink),
                     FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(fixture->sink, FB_DIAG_LABEL_TOO_HIGH), 1);
    end(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_page),
        cmocka_unit_test(test_label_on_each_page),
        cmocka_unit_test(test_label_higher_than_its_part),
        cmocka_unit_test(test_rows_of_many_heights),
        cmocka_unit_test(test_row_higher_than_a_page),
        cmocka_unit_test(test_header_moves_with_its_row),
        cmocka_unit_test(test_joined_tables),
        cmocka_unit_test(test_page_number_sides),
        cmocka_unit_test(test_groups_are_kept_together),
        cmocka_unit_test(test_group_larger_than_a_page),
        cmocka_unit_test(test_blank_rows_fill_the_page),
        cmocka_unit_test(test_marks_where_pages_cut),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_label_higher_than_a_page),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
