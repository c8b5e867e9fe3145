#include "testing.h"
#include "xml/document.h"

/* Text as it stands in a file, an offset in what it means, and what stands there in the file. */
static const struct {
    const char *text;
    size_t offset;
    const char *there;
} CASES[] = {
    {"12,3a", 0, "12,3a"},
    {"12,3a", 4, "a"},
    {"&lt;a", 1, "a"},
    {"&lt;&amp;a", 1, "&amp;a"},
    {"&#22270;a", 3, "a"},
    {"&#x31350;a", 4, "a"},
    {"<![CDATA[<a]]>b", 1, "a]]>b"},
    {"<![CDATA[<a]]>b", 2, "b"},
    {"1<!-- 2 -->3", 1, "3"},
    {"1\r\n2", 2, "2"},
    {"12", 9, ""},
};

/* Returns how much of the source the first byte of a text takes: a whole reference, or a line end.
 */
static size_t covered_length(const char *there)
{
    if (there[0] == '&')
        return strcspn(there, ";") + 1;
    if (strncmp(there, "\r\n", 2) == 0)
        return 2;
    return there[0] != '\0';
}

static void test_position_in(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct fb_source source = {"a", CASES[i].text, strlen(CASES[i].text)};
        struct fb_position found =
            fb_xml_position_in((struct fb_position){.source = &source}, CASES[i].offset, 1);
        print_message("%s at %zu\n", CASES[i].text, CASES[i].offset);
        assert_string_equal(source.text + found.offset, CASES[i].there);
        assert_int_equal(found.length, covered_length(CASES[i].there));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_position_in)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
