/* Pages that are given away as they become full, and the rows that are forgotten behind them. */
#include "layout_testing.h"

#include "layout/window.h"

/* A window is free when all rows into which its cells reach are on pages. */
static void test_windows(void **state)
{
    struct fb_windows windows = {0};
    struct fb_window *first, *second;
    struct fb_arena *memory;
    size_t placed = 0;

    (void)state;
    assert_non_null(first = fb_windows_take(&windows, &placed));
    first->end = 5;
    memory = first->arena;
    assert_non_null(fb_arena_alloc(memory, 100));
    placed = 4;
    fb_windows_forget(&windows);
    assert_true(fb_arena_used(memory) > 0);
    assert_non_null(second = fb_windows_take(&windows, &placed));
    assert_ptr_not_equal(second->arena, memory);
    second->end = 6;
    placed = 5;
    fb_windows_forget(&windows);
    assert_int_equal(fb_arena_used(memory), 0);
    assert_ptr_equal(fb_windows_take(&windows, &placed)->arena, memory);
    fb_windows_release(&windows);
    assert_int_equal(windows.items.count, 0);
}

/* Where all rows stay, nothing is forgotten. */
static void test_whole(void **state)
{
    struct fixture *fixture = *state;
    struct fb_windows windows = {0};
    struct fb_window *window;
    size_t placed = 1, used;

    begin(fixture);
    windows.whole = fixture->arena;
    assert_non_null(window = fb_windows_take(&windows, &placed));
    assert_ptr_equal(window->arena, fixture->arena);
    used = fb_arena_used(fixture->arena);
    fb_windows_forget(&windows);
    fb_windows_release(&windows);
    assert_int_equal(fb_arena_used(fixture->arena), used);
    end(fixture);
}

/* What is asked of a taker. */
struct taken {
    size_t pages, lines;
    size_t most;      /* pages that it takes before it fails; 0: all */
    fb_status status; /* with which it then fails */
};

static fb_status take(void *data, const struct fb_page *page)
{
    struct taken *taken = data;

    taken->pages++;
    taken->lines += page->line_count;
    return taken->pages == taken->most ? taken->status : FB_OK;
}

static fb_status lay_out_each(struct fixture *fixture, const struct fb_table *table,
                              struct taken *taken)
{
    struct fb_doc doc = make_doc(fixture, table, 1);

    return fb_layout_each(&doc, fixture->fonts, (struct fb_page_taker){take, taken}, fixture->sink);
}

/* The pages are those that are kept. */
static void test_pages_are_given(void **state)
{
    struct fixture *fixture = *state;
    struct taken taken = {0};
    struct fb_table table;
    struct fb_pages pages;
    struct fb_doc doc;
    size_t lines = 0;

    begin(fixture);
    table = make_list(fixture, 200, "标签", one_line);
    assert_int_equal(lay_out_each(fixture, &table, &taken), FB_OK);
    doc = make_doc(fixture, &table, 1);
    pages = lay_out(fixture, &doc);
    for (size_t i = 0; i < pages.count; i++)
        lines += pages.items[i].line_count;
    assert_true(pages.count > 3);
    assert_int_equal(taken.pages, pages.count);
    assert_int_equal(taken.lines, lines);
    end(fixture);
}

/* Whoever takes them may have enough. */
static void test_taker_fails(void **state)
{
    struct fixture *fixture = *state;
    struct taken taken = {.most = 2, .status = FB_ERR_IO};
    struct fb_table table;

    begin(fixture);
    table = make_list(fixture, 200, "标签", one_line);
    assert_int_equal(lay_out_each(fixture, &table, &taken), FB_ERR_IO);
    assert_int_equal(taken.pages, 2);
    assert_int_equal(fb_diagnostics_count(fixture->sink, FB_ERROR), 0);
    end(fixture);
}

/* Makes a row, below those that earlier pages have, so low that its text has no room. */
static void spoil_row(struct fb_table *table, size_t row)
{
    struct fb_row *spoiled = (struct fb_row *)(uintptr_t)&table->rows[row];

    spoiled->height_rule = FB_HEIGHT_EXACT;
    spoiled->height = FB_PT(1);
}

/* From the first error on no page is given, and all errors are told. */
static void test_errors_behind_pages(void **state)
{
    struct fixture *fixture = *state;
    struct taken all = {0}, taken = {0};
    struct fb_table table;

    begin(fixture);
    table = make_list(fixture, 200, "标签", one_line);
    assert_int_equal(lay_out_each(fixture, &table, &all), FB_OK);
    spoil_row(&table, 120);
    spoil_row(&table, 150);
    assert_int_equal(lay_out_each(fixture, &table, &taken), FB_ERR_INPUT);
    assert_true(taken.pages > 0 && taken.pages < all.pages);
    assert_true(fb_diagnostics_count_code(fixture->sink, FB_DIAG_TEXT_TOO_HIGH) >= 2);
    end(fixture);
}

/* A row that no page can hold ends the table; what is wrong with the rows after it is told too. */
static void test_errors_behind_a_row_that_fits_nowhere(void **state)
{
    struct fixture *fixture = *state;
    struct taken taken = {0};
    struct fb_table table;
    struct fb_row *high;

    begin(fixture);
    table = make_list(fixture, 200, "标签", one_line);
    high = (struct fb_row *)(uintptr_t)&table.rows[60];
    high->height_rule = FB_HEIGHT_EXACT;
    high->height = PAGE.height;
    spoil_row(&table, 190);
    assert_int_equal(lay_out_each(fixture, &table, &taken), FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(fixture->sink, FB_DIAG_ROW_TOO_HIGH), 1);
    assert_true(fb_diagnostics_count_code(fixture->sink, FB_DIAG_TEXT_TOO_HIGH) >= 1);
    end(fixture);
}

/* What is kept with a table leaves its header no room on any page; the table goes on the next. */
static void test_high_header_below_kept_text(void **state)
{
    static const struct fb_style TALL = {
        .name = "tall", .font = FB_FONT_SONG, .size = FB_PT(10), .line_pitch = FB_PT(180)};
    struct fixture *fixture = *state;
    struct fb_run run = {.text = "T", .length = 1, .style = &TALL};
    struct fb_block blocks[2] = {{.kind = FB_BLOCK_PARAGRAPH}, {.kind = FB_BLOCK_TABLE}};
    struct fb_section section = {.page = PAGE, .blocks = blocks, .block_count = 2};
    struct fb_doc doc = {.title = "", .sections = &section, .section_count = 1};
    struct fb_table *table = &blocks[1].as.table;
    struct fb_row *header;
    struct fb_pages pages;

    begin(fixture);
    blocks[0].as.paragraph =
        (struct fb_paragraph){.style = &TALL, .runs = &run, .run_count = 1, .keep_next = true};
    *table = make_list(fixture, 3, "L", one_line);
    header = (struct fb_row *)(uintptr_t)&table->rows[0];
    header->height_rule = FB_HEIGHT_AT_LEAST;
    header->height = FB_PT(90);
    pages = lay_out(fixture, &doc);
    assert_int_equal(pages.count, 2);
    assert_int_equal(count_text(&pages.items[0], "T", FB_PLACED_TEXT), 1);
    assert_int_equal(count_text(&pages.items[1], "r1.", FB_PLACED_TEXT), 1);
    end(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_windows),
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_pages_are_given),
        cmocka_unit_test(test_taker_fails),
        cmocka_unit_test(test_errors_behind_pages),
        cmocka_unit_test(test_errors_behind_a_row_that_fits_nowhere),
        cmocka_unit_test(test_high_header_below_kept_text),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
