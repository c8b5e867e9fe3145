#include "docx/balance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { EM = FB_EMU_PER_PT * 10 };

struct balance_case {
    const char *name;
    const char *text;
    int width;     /* in quarters of an em */
    int remaining; /* likewise; the width itself if the label is left as it is */
};

static const struct balance_case CASES[] = {
    {"empty", "", 15, 15},
    {"fits", "指标值", 13, 13},
    {"fits exactly", "指标值", 12, 12},
    {"four in a place for three", "总体目标", 15, 9},
    {"nine in a place for four", "自治区本级绩效指标", 17, 13},
    {"a stop at the end", "年度资金总额：", 20, 17},
    {"brackets that need no break", "项目资金\n（万元）", 16, 16},
    {"brackets", "数量指标（必填硬性指标）", 45, 25},
    {"no bracket is left at an end", "效益（必填）", 17, 17},
    {"no stop is put at a beginning", "促进，推动，", 14, 13},
    {"figures are not one em wide", "2021年度目标", 20, 20},
    {"fewer characters make no more lines", "总体目标\n绩效指标说明", 22, 17},
    {"beyond the BMP", "𠮷𠮷𠮷𠮷", 15, 9},
    {"narrower than a character", "总体目标", 3, 3},
    {"nothing to gain", "总体目标", 9, 9},
};

static fb_length balance(const char *text, fb_length width, const struct fb_style *style,
                         const struct fb_style *run_style)
{
    const struct fb_run run = {.text = text, .length = strlen(text), .style = run_style};
    const struct fb_paragraph paragraph = {.style = style, .runs = &run, .run_count = 1};

    return fb_docx_balance(&paragraph, width);
}

static void check_cases(const struct balance_case *cases, size_t count,
                        const struct fb_style *style)
{
    for (size_t i = 0; i < count; i++) {
        fb_length width = cases[i].width * EM / 4;
        fb_length remaining = width - balance(cases[i].text, width, style, style);

        if (remaining != cases[i].remaining * EM / 4)
            fail_msg("%s: %d quarters remain", cases[i].name, (int)(remaining * 4 / EM));
    }
}

static void test_balance(void **state)
{
    const struct fb_style style = {.wrap = FB_WRAP_BALANCE, .size = EM};

    (void)state;
    check_cases(CASES, sizeof CASES / sizeof *CASES, &style);
}

static void test_styles(void **state)
{
    const struct fb_style label = {.wrap = FB_WRAP_BALANCE, .size = EM};
    const struct fb_style fill = {.wrap = FB_WRAP_FILL, .size = EM};
    const struct fb_style indented = {.wrap = FB_WRAP_BALANCE, .size = EM, .indent = 200};
    const struct fb_style larger = {.wrap = FB_WRAP_BALANCE, .size = EM * 2};
    const fb_length width = 15 * EM / 4;

    (void)state;
    assert_true(balance("总体目标", width, &label, &label) > 0);
    assert_int_equal(balance("总体目标", width, &fill, &fill), 0);
    assert_int_equal(balance("总体目标", width, &indented, &indented), 0);
    assert_int_equal(balance("总体目标", width, &label, &larger), 0);
    assert_int_equal(balance("总体目\xE6", width, &label, &label), 0);
}

/* Where Word would break a word, the copy has forced breaks; else it is the paragraph itself. */
static void check_words(const char *text, const char *expected, int quarters)
{
    const struct fb_style style = {
        .wrap = FB_WRAP_BALANCE, .size = EM, .words = "服务 对象 满意度 指标 社会 效益"};
    const struct fb_run runs[] = {{.text = "", .style = &style},
                                  {.text = text, .length = strlen(text), .style = &style}};
    const struct fb_paragraph paragraph = {.style = &style, .runs = runs, .run_count = 2};
    const struct fb_paragraph *kept;
    struct fb_arena *arena;

    assert_int_equal(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT), FB_OK);
    assert_int_equal(fb_docx_keep_words(&kept, arena, &paragraph, quarters * EM / 4), FB_OK);
    assert_string_equal(kept->runs[1].text, expected);
    assert_int_equal(kept->runs[1].length, strlen(expected));
    if (strcmp(text, expected) == 0)
        assert_ptr_equal(kept, &paragraph);
    fb_arena_free(arena);
}

static void test_words(void **state)
{
    const struct fb_style style = {.wrap = FB_WRAP_BALANCE, .size = EM, .words = "社会 效益 指标"};

    (void)state;
    check_words("服务对象满意度指标", "服务对象\n满意度指标", 21);
    check_words("服务对象满意度指标", "服务对象\n满意度\n指标", 16);
    check_words("一服务对象\n满意度指标", "一服务对象\n满意度指标", 20);
    check_words("社会效益指标", "社会效益指标", 17);
    check_words("社会效益指标", "社会效益指标", 14);
    check_words("指标", "指标", 5);
    /* Lines of four, which Word ends at the same places. */
    assert_int_equal(21 * EM / 4 - balance("社会效益指标", 21 * EM / 4, &style, &style),
                     17 * EM / 4);
}

/* A value has no forced breaks: Word is to break it between words, where some width does that. */
static void test_words_of_values(void **state)
{
    static const struct balance_case cases[] = {
        {"five and four break a word, seven and two none", "服务对象满意度指标", 33, 29},
        {"no width of these breaks none", "服务对象满意度指标", 25, 21},
        {"a word at the end", "会员注册人数增长率", 33, 25},
        {"a break in the text", "会员注册人数增长率\n指标", 33, 25},
        {"all of it", "服务对象满意度指标", 29, 29},
    };
    const struct fb_style style = {
        .wrap = FB_WRAP_BALANCE, .size = EM, .words = "服务 对象 满意度 指标 人数 增长率"};

    (void)state;
    check_cases(cases, sizeof cases / sizeof *cases, &style);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_balance),
        cmocka_unit_test(test_styles),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_words_of_values),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
