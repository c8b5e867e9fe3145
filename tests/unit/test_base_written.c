/* Numbers in Chinese characters, days, and products of decimals. */
#include "base/chinese_number.h"
#include "base/day.h"
#include "testing.h"

static struct fb_decimal decimal(const char *text)
{
    struct fb_decimal value;
    size_t offset;

    assert_true(fb_decimal_parse(&value, text, strlen(text), &offset));
    return value;
}

static const struct {
    uint64_t number;
    const char *text;
} NUMBERS[] = {
    {0, "零"},
    {1, "一"},
    {10, "十"},
    {12, "十二"},
    {20, "二十"},
    {105, "一百零五"},
    {112, "一百一十二"},
    {1000, "一千"},
    {1020, "一千零二十"},
    {10000, "一万"},
    {100001, "一十万零一"},
};

static void test_numbers(void **state)
{
    char text[FB_CHINESE_NUMBER_TEXT];

    (void)state;
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        fb_chinese_number(text, NUMBERS[i].number);
        assert_string_equal(text, NUMBERS[i].text);
    }
}

/* The first seven are the examples of the rule itself. */
static const struct {
    const char *amount, *text;
} AMOUNTS[] = {
    {"1409.50", "壹仟肆佰零玖元伍角"},
    {"6007.14", "陆仟零柒元壹角肆分"},
    {"1680.32", "壹仟陆佰捌拾元叁角贰分"},
    {"107000.53", "壹拾万柒仟元伍角叁分"},
    {"16409.02", "壹万陆仟肆佰零玖元零贰分"},
    {"325.04", "叁佰贰拾伍元零肆分"},
    {"123.45", "壹佰贰拾叁元肆角伍分"},
    {"0", "零元整"},
    {"0.00", "零元整"},
    {"-0.001", "零元整"},
    {"0.05", "伍分"},
    {"0.5", "伍角"},
    {"0.55", "伍角伍分"},
    {"935", "玖佰叁拾伍元整"},
    {"10", "壹拾元整"},
    {"9350000", "玖佰叁拾伍万元整"},
    {"10000000", "壹仟万元整"},
    {"100000000", "壹亿元整"},
    {"100010000", "壹亿零壹万元整"},
    {"100000001", "壹亿零壹元整"},
    {"110000000", "壹亿壹仟万元整"},
    {"1000100010001", "壹万零壹亿零壹万零壹元整"},
    {"771325800.00", "柒亿柒仟壹佰叁拾贰万伍仟捌佰元整"},
    {"-12.3", "负壹拾贰元叁角"},
    {"1.005", "壹元零壹分"},
    {"1.994", "壹元玖角玖分"},
    {"1.995", "贰元整"},
    {"999999999999999999",
     "玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元整"},
};

static void test_amounts(void **state)
{
    char text[FB_CHINESE_NUMBER_TEXT];

    (void)state;
    for (size_t i = 0; i < sizeof AMOUNTS / sizeof *AMOUNTS; i++) {
        fb_chinese_amount(text, decimal(AMOUNTS[i].amount));
        assert_string_equal(text, AMOUNTS[i].text);
    }
}

static const struct {
    const char *text, *pattern, *printed; /* printed: NULL if it is no day */
} DAYS[] = {
    {"2021-01-31", "yyyy年M月d日", "2021年1月31日"},
    {"2021/1/3", "yyyy.MM.dd", "2021.01.03"},
    {"2021.12.03", "yyyy-M-d", "2021-12-3"},
    {"2021年1月31日", "d/M", "31/1"},
    {"2024-02-29", "yyyyMMdd", "20240229"},
    {"2000-02-29", "（yyyy年度）", "（2000年度）"},
    {"2021-02-29", "", NULL},
    {"1900-02-29", "", NULL},
    {"2021-13-01", "", NULL},
    {"2021-00-01", "", NULL},
    {"2021-04-31", "", NULL},
    {"2021-04-00", "", NULL},
    {"2021-04", "", NULL},
    {"2021-04.01", "", NULL},
    {"21-04-01", "", NULL},
    {"2021年4月1", "", NULL},
    {"2021-04-01 ", "", NULL},
    {"0021-04-01", "", NULL},
    {"", "", NULL},
};

static void test_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++) {
        struct fb_day day;
        char text[60];
        print_message("%s\n", DAYS[i].text);
        assert_int_equal(fb_day_parse(&day, DAYS[i].text), DAYS[i].printed != NULL);
        if (DAYS[i].printed == NULL)
            continue;
        assert_int_equal(fb_day_format(text, sizeof text, day, DAYS[i].pattern),
                         strlen(DAYS[i].printed));
        assert_string_equal(text, DAYS[i].printed);
    }
}

static void test_day_in_little_room(void **state)
{
    struct fb_day day = {2021, 1, 31};
    char text[8] = "xxxxxxx";

    (void)state;
    assert_int_equal(fb_day_format(text, 5, day, "yyyy-M-d"), 9);
    assert_string_equal(text, "2021");
    assert_int_equal(text[5], 'x');
    assert_int_equal(fb_day_format(text, sizeof text, day, ""), 0);
    assert_string_equal(text, "");
}

static void test_day_order(void **state)
{
    struct fb_day first = {2021, 1, 31}, later = {2021, 2, 1}, last = {2022, 1, 1};

    (void)state;
    assert_true(fb_day_compare(first, later) < 0);
    assert_true(fb_day_compare(last, later) > 0);
    assert_int_equal(fb_day_compare(later, later), 0);
}

static const struct {
    const char *a, *b, *product; /* NULL: it does not fit */
} PRODUCTS[] = {
    {"935.00", "10000", "9350000"},
    {"9350000", "0.0001", "935"},
    {"0.76", "100", "76"},
    {"-0.5", "0.5", "-0.25"},
    {"0", "10000", "0"},
    {"0.000000001", "0.1", NULL},
    {"999999999999999999", "10", NULL},
    {"99999999999999.9999", "10000", "999999999999999999"},
};

static void test_products(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof PRODUCTS / sizeof *PRODUCTS; i++) {
        struct fb_decimal product;
        bool fits = fb_decimal_multiply(&product, decimal(PRODUCTS[i].a), decimal(PRODUCTS[i].b));
        print_message("%s × %s\n", PRODUCTS[i].a, PRODUCTS[i].b);
        assert_int_equal(fits, PRODUCTS[i].product != NULL);
        if (fits)
            assert_int_equal(fb_decimal_compare(product, decimal(PRODUCTS[i].product)), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),   cmocka_unit_test(test_amounts),
        cmocka_unit_test(test_days),      cmocka_unit_test(test_day_in_little_room),
        cmocka_unit_test(test_day_order), cmocka_unit_test(test_products),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
