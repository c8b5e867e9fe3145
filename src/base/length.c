#include "base/length.h"

#include <string.h>

static const struct {
    const char *name;
    fb_length emu;
} UNITS[] = {
    {"mm", FB_EMU_PER_MM}, {"cm", FB_EMU_PER_MM * 10}, {"in", 914400},
    {"pt", FB_EMU_PER_PT}, {"twip", FB_EMU_PER_TWIP},
};

static fb_length unit_size(const char *name)
{
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        if (strcmp(UNITS[i].name, name) == 0)
            return UNITS[i].emu;
    }
    return 0;
}

/* Reads digits, adding them to `*value`; returns how many there were, or -1 if too many. */
static int read_digits(const char **text, int64_t *value, int limit)
{
    int count = 0;

    while (**text >= '0' && **text <= '9') {
        if (++count > limit)
            return -1;
        *value = *value * 10 + (**text - '0');
        (*text)++;
    }
    return count;
}

bool fb_length_parse(fb_length *out, const char *text)
{
    int64_t value = 0, scale = 1;
    int decimals = 0;
    bool negative = *text == '-';
    fb_length unit;

    text += negative;
    if (read_digits(&text, &value, 6) < 1)
        return false;
    if (*text == '.') {
        text++;
        decimals = read_digits(&text, &value, 4);
        if (decimals < 1)
            return false;
    }
    while (decimals-- > 0)
        scale *= 10;
    unit = unit_size(text);
    if (unit == 0)
        return false;
    value = (value * unit + scale / 2) / scale;
    if (value > FB_LENGTH_MAX)
        return false;
    *out = negative ? -value : value;
    return true;
}

int64_t fb_length_twips(fb_length length)
{
    fb_length half = length < 0 ? -FB_EMU_PER_TWIP / 2 : FB_EMU_PER_TWIP / 2;

    return (length + half) / FB_EMU_PER_TWIP;
}

/* Writes a number before `end`, in at least so many digits; returns where it begins. */
static size_t put_digits(char *text, size_t end, uint64_t number, size_t least)
{
    for (size_t digits = 0; digits < least || number > 0; digits++, number /= 10)
        text[--end] = (char)('0' + number % 10);
    return end;
}

void fb_length_points(char out[FB_LENGTH_TEXT], fb_length length)
{
    bool negative = length < 0;
    uint64_t size = negative ? 0 - (uint64_t)length : (uint64_t)length;
    uint64_t milli = (size * 1000 + FB_EMU_PER_PT / 2) / FB_EMU_PER_PT, whole = milli / 1000;
    char text[FB_LENGTH_TEXT];
    size_t start = sizeof text, decimals = 3;

    for (milli %= 1000; decimals > 0 && milli % 10 == 0; milli /= 10)
        decimals--;
    negative &= whole > 0 || decimals > 0;
    text[--start] = '\0';
    if (decimals > 0) {
        start = put_digits(text, start, milli, decimals);
        text[--start] = '.';
    }
    start = put_digits(text, start, whole, 1);
    if (negative)
        text[--start] = '-';
    memcpy(out, text + start, sizeof text - start);
}
