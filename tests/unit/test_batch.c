/*
 * test_batch.c: names and patterns of outputs.
 */
#include "base/utf8.h"
#include "batch/pattern.h"
#include "testing.h"

/* Text of a record, and the name of a file that comes of it; "" if nothing is left. */
static const struct {
    const char *text, *name;
} NAMES[] = {
    {"巡视巡察工作经费", "巡视巡察工作经费"},
    {"a/b\\c", "a／b＼c"},
    {"3:1*?\"<x>|", "3：1＊？＂＜x＞｜"},
    {"..", ""},
    {"../../etc/passwd", "／..／etc／passwd"},
    {".hidden", "hidden"},
    {"名称. . ", "名称"},
    {"　一\n二\t 三 ", "一 二 三"},
    {"零\xE2\x80\x8B宽", "零宽"},
    {"", ""},
    {" \n", ""},
    {"CON", "_CON"},
    {"con.pdf", "_con.pdf"},
    {"COM1", "_COM1"},
    {"COM0", "COM0"},
    {"Lpt9.x", "_Lpt9.x"},
    {"CONTENT", "CONTENT"},
    {"坏\xFFx", "坏_x"},
    {"𠮷", "𠮷"},
};

static void test_names(void **state)
{
    struct fb_buffer name;

    (void)state;
    fb_buffer_init(&name, 1000);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        fb_buffer_clear(&name);
        print_message("%s\n", NAMES[i].text);
        assert_int_equal(fb_name_append(&name, NAMES[i].text), NAMES[i].name[0] != '\0');
        assert_string_equal(name.data, NAMES[i].name);
    }
    fb_buffer_release(&name);
}

/* Long names are cut between characters, and stay apart. */
static void test_long_names(void **state)
{
    struct fb_buffer text, first, second;
    size_t offset;

    (void)state;
    fb_buffer_init(&text, 10000);
    fb_buffer_init(&first, 1000);
    fb_buffer_init(&second, 1000);
    for (int i = 0; i < 100; i++)
        fb_buffer_append_string(&text, "巡");
    assert_true(fb_name_append(&first, text.data));
    fb_buffer_append_string(&text, "视");
    assert_true(fb_name_append(&second, text.data));
    assert_true(first.length <= FB_NAME_LIMIT && first.length > FB_NAME_LIMIT - 3);
    assert_true(fb_utf8_valid(first.data, first.length, &offset));
    assert_string_not_equal(first.data, second.data);
    fb_buffer_release(&text);
    fb_buffer_release(&first);
    fb_buffer_release(&second);
}

static const char *value_of(void *data, const char *name, size_t length)
{
    static const char *const VALUES[][2] = {
        {"主管部门", "财政/厅"},
        {"项目名称", "道路 养护"},
        {"空", " \n"},
        {"资金/总额", "935.00"},
        {"点", ".."},
    };

    (void)data;
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
        if (strlen(VALUES[i][0]) == length && memcmp(VALUES[i][0], name, length) == 0)
            return VALUES[i][1];
    }
    return NULL;
}

/* A pattern and the path it gives. */
static const struct {
    const char *pattern, *path;
} PATTERNS[] = {
    {"{主管部门}/{项目名称}.{格式}", "财政／厅/道路 养护"},
    {"表/{主管部门}-{项目名称}.{格式}", "表/财政／厅-道路 养护"},
    {"{资金/总额}.{格式}", "935.00"},
    {"{空}/{无}.{格式}", "（空）/（无）"},
    {"{点}/x.{格式}", "_/x"},
    {"{项目名称}.x.{格式}", "道路 养护.x"},
};

static void test_patterns(void **state)
{
    struct fb_buffer path;
    size_t offset;

    (void)state;
    fb_buffer_init(&path, 1000);
    for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++) {
        fb_buffer_clear(&path);
        print_message("%s\n", PATTERNS[i].pattern);
        assert_int_equal(fb_pattern_check(PATTERNS[i].pattern, &offset), FB_PATTERN_GOOD);
        assert_int_equal(fb_pattern_expand(&path, PATTERNS[i].pattern, value_of, NULL), FB_OK);
        assert_string_equal(path.data, PATTERNS[i].path);
    }
    fb_buffer_release(&path);
}

static const struct {
    const char *pattern;
    enum fb_pattern_fault fault;
    size_t offset;
} FAULTS[] = {
    {"", FB_PATTERN_PART, 0},
    {"/a.{格式}", FB_PATTERN_PART, 0},
    {"a//b.{格式}", FB_PATTERN_PART, 2},
    {"a/../b.{格式}", FB_PATTERN_PART, 2},
    {"./b.{格式}", FB_PATTERN_PART, 0},
    {"{a.{格式}", FB_PATTERN_BRACE, 0},
    {"a}.{格式}", FB_PATTERN_BRACE, 1},
    {"x{}.{格式}", FB_PATTERN_BRACE, 1},
    {"{项目名称}", FB_PATTERN_TAIL, 0},
    {".{格式}", FB_PATTERN_TAIL, 0},
    {"a/.{格式}", FB_PATTERN_TAIL, 2},
};

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++) {
        size_t offset = 99;
        print_message("%s\n", FAULTS[i].pattern);
        assert_int_equal(fb_pattern_check(FAULTS[i].pattern, &offset), FAULTS[i].fault);
        assert_int_equal(offset, FAULTS[i].offset);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_long_names),
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
