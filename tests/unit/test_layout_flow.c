/*
 * test_layout_flow.c: where pages cut a table, by what its template asks for.
 */
#include "layout_testing.h"

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

static size_t rows_on_last_page(const struct fb_pages *pages, size_t count)
{
    size_t rows = 0;

    for (size_t i = 1; i <= count; i++) {
        char text[40];
        snprintf(text, sizeof text, "v%zu.", i);
        rows += page_of(pages, text) + 1 == pages->count;
    }
    return rows;
}

/*
 * A page has nine rows below the header. The tenth does not stand alone on a second page, unless a
 * group would move that leaves the first page empty, or the table goes on.
 */
static void test_last_row_has_company(void **state)
{
    static const struct {
        size_t count, kept;
        bool goes_on;
        size_t last;
    } CASES[] = {{9, 0, false, 9},  {10, 0, false, 2}, {11, 0, false, 2}, {19, 0, false, 2},
                 {10, 2, false, 4}, {10, 3, false, 1}, {10, 0, true, 1}};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct fb_table table;
        struct fb_doc doc;
        struct fb_pages pages;
        begin(fixture);
        table = make_list(fixture, CASES[i].count, "标签", one_line);
        for (size_t k = 0; k < CASES[i].kept; k++)
            ((struct fb_row *)(uintptr_t)table.rows)[CASES[i].count - 2 - k].keep_next = true;
        table.goes_on = CASES[i].goes_on;
        doc = make_doc(fixture, &table, 1);
        pages = lay_out(fixture, &doc);
        check_list(&pages, CASES[i].count, one_line);
        assert_int_equal(rows_on_last_page(&pages, CASES[i].count), CASES[i].last);
        end(fixture);
    }
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
    struct fb_paragraph marks[2] = {{.style = &CELL, .runs = &runs[0], .run_count = 1},
                                    {.style = &CELL, .runs = &runs[1], .run_count = 1}};

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

/*
 * On a landscape sheet turned upright, head to the left, the number stands where it does on the
 * others: below the type area, on odd pages at the right, on even pages at the left.
 */
static void test_number_on_landscape_sheets(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    struct fb_pages pages;
    struct fb_page_setup *setup;

    begin(fixture);
    table = make_list(fixture, 12, "标签", one_line);
    doc = make_doc(fixture, &table, 1);
    setup = (struct fb_page_setup *)(uintptr_t)&doc.sections[0].page;
    setup->number_upright = true;
    pages = lay_out(fixture, &doc);
    for (size_t p = 0; p < 2; p++) {
        const struct fb_page *page = &pages.items[p];
        const struct fb_placed_line *number = &page->lines[page->line_count - 1];
        assert_int_equal(number->kind, FB_PLACED_PAGE_NUMBER);
        assert_true(number->line->vertical && number->line->runs[0].turned);
        /* The sheet's left margin is the foot; its upper edge is the left side. */
        assert_true(number->x < PAGE.left - PAGE.number_distance);
        assert_true(number->x > 0);
        if (p == 0)
            assert_int_equal(number->y + number->line->width,
                             PAGE.height - PAGE.bottom - NUMBER.size);
        else
            assert_int_equal(number->y, PAGE.top + NUMBER.size);
    }
    end(fixture);
}

/* Numbers go on after those of the documents before, and may be small Roman ones. */
static void test_numbers_that_go_on(void **state)
{
    static const struct {
        size_t before;
        bool roman;
        const char *first, *second;
    } CASES[] = {
        {0, false, "— 1 —", "— 2 —"},    {7, false, "— 8 —", "— 9 —"},
        {0, true, "— i —", "— ii —"},    {3, true, "— iv —", "— v —"},
        {39, true, "— xl —", "— xli —"}, {1993, true, "— mcmxciv —", "— mcmxcv —"},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct fb_table table;
        struct fb_doc doc;
        struct fb_pages pages;
        const struct fb_placed_line *first, *second;

        begin(fixture);
        table = make_list(fixture, 12, "标签", one_line);
        doc = make_doc(fixture, &table, 1);
        doc.pages_before = CASES[i].before;
        ((struct fb_page_setup *)(uintptr_t)&doc.sections[0].page)->number_roman = CASES[i].roman;
        pages = lay_out(fixture, &doc);
        first = &pages.items[0].lines[pages.items[0].line_count - 1];
        second = &pages.items[1].lines[pages.items[1].line_count - 1];
        assert_string_equal(first->line->text, CASES[i].first);
        assert_string_equal(second->line->text, CASES[i].second);
        /* Odd ones stand at the right, even ones at the left. */
        assert_int_equal(first->x > second->x, CASES[i].before % 2 == 0);
        end(fixture);
    }
}

/* Makes a list's label begin in the header: it then has the header's height on each page too. */
static void begin_label_in_header(struct fixture *fixture, struct fb_table *table,
                                  const char *label)
{
    struct fb_row *rows = (struct fb_row *)(uintptr_t)table->rows;
    struct fb_cell *header = (struct fb_cell *)(uintptr_t)rows[0].cells;

    header[0] = make_cell(fixture, 0, 1, table->row_count, label);
    rows[1].cells++;
    rows[1].cell_count--;
}

static void test_label_beside_header_and_rows(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    struct fb_pages pages;

    begin(fixture);
    table = make_list(fixture, 20, "标签", one_line);
    begin_label_in_header(fixture, &table, "标签");
    doc = make_doc(fixture, &table, 1);
    pages = lay_out(fixture, &doc);
    assert_int_equal(pages.count, 3);
    check_inside(&pages);
    check_rules_clear(&pages);
    for (size_t p = 0; p < pages.count; p++) {
        const struct fb_page *page = &pages.items[p];
        enum fb_placed_kind kind = p == 0 ? FB_PLACED_TEXT : FB_PLACED_REPEATED;
        assert_int_equal(count_text(page, "标签", kind), 1);
        assert_int_equal(count_text(page, "指标", kind), 1);
        /* The line below the header begins at its second column. */
        for (size_t i = 0; i < page->rule_count; i++) {
            const struct fb_placed_rule *rule = &page->rules[i];
            assert_true(rule->y1 != PAGE.top + FB_PT(20) || rule->y1 != rule->y2 ||
                        rule->x1 == PAGE.left + FB_PT(60));
        }
    }
    end(fixture);
}

/* The rows of a last page are no higher than they must be: the label has the header's room too. */
static void test_label_beside_few_rows(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    struct fb_pages pages;
    const struct fb_page *last;

    begin(fixture);
    table = make_list(fixture, 10, "标签", one_line);
    begin_label_in_header(fixture, &table, "标\n签");
    doc = make_doc(fixture, &table, 1);
    pages = lay_out(fixture, &doc);
    assert_int_equal(pages.count, 2);
    last = &pages.items[1];
    assert_int_equal(count_text(last, "v10.", FB_PLACED_TEXT), 1);
    assert_int_equal(count_rules_at(last, PAGE.top + FB_PT(40)), 1);
    end(fixture);
}

static struct fb_paragraph make_paragraph(struct fixture *fixture, const char *text, bool keep)
{
    struct fb_run *run = FB_NEW(fixture->arena, struct fb_run);

    *run = (struct fb_run){.text = text, .length = strlen(text), .style = &CELL};
    return (struct fb_paragraph){.style = &CELL, .runs = run, .run_count = 1, .keep_next = keep};
}

/* Paragraphs above a table: `count` of no consequence, then two that are kept with it. */
static struct fb_doc make_titles(struct fixture *fixture, size_t count,
                                 const struct fb_table *table)
{
    struct fb_block *blocks = FB_NEW_ARRAY(fixture->arena, struct fb_block, count + 3);
    struct fb_section *section = FB_NEW(fixture->arena, struct fb_section);

    for (size_t i = 0; i < count; i++)
        blocks[i].as.paragraph = make_paragraph(fixture, "前文", false);
    blocks[count].as.paragraph = make_paragraph(fixture, "表题", true);
    blocks[count + 1].as.paragraph = make_paragraph(fixture, "年度\n单位", true);
    for (size_t i = 0; i < count + 2; i++)
        blocks[i].kind = FB_BLOCK_PARAGRAPH;
    blocks[count + 2] = (struct fb_block){.kind = FB_BLOCK_TABLE, .as.table = *table};
    *section = (struct fb_section){.page = PAGE, .blocks = blocks, .block_count = count + 3};
    return (struct fb_doc){.language = "zh-CN", .sections = section, .section_count = 1};
}

/* Wherever a page ends, a title is above the first row, and pages are not left for nothing. */
static void test_paragraphs_stay_with_a_table(void **state)
{
    struct fixture *fixture = *state;

    for (size_t count = 0; count <= 20; count++) {
        struct fb_table table;
        struct fb_doc doc;
        struct fb_pages pages;
        size_t page;
        begin(fixture);
        table = make_list(fixture, 3, "标签", one_line);
        doc = make_titles(fixture, count, &table);
        pages = lay_out(fixture, &doc);
        check_inside(&pages);
        check_apart(&pages);
        page = page_of(&pages, "v1.");
        assert_int_equal(page_of(&pages, "表题"), page);
        assert_int_equal(page_of(&pages, "年度"), page);
        assert_int_equal(page_of(&pages, "单位"), page);
        assert_int_equal(count_in_pages(&pages, "表题", FB_PLACED_TEXT), 1);
        assert_int_equal(count_in_pages(&pages, "前文", FB_PLACED_TEXT), count);
        /* Each line has 14 pt, the header and the first row have 20 pt each. */
        assert_int_equal(page, ((count + 3) * 14 + 2 * 20 - 1) / 200);
        end(fixture);
    }
}

/* What no page can hold together is divided, and all of it is there. */
static void test_paragraphs_larger_than_a_page(void **state)
{
    struct fixture *fixture = *state;
    struct fb_table table;
    struct fb_doc doc;
    struct fb_pages pages;
    struct fb_block *blocks;

    begin(fixture);
    table = make_list(fixture, 3, "标签", one_line);
    doc = make_titles(fixture, 15, &table);
    blocks = (struct fb_block *)(uintptr_t)doc.sections[0].blocks;
    for (size_t i = 0; i < 15; i++)
        blocks[i].as.paragraph.keep_next = true;
    pages = lay_out(fixture, &doc);
    check_inside(&pages);
    check_apart(&pages);
    assert_int_equal(pages.count, 2);
    assert_int_equal(count_in_pages(&pages, "前文", FB_PLACED_TEXT), 15);
    assert_int_equal(page_of(&pages, "v1."), 1);
    end(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups_are_kept_together),
        cmocka_unit_test(test_group_larger_than_a_page),
        cmocka_unit_test(test_last_row_has_company),
        cmocka_unit_test(test_blank_rows_fill_the_page),
        cmocka_unit_test(test_marks_where_pages_cut),
        cmocka_unit_test(test_number_on_landscape_sheets),
        cmocka_unit_test(test_numbers_that_go_on),
        cmocka_unit_test(test_label_beside_header_and_rows),
        cmocka_unit_test(test_label_beside_few_rows),
        cmocka_unit_test(test_paragraphs_stay_with_a_table),
        cmocka_unit_test(test_paragraphs_larger_than_a_page),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
