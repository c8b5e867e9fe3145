#include "doc/docx_parts.h"
#include "doc/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { COLUMNS = 3, MAX_CELLS = 4, MAX_ROWS = 4, ARENA_LIMIT = 1 << 20 };

/* A cell as column, column span, row span; a column span of END ends the row. */
struct shape {
    size_t column, column_span, row_span;
};

#define END            \
    {                  \
        SIZE_MAX, 0, 0 \
    }

struct grid_case {
    const char *name;
    size_t row_count;
    size_t header_rows;
    struct shape rows[MAX_ROWS][MAX_CELLS];
    enum fb_grid_fault fault;
    size_t row, column;
};

static const struct grid_case CASES[] = {
    {"one row of single cells", 1, 0, {{{0, 1, 1}, {1, 1, 1}, {2, 1, 1}, END}}, FB_GRID_OK, 0, 0},
    {"spans in both directions",
     2,
     0,
     {{{0, 2, 2}, {2, 1, 1}, END}, {{2, 1, 1}, END}},
     FB_GRID_OK,
     0,
     0},
    {"labels over rows that are alike",
     4,
     0,
     {{{0, 1, 3}, {1, 1, 3}, {2, 1, 1}, END}, {{2, 1, 1}, END}, {{2, 1, 1}, END}, {{0, 3, 1}, END}},
     FB_GRID_OK,
     0,
     0},
    {"a row without cells of its own", 2, 0, {{{0, 3, 2}, END}, {END}}, FB_GRID_OK, 0, 0},
    {"a header of two rows",
     3,
     2,
     {{{0, 1, 2}, {1, 2, 1}, END}, {{1, 2, 1}, END}, {{0, 3, 1}, END}},
     FB_GRID_OK,
     0,
     0},
    {"overlap in one row", 1, 0, {{{0, 2, 1}, {1, 2, 1}, END}}, FB_GRID_OVERLAP, 0, 1},
    {"overlap with a cell from above",
     2,
     0,
     {{{0, 1, 2}, {1, 2, 1}, END}, {{0, 3, 1}, END}},
     FB_GRID_OVERLAP,
     1,
     0},
    {"gap in the middle", 1, 0, {{{0, 1, 1}, {2, 1, 1}, END}}, FB_GRID_GAP, 0, 1},
    {"gap at the end of the second row",
     2,
     0,
     {{{0, 3, 1}, END}, {{0, 2, 1}, END}},
     FB_GRID_GAP,
     1,
     2},
    {"the gap above is found before the overlap below",
     2,
     0,
     {{{0, 2, 1}, END}, {{0, 3, 1}, {1, 1, 1}, END}},
     FB_GRID_GAP,
     0,
     2},
    {"past the last column", 1, 0, {{{0, 2, 1}, {2, 2, 1}, END}}, FB_GRID_OUTSIDE, 0, 2},
    {"past the last row", 1, 0, {{{0, 3, 2}, END}}, FB_GRID_OUTSIDE, 0, 0},
    {"a column span of 0", 1, 0, {{{0, 3, 1}, {1, 0, 1}, END}}, FB_GRID_OUTSIDE, 0, 1},
    {"a row span of 0", 1, 0, {{{0, 3, 0}, END}}, FB_GRID_OUTSIDE, 0, 0},
    {"a span that would overflow", 1, 0, {{{1, SIZE_MAX, 1}, END}}, FB_GRID_OUTSIDE, 0, 1},
    {"from the header to the table's end",
     3,
     1,
     {{{0, 1, 3}, {1, 2, 1}, END}, {{1, 2, 1}, END}, {{1, 2, 1}, END}},
     FB_GRID_OK,
     0,
     0},
    {"from the header into the body",
     3,
     1,
     {{{0, 1, 2}, {1, 2, 1}, END}, {{1, 2, 1}, END}, {{0, 3, 1}, END}},
     FB_GRID_HEADER,
     0,
     0},
};

static struct fb_table make_table(struct fb_arena *arena, const struct grid_case *test)
{
    static const fb_length widths[COLUMNS] = {FB_MM(10), FB_MM(20), FB_MM(30)};
    struct fb_row *rows = FB_NEW_ARRAY(arena, struct fb_row, test->row_count);

    assert_non_null(rows);
    for (size_t r = 0; r < test->row_count; r++) {
        struct fb_cell *cells = FB_NEW_ARRAY(arena, struct fb_cell, MAX_CELLS);
        const struct shape *shape = test->rows[r];

        assert_non_null(cells);
        rows[r].cells = cells;
        for (; shape->column != SIZE_MAX; shape++) {
            cells[rows[r].cell_count++] =
                (struct fb_cell){.column = (uint32_t)shape->column,
                                 .column_span = (uint32_t)shape->column_span,
                                 .row_span = (uint32_t)shape->row_span};
        }
    }
    return (struct fb_table){.columns = widths,
                             .column_count = COLUMNS,
                             .rows = rows,
                             .row_count = test->row_count,
                             .header_rows = test->header_rows};
}

static void check_case(const struct grid_case *test)
{
    struct fb_grid_error error = {.row = SIZE_MAX, .column = SIZE_MAX};
    struct fb_grid grid = {0};
    struct fb_arena *arena;
    struct fb_table table;
    fb_status status;

    assert_int_equal(fb_arena_new(&arena, ARENA_LIMIT), FB_OK);
    table = make_table(arena, test);
    status = fb_grid_build(&grid, arena, &table, &error);
    if (error.fault != test->fault || error.row != test->row || error.column != test->column)
        fail_msg("%s: fault %d at row %zu, column %zu", test->name, (int)error.fault, error.row,
                 error.column);
    assert_int_equal(status, test->fault == FB_GRID_OK ? FB_OK : FB_ERR_INPUT);
    assert_true((error.cell != NULL) == (test->fault != FB_GRID_OK && test->fault != FB_GRID_GAP));
    assert_int_equal(grid.row_count, test->fault == FB_GRID_OK ? test->row_count : 0);
    fb_arena_free(arena);
}

static void test_tiling(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_case(&CASES[i]);
}

/* The grid borrows the table. */
static struct fb_grid make_grid(struct fb_arena *arena, const struct fb_table *table)
{
    struct fb_grid_error error;
    struct fb_grid grid;

    assert_int_equal(fb_grid_build(&grid, arena, table, &error), FB_OK);
    return grid;
}

static void test_places(void **state)
{
    struct fb_arena *arena;
    struct fb_table table;
    struct fb_grid grid;

    (void)state;
    assert_int_equal(fb_arena_new(&arena, ARENA_LIMIT), FB_OK);
    table = make_table(arena, &CASES[1]);
    grid = make_grid(arena, &table);
    assert_ptr_equal(fb_grid_cell(&grid, 0, 0), &table.rows[0].cells[0]);
    assert_ptr_equal(fb_grid_cell(&grid, 1, 1), &table.rows[0].cells[0]);
    assert_int_equal(fb_grid_first_row(&grid, 1, 1), 0);
    assert_ptr_equal(fb_grid_cell(&grid, 1, 2), &table.rows[1].cells[0]);
    assert_int_equal(fb_grid_first_row(&grid, 1, 2), 1);
    fb_arena_free(arena);
}

/* Rows that are alike have one band, and each its own cells. */
static void test_bands(void **state)
{
    struct fb_arena *arena;
    struct fb_table table;
    struct fb_grid grid;

    (void)state;
    assert_int_equal(fb_arena_new(&arena, ARENA_LIMIT), FB_OK);
    table = make_table(arena, &CASES[2]);
    grid = make_grid(arena, &table);
    assert_ptr_equal(grid.bands[1], grid.bands[2]);
    for (size_t row = 0; row < 3; row++) {
        struct fb_grid_place label = fb_grid_at(&grid, row, 1), own = fb_grid_at(&grid, row, 2);

        assert_ptr_equal(label.cell, &table.rows[0].cells[1]);
        assert_int_equal(label.first_row, 0);
        assert_ptr_equal(own.cell, &table.rows[row].cells[row == 0 ? 2 : 0]);
        assert_int_equal(own.first_row, row);
    }
    assert_ptr_equal(fb_grid_cell(&grid, 3, 0), &table.rows[3].cells[0]);
    assert_int_equal(fb_grid_first_row(&grid, 3, 2), 3);
    fb_arena_free(arena);
}

static void test_memory_limit(void **state)
{
    struct fb_grid_error error;
    struct fb_arena *roomy, *narrow;
    struct fb_table table;
    struct fb_grid grid;

    (void)state;
    assert_int_equal(fb_arena_new(&roomy, ARENA_LIMIT), FB_OK);
    assert_int_equal(fb_arena_new(&narrow, 16), FB_OK);
    table = make_table(roomy, &CASES[1]);
    assert_int_equal(fb_grid_build(&grid, narrow, &table, &error), FB_ERR_NOMEM);
    assert_int_equal(error.fault, FB_GRID_OK);
    table.column_count = SIZE_MAX;
    assert_int_equal(fb_grid_build(&grid, roomy, &table, &error), FB_ERR_NOMEM);
    fb_arena_free(narrow);
    fb_arena_free(roomy);
}

static void test_span_width(void **state)
{
    struct fb_arena *arena;
    struct fb_table table;

    (void)state;
    assert_int_equal(fb_arena_new(&arena, ARENA_LIMIT), FB_OK);
    table = make_table(arena, &CASES[0]);
    assert_int_equal(fb_table_span_width(&table, 0, 3), FB_MM(60));
    assert_int_equal(fb_table_span_width(&table, 1, 1), FB_MM(20));
    assert_int_equal(fb_table_span_width(&table, 1, 9), FB_MM(50));
    fb_arena_free(arena);
}

static void test_placeholder(void **state)
{
    static const char *const NONE[] = {
        "", FB_DOCX_PLACEHOLDER, " \n\t", "\u00A0\u2002\u3000", "点击填写", " 点击填写\u3000"};
    static const char *const DATA[] = {"/",         "点击",     "请点击填写",
                                       "点击填写1", "\u3000无", "点击填写点击填写"};

    (void)state;
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        assert_true(fb_docx_is_placeholder(NONE[i]));
    for (size_t i = 0; i < sizeof DATA / sizeof *DATA; i++)
        assert_false(fb_docx_is_placeholder(DATA[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tiling),     cmocka_unit_test(test_places),
        cmocka_unit_test(test_bands),      cmocka_unit_test(test_memory_limit),
        cmocka_unit_test(test_span_width), cmocka_unit_test(test_placeholder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
