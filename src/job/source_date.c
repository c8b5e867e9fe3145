#include "job/source_date.h"

#include <stdint.h>

/* 9999-12-31T23:59:59Z: neither PDF nor DOCX can name a later moment. */
static const int64_t LAST_SECOND = 253402300799;

static bool parse_seconds(int64_t *out, const char *text)
{
    int64_t seconds = 0;

    if (*text == '\0')
        return false;
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9')
            return false;
        seconds = seconds * 10 + (*text - '0');
        if (seconds > LAST_SECOND)
            return false;
    }
    *out = seconds;
    return true;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Takes whole years, then whole months, off the days since 1970-01-01. */
static void set_day(struct fb_date *date, int64_t days)
{
    static const int MONTHS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 1970, month = 0, length;

    for (; days >= (is_leap(year) ? 366 : 365); year++)
        days -= is_leap(year) ? 366 : 365;
    for (;; month++) {
        length = MONTHS[month] + (month == 1 && is_leap(year));
        if (days < length)
            break;
        days -= length;
    }
    date->year = year;
    date->month = month + 1;
    date->day = (int)days + 1;
}

bool fb_source_date_parse(struct fb_date *out, const char *text)
{
    enum { DAY = 24 * 60 * 60 };
    int64_t seconds;

    if (!parse_seconds(&seconds, text))
        return false;
    set_day(out, seconds / DAY);
    out->hour = (int)(seconds % DAY / 3600);
    out->minute = (int)(seconds % 3600 / 60);
    out->second = (int)(seconds % 60);
    return true;
}
