#include "doc/docx_parts.h"
#include "extract/binding.h"
#include "extract/extract.h"
#include "extract/value.h"
#include "extract/word.h"
#include "package_testing.h"
#include "testing.h"

#define W_OPEN                                                                                 \
    "<w:document xmlns:w=\"" FB_DOCX_W_NAMESPACE "\" xmlns:w15=\"" FB_DOCX_W15_NAMESPACE "\" " \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>"
#define W_CLOSE "</w:body></w:document>"

/* ---- paths ---- */

static void paths(void **state)
{
    static const struct {
        const char *path, *expected;
    } CASES[] = {
        {"/a[1]/b[2]", "/a[1]/b[2]"},
        {"/ns0:项目[1]/ns0:名称", "/项目[1]/名称[1]"},
        {"/*[1]/b", "/*[1]/b[1]"},
        {"/a/*", NULL},
        {" / a / b [ 3 ] ", "/a[1]/b[3]"},
        {"a/b", NULL},
        {"/a[0]", NULL},
        {"/a[@x]", NULL},
        {"/a//b", NULL},
        {"/a/@b", NULL},
        {"/a/text()", NULL},
        {"/child::a", NULL},
        {"", NULL},
    };
    struct fb_arena *arena;

    (void)state;
    assert_int_equal(fb_arena_new(&arena, 1 << 20), FB_OK);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char *found;
        assert_int_equal(fb_binding_normalize(&found, arena, CASES[i].path), FB_OK);
        if (CASES[i].expected == NULL)
            assert_null(found);
        else
            assert_string_equal(found, CASES[i].expected);
    }
    fb_arena_free(arena);
}

/* ---- values ---- */

static void values(void **state)
{
    static const struct {
        enum fb_extract_format format;
        const char *shown, *recorded, *expected;
    } CASES[] = {
        {FB_EXTRACT_TEXT, "1.0", "1.00", "1.0"},
        {FB_EXTRACT_NUMBER, "168.00", "168", "168"},
        {FB_EXTRACT_NUMBER, "1,234.50", "12", "1234.50"},
        {FB_EXTRACT_NUMBER, "1,234.50", "1,000", "1,234.50"},
        {FB_EXTRACT_NUMBER, "/", "", ""},
        {FB_EXTRACT_NUMBER, "约3", "2", "约3"},
        {FB_EXTRACT_PERCENT, "95%", "90", "95"},
        {FB_EXTRACT_PERCENT, "95%", "90%", "95%"},
        {FB_EXTRACT_PERCENT, "95%", "", "95%"},
        {FB_EXTRACT_PERCENT, "90.0%", "90", "90"},
        {FB_EXTRACT_DATE, "2026年1月1日", "2026-01-01", "2026-01-01"},
        {FB_EXTRACT_DATE, "2026年1月2日", "2026-01-01", "2026年1月2日"},
    };
    struct fb_arena *arena;

    (void)state;
    assert_int_equal(fb_arena_new(&arena, 1 << 20), FB_OK);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(
            fb_extract_recorded(arena, CASES[i].format, CASES[i].shown, CASES[i].recorded),
            CASES[i].expected);
    assert_string_equal(fb_extract_value(arena, "\xC2\xA0 　甲\r\n 乙　\n"), "甲\n乙");
    assert_string_equal(fb_extract_value(arena, "　　　"), "");
    assert_string_equal(fb_extract_value(arena, "点击填写"), "");
    fb_arena_free(arena);
}

/* ---- what a document shows ---- */

struct reading {
    struct fb_arena *arena;
    struct fb_diagnostics *sink;
    struct fb_source source;
    struct fb_xml *xml;
    struct fb_word word;
};

static void read_word(struct reading *reading, const char *body)
{
    static char text[8000];

    snprintf(text, sizeof text, "%s%s%s", W_OPEN, body, W_CLOSE);
    reading->source = (struct fb_source){.name = "d", .text = text, .length = strlen(text)};
    assert_int_equal(fb_arena_new(&reading->arena, 1 << 20), FB_OK);
    assert_int_equal(fb_diagnostics_new(&reading->sink), FB_OK);
    assert_int_equal(fb_xml_read(&reading->xml, &reading->source, reading->sink), FB_OK);
    assert_int_equal(fb_word_read(&reading->word, reading->arena, fb_xml_root(reading->xml)),
                     FB_OK);
}

static void release_word(struct reading *reading)
{
    fb_xml_free(reading->xml);
    fb_diagnostics_free(reading->sink);
    fb_arena_free(reading->arena);
}

#define SDT(content)                                                         \
    "<w:sdt><w:sdtPr><w:tag w:val=\"f_1\"/></w:sdtPr><w:sdtContent>" content \
    "</w:sdtContent></w:sdt>"
#define T(text) "<w:t>" text "</w:t>"

/* The text of a control, whatever an editor puts between its characters. */
static void texts(void **state)
{
    static const struct {
        const char *body, *expected;
    } CASES[] = {
        {"<w:p>" SDT("<w:r>" T("甲") "</w:r>") "</w:p>", "甲"},
        {"<w:p>" SDT("<w:r>" T("甲") "<w:br/>" T("乙") "<w:tab/>" T("丙") "</w:r>") "</w:p>",
         "甲\n乙\t丙"},
        {SDT("<w:p><w:r>" T("甲") "</w:r></w:p><w:p/><w:p><w:r>" T("乙") "</w:r></w:p>"),
         "甲\n\n乙"},
        {"<w:p><w:r>" T("前") "</w:r></w:p>" SDT("<w:p><w:r>" T("甲") "</w:r></w:p>"), "甲"},
        {"<w:p>" SDT("<w:r>" T(" 甲 ") "<w:t xml:space=\"preserve\"> 乙 </w:t></w:r>") "</w:p>",
         "甲 乙 "},
        {"<w:p>" SDT("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r>" T(
             "新") "</w:r></w:ins>") "</w:p>",
         "新"},
        {"<w:p>" SDT("<w:moveFrom><w:r>" T("旧") "</w:r></w:moveFrom><w:moveTo><w:r>" T(
             "新") "</w:r></w:moveTo>") "</w:p>",
         "新"},
        {"<w:p>" SDT(
             "<w:r><w:instrText> PAGE </w:instrText></w:r><w:fldSimple w:instr=\"DATE\"><w:r>" T(
                 "3") "</w:r></w:fldSimple>") "</w:p>",
         "3"},
        {"<w:p>" SDT("<mc:AlternateContent><mc:Choice Requires=\"w15\"><w:r>" T(
             "甲") "</w:r></mc:Choice><mc:Fallback><w:r>" T("乙") "</w:r></mc:Fallback></"
                                                                  "mc:AlternateContent>") "</w:p>",
         "甲"},
        {SDT("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r>" T("甲") "</w:r></w:p><w:p><w:r>" T(
             "乙") "</w:r></w:p>"),
         "甲乙"},
        {"<w:p>" SDT("<w:r><w:ruby><w:rt><w:r>" T("jiǎ") "</w:r></w:rt><w:rubyBase><w:r>" T(
             "甲") "</w:r></w:rubyBase></w:ruby></w:r>") "</w:p>",
         "甲"},
        {"<w:p>" SDT(
             "<w:r>" T("5") "<w:noBreakHyphen/>" T("6") "<w:sym w:char=\"2611\"/></w:r>") "</w:p>",
         "5\xE2\x80\x91"
         "6☑"},
        {"<w:p><w:bookmarkStart w:id=\"4\" w:name=\"f_1\"/><w:r>" T(
             "甲") "</w:r></w:p><w:p><w:r>" T("乙") "</w:r><w:bookmarkEnd w:id=\"4\"/></w:p>",
         "甲\n乙"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct reading reading;
        read_word(&reading, CASES[i].body);
        assert_int_equal(reading.word.controls.count, 1);
        assert_string_equal(reading.word.controls.items[0].text, CASES[i].expected);
        release_word(&reading);
    }
}

#define CELL(properties, text) \
    "<w:tc><w:tcPr>" properties "</w:tcPr><w:p><w:r>" T(text) "</w:r></w:p></w:tc>"

static void tables(void **state)
{
    struct reading reading;
    const struct fb_word_row *row;

    (void)state;
    read_word(&reading,
              "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>" CELL(
                  "<w:gridSpan w:val=\"3\"/><w:vMerge w:val=\"restart\"/>",
                  "甲") "<w:sdt><w:sdtPr><w:dataBinding "
                        "w:xpath=\"/a/b\"/><w:text/></w:sdtPr><w:sdtContent>" CELL(
                            "", "乙") "</"
                                      "w:sdtContent></"
                                      "w:sdt></w:tr>"
                                      "<w:tr><w:trPr><"
                                      "w:del/></"
                                      "w:trPr>" CELL(
                                          "", "删") "</"
                                                    "w:tr>"
                                                    "<w:"
                                                    "sdt><"
                                                    "w:"
                                                    "sdtCo"
                                                    "ntent"
                                                    "><w:"
                                                    "tr"
                                                    ">" CELL("<"
                                                             "w"
                                                             ":"
                                                             "v"
                                                             "M"
                                                             "e"
                                                             "r"
                                                             "g"
                                                             "e"
                                                             "/"
                                                             ">",
                                                             "") "</w:tr></w:sdtContent></w:sdt>"
                                                                 "</w:tbl>");
    assert_int_equal(reading.word.rows.count, 2);
    row = &reading.word.rows.items[0];
    assert_int_equal(row->cells.count, 2);
    assert_int_equal(row->cells.items[0].column, 2);
    assert_int_equal(row->cells.items[0].span, 3);
    assert_true(row->cells.items[0].merged && !row->cells.items[0].continued);
    assert_int_equal(row->cells.items[1].column, 5);
    assert_int_equal(row->cells.items[1].controls, 1);
    assert_string_equal(row->cells.items[1].text, "乙");
    assert_true(reading.word.rows.items[1].cells.items[0].continued);
    assert_int_equal(reading.word.controls.count, 1);
    assert_string_equal(reading.word.controls.items[0].path, "/a[1]/b[1]");
    assert_true(reading.word.controls.items[0].plain);
    assert_int_equal(reading.word.controls.items[0].row, 0);
    assert_int_equal(reading.word.controls.items[0].cell, 1);
    release_word(&reading);
}

/* ---- files ---- */

#define BASELINE                                                                                  \
    "<baseline xmlns=\"urn:fubiao:baseline:1\" program=\"1\" template=\"t\" version=\"1\" "       \
    "public=\"no\" store=\"{S}\" placeholder=\"　\"><record><a xmlns=\"\"><b>1</b></a></record>" \
    "<control tag=\"f_1\" path=\"/a[1]/b[1]\" record=\"/a[1]/b[1]\" format=\"text\" "             \
    "bound=\"yes\" "                                                                              \
    "shown=\"1\"/></baseline>"
#define DOCUMENT(text)                                                                        \
    W_OPEN                                                                                    \
    "<w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath=\"/a/b\"/><w:text/></w:sdtPr><w:sdtContent>" \
    "<w:r>" T(text) "</w:r></w:sdtContent></w:sdt></w:p>" W_CLOSE

struct file_case {
    const char *name;
    const char *parts[6][2];
    enum fb_diag_code code; /* FB_DIAG_COUNT: it is read */
    const char *value;      /* of b, then */
};

static const struct file_case FILES[] = {
    {"unchanged",
     {{"word/document.xml", DOCUMENT("1")},
      {"customXml/item1.xml", "<a><b>1</b></a>"},
      {"customXml/item2.xml", BASELINE}},
     FB_DIAG_COUNT,
     "1"},
    {"text alone",
     {{"word/document.xml", DOCUMENT("2")},
      {"customXml/item1.xml", "<a><b>1</b></a>"},
      {"customXml/item2.xml", BASELINE}},
     FB_DIAG_COUNT,
     "2"},
    {"store alone, parts renamed",
     {{"_rels/.rels",
       "<r><Relationship Type=\"http://x/officeDocument\" Target=\"/w/d.xml\"/></r>"},
      {"w/d.xml", DOCUMENT("1")},
      {"customXml/item7.xml", "<a><b>2</b></a>"},
      {"customXml/item3.xml", BASELINE},
      {"customXml/item1.xml", "<x xmlns=\"urn:x\"/>"}},
     FB_DIAG_COUNT,
     "2"},
    {"conflict",
     {{"word/document.xml", DOCUMENT("3")},
      {"customXml/item1.xml", "<a><b>2</b></a>"},
      {"customXml/item2.xml", BASELINE}},
     FB_DIAG_EDIT_CONFLICT,
     "1"},
    {"no text", {{"customXml/item2.xml", BASELINE}}, FB_DIAG_DOCX_NO_TEXT, NULL},
    {"not ours", {{"word/document.xml", DOCUMENT("1")}}, FB_DIAG_DOCX_NO_RECORD, NULL},
    {"no store",
     {{"word/document.xml", DOCUMENT("1")}, {"customXml/item2.xml", BASELINE}},
     FB_DIAG_DOCX_NO_RECORD,
     NULL},
    {"strict",
     {{"word/document.xml",
       "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"/>"}},
     FB_DIAG_DOCX_STRICT,
     NULL},
    {"a DOCTYPE",
     {{"word/document.xml", DOCUMENT("1")}, {"customXml/item1.xml", "<!DOCTYPE a><a/>"}},
     FB_DIAG_XML_DOCTYPE,
     NULL},
};

static void pack(struct fb_buffer *out, const struct file_case *file)
{
    struct package_part parts[6];
    size_t count = 0;

    for (; count < 6 && file->parts[count][0] != NULL; count++)
        parts[count] = (struct package_part){file->parts[count][0], file->parts[count][1],
                                             strlen(file->parts[count][1])};
    fb_buffer_init(out, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(package_write(out, parts, count), FB_OK);
}

static void check_file(const struct file_case *file)
{
    struct fb_diagnostics *sink;
    struct fb_extract *extract;
    struct fb_buffer bytes;
    fb_status status;

    pack(&bytes, file);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    status = fb_extract_new(&extract, bytes.data, bytes.length, "d.docx", sink);
    assert_int_equal(status, file->value == NULL ? FB_ERR_INPUT : FB_OK);
    if (file->value != NULL) {
        fb_extract_report(extract, false, sink);
        assert_string_equal(fb_tree_value(fb_tree_child(fb_extract_record(extract), "b", 1)),
                            file->value);
    }
    assert_int_equal(fb_diagnostics_count(sink, FB_ERROR), file->code != FB_DIAG_COUNT);
    if (file->code != FB_DIAG_COUNT)
        assert_int_equal(fb_diagnostics_count_code(sink, file->code), 1);
    fb_extract_free(extract);
    fb_diagnostics_free(sink);
    fb_buffer_release(&bytes);
}

static void files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        print_message("%s\n", FILES[i].name);
        check_file(&FILES[i]);
    }
}

static void no_packages(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        enum fb_diag_code code;
    } CASES[] = {
        {"hello", 5, FB_DIAG_DOCX_FORMAT},
        {"", 0, FB_DIAG_DOCX_FORMAT},
        {"PK\3\4 cut off", 12, FB_DIAG_DOCX_BROKEN},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, FB_DIAG_DOCX_FORMAT},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct fb_diagnostics *sink;
        struct fb_extract *extract;
        assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
        assert_int_equal(fb_extract_new(&extract, CASES[i].bytes, CASES[i].length, "d.docx", sink),
                         FB_ERR_INPUT);
        assert_int_equal(fb_diagnostics_count_code(sink, CASES[i].code), 1);
        fb_diagnostics_free(sink);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths),  cmocka_unit_test(values), cmocka_unit_test(texts),
        cmocka_unit_test(tables), cmocka_unit_test(files),  cmocka_unit_test(no_packages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
