#include "sheet/serial.h"

#include "base/day.h"

#include <stdio.h>
#include <string.h>

enum { SECONDS_PER_DAY = 86400, ISO_DAY = 10 };

/* Days from 0000-03-01 to the days that count as 0. */
enum { ZERO_1900 = 693899, ZERO_1904 = 695361 };

/* Days since 0000-03-01: a year from March on has its leap day at the end. */
static long count_days(const struct fb_day *day)
{
    long year = day->month > 2 ? day->year : day->year - 1;
    long month = day->month > 2 ? day->month - 3 : day->month + 9;

    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day->day - 1;
}

static bool read_two(int *out, const char **text, int limit)
{
    const char *at = *text;

    if (strspn(at, "0123456789") < 2)
        return false;
    *out = (at[0] - '0') * 10 + (at[1] - '0');
    *text += 2;
    return *out < limit;
}

/* Reads "T08:30", "T08:30:15.250Z"; parts of a second are left out. */
static bool read_time(long *seconds, const char *text)
{
    int hour, minute, second = 0;

    *seconds = 0;
    if (*text == '\0')
        return true;
    if (*text++ != 'T' || !read_two(&hour, &text, 24) || *text++ != ':' ||
        !read_two(&minute, &text, 60))
        return false;
    if (*text == ':') {
        text++;
        if (!read_two(&second, &text, 60))
            return false;
        text += *text == '.' ? 1 + strspn(text + 1, "0123456789") : 0;
    }
    *seconds = hour * 3600L + minute * 60L + second;
    return *text == '\0' || strcmp(text, "Z") == 0;
}

bool fb_serial_parse(struct fb_digits *out, const char *text, size_t length, bool from_1904)
{
    const long long unit = 10000000000;
    char copy[40], number[40];
    struct fb_day day;
    long days, seconds;
    char rest[40];

    if (length < ISO_DAY || length >= sizeof copy)
        return false;
    snprintf(copy, sizeof copy, "%.*s", (int)length, text);
    snprintf(rest, sizeof rest, "%s", copy + ISO_DAY);
    copy[ISO_DAY] = '\0';
    if (!fb_day_parse(&day, copy) || !read_time(&seconds, rest))
        return false;
    days = count_days(&day) - (from_1904 ? ZERO_1904 : ZERO_1900);
    /* Excel counts a 29 February 1900. */
    days -= !from_1904 && days <= 60;
    if (days < 0)
        return false;
    snprintf(number, sizeof number, "%ld.%010lld", days, seconds * unit / SECONDS_PER_DAY);
    return fb_digits_parse(out, number, strlen(number));
}
