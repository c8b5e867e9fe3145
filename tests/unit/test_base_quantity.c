/*
 * test_base_quantity.c: quotients and powers of ten, numbers and amounts in texts.
 */
#include "base/decimal.h"
#include "base/quantity.h"
#include "testing.h"

static struct fb_decimal decimal(const char *text)
{
    struct fb_decimal value;
    size_t offset;

    assert_true(fb_decimal_parse(&value, text, strlen(text), &offset));
    return value;
}

static void assert_decimal(struct fb_decimal value, const char *expected)
{
    char text[FB_DECIMAL_TEXT];

    fb_decimal_format(text, value, value.scale, false);
    assert_string_equal(text, expected);
}

/* a / b with so many decimals; NULL: there is no such number. */
static const struct {
    const char *a, *b;
    unsigned decimals;
    const char *quotient;
} QUOTIENTS[] = {
    {"1", "3", 2, "0.33"},
    {"2", "3", 2, "0.67"},
    {"1", "8", 2, "0.13"},
    {"-1", "8", 2, "-0.13"},
    {"1", "-8", 3, "-0.125"},
    {"-1", "-8", 3, "0.125"},
    {"0.5", "1", 0, "1"},
    {"0.49", "1", 0, "0"},
    {"71060", "935", 2, "76.00"},
    {"999999999999999999", "1", 0, "999999999999999999"},
    {"999999999999999999", "0.1", 0, NULL},
    {"999999999", "0.000000001", 0, "999999999000000000"},
    {"1", "3", 20, "0.333333333"},
    {"0", "5", 2, "0.00"},
    {"5", "0", 2, NULL},
    {"999999999999999999", "0.000000001", 9, NULL},
};

static void test_quotients(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof QUOTIENTS / sizeof *QUOTIENTS; i++) {
        struct fb_decimal value;
        bool fits = fb_decimal_divide(&value, decimal(QUOTIENTS[i].a), decimal(QUOTIENTS[i].b),
                                      QUOTIENTS[i].decimals);
        print_message("%s / %s\n", QUOTIENTS[i].a, QUOTIENTS[i].b);
        assert_int_equal(fits, QUOTIENTS[i].quotient != NULL);
        if (fits)
            assert_decimal(value, QUOTIENTS[i].quotient);
    }
}

static const struct {
    const char *value;
    int power;
    const char *shifted; /* NULL: it does not fit */
} SHIFTS[] = {
    {"935", 4, "9350000"},
    {"9350000", -4, "935"},
    {"505300", -4, "50.53"},
    {"0.123456789", 3, "123.456789"},
    {"-1.5", 0, "-1.5"},
    {"1", -9, "0.000000001"},
    {"1", -10, NULL},
    {"10", -10, "0.000000001"},
    {"999999999999999999", 1, NULL},
    {"0", 9, "0"},
};

static void test_shifts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SHIFTS / sizeof *SHIFTS; i++) {
        struct fb_decimal value;
        bool fits = fb_decimal_shift(&value, decimal(SHIFTS[i].value), SHIFTS[i].power);
        print_message("%s by %d\n", SHIFTS[i].value, SHIFTS[i].power);
        assert_int_equal(fits, SHIFTS[i].shifted != NULL);
        if (fits)
            assert_decimal(value, SHIFTS[i].shifted);
    }
}

/* Texts and the first number in them. */
static const struct {
    const char *text, *number;
} NUMBERS[] = {
    {"≥95.5%", "95.5"},
    {"1,234.50元", "1234.50"},
    {"2019-2021", "2019"},
    {"第3轮。", "3"},
    {"12.", "12"},
    {"1,23", "1"},
    {"1234,567", "1234"},
    {"3.14.15", "3.14"},
    {"全覆盖", NULL},
    {"", NULL},
    {"1234567890123456789和7", "7"},
};

static void test_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        struct fb_number number;
        bool found = fb_number_next(&number, NUMBERS[i].text, 0);
        print_message("%s\n", NUMBERS[i].text);
        assert_int_equal(found, NUMBERS[i].number != NULL);
        if (found)
            assert_decimal(number.value, NUMBERS[i].number);
    }
}

/* Texts and their first amount in 元. */
static const struct {
    const char *text, *yuan;
    bool each;
} AMOUNTS[] = {
    {"费用835万元", "8350000", false},
    {"费用 835 万元", "8350000", false},
    {"3亿元", "300000000", false},
    {"50元", "50", false},
    {"2千元", "2000", false},
    {"1.5百万元", "1500000", false},
    {"405人，10.125万元", "101250", false},
    {"每人补助50元", "50", true},
    {"人均50元", "50", true},
    {"每轮6个组，835万元", "8350000", false},
    {"50元/人", "50", true},
    {"250万", NULL, false},
    {"50美元", NULL, false},
    {"405人", NULL, false},
};

static void test_amounts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof AMOUNTS / sizeof *AMOUNTS; i++) {
        struct fb_amount amount;
        struct fb_decimal yuan;
        bool found = fb_amount_next(&amount, AMOUNTS[i].text, 0);
        print_message("%s\n", AMOUNTS[i].text);
        assert_int_equal(found, AMOUNTS[i].yuan != NULL);
        if (!found)
            continue;
        assert_true(fb_amount_in(&yuan, &amount, 0));
        assert_decimal(yuan, AMOUNTS[i].yuan);
        assert_int_equal(amount.each, AMOUNTS[i].each);
    }
}

static void test_has_number(void **state)
{
    (void)state;
    assert_true(fb_has_number("1项"));
    assert_true(fb_has_number("共３次"));
    assert_false(fb_has_number("进一步，推进：全覆盖！"));
    assert_false(fb_has_number(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quotients),  cmocka_unit_test(test_shifts),
        cmocka_unit_test(test_numbers),    cmocka_unit_test(test_amounts),
        cmocka_unit_test(test_has_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
