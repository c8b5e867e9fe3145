/*
 * day.h: a day of the Gregorian calendar, as records and forms write it.
 */
#ifndef FB_BASE_DAY_H
#define FB_BASE_DAY_H

#include <stdbool.h>
#include <stddef.h>

struct fb_day {
    int year, month, day; /* of the years 1000 to 9999 */
};

/*
 * Reads "2021-01-31", "2021/1/31", "2021.1.31" or "2021年1月31日": a year of four digits, a month
 * and a day of one or two, the same mark between them. Returns false if it is anything else or no
 * day of the calendar.
 */
bool fb_day_parse(struct fb_day *out, const char *text);

/* Returns a number below, equal to or above 0 as a is before, on or after b. */
int fb_day_compare(struct fb_day a, struct fb_day b);

/*
 * Writes the day by a pattern and returns the bytes that it takes, without the NUL. In the pattern
 * yyyy, MM, M, dd and d stand for the parts of the day (MM and dd with two digits); all else stands
 * for itself. Nothing past `size` is written.
 */
size_t fb_day_format(char *out, size_t size, struct fb_day day, const char *pattern);

#endif
