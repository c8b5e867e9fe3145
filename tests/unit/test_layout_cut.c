/*
 * test_layout_cut.c: rows that no page can hold whole, and what stands beside and above them.
 *
 * A page has room for ten lines of rows of one line each, 200 pt.
 */
#include "layout_testing.h"

static const fb_length COLUMNS[] = {FB_PT(60), FB_PT(100)};

/* A table of two columns whose first `header_rows` rows are its header. */
static struct fb_table make_table(struct fb_row *rows, size_t count, size_t header_rows)
{
    return (struct fb_table){.columns = COLUMNS,
                             .column_count = 2,
                             .rows = rows,
                             .row_count = count,
                             .header_rows = header_rows,
                             .borders = {FB_PT(1), FB_PT(0.5)}};
}

/* Text of so many lines: t1, t2 … */
static const char *lines_of(struct fixture *fixture, size_t count)
{
    struct fb_buffer text;
    const char *copy;

    fb_buffer_init(&text, 1 << 20);
    for (size_t i = 1; i <= count; i++)
        fb_buffer_append_format(&text, "%st%zu", i > 1 ? "\n" : "", i);
    copy = fb_arena_string(fixture->arena, text.data);
    fb_buffer_release(&text);
    return copy;
}

static struct fb_row make_row(struct fixture *fixture, const struct fb_cell *cells, size_t count)
{
    struct fb_cell *copy = FB_NEW_ARRAY(fixture->arena, struct fb_cell, count);

    for (size_t i = 0; i < count; i++)
        copy[i] = cells[i];
    return (struct fb_row){.cells = copy, .cell_count = count};
}

static struct fb_pages lay_out_table(struct fixture *fixture, const struct fb_table *table)
{
    struct fb_doc doc = make_doc(fixture, table, 1);
    struct fb_pages pages = lay_out(fixture, &doc);

    check_inside(&pages);
    check_apart(&pages);
    check_rules_clear(&pages);
    return pages;
}

/* A merged cell that begins in a row that is cut stands on each part if it is a label, else once.
 */
static void test_merged_cell_beside_a_cut_row(void **state)
{
    struct fixture *fixture = *state;

    for (int label = 0; label < 2; label++) {
        struct fb_cell first[2], second[1];
        struct fb_row rows[2];
        struct fb_table table = make_table(rows, 2, 0);
        struct fb_pages pages;
        begin(fixture);
        first[0] = make_cell(fixture, 0, 1, 2, "label");
        first[0].repeat_label = label == 1;
        first[1] = make_cell(fixture, 1, 1, 1, lines_of(fixture, 30));
        second[0] = make_cell(fixture, 1, 1, 1, "last");
        rows[0] = make_row(fixture, first, 2);
        rows[1] = make_row(fixture, second, 1);
        pages = lay_out_table(fixture, &table);
        assert_int_equal(pages.count, 3);
        for (size_t p = 0; p < pages.count; p++) {
            assert_int_equal(count_text(&pages.items[p], "label", FB_PLACED_TEXT), p == 0);
            assert_int_equal(count_text(&pages.items[p], "label", FB_PLACED_REPEATED),
                             label == 1 && p > 0);
        }
        assert_int_equal(count_in_pages(&pages, "t30", FB_PLACED_TEXT), 1);
        end(fixture);
    }
}

/* So does a heading of the row that is cut, however little of the row the last part has. */
static void test_heading_of_a_cut_row(void **state)
{
    struct fixture *fixture = *state;

    for (size_t lines = 14; lines <= 40; lines++) {
        for (int label = 0; label < 2; label++) {
            struct fb_cell cells[2];
            struct fb_row rows[1];
            struct fb_table table = make_table(rows, 1, 0);
            struct fb_pages pages;
            begin(fixture);
            cells[0] = make_cell(fixture, 0, 1, 1, "l1\nl2\nl3\nl4");
            cells[0].repeat_label = label == 1;
            cells[1] = make_cell(fixture, 1, 1, 1, lines_of(fixture, lines));
            rows[0] = make_row(fixture, cells, 2);
            pages = lay_out_table(fixture, &table);
            assert_true(pages.count > 1);
            for (size_t p = 0; p < pages.count; p++) {
                assert_int_equal(count_text(&pages.items[p], "l4", FB_PLACED_TEXT), p == 0);
                assert_int_equal(count_text(&pages.items[p], "l4", FB_PLACED_REPEATED),
                                 label == 1 && p > 0);
            }
            end(fixture);
        }
    }
}

/* A cut row leaves as much of its last page to a label as that needs. */
static void test_label_below_the_rest_of_a_cut_row(void **state)
{
    struct fixture *fixture = *state;

    for (size_t lines = 14; lines <= 40; lines++) {
        struct fb_cell first[2], second[1];
        struct fb_row rows[2];
        struct fb_table table = make_table(rows, 2, 0);
        struct fb_pages pages;
        begin(fixture);
        first[0] = make_cell(fixture, 0, 1, 2, "l1\nl2\nl3\nl4");
        first[1] = make_cell(fixture, 1, 1, 1, lines_of(fixture, lines));
        second[0] = make_cell(fixture, 1, 1, 1, lines_of(fixture, 9));
        rows[0] = make_row(fixture, first, 2);
        rows[1] = make_row(fixture, second, 1);
        pages = lay_out_table(fixture, &table);
        for (size_t p = 0; p < pages.count; p++)
            assert_int_equal(
                count_text(&pages.items[p], "l4", p == 0 ? FB_PLACED_TEXT : FB_PLACED_REPEATED), 1);
        end(fixture);
    }
}

/* The header stands above a first row that has no room below it but in parts. */
static void test_header_above_a_row_higher_than_the_page(void **state)
{
    struct fixture *fixture = *state;
    struct fb_cell header[2], high[2];
    struct fb_row rows[2];
    struct fb_table table = make_table(rows, 2, 1);
    struct fb_pages pages;

    begin(fixture);
    header[0] = make_cell(fixture, 0, 1, 1, "head");
    header[1] = make_cell(fixture, 1, 1, 1, "");
    high[0] = make_cell(fixture, 0, 1, 1, "low");
    high[1] = make_cell(fixture, 1, 1, 1, "");
    rows[0] = make_row(fixture, header, 2);
    rows[1] = make_row(fixture, high, 2);
    rows[1].height_rule = FB_HEIGHT_AT_LEAST;
    rows[1].height = FB_PT(190);
    pages = lay_out_table(fixture, &table);
    assert_int_equal(pages.count, 1);
    assert_int_equal(count_text(&pages.items[0], "head", FB_PLACED_TEXT), 1);
    assert_int_equal(count_text(&pages.items[0], "low", FB_PLACED_TEXT), 1);
    /* It is as high as the page allows. */
    assert_true(count_rules_at(&pages.items[0], PAGE.height - PAGE.bottom) > 0);
    end(fixture);
}

/* What a merged cell of the header needs is part of the header's height on every page. */
static void test_header_grown_by_a_merged_cell(void **state)
{
    struct fixture *fixture = *state;
    struct fb_cell upper[2], lower[1];
    struct fb_row rows[20];
    struct fb_table table = make_table(rows, 20, 2);
    struct fb_pages pages;

    begin(fixture);
    upper[0] = make_cell(fixture, 0, 1, 2, "h1\nh2\nh3\nh4\nh5\nh6");
    upper[1] = make_cell(fixture, 1, 1, 1, "");
    lower[0] = make_cell(fixture, 1, 1, 1, "");
    rows[0] = make_row(fixture, upper, 2);
    rows[1] = make_row(fixture, lower, 1);
    for (size_t i = 2; i < 20; i++) {
        struct fb_cell cells[2] = {make_cell(fixture, 0, 1, 1, "a\nb\nc\nd\ne\nf\ng"),
                                   make_cell(fixture, 1, 1, 1, "")};
        rows[i] = make_row(fixture, cells, 2);
        rows[i].keep_next = true;
    }
    pages = lay_out_table(fixture, &table);
    assert_int_equal(count_in_pages(&pages, "h6", FB_PLACED_TEXT), 1);
    assert_int_equal(count_in_pages(&pages, "h6", FB_PLACED_REPEATED), pages.count - 1);
    assert_int_equal(count_in_pages(&pages, "g", FB_PLACED_TEXT), 18);
    end(fixture);
}

/* A row whose cells all belong to others has no line to be cut at, and is no fault. */
static void test_row_without_cells(void **state)
{
    struct fixture *fixture = *state;
    struct fb_cell first[2];
    struct fb_row rows[2];
    struct fb_table table = make_table(rows, 2, 0);
    struct fb_pages pages;

    begin(fixture);
    first[0] = make_cell(fixture, 0, 1, 2, "left");
    first[1] = make_cell(fixture, 1, 1, 2, "right");
    rows[0] = make_row(fixture, first, 2);
    rows[0].height_rule = FB_HEIGHT_AT_LEAST;
    rows[0].height = FB_PT(500);
    rows[1] = make_row(fixture, NULL, 0);
    rows[1].height_rule = FB_HEIGHT_AT_LEAST;
    rows[1].height = FB_PT(500);
    pages = lay_out_table(fixture, &table);
    assert_int_equal(count_in_pages(&pages, "left", FB_PLACED_TEXT), 1);
    assert_int_equal(count_in_pages(&pages, "right", FB_PLACED_TEXT), 1);
    end(fixture);
}

/* A piece that shows nothing, because only a cell without text fits, is not worth the room. */
static void test_no_piece_without_text(void **state)
{
    struct fixture *fixture = *state;
    struct fb_style large = CELL;
    struct fb_row rows[10];
    struct fb_table table = make_table(rows, 10, 0);
    struct fb_pages pages;

    begin(fixture);
    large.line_pitch = FB_PT(30);
    for (size_t i = 0; i < 10; i++) {
        struct fb_cell cells[2] = {
            make_cell(fixture, 0, 1, 1, ""),
            make_cell(fixture, 1, 1, 1, i < 9 ? "a" : lines_of(fixture, 30))};
        struct fb_paragraph *paragraph = (struct fb_paragraph *)(uintptr_t)cells[1].paragraphs;
        paragraph->style = i < 9 ? &CELL : &large;
        rows[i] = make_row(fixture, cells, 2);
    }
    pages = lay_out_table(fixture, &table);
    assert_true(count_rules_at(&pages.items[0], PAGE.top + FB_PT(180)) > 0);
    assert_int_equal(count_rules_at(&pages.items[0], PAGE.top + FB_PT(200)), 0);
    assert_int_equal(count_text(&pages.items[1], "t1", FB_PLACED_TEXT), 1);
    end(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merged_cell_beside_a_cut_row),
        cmocka_unit_test(test_heading_of_a_cut_row),
        cmocka_unit_test(test_label_below_the_rest_of_a_cut_row),
        cmocka_unit_test(test_header_above_a_row_higher_than_the_page),
        cmocka_unit_test(test_header_grown_by_a_merged_cell),
        cmocka_unit_test(test_row_without_cells),
        cmocka_unit_test(test_no_piece_without_text),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
