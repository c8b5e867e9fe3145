#include "xml/writer.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define BYTES(text) (text), sizeof(text) - 1

struct text_case {
    const char *name;
    const char *text;
    size_t length;
    const char *expected; /* NULL: refused */
};

static const struct text_case TEXT_CASES[] = {
    {"plain", BYTES("目标1"), "目标1"},
    {"markup", BYTES("a & b < c > d"), "a &amp; b &lt; c &gt; d"},
    {"quotes stay", BYTES("\"a\" 'b'"), "\"a\" 'b'"},
    {"end of CDATA", BYTES("]]>"), "]]&gt;"},
    {"tab and line feed", BYTES("a\tb\nc"), "a\tb\nc"},
    {"carriage return", BYTES("a\r\nb"), "a&#13;\nb"},
    {"beyond U+FFFF", BYTES("𠮷"), "𠮷"},
    {"last of the plane", BYTES("\xEF\xBF\xBD"), "\xEF\xBF\xBD"},
    {"C1 control", BYTES("\xC2\x85"), "\xC2\x85"},
    {"C0 control", BYTES("a\x01z"), NULL},
    {"NUL", BYTES("a\0z"), NULL},
    {"escape", BYTES("\x1B[1m"), NULL},
    {"U+FFFE", BYTES("\xEF\xBF\xBE"), NULL},
    {"U+FFFF", BYTES("\xEF\xBF\xBF"), NULL},
    {"surrogate", BYTES("\xED\xA0\x80"), NULL},
    {"cut character", BYTES("\xE4\xB8"), NULL},
    {"cut between others", BYTES("目\xE4\xB8标"), NULL},
    {"second byte missing", BYTES("\xE4标"), NULL},
    {"longer than need be", BYTES("\xE0\x80\xAF"), NULL},
    {"around U+1000 and U+CFFF", BYTES("\u0FFF\u1000\uCFFF\uD000\uD7FF\uE000"),
     "\u0FFF\u1000\uCFFF\uD000\uD7FF\uE000"},
    {"references between Chinese", BYTES("目<标>&，"), "目&lt;标&gt;&amp;，"},
    {"not UTF-8", BYTES("\xC4\xE3"), NULL},
};

static void check_text(const struct text_case *test)
{
    struct fb_xml_writer writer;
    struct fb_buffer out, expected;
    fb_status status;

    fb_buffer_init(&out, 1000);
    fb_buffer_init(&expected, 1000);
    fb_xml_writer_init(&writer, &out);
    fb_xml_write_start(&writer, "t");
    fb_xml_write_text(&writer, test->text, test->length);
    fb_xml_write_end(&writer, "t");
    status = fb_xml_writer_finish(&writer);
    if (test->expected == NULL) {
        if (status != FB_ERR_INTERNAL)
            fail_msg("%s: accepted", test->name);
    } else {
        fb_buffer_append_format(&expected, DECLARATION "<t>%s</t>", test->expected);
        if (status != FB_OK || strcmp(out.data, expected.data) != 0)
            fail_msg("%s: %s", test->name, out.data);
    }
    fb_buffer_release(&expected);
    fb_buffer_release(&out);
}

static void test_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TEXT_CASES / sizeof *TEXT_CASES; i++)
        check_text(&TEXT_CASES[i]);
}

static void test_structure(void **state)
{
    struct fb_xml_writer writer;
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, 1000);
    fb_xml_writer_init(&writer, &out);
    fb_xml_write_start(&writer, "a");
    fb_xml_write_integer(&writer, "least", INT64_MIN);
    fb_xml_write_attribute(&writer, "text", "\"<&>\"\t\n\r'");
    fb_xml_write_empty(&writer, "b");
    fb_xml_write_start(&writer, "c");
    fb_xml_write_preserve(&writer);
    fb_xml_write_text(&writer, " x ", 3);
    fb_xml_write_end(&writer, "c");
    fb_xml_write_element(&writer, "d", "y");
    fb_xml_write_element(&writer, "e", "");
    fb_xml_write_end(&writer, "a");
    assert_int_equal(fb_xml_writer_finish(&writer), FB_OK);
    assert_string_equal(out.data,
                        DECLARATION "<a least=\"-9223372036854775808\""
                                    " text=\"&quot;&lt;&amp;&gt;&quot;&#9;&#10;&#13;'\"><b/>"
                                    "<c xml:space=\"preserve\"> x </c><d>y</d><e/></a>");
    fb_buffer_release(&out);
}

/* Markup closes the tag before it, and pairs with what the other functions open and end. */
static void test_markup(void **state)
{
    struct fb_xml_writer writer;
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, 1000);
    fb_xml_writer_init_fragment(&writer, &out);
    fb_xml_write_start(&writer, "a");
    fb_xml_write_markup(&writer, "<b><c/><d x=\"1\">");
    fb_xml_write_text(&writer, "<", 1);
    fb_xml_write_markup(&writer, "</d></b>");
    fb_xml_write_format(&writer, "<e a=\"%s\" b=\"%d\" c=\"%zu\"/><f>", "\"目\"", INT_MIN,
                        SIZE_MAX);
    fb_xml_write_format(&writer, "<g h=\"%s\">", "\n");
    fb_xml_write_element(&writer, "i", "1");
    fb_xml_write_end(&writer, "g");
    fb_xml_write_markup(&writer, "</f>");
    fb_xml_write_end(&writer, "a");
    assert_int_equal(fb_xml_writer_finish(&writer), FB_OK);
    assert_string_equal(out.data, "<a><b><c/><d x=\"1\">&lt;</d></b>"
                                  "<e a=\"&quot;目&quot;\" b=\"-2147483648\""
                                  " c=\"18446744073709551615\"/>"
                                  "<f><g h=\"&#10;\"><i>1</i></g></f></a>");
    fb_buffer_release(&out);
}

static void test_refused_format(void **state)
{
    struct fb_xml_writer writer;
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, 1000);
    fb_xml_writer_init(&writer, &out);
    fb_xml_write_format(&writer, "<a b=\"%s\"/>", "\xFF");
    assert_int_equal(fb_xml_writer_finish(&writer), FB_ERR_INTERNAL);
    fb_buffer_release(&out);
}

static void test_refused_attribute(void **state)
{
    struct fb_xml_writer writer;
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, 1000);
    fb_xml_writer_init(&writer, &out);
    fb_xml_write_start(&writer, "a");
    fb_xml_write_attribute(&writer, "b", "\x02");
    fb_xml_write_end(&writer, "a");
    assert_int_equal(fb_xml_writer_finish(&writer), FB_ERR_INTERNAL);
    fb_buffer_release(&out);
}

static void test_full_buffer(void **state)
{
    struct fb_xml_writer writer;
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, 60);
    fb_xml_writer_init(&writer, &out);
    fb_xml_write_element(&writer, "a", "more than the buffer takes");
    assert_int_equal(fb_xml_writer_finish(&writer), FB_ERR_NOMEM);
    fb_buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_structure),
        cmocka_unit_test(test_markup),
        cmocka_unit_test(test_refused_format),
        cmocka_unit_test(test_refused_attribute),
        cmocka_unit_test(test_full_buffer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
