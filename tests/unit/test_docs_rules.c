/*
 * test_docs_rules.c: docs/rules.md names every rule, and its examples are right.
 */
#include "check/check.h"
#include "template/rule.h"
#include "template_testing.h"

#include "base/file.h"

static const char CATALOGUE[] =
    "<catalogue name='绩效指标' levels='一级指标 二级指标'>"
    "<kind value='产出指标'><kind value='数量指标'/></kind></catalogue>";

static void read_document(struct fb_buffer *out)
{
    fb_buffer_init(out, 1 << 20);
    assert_int_equal(fb_file_read(out, FB_TEST_SOURCE_DIR "/docs/rules.md"), FB_OK);
}

/* Finds the next example of a kind from `*at`, and moves past it; false at the end. */
static bool next_example(char *example, size_t size, const char *kind, const char **at)
{
    char fence[40];
    const char *start, *end;

    snprintf(fence, sizeof fence, "\n```xml %s\n", kind);
    start = strstr(*at, fence);
    if (start == NULL)
        return false;
    start += strlen(fence);
    end = strstr(start, "\n```\n");
    assert_non_null(end);
    assert_true((size_t)snprintf(example, size, "%.*s", (int)(end - start), start) < size);
    *at = end;
    return true;
}

static void read_fields(char *fields, size_t size, const char *document)
{
    assert_true(next_example(fields, size, "fields", &document));
}

/* The template of an example: its rules and the fields of the document's end. */
static void read_example(struct template_fixture *fixture, const char *fields, const char *rules)
{
    char catalogue[8000];
    struct template_text parts = {.fields = fields, .catalogue = catalogue};

    snprintf(catalogue, sizeof catalogue, "%s%s", CATALOGUE, rules);
    memset(fixture, 0, sizeof *fixture);
    (void)!read_template(fixture, &parts);
    assert_silent(fixture->sink);
}

static void test_examples(void **state)
{
    char fields[4000], rules[4000];
    struct fb_buffer document;
    size_t count = 0;
    const char *at;

    (void)state;
    read_document(&document);
    read_fields(fields, sizeof fields, document.data);
    for (at = document.data; next_example(rules, sizeof rules, "rules", &at); count++) {
        struct template_fixture fixture;
        print_message("%s\n", rules);
        read_example(&fixture, fields, rules);
        assert_true(fixture.template->rule_count > 0);
        release_template(&fixture);
    }
    assert_true(count > 5);
    fb_buffer_release(&document);
}

static void test_silence(void **state)
{
    char fields[4000], silence[1000], record[2000];
    struct template_fixture fixture;
    struct fb_source source = {.name = "record.xml", .text = record, .length = 0};
    struct fb_buffer document;
    struct fb_xml *xml;
    const char *at;

    (void)state;
    read_document(&document);
    at = document.data;
    read_fields(fields, sizeof fields, document.data);
    assert_true(next_example(silence, sizeof silence, "silence", &at));
    source.length = (size_t)snprintf(record, sizeof record, "<表>%s</表>", silence);
    read_example(&fixture, fields, "<rules><years year='年度'/></rules>");
    assert_int_equal(fb_xml_read(&xml, &source, fixture.sink), FB_OK);
    assert_int_equal(fb_check_record(fixture.template, xml, NULL, fixture.sink), FB_OK);
    assert_int_equal(fb_diagnostics_count_code(fixture.sink, FB_DIAG_SILENCE_UNUSED), 1);
    fb_xml_free(xml);
    release_template(&fixture);
    fb_buffer_release(&document);
}

/* Every rule has an example and a row, and every level and function its line. */
static void test_every_rule(void **state)
{
    static const char *const FUNCTIONS[] = {"sum",        "equal",         "compare", "number",
                                            "amounts-in", "is-hard-value", "length",  "year"};
    struct fb_buffer document;
    char text[100];

    (void)state;
    read_document(&document);
    for (int kind = 0; kind < FB_RULE_KIND_COUNT; kind++) {
        const char *element = fb_rule_element((enum fb_rule_kind)kind);
        snprintf(text, sizeof text, "<%s", element);
        assert_contains(document.data, text);
        snprintf(text, sizeof text, "\n| `%s` | ", element);
        if (kind != FB_RULE_OWN)
            assert_contains(document.data, text);
    }
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++) {
        snprintf(text, sizeof text, "| `fb:%s(", FUNCTIONS[i]);
        assert_contains(document.data, text);
    }
    fb_buffer_release(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_every_rule),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
