#include "extract/value.h"

#include "base/day.h"
#include "base/decimal.h"
#include "data/value.h"
#include "doc/docx_parts.h"

#include <string.h>

static const char NO_BREAK_SPACE[] = "\xC2\xA0", WIDE_SPACE[] = "\xE3\x80\x80";

/* Returns the length of the blank that is not ASCII at the beginning of a text, or 0. */
static size_t leading_blank(const char *text)
{
    if (strncmp(text, NO_BREAK_SPACE, strlen(NO_BREAK_SPACE)) == 0)
        return strlen(NO_BREAK_SPACE);
    if (strncmp(text, WIDE_SPACE, strlen(WIDE_SPACE)) == 0)
        return strlen(WIDE_SPACE);
    return 0;
}

static size_t trailing_blank(const char *text, size_t length)
{
    size_t no_break = strlen(NO_BREAK_SPACE), wide = strlen(WIDE_SPACE);

    if (length >= no_break && memcmp(text + length - no_break, NO_BREAK_SPACE, no_break) == 0)
        return no_break;
    if (length >= wide && memcmp(text + length - wide, WIDE_SPACE, wide) == 0)
        return wide;
    return 0;
}

/* Takes blanks off the edges until none is left. */
static char *trim(char *text)
{
    size_t length, blank;

    fb_value_normalize(text);
    while ((blank = leading_blank(text)) > 0) {
        text += blank;
        fb_value_normalize(text);
    }
    length = strlen(text);
    while ((blank = trailing_blank(text, length)) > 0) {
        text[length - blank] = '\0';
        fb_value_normalize(text);
        length = strlen(text);
    }
    return text;
}

char *fb_extract_value(struct fb_arena *arena, const char *text)
{
    char *copy = fb_arena_string(arena, text);

    if (copy == NULL)
        return NULL;
    if (fb_docx_is_placeholder(copy))
        *copy = '\0';
    return trim(copy);
}

/* Reads a number; a percentage may have its sign. */
static bool read_number(struct fb_decimal *out, enum fb_extract_format format, const char *text)
{
    size_t length = strlen(text), offset;

    if (format == FB_EXTRACT_PERCENT && length > 0 && text[length - 1] == '%')
        length--;
    return fb_decimal_parse(out, text, length, &offset);
}

static bool same_number(enum fb_extract_format format, const char *a, const char *b)
{
    struct fb_decimal first, second;

    return read_number(&first, format, a) && read_number(&second, format, b) &&
           fb_decimal_compare(first, second) == 0;
}

static bool same_day(const char *a, const char *b)
{
    struct fb_day first, second;

    return fb_day_parse(&first, a) && fb_day_parse(&second, b) &&
           fb_day_compare(first, second) == 0;
}

bool fb_extract_same(enum fb_extract_format format, const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return true;
    if (format == FB_EXTRACT_NUMBER || format == FB_EXTRACT_PERCENT)
        return same_number(format, a, b);
    return format == FB_EXTRACT_DATE && same_day(a, b);
}

/* Takes all of a character out of a text. */
static void drop(char *text, char character)
{
    char *out = text;

    for (; *text != '\0'; text++) {
        if (*text != character)
            *out++ = *text;
    }
    *out = '\0';
}

const char *fb_extract_recorded(struct fb_arena *arena, enum fb_extract_format format,
                                const char *shown, const char *recorded)
{
    struct fb_decimal number;
    char *value;

    if (fb_extract_same(format, shown, recorded))
        return recorded;
    value = fb_arena_string(arena, shown);
    if (value == NULL || format == FB_EXTRACT_TEXT)
        return value;
    if (strcmp(value, "/") == 0)
        *value = '\0';
    if (!read_number(&number, format, value))
        return value;
    if (strchr(recorded, ',') == NULL)
        drop(value, ',');
    if (recorded[0] != '\0' && strchr(recorded, '%') == NULL)
        drop(value, '%');
    return value;
}
