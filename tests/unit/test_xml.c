#include "testing.h"
#include "xml/document.h"
#include "xml/xpath.h"

struct fixture {
    struct fb_arena *arena;
    struct fb_diagnostics *sink;
    struct fb_source source;
    struct fb_xml *document;
};

static fb_status read_text(struct fixture *fixture, const char *text, size_t length)
{
    assert_int_equal(fb_arena_new(&fixture->arena, FB_ARENA_JOB_LIMIT), FB_OK);
    assert_int_equal(fb_diagnostics_new(&fixture->sink), FB_OK);
    fixture->source = (struct fb_source){.name = "a.xml", .text = text, .length = length};
    return fb_xml_read(&fixture->document, &fixture->source, fixture->sink);
}

static void release(struct fixture *fixture)
{
    fb_xml_free(fixture->document);
    fb_diagnostics_free(fixture->sink);
    fb_arena_free(fixture->arena);
}

static void check_position(struct fixture *fixture, struct fb_position position,
                           const char *expected)
{
    assert_ptr_equal(position.source, &fixture->source);
    assert_int_equal(position.length, strlen(expected));
    assert_memory_equal(fixture->source.text + position.offset, expected, position.length);
}

static void test_positions(void **state)
{
    static const char TEXT[] = "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<!-- <金额>no</金额> -->\n"
                               "<项目 名称='a > b'  编号 = \"7\">\r\n"
                               "  <金额>\n 12,3a </金额><空/><注><![CDATA[x<y]]></注>尾 &amp; 巴\n"
                               "</项目>\n";
    struct fixture fixture = {0};
    const struct fb_xml_node *root, *amount, *blank, *note;

    (void)state;
    assert_int_equal(read_text(&fixture, TEXT, strlen(TEXT)), FB_OK);
    root = fb_xml_root(fixture.document);
    amount = fb_xml_first(root);
    blank = fb_xml_next(amount);
    note = fb_xml_next(blank);
    check_position(&fixture, fb_xml_position(root), "项目");
    check_position(&fixture, fb_xml_attribute_position(root, "名称"), "a > b");
    check_position(&fixture, fb_xml_attribute_position(root, "编号"), "7");
    check_position(&fixture, fb_xml_attribute_position(root, "无"), "项目");
    check_position(&fixture, fb_xml_content_position(amount), "12,3a");
    check_position(&fixture, fb_xml_content_position(blank), "空");
    check_position(&fixture, fb_xml_content_position(note), "x");
    assert_null(fb_xml_next(note));
    release(&fixture);
}

static void test_content(void **state)
{
    static const char TEXT[] = "<a x=\"1&amp;2\" y=\"\">一<b/>二<!-- c -->三&lt;</a>";
    struct fixture fixture = {0};
    const struct fb_xml_node *root, *node;

    (void)state;
    assert_int_equal(read_text(&fixture, TEXT, strlen(TEXT)), FB_OK);
    root = fb_xml_root(fixture.document);
    assert_string_equal(fb_xml_attribute(root, "x"), "1&2");
    assert_string_equal(fb_xml_attribute(root, "y"), "");
    assert_null(fb_xml_attribute(root, "z"));
    assert_string_equal(fb_xml_attribute_name(root, 1), "y");
    assert_null(fb_xml_attribute_name(root, 2));
    assert_string_equal(fb_xml_text(fixture.arena, root), "一二三<");
    node = fb_xml_first_content(root);
    assert_true(fb_xml_is_text(node));
    node = fb_xml_next_content(node);
    assert_true(fb_xml_is(node, "b"));
    assert_string_equal(fb_xml_path(fixture.arena, node), "/a[1]/b[1]");
    assert_string_equal(fb_xml_text(fixture.arena, node), "");
    node = fb_xml_next_content(node);
    assert_true(fb_xml_is_text(node));
    release(&fixture);
}

struct refusal {
    const char *name;
    const char *text;
    size_t length; /* 0: the text's own */
    enum fb_diag_code code;
    const char *place; /* "line:column" in the printed text */
};

static const struct refusal REFUSALS[] = {
    {"empty", "", 0, FB_DIAG_XML_SYNTAX, "a.xml:1:1:"},
    {"no element", "你好", 0, FB_DIAG_XML_SYNTAX, "a.xml:1:1:"},
    {"mismatch", "<a>\n <b></c></a>", 0, FB_DIAG_XML_TAGS, "a.xml:2:"},
    {"unclosed", "<a>\n <b>", 0, FB_DIAG_XML_SYNTAX, "a.xml:2:"},
    {"bare ampersand", "<a>x & y</a>", 0, FB_DIAG_XML_SYNTAX, "a.xml:1:"},
    {"undeclared entity", "<a>&nbsp;</a>", 0, FB_DIAG_XML_SYNTAX, "a.xml:1:"},
    {"undeclared prefix", "<w:a/>", 0, FB_DIAG_XML_SYNTAX, "a.xml:1:"},
    {"repeated attribute", "<a x='1' x='2'/>", 0, FB_DIAG_XML_SYNTAX, "a.xml:1:"},
    {"control character", "<a>\x01</a>", 0, FB_DIAG_XML_SYNTAX, "a.xml:1:"},
    {"second root", "<a/><b/>", 0, FB_DIAG_XML_SYNTAX, "a.xml:1:"},
    {"doctype", "<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'a.dtd'>\n<a/>", 0, FB_DIAG_XML_DOCTYPE,
     "a.xml:2:1:"},
    {"entity bomb", "<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;'>]>\n<a>&c;</a>", 0,
     FB_DIAG_XML_DOCTYPE, "a.xml:1:1:"},
    {"external entity", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", 0,
     FB_DIAG_XML_DOCTYPE, "a.xml:1:1:"},
    {"other encoding", "<?xml version='1.0' encoding='GB2312'?><a/>", 0, FB_DIAG_XML_ENCODING,
     "a.xml:1:31:"},
    {"GBK bytes", "<a>\xCF\xEE</a>", 0, FB_DIAG_XML_ENCODING, "a.xml:1:4:"},
    {"zero byte", "<a>\0</a>", 8, FB_DIAG_XML_ENCODING, "a.xml:1:4:"},
};

static void test_refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof REFUSALS / sizeof *REFUSALS; i++) {
        const struct refusal *c = &REFUSALS[i];
        struct fixture fixture = {0};
        struct fb_buffer out;

        print_message("%s\n", c->name);
        fb_buffer_init(&out, 1 << 20);
        assert_int_equal(read_text(&fixture, c->text, c->length ? c->length : strlen(c->text)),
                         FB_ERR_INPUT);
        assert_null(fixture.document);
        assert_int_equal(fb_diagnostics_count(fixture.sink, FB_ERROR), 1);
        assert_int_equal(fb_diagnostics_count_code(fixture.sink, c->code), 1);
        fb_diagnostics_print(fixture.sink, &out, false);
        assert_non_null(strstr(out.data, c->place));
        fb_buffer_release(&out);
        release(&fixture);
    }
}

static void test_depth(void **state)
{
    struct fixture fixture = {0};
    struct fb_buffer text;

    (void)state;
    fb_buffer_init(&text, 1 << 20);
    for (int i = 0; i <= FB_XML_DEPTH_LIMIT; i++)
        fb_buffer_append_string(&text, "<a>");
    for (int i = 0; i <= FB_XML_DEPTH_LIMIT; i++)
        fb_buffer_append_string(&text, "</a>");
    assert_int_equal(read_text(&fixture, text.data, text.length), FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(fixture.sink, FB_DIAG_XML_TOO_DEEP), 1);
    release(&fixture);
    memset(&fixture, 0, sizeof fixture);
    /* One level less is accepted. */
    assert_int_equal(read_text(&fixture, text.data + 3, text.length - 7), FB_OK);
    release(&fixture);
    fb_buffer_release(&text);
}

/* How long a text may be is for the template to say, not for the library. */
static void test_long_text(void **state)
{
    enum { LENGTH = 11 << 20 };
    struct fixture fixture = {0};
    struct fb_buffer text;

    (void)state;
    fb_buffer_init(&text, 2 * LENGTH);
    fb_buffer_append_string(&text, "<a>");
    for (int i = 0; i < LENGTH / 16; i++)
        fb_buffer_append_string(&text, "0123456789abcdef");
    fb_buffer_append_string(&text, "</a>");
    assert_int_equal(read_text(&fixture, text.data, text.length), FB_OK);
    assert_int_equal(strlen(fb_xml_text(fixture.arena, fb_xml_root(fixture.document))), LENGTH);
    release(&fixture);
    fb_buffer_release(&text);
}

/* The first of what an expression selects from the root, with the status. */
static fb_status find_first(const struct fb_xml_node **out, struct fb_xpath_context *context,
                            const char *text, const struct fixture *fixture)
{
    struct fb_xpath *expression;
    const char *reason;
    fb_status status;
    size_t offset;

    assert_int_equal(fb_xpath_compile(&expression, text, &offset, &reason), FB_OK);
    status = fb_xpath_first(out, context, expression, fb_xml_root(fixture->document));
    fb_xpath_free(expression);
    return status;
}

static void test_first(void **state)
{
    static const char TEXT[] = "<项目><甲 乙=\"1\"/><丙>丁</丙></项目>";
    struct fixture fixture = {0};
    struct fb_xpath_context *context;
    const struct fb_xml_node *root, *first;

    (void)state;
    assert_int_equal(read_text(&fixture, TEXT, strlen(TEXT)), FB_OK);
    assert_int_equal(fb_xpath_context_new(&context, fixture.document), FB_OK);
    root = fb_xml_root(fixture.document);
    assert_int_equal(find_first(&first, context, "丙", &fixture), FB_OK);
    assert_ptr_equal(first, fb_xml_next(fb_xml_first(root)));
    assert_int_equal(find_first(&first, context, "丙 | 甲", &fixture), FB_OK);
    assert_ptr_equal(first, fb_xml_first(root));
    assert_int_equal(find_first(&first, context, "丙[2]", &fixture), FB_OK);
    assert_null(first);
    assert_int_equal(find_first(&first, context, "甲/@乙", &fixture), FB_ERR_INPUT);
    assert_int_equal(find_first(&first, context, "丙/text()", &fixture), FB_ERR_INPUT);
    assert_int_equal(find_first(&first, context, "count(丙)", &fixture), FB_ERR_INPUT);
    assert_int_equal(find_first(&first, context, "无(丙)", &fixture), FB_ERR_INPUT);
    fb_xpath_context_free(context);
    release(&fixture);
}

static void test_xpath(void **state)
{
    static const char TEXT[] =
        "<项目><指标><名称>甲</名称></指标><指标><名称>乙</名称></指标></项目>";
    struct fixture fixture = {0};
    struct fb_xpath_context *context;
    struct fb_xpath *expression;
    struct fb_xpath_nodes nodes;
    const char *reason;
    size_t offset;
    char *text;
    bool truth;

    (void)state;
    assert_int_equal(read_text(&fixture, TEXT, strlen(TEXT)), FB_OK);
    assert_int_equal(fb_xpath_context_new(&context, fixture.document), FB_OK);

    assert_int_equal(fb_xpath_compile(&expression, "指标/名称", &offset, &reason), FB_OK);
    assert_int_equal(
        fb_xpath_nodes(&nodes, fixture.arena, context, expression, fb_xml_root(fixture.document)),
        FB_OK);
    assert_int_equal(nodes.count, 2);
    assert_string_equal(fb_xml_text(fixture.arena, nodes.items[1]), "乙");
    assert_string_equal(fb_xml_path(fixture.arena, nodes.items[1]), "/项目[1]/指标[2]/名称[1]");
    assert_int_equal(
        fb_xpath_string(&text, fixture.arena, context, expression, fb_xml_root(fixture.document)),
        FB_OK);
    assert_string_equal(text, "甲");
    fb_xpath_free(expression);

    assert_int_equal(fb_xpath_compile(&expression, "count(指标) = 2", &offset, &reason), FB_OK);
    assert_int_equal(fb_xpath_boolean(&truth, context, expression, fb_xml_root(fixture.document)),
                     FB_OK);
    assert_true(truth);
    fb_xpath_free(expression);

    assert_int_equal(fb_xpath_compile(&expression, "unknown(指标)", &offset, &reason), FB_OK);
    assert_int_equal(
        fb_xpath_string(&text, fixture.arena, context, expression, fb_xml_root(fixture.document)),
        FB_ERR_INPUT);
    fb_xpath_free(expression);

    assert_int_equal(fb_xpath_compile(&expression, "指标[", &offset, &reason), FB_ERR_INPUT);
    assert_int_equal(offset, strlen("指标["));
    assert_int_equal(fb_xpath_compile(&expression, "count(", &offset, &reason), FB_ERR_INPUT);
    assert_int_equal(offset, strlen("count("));
    assert_int_equal(fb_xpath_compile(&expression, "concat(\")\", '(')", &offset, &reason), FB_OK);
    fb_xpath_free(expression);
    fb_xpath_context_free(context);
    release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_positions), cmocka_unit_test(test_content),
        cmocka_unit_test(test_refusals),  cmocka_unit_test(test_depth),
        cmocka_unit_test(test_long_text), cmocka_unit_test(test_first),
        cmocka_unit_test(test_xpath),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
