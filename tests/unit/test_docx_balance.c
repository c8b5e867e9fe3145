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

static void test_balance(void **state)
{
    const struct fb_style style = {.wrap = FB_WRAP_BALANCE, .size = EM};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        fb_length width = CASES[i].width * EM / 4;
        fb_length remaining = width - balance(CASES[i].text, width, &style, &style);

        if (remaining != CASES[i].remaining * EM / 4)
            fail_msg("%s: %d quarters remain", CASES[i].name, (int)(remaining * 4 / EM));
    }
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_balance),
        cmocka_unit_test(test_styles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
