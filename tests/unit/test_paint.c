/* Documents painted on the trace device: which elements and bookmarks it is told. */
#include "paint/paint.h"

#include "layout_testing.h"

enum { OUTPUT_LIMIT = 1 << 24 };

static const struct fb_style TITLE = {
    .name = "title", .font = FB_FONT_SONG, .size = FB_PT(20), .line_pitch = FB_PT(30)};

static struct fb_block make_paragraph(struct fixture *fixture, const char *text, int heading)
{
    struct fb_run *run = FB_NEW(fixture->arena, struct fb_run);

    *run = (struct fb_run){.text = text, .length = strlen(text), .style = &TITLE};
    return (struct fb_block){
        .kind = FB_BLOCK_PARAGRAPH,
        .as.paragraph = {
            .style = &TITLE, .runs = run, .run_count = run->length > 0, .heading = heading}};
}

/* A table of one row for each cell; the first `headers` rows are the table's header. */
static struct fb_block make_column(struct fixture *fixture, const struct fb_cell *cells,
                                   size_t count, size_t headers)
{
    static const fb_length COLUMNS[] = {FB_PT(200)};
    struct fb_row *rows = FB_NEW_ARRAY(fixture->arena, struct fb_row, count);

    for (size_t i = 0; i < count; i++) {
        struct fb_cell *cell = FB_NEW(fixture->arena, struct fb_cell);

        *cell = cells[i];
        rows[i] = (struct fb_row){.cells = cell, .cell_count = 1};
    }
    return (struct fb_block){.kind = FB_BLOCK_TABLE,
                             .as.table = {.columns = COLUMNS,
                                          .column_count = 1,
                                          .rows = rows,
                                          .row_count = count,
                                          .header_rows = headers}};
}

static struct fb_doc make_document(const struct fb_section *sections, size_t count)
{
    return (struct fb_doc){.title = "文档",
                           .author = "",
                           .subject = "",
                           .keywords = "",
                           .language = "zh-CN",
                           .template_name = "宁夏2021/表",
                           .sections = sections,
                           .section_count = count};
}

/* Paints on the trace device and keeps the lines of these kinds alone. */
static void trace(struct fb_buffer *out, struct fixture *fixture, const struct fb_doc *doc,
                  const char *first, const char *second)
{
    struct fb_pages pages = lay_out(fixture, doc);
    struct fb_device *device;
    struct fb_buffer all;

    fb_buffer_init(&all, OUTPUT_LIMIT);
    fb_buffer_init(out, OUTPUT_LIMIT);
    assert_int_equal(fb_device_new(&device, "trace", &all), FB_OK);
    assert_int_equal(fb_paint(device, &(struct fb_paint_part){.doc = doc}, &pages), FB_OK);
    fb_device_free(device);
    for (char *line = strtok(all.data, "\n"); line != NULL; line = strtok(NULL, "\n"))
        if (strncmp(line, first, strlen(first)) == 0 || strncmp(line, second, strlen(second)) == 0)
            fb_buffer_append_format(out, "%s\n", line);
    fb_buffer_release(&all);
}

static void expect(struct fixture *fixture, const struct fb_doc *doc, const char *first,
                   const char *second, const char *expected)
{
    struct fb_buffer out;

    trace(&out, fixture, doc, first, second);
    assert_string_equal(out.data, expected);
    fb_buffer_release(&out);
}

/* Leaves of a line of trace only the element and the text. */
static void expect_lines(struct fixture *fixture, const struct fb_doc *doc, const char *expected)
{
    struct fb_buffer out, lines;

    trace(&out, fixture, doc, "line", "line");
    fb_buffer_init(&lines, OUTPUT_LIMIT);
    for (char *line = strtok(out.data, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        char *start = strstr(line, "width="), *end = strstr(line, " |");

        *end = '\0';
        fb_buffer_append_format(&lines, "%s\n", strchr(start, ' ') + 1);
    }
    assert_string_equal(lines.data, expected);
    fb_buffer_release(&lines);
    fb_buffer_release(&out);
}

static void test_blocks(void **state)
{
    struct fixture *fixture = *state;
    struct fb_section section = {.page = PAGE, .block_count = 5};
    struct fb_cell cells[4];
    struct fb_doc doc = make_document(&section, 1);

    begin(fixture);
    cells[0] = make_cell(fixture, 0, 1, 1, "标签");
    cells[0].kind = FB_CELL_ROW_HEADER;
    cells[1] = make_cell(fixture, 0, 1, 1, "");
    cells[2] = make_cell(fixture, 0, 1, 1, "");
    cells[2].kind = FB_CELL_COLUMN_HEADER;
    cells[3] = make_cell(fixture, 0, 1, 1, "");
    cells[3].kind = FB_CELL_CORNER_HEADER;
    const struct fb_block blocks[] = {
        make_paragraph(fixture, "标题", 1), make_paragraph(fixture, "", 0),
        make_paragraph(fixture, "\n", 0),   make_paragraph(fixture, "正文", 0),
        make_column(fixture, cells, 4, 0),
    };
    section.blocks = blocks;
    expect(fixture, &doc, "element", "element",
           "element 0 document\n"
           "element 1 heading in 0 level=1\n"
           "element 2 paragraph in 0\n"
           "element 3 table in 0\n"
           "element 4 table-body in 3\n"
           "element 5 row in 4\n"
           "element 6 header-cell in 5 scope=row rows=1 columns=1\n"
           "element 7 row in 4\n"
           "element 8 data-cell in 7 rows=1 columns=1\n"
           "element 9 row in 4\n"
           "element 10 header-cell in 9 scope=column rows=1 columns=1\n"
           "element 11 row in 4\n"
           "element 12 header-cell in 11 scope=both rows=1 columns=1\n");
    expect_lines(fixture, &doc,
                 "content 1 \"标题\"\n"
                 "content 2 \"正文\"\n"
                 "content 6 \"标签\"\n"
                 "page-number \"— 1 —\"\n"
                 "page-number \"— 2 —\"\n");
    end(fixture);
}

/*
 * Header rows are a head of their own, unless there is nothing below them or a cell of them goes
 * down into the body.
 */
static void test_header_rows(void **state)
{
    static const struct {
        size_t headers, row_span;
        const char *expected;
    } cases[] = {
        {0, 1, "element 1 table in 0\nelement 2 table-body in 1\n"},
        {1, 1, "element 1 table in 0\nelement 2 table-head in 1\nelement 5 table-body in 1\n"},
        {2, 1, "element 1 table in 0\nelement 2 table-body in 1\n"},
        {1, 2, "element 1 table in 0\nelement 2 table-body in 1\n"},
        {2, 2, "element 1 table in 0\nelement 2 table-body in 1\n"},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fb_section section = {.page = PAGE, .block_count = 1};
        struct fb_doc doc = make_document(&section, 1);
        struct fb_cell cells[2];
        struct fb_buffer out, tables;

        begin(fixture);
        cells[0] = make_cell(fixture, 0, 1, cases[i].row_span, "列");
        cells[1] = make_cell(fixture, 0, 1, 1, "值");
        const struct fb_block block = make_column(fixture, cells, 2, cases[i].headers);
        if (cases[i].row_span > 1)
            ((struct fb_row *)(uintptr_t)block.as.table.rows)[1].cell_count = 0;
        section.blocks = &block;
        trace(&out, fixture, &doc, "element", "element");
        fb_buffer_init(&tables, OUTPUT_LIMIT);
        for (char *line = strtok(out.data, "\n"); line != NULL; line = strtok(NULL, "\n"))
            if (strstr(line, "table") != NULL)
                fb_buffer_append_format(&tables, "%s\n", line);
        assert_string_equal(tables.data, cases[i].expected);
        fb_buffer_release(&tables);
        fb_buffer_release(&out);
        end(fixture);
    }
}

/* Paragraphs of a cell are told apart; one alone is the cell's own text, unless it is a heading. */
static void test_paragraphs_in_cells(void **state)
{
    struct fixture *fixture = *state;
    struct fb_section section = {.page = PAGE, .block_count = 1};
    struct fb_doc doc = make_document(&section, 1);
    struct fb_cell cells[3];
    struct fb_paragraph several[3];

    begin(fixture);
    cells[0] = make_cell(fixture, 0, 1, 1, "");
    several[0] = make_paragraph(fixture, "一", 0).as.paragraph;
    several[1] = make_paragraph(fixture, "", 0).as.paragraph;
    several[2] = make_paragraph(fixture, "二", 0).as.paragraph;
    cells[0].paragraphs = several;
    cells[0].paragraph_count = 3;
    cells[1] = make_cell(fixture, 0, 1, 1, "单独");
    cells[2] = make_cell(fixture, 0, 1, 1, "");
    const struct fb_paragraph heading = make_paragraph(fixture, "表内标题", 2).as.paragraph;
    cells[2].paragraphs = &heading;
    const struct fb_block block = make_column(fixture, cells, 3, 0);
    section.blocks = &block;
    expect(fixture, &doc, "element", "element",
           "element 0 document\n"
           "element 1 table in 0\n"
           "element 2 table-body in 1\n"
           "element 3 row in 2\n"
           "element 4 data-cell in 3 rows=1 columns=1\n"
           "element 5 paragraph in 4\n"
           "element 6 paragraph in 4\n"
           "element 7 paragraph in 4\n"
           "element 8 row in 2\n"
           "element 9 data-cell in 8 rows=1 columns=1\n"
           "element 10 row in 2\n"
           "element 11 data-cell in 10 rows=1 columns=1\n"
           "element 12 heading in 11 level=2\n");
    expect_lines(fixture, &doc,
                 "content 5 \"一\"\n"
                 "content 7 \"二\"\n"
                 "content 9 \"单独\"\n"
                 "content 12 \"表内标题\"\n"
                 "page-number \"— 1 —\"\n");
    end(fixture);
}

/* A table over pages is one table; what is drawn again belongs to no element. */
static void test_table_over_pages(void **state)
{
    enum { ROWS = 20 };
    struct fixture *fixture = *state;
    struct fb_doc doc, described;
    struct fb_table table;
    struct fb_buffer out;
    size_t tables = 0, repeated = 0;

    begin(fixture);
    table = make_list(fixture, ROWS, "标签", one_line);
    doc = make_doc(fixture, &table, 1);
    described = make_document(doc.sections, 1);
    trace(&out, fixture, &described, "element", "line");
    for (char *line = strtok(out.data, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        tables += strstr(line, " table in ") != NULL;
        repeated += strstr(line, " repeated \"") != NULL;
    }
    assert_int_equal(tables, 1);
    assert_int_equal(repeated, 8); /* three headings and the label, on two more pages */
    fb_buffer_release(&out);
    end(fixture);
}

static void test_joined_tables_stay_two(void **state)
{
    struct fixture *fixture = *state;
    struct fb_section section = {.page = PAGE, .block_count = 2};
    struct fb_doc doc = make_document(&section, 1);
    struct fb_cell cell;
    struct fb_block blocks[2];
    struct fb_buffer out;

    begin(fixture);
    cell = make_cell(fixture, 0, 1, 1, "格");
    blocks[0] = make_column(fixture, &cell, 1, 0);
    blocks[1] = make_column(fixture, &cell, 1, 0);
    blocks[0].as.table.title = "基本信息";
    blocks[1].as.table.joined = true;
    section.blocks = blocks;
    trace(&out, fixture, &doc, "element 1 ", "element 5 ");
    assert_string_equal(out.data, "element 1 table in 0 title=\"基本信息\"\n"
                                  "element 5 table in 0\n");
    fb_buffer_release(&out);
    end(fixture);
}

static void test_outline(void **state)
{
    static const char expected[] = "bookmark 1 page=1 y=52.6 \"一行 two words二行\"\n"
                                   "bookmark 2 page=1 y=172.6 \"小标题\"\n"
                                   "bookmark 1 page=2 y=53.8 \"指标表\"\n"
                                   "bookmark 1 page=3 y=53.8 \"文档\"\n";
    struct fixture *fixture = *state;
    struct fb_section sections[3] = {{.page = PAGE, .block_count = 3},
                                     {.page = PAGE, .block_count = 2},
                                     {.page = PAGE, .block_count = 1}};
    struct fb_doc doc = make_document(sections, 3);
    struct fb_cell cell;
    struct fb_block second[2], third;

    begin(fixture);
    cell = make_cell(fixture, 0, 1, 1, "格");
    const struct fb_block first[] = {
        make_paragraph(fixture, "一行 two\nwords\n二行", 1),
        make_paragraph(fixture, "", 0),
        make_paragraph(fixture, "小标题", 2),
    };
    third = make_column(fixture, &cell, 1, 0);
    second[0] = make_column(fixture, &cell, 1, 0);
    second[1] = make_column(fixture, &cell, 1, 0);
    second[1].as.table.title = "指标表";
    sections[0].blocks = first;
    sections[1].blocks = second;
    sections[2].blocks = &third;
    expect(fixture, &doc, "bookmark", "bookmark", expected);
    end(fixture);
}

/* The first section without a heading bears the document's title. */
static void test_outline_without_headings(void **state)
{
    struct fixture *fixture = *state;
    struct fb_section section = {.page = PAGE, .block_count = 1};
    struct fb_doc doc = make_document(&section, 1);
    struct fb_cell cell;
    struct fb_block block;

    begin(fixture);
    cell = make_cell(fixture, 0, 1, 1, "格");
    block = make_column(fixture, &cell, 1, 0);
    block.as.table.title = "基本信息";
    section.blocks = &block;
    expect(fixture, &doc, "bookmark", "bookmark", "bookmark 1 page=1 y=53.8 \"文档\"\n");
    doc.title = "";
    expect(fixture, &doc, "bookmark", "bookmark", "bookmark 1 page=1 y=53.8 \"基本信息\"\n");
    end(fixture);
}

/* A document is never without a title. */
static void test_title(void **state)
{
    struct fixture *fixture = *state;
    struct fb_section section = {.page = PAGE, .block_count = 1};
    struct fb_doc doc = make_document(&section, 1);
    struct fb_block block;
    struct fb_buffer out;

    begin(fixture);
    block = make_paragraph(fixture, "标题", 0);
    section.blocks = &block;
    doc.keywords = "绩效；目标";
    trace(&out, fixture, &doc, "document", "document");
    assert_non_null(strstr(out.data, "document title=\"文档\""));
    assert_non_null(strstr(out.data, " keywords=\"绩效；目标\""));
    fb_buffer_release(&out);
    doc.title = "";
    trace(&out, fixture, &doc, "document", "document");
    assert_non_null(strstr(out.data, "document title=\"宁夏2021/表\""));
    fb_buffer_release(&out);
    block.as.paragraph.heading = 1;
    trace(&out, fixture, &doc, "document", "document");
    assert_non_null(strstr(out.data, "document title=\"标题\""));
    fb_buffer_release(&out);
    end(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_header_rows),
        cmocka_unit_test(test_paragraphs_in_cells),
        cmocka_unit_test(test_table_over_pages),
        cmocka_unit_test(test_joined_tables_stay_two),
        cmocka_unit_test(test_outline),
        cmocka_unit_test(test_outline_without_headings),
        cmocka_unit_test(test_title),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
