/*
 * test_docx_format.c: what a style's lines become in WordprocessingML.
 */
#include "docx/format.h"

#include "docx/context.h"
#include "testing.h"

static const struct fb_style BASE = {
    .name = "base", .size = FB_PT(10), .line_pitch = FB_PT(14), .align = FB_ALIGN_JUSTIFY};

static const struct {
    const char *name;
    struct fb_style style; /* what differs from BASE; its other fields are those of BASE */
    const char *text;
    const char *xml; /* inside w:pPr */
} CASES[] = {
    {"nothing", {0}, "一", ""},
    {"no prohibitions", {.breaking = FB_BREAKING_NONE}, "一", "<w:kinsoku w:val=\"0\"/>"},
    {"stricter ones are in the settings", {.breaking = FB_BREAKING_STRICT}, "一", ""},
    {"no gap",
     {.gap = FB_GAP_NONE},
     "一",
     "<w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>"},
    {"first line", {.indent = 200}, "一", "<w:ind w:firstLineChars=\"200\" w:firstLine=\"400\"/>"},
    {"sides",
     {.indent_left = 100, .indent_right = 50},
     "一",
     "<w:ind w:leftChars=\"100\" w:left=\"200\" w:rightChars=\"50\" w:right=\"100\"/>"},
    {"hanging",
     {.hanging = 200},
     "一",
     "<w:ind w:leftChars=\"200\" w:left=\"400\" w:rightChars=\"0\" w:right=\"0\" "
     "w:hangingChars=\"200\" w:hanging=\"400\"/>"},
    {"hanging by a number",
     {.hanging = FB_HANGING_NUMBER},
     "（一）总体",
     "<w:ind w:leftChars=\"300\" w:left=\"600\" w:rightChars=\"0\" w:right=\"0\" "
     "w:hangingChars=\"300\" w:hanging=\"600\"/>"},
    {"hanging by a number that is indented",
     {.hanging = FB_HANGING_NUMBER, .indent = 200},
     "1.总体",
     "<w:ind w:leftChars=\"300\" w:left=\"600\" w:rightChars=\"0\" w:right=\"0\" "
     "w:hangingChars=\"100\" w:hanging=\"200\"/>"},
    {"no number, no hanging", {.hanging = FB_HANGING_NUMBER}, "总体", ""},
};

static struct fb_style complete(const struct fb_style *differing)
{
    struct fb_style style = *differing;

    style.size = BASE.size;
    style.line_pitch = BASE.line_pitch;
    style.align = BASE.align;
    return style;
}

static void check_case(size_t index)
{
    const struct fb_style style = complete(&CASES[index].style);
    const struct fb_run run = {
        .text = CASES[index].text, .length = strlen(CASES[index].text), .style = &style};
    const struct fb_paragraph paragraph = {.style = &style, .runs = &run, .run_count = 1};
    struct fb_buffer out, expected;
    struct fb_xml_writer xml;

    print_message("%s\n", CASES[index].name);
    fb_buffer_init(&out, 10000);
    fb_buffer_init(&expected, 10000);
    fb_xml_writer_init_fragment(&xml, &out);
    fb_xml_write_start(&xml, "w:pPr");
    fb_xml_write_attribute(&xml, "a", "1");
    fb_docx_write_paragraph_format(&xml, &style, &BASE, &paragraph, 0);
    fb_xml_write_end(&xml, "w:pPr");
    assert_int_equal(fb_xml_writer_finish(&xml), FB_OK);
    if (CASES[index].xml[0] == '\0')
        fb_buffer_append_string(&expected, "<w:pPr a=\"1\"/>");
    else
        fb_buffer_append_format(&expected, "<w:pPr a=\"1\">%s</w:pPr>", CASES[index].xml);
    assert_string_equal(out.data, expected.data);
    fb_buffer_release(&expected);
    fb_buffer_release(&out);
}

static void test_paragraphs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_case(i);
}

static void test_scripts(void **state)
{
    static const struct {
        struct fb_docx_run_kind kind;
        const char *xml;
    } RUNS[] = {
        {{false, FB_SCRIPT_NORMAL, NULL}, ""},
        {{false, FB_SCRIPT_SUPER, NULL}, "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>"},
        {{false, FB_SCRIPT_SUB, NULL}, "<w:rPr><w:vertAlign w:val=\"subscript\"/></w:rPr>"},
        {{true, FB_SCRIPT_NORMAL, NULL}, "<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof RUNS / sizeof *RUNS; i++) {
        struct fb_buffer out;
        const struct fb_docx_context context = {0};
        struct fb_xml_writer xml;

        fb_buffer_init(&out, 10000);
        fb_xml_writer_init_fragment(&xml, &out);
        fb_docx_write_run_format(&xml, &context, &BASE, &BASE, RUNS[i].kind);
        assert_int_equal(fb_xml_writer_finish(&xml), FB_OK);
        assert_string_equal(out.length > 0 ? out.data : "", RUNS[i].xml);
        fb_buffer_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_scripts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
