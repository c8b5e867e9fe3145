/*
 * format_date.c: numbers as days and times.
 */
#include "sheet/format_private.h"

#include <stdio.h>
#include <string.h>

enum { MS_PER_SECOND = 1000, SECONDS_PER_DAY = 86400 };

/* The last day that offices know, 9999-12-31, and the day after 1900-02-28, which never was. */
enum { LAST_1900 = 2958465, LAST_1904 = 2957003, LEAP_1900 = 60 };

/* Days from 1970-01-01 to the days that count as 0. */
enum { ZERO_1900 = -25569, ZERO_1904 = -24107 };

/* A number as a day and a time. */
struct moment {
    int year, month, day, weekday; /* 0: Sunday */
    int hour, minute, second, ms;
    int64_t elapsed; /* whole seconds since the day 0 */
};

/* The calendar of a day counted from 1970-01-01 (Hinnant, chrono-compatible date algorithms). */
static void set_day(struct moment *out, int64_t days)
{
    int64_t shifted = days + 719468, era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t of_era = shifted - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;

    out->day = (int)(of_year - (153 * month + 2) / 5 + 1);
    out->month = (int)(month < 10 ? month + 3 : month - 9);
    out->year = (int)(year + era * 400 + (out->month <= 2));
}

/* Excel takes 1900 for a leap year, as Lotus 1-2-3 did, and shows day 0 as 1900-01-00. */
static void set_day_from(struct moment *out, int64_t serial, bool from_1904)
{
    out->weekday = (int)((serial + (from_1904 ? 5 : 6)) % 7);
    if (from_1904) {
        set_day(out, serial + ZERO_1904);
    } else if (serial == 0 || serial == LEAP_1900) {
        out->year = 1900;
        out->month = serial == 0 ? 1 : 2;
        out->day = serial == 0 ? 0 : 29;
    } else {
        set_day(out, serial + ZERO_1900 + (serial < LEAP_1900));
    }
}

/* Days and milliseconds of a number; the part of a day counts to its tenth digit, 9 microseconds.
 */
static void split(const struct fb_digits *number, int64_t *days, int64_t *ms)
{
    const int64_t unit = 10000000000, day = (int64_t)SECONDS_PER_DAY * MS_PER_SECOND;
    int64_t part = 0;

    *days = 0;
    for (int power = number->point - 1; power >= 0; power--)
        *days = *days * 10 + (fb_digits_at(number, power) - '0');
    for (int power = -1; power >= -10; power--)
        part = part * 10 + (fb_digits_at(number, power) - '0');
    *ms = (part * day + unit / 2) / unit;
}

/* The milliseconds of the smallest part of a second that a format shows; a whole one if none. */
static int64_t smallest_shown(const struct fb_section *section)
{
    int64_t smallest = MS_PER_SECOND;

    for (size_t i = 0; i < section->tokens.count; i++) {
        const struct fb_token *token = &section->tokens.items[i];
        int64_t unit = MS_PER_SECOND;
        for (unsigned digit = 0; token->kind == FB_TOKEN_SUBSECOND && digit < token->count; digit++)
            unit /= 10;
        smallest = unit < smallest ? unit : smallest;
    }
    return smallest;
}

static bool make_moment(struct moment *out, const struct fb_section *section,
                        const struct fb_digits *number, bool from_1904)
{
    int64_t days, ms, seconds, unit = smallest_shown(section);

    *out = (struct moment){0};
    if (number->negative || number->point > 7)
        return false;
    split(number, &days, &ms);
    ms = (ms + unit / 2) / unit * unit;
    seconds = ms / MS_PER_SECOND;
    days += seconds / SECONDS_PER_DAY;
    if (days > (from_1904 ? LAST_1904 : LAST_1900))
        return false;
    seconds %= SECONDS_PER_DAY;
    set_day_from(out, days, from_1904);
    out->hour = (int)(seconds / 3600);
    out->minute = (int)(seconds / 60 % 60);
    out->second = (int)(seconds % 60);
    out->ms = (int)(ms % MS_PER_SECOND);
    out->elapsed = days * SECONDS_PER_DAY + seconds;
    return true;
}

/* Appends a number with at least so many digits, in the numerals of the section. */
static void append_figure(struct fb_buffer *out, const struct fb_section *section, int64_t figure,
                          unsigned least)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%0*lld", (int)(least > 20 ? 20 : least),
                          (long long)figure);

    if (section->numerals == 0)
        fb_buffer_append_string(out, digits);
    else
        fb_format_chinese(out, section->numerals, digits, (size_t)length, true);
}

static void append_year(struct fb_buffer *out, const struct fb_section *section, int year,
                        unsigned count)
{
    char digits[24];

    snprintf(digits, sizeof digits, count <= 2 ? "%02d" : "%04d", count <= 2 ? year % 100 : year);
    for (const char *at = digits; *at != '\0'; at++)
        if (section->numerals > 0)
            fb_buffer_append_string(out, fb_chinese_digit(section->numerals, *at));
        else
            fb_buffer_append_char(out, *at);
}

static void append_month(struct fb_buffer *out, const struct fb_section *section, int month,
                         unsigned count)
{
    static const char *const NAMES[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    static const char *const CHINESE[] = {"一月", "二月", "三月", "四月", "五月",   "六月",
                                          "七月", "八月", "九月", "十月", "十一月", "十二月"};
    const char *name = NAMES[month - 1];

    if (count <= 2)
        append_figure(out, section, month, count);
    else if (section->is_chinese)
        fb_buffer_append_string(out, CHINESE[month - 1]);
    else
        fb_buffer_append(out, name, count == 3 ? 3 : count == 5 ? 1 : strlen(name));
}

static void append_weekday(struct fb_buffer *out, bool chinese, int weekday, bool whole)
{
    static const char *const NAMES[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};
    static const char *const CHINESE[] = {"日", "一", "二", "三", "四", "五", "六"};
    const char *name = NAMES[weekday];

    if (chinese && whole)
        fb_buffer_append_string(out, "星期");
    if (chinese)
        fb_buffer_append_string(out, CHINESE[weekday]);
    else
        fb_buffer_append(out, name, whole ? strlen(name) : 3);
}

static void append_day(struct fb_buffer *out, const struct fb_section *section,
                       const struct moment *moment, unsigned count)
{
    if (count <= 2) {
        append_figure(out, section, moment->day, count);
        return;
    }
    if (section->is_chinese && count == 3)
        fb_buffer_append_string(out, "周");
    append_weekday(out, section->is_chinese, moment->weekday, count > 3);
}

static void append_half_day(struct fb_buffer *out, const struct fb_section *section, int hour,
                            char mark)
{
    bool morning = hour < 12;

    if (mark == 'A')
        fb_buffer_append_string(out, morning ? "A" : "P");
    else if (mark == 'C' || section->is_chinese)
        fb_buffer_append_string(out, morning ? "上午" : "下午");
    else
        fb_buffer_append_string(out, morning ? "AM" : "PM");
}

static bool counts_to_twelve(const struct fb_section *section)
{
    for (size_t i = 0; i < section->tokens.count; i++)
        if (section->tokens.items[i].kind == FB_TOKEN_HALF_DAY)
            return true;
    return false;
}

static int shown_hour(const struct fb_section *section, int hour)
{
    if (!counts_to_twelve(section))
        return hour;
    return hour % 12 == 0 ? 12 : hour % 12;
}

static int64_t elapsed(const struct moment *moment, char unit)
{
    return moment->elapsed / (unit == 'h' ? 3600 : unit == 'm' ? 60 : 1);
}

static void append_subsecond(struct fb_buffer *out, int ms, unsigned count)
{
    char digits[8];

    snprintf(digits, sizeof digits, ".%03d", ms);
    fb_buffer_append(out, digits, 1 + count);
}

static void append_token(struct fb_buffer *out, const struct fb_section *section,
                         const struct fb_token *token, const struct moment *moment)
{
    switch (token->kind) {
    case FB_TOKEN_LITERAL:
        fb_buffer_append(out, token->text, token->count);
        break;
    case FB_TOKEN_YEAR:
        append_year(out, section, moment->year, token->count);
        break;
    case FB_TOKEN_MONTH:
        append_month(out, section, moment->month, token->count);
        break;
    case FB_TOKEN_DAY:
        append_day(out, section, moment, token->count);
        break;
    case FB_TOKEN_WEEKDAY:
        append_weekday(out, true, moment->weekday, token->count > 3);
        break;
    case FB_TOKEN_HOUR:
        append_figure(out, section, shown_hour(section, moment->hour), token->count);
        break;
    case FB_TOKEN_MINUTE:
        append_figure(out, section, moment->minute, token->count);
        break;
    case FB_TOKEN_SECOND:
        append_figure(out, section, moment->second, token->count);
        break;
    case FB_TOKEN_SUBSECOND:
        append_subsecond(out, moment->ms, token->count);
        break;
    case FB_TOKEN_ELAPSED:
        append_figure(out, section, elapsed(moment, token->mark), token->count);
        break;
    case FB_TOKEN_HALF_DAY:
        append_half_day(out, section, moment->hour, token->mark);
        break;
    default:
        break;
    }
}

bool fb_format_date(struct fb_buffer *out, const struct fb_section *section,
                    const struct fb_digits *number, bool from_1904)
{
    struct moment moment;

    if (!make_moment(&moment, section, number, from_1904))
        return false;
    for (size_t i = 0; i < section->tokens.count; i++)
        append_token(out, section, &section->tokens.items[i], &moment);
    return true;
}
