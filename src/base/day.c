#include "base/day.h"

#include <stdio.h>
#include <string.h>

enum { MONTHS = 12, FEBRUARY = 2 };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of(int year, int month)
{
    static const int DAYS[MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return DAYS[month - 1] + (month == FEBRUARY && is_leap(year));
}

/* Reads `least` to `most` digits and moves `*text` past them. */
static bool read_number(int *out, const char **text, size_t least, size_t most)
{
    size_t length = strspn(*text, "0123456789");

    if (length < least || length > most)
        return false;
    *out = 0;
    for (size_t i = 0; i < length; i++)
        *out = *out * 10 + (*(*text)++ - '0');
    return true;
}

static bool read_mark(const char **text, const char *mark)
{
    size_t length = strlen(mark);

    if (strncmp(*text, mark, length) != 0)
        return false;
    *text += length;
    return true;
}

/* Reads a day whose parts are followed by these marks. */
static bool read_day(struct fb_day *out, const char *text, const char *const marks[3])
{
    return read_number(&out->year, &text, 4, 4) && read_mark(&text, marks[0]) &&
           read_number(&out->month, &text, 1, 2) && read_mark(&text, marks[1]) &&
           read_number(&out->day, &text, 1, 2) && read_mark(&text, marks[2]) && *text == '\0';
}

bool fb_day_parse(struct fb_day *out, const char *text)
{
    static const char *const MARKS[][3] = {
        {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}};
    struct fb_day day;

    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        if (!read_day(&day, text, MARKS[i]))
            continue;
        if (day.year < 1000 || day.month < 1 || day.month > MONTHS || day.day < 1 ||
            day.day > days_of(day.year, day.month))
            return false;
        *out = day;
        return true;
    }
    return false;
}

int fb_day_compare(struct fb_day a, struct fb_day b)
{
    if (a.year != b.year)
        return a.year - b.year;
    return a.month != b.month ? a.month - b.month : a.day - b.day;
}

/* Finds the part of a day that a pattern begins with; 0 if it begins with none. */
static size_t part_at(const char *pattern, struct fb_day day, int *value, int *digits)
{
    const struct {
        const char *name;
        int value, digits;
    } parts[] = {{"yyyy", day.year, 4},
                 {"MM", day.month, 2},
                 {"M", day.month, 1},
                 {"dd", day.day, 2},
                 {"d", day.day, 1}};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t length = strlen(parts[i].name);
        if (strncmp(pattern, parts[i].name, length) != 0)
            continue;
        *value = parts[i].value;
        *digits = parts[i].digits;
        return length;
    }
    return 0;
}

size_t fb_day_format(char *out, size_t size, struct fb_day day, const char *pattern)
{
    size_t end = 0;

    while (*pattern != '\0') {
        int value = 0, digits = 0;
        size_t length = part_at(pattern, day, &value, &digits), room = size > end ? size - end : 0;
        if (length > 0)
            end += (size_t)snprintf(out + (room > 0 ? end : 0), room, "%0*d", digits, value);
        else
            end += (size_t)snprintf(out + (room > 0 ? end : 0), room, "%c", *pattern);
        pattern += length > 0 ? length : 1;
    }
    if (size > 0 && end == 0)
        out[0] = '\0';
    return end;
}
