/*
 * test_xml_plain.c: a plain document, which is read without libxml2, gives the tree that libxml2
 * gives; and what libxml2 refuses is refused.
 */
#include "random_testing.h"
#include "testing.h"
#include "xml/read_plain.h"

#include <stdbool.h>

enum { CASES = 20000, TEXT_SIZE = 4096, MUTATIONS = 3 };

/* Behind the root, this makes a document one that is not plain and changes nothing else. */
static const char ASIDE[] = "<!-- -->";

static const char *const PLAIN[] = {
    "<a/>",
    "<a></a>",
    " \n<a >x</a >\r\n",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<表 模板=\"甲/乙\" b='\"'>\r\n  "
    "<名称>一\r\n二</名称>"
    "\t<b.1-_ />]>]</表>",
    "<?xml version=\"1.0\"?><a b=''>\xED\x9F\xBF\xEE\x80\x80\U00020000\x7F</a>",
};

static const char *const OTHERS[] = {
    "",
    "a",
    "<a>",
    "<a></b>",
    "<a><b></a></b>",
    "</a>",
    "<a/><b/>",
    "<a/>x",
    "x<a/>",
    "\xEF\xBB\xBF<a/>",
    "<?xml version='1.0'?><a/>",
    "<?xml version=\"1.1\"?><a/>",
    "<a><!-- --></a>",
    "<a><?b?></a>",
    "<!DOCTYPE a><a/>",
    "<a>&lt;</a>",
    "<a b='&lt;'/>",
    "<a b='<'/>",
    "<a b='1\n2'/>",
    "<a b=1/>",
    "<a b/>",
    "<a b = '1'/>",
    "<a b='1'c='2'/>",
    "<a b='1' b='2'/>",
    "<a b='1/>",
    "<a xmlns='u'/>",
    "<x:a xmlns:x='u'/>",
    "<a x:b='1'/>",
    "<a><![CDATA[b]]></a>",
    "<a>]]></a>",
    "<a>\x01</a>",
    "<a>\r</a>",
    "<a>\uFFFE</a>",
    "<a b='\uFFFF'/>",
    "<1/>",
    "<-/>",
    "<a\u3000/>",
    "<\u3000/>",
    "<\u00E9/>",
    "<\uF900/>",
    "< a/>",
    "<a/ >",
};

static bool is_plain(const char *text)
{
    struct fb_source source = {.name = "a.xml", .text = text, .length = strlen(text)};
    struct fb_xml document = {.source = &source};
    bool plain;

    assert_int_equal(fb_tree_make(&document, NULL), FB_OK);
    assert_int_equal(fb_xml_read_plain(&plain, &document), FB_OK);
    fb_tree_free(&document);
    return plain;
}

/* ---- trees ---- */

static void compare_attributes(const struct fb_xml_node *a, const struct fb_xml_node *b)
{
    size_t count = 0;

    for (const char *name; (name = fb_xml_attribute_name(a, count)) != NULL; count++) {
        assert_string_equal(name, fb_xml_attribute_name(b, count));
        assert_string_equal(fb_xml_attribute(a, name), fb_xml_attribute(b, name));
        assert_int_equal(fb_xml_attribute_position(a, name).offset,
                         fb_xml_attribute_position(b, name).offset);
    }
    assert_null(fb_xml_attribute_name(b, count));
}

static void compare_nodes(const struct fb_xml_node *a, const struct fb_xml_node *b)
{
    assert_int_equal(fb_xml_is_text(a), fb_xml_is_text(b));
    assert_int_equal(fb_xml_position(a).length, fb_xml_position(b).length);
    if (fb_xml_is_text(a)) {
        assert_string_equal(fb_xml_raw(a)->content, fb_xml_raw(b)->content);
        return;
    }
    assert_int_equal(fb_xml_position(a).offset, fb_xml_position(b).offset);
    assert_string_equal(fb_xml_name(a), fb_xml_name(b));
    assert_string_equal(fb_xml_namespace(a), fb_xml_namespace(b));
    compare_attributes(a, b);
    a = fb_xml_first_content(a);
    b = fb_xml_first_content(b);
    for (; a != NULL && b != NULL; a = fb_xml_next_content(a), b = fb_xml_next_content(b))
        compare_nodes(a, b);
    assert_true(a == NULL && b == NULL);
}

/* Reads a text both ways; returns true if it is a document. */
static bool compare(const char *text)
{
    static char aside[TEXT_SIZE + sizeof ASIDE];
    struct fb_source source = {.name = "a.xml", .text = text, .length = strlen(text)},
                     other = source;
    struct fb_diagnostics *sink;
    struct fb_xml *document, *full;
    bool read;

    snprintf(aside, sizeof aside, "%s%s", text, ASIDE);
    other.text = aside;
    other.length = strlen(aside);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    read = fb_xml_read(&document, &source, sink) == FB_OK;
    if (read != (fb_xml_read(&full, &other, sink) == FB_OK))
        fail_msg("%s is %s", text, read ? "read" : "refused");
    if (read)
        compare_nodes(fb_xml_root(document), fb_xml_root(full));
    fb_xml_free(document);
    fb_xml_free(full);
    fb_diagnostics_free(sink);
    return read;
}

static void test_plain(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++) {
        print_message("%s\n", PLAIN[i]);
        assert_true(is_plain(PLAIN[i]));
        assert_true(compare(PLAIN[i]));
    }
}

static void test_others(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        if (is_plain(OTHERS[i]))
            fail_msg("%s is not plain", OTHERS[i]);
        compare(OTHERS[i]);
    }
}

static void test_depth(void **state)
{
    char text[TEXT_SIZE] = "";

    (void)state;
    for (int i = 0; i < FB_XML_DEPTH_LIMIT; i++)
        strcat(text, "<a>");
    for (int i = 0; i < FB_XML_DEPTH_LIMIT; i++)
        strcat(text, "</a>");
    assert_true(is_plain(text));
    memmove(text + 4, text, strlen(text) + 1);
    memcpy(text, "<b>\n", 4);
    strcat(text, "</b>");
    assert_false(is_plain(text));
}

/* ---- random ones ---- */

/* What a document is put together from, and what is put into one to spoil it. */
static const char *const PIECES[] = {
    "<a>",  "</a>", "<甲>", "</甲>", "<a b='1'>", "<甲 乙=\"二\" c=''/>",
    "<a/>", "x",    "文",   " ",     "\r\n",      "\n",
    "]",    "\"",   "'",    "=",     ">",         "。"};
static const char *const SPOILS[] = {"<",      ">",      "/",    "=",   "'",      "\"",     "&",
                                     "]]>",    "!",      "?",    "-",   ":",      "xmlns",  "\r",
                                     "\uFFFE", "\u3000", "é",    "",    "1",      "甲",     "\t",
                                     "</a>",   "&amp;",  "\x02", "<a>", " a='' ", "<!---->"};

static const char *one_of(const char *const *words, size_t count, uint64_t *random)
{
    return words[random_below(random, (int)count)];
}

static void put_document(char *out, uint64_t *random)
{
    int count = random_below(random, 12);

    strcpy(out, "<r>");
    for (int i = 0; i < count; i++)
        strcat(out, one_of(PIECES, sizeof PIECES / sizeof *PIECES, random));
    strcat(out, "</r>");
}

/* Puts something in the place of one character, or before it. */
static void spoil(char *text, uint64_t *random)
{
    const char *word = one_of(SPOILS, sizeof SPOILS / sizeof *SPOILS, random);
    size_t length = strlen(text), at = (size_t)random_below(random, (int)length), end = at;
    char rest[TEXT_SIZE];

    while (((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    end = at;
    if (random_below(random, 2) == 0) {
        do
            end++;
        while (((unsigned char)text[end] & 0xC0) == 0x80);
    }
    strcpy(rest, text + end);
    strcpy(text + at, word);
    strcat(text, rest);
}

static void test_random(void **state)
{
    uint64_t random = UINT64_C(0x9E3779B97F4A7C15);
    size_t read = 0, plain = 0;

    (void)state;
    for (int i = 0; i < CASES; i++) {
        char text[TEXT_SIZE];
        int spoils = random_below(&random, MUTATIONS);
        put_document(text, &random);
        for (int k = 0; k < spoils && text[0] != '\0'; k++)
            spoil(text, &random);
        read += compare(text);
        plain += is_plain(text);
    }
    /* Cases that are all of one kind would not show much. */
    assert_in_range(read, CASES / 10, CASES);
    assert_in_range(plain, CASES / 20, read - CASES / 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_others),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_random),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
