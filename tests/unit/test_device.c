#include "device/device.h"

#include "device_testing.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* A device that counts its calls; `rule` fails with FB_ERR_IO, each call after it differently. */
struct mock_device {
    struct fb_device device;
    int calls;
};

static fb_status mock_call(struct fb_device *device)
{
    ((struct mock_device *)device)->calls++;
    return FB_OK;
}

static fb_status mock_begin_document(struct fb_device *device, const struct fb_device_info *info)
{
    (void)info;
    return mock_call(device);
}

static fb_status mock_begin_part(struct fb_device *device, const struct fb_device_part *part)
{
    (void)part;
    return mock_call(device);
}

static fb_status mock_begin_page(struct fb_device *device, fb_length width, fb_length height)
{
    (void)width;
    (void)height;
    return mock_call(device);
}

static fb_status mock_line(struct fb_device *device, const struct fb_line *line, fb_length x,
                           fb_length y, struct fb_text_tag tag)
{
    (void)line;
    (void)x;
    (void)y;
    (void)tag;
    return mock_call(device);
}

static fb_status mock_end_part(struct fb_device *device, const struct fb_bookmark *bookmarks,
                               size_t count)
{
    (void)bookmarks;
    (void)count;
    return mock_call(device);
}

static fb_status mock_rule(struct fb_device *device, const struct fb_rule *rule)
{
    (void)rule;
    mock_call(device);
    return FB_ERR_IO;
}

static const struct fb_device_operations MOCK_OPERATIONS = {
    .name = "mock",
    .begin_document = mock_begin_document,
    .begin_part = mock_begin_part,
    .begin_page = mock_begin_page,
    .line = mock_line,
    .rule = mock_rule,
    .end_page = mock_call,
    .end_part = mock_end_part,
    .end_document = mock_call,
};

static void test_first_failure_stays(void **state)
{
    static const struct fb_rule rule = {0};
    static const struct fb_line line = {.text = ""};
    struct fb_buffer out;
    struct mock_device mock = {.device = {.operations = &MOCK_OPERATIONS, .out = &out}};

    (void)state;
    fb_buffer_init(&out, 1);
    assert_int_equal(fb_device_begin_document(&mock.device, &INFO), FB_OK);
    assert_int_equal(fb_device_begin_part(&mock.device, &PART), FB_OK);
    assert_int_equal(fb_device_begin_page(&mock.device, 1, 1), FB_OK);
    assert_int_equal(fb_device_rule(&mock.device, &rule), FB_ERR_IO);
    assert_int_equal(mock.calls, 4);
    assert_int_equal(fb_device_line(&mock.device, &line, 0, 0, CONTENT), FB_ERR_IO);
    assert_int_equal(fb_device_end_page(&mock.device), FB_ERR_IO);
    assert_int_equal(fb_device_end_part(&mock.device, NULL, 0), FB_ERR_IO);
    assert_int_equal(fb_device_end_document(&mock.device), FB_ERR_IO);
    assert_int_equal(mock.calls, 4);
}

static void test_full_buffer_is_a_failure(void **state)
{
    struct fb_buffer out;
    struct fb_device *device;

    (void)state;
    fb_buffer_init(&out, 20);
    assert_int_equal(fb_device_new(&device, "trace", &out), FB_OK);
    assert_int_equal(fb_device_begin_document(device, &INFO), FB_ERR_NOMEM);
    assert_int_equal(fb_device_begin_part(device, &PART), FB_ERR_NOMEM);
    fb_device_free(device);
    fb_buffer_release(&out);
}

static void test_devices_are_found_by_name(void **state)
{
    static const struct {
        const char *name;
        fb_status status;
    } cases[] = {
        {"pdf", FB_OK},        {"pdf-plain", FB_OK},  {"trace", FB_OK},
        {"ofd", FB_ERR_INPUT}, {"PDF", FB_ERR_INPUT}, {"", FB_ERR_INPUT},
    };
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fb_device *device;

        assert_int_equal(fb_device_new(&device, cases[i].name, &out), cases[i].status);
        if (cases[i].status == FB_OK)
            assert_string_equal(device->operations->name, cases[i].name);
        else
            assert_null(device);
        fb_device_free(device);
    }
}

#ifndef NDEBUG

static void rule_before_page(struct fb_device *device)
{
    static const struct fb_rule rule = {0};

    (void)!fb_device_rule(device, &rule);
}

static void page_in_page(struct fb_device *device)
{
    (void)!fb_device_begin_page(device, 1, 1);
    (void)!fb_device_begin_page(device, 1, 1);
}

static void end_in_page(struct fb_device *device)
{
    (void)!fb_device_begin_page(device, 1, 1);
    (void)!fb_device_end_document(device);
}

static void end_in_part(struct fb_device *device)
{
    (void)!fb_device_end_document(device);
}

static void page_after_part(struct fb_device *device)
{
    (void)!fb_device_end_part(device, NULL, 0);
    (void)!fb_device_begin_page(device, 1, 1);
}

static void document_twice(struct fb_device *device)
{
    (void)!fb_device_end_part(device, NULL, 0);
    (void)!fb_device_end_document(device);
    (void)!fb_device_begin_document(device, &INFO);
}

/* Runs calls in a process of their own, in which a failed assertion may end them. */
static bool aborts(void (*calls)(struct fb_device *))
{
    static const struct rlimit no_core = {0, 0};
    int status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        struct fb_buffer out;
        struct mock_device mock = {.device = {.operations = &MOCK_OPERATIONS, .out = &out}};

        setrlimit(RLIMIT_CORE, &no_core);
        signal(SIGABRT, SIG_DFL);
        close(STDERR_FILENO);
        fb_buffer_init(&out, 1);
        (void)!fb_device_begin_document(&mock.device, &INFO);
        (void)!fb_device_begin_part(&mock.device, &PART);
        calls(&mock.device);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void test_wrong_order_is_asserted(void **state)
{
    (void)state;
    assert_true(aborts(rule_before_page));
    assert_true(aborts(page_in_page));
    assert_true(aborts(end_in_page));
    assert_true(aborts(end_in_part));
    assert_true(aborts(page_after_part));
    assert_true(aborts(document_twice));
}

#endif

static void test_trace(void **state)
{
    static const char *const lines[] = {"共^3^项", "《甲》~（乙）"};
    static const struct document document = {"trace", &INFO, 1, lines, 2};
    static const char expected[] =
        "document title=\"附件2 \\\"绩效\\\" 𠮷\" author=\"\" subject=\"\" keywords=\"\" "
        "language=\"zh-CN\" creator=\"fubiao test\" date=2021-03-15T08:30:00\n"
        "element 0 document\n"
        "element 1 paragraph in 0\n"
        "page 1 595.276 841.89\n"
        "rule 60 90 300 90 width=0.5\n"
        "line 60 100 width=36 content 1 \"共3项\" | NotoSerifSC-Regular 12 @0 x1 | "
        "LiberationSerif 12 @15 x1 | NotoSerifSC-Regular 12 @24 x1 | adjusted 0 15 24\n"
        "line 60 124 width=66 content 1 \"《甲》（乙）\" | NotoSerifSC-Regular 12 @0 x6 | adjusted "
        "0 "
        "12 24 30 42 54\n"
        "end page\n"
        "end document\n";
    struct fb_buffer out;

    assert_int_equal(draw(&out, *state, &document), FB_OK);
    assert_string_equal(out.data, expected);
    fb_buffer_release(&out);
}

/* Each kind of element, and bookmarks; lines that belong to no element have no number. */
static void test_trace_of_structure(void **state)
{
    static const struct fb_element elements[] = {
        {.kind = FB_ELEMENT_DOCUMENT},
        {.kind = FB_ELEMENT_HEADING, .level = 1},
        {.kind = FB_ELEMENT_TABLE},
        {.kind = FB_ELEMENT_TABLE_HEAD, .parent = 2},
        {.kind = FB_ELEMENT_TABLE_BODY, .parent = 2},
        {.kind = FB_ELEMENT_TABLE_ROW, .parent = 4},
        {.kind = FB_ELEMENT_HEADER_CELL,
         .parent = 5,
         .scope = FB_SCOPE_BOTH,
         .row_span = 2,
         .column_span = 1},
        {.kind = FB_ELEMENT_DATA_CELL,
         .parent = 5,
         .scope = FB_SCOPE_ROW,
         .row_span = 1,
         .column_span = 3},
    };
    static const struct fb_bookmark bookmark = {"附件2", 1, 2, FB_PT(72)};
    static const struct fb_element_note notes[] = {{.element = 2, .title = "基本信息"}};
    const struct fb_device_part part = {.elements = elements,
                                        .element_count = sizeof elements / sizeof *elements,
                                        .notes = notes,
                                        .note_count = 1};
    static const char expected[] = "element 0 document\n"
                                   "element 1 heading in 0 level=1\n"
                                   "element 2 table in 0 title=\"基本信息\"\n"
                                   "element 3 table-head in 2\n"
                                   "element 4 table-body in 2\n"
                                   "element 5 row in 4\n"
                                   "element 6 header-cell in 5 scope=both rows=2 columns=1\n"
                                   "element 7 data-cell in 5 rows=1 columns=3\n"
                                   "bookmark 1 page=3 y=72 \"附件2\"\n"
                                   "end document\n";
    const struct document document = {"trace", &INFO, 0, NULL, 0};
    struct fb_buffer out;

    assert_int_equal(draw_part(&out, *state, &document, &part, &bookmark), FB_OK);
    assert_string_equal(strchr(out.data, '\n') + 1, expected);
    fb_buffer_release(&out);
}

/* A document of two parts; the second stands in front and leads to the first. */
static void test_trace_of_parts(void **state)
{
    static const struct fb_bookmark record = {"甲", 1, 0, 0},
                                    target = {"甲，第1页", 0, 0, FB_PT(9)};
    static const struct fb_element contents[] = {
        {.kind = FB_ELEMENT_DOCUMENT},
        {.kind = FB_ELEMENT_CONTENTS},
        {.kind = FB_ELEMENT_CONTENTS_ITEM, .parent = 1},
        {.kind = FB_ELEMENT_LABEL, .parent = 2},
        {.kind = FB_ELEMENT_REFERENCE, .parent = 2},
        {.kind = FB_ELEMENT_LINK, .parent = 4},
        {.kind = FB_ELEMENT_SPAN, .parent = 5},
    };
    static const struct fb_element_note notes[] = {{.element = 5, .target = &target}};
    static const struct fb_device_part parts[] = {
        {.elements = ELEMENTS, .element_count = 2},
        {.elements = contents,
         .element_count = sizeof contents / sizeof *contents,
         .notes = notes,
         .note_count = 1,
         .front = true},
    };
    static const char expected[] = "part\n"
                                   "element 0 document\n"
                                   "element 1 paragraph in 0\n"
                                   "page 1 595.276 841.89\n"
                                   "end page\n"
                                   "bookmark 1 page=1 y=0 \"甲\"\n"
                                   "part front\n"
                                   "element 0 document\n"
                                   "element 1 contents in 0\n"
                                   "element 2 entry in 1\n"
                                   "element 3 label in 2\n"
                                   "element 4 reference in 2\n"
                                   "element 5 link in 4 page=1 y=9 leads-to=\"甲，第1页\"\n"
                                   "element 6 span in 5\n"
                                   "page 2 595.276 841.89\n"
                                   "end page\n"
                                   "end document\n";
    struct fb_device_info info = INFO;
    struct fb_device *device;
    struct fb_buffer out;

    (void)state;
    info.bound = true;
    fb_buffer_init(&out, OUTPUT_LIMIT);
    assert_int_equal(fb_device_new(&device, "trace", &out), FB_OK);
    (void)!fb_device_begin_document(device, &info);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        (void)!fb_device_begin_part(device, &parts[i]);
        (void)!fb_device_begin_page(device, PAGE_WIDTH, PAGE_HEIGHT);
        (void)!fb_device_end_page(device);
        (void)!fb_device_end_part(device, &record, parts[i].front ? 0 : 1);
    }
    assert_int_equal(fb_device_end_document(device), FB_OK);
    assert_string_equal(strchr(out.data, '\n') + 1, expected);
    fb_device_free(device);
    fb_buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_failure_stays),
        cmocka_unit_test(test_full_buffer_is_a_failure),
        cmocka_unit_test(test_devices_are_found_by_name),
#ifndef NDEBUG
        cmocka_unit_test(test_wrong_order_is_asserted),
#endif
        cmocka_unit_test(test_trace),
        cmocka_unit_test(test_trace_of_structure),
        cmocka_unit_test(test_trace_of_parts),
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
