#include "docx_testing.h"
#include "sample_doc.h"

/* A document without a record. */
static const struct fb_docx_setup PLAIN_SETUP = {0};

static void write_doc(struct fb_buffer *out, const struct fb_doc *doc)
{
    fb_buffer_init(out, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_docx_write(out, doc, &PLAIN_SETUP), FB_OK);
}

static int set_up(void **state)
{
    struct unpacked *docx = calloc(1, sizeof *docx);
    struct fb_buffer out;

    assert_non_null(docx);
    write_doc(&out, sample_doc());
    unpack(docx, &out);
    fb_buffer_release(&out);
    *state = docx;
    return 0;
}

static int tear_down(void **state)
{
    struct unpacked *docx = *state;

    fb_arena_free(docx->arena);
    free(docx);
    return 0;
}

static const char *const PART_NAMES[] = {
    "[Content_Types].xml", "_rels/.rels",       "word/_rels/document.xml.rels",
    "word/document.xml",   "docProps/core.xml", "docProps/app.xml",
    "word/styles.xml",     "word/settings.xml", "word/fontTable.xml",
    "word/footer1.xml",    "word/footer2.xml",  "word/footer3.xml",
    "word/footer4.xml",
};

static void test_order_of_parts(void **state)
{
    struct unpacked *docx = *state;

    assert_int_equal(docx->count, sizeof PART_NAMES / sizeof *PART_NAMES);
    for (size_t i = 0; i < docx->count; i++)
        assert_string_equal(docx->parts[i].name, PART_NAMES[i]);
}

static const struct fragment_case FRAGMENTS[] = {
    {"markup is escaped", BODY, "A &amp; B &lt;测试&gt; \"引号\" 与 “中文引号”……", 1},
    {"edge blanks are kept", BODY, PLAIN "  935 前后有空格  </w:t>", 1},
    {"a forced break is an element", BODY,
     "<w:r><w:rPr>" HINT "</w:rPr>" PLAIN "项目资金</w:t><w:br/>" PLAIN "（万元）</w:t></w:r>", 1},
    {"a rare character", BODY, "生僻字𠮷、", 1},
    {"every run has the hint", BODY, "<w:r><w:rPr>" HINT "</w:rPr>" PLAIN "935</w:t></w:r>", 1},
    {"no run is without", BODY, "<w:r><w:t", 0},
    {"a run of another style is formatted directly", BODY,
     "<w:rPr><w:rFonts w:hint=\"eastAsia\" w:ascii=\"黑体\" w:hAnsi=\"黑体\" "
     "w:eastAsia=\"黑体\" w:cs=\"黑体\"/></w:rPr>" PLAIN "黑体</w:t>",
     1},
    {"a shrunk cell differs from its style only where it must", BODY,
     "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"220\" "
     "w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>"
     "<w:jc w:val=\"left\"/><w:rPr><w:b/><w:bCs/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"
     "</w:rPr></w:pPr>",
     36},
    {"space above does not apply in cells", BODY,
     "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"260\" "
     "w:lineRule=\"exact\"/></w:pPr><w:r><w:rPr>" HINT "</w:rPr>" PLAIN "必填硬性",
     1},
    {"outside it does, by the style alone", BODY,
     "<w:p><w:pPr><w:pStyle w:val=\"fubiao2\"/><w:outlineLvl w:val=\"0\"/></w:pPr>", 1},
    {"a label of four characters has two lines of two", BODY,
     "<w:ind w:left=\"163\" w:right=\"163\"/></w:pPr><w:r><w:rPr>" HINT "</w:rPr>" PLAIN "总体目标",
     1},
    {"what fits on a line is not made narrower", BODY, "<w:ind w:left", 2},
    {"a seam, headers, first and last but one rows of merges and of the table stay with the next",
     BODY, "<w:keepNext/>", 1 + 10 + 3 + 3 + 18 * 6},
    {"header rows", BODY, "<w:tblHeader/>", 2},
    {"no row is cut", BODY, "<w:cantSplit/>", 43},
    {"at least", BODY, "<w:trHeight w:val=\"454\" w:hRule=\"atLeast\"/>", 2},
    {"exactly", BODY, "<w:trHeight w:val=\"454\" w:hRule=\"exact\"/>", 1},
    {"a merge in both directions begins", BODY,
     "<w:tcW w:w=\"2290\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>"
     "<w:vAlign w:val=\"center\"/></w:tcPr>",
     1},
    {"and goes on with an empty paragraph", BODY,
     "<w:tcW w:w=\"2290\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/><w:vMerge/>"
     "<w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:pStyle "
     "w:val=\"fubiao3\"/><w:keepNext/></w:pPr>"
     "</w:p>",
     1},
    {"rounded edges: 156 mm are 8844 twips", BODY, "<w:tblW w:w=\"8844\" w:type=\"dxa\"/>", 3},
    {"padding of a cell that is not the table's, less half a line", BODY,
     "<w:tcMar><w:top w:w=\"52\" w:type=\"dxa\"/><w:left w:w=\"113\" w:type=\"dxa\"/>", 112},
    {"a table with another joined to it has half an inner line below", BODY,
     "<w:bottom w:val=\"single\" w:sz=\"2\"", 1},
    {"the joined one has an inner line above", BODY,
     "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"", 1},
    {"the seam keeps them together and is one twip high", BODY,
     "</w:tbl><w:p><w:pPr><w:keepNext/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"1\" "
     "w:lineRule=\"exact\"/><w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr></w:pPr></w:p>"
     "<w:tbl>",
     1},
    {"the seam after the last table carries the section", BODY,
     "<w:szCs w:val=\"2\"/></w:rPr><w:sectPr>", 1},
    {"the body ends with its section", BODY, "</w:p><w:sectPr>", 1},
    {"a caption for a screen reader", BODY, "<w:tblCaption w:val=\"绩效指标\"/>", 1},
    {"none without a title", BODY, "<w:tblCaption", 2},
    {"portrait", BODY, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>", 1},
    {"landscape", BODY, "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>", 1},
    {"the number stands 7 mm below the type area", BODY,
     "w:bottom=\"1984\" w:left=\"1587\" w:header=\"850\" w:footer=\"1267\"", 1},
    {"footers of odd and of even pages", "word/_rels/document.xml.rels", "relationships/footer\"",
     4},
    {"a heading has its level", BODY, "<w:outlineLvl w:val=\"0\"/>", 1},
    {"the version of the program", "docProps/app.xml", "<AppVersion>0.0100</AppVersion>", 1},
    {"odd: right", "word/footer1.xml", "<w:ind w:right=\"280\"/><w:jc w:val=\"right\"/>", 1},
    {"even: left", "word/footer2.xml", "<w:ind w:left=\"280\"/><w:jc w:val=\"left\"/>", 1},
    {"the number is a field", "word/footer1.xml",
     "<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>", 1},
    {"its figures are in 宋体", "word/footer1.xml", "w:ascii=\"宋体\"", 7},
    {"no number on the landscape page", "word/footer3.xml", "<w:t", 0},
    {"odd and even differ", "word/settings.xml", "<w:evenAndOddHeaders/>", 1},
    {"what may not begin a line", "word/settings.xml",
     "<w:noLineBreaksBefore w:lang=\"zh-CN\" w:val=\"!%),.:;&gt;?]}", 1},
    {"what may not end one", "word/settings.xml", "<w:noLineBreaksAfter w:lang=\"zh-CN\"", 1},
    {"punctuation is narrow where it can be", "word/settings.xml",
     "<w:characterSpacingControl w:val=\"compressPunctuation\"/>", 1},
    {"no compatibility mode", "word/settings.xml",
     "<w:compatSetting w:name=\"compatibilityMode\" "
     "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>",
     1},
    {"styles have the names a user sees", STYLES, "<w:name w:val=\"表内文字\"/>", 1},
    {"a style in full", STYLES,
     "<w:name w:val=\"表内文字\"/><w:basedOn w:val=\"a\"/><w:qFormat/><w:pPr><w:spacing "
     "w:before=\"60\" w:after=\"0\" w:line=\"260\" w:lineRule=\"exact\"/><w:ind "
     "w:firstLineChars=\"200\" w:firstLine=\"420\"/><w:jc w:val=\"both\"/></w:pPr><w:rPr>"
     "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"宋体\" "
     "w:cs=\"Times New Roman\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/></w:rPr>",
     1},
    {"nothing comes from a theme", STYLES, "Theme", 0},
    {"nor in the text", BODY, "Theme", 0},
    {"the official font", "word/fontTable.xml", "<w:font w:name=\"方正小标宋简体\"><w:altName", 1},
    {"a font is listed once", "word/fontTable.xml", "w:name=\"Times New Roman\"", 1},
    {"the title", "docProps/core.xml", "<dc:title>项目支出预算绩效目标表 &lt;2021&gt;</dc:title>",
     1},
    {"what is empty is left out", "docProps/core.xml", "dc:subject", 0},
    {"the record's date", "docProps/core.xml",
     "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2021-01-15T09:30:00Z</dcterms:created>", 1},
};

static void test_fragments(void **state)
{
    check_fragments(*state, FRAGMENTS, sizeof FRAGMENTS / sizeof *FRAGMENTS);
}

static void test_lint_accepts(void **state)
{
    check_sound(*state);
}

static const struct damage DAMAGES[] = {
    {BODY, "<w:gridSpan w:val=\"2\"/>", "<w:gridSpan w:val=\"3\"/>", "do not add up to the grid"},
    {BODY, "<w:tcW w:w=\"2290\"", "<w:tcW w:w=\"2291\"", "not as wide as its columns"},
    {BODY, "<w:tblW w:w=\"8844\"", "<w:tblW w:w=\"8843\"", "not that of its grid"},
    {BODY, "<w:vMerge w:val=\"restart\"/>", "", "is not aligned"},
    {BODY, "<w:p><w:pPr><w:keepNext/><w:spacing", "<w:x><w:pPr><w:keepNext/><w:spacing",
     "not well-formed"},
    {BODY, "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", "does not end with a paragraph"},
    {BODY, "<w:tblHeader/>", "", "stands below a body row"},
    {BODY, " w:hRule=\"exact\"", "", "has no rule"},
    {BODY, " xml:space=\"preserve\">  935", ">  935", "are not preserved"},
    {BODY, "项目资金", "项目\n资金", "line feed"},
    {BODY, "目标1", "目标\x01", "not well-formed"},
    {BODY, " w:cs=\"黑体\"", "", "slot is missing"},
    {BODY, "w:eastAsia=\"黑体\"", "w:eastAsia=\"楷体\"", "the font 楷体 is not listed"},
    {BODY, " w:orient=\"landscape\"", "", "orientation"},
    {BODY, "w:val=\"fubiao3\"", "w:val=\"fubiao9\"", "the style fubiao9"},
    {BODY, "r:id=\"rId7\"", "r:id=\"rId70\"", "the relationship rId70"},
    {STYLES, "w:val=\"表题\"", "w:val=\"标签\"", "several styles are named"},
    {"word/_rels/document.xml.rels", "styles.xml", "style.xml", "word/style.xml is not there"},
    {"[Content_Types].xml", "/word/styles.xml", "/word/style.xml", "typed and not there"},
};

static void test_lint_refuses(void **state)
{
    check_damages(*state, DAMAGES, sizeof DAMAGES / sizeof *DAMAGES);
}

static void test_same_bytes(void **state)
{
    struct fb_buffer first, second;

    (void)state;
    write_doc(&first, sample_doc());
    write_doc(&second, sample_doc());
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.data, second.data, first.length);
    fb_buffer_release(&second);
    fb_buffer_release(&first);
}

/* Returns how often a fragment stands in a part of the DOCX of `doc`. */
static size_t count_in_doc(const struct fb_doc *doc, const char *part, const char *fragment)
{
    struct unpacked docx = {0};
    struct fb_buffer out;
    size_t count;

    write_doc(&out, doc);
    unpack(&docx, &out);
    fb_buffer_release(&out);
    count = count_in(part_text(&docx, part), fragment);
    fb_arena_free(docx.arena);
    return count;
}

static void test_without_numbers_and_date(void **state)
{
    struct fb_doc doc = *sample_doc();

    (void)state;
    doc.sections = &doc.sections[1];
    doc.section_count = 1;
    doc.date = (struct fb_date){0};
    assert_int_equal(count_in_doc(&doc, "word/settings.xml", "evenAndOddHeaders"), 0);
    assert_int_equal(count_in_doc(&doc, "word/_rels/document.xml.rels", "footer"), 0);
    assert_int_equal(count_in_doc(&doc, BODY, "footerReference"), 0);
    assert_int_equal(count_in_doc(&doc, "docProps/core.xml", "dcterms:created"), 0);
}

static void test_namesakes(void **state)
{
    struct fb_doc doc = *sample_doc();
    const struct fb_style *styles[SAMPLE_STYLES];
    struct fb_style twin = *doc.styles[SAMPLE_TITLE];

    (void)state;
    memcpy(styles, doc.styles, sizeof styles);
    twin.title = doc.styles[SAMPLE_ATTACHMENT]->title;
    styles[SAMPLE_TITLE] = &twin;
    doc.styles = styles;
    assert_int_equal(count_in_doc(&doc, STYLES, "<w:name w:val=\"附件标识\"/>"), 1);
    assert_int_equal(count_in_doc(&doc, STYLES, "<w:name w:val=\"附件标识 (title)\"/>"), 1);
}

enum { LONG_ROWS = 12000 };

/* Makes a table of one column whose rows show their numbers. */
static struct fb_table make_long_table(struct fb_arena *arena, const struct fb_style *style)
{
    static const fb_length COLUMNS[] = {FB_MM(100)};
    struct fb_row *rows = FB_NEW_ARRAY(arena, struct fb_row, LONG_ROWS);

    for (size_t i = 0; i < LONG_ROWS; i++) {
        struct fb_run *run = FB_NEW(arena, struct fb_run);
        struct fb_paragraph *paragraph = FB_NEW(arena, struct fb_paragraph);
        struct fb_cell *cell = FB_NEW(arena, struct fb_cell);

        run->text = fb_arena_counted(arena, "第", i);
        run->length = strlen(run->text);
        run->style = style;
        *paragraph = (struct fb_paragraph){.style = style, .runs = run, .run_count = 1};
        *cell = (struct fb_cell){.column_span = 1,
                                 .row_span = 1,
                                 .style = style,
                                 .paragraphs = paragraph,
                                 .paragraph_count = 1};
        rows[i] = (struct fb_row){.cells = cell, .cell_count = 1};
    }
    return (struct fb_table){
        .columns = COLUMNS, .column_count = 1, .rows = rows, .row_count = LONG_ROWS};
}

/*
 * Returns how many of the rows stand in a text one after the other, from the first, and the end of
 * the document after them. It is looked at once: strstr would measure all that is left each time.
 */
static size_t count_rows(const char *text)
{
    static const char END[] = "</w:body></w:document>";
    size_t length = strlen(text), rows = 0;
    char next[40] = ">第0</w:t>";

    for (const char *at = text; at < text + length; at++) {
        size_t left = (size_t)(text + length - at);
        if (*at != '>' || left < strlen(next) || memcmp(at, next, strlen(next)) != 0)
            continue;
        snprintf(next, sizeof next, ">第%zu</w:t>", ++rows);
    }
    return strcmp(text + length - strlen(END), END) == 0 ? rows : 0;
}

/* A document that is packed in pieces, for it has more than two megabytes, is whole and in order.
 */
static void test_long(void **state)
{
    struct fb_doc doc = *sample_doc();
    struct fb_block block = {.kind = FB_BLOCK_TABLE};
    struct fb_section section = doc.sections[0];
    struct unpacked docx = {0};
    struct fb_arena *arena;
    struct fb_buffer out;

    (void)state;
    assert_int_equal(fb_arena_new(&arena, ARENA_LIMIT), FB_OK);
    block.as.table = make_long_table(arena, doc.styles[SAMPLE_TITLE]);
    section.blocks = &block;
    section.block_count = 1;
    doc.sections = &section;
    doc.section_count = 1;
    write_doc(&out, &doc);
    unpack(&docx, &out);
    assert_true(strlen(part_text(&docx, BODY)) > 2 << 20);
    assert_int_equal(count_rows(part_text(&docx, BODY)), LONG_ROWS);
    fb_arena_free(docx.arena);
    fb_buffer_release(&out);
    fb_arena_free(arena);
}

static fb_status status_of(const struct fb_doc *doc, size_t limit)
{
    struct fb_buffer out;
    fb_status status;

    fb_buffer_init(&out, limit);
    status = fb_docx_write(&out, doc, &PLAIN_SETUP);
    fb_buffer_release(&out);
    return status;
}

static void test_refusals(void **state)
{
    const struct fb_style unknown = {.name = "unknown"};
    const struct fb_paragraph paragraph = {.style = &unknown};
    const struct fb_row row = {.cell_count = 0};
    const struct fb_table gap = {
        .columns = (const fb_length[]){FB_MM(1)}, .column_count = 1, .rows = &row, .row_count = 1};
    struct fb_block block = {.kind = FB_BLOCK_PARAGRAPH, .as.paragraph = paragraph};
    struct fb_section section = {.blocks = &block, .block_count = 1};
    struct fb_doc doc = *sample_doc();

    (void)state;
    assert_int_equal(status_of(&doc, 100), FB_ERR_NOMEM);
    doc.title = "\x01";
    assert_int_equal(status_of(&doc, 100000), FB_ERR_INTERNAL);
    doc = *sample_doc();
    doc.sections = &section;
    doc.section_count = 1;
    assert_int_equal(status_of(&doc, 100000), FB_ERR_INTERNAL);
    block = (struct fb_block){.kind = FB_BLOCK_TABLE, .as.table = gap};
    assert_int_equal(status_of(&doc, 100000), FB_ERR_INTERNAL);
    section.block_count = 0;
    assert_int_equal(status_of(&doc, 100000), FB_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_of_parts), cmocka_unit_test(test_fragments),
        cmocka_unit_test(test_lint_accepts),   cmocka_unit_test(test_lint_refuses),
        cmocka_unit_test(test_same_bytes),     cmocka_unit_test(test_without_numbers_and_date),
        cmocka_unit_test(test_namesakes),      cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_long),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
