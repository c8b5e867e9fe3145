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

static fb_status mock_begin_page(struct fb_device *device, fb_length width, fb_length height)
{
    (void)width;
    (void)height;
    return mock_call(device);
}

static fb_status mock_line(struct fb_device *device, const struct fb_line *line, fb_length x,
                           fb_length y, enum fb_text_part part)
{
    (void)line;
    (void)x;
    (void)y;
    (void)part;
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
    .begin_page = mock_begin_page,
    .line = mock_line,
    .rule = mock_rule,
    .end_page = mock_call,
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
    assert_int_equal(fb_device_begin_page(&mock.device, 1, 1), FB_OK);
    assert_int_equal(fb_device_rule(&mock.device, &rule), FB_ERR_IO);
    assert_int_equal(mock.calls, 3);
    assert_int_equal(fb_device_line(&mock.device, &line, 0, 0, FB_TEXT_CONTENT), FB_ERR_IO);
    assert_int_equal(fb_device_end_page(&mock.device), FB_ERR_IO);
    assert_int_equal(fb_device_end_document(&mock.device), FB_ERR_IO);
    assert_int_equal(mock.calls, 3);
}

static void test_full_buffer_is_a_failure(void **state)
{
    struct fb_buffer out;
    struct fb_device *device;

    (void)state;
    fb_buffer_init(&out, 20);
    assert_int_equal(fb_device_new(&device, "trace", &out), FB_OK);
    assert_int_equal(fb_device_begin_document(device, &INFO), FB_ERR_NOMEM);
    assert_int_equal(fb_device_begin_page(device, 1, 1), FB_ERR_NOMEM);
    fb_device_free(device);
    fb_buffer_release(&out);
}

static void test_devices_are_found_by_name(void **state)
{
    static const struct {
        const char *name;
        fb_status status;
    } cases[] = {
        {"pdf", FB_OK},        {"trace", FB_OK},   {"ofd", FB_ERR_INPUT},
        {"PDF", FB_ERR_INPUT}, {"", FB_ERR_INPUT},
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

static void document_twice(struct fb_device *device)
{
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
    assert_true(aborts(document_twice));
}

#endif

static void test_trace(void **state)
{
    static const char *const lines[] = {"共^3^项", "《甲》~（乙）"};
    static const struct document document = {"trace", &INFO, 1, lines, 2};
    static const char expected[] =
        "document title=\"附件2 \\\"绩效\\\" 𠮷\" author=\"\" subject=\"\" language=\"zh-CN\" "
        "creator=\"fubiao test\" date=2021-03-15T08:30:00\n"
        "page 1 595.276 841.89\n"
        "rule 60 90 300 90 width=0.5\n"
        "line 60 100 width=36 content \"共3项\" | NotoSerifSC-Regular 12 @0 x1 | "
        "LiberationSerif 12 @15 x1 | NotoSerifSC-Regular 12 @24 x1 | adjusted 0 15 24\n"
        "line 60 124 width=66 content \"《甲》（乙）\" | NotoSerifSC-Regular 12 @0 x6 | adjusted 0 "
        "12 24 30 42 54\n"
        "end page\n"
        "end document\n";
    struct fb_buffer out;

    assert_int_equal(draw(&out, *state, &document), FB_OK);
    assert_string_equal(out.data, expected);
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
    };

    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
