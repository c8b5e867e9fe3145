/*
 * test_docs.c: the examples of docs/template.md, docs/record.md and docs/mapping.md are right.
 *
 * An example says after "```xml" what it is a part of. It is read in a template whose other parts
 * are the document's first examples of theirs.
 */
#include "check/check.h"
#include "convert/shape.h"
#include "data/record.h"
#include "merge/merge.h"
#include "schema_testing.h"
#include "template/template.h"

#include "base/file.h"

enum { EXAMPLES_MAX = 50 };

struct example {
    char kind[32];
    char *text;
};

struct document {
    struct fb_buffer text;
    struct example examples[EXAMPLES_MAX];
    size_t count;
};

static const char FENCE[] = "\n```xml ";

static void read_document(struct document *document, const char *path)
{
    char *at;

    document->count = 0;
    fb_buffer_init(&document->text, 1 << 20);
    assert_int_equal(fb_file_read(&document->text, path), FB_OK);
    for (at = document->text.data; (at = strstr(at, FENCE)) != NULL;) {
        struct example *example = &document->examples[document->count++];
        char *end;
        assert_true(document->count < EXAMPLES_MAX);
        assert_int_equal(sscanf(at + strlen(FENCE), "%31s", example->kind), 1);
        example->text = strchr(at + 1, '\n') + 1;
        end = strstr(example->text, "\n```\n");
        assert_non_null(end);
        *end = '\0';
        at = end + 1;
    }
}

static const char *first_of(const struct document *document, const char *kind)
{
    for (size_t i = 0; i < document->count; i++) {
        if (strcmp(document->examples[i].kind, kind) == 0)
            return document->examples[i].text;
    }
    return "";
}

/* Returns the example itself for its own part, the first one for the others. */
static const char *part(const struct document *document, const struct example *example,
                        const char *kind)
{
    return strcmp(example->kind, kind) == 0 ? example->text : first_of(document, kind);
}

/* Whether an example is a file by itself. */
static bool is_whole(const struct example *example)
{
    static const char *const KINDS[] = {"template", "family", "including"};

    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (strcmp(example->kind, KINDS[i]) == 0)
            return true;
    }
    return false;
}

static void write_template(struct fb_buffer *out, const struct document *document,
                           const struct example *example)
{
    if (is_whole(example)) {
        fb_buffer_append_string(out, example->text);
        return;
    }
    fb_buffer_append_format(
        out,
        "<template xmlns='urn:fubiao:template:1' name='测试/表'>%s<title/>"
        "<record root='表'>%s</record>%s<styles>%s</styles>%s<section>"
        "<page top='0mm' bottom='0mm' left='0mm' right='0mm'/>%s</section></template>",
        part(document, example, "parameters"), part(document, example, "fields"),
        part(document, example, "catalogue"), part(document, example, "styles"),
        part(document, example, "section"), part(document, example, "blocks"));
}

static void fail_with(struct fb_diagnostics *sink, const char *kind)
{
    struct fb_buffer out;

    fb_buffer_init(&out, 1 << 20);
    fb_diagnostics_print(sink, &out, false);
    fail_msg("the example of %s:\n%s", kind, out.data);
}

/* An editor that knows the schema accepts the example too. */
static void check_by_schema(const char *file, const struct fb_buffer *text)
{
    xmlRelaxNGPtr schema = schema_open(file);
    struct schema_message message;

    if (!schema_accepts(schema, text->data, text->length, &message))
        fail_msg("%s\n%s", message.text, text->data);
    xmlRelaxNGFree(schema);
}

/* An example that includes a file is given the example of a family. */
static fb_status load_family(const struct fb_source **out, void *data, const char *path,
                             struct fb_diagnostics *sink)
{
    struct fb_source *family = data;

    (void)sink;
    family->name = path;
    *out = family;
    return FB_OK;
}

static void check_template_example(const struct document *document, const struct example *example)
{
    struct fb_diagnostics *sink;
    struct fb_template *template;
    const char *shared = first_of(document, "family");
    struct fb_source source,
        family = {.name = "family.xml", .text = shared, .length = strlen(shared)};
    const struct fb_template_loader loader = {load_family, &family};
    struct fb_buffer text;

    fb_buffer_init(&text, 1 << 20);
    write_template(&text, document, example);
    /* A family is read by the template that includes it. */
    if (strcmp(example->kind, "family") == 0) {
        check_by_schema(SCHEMA_FILE, &text);
        fb_buffer_release(&text);
        return;
    }
    check_by_schema(SCHEMA_FILE, &text);
    source = (struct fb_source){.name = "template.xml", .text = text.data, .length = text.length};
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    if (fb_template_read(&template, &source, &loader, sink) != FB_OK)
        fail_with(sink, example->kind);
    fb_template_free(template);
    fb_diagnostics_free(sink);
    fb_buffer_release(&text);
}

static void test_template_document(void **state)
{
    static const char *const KINDS[] = {"template",  "family", "including", "parameters", "fields",
                                        "catalogue", "styles", "section",   "blocks"};
    struct document document;

    (void)state;
    read_document(&document, FB_TEST_SOURCE_DIR "/docs/template.md");
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        print_message("%s\n", KINDS[i]);
        assert_string_not_equal(first_of(&document, KINDS[i]), "");
    }
    for (size_t i = 0; i < document.count; i++)
        check_template_example(&document, &document.examples[i]);
    fb_buffer_release(&document.text);
}

/* The records of a set are too short to be complete, but all that they have is known. */
static void check_set_example(const struct fb_template *template, const struct example *example)
{
    static const char PATH[] = "test_docs.set.xml";
    struct fb_diagnostics *sink;
    struct fb_record *record;

    assert_int_equal(fb_file_write(PATH, example->text, strlen(example->text)), FB_OK);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_record_read(&record, PATH, NULL, sink), FB_OK);
    assert_int_equal(fb_record_count(record), 2);
    assert_string_equal(fb_record_set_template(record), template->name);
    for (size_t i = 0; i < 2; i++) {
        struct fb_xml *xml;
        assert_int_equal(fb_record_at(&xml, record, i, sink), FB_OK);
        (void)!fb_check_record(template, xml, NULL, sink);
    }
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_RECORD_ROOT), 0);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_RECORD_ELEMENT), 0);
    fb_record_free(record);
    fb_diagnostics_free(sink);
    assert_int_equal(remove(PATH), 0);
}

static void check_record_example(const struct fb_template *template, const struct example *example,
                                 struct fb_diagnostics *sink)
{
    struct fb_source source = {
        .name = "record.xml", .text = example->text, .length = strlen(example->text)};
    const struct fb_merge_setup merging = {0};
    struct fb_arena *arena;
    struct fb_xml *record;
    struct fb_doc *doc;

    if (strcmp(example->kind, "set") == 0) {
        check_set_example(template, example);
        return;
    }
    assert_string_equal(example->kind, "record");
    assert_int_equal(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT), FB_OK);
    if (fb_xml_read(&record, &source, sink) != FB_OK ||
        fb_check_record(template, record, NULL, sink) != FB_OK ||
        fb_merge(&doc, arena, template, record, &merging, sink) != FB_OK)
        fail_with(sink, example->kind);
    fb_xml_free(record);
    fb_arena_free(arena);
}

/* A mapping is for the template of the records' document. */
static void check_mapping_example(const struct fb_template *template, const struct example *example,
                                  struct fb_diagnostics *sink)
{
    struct fb_source source = {
        .name = "mapping.xml", .text = example->text, .length = strlen(example->text)};
    const struct fb_shape *shape;
    struct fb_mapping *mapping;
    struct fb_arena *arena;
    struct fb_buffer text;
    struct fb_xml *xml;

    assert_string_equal(example->kind, "mapping");
    fb_buffer_init(&text, 1 << 20);
    fb_buffer_append_string(&text, example->text);
    check_by_schema(SCHEMA_FOLDER "fubiao-mapping.rng", &text);
    fb_buffer_release(&text);
    assert_int_equal(fb_arena_new(&arena, 1 << 20), FB_OK);
    assert_int_equal(fb_shape_of(&shape, arena, template), FB_OK);
    if (fb_xml_read(&xml, &source, sink) != FB_OK ||
        fb_mapping_read(&mapping, arena, xml, sink) != FB_OK ||
        fb_mapping_resolve(mapping, arena, shape, sink) != FB_OK)
        fail_with(sink, example->kind);
    assert_string_equal(mapping->template_name, template->name);
    fb_xml_free(xml);
    fb_arena_free(arena);
}

static void test_record_document(void **state)
{
    struct fb_diagnostics *sink;
    struct fb_template *template;
    struct document document;
    struct fb_source source;
    struct fb_buffer text;

    (void)state;
    fb_buffer_init(&text, 1 << 20);
    assert_int_equal(
        fb_file_read(&text, FB_TEST_SOURCE_DIR "/templates/宁夏2021/项目支出绩效目标表.xml"),
        FB_OK);
    source = (struct fb_source){.name = "template.xml", .text = text.data, .length = text.length};
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_template_read(&template, &source, NULL, sink), FB_OK);
    read_document(&document, FB_TEST_SOURCE_DIR "/docs/record.md");
    assert_true(document.count > 0);
    for (size_t i = 0; i < document.count; i++)
        check_record_example(template, &document.examples[i], sink);
    fb_buffer_release(&document.text);
    read_document(&document, FB_TEST_SOURCE_DIR "/docs/mapping.md");
    assert_true(document.count > 0);
    for (size_t i = 0; i < document.count; i++)
        check_mapping_example(template, &document.examples[i], sink);
    fb_buffer_release(&document.text);
    fb_template_free(template);
    fb_diagnostics_free(sink);
    fb_buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_template_document),
        cmocka_unit_test(test_record_document),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
