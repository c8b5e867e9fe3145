/* Lines of a table whose cells are open on some sides, and of one without any. */
#include "layout_testing.h"

enum { COLUMNS = 2, ROWS = 2, WIDTH = 120, HEIGHT = 20 };

/* Returns true if a rule runs along a stretch of a grid line. */
static bool has_rule(const struct fb_page *page, fb_length x1, fb_length y1, fb_length x2,
                     fb_length y2)
{
    for (size_t i = 0; i < page->rule_count; i++) {
        const struct fb_placed_rule *rule = &page->rules[i];
        if (rule->x1 <= x1 && rule->x2 >= x2 && rule->y1 <= y1 && rule->y2 >= y2)
            return true;
    }
    return false;
}

/* Draws the sides of each cell that have a rule: "TBLR TB.. " and so on, row by row. */
static void draw_sides(char *out, const struct fb_page *page)
{
    for (size_t i = 0; i < COLUMNS * ROWS; i++) {
        fb_length x = PAGE.left + FB_PT(WIDTH) * (fb_length)(i % COLUMNS), right = x + FB_PT(WIDTH);
        fb_length y = PAGE.top + FB_PT(HEIGHT) * (fb_length)(i / COLUMNS), foot = y + FB_PT(HEIGHT);
        *out++ = has_rule(page, x, y, right, y) ? 'T' : '.';
        *out++ = has_rule(page, x, foot, right, foot) ? 'B' : '.';
        *out++ = has_rule(page, x, y, x, foot) ? 'L' : '.';
        *out++ = has_rule(page, right, y, right, foot) ? 'R' : '.';
        *out++ = ' ';
    }
    out[-1] = '\0';
}

static const struct {
    const char *name;
    unsigned open[COLUMNS * ROWS];
    fb_length outer, inner;
    const char *sides;
} CASES[] = {
    {"all lines", {0}, FB_PT(1), FB_PT(0.5), "TBLR TBLR TBLR TBLR"},
    {"no lines at all", {0}, 0, 0, ".... .... .... ...."},
    {"only the frame", {0}, FB_PT(1), 0, "T.L. T..R .BL. .B.R"},
    {"one cell without lines",
     {FB_SIDE_TOP | FB_SIDE_BOTTOM | FB_SIDE_LEFT | FB_SIDE_RIGHT},
     FB_PT(1),
     FB_PT(0.5),
     ".... TB.R .BLR TBLR"},
    {"one side that two cells share", {FB_SIDE_RIGHT}, FB_PT(1), FB_PT(0.5), "TBL. TB.R TBLR TBLR"},
    {"from below", {0, 0, FB_SIDE_TOP, 0}, FB_PT(1), FB_PT(0.5), "T.LR TBLR .BLR TBLR"},
    {"a side of the frame", {0, 0, 0, FB_SIDE_BOTTOM}, FB_PT(1), FB_PT(0.5), "TBLR TBLR TBLR T.LR"},
};

static void check_case(struct fixture *fixture, size_t index)
{
    static const fb_length WIDTHS[COLUMNS] = {FB_PT(WIDTH), FB_PT(WIDTH)};
    struct fb_cell cells[COLUMNS * ROWS];
    struct fb_row rows[ROWS];
    struct fb_table table = {.columns = WIDTHS,
                             .column_count = COLUMNS,
                             .rows = rows,
                             .row_count = ROWS,
                             .borders = {CASES[index].outer, CASES[index].inner}};
    char sides[COLUMNS * ROWS * 5];
    struct fb_pages pages;
    struct fb_doc doc;

    print_message("%s\n", CASES[index].name);
    begin(fixture);
    for (size_t i = 0; i < COLUMNS * ROWS; i++) {
        cells[i] = make_cell(fixture, i % COLUMNS, 1, 1, "字");
        cells[i].open_sides = CASES[index].open[i];
    }
    for (size_t i = 0; i < ROWS; i++)
        rows[i] = (struct fb_row){.cells = cells + i * COLUMNS, .cell_count = COLUMNS};
    doc = make_doc(fixture, &table, 1);
    pages = lay_out(fixture, &doc);
    draw_sides(sides, &pages.items[0]);
    assert_string_equal(sides, CASES[index].sides);
    end(fixture);
}

static void test_sides(void **state)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_case(*state, i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sides),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
