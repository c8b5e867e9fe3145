/* Numbers of base/: length and decimal. */
#include "base/decimal.h"
#include "base/length.h"
#include "testing.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Length */

static void length_units_are_exact(void **state)
{
    (void)state;
    assert_int_equal(FB_MM(1), 36000);
    assert_int_equal(FB_PT(10.5), 133350);
    assert_int_equal(FB_PT(1), 20 * FB_EMU_PER_TWIP);
    assert_int_equal(FB_MM(210), 7560000);
}

static const struct {
    const char *text;
    bool valid;
    fb_length length;
} LENGTH_TEXTS[] = {
    {"1mm", true, 36000},
    {"12.5mm", true, 450000},
    {"2.54cm", true, 914400},
    {"1in", true, 914400},
    {"10.5pt", true, 133350},
    {"1twip", true, 635},
    {"0mm", true, 0},
    {"-0mm", true, 0},
    {"-3pt", true, -38100},
    {"0.0001mm", true, 4},
    {"0.0001pt", true, 1},
    {"0.0001twip", true, 0},
    {"10000mm", true, FB_LENGTH_MAX},
    {"-10000mm", true, -FB_LENGTH_MAX},
    {"1000cm", true, FB_LENGTH_MAX},
    {"10000.0001mm", false, 0},
    {"999999in", false, 0},
    {"1000000mm", false, 0},
    {"1.00000mm", false, 0},
    {"", false, 0},
    {"mm", false, 0},
    {"-", false, 0},
    {"-mm", false, 0},
    {"12", false, 0},
    {"12px", false, 0},
    {"12 mm", false, 0},
    {" 12mm", false, 0},
    {"12mm ", false, 0},
    {"12MM", false, 0},
    {"+12mm", false, 0},
    {"--12mm", false, 0},
    {".5mm", false, 0},
    {"1.mm", false, 0},
    {"1..5mm", false, 0},
    {"1,5mm", false, 0},
    {"1e2mm", false, 0},
    {"１mm", false, 0},
};

static void length_reads_numbers_with_units(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(LENGTH_TEXTS); i++) {
        fb_length length = 12345;
        bool valid = fb_length_parse(&length, LENGTH_TEXTS[i].text);
        fb_length expected = LENGTH_TEXTS[i].valid ? LENGTH_TEXTS[i].length : 12345;
        if (valid != LENGTH_TEXTS[i].valid || length != expected)
            fail_msg("\"%s\": %d, %ld", LENGTH_TEXTS[i].text, valid, (long)length);
    }
}

static void length_rounds_to_twips(void **state)
{
    static const struct {
        fb_length length;
        int64_t twips;
    } cases[] = {
        {0, 0},     {635, 1},   {317, 0},   {318, 1},    {952, 1},
        {953, 2},   {-317, 0},  {-318, -1}, {-635, -1},  {FB_PT(10.5), 210},
        {-953, -2}, {-952, -1}, {1270, 2},  {-1270, -2}, {FB_MM(210), 11906},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(fb_length_twips(cases[i].length), cases[i].twips);
}

static void length_writes_points_shortly(void **state)
{
    static const struct {
        fb_length length;
        const char *text;
    } cases[] = {
        {0, "0"},
        {FB_PT(1), "1"},
        {FB_PT(10.5), "10.5"},
        {-FB_PT(10.5), "-10.5"},
        {FB_PT(100), "100"},
        {FB_MM(210), "595.276"},
        {6, "0"},
        {-6, "0"},
        {7, "0.001"},
        {-7, "-0.001"},
        {12694, "1"},
        {FB_LENGTH_MAX, "28346.457"},
        {-FB_LENGTH_MAX, "-28346.457"},
    };
    char text[FB_LENGTH_TEXT];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        fb_length_points(text, cases[i].length);
        assert_string_equal(text, cases[i].text);
    }
}

/* Decimal */

static const struct {
    const char *text;
    int64_t units;
    unsigned scale;
} DECIMALS[] = {
    {"0", 0, 0},
    {"-0", 0, 0},
    {"935", 935, 0},
    {"935.00", 93500, 2},
    {"-1,234.50", -123450, 2},
    {"824.355", 824355, 3},
    {"007", 7, 0},
    {"1,234", 1234, 0},
    {"12,345", 12345, 0},
    {"123,456,789.01", 12345678901, 2},
    {"0.000000001", 1, 9},
    {"999999999999999999", 999999999999999999, 0},
    {"-999999999999999999", -999999999999999999, 0},
    {"999999999.999999999", 999999999999999999, 9},
};

static void decimal_reads_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(DECIMALS); i++) {
        struct fb_decimal value;
        size_t length = strlen(DECIMALS[i].text), offset = 0;
        if (!fb_decimal_parse(&value, DECIMALS[i].text, length, &offset) || offset != length ||
            value.units != DECIMALS[i].units || value.scale != DECIMALS[i].scale)
            fail_msg("\"%s\": %ld, %u", DECIMALS[i].text, (long)value.units, value.scale);
    }
}

/* The second text has a ^ below the byte that does not belong there. */
static const char *const WRONG_DECIMALS[][2] = {
    {"", "^"},
    {"-", " ^"},
    {"--1", " ^"},
    {"+1", "^"},
    {" 1", "^"},
    {"1 ", " ^"},
    {"1.", "  ^"},
    {".5", "^"},
    {"-.5", " ^"},
    {"1.2.3", "   ^"},
    {"12,3a", "  ^"},
    {"12,34", "  ^"},
    {"1,2345", " ^"},
    {"1234,567", "    ^"},
    {"1,234567", " ^"},
    {"1,234,56", "     ^"},
    {"1,234,", "     ^"},
    {",123", "^"},
    {"1.234,567", "     ^"},
    {"1,,234", " ^"},
    {"1e3", " ^"},
    {"0x10", " ^"},
    {"935.00万元", "      ^"},
    {"９35", "^"},
    {"0.0000000001", "           ^"},
    {"1000000000000000000", "                  ^"},
};

static void decimal_says_which_byte_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(WRONG_DECIMALS); i++) {
        struct fb_decimal value = {.units = 77, .scale = 7};
        const char *text = WRONG_DECIMALS[i][0];
        size_t offset = 999;
        bool valid = fb_decimal_parse(&value, text, strlen(text), &offset);
        if (valid || offset != strlen(WRONG_DECIMALS[i][1]) - 1)
            fail_msg("\"%s\": %d, offset %zu", text, valid, offset);
        assert_true(value.units == 77 && value.scale == 7);
    }
}

static void decimal_reads_no_further_than_told(void **state)
{
    struct fb_decimal value;
    size_t offset;

    (void)state;
    assert_true(fb_decimal_parse(&value, "12,345", 2, &offset));
    assert_int_equal(value.units, 12);
    assert_false(fb_decimal_parse(&value, "12,345", 5, &offset));
    assert_int_equal(offset, 2);
}

static struct fb_decimal decimal(const char *text)
{
    struct fb_decimal value;
    size_t offset;

    assert_true(fb_decimal_parse(&value, text, strlen(text), &offset));
    return value;
}

static void decimal_sums_are_exact(void **state)
{
    struct fb_decimal sum = {0};

    (void)state;
    assert_true(fb_decimal_add(&sum, sum, decimal("824.355")));
    assert_true(fb_decimal_add(&sum, sum, decimal("60.125")));
    assert_true(fb_decimal_add(&sum, sum, decimal("50.52")));
    assert_int_equal(sum.units, 935000);
    assert_int_equal(sum.scale, 3);
    assert_int_equal(fb_decimal_compare(sum, decimal("935")), 0);
    assert_true(fb_decimal_add(&sum, decimal("0.1"), decimal("-0.30")));
    assert_int_equal(sum.units, -20);
    assert_int_equal(sum.scale, 2);
}

static void decimal_sums_that_do_not_fit_fail(void **state)
{
    static const struct fb_decimal largest = {INT64_MAX, 0}, smallest = {INT64_MIN, 0};
    struct fb_decimal sum = {5, 1};

    (void)state;
    assert_false(fb_decimal_add(&sum, largest, decimal("1")));
    assert_false(fb_decimal_add(&sum, smallest, decimal("-1")));
    assert_false(fb_decimal_add(&sum, largest, decimal("0.1")));
    assert_int_equal(sum.units, 5);
    assert_true(fb_decimal_add(&sum, largest, smallest));
    assert_int_equal(sum.units, -1);
}

static void decimal_comparison_is_exact(void **state)
{
    static const struct {
        const char *a, *b;
        int order;
    } cases[] = {
        {"0", "-0.000", 0},
        {"1", "1.000000000", 0},
        {"1.1", "1.09", 1},
        {"-1.1", "-1.09", -1},
        {"-0.5", "0.5", -1},
        {"-0.1", "0", -1},
        {"0.000000001", "0", 1},
        {"999999999999999999", "999999999.999999999", 1},
        {"999999999999999999", "999999999999999998", 1},
        {"-999999999999999999", "0.000000001", -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fb_decimal a = decimal(cases[i].a), b = decimal(cases[i].b);
        int order = fb_decimal_compare(a, b), reverse = fb_decimal_compare(b, a);
        if ((order > 0) - (order < 0) != cases[i].order ||
            (reverse < 0) - (reverse > 0) != cases[i].order)
            fail_msg("%s and %s: %d, %d", cases[i].a, cases[i].b, order, reverse);
    }
}

static const struct {
    struct fb_decimal value;
    unsigned decimals;
    bool grouped;
    const char *text;
} DECIMAL_TEXTS[] = {
    {{0, 0}, 0, false, "0"},
    {{0, 0}, 2, false, "0.00"},
    {{935, 0}, 2, false, "935.00"},
    {{93500, 2}, 0, false, "935"},
    {{93500, 2}, 2, false, "935.00"},
    {{824355, 3}, 2, false, "824.36"},
    {{824354, 3}, 2, false, "824.35"},
    {{-824355, 3}, 2, false, "-824.36"},
    {{5, 1}, 0, false, "1"},
    {{-5, 1}, 0, false, "-1"},
    {{4, 1}, 0, false, "0"},
    {{-4, 1}, 0, false, "0"},
    {{-4, 3}, 2, false, "0.00"},
    {{-5, 3}, 2, false, "-0.01"},
    {{9995, 3}, 2, false, "10.00"},
    {{5, 2}, 2, false, "0.05"},
    {{100, 0}, 0, true, "100"},
    {{1000, 0}, 0, true, "1,000"},
    {{-123456, 0}, 2, true, "-123,456.00"},
    {{-123, 0}, 0, true, "-123"},
    {{123456789, 2}, 2, true, "1,234,567.89"},
    {{99999950, 2}, 0, true, "1,000,000"},
    {{1, 9}, 9, false, "0.000000001"},
    {{1, 0}, 10, false, "1.000000000"},
    {{INT64_MAX, 9}, 9, true, "9,223,372,036.854775807"},
    {{INT64_MAX, 0}, 9, true, "9,223,372,036,854,775,807.000000000"},
    {{INT64_MIN, 0}, 9, true, "-9,223,372,036,854,775,808.000000000"},
    {{INT64_MIN, 9}, 0, false, "-9223372037"},
};

static void decimal_writes_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(DECIMAL_TEXTS); i++) {
        char text[FB_DECIMAL_TEXT];
        fb_decimal_format(text, DECIMAL_TEXTS[i].value, DECIMAL_TEXTS[i].decimals,
                          DECIMAL_TEXTS[i].grouped);
        assert_string_equal(text, DECIMAL_TEXTS[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(length_units_are_exact),
        cmocka_unit_test(length_reads_numbers_with_units),
        cmocka_unit_test(length_rounds_to_twips),
        cmocka_unit_test(length_writes_points_shortly),
        cmocka_unit_test(decimal_reads_numbers),
        cmocka_unit_test(decimal_says_which_byte_is_wrong),
        cmocka_unit_test(decimal_reads_no_further_than_told),
        cmocka_unit_test(decimal_sums_are_exact),
        cmocka_unit_test(decimal_sums_that_do_not_fit_fail),
        cmocka_unit_test(decimal_comparison_is_exact),
        cmocka_unit_test(decimal_writes_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
