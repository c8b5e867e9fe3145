#include "extract/merge.h"
#include "testing.h"

/* A record as a DOCX was made of it, as edited there, as it is in its file, and what becomes. */
struct merge_case {
    const char *name;
    const char *base, *edited, *file;
    const char *becomes; /* NULL: a conflict */
};

/* What is read from one text. */
struct reading {
    struct fb_source source;
    struct fb_xml *xml;
};

static void read_text(struct reading *out, const char *text)
{
    struct fb_diagnostics *sink;

    out->source = (struct fb_source){.name = "record", .text = text, .length = strlen(text)};
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_xml_read(&out->xml, &out->source, sink), FB_OK);
    fb_diagnostics_free(sink);
}

/*
 * Returns the base as it was edited. The rows of the base have the attribute 号, by which a row of
 * the edited text is known; it is no data.
 */
static const struct fb_tree *find_origin(const struct fb_tree *base, const struct fb_tree *edited)
{
    const char *key = fb_tree_attribute(edited, "号");
    const struct fb_tree *twin = fb_tree_child(base, edited->name, fb_tree_number(edited));

    if (key == NULL)
        return twin == NULL || fb_tree_attribute(twin, "号") != NULL ? NULL : twin;
    for (size_t i = 0; i < base->children.count; i++) {
        const char *other = fb_tree_attribute(base->children.items[i], "号");
        if (other != NULL && strcmp(key, other) == 0)
            return base->children.items[i];
    }
    return NULL;
}

static void set_origins(const struct fb_tree *base, struct fb_tree *edited)
{
    edited->origin = base;
    for (size_t i = 0; base != NULL && i < edited->children.count; i++)
        set_origins(find_origin(base, edited->children.items[i]), edited->children.items[i]);
}

static void drop_keys(struct fb_tree *tree)
{
    tree->attributes.count = 0;
    for (size_t i = 0; i < tree->children.count; i++)
        drop_keys(tree->children.items[i]);
}

static void run_case(const struct merge_case *merge, size_t *conflicts, struct fb_buffer *text,
                     struct fb_diagnostics *sink)
{
    struct reading base, edited, file;
    struct fb_merge_input input = {0};
    struct fb_merged merged, counted;
    struct fb_arena *arena;
    struct fb_tree *was, *now;

    read_text(&base, merge->base);
    read_text(&edited, merge->edited);
    read_text(&file, merge->file);
    assert_int_equal(fb_arena_new(&arena, 1 << 22), FB_OK);
    was = fb_tree_read(arena, fb_xml_root(base.xml));
    now = fb_tree_read(arena, fb_xml_root(edited.xml));
    set_origins(was, now);
    drop_keys(was);
    drop_keys(now);
    input.edited = now;
    input.record = file.xml;
    assert_int_equal(fb_extract_merge(&merged, arena, &input, sink), FB_OK);
    assert_int_equal(fb_extract_count_changes(&counted, arena, &input), FB_OK);
    assert_int_equal(merged.changes, counted.changes);
    assert_int_equal(merged.conflicts, counted.conflicts);
    assert_int_equal(counted.edits.count, 0);
    *conflicts = merged.conflicts;
    fb_merged_write(text, &merged, &file.source);
    fb_xml_free(base.xml);
    fb_xml_free(edited.xml);
    fb_xml_free(file.xml);
    fb_arena_free(arena);
}

#define ROWS_BASE "<r><t><i 号=\"1\"><n>a</n><v>1</v></i><i 号=\"2\"><n>b</n><v>2</v></i></t></r>"
#define ROWS_FILE                                                        \
    "<r>\n  <t>\n    <!-- first -->\n    <i>\n      <n>a</n> <v>1</v>\n" \
    "    </i>\n    <i><n>b</n><v>2</v></i> <!-- second -->\n  </t>\n</r>\n"

static const struct merge_case CASES[] = {
    {"nothing", "<r><a>1</a></r>", "<r><a>1</a></r>", "<r><a>9</a></r>", "<r><a>9</a></r>"},
    {"a value", "<r><a>1</a><b>2</b></r>", "<r><a>1</a><b>x &amp; &lt;y</b></r>",
     "<?xml version=\"1.0\"?>\n<!-- c --><r>\n <a> 1 </a>\n <b>\n  2\n </b>\n</r>",
     "<?xml version=\"1.0\"?>\n<!-- c --><r>\n <a> 1 </a>\n <b>\n  x &amp; &lt;y\n </b>\n</r>"},
    {"a value beside one that the file changed", "<r><a>1</a><b>2</b></r>",
     "<r><a>3</a><b>2</b></r>", "<r><a>1</a><b>4</b></r>", "<r><a>3</a><b>4</b></r>"},
    {"the same value on both sides", "<r><a>1</a></r>", "<r><a>2</a></r>", "<r><a>2</a></r>",
     "<r><a>2</a></r>"},
    {"two values", "<r><a>1</a></r>", "<r><a>2</a></r>", "<r><a>3</a></r>", NULL},
    {"an empty element gets a value", "<r><a/></r>", "<r><a>1</a></r>", "<r><a x=\">\" /></r>",
     "<r><a x=\">\" >1</a></r>"},
    {"a value goes", "<r><a>1</a></r>", "<r><a/></r>", "<r><a>\n  1\n</a></r>", "<r><a></a></r>"},
    {"lines keep their depth", "<r><a>x\ny</a></r>", "<r><a>x\ny\nz</a></r>",
     "<r>\n  <a>\n    x\n    y\n  </a>\n</r>", "<r>\n  <a>\n    x\n    y\n    z\n  </a>\n</r>"},
    {"a line becomes two", "<r><a>x</a></r>", "<r><a>x\ny</a></r>", "<r>\n\t<a>x</a>\n</r>",
     "<r>\n\t<a>x\n\t\ty</a>\n</r>"},
    {"line ends of the file", "<r><a>x</a><b/></r>", "<r><a>x\ny</a><b>z</b></r>",
     "<r>\r\n  <a>x</a>\r\n  <b/>\r\n</r>", "<r>\r\n  <a>x\r\n    y</a>\r\n  <b>z</b>\r\n</r>"},
    {"comments in a value stay", "<r><a>1</a></r>", "<r><a>2</a></r>",
     "<r><a>1<!-- one --></a></r>", "<r><a>2<!-- one --></a></r>"},
    {"marked text is text", "<r><a>1</a></r>", "<r><a>2</a></r>", "<r><a><![CDATA[1]]></a></r>",
     "<r><a>2</a></r>"},
    {"a new element", "<r><a>1</a><c>3</c></r>", "<r><a>1</a><b>2</b><c>3</c></r>",
     "<r>\n  <a>1</a> <!-- a -->\n  <c>3</c>\n</r>",
     "<r>\n  <a>1</a> <!-- a -->\n  <b>2</b>\n  <c>3</c>\n</r>"},
    {"the first new element", "<r><c>3</c></r>", "<r><b>2</b><c>3</c></r>", "<r><c>3</c></r>",
     "<r><b>2</b><c>3</c></r>"},
    {"a new element that the file has too", "<r><a>1</a></r>", "<r><a>1</a><b>2</b></r>",
     "<r><a>1</a><b>2</b></r>", "<r><a>1</a><b>2</b></r>"},
    {"a new element that the file has otherwise", "<r><a>1</a></r>", "<r><a>1</a><b>2</b></r>",
     "<r><a>1</a><b>3</b></r>", NULL},
    {"a new row", ROWS_BASE,
     "<r><t><i 号=\"1\"><n>a</n><v>1</v></i><i><n>c</n><v>3</v></i>"
     "<i 号=\"2\"><n>b</n><v>2</v></i></t></r>",
     ROWS_FILE,
     "<r>\n  <t>\n    <!-- first -->\n    <i>\n      <n>a</n> <v>1</v>\n    </i>\n"
     "    <i>\n      <n>c</n>\n      <v>3</v>\n    </i>\n"
     "    <i><n>b</n><v>2</v></i> <!-- second -->\n  </t>\n</r>\n"},
    {"a new row at the end", ROWS_BASE,
     "<r><t><i 号=\"1\"><n>a</n><v>1</v></i><i "
     "号=\"2\"><n>b</n><v>2</v></i><i><n>c</n></i></t></r>",
     ROWS_FILE,
     "<r>\n  <t>\n    <!-- first -->\n    <i>\n      <n>a</n> <v>1</v>\n    </i>\n"
     "    <i><n>b</n><v>2</v></i> <!-- second -->\n    <i>\n      <n>c</n>\n    </i>\n"
     "  </t>\n</r>\n"},
    {"the first row of a list", "<r><t/></r>", "<r><t><i><n>a</n></i><i><n>b</n></i></t></r>",
     "<r>\n  <t/>\n</r>",
     "<r>\n  <t>\n    <i>\n      <n>a</n>\n    </i>\n    <i>\n      <n>b</n>\n    </i>\n  "
     "</t>\n</r>"},
    {"the first row where a comment is", "<r><t/></r>", "<r><t><i><n>a</n></i></t></r>",
     "<r>\n  <t>\n    <!-- none -->\n  </t>\n</r>",
     "<r>\n  <t>\n    <!-- none -->\n    <i>\n      <n>a</n>\n    </i>\n  </t>\n</r>"},
    {"a row goes", ROWS_BASE, "<r><t><i 号=\"2\"><n>b</n><v>2</v></i></t></r>", ROWS_FILE,
     "<r>\n  <t>\n    <!-- first -->\n    <i><n>b</n><v>2</v></i> <!-- second -->\n  </t>\n</r>\n"},
    {"a row goes that the file has no more", ROWS_BASE,
     "<r><t><i 号=\"2\"><n>b</n><v>2</v></i></t></r>", "<r><t><i><n>b</n><v>2</v></i></t></r>",
     "<r><t><i><n>b</n><v>2</v></i></t></r>"},
    {"a row goes that the file changed", ROWS_BASE,
     "<r><t><i 号=\"2\"><n>b</n><v>2</v></i></t></r>",
     "<r><t><i><n>a</n><v>7</v></i><i><n>b</n><v>2</v></i></t></r>", NULL},
    {"a row changes that the file has no more", ROWS_BASE,
     "<r><t><i 号=\"1\"><n>a</n><v>7</v></i><i 号=\"2\"><n>b</n><v>2</v></i></t></r>",
     "<r><t><i><n>b</n><v>2</v></i></t></r>", NULL},
    {"a row moves, with what was changed in it", ROWS_BASE,
     "<r><t><i 号=\"2\"><n>b</n><v>2</v></i><i 号=\"1\"><n>a</n><v>7</v></i></t></r>", ROWS_FILE,
     "<r>\n  <t>\n    <!-- first -->\n    <i><n>b</n><v>2</v></i>\n    <i>\n"
     "      <n>a</n> <v>7</v>\n    </i> <!-- second -->\n  </t>\n</r>\n"},
    {"rows moved alike", ROWS_BASE,
     "<r><t><i 号=\"2\"><n>b</n><v>2</v></i><i 号=\"1\"><n>a</n><v>1</v></i></t></r>",
     "<r><t><i><n>b</n><v>2</v></i><i><n>a</n><v>1</v></i></t></r>",
     "<r><t><i><n>b</n><v>2</v></i><i><n>a</n><v>1</v></i></t></r>"},
    {"rows moved in two ways",
     "<r><i 号=\"1\"><n>a</n></i><i 号=\"2\"><n>b</n></i><i 号=\"3\"><n>c</n></i></r>",
     "<r><i 号=\"2\"><n>b</n></i><i 号=\"1\"><n>a</n></i><i 号=\"3\"><n>c</n></i></r>",
     "<r><i><n>a</n></i><i><n>c</n></i><i><n>b</n></i></r>", NULL},
    {"a value in a row that the file moved", ROWS_BASE,
     "<r><t><i 号=\"1\"><n>a</n><v>1</v></i><i 号=\"2\"><n>b</n><v>9</v></i></t></r>",
     "<r><t><i><n>b</n><v>2</v></i><i><n>a</n><v>1</v></i></t></r>",
     "<r><t><i><n>b</n><v>9</v></i><i><n>a</n><v>1</v></i></t></r>"},
    {"a new row beside one that the file has new", ROWS_BASE,
     "<r><t><i 号=\"1\"><n>a</n><v>1</v></i><i "
     "号=\"2\"><n>b</n><v>2</v></i><i><n>c</n></i></t></r>",
     "<r><t><i><n>a</n><v>1</v></i><i><n>b</n><v>2</v></i><i><n>d</n></i></t></r>",
     "<r><t><i><n>a</n><v>1</v></i><i><n>b</n><v>2</v></i><i><n>c</n></i><i><n>d</n></i></t></r>"},
};

static void merges(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct fb_diagnostics *sink;
        struct fb_buffer text;
        size_t conflicts;

        fb_buffer_init(&text, 1 << 20);
        assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
        run_case(&CASES[i], &conflicts, &text, sink);
        assert_int_equal(fb_diagnostics_count(sink, FB_ERROR), conflicts);
        if (CASES[i].becomes == NULL && conflicts != 1)
            fail_msg("%s: %zu conflicts", CASES[i].name, conflicts);
        if (CASES[i].becomes != NULL &&
            (conflicts != 0 || strcmp(text.data, CASES[i].becomes) != 0))
            fail_msg("%s: %zu conflicts\n%s\nnot\n%s", CASES[i].name, conflicts, text.data,
                     CASES[i].becomes);
        fb_diagnostics_free(sink);
        fb_buffer_release(&text);
    }
}

/* Conflicts are told where they are in the file, with all values. */
static void conflicts_are_told(void **state)
{
    static const struct {
        const char *name;
        enum fb_diag_code code;
    } TOLD[] = {
        {"two values", FB_DIAG_MERGE_VALUE},
        {"a row goes that the file changed", FB_DIAG_MERGE_REMOVED},
        {"a row changes that the file has no more", FB_DIAG_MERGE_GONE},
        {"rows moved in two ways", FB_DIAG_MERGE_ORDER},
    };

    (void)state;
    for (size_t i = 0; i < sizeof TOLD / sizeof *TOLD; i++) {
        struct fb_diagnostics *sink;
        struct fb_buffer text;
        size_t conflicts, index = 0;

        while (strcmp(CASES[index].name, TOLD[i].name) != 0)
            index++;
        fb_buffer_init(&text, 1 << 20);
        assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
        run_case(&CASES[index], &conflicts, &text, sink);
        assert_int_equal(fb_diagnostics_count_code(sink, TOLD[i].code), 1);
        fb_diagnostics_free(sink);
        fb_buffer_release(&text);
    }
}

/* What a public copy lacks is no change; what was written into it is. */
static void public_copies(void **state)
{
    static const char BASE[] = "<r><i><n>a</n><p/></i><i><n>b</n><p/></i></r>";
    static const char FILE_TEXT[] = "<r><i><n>a</n><p>7</p></i><i><n>b</n><p>8</p></i></r>";
    struct reading base, file;
    struct fb_merge_input input = {.public_copy = true};
    struct fb_merged merged;
    struct fb_arena *arena;
    struct fb_tree *was, *now;

    (void)state;
    read_text(&base, BASE);
    read_text(&file, FILE_TEXT);
    assert_int_equal(fb_arena_new(&arena, 1 << 20), FB_OK);
    was = fb_tree_read(arena, fb_xml_root(base.xml));
    now = fb_tree_copy(arena, was);
    assert_non_null(now);
    input.edited = now;
    input.record = file.xml;
    assert_int_equal(fb_extract_count_changes(&merged, arena, &input), FB_OK);
    assert_int_equal(merged.changes + merged.conflicts, 0);
    fb_tree_remove(now->children.items[0]);
    assert_int_equal(fb_extract_count_changes(&merged, arena, &input), FB_OK);
    assert_int_equal(merged.changes, 1);
    now->children.items[0]->children.items[1]->value = "9";
    assert_int_equal(fb_extract_count_changes(&merged, arena, &input), FB_OK);
    assert_int_equal(merged.conflicts, 1);
    fb_xml_free(base.xml);
    fb_xml_free(file.xml);
    fb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merges),
        cmocka_unit_test(conflicts_are_told),
        cmocka_unit_test(public_copies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
