/*
 * format.c: numbers and days as a form prints them.
 */
#include "base/chinese_number.h"
#include "base/day.h"
#include "merge/merge_private.h"

#include <stdio.h>
#include <string.h>

/* A pattern has fewer bytes, and no part of a day is longer than what stands for it. */
enum { DAY_TEXT = 256 };

/* Texts that XPath gives where a number cannot be computed: nothing is printed then. */
static bool is_no_result(const struct fb_merge_value *value)
{
    return value->node == NULL &&
           (strcmp(value->text, "NaN") == 0 || strstr(value->text, "Infinity") != NULL);
}

/* Returns the bytes that are read as a number: no per cent sign, no endless computed decimals. */
static size_t number_length(const struct fb_value_spec *spec, const struct fb_merge_value *value)
{
    static const char *const SIGNS[] = {"%", "％"};
    size_t length = strlen(value->text);
    const char *point = strchr(value->text, '.');

    for (size_t i = 0; i < 2 && spec->format == FB_FORMAT_PERCENT; i++) {
        size_t sign = strlen(SIGNS[i]);
        if (length > sign && strcmp(value->text + length - sign, SIGNS[i]) == 0)
            return length - sign;
    }
    if (value->node == NULL && point != NULL && strlen(point + 1) > FB_DECIMAL_MAX_SCALE)
        length = (size_t)(point + 1 - value->text) + FB_DECIMAL_MAX_SCALE;
    return length;
}

/* Reads and multiplies the number; says so and returns false if that cannot be done. */
static bool read_number(struct fb_merger *merger, const struct fb_value_spec *spec,
                        const struct fb_merge_value *value, struct fb_decimal *out)
{
    char scale[FB_DECIMAL_TEXT];
    struct fb_decimal number;
    size_t offset;

    if (!fb_decimal_parse(&number, value->text, number_length(spec, value), &offset)) {
        fb_report(merger->sink, FB_DIAG_MERGE_NUMBER,
                  fb_xml_position_in(fb_merge_origin(value), offset, 0), value->text);
        return false;
    }
    if (fb_decimal_multiply(out, number, spec->scale))
        return true;
    fb_decimal_format(scale, spec->scale, spec->scale.scale, false);
    fb_report(merger->sink, FB_DIAG_MERGE_TOO_LARGE, fb_merge_origin(value), value->text, scale);
    return false;
}

/* Says so if the decimals that are printed do not hold the number of the record. */
static void check_rounded(struct fb_merger *merger, const struct fb_merge_value *value,
                          struct fb_decimal number, unsigned decimals, const char *printed)
{
    char text[FB_DECIMAL_TEXT];
    struct fb_decimal rounded;
    size_t offset;

    fb_decimal_format(text, number, decimals, false);
    if (value->node != NULL && fb_decimal_parse(&rounded, text, strlen(text), &offset) &&
        fb_decimal_compare(number, rounded) != 0)
        fb_report(merger->sink, FB_DIAG_MERGE_ROUNDED, fb_merge_origin(value), value->text,
                  printed);
}

static fb_status set_text(struct fb_merger *merger, struct fb_merge_value *value, const char *text)
{
    value->text = fb_arena_string(merger->scratch, text);
    FB_NEED(value->text);
    return FB_OK;
}

/* Prints a number in one of the formats for numbers. */
static void print_number(char out[FB_CHINESE_NUMBER_TEXT], const struct fb_value_spec *spec,
                         struct fb_decimal number)
{
    char digits[FB_DECIMAL_TEXT];

    if (spec->format == FB_FORMAT_UPPER) {
        fb_chinese_amount(out, number);
        return;
    }
    fb_decimal_format(digits, number, spec->decimals, spec->grouped);
    snprintf(out, FB_CHINESE_NUMBER_TEXT, "%s%s", digits,
             spec->format == FB_FORMAT_PERCENT ? "%" : "");
}

static fb_status format_number(struct fb_merger *merger, const struct fb_value_spec *spec,
                               struct fb_merge_value *value)
{
    enum { FEN_DECIMALS = 2 };
    unsigned decimals = spec->format == FB_FORMAT_UPPER ? FEN_DECIMALS : spec->decimals;
    char text[FB_CHINESE_NUMBER_TEXT];
    struct fb_decimal number;

    if (is_no_result(value))
        return set_text(merger, value, "");
    if (!read_number(merger, spec, value, &number))
        return FB_OK;
    if (number.units == 0 && spec->zero != NULL)
        return set_text(merger, value, spec->zero);
    print_number(text, spec, number);
    check_rounded(merger, value, number, decimals, text);
    return set_text(merger, value, text);
}

static fb_status format_day(struct fb_merger *merger, const struct fb_value_spec *spec,
                            struct fb_merge_value *value)
{
    char text[DAY_TEXT];
    struct fb_day day;

    if (!fb_day_parse(&day, value->text)) {
        fb_report(merger->sink, FB_DIAG_MERGE_DATE, fb_merge_origin(value), value->text);
        return FB_OK;
    }
    fb_day_format(text, sizeof text, day, spec->pattern);
    return set_text(merger, value, text);
}

fb_status fb_merge_format(struct fb_merger *merger, const struct fb_value_spec *spec,
                          struct fb_merge_value *value)
{
    switch (spec->format) {
    case FB_FORMAT_TEXT:
        return FB_OK;
    case FB_FORMAT_DATE:
        return format_day(merger, spec, value);
    case FB_FORMAT_MONEY:
    case FB_FORMAT_PERCENT:
    case FB_FORMAT_UPPER:
        return format_number(merger, spec, value);
    }
    return FB_ERR_INTERNAL;
}
