#include "device/device.h"

#include "device_testing.h"

/* What pdftotext prints must be this, whatever is between the glyphs. */
struct text_case {
    const char *marked; /* as for set_line */
    const char *text;
};

static const struct text_case TEXT_CASES[] = {
    {"自治区本级部门项目支出预算绩效目标表", "自治区本级部门项目支出预算绩效目标表"},
    {"2021^年自治区本级", "2021年自治区本级"},
    {"第^3^项（含^12^个月）共^824.355^万元", "第3项（含12个月）共824.355万元"},
    {"《办法》~（试行）~、《规定》~，《细则》", "《办法》（试行）、《规定》，《细则》"},
    {"生僻字𠮷𠂇^ABC", "生僻字𠮷𠂇ABC"},
    {"破折号——连成一线^——^完", "破折号——连成一线——完"},
    {"全^市^拉^开^对^齐", "全市拉开对齐"},
    {"Plain Latin text, AVATAR 1,234.50", "Plain Latin text, AVATAR 1,234.50"},
    {"张 三", "张 三"},
    {"甲 乙 丙 丁", "甲 乙 丙 丁"},
    {"姓　名", "姓　名"},
    {"　　缩进两字", "　　缩进两字"},
    {"两  个空格", "两  个空格"},
    {"3", "3"},
};

enum { TEXT_CASE_COUNT = sizeof TEXT_CASES / sizeof *TEXT_CASES };

static void draw_text_cases(struct fb_buffer *out, const struct fb_font_set *fonts)
{
    const char *lines[TEXT_CASE_COUNT];
    const struct document document = {"pdf", &INFO, 1, lines, TEXT_CASE_COUNT};

    for (size_t i = 0; i < TEXT_CASE_COUNT; i++)
        lines[i] = TEXT_CASES[i].marked;
    assert_int_equal(draw(out, fonts, &document), FB_OK);
}

static void test_text_reads_back(void **state)
{
    static const char *const commands[] = {"pdftotext -raw $PDF -", "pdftotext $PDF -",
                                           "pdftotext -layout $PDF - | sed 's/^ *//'"};
    struct fb_buffer pdf, text, expected;

    draw_text_cases(&pdf, *state);
    fb_buffer_init(&expected, OUTPUT_LIMIT);
    for (size_t i = 0; i < TEXT_CASE_COUNT; i++)
        fb_buffer_append_format(&expected, "%s\n", TEXT_CASES[i].text);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        read_back(&text, &pdf, commands[i]);
        assert_string_equal(text.data, expected.data);
        fb_buffer_release(&text);
    }
    fb_buffer_release(&expected);
    fb_buffer_release(&pdf);
}

static void test_file_is_sound(void **state)
{
    struct fb_buffer pdf, report;

    draw_text_cases(&pdf, *state);
    assert_memory_equal(pdf.data, "%PDF-1.7\n%", 10);
    read_back(&report, &pdf, "qpdf --check $PDF 2>&1");
    assert_non_null(strstr(report.data, "No syntax or stream encoding errors found"));
    assert_null(strstr(report.data, "WARNING"));
    fb_buffer_release(&report);
    fb_buffer_release(&pdf);
}

/* Every line of pdffonts: name, type, encoding, embedded, subset, with ToUnicode. */
static void test_fonts_are_subsets(void **state)
{
    struct fb_buffer pdf, report;
    size_t count = 0;

    draw_text_cases(&pdf, *state);
    read_back(&report, &pdf, "pdffonts $PDF 2>&1 | tail -n +3");
    for (char *line = strtok(report.data, "\n"); line != NULL; line = strtok(NULL, "\n"), count++) {
        char name[80], embedded[4], subset[4], unicode[4];

        assert_int_equal(sscanf(line, "%79s CID TrueType Identity-H %3s %3s %3s", name, embedded,
                                subset, unicode),
                         4);
        assert_int_equal(strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 6);
        assert_int_equal(name[6], '+');
        assert_string_equal(embedded, "yes");
        assert_string_equal(subset, "yes");
        assert_string_equal(unicode, "yes");
    }
    assert_int_equal(count, 3); /* Noto Serif SC, Liberation Serif, and one for U+20BB7 */
    fb_buffer_release(&report);
    fb_buffer_release(&pdf);
}

static void test_information(void **state)
{
    static const char *const lines[] = {"一"};
    static const struct document document = {"pdf", &INFO, 1, lines, 1};
    struct fb_buffer pdf, report;

    assert_int_equal(draw(&pdf, *state, &document), FB_OK);
    read_back(&report, &pdf, "pdfinfo -rawdates $PDF");
    assert_non_null(strstr(report.data, "附件2 \"绩效\" 𠮷\n"));
    assert_non_null(strstr(report.data, " fubiao test\n"));
    assert_non_null(strstr(report.data, " libharu "));
    assert_non_null(strstr(report.data, " D:20210315083000\n"));
    assert_null(strstr(report.data, "Author"));
    assert_non_null(strstr(report.data, "595.276 x 841.89 pts (A4)"));
    assert_true(holds(&pdf, "/Lang (zh-CN)"));
    assert_true(holds(&pdf, "/DisplayDocTitle true"));
    fb_buffer_release(&report);
    fb_buffer_release(&pdf);
}

/* No date is known, and the title is longer than a string of a PDF may be. */
static void test_information_at_its_limits(void **state)
{
    enum { CHARACTERS = 40000, KEPT = 8000, BYTES = 3 };
    static const char *const lines[] = {"一"};
    static char title[BYTES * CHARACTERS + 1];
    const struct fb_device_info info = {.title = title,
                                        .author = "",
                                        .subject = "",
                                        .keywords = "",
                                        .language = "zh-CN",
                                        .creator = ""};
    const struct document document = {"pdf", &info, 1, lines, 1};
    struct fb_buffer pdf, report;

    for (size_t i = 0; i < CHARACTERS; i++)
        memcpy(title + BYTES * i, "附", BYTES);
    assert_int_equal(draw(&pdf, *state, &document), FB_OK);
    read_back(&report, &pdf, "pdfinfo $PDF");
    assert_null(strstr(report.data, "Date"));
    assert_null(strstr(report.data, "Creator"));
    assert_int_equal(strspn(strstr(report.data, "附"), "附"), BYTES * KEPT);
    fb_buffer_release(&report);
    fb_buffer_release(&pdf);
}

static bool is_equal(const struct fb_buffer *a, const struct fb_buffer *b)
{
    return a->length == b->length && memcmp(a->data, b->data, a->length) == 0;
}

static void test_same_content_same_bytes(void **state)
{
    static const char *const lines[] = {"2021^年", "完"}, *const other_lines[] = {"2021^年", "元"};
    static const struct document document = {"pdf", &INFO, 2, lines, 2};
    static const struct document other = {"pdf", &INFO, 2, other_lines, 2};
    struct fb_buffer first, second, third;

    assert_int_equal(draw(&first, *state, &document), FB_OK);
    assert_int_equal(draw(&second, *state, &document), FB_OK);
    assert_int_equal(draw(&third, *state, &other), FB_OK);
    assert_true(is_equal(&first, &second));
    assert_memory_not_equal(find_bytes(&first, "/ID ["), find_bytes(&third, "/ID ["), 5 + 2 + 32);
    fb_buffer_release(&first);
    fb_buffer_release(&second);
    fb_buffer_release(&third);
}

/* Draws a document of one line on one page. */
static fb_status draw_one(struct fb_buffer *out, const char *name, const struct fb_line *line,
                          enum fb_text_part part, fb_length page_height)
{
    struct fb_device *device;

    fb_buffer_init(out, OUTPUT_LIMIT);
    FB_TRY(fb_device_new(&device, name, out));
    (void)!fb_device_begin_document(device, &INFO);
    (void)!fb_device_begin_part(device, &PART);
    (void)!fb_device_begin_page(device, PAGE_WIDTH, page_height);
    (void)!fb_device_line(device, line, FB_PT(60), FB_PT(100), (struct fb_text_tag){part, 1});
    (void)!fb_device_end_page(device);
    (void)!fb_device_end_part(device, NULL, 0);
    fb_status status = fb_device_end_document(device);
    fb_device_free(device);
    return status;
}

/* One glyph may show two characters: each is read back as itself. */
static void test_glyph_of_two_characters(void **state)
{
    static const char text[] = "一⼀一";
    struct fb_glyph_choice choice;
    struct fb_glyph glyphs[3];
    struct fb_buffer pdf, report;

    assert_true(fb_font_choose(*state, FB_FONT_SONG, 0x4E00, &choice));
    for (size_t i = 0; i < 3; i++)
        glyphs[i] = (struct fb_glyph){.id = (uint16_t)choice.glyph,
                                      .x = (int32_t)(SIZE * (fb_length)i),
                                      .text_offset = (uint32_t)(3 * i),
                                      .text_length = 3};
    const struct fb_glyph_run run = {
        .face = choice.face, .size = SIZE, .glyphs = glyphs, .count = 3};
    const struct fb_line line = {.text = text,
                                 .text_length = sizeof text - 1,
                                 .runs = &run,
                                 .run_count = 1,
                                 .width = 3 * SIZE};

    assert_int_equal(draw_one(&pdf, "pdf", &line, FB_TEXT_CONTENT, PAGE_HEIGHT), FB_OK);
    read_back(&report, &pdf, "pdftotext -raw $PDF -");
    assert_string_equal(report.data, "一⼀一\n");
    fb_buffer_release(&report);
    fb_buffer_release(&pdf);
}

struct content_case {
    const char *name;
    const char *device;
    const char *marked;
    bool bold;
    enum fb_text_part part;
    const char *present[4]; /* in the page's operators */
    const char *absent[4];
};

static const struct content_case CONTENT_CASES[] = {
    {"a plain file has no marks",
     "pdf-plain",
     "自治区本级",
     false,
     FB_TEXT_CONTENT,
     {"BT 60 741.89 Td\n/F1 12 Tf\n[<00010002000300040005>]TJ\nET\n"},
     {"BDC", "BMC", "EMC", " Tr"}},
    {"nor has what is no content",
     "pdf-plain",
     "第1页",
     false,
     FB_TEXT_PAGE_NUMBER,
     {"ET\n"},
     {"BDC", "BMC", "EMC"}},
    {"content belongs to its element",
     "pdf",
     "自治区本级",
     false,
     FB_TEXT_CONTENT,
     {"/P<</MCID 0>>BDC\nBT ", "TJ\nET\nEMC\n"},
     {"Span", "Artifact"}},
    {"a gap has the text around it",
     "pdf-plain",
     "年^3",
     false,
     FB_TEXT_CONTENT,
     {"BT 60 741.89 Td\n/Span<</ActualText<feff5e740033>>>BDC\n", "[-250<0001>]TJ\nEMC\nET\n"},
     {0}},
    {"only the text around it",
     "pdf-plain",
     "本级年^3",
     false,
     FB_TEXT_CONTENT,
     {"[<00010002>]TJ\n/Span<</ActualText<feff5e740033>>>BDC\n"},
     {"672c"}},
    {"a figure is not cut",
     "pdf",
     "共^824.355^万元AB",
     false,
     FB_TEXT_CONTENT,
     {"<</MCID 0/ActualText<feff51710038003200340", "/P<</MCID 1>>BDC\n"},
     {"MCID 2"}},
    {"each piece has its own mark",
     "pdf",
     "本年^3表",
     false,
     FB_TEXT_CONTENT,
     {"Td\n/P<</MCID 0>>BDC\n", "TJ\nEMC\n/Span<</MCID 1/ActualText<feff5e740033>>>BDC\n",
      "TJ\nEMC\n/P<</MCID 2>>BDC\n", "TJ\nEMC\nET\n"},
     {"ET\nEMC"}},
    {"narrower punctuation moves back",
     "pdf",
     "》~（",
     false,
     FB_TEXT_CONTENT,
     {"[<0001>500<0002>]TJ"},
     {0}},
    {"the joined dash is one code", "pdf", "——", false, FB_TEXT_CONTENT, {"[<0001>]TJ"}, {"0002"}},
    {"bold is stroked", "pdf", "粗", true, FB_TEXT_CONTENT, {"0.4 w\n2 Tr\n"}, {0}},
    {"a page number is an artifact",
     "pdf",
     "第^1^页",
     false,
     FB_TEXT_PAGE_NUMBER,
     {"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\nBT ", "ET\nEMC\n"},
     {"MCID"}},
    {"so is what is drawn again",
     "pdf",
     "标签",
     false,
     FB_TEXT_REPEATED,
     {"/Artifact<</Type/Pagination/Subtype/Header>>BDC\nBT ", "ET\nEMC\n"},
     {"MCID"}},
};

static void check_content(const struct content_case *item, const char *content)
{
    for (size_t i = 0; i < 4 && item->present[i] != NULL; i++)
        if (strstr(content, item->present[i]) == NULL)
            fail_msg("%s: there is no \"%s\"", item->name, item->present[i]);
    for (size_t i = 0; i < 4 && item->absent[i] != NULL; i++)
        if (strstr(content, item->absent[i]) != NULL)
            fail_msg("%s: there is \"%s\"", item->name, item->absent[i]);
}

static void test_content(void **state)
{
    for (size_t i = 0; i < sizeof CONTENT_CASES / sizeof *CONTENT_CASES; i++) {
        const struct content_case *item = &CONTENT_CASES[i];
        struct set_line set;
        struct fb_buffer pdf, content;

        set_line(&set, *state, FB_FONT_SONG, item->marked);
        set.runs[0].bold = item->bold;
        assert_int_equal(draw_one(&pdf, item->device, &set.line, item->part, PAGE_HEIGHT), FB_OK);
        read_back(&content, &pdf,
                  "qpdf --qdf --object-streams=disable $PDF - | sed -n '/^0 g/,/^endstream/p'");
        check_content(item, content.data);
        fb_buffer_release(&content);
        fb_buffer_release(&pdf);
    }
}

/* W has each advance to within a thousandth of an em (ISO 19005-2, 6.2.11.5). */
static void test_widths(void **state)
{
    static const char text[] = "A国gW.";
    struct set_line set;
    struct fb_buffer pdf;
    char expected[128];
    int32_t width[4];
    const struct fb_face *latin;

    set_line(&set, *state, FB_FONT_SONG, text);
    latin = set.runs[0].face;
    for (size_t i = 0, k = 0; i < set.glyph_count; i++)
        if (i != 1)
            width[k++] = (int32_t)((fb_face_advance(latin, set.glyphs[i].id) * 1000.0) /
                                       fb_face_metrics(latin)->units_per_em +
                                   0.5);
    snprintf(expected, sizeof expected, "/W [ 1 [ %d %d %d %d ] ]", width[0], width[1], width[2],
             width[3]);
    assert_int_equal(draw_one(&pdf, "pdf", &set.line, FB_TEXT_CONTENT, PAGE_HEIGHT), FB_OK);
    assert_true(holds(&pdf, expected));
    assert_true(holds(&pdf, "/DW 1000\n"));
    fb_buffer_release(&pdf);
}

static void test_page_beyond_libharu(void **state)
{
    struct set_line set;
    struct fb_buffer pdf;

    set_line(&set, *state, FB_FONT_SONG, "一");
    assert_int_equal(draw_one(&pdf, "pdf", &set.line, FB_TEXT_CONTENT, FB_PT(14400)), FB_OK);
    fb_buffer_release(&pdf);
    assert_int_equal(draw_one(&pdf, "pdf", &set.line, FB_TEXT_CONTENT, FB_PT(14401)),
                     FB_ERR_INTERNAL);
    assert_int_equal(pdf.length, 0);
    fb_buffer_release(&pdf);
}

static void test_many_pages(void **state)
{
    static const char *const lines[] = {"第^500^页", "项目支出预算绩效目标表"};
    static const struct document document = {"pdf", &INFO, 500, lines, 2};
    struct fb_buffer pdf, report;

    assert_int_equal(draw(&pdf, *state, &document), FB_OK);
    assert_in_range(pdf.length, 100000, 400000);
    read_back(&report, &pdf, "pdfinfo $PDF");
    assert_non_null(strstr(report.data, "Pages:           500\n"));
    fb_buffer_release(&report);
    read_back(&report, &pdf, "qpdf --check $PDF 2>&1");
    assert_non_null(strstr(report.data, "No syntax or stream encoding errors found"));
    fb_buffer_release(&report);
    read_back(&report, &pdf, "pdftotext -raw -f 500 $PDF -");
    assert_string_equal(report.data, "第500页\n项目支出预算绩效目标表\n");
    fb_buffer_release(&report);
    fb_buffer_release(&pdf);
}

/* More pages than an array of libharu holds elements. */
static void test_very_many_pages(void **state)
{
    static const struct document document = {"pdf", &INFO, 33000, NULL, 0};
    struct fb_buffer pdf, report;

    assert_int_equal(draw(&pdf, *state, &document), FB_OK);
    read_back(&report, &pdf, "pdfinfo $PDF");
    assert_non_null(strstr(report.data, "Pages:           33000\n"));
    fb_buffer_release(&report);
    fb_buffer_release(&pdf);
}

/* Draws two lines and returns the checksum of the second one's picture. */
static void draw_picture(char sum[64], const struct fb_font_set *fonts, const char *first,
                         const char *second)
{
    const char *const lines[] = {first, second};
    const struct document document = {"pdf", &INFO, 1, lines, 2};
    struct fb_buffer pdf, report;

    assert_int_equal(draw(&pdf, fonts, &document), FB_OK);
    read_back(&report, &pdf, "pdftoppm -r 144 -gray -y 220 -H 40 $PDF | cksum");
    snprintf(sum, 64, "%s", report.data);
    fb_buffer_release(&report);
    fb_buffer_release(&pdf);
}

/* A code must lead to its glyph wherever the subset has it, not only to its text. */
static void test_glyphs_are_drawn(void **state)
{
    char alone[64], after_others[64], another[64], nothing[64];

    draw_picture(alone, *state, "", "永");
    draw_picture(after_others, *state, "国家丁一A龥", "永");
    draw_picture(another, *state, "", "水");
    draw_picture(nothing, *state, "", "");
    assert_string_equal(alone, after_others);
    assert_string_not_equal(alone, another);
    assert_string_not_equal(alone, nothing);
}

/* The fonts of a document hold what it shows, and not much more. */
static void test_size(void **state)
{
    struct fb_buffer pdf;

    draw_text_cases(&pdf, *state);
    assert_in_range(pdf.length, 15000, 60000);
    fb_buffer_release(&pdf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_reads_back),
        cmocka_unit_test(test_file_is_sound),
        cmocka_unit_test(test_fonts_are_subsets),
        cmocka_unit_test(test_information),
        cmocka_unit_test(test_information_at_its_limits),
        cmocka_unit_test(test_same_content_same_bytes),
        cmocka_unit_test(test_glyph_of_two_characters),
        cmocka_unit_test(test_content),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_page_beyond_libharu),
        cmocka_unit_test(test_many_pages),
        cmocka_unit_test(test_very_many_pages),
        cmocka_unit_test(test_glyphs_are_drawn),
        cmocka_unit_test(test_size),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
