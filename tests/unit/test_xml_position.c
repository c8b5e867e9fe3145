#include "testing.h"
#include "xml/document.h"

/* Text as it stands in a file, an offset in what it means, and what stands there in the file. */
static const struct {
    const char *text;
    size_t offset;
    const char *there;
    size_t covered; /* bytes of the source that the first byte there takes */
    enum fb_escapes escapes;
} CASES[] = {
    {"12,3a", 0, "12,3a", 1, FB_ESCAPES_XML},
    {"12,3a", 4, "a", 1, FB_ESCAPES_XML},
    {"&lt;a", 1, "a", 1, FB_ESCAPES_XML},
    {"&lt;&amp;a", 1, "&amp;a", 5, FB_ESCAPES_XML},
    {"&#22270;a", 3, "a", 1, FB_ESCAPES_XML},
    {"&#x31350;a", 4, "a", 1, FB_ESCAPES_XML},
    {"<![CDATA[<a]]>b", 1, "a]]>b", 1, FB_ESCAPES_XML},
    {"<![CDATA[<a]]>b", 2, "b", 1, FB_ESCAPES_XML},
    {"1<!-- 2 -->3", 1, "3", 1, FB_ESCAPES_XML},
    {"1\r\n2", 2, "2", 1, FB_ESCAPES_XML},
    {"1\r\n2", 1, "\r\n2", 2, FB_ESCAPES_XML},
    {"12", 9, "", 0, FB_ESCAPES_XML},
    {"&lt;<!--\\n", 4, "<!--\\n", 1, FB_ESCAPES_JSON},
    {"\\n\\\"a", 1, "\\\"a", 2, FB_ESCAPES_JSON},
    {"\\n\\\\\"", 2, "\"", 1, FB_ESCAPES_JSON},
    {"\\u56FDa", 3, "a", 1, FB_ESCAPES_JSON},
    {"\\u56fda", 0, "\\u56fda", 6, FB_ESCAPES_JSON},
    {"\\uD84C\\uDF50a", 4, "a", 1, FB_ESCAPES_JSON},
    {"a\\uD84C\\uDF50", 1, "\\uD84C\\uDF50", 12, FB_ESCAPES_JSON},
    {"a\\u0031b", 2, "b", 1, FB_ESCAPES_JSON},
    {"a\\", 1, "\\", 1, FB_ESCAPES_JSON},
    {"a\\u56", 1, "\\u56", 4, FB_ESCAPES_JSON},
    {"1\"\"2\r\n\"", 1, "\"\"2\r\n\"", 2, FB_ESCAPES_QUOTES},
    {"1\"\"2\r\n&", 4, "&", 1, FB_ESCAPES_QUOTES},
    {"1\"\"&lt;\r\n\\n", 9, "\\n", 1, FB_ESCAPES_NONE},
};

static void test_position_in(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct fb_source source = {.name = "a",
                                   .text = CASES[i].text,
                                   .length = strlen(CASES[i].text),
                                   .escapes = CASES[i].escapes};
        struct fb_position found =
            fb_xml_position_in((struct fb_position){.source = &source}, CASES[i].offset, 1);
        print_message("%s at %zu\n", CASES[i].text, CASES[i].offset);
        assert_string_equal(source.text + found.offset, CASES[i].there);
        assert_int_equal(found.length, CASES[i].covered);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_position_in)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
