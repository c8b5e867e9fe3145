/*
 * test_batch_kinds.c: which template a record gets by its kind.
 */
#include "batch/kinds.h"
#include "testing.h"

static struct fb_arena *arena;
static struct fb_diagnostics *sink;

static int begin(void **state)
{
    (void)state;
    assert_int_equal(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT), FB_OK);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    return 0;
}

static int end(void **state)
{
    (void)state;
    fb_diagnostics_free(sink);
    fb_arena_free(arena);
    return 0;
}

static const struct fb_record_kind KINDS[] = {
    {.root = "甲", .field = "类", .value = "一", .template_name = "both"},
    {.field = "资金/来源", .value = "中央", .template_name = "nested"},
    {.field = "类", .value = "", .template_name = "empty"},
    {.root = "乙", .template_name = "root"},
};

/* Gives the template of a record; "" if no kind fits. */
static const char *template_of(const char *text)
{
    const struct fb_record_kinds kinds = {KINDS, sizeof KINDS / sizeof *KINDS};
    struct fb_source source = {.name = "record.xml", .text = text, .length = strlen(text)};
    struct fb_xml *record;
    const char *name;

    assert_int_equal(fb_xml_read(&record, &source, sink), FB_OK);
    assert_int_equal(fb_record_kinds_template(&name, &kinds, arena, record), FB_OK);
    fb_xml_free(record);
    return name != NULL ? name : "";
}

static void test_fits(void **state)
{
    static const struct {
        const char *record;
        const char *expected;
    } CASES[] = {
        {"<甲><类>一</类></甲>", "both"},
        {"<甲><类>\n  一\n</类></甲>", "both"},
        {"<甲><类>一二</类></甲>", ""},
        {"<丙><类>一</类></丙>", ""},
        {"<甲><类>二</类></甲>", ""},
        {"<甲><资金><来源>中央</来源></资金></甲>", "nested"},
        {"<甲><来源>中央</来源></甲>", ""},
        {"<甲><类>一</类><资金><来源>中央</来源></资金></甲>", "both"},
        {"<甲><类/></甲>", "empty"},
        {"<甲/>", ""},
        {"<乙/>", "root"},
        {"<乙><资金><来源>中央</来源></资金></乙>", "nested"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(template_of(CASES[i].record), CASES[i].expected);
}

/* Another order, or another condition, is another way to choose. */
static void test_append(void **state)
{
    const struct fb_record_kinds all = {KINDS, 4}, some = {KINDS + 1, 3}, none = {NULL, 0};
    struct fb_buffer first, second;

    (void)state;
    fb_buffer_init(&first, 1 << 16);
    fb_buffer_init(&second, 1 << 16);
    fb_record_kinds_append(&first, &none);
    assert_int_equal(first.length, 0);
    fb_record_kinds_append(&first, &all);
    fb_record_kinds_append(&second, &some);
    assert_string_not_equal(first.data, second.data);
    fb_buffer_release(&first);
    fb_buffer_release(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_fits, begin, end),
        cmocka_unit_test_setup_teardown(test_append, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
