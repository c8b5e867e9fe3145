/*
 * test_xml_path.c: simple paths, which are followed without the library, select what it selects.
 */
#include "random_testing.h"
#include "testing.h"
#include "xml/document.h"
#include "xml/xpath_path.h"

static const char TEXT[] =
    "<r><甲>1<乙>2</乙></甲><x:甲 xmlns:x='urn:x'><乙>3</乙></x:甲>"
    "<!-- 甲 --><甲><乙>4</乙><丙/><乙>5<乙>6</乙></乙></甲><甲乙/>"
    "<甲><乙>成本指标</乙><丙>5<!-- --><![CDATA[6]]></丙></甲><甲><not>5</not><or>6</or></甲></r>";

/* What a path begins with so that the library follows it. */
static const char SLOW[] = "./";

static const char *const PATHS[] = {
    "甲",
    "甲/乙",
    "甲/乙/乙",
    "乙",
    "甲/丁",
    "甲乙",
    "甲/丙/乙",
    " 甲 / 乙 ",
    "甲[乙='2']",
    "甲[乙='5']",
    "甲[乙='56']/乙",
    "甲[乙!='4']",
    "甲[丙='']",
    "甲[丙!='']",
    "甲[丙='56']",
    "甲[丁='']",
    "甲[丁!='']",
    "甲/乙[.='2']",
    "甲/乙[ . != \"2\" ]",
    "甲[contains(乙,'指')]",
    "甲[contains(乙,'')]",
    "甲[contains(丁,'')]",
    "甲[contains(丁,'a')]",
    "甲/乙[contains(.,'6')]",
    "甲[not(乙='2')]",
    "甲[not(not(乙='2') and not(丙=''))]",
    "甲[乙='2' or 乙='4' and 丙='']",
    "甲[(乙='2' or 乙='4') and 丙='']",
    "甲[乙='2' and 乙='4' or 丙='']",
    "甲[乙='2' or 乙='4' or 丙='56']/乙[.!='4']",
    "甲[not='5']",
    "甲[or='6' or not='5' and or='7']",
};

/* What says more than that. */
static const char *const OTHERS[] = {
    "",
    "/r/甲",
    "//乙",
    "./甲",
    "../r",
    "@甲",
    "甲/@乙",
    "甲[1]",
    "甲[乙]",
    "甲[乙=2]",
    "甲[乙='2'][1]",
    "甲[乙='2']/..",
    "甲|乙",
    "甲/text()",
    "甲[乙=丙]",
    "甲[starts-with(乙,'2')]",
    "甲[乙>'2']",
    "x:甲",
    "甲 and 乙",
    "count(甲)",
    "甲/*",
    "'甲'",
    "甲[$年='1']",
    "甲[乙/乙='6']",
    "甲[not(not(not(not(not(not(not(not(not(乙='2')))))))))]",
};

struct fixture {
    struct fb_source source;
    struct fb_arena *arena;
    struct fb_diagnostics *sink;
    struct fb_xml *document;
};

static void begin(struct fixture *fixture, const char *text)
{
    fixture->source = (struct fb_source){.name = "a.xml", .text = text, .length = strlen(text)};
    assert_int_equal(fb_arena_new(&fixture->arena, FB_ARENA_JOB_LIMIT), FB_OK);
    assert_int_equal(fb_diagnostics_new(&fixture->sink), FB_OK);
    assert_int_equal(fb_xml_read(&fixture->document, &fixture->source, fixture->sink), FB_OK);
}

static void end(struct fixture *fixture)
{
    fb_xml_free(fixture->document);
    fb_diagnostics_free(fixture->sink);
    fb_arena_free(fixture->arena);
}

/* What the library selects from the root of a document. */
static void select_slowly(struct fb_xpath_nodes *out, struct fixture *fixture, const char *path)
{
    struct fb_xpath_context *context;
    struct fb_xpath *compiled;
    const char *reason;
    char slow[400];
    size_t offset;

    snprintf(slow, sizeof slow, "%s%s", SLOW, path);
    assert_int_equal(fb_xpath_compile(&compiled, slow, &offset, &reason), FB_OK);
    assert_int_equal(fb_xpath_context_new(&context, fixture->document), FB_OK);
    assert_int_equal(
        fb_xpath_nodes(out, fixture->arena, context, compiled, fb_xml_root(fixture->document)),
        FB_OK);
    fb_xpath_context_free(context);
    fb_xpath_free(compiled);
}

/* Counts the elements inside one that all steps of a path take, as one who walks finds them. */
static size_t count_taken(const struct fb_path *path, const struct fb_xml_node *parent, size_t step)
{
    const struct fb_xml_node *child = fb_xml_first(parent);
    size_t count = 0;

    for (; child != NULL; child = fb_xml_next(child)) {
        bool taken;
        assert_int_equal(fb_path_takes(&taken, path, step, child), FB_OK);
        if (taken && step + 1 == fb_path_steps(path))
            count++;
        else if (taken)
            count += count_taken(path, child, step + 1);
    }
    return count;
}

/* Follows a path both ways and compares; returns how many nodes it selects. */
static size_t compare(struct fixture *fixture, const char *text)
{
    struct fb_xpath_nodes plain, library;
    const struct fb_xml_node *first;
    struct fb_path *path;

    assert_int_equal(fb_path_compile(&path, text), FB_OK);
    if (path == NULL)
        fail_msg("%s is no simple path", text);
    assert_int_equal(fb_path_nodes(&plain, fixture->arena, path, fb_xml_root(fixture->document)),
                     FB_OK);
    assert_int_equal(fb_path_first(&first, path, fb_xml_root(fixture->document)), FB_OK);
    assert_ptr_equal(first, plain.count > 0 ? plain.items[0] : NULL);
    assert_int_equal(count_taken(path, fb_xml_root(fixture->document), 0), plain.count);
    fb_path_free(path);
    select_slowly(&library, fixture, text);
    if (plain.count != library.count)
        fail_msg("%s selects %zu, not %zu in %s", text, plain.count, library.count,
                 fixture->source.text);
    for (size_t k = 0; k < plain.count; k++)
        assert_ptr_equal(plain.items[k], library.items[k]);
    return plain.count;
}

static void test_paths(void **state)
{
    struct fixture fixture;

    (void)state;
    begin(&fixture, TEXT);
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++)
        compare(&fixture, PATHS[i]);
    end(&fixture);
}

static void test_others(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        struct fb_path *path;
        assert_int_equal(fb_path_compile(&path, OTHERS[i]), FB_OK);
        if (path != NULL)
            fail_msg("%s is no simple path", OTHERS[i]);
    }
}

/* ---- random ones ---- */

enum { CASES = 3000, TEXT_SIZE = 4000 };

static const char *const NAMES[] = {"a", "b", "甲"};
static const char *const VALUES[] = {"", "1", "2", "12"};

static const char *one_of(const char *const *words, int count, uint64_t *random)
{
    return words[random_below(random, count)];
}

static const char *name(uint64_t *random)
{
    return one_of(NAMES, (int)(sizeof NAMES / sizeof *NAMES), random);
}

static const char *value(uint64_t *random)
{
    return one_of(VALUES, (int)(sizeof VALUES / sizeof *VALUES), random);
}

static void put(char *out, const char *text)
{
    assert_true(strlen(out) + strlen(text) < TEXT_SIZE);
    strcat(out, text);
}

/* Writes an element and what is in it. */
static void put_element(char *out, const char *tag, int depth, uint64_t *random)
{
    int count = depth == 0 ? 0 : random_below(random, 5);

    put(out, "<");
    put(out, tag);
    put(out, ">");
    put(out, value(random));
    for (int i = 0; i < count; i++)
        put_element(out, name(random), depth - 1, random);
    put(out, random_below(random, 4) == 0 ? value(random) : "");
    put(out, "</");
    put(out, tag);
    put(out, ">");
}

static void put_condition(char *out, int depth, uint64_t *random)
{
    const char *looked_at = random_below(random, 4) == 0 ? "." : name(random);

    switch (random_below(random, depth == 0 ? 3 : 6)) {
    case 0:
        put(out, "contains(");
        put(out, looked_at);
        put(out, ",'");
        put(out, value(random));
        put(out, "')");
        return;
    case 1:
    case 2:
        put(out, looked_at);
        put(out, random_below(random, 2) == 0 ? "='" : "!='");
        put(out, value(random));
        put(out, "'");
        return;
    case 3:
        put(out, random_below(random, 2) == 0 ? "not(" : "(");
        put_condition(out, depth - 1, random);
        put(out, ")");
        return;
    default:
        put_condition(out, depth - 1, random);
        put(out, random_below(random, 2) == 0 ? " and " : " or ");
        put_condition(out, depth - 1, random);
    }
}

static void put_path(char *out, uint64_t *random)
{
    int steps = 1 + random_below(random, 3);

    for (int i = 0; i < steps; i++) {
        put(out, i == 0 ? "" : "/");
        put(out, name(random));
        if (random_below(random, 2) == 0)
            continue;
        put(out, "[");
        put_condition(out, 2, random);
        put(out, "]");
    }
}

static void test_random_paths(void **state)
{
    uint64_t random = UINT64_C(0x9E3779B97F4A7C15);
    size_t selected = 0;

    (void)state;
    for (int i = 0; i < CASES; i++) {
        static char text[TEXT_SIZE], path[TEXT_SIZE];
        struct fixture fixture;
        text[0] = path[0] = '\0';
        put_element(text, "r", 4, &random);
        put_path(path, &random);
        begin(&fixture, text);
        selected += compare(&fixture, path) > 0;
        end(&fixture);
    }
    /* Cases that select nothing would not show much. */
    assert_in_range(selected, CASES / 6, CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_others),
        cmocka_unit_test(test_random_paths),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
