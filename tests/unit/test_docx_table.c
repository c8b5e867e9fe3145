/*
 * test_docx_table.c: a cell that begins in a table's header and ends below it is two merges; rows
 * that the template keeps together; vertical cells.
 */
#include "docx/body.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS_MAX = 5, ARENA_LIMIT = 1 << 20 };

static const struct fb_style STYLE = {.name = "cell",
                                      .title = "单元格",
                                      .size = 10 * FB_EMU_PER_PT,
                                      .line_pitch = 13 * FB_EMU_PER_PT,
                                      .valign = FB_VALIGN_MIDDLE};

struct rest_case {
    const char *name;
    size_t header_rows, row_count;
    bool keep;          /* every row with the next */
    const char *merges; /* of the first column, row by row: see `mark` */
    bool vertical;      /* is the text of the first column */
};

static const struct rest_case CASES[] = {
    {"a header of one row", 1, 3, false, "- bottom; restart top 签; go top;", false},
    {"a header of two rows", 2, 4, false, "restart bottom; go bottom; restart top 签; go top;",
     false},
    {"one row below", 2, 3, false, "restart bottom; go bottom; - top 签;", false},
    {"no row below", 2, 2, false, "restart 签; go;", false},
    {"no header", 0, 2, false, "restart 签; go;", false},
};

/* A table of two columns; in the first, one cell from the first to the last row. */
static void write_table(struct fb_buffer *out, const struct rest_case *test)
{
    static const fb_length WIDTHS[] = {FB_MM(10), FB_MM(20)};
    static const struct fb_style *const STYLES[] = {&STYLE};
    struct fb_style label_style = STYLE;
    struct fb_run run = {.text = "签", .length = strlen("签"), .style = &STYLE};
    struct fb_paragraph label = {.style = &STYLE, .runs = &run, .run_count = 1};
    struct fb_paragraph blank = {.style = &STYLE};
    struct fb_cell cells[] = {{.column = 0,
                               .column_span = 1,
                               .row_span = (uint32_t)test->row_count,
                               .style = &label_style,
                               .paragraphs = &label,
                               .paragraph_count = 1},
                              {.column = 1,
                               .column_span = 1,
                               .row_span = 1,
                               .style = &STYLE,
                               .paragraphs = &blank,
                               .paragraph_count = 1}};
    struct fb_row rows[ROWS_MAX] = {{.cells = cells, .cell_count = 2}};
    struct fb_table table = {.columns = WIDTHS,
                             .column_count = 2,
                             .rows = rows,
                             .row_count = test->row_count,
                             .header_rows = test->header_rows};
    struct fb_doc doc = {.styles = STYLES, .style_count = 1};
    const struct fb_docx_setup setup = {0};
    struct fb_docx_context context;
    struct fb_xml_writer xml;
    struct fb_arena *arena;

    if (test->vertical)
        label_style.direction = FB_DIRECTION_VERTICAL;
    for (size_t i = 1; i < test->row_count; i++)
        rows[i] = (struct fb_row){.cells = &cells[1], .cell_count = 1};
    for (size_t i = 0; i < test->row_count; i++)
        rows[i].keep_next = test->keep;
    assert_int_equal(fb_arena_new(&arena, ARENA_LIMIT), FB_OK);
    fb_buffer_init(out, ARENA_LIMIT);
    assert_int_equal(fb_docx_context_init(&context, arena, &doc, &setup, NULL), FB_OK);
    fb_xml_writer_init(&xml, out);
    assert_int_equal(fb_docx_write_table(&xml, &context, &table, false), FB_OK);
    fb_docx_context_release(&context);
    fb_arena_free(arena);
}

static bool has(const char *cell, const char *end, const char *text)
{
    const char *at = strstr(cell, text);

    return at != NULL && at < end;
}

/* Writes of one cell how it is merged, which line it leaves out, and its text. */
static void mark(struct fb_buffer *out, const char *cell, const char *end)
{
    bool restart = has(cell, end, "<w:vMerge w:val=\"restart\"/>");

    fb_buffer_append_string(out, restart ? "restart" : has(cell, end, "<w:vMerge/>") ? "go" : "-");
    fb_buffer_append_string(out,
                            has(cell, end, "<w:tcBorders><w:top w:val=\"nil\"/>") ? " top" : "");
    fb_buffer_append_string(
        out, has(cell, end, "<w:tcBorders><w:bottom w:val=\"nil\"/>") ? " bottom" : "");
    fb_buffer_append_string(out, has(cell, end, "签") ? " 签" : "");
    fb_buffer_append_string(out, "; ");
}

static void test_merges(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct fb_buffer text, marks;
        const char *row;
        write_table(&text, &CASES[i]);
        fb_buffer_init(&marks, ARENA_LIMIT);
        for (row = text.data; (row = strstr(row, "<w:tr>")) != NULL; row++)
            mark(&marks, row, strstr(row, "</w:tc>"));
        if (strncmp(marks.data, CASES[i].merges, strlen(CASES[i].merges)) != 0)
            fail_msg("%s: %s", CASES[i].name, marks.data);
        fb_buffer_release(&text);
        fb_buffer_release(&marks);
    }
}

static size_t count_in(const char *text, const char *wanted)
{
    size_t count = 0;

    for (; (text = strstr(text, wanted)) != NULL; text++)
        count++;
    return count;
}

/* A merge of four rows keeps its first two and its last two together, whatever is asked for. */
static void test_keep_with_next(void **state)
{
    struct rest_case test = {.name = "four rows", .row_count = 4};
    struct fb_buffer text;

    (void)state;
    write_table(&text, &test);
    assert_int_equal(count_in(text.data, "<w:keepNext/>"), 2 * 2);
    fb_buffer_release(&text);
    test.keep = true;
    write_table(&text, &test);
    assert_int_equal(count_in(text.data, "<w:keepNext/>"), 4 * 2);
    fb_buffer_release(&text);
}

/* Upright, and in each row of the merge, or Word would turn the text of a row by itself. */
static void test_vertical(void **state)
{
    struct rest_case test = {.name = "vertical", .row_count = 3, .vertical = true};
    struct fb_buffer text;

    (void)state;
    write_table(&text, &test);
    assert_int_equal(count_in(text.data, "<w:textDirection w:val=\"tbRlV\"/>"), 3);
    fb_buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merges),
        cmocka_unit_test(test_keep_with_next),
        cmocka_unit_test(test_vertical),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
