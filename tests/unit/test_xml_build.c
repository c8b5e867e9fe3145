#include "testing.h"
#include "xml/build.h"
#include "xml/xpath.h"

/* What a reader of JSON makes of a record, in little. */
static const char TEXT[] =
    "{\"项目\": {\"@模板\": \"甲\", \"名称\": \" 渠\\n\", \"空\": \"\", \"指标\": [\"一\", "
    "\"二\"]}}";

struct fixture {
    struct fb_arena *arena;
    struct fb_source source;
    struct fb_xml *document;
    const struct fb_xml_node *root, *name, *blank, *list;
};

static struct fb_xml_place place_of(const char *part)
{
    const char *at = strstr(TEXT, part);

    assert_non_null(at);
    return (struct fb_xml_place){(size_t)(at - TEXT), strlen(part)};
}

static void add(struct fixture *fixture, struct fb_xml_node *parent, const char *name,
                const char *text, const char *written)
{
    struct fb_xml_node *element;

    assert_int_equal(
        fb_xml_build_element(&element, fixture->document, parent, name, place_of(name)), FB_OK);
    if (text[0] != '\0')
        assert_int_equal(
            fb_xml_build_text(fixture->document, element, text, strlen(text), place_of(written)),
            FB_OK);
}

static void build(struct fixture *fixture)
{
    struct fb_xml_node *root;

    *fixture = (struct fixture){
        .source = {
            .name = "a.json", .text = TEXT, .length = sizeof TEXT - 1, .escapes = FB_ESCAPES_JSON}};
    assert_int_equal(fb_arena_new(&fixture->arena, FB_ARENA_JOB_LIMIT), FB_OK);
    assert_int_equal(fb_xml_build(&fixture->document, &fixture->source, "项目", place_of("项目")),
                     FB_OK);
    root = fb_xml_build_root(fixture->document);
    assert_int_equal(fb_xml_build_attribute(fixture->document, root, "模板", "甲", place_of("甲")),
                     FB_OK);
    add(fixture, root, "名称", " 渠\n", " 渠\\n");
    add(fixture, root, "空", "", "");
    add(fixture, root, "指标", "一", "一");
    add(fixture, root, "指标", "二", "二");
    fixture->root = fb_xml_root(fixture->document);
    fixture->name = fb_xml_first(fixture->root);
    fixture->blank = fb_xml_next(fixture->name);
    fixture->list = fb_xml_next(fixture->blank);
}

static void release(struct fixture *fixture)
{
    fb_xml_free(fixture->document);
    fb_arena_free(fixture->arena);
}

static void check_position(const struct fixture *fixture, struct fb_position position,
                           const char *expected)
{
    assert_ptr_equal(position.source, &fixture->source);
    assert_int_equal(position.length, strlen(expected));
    assert_memory_equal(TEXT + position.offset, expected, position.length);
}

static void test_tree(void **state)
{
    struct fixture fixture;

    (void)state;
    build(&fixture);
    assert_ptr_equal(fb_xml_source(fixture.document), &fixture.source);
    assert_true(fb_xml_is(fixture.root, "项目"));
    assert_string_equal(fb_xml_attribute(fixture.root, "模板"), "甲");
    assert_string_equal(fb_xml_text(fixture.arena, fixture.name), " 渠\n");
    assert_string_equal(fb_xml_text(fixture.arena, fixture.blank), "");
    assert_int_equal(fb_xml_number_of(fb_xml_next(fixture.list)), 2);
    assert_string_equal(fb_xml_path(fixture.arena, fb_xml_next(fixture.list)), "/项目[1]/指标[2]");
    release(&fixture);
}

static void test_positions(void **state)
{
    struct fixture fixture;
    const struct fb_xml_node *second;

    (void)state;
    build(&fixture);
    second = fb_xml_next(fixture.list);
    /* Numbers of siblings share their room in a node with its place. */
    assert_int_equal(fb_xml_number_of(second), 2);
    check_position(&fixture, fb_xml_position(fixture.root), "项目");
    check_position(&fixture, fb_xml_attribute_position(fixture.root, "模板"), "甲");
    check_position(&fixture, fb_xml_attribute_position(fixture.root, "无"), "项目");
    check_position(&fixture, fb_xml_position(fixture.name), "名称");
    check_position(&fixture, fb_xml_position(fb_xml_first_content(fixture.name)), " 渠\\n");
    check_position(&fixture, fb_xml_content_position(fixture.blank), "空");
    check_position(&fixture, fb_xml_position(second), "指标");
    check_position(&fixture, fb_xml_content_position(second), "二");
    release(&fixture);
}

static void test_content_has_no_blank_edges(void **state)
{
    static const char *const WRITTEN[] = {"  x", "\\n\\tx", "x  ", "\r\nx\n"};

    (void)state;
    for (size_t i = 0; i < sizeof WRITTEN / sizeof *WRITTEN; i++) {
        size_t length = strlen(WRITTEN[i]);
        struct fb_source source = {
            .name = "a.json", .text = WRITTEN[i], .length = length, .escapes = FB_ESCAPES_JSON};
        struct fb_position position;
        struct fb_xml *document;

        assert_int_equal(fb_xml_build(&document, &source, "a", (struct fb_xml_place){0, 0}), FB_OK);
        assert_int_equal(fb_xml_build_text(document, fb_xml_build_root(document), "x", 1,
                                           (struct fb_xml_place){0, length}),
                         FB_OK);
        position = fb_xml_content_position(fb_xml_root(document));
        assert_int_equal(source.text[position.offset], 'x');
        assert_int_equal(position.length, 1);
        fb_xml_free(document);
    }
}

/* Texts that follow each other are one, whose place is that of the first. */
static void test_texts_join(void **state)
{
    struct fixture fixture;
    struct fb_xml_node *root;

    (void)state;
    build(&fixture);
    root = fb_xml_build_root(fixture.document);
    assert_int_equal(fb_xml_build_text(fixture.document, root, "甲", 3, place_of("甲")), FB_OK);
    assert_int_equal(fb_xml_build_text(fixture.document, root, "二x", 3, place_of("二")), FB_OK);
    check_position(&fixture, fb_xml_content_position(fixture.root), "甲");
    fb_xml_clear(fixture.document, fixture.name);
    assert_string_equal(fb_xml_text(fixture.arena, fixture.root), "一二甲二");
    release(&fixture);
}

static void check_kept(const struct fb_xml_node *element, bool made, const char *text)
{
    bool found;

    assert_string_equal(fb_xml_kept_text(&found, element), text);
    assert_int_equal(found, made);
}

/* What an element keeps is as it was left, until something in it changes. */
static void test_kept_text(void **state)
{
    struct fixture fixture;
    struct fb_xml_node *root;
    bool made;

    (void)state;
    build(&fixture);
    root = fb_xml_build_root(fixture.document);
    assert_null(fb_xml_bare_text(fixture.root));
    assert_null(fb_xml_bare_text(fixture.name));
    assert_string_equal(fb_xml_bare_text(fixture.blank), "");
    assert_string_equal(fb_xml_bare_text(fixture.list), "一");
    check_kept(fixture.root, true, " 渠\n一二");
    check_kept(fixture.name, true, " 渠\n");
    strcpy(fb_xml_kept_text(&made, fixture.name), "渠");
    check_kept(fixture.name, false, "渠");
    fb_xml_clear(fixture.document, fixture.name);
    check_kept(fixture.name, true, "");
    check_kept(fixture.root, true, "一二");
    assert_int_equal(fb_xml_build_text(fixture.document, root, "甲", 3, place_of("甲")), FB_OK);
    check_kept(fixture.root, true, "一二甲");
    assert_int_equal(fb_xml_build_text(fixture.document, root, " x", 2, place_of("甲")), FB_OK);
    check_kept(fixture.root, true, "一二甲 x");
    release(&fixture);
}

/* A part that becomes a document of its own keeps its places. */
static void test_detach(void **state)
{
    struct fixture fixture;
    struct fb_xml *part;

    (void)state;
    build(&fixture);
    assert_int_equal(fb_xml_detach(&part, fixture.document, fixture.name), FB_OK);
    assert_ptr_equal(fb_xml_root(part), fixture.name);
    assert_null(fb_xml_parent(fixture.name));
    check_position(&fixture, fb_xml_position(fixture.name), "名称");
    check_position(&fixture, fb_xml_content_position(fixture.name), "渠\\n");
    assert_string_equal(fb_xml_path(fixture.arena, fixture.name), "/名称[1]");
    assert_ptr_equal(fb_xml_first(fixture.root), fixture.blank);
    fb_xml_free(part);
    release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tree),
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_content_has_no_blank_edges),
        cmocka_unit_test(test_texts_join),
        cmocka_unit_test(test_kept_text),
        cmocka_unit_test(test_detach),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
