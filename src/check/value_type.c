/*
 * value_type.c: whether a value is of its field's type and within its limits.
 */
#include "base/utf8.h"
#include "check/check_private.h"

#include <string.h>

enum { YEAR_LENGTH = 4, EXCERPT = 24, DAY_TEXT = 16 };

/* Returns at most EXCERPT characters of a text, for a message. */
static const char *excerpt(struct fb_checker *checker, const char *text, size_t length)
{
    size_t at = 0;
    uint32_t character;
    const char *result;

    for (size_t i = 0; i < EXCERPT && at < length; i++)
        at += fb_utf8_decode(text + at, length - at, &character);
    result = fb_arena_format(checker->arena, "%.*s%s", (int)at, text, at < length ? "…" : "");
    return result == NULL ? "" : result;
}

static void report(struct fb_checker *checker, enum fb_diag_code code,
                   const struct fb_checked_value *value, const char *third)
{
    fb_report(checker->sink, code, fb_checked_position(value), value->field->name,
              excerpt(checker, value->text, value->length), third);
}

/* ---- numbers ---- */

static void check_number_limits(struct fb_checker *checker, const struct fb_checked_value *value,
                                struct fb_decimal number)
{
    const struct fb_limit *least = &value->field->least, *most = &value->field->most;
    char text[FB_DECIMAL_TEXT];

    if (least->given && fb_decimal_compare(number, least->number) < 0) {
        fb_decimal_format(text, least->number, least->number.scale, false);
        report(checker, FB_DIAG_RECORD_BELOW, value, text);
    }
    if (most->given && fb_decimal_compare(number, most->number) > 0) {
        fb_decimal_format(text, most->number, most->number.scale, false);
        report(checker, FB_DIAG_RECORD_ABOVE, value, text);
    }
}

/* A number of `length` bytes; `code` tells of one that is none, at the byte where it is none. */
static void check_number(struct fb_checker *checker, const struct fb_checked_value *value,
                         size_t length, enum fb_diag_code code)
{
    struct fb_decimal number;
    size_t offset;

    if (fb_decimal_parse(&number, value->text, length, &offset))
        check_number_limits(checker, value, number);
    else
        fb_report(checker->sink, code, fb_xml_position_in(fb_checked_position(value), offset, 0),
                  value->field->name, excerpt(checker, value->text, value->length));
}

/* The bytes of a number of per cent without its sign, of either width. */
static size_t without_percent(const struct fb_checked_value *value)
{
    static const char *const SIGNS[] = {"%", "％"};

    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        size_t sign = strlen(SIGNS[i]);
        if (value->length > sign && strcmp(value->text + value->length - sign, SIGNS[i]) == 0)
            return value->length - sign;
    }
    return value->length;
}

static void check_integer(struct fb_checker *checker, const struct fb_checked_value *value)
{
    const char *point = memchr(value->text, '.', value->length);

    if (point == NULL)
        check_number(checker, value, value->length, FB_DIAG_RECORD_INTEGER);
    else
        report(checker, FB_DIAG_RECORD_INTEGER, value, "");
}

static void check_year(struct fb_checker *checker, const struct fb_checked_value *value)
{
    bool good = value->length == YEAR_LENGTH && strspn(value->text, "0123456789") == YEAR_LENGTH &&
                (value->text[0] == '1' || value->text[0] == '2');

    if (good)
        check_number(checker, value, value->length, FB_DIAG_RECORD_YEAR);
    else
        report(checker, FB_DIAG_RECORD_YEAR, value, "");
}

/* ---- days ---- */

static void check_day(struct fb_checker *checker, const struct fb_checked_value *value)
{
    const struct fb_limit *least = &value->field->least, *most = &value->field->most;
    char text[DAY_TEXT];
    struct fb_day day;

    if (!fb_day_parse(&day, value->text)) {
        report(checker, FB_DIAG_RECORD_DATE, value, "");
        return;
    }
    if (least->given && fb_day_compare(day, least->day) < 0) {
        fb_day_format(text, sizeof text, least->day, "yyyy-MM-dd");
        report(checker, FB_DIAG_RECORD_EARLY, value, text);
    }
    if (most->given && fb_day_compare(day, most->day) > 0) {
        fb_day_format(text, sizeof text, most->day, "yyyy-MM-dd");
        report(checker, FB_DIAG_RECORD_LATE, value, text);
    }
}

/* ---- choices ---- */

static bool is_choice(const struct fb_field *field, const char *text, size_t length)
{
    for (size_t i = 0; i < field->choice_count; i++) {
        if (strlen(field->choices[i]) == length && memcmp(field->choices[i], text, length) == 0)
            return true;
    }
    return false;
}

static const char *all_choices(struct fb_checker *checker, const struct fb_field *field)
{
    const char *all = "";

    for (size_t i = 0; i < field->choice_count && all != NULL; i++)
        all = fb_arena_format(checker->arena, "%s%s%s", all, i == 0 ? "" : "、", field->choices[i]);
    return all == NULL ? "" : all;
}

/* Each line is one of the words. */
static void check_choice(struct fb_checker *checker, const struct fb_checked_value *value)
{
    for (size_t at = 0, length; at < value->length; at += length + 1) {
        length = strcspn(value->text + at, "\n");
        if (length > 0 && !is_choice(value->field, value->text + at, length))
            fb_report(checker->sink, FB_DIAG_RECORD_CHOICE,
                      fb_xml_position_in(fb_checked_position(value), at, length),
                      value->field->name, excerpt(checker, value->text + at, length),
                      all_choices(checker, value->field));
    }
}

static void check_type(struct fb_checker *checker, const struct fb_checked_value *value)
{
    switch (value->field->type) {
    case FB_TYPE_MONEY:
        check_number(checker, value, value->length, FB_DIAG_RECORD_MONEY);
        break;
    case FB_TYPE_PERCENT:
        check_number(checker, value, without_percent(value), FB_DIAG_RECORD_NUMBER);
        break;
    case FB_TYPE_SCORE:
        check_number(checker, value, value->length, FB_DIAG_RECORD_NUMBER);
        break;
    case FB_TYPE_INTEGER:
        check_integer(checker, value);
        break;
    case FB_TYPE_YEAR:
        check_year(checker, value);
        break;
    case FB_TYPE_DATE:
        check_day(checker, value);
        break;
    case FB_TYPE_CHOICE:
        check_choice(checker, value);
        break;
    case FB_TYPE_TEXT:
        break;
    }
}

static fb_status check_pattern(struct fb_checker *checker, const struct fb_checked_value *value)
{
    bool good;

    FB_TRY(
        fb_pattern_match(&good, checker->arena, value->field->pattern, value->text, value->length));
    if (!good)
        report(checker, FB_DIAG_RECORD_PATTERN, value, value->field->pattern_text);
    return FB_OK;
}

fb_status fb_check_type(struct fb_checker *checker, const struct fb_checked_value *value)
{
    check_type(checker, value);
    return value->field->pattern != NULL ? check_pattern(checker, value) : FB_OK;
}
