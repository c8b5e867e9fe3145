/*
 * test_sheet.c: the model of a workbook: what is found in it, and how it is built.
 */
#include "sheet/build.h"

#include "testing.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct fb_workbook *new_workbook(void)
{
    struct fb_workbook *workbook;

    assert_int_equal(fb_workbook_new(&workbook, "项目.xlsx"), FB_OK);
    return workbook;
}

static void add(struct fb_workbook *workbook, uint32_t row, uint32_t column, const char *text)
{
    struct fb_buffer *texts = fb_workbook_text(workbook);
    struct fb_cell cell = {row, column, (uint32_t)texts->length, (uint32_t)strlen(text),
                           FB_CELL_TEXT};

    fb_buffer_append_format(texts, "%s\n", text);
    assert_int_equal(fb_workbook_add_cell(workbook, &cell), FB_OK);
}

static void expect(const struct fb_workbook *workbook, size_t sheet, uint32_t row, uint32_t column,
                   const char *text)
{
    const struct fb_cell *cell = fb_sheet_at(&workbook->sheets[sheet], row, column);
    struct fb_position position;
    struct fb_arena *arena;

    if (text == NULL) {
        assert_null(cell);
        return;
    }
    assert_non_null(cell);
    assert_int_equal(fb_arena_new(&arena, 1000), FB_OK);
    assert_string_equal(fb_cell_text(arena, workbook, cell), text);
    position = fb_cell_position(workbook, cell);
    assert_ptr_equal(position.source, &workbook->source);
    assert_int_equal(position.length, strlen(text));
    assert_memory_equal(position.source->text + position.offset, text, position.length);
    fb_arena_free(arena);
}

static void test_cells(void **state)
{
    struct fb_workbook *workbook = new_workbook();

    (void)state;
    assert_int_equal(fb_workbook_add_sheet(workbook, "项目", false), FB_OK);
    add(workbook, 0, 0, "名称");
    add(workbook, 0, 2, "金额");
    add(workbook, 4, 1, "");
    add(workbook, 4, 2, "935.00");
    assert_int_equal(fb_workbook_add_sheet(workbook, "空", true), FB_OK);
    assert_int_equal(fb_workbook_add_sheet(workbook, "Data", false), FB_OK);
    add(workbook, 0, 0, "x");
    assert_int_equal(fb_workbook_finish(workbook), FB_OK);
    assert_int_equal(workbook->sheet_count, 3);
    assert_int_equal(workbook->sheets[0].cell_count, 3);
    expect(workbook, 0, 0, 0, "名称");
    expect(workbook, 0, 0, 1, NULL);
    expect(workbook, 0, 4, 1, NULL);
    expect(workbook, 0, 4, 2, "935.00");
    expect(workbook, 0, 4, 3, NULL);
    expect(workbook, 1, 0, 0, NULL);
    expect(workbook, 2, 0, 0, "x");
    assert_true(workbook->sheets[1].hidden);
    assert_ptr_equal(fb_workbook_sheet(workbook, "dATA"), &workbook->sheets[2]);
    assert_ptr_equal(fb_workbook_sheet(workbook, "项目"), &workbook->sheets[0]);
    assert_null(fb_workbook_sheet(workbook, "项"));
    assert_ptr_equal(fb_sheet_row(&workbook->sheets[0], 1), &workbook->sheets[0].cells[2]);
    assert_ptr_equal(fb_sheet_row(&workbook->sheets[0], 5), &workbook->sheets[0].cells[3]);
    assert_string_equal(workbook->source.name, "项目.xlsx");
    fb_workbook_free(workbook);
    fb_workbook_free(NULL);
}

/* Cells in any order; of two at one place, the last one stays. */
static void test_unordered_cells(void **state)
{
    struct fb_workbook *workbook = new_workbook();

    (void)state;
    assert_int_equal(fb_workbook_add_sheet(workbook, "a", false), FB_OK);
    add(workbook, 3, 1, "old");
    add(workbook, 0, 1, "b");
    add(workbook, 3, 1, "new");
    add(workbook, 0, 0, "a");
    assert_int_equal(fb_workbook_add_sheet(workbook, "b", false), FB_OK);
    add(workbook, 7, 7, "z");
    assert_int_equal(fb_workbook_finish(workbook), FB_OK);
    assert_int_equal(workbook->sheets[0].cell_count, 3);
    expect(workbook, 0, 0, 0, "a");
    expect(workbook, 0, 0, 1, "b");
    expect(workbook, 0, 3, 1, "new");
    expect(workbook, 1, 7, 7, "z");
    fb_workbook_free(workbook);
}

/* Every place of a sheet, against a search of all merges. */
static void test_merges(void **state)
{
    static const struct fb_merge MERGES[] = {
        {9, 0, 9, 9, 0}, {0, 3, 8, 3, 0}, {0, 0, 1, 1, 0}, {2, 0, 4, 0, 0},
        {5, 0, 5, 2, 0}, {2, 1, 2, 2, 0}, {3, 4, 3, 6, 0}, {7, 5, 8, 8, 0},
    };
    struct fb_workbook *workbook = new_workbook();

    (void)state;
    assert_int_equal(fb_workbook_add_sheet(workbook, "a", false), FB_OK);
    for (size_t i = 0; i < COUNT(MERGES); i++)
        assert_int_equal(fb_workbook_add_merge(workbook, &MERGES[i]), FB_OK);
    assert_int_equal(fb_workbook_finish(workbook), FB_OK);
    for (uint32_t row = 0; row < 12; row++) {
        for (uint32_t column = 0; column < 12; column++) {
            const struct fb_merge *found = fb_sheet_merge_at(workbook->sheets, row, column);
            size_t i = 0;
            while (i < COUNT(MERGES) &&
                   !(MERGES[i].row <= row && row <= MERGES[i].row_end &&
                     MERGES[i].column <= column && column <= MERGES[i].column_end))
                i++;
            assert_int_equal(found != NULL, i < COUNT(MERGES));
            if (found != NULL)
                assert_memory_equal(found, &MERGES[i], offsetof(struct fb_merge, reach));
        }
    }
    fb_workbook_free(workbook);
}

static void test_hidden(void **state)
{
    static const struct fb_sheet_range HIDDEN[] = {{9, 9}, {0, 0}, {4, 4}, {5, 5}, {5, 6}, {4, 4}};
    static const bool EXPECTED[] = {1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0};
    struct fb_workbook *workbook = new_workbook();

    (void)state;
    assert_int_equal(fb_workbook_add_sheet(workbook, "a", false), FB_OK);
    for (size_t i = 0; i < COUNT(HIDDEN); i++)
        assert_int_equal(fb_workbook_hide_rows(workbook, HIDDEN[i].first, HIDDEN[i].last), FB_OK);
    assert_int_equal(fb_workbook_hide_columns(workbook, 3, 16383), FB_OK);
    assert_int_equal(fb_workbook_finish(workbook), FB_OK);
    assert_int_equal(workbook->sheets->hidden_row_count, 3);
    for (uint32_t row = 0; row < COUNT(EXPECTED); row++)
        assert_int_equal(fb_sheet_row_hidden(workbook->sheets, row), EXPECTED[row]);
    assert_false(fb_sheet_column_hidden(workbook->sheets, 2));
    assert_true(fb_sheet_column_hidden(workbook->sheets, 16383));
    fb_workbook_free(workbook);
}

static void test_plain(void **state)
{
    static const struct {
        const char *shown, *plain;
    } CASES[] = {
        {"935.00", "935.00"},
        {"1,234.50", "1,234.50"},
        {"¥1,234.50", "1,234.50"},
        {"-¥1,234", "-1,234"},
        {"¥-1,234", "-1,234"},
        {"￥ 12.50", "12.50"},
        {"(5.00)", "-5.00"},
        {"($1,000)", "-1,000"},
        {"-", "0"},
        {"¥ -", "0"},
        {"85%", "85%"},
        {"-5%", "-5%"},
        {"5.", "5"},
        {".5", "0.5"},
        {"-.5", "-0.5"},
        {"12万元", "12万元"},
        {"第3号", "第3号"},
        {"1 1/2", "1 1/2"},
        {"1.2E+20", "1.2E+20"},
        {"¥ 3 元", "¥ 3 元"},
        {"123-4567", "123-4567"},
        {".", "."},
        {"玖佰叁拾伍", "玖佰叁拾伍"},
    };
    struct fb_arena *arena;

    (void)state;
    assert_int_equal(fb_arena_new(&arena, 100000), FB_OK);
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct fb_workbook *workbook = new_workbook();
        struct fb_cell cell;
        assert_int_equal(fb_workbook_add_sheet(workbook, "a", false), FB_OK);
        add(workbook, 0, 0, CASES[i].shown);
        assert_int_equal(fb_workbook_finish(workbook), FB_OK);
        cell = workbook->sheets->cells[0];
        assert_string_equal(fb_cell_plain(arena, workbook, &cell), CASES[i].shown);
        cell.kind = FB_CELL_NUMBER;
        assert_string_equal(fb_cell_plain(arena, workbook, &cell), CASES[i].plain);
        fb_workbook_free(workbook);
    }
    fb_arena_free(arena);
}

static void test_references(void **state)
{
    static const struct {
        const char *text;
        size_t length;
        uint32_t row, column;
    } CASES[] = {
        {"A1", 2, 0, 0},
        {"C7", 2, 6, 2},
        {"Z10", 3, 9, 25},
        {"AA1", 3, 0, 26},
        {"az2", 3, 1, 51},
        {"$C$7", 4, 6, 2},
        {"C$7", 3, 6, 2},
        {"B2:C3", 2, 1, 1},
        {"XFD1048576", 10, 1048575, 16383},
        {"XFE1", 0, 0, 0},
        {"A1048577", 0, 0, 0},
        {"", 0, 0, 0},
        {"A", 0, 0, 0},
        {"7", 0, 0, 0},
        {"A0", 0, 0, 0},
        {"AAAAAAAAAAAAAAAAA1", 0, 0, 0},
        {"A99999999999999", 0, 0, 0},
        {"目1", 0, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        uint32_t row = 0, column = 0;
        assert_int_equal(fb_cell_reference(CASES[i].text, &row, &column), CASES[i].length);
        assert_int_equal(row, CASES[i].row);
        assert_int_equal(column, CASES[i].column);
    }
}

/* Names of cells (diag/) and references are the same, for every column there is. */
static void test_names(void **state)
{
    (void)state;
    for (uint32_t column = 0; column < FB_SHEET_COLUMN_LIMIT; column++) {
        char name[FB_CELL_NAME];
        uint32_t row, found;
        fb_cell_name(name, 6, column);
        assert_int_equal(fb_cell_reference(name, &row, &found), strlen(name));
        assert_int_equal(row, 6);
        assert_int_equal(found, column);
    }
}

static void test_limits(void **state)
{
    struct fb_workbook *workbook = new_workbook();
    struct fb_cell cell = {.length = 1};

    (void)state;
    for (size_t i = 0; i < FB_WORKBOOK_SHEET_LIMIT; i++)
        assert_int_equal(fb_workbook_add_sheet(workbook, "", false), FB_OK);
    assert_int_equal(fb_workbook_add_sheet(workbook, "", false), FB_ERR_NOMEM);
    for (; cell.row < FB_WORKBOOK_CELL_LIMIT; cell.row++)
        if (fb_workbook_add_cell(workbook, &cell) != FB_OK)
            fail();
    assert_int_equal(fb_workbook_add_cell(workbook, &cell), FB_ERR_NOMEM);
    fb_workbook_free(workbook);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),      cmocka_unit_test(test_unordered_cells),
        cmocka_unit_test(test_merges),     cmocka_unit_test(test_hidden),
        cmocka_unit_test(test_references), cmocka_unit_test(test_names),
        cmocka_unit_test(test_limits),     cmocka_unit_test(test_plain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
