/* Lines of a table in WordprocessingML: of two cells that meet, both say what the line is. */
#include "docx/borders.h"
#include "testing.h"

#define NIL(side)  "<w:" side " w:val=\"nil\"/>"
#define LINE(side) "<w:" side " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
#define EDGE(side) "<w:" side " w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>"

/* The left column is one cell of two rows; the right column has a cell in each. */
struct sides_case {
    const char *name;
    unsigned open[3]; /* left, right above, right below */
    size_t row, column;
    const char *borders;
};

static const struct sides_case CASES[] = {
    {"nothing is said where nothing is open", {0, 0, 0}, 0, 0, ""},
    {"an open cell",
     {0, FB_SIDE_TOP | FB_SIDE_BOTTOM | FB_SIDE_LEFT | FB_SIDE_RIGHT, 0},
     0,
     1,
     "<w:tcBorders>" NIL("top") NIL("left") NIL("bottom") NIL("right") "</w:tcBorders>"},
    {"its neighbour below has no line toward it",
     {0, FB_SIDE_BOTTOM, 0},
     1,
     1,
     "<w:tcBorders>" NIL("top") LINE("left") EDGE("bottom") EDGE("right") "</w:tcBorders>"},
    {"its neighbour at the left has none in the same row",
     {0, FB_SIDE_LEFT, 0},
     0,
     0,
     "<w:tcBorders>" EDGE("top") EDGE("left") NIL("right") "</w:tcBorders>"},
    {"but in the next",
     {0, FB_SIDE_LEFT, 0},
     1,
     0,
     "<w:tcBorders>" EDGE("left") EDGE("bottom") LINE("right") "</w:tcBorders>"},
    {"a cell of two rows is open in both",
     {FB_SIDE_RIGHT, 0, 0},
     1,
     1,
     "<w:tcBorders>" LINE("top") NIL("left") EDGE("bottom") EDGE("right") "</w:tcBorders>"},
};

static void check_case(const struct sides_case *test)
{
    static const fb_length COLUMNS[] = {FB_PT(50), FB_PT(50)};
    struct fb_cell above[] = {{.column = 0, .column_span = 1, .row_span = 2},
                              {.column = 1, .column_span = 1, .row_span = 1}};
    struct fb_cell below[] = {{.column = 1, .column_span = 1, .row_span = 1}};
    struct fb_row rows[] = {{.cells = above, .cell_count = 2}, {.cells = below, .cell_count = 1}};
    struct fb_table table = {.columns = COLUMNS,
                             .column_count = 2,
                             .rows = rows,
                             .row_count = 2,
                             .borders = {FB_PT(1), FB_PT(0.5)}};
    struct fb_docx_lines lines;
    struct fb_grid_error error;
    struct fb_xml_writer xml;
    struct fb_arena *arena;
    struct fb_buffer out;
    struct fb_grid grid;

    print_message("%s\n", test->name);
    above[0].open_sides = test->open[0];
    above[1].open_sides = test->open[1];
    below[0].open_sides = test->open[2];
    assert_int_equal(fb_arena_new(&arena, 1 << 20), FB_OK);
    assert_int_equal(fb_grid_build(&grid, arena, &table, &error), FB_OK);
    fb_buffer_init(&out, 1 << 20);
    fb_xml_writer_init_fragment(&xml, &out);
    fb_docx_lines_init(&lines, &table, &grid, false);
    fb_docx_write_cell_borders(&xml, &lines, fb_grid_cell(&grid, test->row, test->column),
                               test->row);
    assert_int_equal(fb_xml_writer_finish(&xml), FB_OK);
    assert_string_equal(out.data, test->borders);
    fb_buffer_release(&out);
    fb_arena_free(arena);
}

static void test_sides(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_case(&CASES[i]);
}

/* A table without any line says so, for Word draws what a table style has otherwise. */
static void test_no_lines(void **state)
{
    struct fb_table table = {.borders = {0, 0}};
    struct fb_grid grid = {0};
    struct fb_docx_lines lines;
    struct fb_xml_writer xml;
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, 1 << 20);
    fb_xml_writer_init_fragment(&xml, &out);
    fb_docx_lines_init(&lines, &table, &grid, false);
    fb_docx_write_table_borders(&xml, &lines);
    assert_int_equal(fb_xml_writer_finish(&xml), FB_OK);
    assert_string_equal(out.data, "<w:tblBorders>" NIL("top") NIL("left") NIL("bottom") NIL("right")
                                      NIL("insideH") NIL("insideV") "</w:tblBorders>");
    fb_buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sides),
        cmocka_unit_test(test_no_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
