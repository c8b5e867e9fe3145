/* test_docx_store.c: nodes of the store by their paths, and large documents in pieces. */
#include "doc/docx_parts.h"
#include "docx/store.h"
#include "docx_testing.h"
#include "merge_testing.h"

enum { NODES = 9 };

/* A parent of these children, in this order. */
struct family {
    struct fb_docx_node parent, nodes[NODES], *list[NODES];
};

static void make_family(struct family *family)
{
    static const struct {
        const char *name;
        uint32_t number;
    } children[NODES] = {{"题", 1}, {"行", 1}, {"行", 2}, {"注", 1},  {"行", 3},
                         {"注", 2}, {"行", 4}, {"行", 5}, {"行行", 1}};

    *family = (struct family){.parent = {.name = "表"}};
    for (size_t i = 0; i < NODES; i++) {
        family->nodes[i] = (struct fb_docx_node){.name = children[i].name,
                                                 .number = children[i].number,
                                                 .place = (uint32_t)(i + 10),
                                                 .parent = &family->parent};
        family->list[i] = &family->nodes[i];
    }
    family->parent.children = family->list;
    family->parent.child_count = NODES;
}

/* Whichever was looked for before. */
static void child_is_found_by_its_step(void **state)
{
    struct family family;

    (void)state;
    make_family(&family);
    for (size_t before = 0; before < NODES; before++) {
        for (size_t i = 0; i < NODES; i++) {
            const struct fb_docx_node *node = &family.nodes[i];
            struct fb_docx_step step = {node->name, strlen(node->name), node->number};

            family.parent.near = before & FB_DOCX_NEAR;
            assert_ptr_equal(fb_docx_child_at(&family.parent, &step), node);
            assert_int_equal(family.parent.near, i);
        }
    }
}

static void child_that_is_not_there_is_none(void **state)
{
    static const struct fb_docx_step steps[] = {{"行", 3, 6}, {"行", 3, 0},   {"行", 3, 4000000000},
                                                {"项", 3, 1}, {"行行", 3, 6}, {"注", 3, 3}};
    struct fb_docx_node childless = {.name = "表"};
    struct family family;

    (void)state;
    make_family(&family);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_null(fb_docx_child_at(&family.parent, &steps[i]));
        assert_null(fb_docx_child_at(&childless, &steps[i]));
    }
}

/* Wherever it is looked for first. */
static void child_is_found_by_its_element(void **state)
{
    char elements[NODES + 1]; /* of which only the addresses count */
    struct fb_docx_node childless = {.name = "表"};
    struct family family;

    (void)state;
    make_family(&family);
    for (size_t i = 0; i < NODES; i++)
        family.nodes[i].element = (const void *)&elements[i];
    for (uint32_t number = 0; number < 2 * NODES; number++) {
        for (size_t i = 0; i < NODES; i++) {
            assert_ptr_equal(fb_docx_child_with(&family.parent, (const void *)&elements[i], number),
                             &family.nodes[i]);
            assert_int_equal(family.parent.near, i);
        }
        assert_null(fb_docx_child_with(&family.parent, (const void *)&elements[NODES], number));
        assert_null(fb_docx_child_with(&childless, (const void *)&elements[0], number));
    }
}

static void step_is_read(void **state)
{
    static const struct {
        const char *path, *rest;
        size_t length;
        uint32_t number;
    } cases[] = {
        {"/表[1]", "", 3, 1},  {"/表[12]/行[3]", "/行[3]", 3, 12},
        {"", NULL, 0, 0},      {"表[1]", NULL, 0, 0},
        {"/表", NULL, 0, 0},   {"/表/行[3]", NULL, 0, 0},
        {"/表[1", NULL, 0, 0}, {"/表[a]", NULL, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fb_docx_step step;
        const char *rest = fb_docx_read_step(&step, cases[i].path);

        if ((rest == NULL) != (cases[i].rest == NULL))
            fail_msg("%s", cases[i].path);
        if (rest == NULL)
            continue;
        assert_string_equal(rest, cases[i].rest);
        assert_int_equal(step.length, cases[i].length);
        assert_int_equal(step.number, cases[i].number);
    }
}

static void path_is_of_the_tree_that_is_asked_for(void **state)
{
    struct fb_docx_store store = {.root_path = "/册[1]"};
    struct family family;
    struct fb_docx_node root = {.name = "册"};

    (void)state;
    make_family(&family);
    family.parent.parent = &root;
    family.parent.number = 7;
    family.parent.place = 8;
    fb_buffer_init(&store.path, 1000);
    assert_string_equal(fb_docx_path(&store, &root, FB_DOCX_IN_STORE), "/册[1]");
    assert_string_equal(fb_docx_path(&store, &family.nodes[2], FB_DOCX_IN_RECORD),
                        "/册[1]/表[7]/行[2]");
    assert_string_equal(fb_docx_path(&store, &family.nodes[2], FB_DOCX_IN_STORE),
                        "/册[1]/表[8]/行[12]");
    assert_string_equal(fb_docx_path_below_root(&store, &family.nodes[2]), "/表[8]/行[12]");
    assert_string_equal(fb_docx_path_below_root(&store, &root), "");
    assert_string_equal(fb_docx_tag(&store, &(struct fb_docx_field){.number = 120}), "f_120");
    fb_docx_store_release(&store);
}

/* ---- pieces ---- */

#define VALUE  "%d 完成全年的各项工作任务，没有遗漏"
#define FIELDS "<list name='指标' item='行'><field name='值'/></list>"

static const char BLOCKS[] =
    T("<repeat select='指标/行'><row><cell span='3'><value select='值'/></cell></row></repeat>");

enum { ROWS = 12000 }; /* of which the store, the baseline and the document take megabytes */

static char *make_record(void)
{
    struct fb_buffer record;

    fb_buffer_init(&record, (size_t)16 << 20);
    fb_buffer_append_string(&record, "<表><指标>");
    for (int i = 0; i < ROWS; i++)
        fb_buffer_append_format(&record, "<行><值>" VALUE "</值></行>", i);
    fb_buffer_append_string(&record, "</指标></表>");
    assert_int_equal(record.status, FB_OK);
    return fb_buffer_take(&record);
}

/* Merges a record that is too long for the fixture's own text. */
static void merge_long(struct merge_fixture *fixture, const char *record)
{
    const struct fb_merge_setup setup = {.editable = true};

    assert_int_equal(merge_in(fixture, &(struct merge_setting){.fields = FIELDS}, BLOCKS, ""),
                     FB_OK);
    fb_xml_free(fixture->record);
    fixture->source.text = record;
    fixture->source.length = strlen(record);
    assert_int_equal(fb_xml_read(&fixture->record, &fixture->source, fixture->template.sink),
                     FB_OK);
    assert_int_equal(fb_merge(&fixture->doc, fixture->arena, fixture->template.template,
                              fixture->record, &setup, fixture->template.sink),
                     FB_OK);
}

/* The rows stand in the store one after the other, and nothing between them. */
static void check_rows(const char *store)
{
    struct fb_buffer rows;

    fb_buffer_init(&rows, (size_t)16 << 20);
    fb_buffer_append_string(&rows, "<指标>");
    for (int i = 0; i < ROWS; i++)
        fb_buffer_append_format(&rows, "<行 " FB_DOCX_KEY "=\"%d\"><值>" VALUE "</值></行>", i + 1,
                                i);
    fb_buffer_append_string(&rows, "</指标>");
    assert_int_equal(rows.status, FB_OK);
    assert_non_null(strstr(store, rows.data));
    fb_buffer_release(&rows);
}

/* As count_in; that looks at all of the text for each. */
static size_t count_tags(const struct package_part *part, const char *tag)
{
    const char *at = part->bytes, *end = at + part->length;
    size_t count = 0;

    for (; (at = memchr(at, '<', (size_t)(end - at))) != NULL; at++)
        count += strncmp(at, tag, strlen(tag)) == 0;
    return count;
}

/* What is handed over in pieces is all there, once and in its order. */
static void large_document_comes_whole(void **state)
{
    struct merge_fixture fixture = {0};
    struct fb_docx_setup setup = {.program = "0"};
    struct unpacked docx = {0};
    char *record = make_record();
    struct fb_buffer out;

    (void)state;
    merge_long(&fixture, record);
    setup.record = fixture.record;
    setup.template = fixture.template.template;
    fb_buffer_init(&out, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_docx_write(&out, fixture.doc, &setup), FB_OK);
    unpack(&docx, &out);
    check_rows(part_text(&docx, "customXml/item1.xml"));
    assert_int_equal(count_tags(find_part(&docx, "customXml/item2.xml"), "<control tag="), ROWS);
    assert_int_equal(count_tags(find_part(&docx, BODY), "<w15:repeatingSectionItem/>"), ROWS);
    fb_arena_free(docx.arena);
    fb_buffer_release(&out);
    release(&fixture);
    fb_buffer_free_taken(record);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(child_is_found_by_its_step),
        cmocka_unit_test(child_that_is_not_there_is_none),
        cmocka_unit_test(child_is_found_by_its_element),
        cmocka_unit_test(step_is_read),
        cmocka_unit_test(path_is_of_the_tree_that_is_asked_for),
        cmocka_unit_test(large_document_comes_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
