/*
 * test_layout.c: tables on pages.
 */
#include "layout_testing.h"

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

static void pad_higher_than_the_page(struct fb_table *table, struct fb_row *rows)
{
    static struct fb_style padded;

    (void)table;
    padded = *rows[2].cells[0].style;
    padded.padding_y = FB_PT(100);
    ((struct fb_cell *)(uintptr_t)rows[2].cells)[0].style = &padded;
}

static void make_row_too_high(struct fb_table *table, struct fb_row *rows)
{
    (void)table;
    rows[2].height_rule = FB_HEIGHT_EXACT;
    rows[2].height = FB_PT(181);
}

/* The row has room beside the header, but not beside the mark as well. */
static void mark_beside_high_row(struct fb_table *table, struct fb_row *rows)
{
    static const struct fb_paragraph MARK = {.style = &CELL};

    make_row_too_high(table, rows);
    rows[2].height = FB_PT(170);
    table->carried = &MARK;
}

/* Each is harmless by itself; together they are more than half of the page. */
static void mark_above_high_header(struct fb_table *table, struct fb_row *rows)
{
    static const struct fb_paragraph MARK = {.style = &CELL};

    make_header_high(table, rows);
    rows[0].height = FB_PT(90);
    table->continued = &MARK;
}

/* Each is harmless by itself; together they leave a page no room for a row. */
static void mark_high(struct fb_table *table, struct fb_row *rows)
{
    static struct fb_style padded;
    static struct fb_paragraph mark;

    make_header_high(table, rows);
    rows[0].height = FB_PT(90);
    padded = *rows[1].cells[0].style;
    padded.before = FB_PT(80);
    mark = (struct fb_paragraph){.style = &padded};
    table->carried = &mark;
    rows[1].height_rule = FB_HEIGHT_AT_LEAST;
    rows[1].height = FB_PT(60);
    rows[2].height_rule = FB_HEIGHT_AT_LEAST;
    rows[2].height = FB_PT(60);
}

static const struct fault FAULTS[] = {
    {"columns wider than the page", FB_DIAG_TABLE_TOO_WIDE, make_wide},
    {"cell narrower than a character", FB_DIAG_TEXT_TOO_WIDE, make_narrow},
    {"text higher than an exact row", FB_DIAG_TEXT_TOO_HIGH, make_exact},
    {"exact row higher than the page", FB_DIAG_ROW_TOO_HIGH, make_row_too_high},
    {"exact row that a mark leaves no room", FB_DIAG_ROW_TOO_HIGH, mark_beside_high_row},
    {"header and mark above it", FB_DIAG_HEADER_TOO_HIGH, mark_above_high_header},
    {"mark and header that leave no room", FB_DIAG_LABEL_TOO_HIGH, mark_high},
    {"padding higher than a page", FB_DIAG_LINE_TOO_HIGH, pad_higher_than_the_page},
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

/* An empty cell has nothing that a row of exact height could cut. */
static void test_low_row_without_text(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    struct fb_pages pages;
    struct fb_row *rows;

    begin(fixture);
    table = make_list(fixture, 3, "标签", one_line);
    rows = (struct fb_row *)(uintptr_t)table.rows;
    for (size_t i = 0; i < rows[2].cell_count; i++)
        ((struct fb_cell *)(uintptr_t)rows[2].cells)[i].paragraph_count = 0;
    rows[2].height_rule = FB_HEIGHT_EXACT;
    rows[2].height = FB_PT(2);
    doc = make_doc(fixture, &table, 1);
    assert_int_equal(fb_layout(&pages, fixture->arena, &doc, fixture->fonts, fixture->sink), FB_OK);
    assert_int_equal(fb_diagnostics_count(fixture->sink, FB_ERROR), 0);
    end(fixture);
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
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_low_row_without_text),
        cmocka_unit_test(test_label_higher_than_a_page),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
