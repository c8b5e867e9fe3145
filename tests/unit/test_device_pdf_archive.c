/*
 * What makes a PDF an archive's and a screen reader's: structure, metadata, outline. That they obey
 * the standards is for outside judges (scripts/conformance); here is read back what they say.
 */
#include "device/srgb_profile.h"
#include "device_testing.h"
#include "inflating.h"

enum { TITLE, TABLE, HEAD, HEAD_ROW, HEAD_CELL, BODY, ROW, LABEL, VALUE, EMPTY, COUNT };

/* A heading and a table of two rows; numbers are one more than the names above. */
static const struct fb_element TREE[] = {
    {.kind = FB_ELEMENT_DOCUMENT},
    {.kind = FB_ELEMENT_HEADING, .level = 1},
    {.kind = FB_ELEMENT_TABLE},
    {.kind = FB_ELEMENT_TABLE_HEAD, .parent = TABLE + 1},
    {.kind = FB_ELEMENT_TABLE_ROW, .parent = HEAD + 1},
    {.kind = FB_ELEMENT_HEADER_CELL,
     .parent = HEAD_ROW + 1,
     .scope = FB_SCOPE_COLUMN,
     .row_span = 1,
     .column_span = 3},
    {.kind = FB_ELEMENT_TABLE_BODY, .parent = TABLE + 1},
    {.kind = FB_ELEMENT_TABLE_ROW, .parent = BODY + 1},
    {.kind = FB_ELEMENT_HEADER_CELL,
     .parent = ROW + 1,
     .scope = FB_SCOPE_ROW,
     .row_span = 1,
     .column_span = 1},
    {.kind = FB_ELEMENT_DATA_CELL,
     .parent = ROW + 1,
     .scope = FB_SCOPE_ROW,
     .row_span = 1,
     .column_span = 1},
    {.kind = FB_ELEMENT_DATA_CELL,
     .parent = ROW + 1,
     .scope = FB_SCOPE_ROW,
     .row_span = 1,
     .column_span = 1},
};

static const struct fb_element_note NOTES[] = {{.element = TABLE + 1, .title = "资金 (万元)"}};

static const struct fb_device_part TREE_PART = {
    .elements = TREE, .element_count = COUNT + 1, .notes = NOTES, .note_count = 1};

struct piece {
    const char *marked; /* NULL: a rule; "" a new page */
    struct fb_text_tag tag;
};

static const struct piece PIECES[] = {
    {"绩效^2021", {FB_TEXT_CONTENT, TITLE + 1}},
    {"目标表", {FB_TEXT_CONTENT, TITLE + 1}},
    {"列", {FB_TEXT_CONTENT, HEAD_CELL + 1}},
    {"项目", {FB_TEXT_CONTENT, LABEL + 1}},
    {"值上", {FB_TEXT_CONTENT, VALUE + 1}},
    {NULL, {0}},
    {"— 1 —", {FB_TEXT_PAGE_NUMBER, 0}},
    {"", {0}},
    {"列", {FB_TEXT_REPEATED, 0}},
    {"值下", {FB_TEXT_CONTENT, VALUE + 1}},
    {NULL, {0}},
    {"— 2 —", {FB_TEXT_PAGE_NUMBER, 0}},
};

enum { PIECE_COUNT = sizeof PIECES / sizeof *PIECES };

/* Draws all pieces one below the other, and ends the part with these bookmarks. */
static void draw_pieces(struct fb_buffer *out, const struct fb_font_set *fonts, const char *name,
                        const struct fb_device_part *part, const struct fb_bookmark *bookmarks,
                        size_t bookmark_count)
{
    static const struct fb_rule rule = {FB_PT(60), FB_PT(90), FB_PT(300), FB_PT(90), FB_PT(1)};
    struct fb_device *device;
    struct set_line set;
    fb_length y = FB_PT(60);

    fb_buffer_init(out, OUTPUT_LIMIT);
    assert_int_equal(fb_device_new(&device, name, out), FB_OK);
    (void)!fb_device_begin_document(device, &INFO);
    (void)!fb_device_begin_part(device, part);
    (void)!fb_device_begin_page(device, PAGE_WIDTH, PAGE_HEIGHT);
    for (size_t i = 0; i < PIECE_COUNT; i++, y += FB_PT(20)) {
        const char *marked = PIECES[i].marked;

        if (marked == NULL) {
            (void)!fb_device_rule(device, &rule);
        } else if (marked[0] == '\0') {
            (void)!fb_device_end_page(device);
            (void)!fb_device_begin_page(device, PAGE_WIDTH, PAGE_HEIGHT);
            y = FB_PT(60);
        } else {
            set_line(&set, fonts, FB_FONT_SONG, marked);
            (void)!fb_device_line(device, &set.line, FB_PT(60), y, PIECES[i].tag);
        }
    }
    (void)!fb_device_end_page(device);
    (void)!fb_device_end_part(device, bookmarks, bookmark_count);
    assert_int_equal(fb_device_end_document(device), FB_OK);
    fb_device_free(device);
}

/* Reads back as read_back, and compares all of it. */
static void expect(const struct fb_buffer *pdf, const char *command, const char *expected)
{
    struct fb_buffer text;

    read_back(&text, pdf, command);
    assert_string_equal(text.data, expected);
    fb_buffer_release(&text);
}

/* The profile is compressed when the program is built: what it holds is an ICC profile, whole. */
static void test_profile(void **state)
{
    struct fb_buffer stream, profile;

    (void)state;
    fb_buffer_init(&stream, 1 << 20);
    fb_buffer_init(&profile, 1 << 20);
    fb_buffer_append(&stream, fb_srgb_profile, fb_srgb_profile_length);
    assert_inflates(&profile, &stream);
    assert_int_equal(profile.length, 6922);
    assert_memory_equal(profile.data, "\0\0\x1B\x0A", 4);
    assert_memory_equal(profile.data + 16, "RGB XYZ ", 8);
    assert_memory_equal(profile.data + 36, "acsp", 4);
    fb_buffer_release(&stream);
    fb_buffer_release(&profile);
}

/* The tree with its text: what is drawn again, rules and numbers are no part of it. */
static void test_structure_reads_back(void **state)
{
    static const char expected[] = "Document\n"
                                   "  H1 (block)\n"
                                   "    \"绩\"\n"
                                   "    \"效2021\"\n"
                                   "    \"目标表\"\n"
                                   "  Table (block)\n"
                                   "    THead\n"
                                   "      TR\n"
                                   "        TH\n"
                                   "          \"列\"\n"
                                   "    TBody\n"
                                   "      TR\n"
                                   "        TH\n"
                                   "          \"项目\"\n"
                                   "        TD\n"
                                   "          \"值上\"\n"
                                   "          \"值下\"\n"
                                   "        TD\n";
    struct fb_buffer pdf;

    draw_pieces(&pdf, *state, "pdf", &TREE_PART, NULL, 0);
    expect(&pdf, "pdfinfo -struct-text $PDF | sed '/^ *\\//d; s/:$//'", expected);
    fb_buffer_release(&pdf);
}

static void test_attributes(void **state)
{
    struct fb_buffer pdf;

    draw_pieces(&pdf, *state, "pdf", &TREE_PART, NULL, 0);
    expect(&pdf, "pdfinfo -struct $PDF | grep -aE '^ *(TH:|TD|/[RCS][oc])' | sed 's/^ *//'",
           "TH:\n/Scope /Column\n/ColSpan 3\nTH:\n/Scope /Row\nTD\nTD\n");
    assert_true(holds(&pdf, "/Summary<FEFF8D4491D100200028"));
    assert_true(holds(&pdf, "/Tabs /S"));
    fb_buffer_release(&pdf);
}

#define PARENT_TREE \
    "qpdf --json $PDF | jq -f " FB_TEST_SOURCE_DIR "/tests/conformance/parent-tree.jq"

static void test_parent_tree(void **state)
{
    struct fb_buffer pdf;

    draw_pieces(&pdf, *state, "pdf", &TREE_PART, NULL, 0);
    expect(&pdf, PARENT_TREE, "7\n");
    fb_buffer_release(&pdf);
}

/* Everything that is drawn is marked, each thing once, and marks do not nest wrongly. */
static void test_marks_pair(void **state)
{
    static const char expected[] = "/H1<</MCID 0>>BDC\n"
                                   "EMC\n"
                                   "/Span<</MCID 1/ActualText<feff65480032003000320031>>>BDC\n"
                                   "EMC\n"
                                   "/H1<</MCID 2>>BDC\n"
                                   "EMC\n"
                                   "/TH<</MCID 3>>BDC\n"
                                   "EMC\n"
                                   "/TH<</MCID 4>>BDC\n"
                                   "EMC\n"
                                   "/TD<</MCID 5>>BDC\n"
                                   "EMC\n"
                                   "/Artifact<</Type/Layout>>BDC\n"
                                   "EMC\n"
                                   "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n";
    struct fb_buffer pdf, marks;

    draw_pieces(&pdf, *state, "pdf", &TREE_PART, NULL, 0);
    read_back(&marks, &pdf,
              "qpdf --qdf $PDF - | grep -aE 'BDC|^EMC' | tr -d ' ' | sed 's/D\\([0-9]\\)/D \\1/'");
    assert_memory_equal(marks.data, expected, sizeof expected - 1);
    fb_buffer_release(&marks);
    fb_buffer_release(&pdf);
}

/* One paragraph on five hundred pages: more than a leaf of the parent tree holds. */
static void test_many_pages(void **state)
{
    enum { PAGES = 500 };
    static const char *const lines[] = {"第^1^页"};
    static const struct document document = {"pdf", &INFO, PAGES, lines, 1};
    struct fb_buffer pdf, report;

    assert_int_equal(draw(&pdf, *state, &document), FB_OK);
    expect(&pdf, PARENT_TREE, "500\n");
    read_back(&report, &pdf, "qpdf --check $PDF 2>&1");
    assert_null(strstr(report.data, "WARNING"));
    fb_buffer_release(&report);
    expect(&pdf, "pdfinfo -struct-text $PDF | grep -c 第1页", "500\n");
    fb_buffer_release(&pdf);
}

/* A table has more rows than an array of libharu has room for. */
static void test_many_rows(void **state)
{
    enum { ROWS = 40000 };
    struct fb_element *elements = calloc(3 + 2 * ROWS, sizeof *elements);
    const struct fb_device_part part = {.elements = elements, .element_count = 3 + 2 * ROWS};
    const struct document document = {"pdf", &INFO, 1, NULL, 0};
    struct fb_buffer pdf;

    elements[1] = (struct fb_element){.kind = FB_ELEMENT_TABLE};
    elements[2] = (struct fb_element){.kind = FB_ELEMENT_TABLE_BODY, .parent = 1};
    for (size_t i = 3; i < 3 + 2 * ROWS; i += 2) {
        elements[i] = (struct fb_element){.kind = FB_ELEMENT_TABLE_ROW, .parent = 2};
        elements[i + 1] = (struct fb_element){.kind = FB_ELEMENT_DATA_CELL,
                                              .parent = (uint32_t)i,
                                              .scope = FB_SCOPE_ROW,
                                              .row_span = 1,
                                              .column_span = 1};
    }
    assert_int_equal(draw_part(&pdf, *state, &document, &part, NULL), FB_OK);
    expect(&pdf, "pdfinfo -struct $PDF | grep -c TR", "40000\n");
    fb_buffer_release(&pdf);
    free(elements);
}

/* A file has no more objects than ISO 19005-2, 6.1.13 allows. */
static void test_too_many_elements(void **state)
{
    enum { OBJECTS = 8388607 };
    struct fb_element *elements = calloc(OBJECTS, sizeof *elements);
    const struct fb_device_part part = {.elements = elements, .element_count = OBJECTS};
    const struct document document = {"pdf", &INFO, 1, NULL, 0};
    struct fb_buffer pdf;

    assert_non_null(elements);
    assert_int_equal(draw_part(&pdf, *state, &document, &part, NULL), FB_ERR_NOMEM);
    fb_buffer_release(&pdf);
    free(elements);
}

/* A document whose every string is hostile to XML or to a PDF's strings. */
static const struct fb_device_info HOSTILE = {
    .title = "<甲> & \"乙\" 'it' (丙\\) 𠮷]]>",
    .author = "财政厅 <&>",
    .subject = "预算 & 绩效",
    .keywords = "绩效；目标 &, 𠮷、 预算;",
    .language = "zh-CN",
    .creator = "fubiao <1>",
    .date = {2021, 3, 15, 8, 30, 0},
};

/* The title, a line each property: first of the metadata stream, then of the information. */
static void test_metadata_equals_information(void **state)
{
    static const char *const lines[] = {"一"};
    static const struct document document = {"pdf", &HOSTILE, 1, lines, 1};
    static const char expected[] = "<甲> & \"乙\" 'it' (丙\\) 𠮷]]>\n"
                                   "财政厅 <&>\n"
                                   "预算 & 绩效\n"
                                   "绩效；目标 &, 𠮷、 预算;\n"
                                   "fubiao <1>\n";
    static const char metadata[] =
        "pdfinfo -meta $PDF >meta.xml; for name in dc:title dc:creator dc:description pdf:Keywords "
        "xmp:CreatorTool; do xmllint --xpath \"normalize-space(//*[name()='$name'])\" meta.xml; "
        "done; rm meta.xml";
    struct fb_buffer pdf;

    assert_int_equal(draw(&pdf, *state, &document), FB_OK);
    expect(&pdf, metadata, expected);
    expect(&pdf,
           "qpdf --json $PDF | jq -r '.qpdf[1] | .[\"obj:\" + .trailer.value[\"/Info\"]].value | "
           ".[\"/Title\", \"/Author\", \"/Subject\", \"/Keywords\", \"/Creator\"] | .[2:]'",
           expected);
    expect(&pdf, "pdfinfo -rawdates $PDF | grep -o 'D:.*'", "D:20210315083000\nD:20210315083000\n");
    expect(&pdf, "pdfinfo -meta $PDF | grep -o '[CM][a-z]*Date>2[^<]*'",
           "CreateDate>2021-03-15T08:30:00\nModifyDate>2021-03-15T08:30:00\n");
    fb_buffer_release(&pdf);
}

static void test_keywords_are_divided(void **state)
{
    static const char *const lines[] = {"一"};
    static const struct document document = {"pdf", &HOSTILE, 1, lines, 1};
    struct fb_buffer pdf;

    assert_int_equal(draw(&pdf, *state, &document), FB_OK);
    expect(&pdf,
           "pdfinfo -meta $PDF >meta.xml; xmllint --xpath \"//*[name()='dc:subject']"
           "/*/*/text()\" meta.xml; rm meta.xml",
           "绩效\n目标 &amp;\n𠮷\n预算\n");
    fb_buffer_release(&pdf);
}

/* What is not known is not said, neither here nor there. */
static void test_metadata_without_values(void **state)
{
    static const char *const lines[] = {"一"};
    static const struct fb_device_info info = {.title = "表",
                                               .author = "",
                                               .subject = "",
                                               .keywords = "",
                                               .language = "zh-CN",
                                               .creator = ""};
    static const struct document document = {"pdf", &info, 1, lines, 1};
    struct fb_buffer pdf;

    assert_int_equal(draw(&pdf, *state, &document), FB_OK);
    assert_true(holds(&pdf, "<pdfaid:part>2</pdfaid:part>"));
    assert_true(holds(&pdf, "<pdfaid:conformance>A</pdfaid:conformance>"));
    assert_true(holds(&pdf, "<pdfuaid:part>1</pdfuaid:part>"));
    assert_true(holds(&pdf, "<rdf:li>zh-CN</rdf:li>"));
    assert_false(holds(&pdf, "Date>"));
    assert_false(holds(&pdf, "<dc:creator"));
    assert_false(holds(&pdf, "<dc:subject"));
    assert_false(holds(&pdf, "<pdf:Keywords"));
    fb_buffer_release(&pdf);
}

static void test_outline(void **state)
{
    static const struct fb_bookmark bookmarks[] = {
        {"附件2 <𠮷>", 1, 0, FB_PT(60)}, {"一", 2, 0, FB_PT(80)}, {"（一）", 3, 1, FB_PT(60)},
        {"二", 2, 1, FB_PT(80)},         {"附件3", 1, 1, 0},
    };
    static const char expected[] = "1 附件2 <𠮷> 781.89\n"
                                   "1 一 761.89\n"
                                   "2 （一） 781.89\n"
                                   "2 二 761.89\n"
                                   "2 附件3 841.89\n"
                                   "[2,1,0,0,0]\n";
    struct fb_buffer pdf;

    draw_pieces(&pdf, *state, "pdf", &TREE_PART, bookmarks, sizeof bookmarks / sizeof *bookmarks);
    expect(&pdf,
           "qpdf --json --json-key=outlines $PDF | jq -r 'def all: .[] | ., (.kids | all); "
           "(.outlines | all | \"\\(.destpageposfrom1) \\(.title) \\(.dest[3])\"), "
           "([.outlines | all | .kids | length] | tojson)'",
           expected);
    assert_true(holds(&pdf, "/Count 5"));
    fb_buffer_release(&pdf);
}

static void test_page_labels(void **state)
{
    static const struct document document = {"pdf-plain", &INFO, 3, NULL, 0};
    struct fb_buffer pdf;

    assert_int_equal(draw(&pdf, *state, &document), FB_OK);
    expect(&pdf, "qpdf --json --json-key=pagelabels $PDF | jq -c .pagelabels",
           "[{\"index\":0,\"label\":{\"/S\":\"/D\",\"/St\":1}}]\n");
    fb_buffer_release(&pdf);
}

/* A plain file differs in all of this and in nothing that is seen. */
static void test_plain_file(void **state)
{
    static const char *const absent[] = {"/StructTreeRoot", "/MarkInfo", "/StructParents",
                                         "/Metadata",       "/Tabs",     "/OutputIntents"};
    static const char picture[] = "pdftoppm -r 50 $PDF | cksum";
    struct fb_buffer plain, archive, sum;

    draw_pieces(&plain, *state, "pdf-plain", &TREE_PART, NULL, 0);
    draw_pieces(&archive, *state, "pdf", &TREE_PART, NULL, 0);
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        assert_false(holds(&plain, absent[i]));
        assert_true(holds(&archive, absent[i]));
    }
    expect(&plain, "pdfinfo $PDF | grep -E '^Tagged|^Metadata' | tr -d ' '",
           "MetadataStream:no\nTagged:no\n");
    read_back(&sum, &archive, picture);
    expect(&plain, picture, sum.data);
    fb_buffer_release(&sum);
    fb_buffer_release(&archive);
    fb_buffer_release(&plain);
}

/* The identifier tells two files apart that only their structure divides. */
static void test_identifier_covers_structure(void **state)
{
    struct fb_element tree[COUNT + 1];
    struct fb_device_part part = TREE_PART;
    struct fb_buffer first, second, third;
    const char *first_id, *third_id;

    memcpy(tree, TREE, sizeof tree);
    part.elements = tree;
    draw_pieces(&first, *state, "pdf", &part, NULL, 0);
    draw_pieces(&second, *state, "pdf", &part, NULL, 0);
    tree[EMPTY + 1].column_span = 2;
    draw_pieces(&third, *state, "pdf", &part, NULL, 0);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.data, second.data, first.length);
    first_id = find_bytes(&first, "/ID [");
    third_id = find_bytes(&third, "/ID [");
    assert_memory_not_equal(first_id, third_id, 5 + 2 + 32);
    fb_buffer_release(&first);
    fb_buffer_release(&second);
    fb_buffer_release(&third);
}

/* A character for private use is marked with itself (ISO 19005-2, 6.2.11.7.3). */
static void test_private_use(void **state)
{
    static const struct piece pieces[] = {{"国一", {FB_TEXT_CONTENT, TITLE + 1}}};
    struct fb_device *device;
    struct set_line set;
    struct fb_buffer pdf, content;

    set_line(&set, *state, FB_FONT_SONG, pieces[0].marked);
    memcpy(set.text + 3, "\xEE\x80\x80", 3);
    fb_buffer_init(&pdf, OUTPUT_LIMIT);
    assert_int_equal(fb_device_new(&device, "pdf", &pdf), FB_OK);
    (void)!fb_device_begin_document(device, &INFO);
    (void)!fb_device_begin_part(device, &PART);
    (void)!fb_device_begin_page(device, PAGE_WIDTH, PAGE_HEIGHT);
    (void)!fb_device_line(device, &set.line, 0, FB_PT(100), CONTENT);
    (void)!fb_device_end_page(device);
    (void)!fb_device_end_part(device, NULL, 0);
    assert_int_equal(fb_device_end_document(device), FB_OK);
    fb_device_free(device);
    read_back(&content, &pdf, "qpdf --qdf $PDF - | grep -a -A2 Span");
    assert_memory_equal(content.data, "/Span<</MCID 1/ActualText<feffe000>>>BDC\n[<0002>]TJ\nEMC\n",
                        56);
    fb_buffer_release(&content);
    fb_buffer_release(&pdf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_profile),
        cmocka_unit_test(test_structure_reads_back),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_parent_tree),
        cmocka_unit_test(test_marks_pair),
        cmocka_unit_test(test_many_pages),
        cmocka_unit_test(test_many_rows),
        cmocka_unit_test(test_too_many_elements),
        cmocka_unit_test(test_metadata_equals_information),
        cmocka_unit_test(test_keywords_are_divided),
        cmocka_unit_test(test_metadata_without_values),
        cmocka_unit_test(test_outline),
        cmocka_unit_test(test_page_labels),
        cmocka_unit_test(test_plain_file),
        cmocka_unit_test(test_identifier_covers_structure),
        cmocka_unit_test(test_private_use),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
