/*
 * test_sheet_csv.c: tables in texts.
 */
#include "sheet/sheet.h"
#include "testing.h"

/* Appends the cells of a workbook, a row a line: "A1=甲|C1=乙". */
static void list_cells(struct fb_buffer *out, const struct fb_workbook *workbook)
{
    const struct fb_sheet *sheet = &workbook->sheets[0];
    struct fb_arena *arena;

    assert_int_equal(workbook->sheet_count, 1);
    assert_int_equal(fb_arena_new(&arena, 1 << 20), FB_OK);
    for (size_t i = 0; i < sheet->cell_count; i++) {
        char name[FB_CELL_NAME];
        fb_cell_name(name, sheet->cells[i].row, sheet->cells[i].column);
        fb_buffer_append_format(out, "%s%s=%s", i > 0 ? "|" : "", name,
                                fb_cell_text(arena, workbook, &sheet->cells[i]));
    }
    fb_arena_free(arena);
}

static const struct {
    const char *name, *file, *text, *cells;
    const char *found; /* what is reported, as "line:column code", or "" */
} TABLES[] = {
    {"plain", "a.csv", "甲,乙\r\n1,2\r\n", "A1=甲|B1=乙|A2=1|B2=2", ""},
    {"no line end at the end", "a.csv", "甲,乙\n1,2", "A1=甲|B1=乙|A2=1|B2=2", ""},
    {"line ends of a Mac", "a.csv", "甲,乙\r1,2\r", "A1=甲|B1=乙|A2=1|B2=2", ""},
    {"quotes", "a.csv", "\"甲,乙\",\"说\"\"好\"\"\",\"\"", "A1=甲,乙|B1=说\"好\"", ""},
    {"a line end in quotes", "a.csv", "\"一\r\n二\",\"三\n四\"\n1,2",
     "A1=一\n二|B1=三\n四|A2=1|B2=2", ""},
    {"quotes that are no quotes", "a.csv", "5\" 管,a\"\"b\n", "A1=5\" 管|B1=a\"\"b", ""},
    {"empty fields and lines", "a.csv", ",甲,\n\n,,乙\n", "B1=甲|C3=乙", ""},
    {"tabs", "a.csv", "甲\t乙,丙\n1\t2\n", "A1=甲|B1=乙,丙|A2=1|B2=2", ""},
    {"semicolons", "a.csv", "甲;乙;丙\n1,5;2;3\n", "A1=甲|B1=乙|C1=丙|A2=1,5|B2=2|C2=3", ""},
    {"a title first", "a.csv", "项目一览\n甲;乙\n", "A1=项目一览|A2=甲|B2=乙", ""},
    {"separators in quotes do not count", "a.csv", "\"a;b;c;d\",乙\n", "A1=a;b;c;d|B1=乙", ""},
    {"by the name of the file", "a.TSV", "甲,乙,丙\t丁\n", "A1=甲,乙,丙|B1=丁", ""},
    {"named by a line", "a.csv", "sep=|\r\n甲|乙,丙\n", "A1=甲|B1=乙,丙", ""},
    {"one column", "a.csv", "甲\n乙\n", "A1=甲|A2=乙", ""},
    {"nothing", "a.csv", "", "", ""},
    {"a row too long", "a.csv", "甲,乙\n1,234.00,2\n3,4\n",
     "A1=甲|B1=乙|A2=1|B2=234.00|C2=2|A3=3|B3=4", "2:1 csv-ragged"},
    {"a row too short", "a.csv", "甲,乙,丙\n1,2\n合计\n", "A1=甲|B1=乙|C1=丙|A2=1|B2=2|A3=合计",
     "2:1 csv-ragged"},
    {"a quote that stays open", "a.csv", "甲,乙\n1,\"2\n3,4\n", NULL, "2:3 csv-quote-open"},
    {"a quote that is not doubled", "a.csv", "甲,乙\n\"一\"二\",3\n4,\"5\"6\n", NULL,
     "2:3 csv-quote-inside 3:5 csv-quote-inside"},
    {"a lone quote", "a.csv", "\"", NULL, "1:1 csv-quote-open"},
    {"escaped at the end", "a.csv", "\"a\"\"", NULL, "1:1 csv-quote-open"},
};

/* Appends what a sink has: places and codes. */
static void list_findings(struct fb_buffer *out, struct fb_diagnostics *sink)
{
    struct fb_buffer text;
    const char *at;

    fb_buffer_init(&text, 1 << 20);
    fb_diagnostics_print(sink, &text, false);
    at = text.data;
    while ((at = strstr(at, "a.csv:")) != NULL) {
        const char *code = strstr(at, " [csv-");
        assert_non_null(code);
        at += strlen("a.csv:");
        fb_buffer_append_format(out, "%s%.*s %.*s", out->length > 0 ? " " : "",
                                (int)(strstr(at, ": ") - at), at, (int)strcspn(code + 2, "]"),
                                code + 2);
    }
    fb_buffer_release(&text);
}

static void test_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        const struct fb_source source = {
            .name = TABLES[i].file, .text = TABLES[i].text, .length = strlen(TABLES[i].text)};
        struct fb_buffer cells, found;
        struct fb_workbook *workbook;
        struct fb_diagnostics *sink;
        fb_status status;

        print_message("%s\n", TABLES[i].name);
        assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
        fb_buffer_init(&cells, 1 << 20);
        fb_buffer_init(&found, 1 << 20);
        status = fb_workbook_read_text(&workbook, &source, sink);
        assert_int_equal(status, TABLES[i].cells != NULL ? FB_OK : FB_ERR_INPUT);
        if (status == FB_OK)
            list_cells(&cells, workbook);
        assert_string_equal(cells.data, TABLES[i].cells != NULL ? TABLES[i].cells : "");
        list_findings(&found, sink);
        assert_string_equal(found.data, TABLES[i].found);
        fb_workbook_free(workbook);
        fb_diagnostics_free(sink);
        fb_buffer_release(&cells);
        fb_buffer_release(&found);
    }
}

/* More rows or columns than a sheet may have, of one byte each. */
static void expect_too_large(char byte, size_t count)
{
    struct fb_diagnostics *sink;
    struct fb_workbook *workbook;
    struct fb_source source = {.name = "a.csv", .length = count + 1};
    char *text = malloc(count + 2);

    assert_non_null(text);
    memset(text, byte, count);
    memcpy(text + count, "x", 2);
    source.text = text;
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_workbook_read_text(&workbook, &source, sink), FB_ERR_INPUT);
    assert_null(workbook);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_WORKBOOK_TOO_LARGE), 1);
    fb_diagnostics_free(sink);
    free(text);
}

static void test_limits(void **state)
{
    (void)state;
    expect_too_large('\n', FB_SHEET_ROW_LIMIT);
    expect_too_large(',', FB_SHEET_COLUMN_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
