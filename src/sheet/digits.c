#include "sheet/digits.h"

#include <stdlib.h>
#include <string.h>

/* An exponent beyond these is no number that an office can hold. */
enum { EXPONENT_LIMIT = 400 };

/* Numbers from 10^21 on and below 10^-9 are written with an exponent. */
enum { LARGE = 21, SMALL = -9 };

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static void drop_zeros(struct fb_digits *digits)
{
    while (digits->count > 0 && digits->digits[digits->count - 1] == '0')
        digits->count--;
    if (digits->count == 0)
        *digits = (struct fb_digits){0};
}

/* Adds one to the last digit kept; 9.99 becomes 10.0, which is one digit and another point. */
static void round_up(struct fb_digits *digits)
{
    size_t at = digits->count;

    while (at > 0 && digits->digits[at - 1] == '9')
        at--;
    digits->count = at;
    if (at > 0) {
        digits->digits[at - 1]++;
    } else {
        digits->digits[0] = '1';
        digits->count = 1;
        digits->point++;
    }
}

void fb_digits_round(struct fb_digits *digits, int places)
{
    int kept = digits->point + places;
    bool up;

    if (kept >= (int)digits->count)
        return;
    if (kept < 0) {
        *digits = (struct fb_digits){0};
        return;
    }
    up = digits->digits[kept] >= '5';
    digits->count = (size_t)kept;
    if (up)
        round_up(digits);
    drop_zeros(digits);
}

/* A number while it is read. */
struct reading {
    struct fb_digits *out;
    bool begun;   /* a digit other than 0 was read */
    bool dropped; /* digits past the last one kept were read */
    bool up;      /* and the first of these was 5 or more */
};

static void take_digit(struct reading *reading, char digit, bool after_point)
{
    struct fb_digits *out = reading->out;

    reading->begun = reading->begun || digit != '0';
    if (!after_point && reading->begun)
        out->point++;
    if (after_point && !reading->begun)
        out->point--;
    if (!reading->begun)
        return;
    if (out->count < FB_DIGITS) {
        out->digits[out->count++] = digit;
    } else if (!reading->dropped) {
        reading->dropped = true;
        reading->up = digit >= '5';
    }
}

/* Reads "E+12" to the end; false if it is anything else. */
static bool read_exponent(int *out, const char *at, const char *end)
{
    bool negative = false;
    int exponent = 0;

    *out = 0;
    if (at == end)
        return true;
    if (*at != 'E' && *at != 'e')
        return false;
    at++;
    if (at < end && (*at == '-' || *at == '+'))
        negative = *at++ == '-';
    if (at == end)
        return false;
    for (; at < end && is_digit(*at); at++)
        exponent = exponent > EXPONENT_LIMIT ? exponent : exponent * 10 + (*at - '0');
    *out = negative ? -exponent : exponent;
    return at == end && exponent <= EXPONENT_LIMIT;
}

/* The zeros before the first digit count as far as an exponent may reach, and no further. */
bool fb_digits_parse(struct fb_digits *out, const char *text, size_t length)
{
    const char *at = text, *end = text + length;
    struct reading reading = {.out = out};
    bool negative, any = false, after_point = false;
    int exponent;

    *out = (struct fb_digits){0};
    if (length > 2 * EXPONENT_LIMIT)
        return false;
    negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    for (; at < end && (is_digit(*at) || (*at == '.' && !after_point)); at++) {
        if (*at == '.') {
            after_point = true;
            continue;
        }
        any = true;
        take_digit(&reading, *at, after_point);
    }
    if (!any || !read_exponent(&exponent, at, end))
        return false;
    if (reading.up)
        round_up(out);
    out->negative = negative;
    out->point += exponent;
    drop_zeros(out);
    return true;
}

char fb_digits_at(const struct fb_digits *digits, int power)
{
    int index = digits->point - 1 - power;

    return index >= 0 && index < (int)digits->count ? digits->digits[index] : '0';
}

static int compare_sizes(const struct fb_digits *a, const struct fb_digits *b)
{
    if (a->count == 0 || b->count == 0)
        return (a->count > 0) - (b->count > 0);
    if (a->point != b->point)
        return a->point < b->point ? -1 : 1;
    for (int i = 0; i < FB_DIGITS; i++) {
        int power = a->point - 1 - i;
        int difference = fb_digits_at(a, power) - fb_digits_at(b, power);
        if (difference != 0)
            return difference;
    }
    return 0;
}

int fb_digits_compare(const struct fb_digits *a, const struct fb_digits *b)
{
    if (a->negative != b->negative)
        return a->negative ? -1 : 1;
    return a->negative ? -compare_sizes(a, b) : compare_sizes(a, b);
}

static void print_plain(struct fb_buffer *out, const struct fb_digits *digits)
{
    int lowest = digits->point - (int)digits->count;

    for (int power = digits->point > 0 ? digits->point - 1 : 0; power >= 0; power--)
        fb_buffer_append_char(out, fb_digits_at(digits, power));
    if (lowest < 0)
        fb_buffer_append_char(out, '.');
    for (int power = -1; power >= lowest; power--)
        fb_buffer_append_char(out, fb_digits_at(digits, power));
}

void fb_digits_print(struct fb_buffer *out, const struct fb_digits *digits)
{
    int exponent = digits->point - 1;

    if (digits->negative)
        fb_buffer_append_char(out, '-');
    if (digits->count == 0 || (exponent < LARGE && exponent >= SMALL)) {
        print_plain(out, digits);
        return;
    }
    fb_buffer_append_char(out, digits->digits[0]);
    if (digits->count > 1)
        fb_buffer_append_char(out, '.');
    fb_buffer_append(out, digits->digits + 1, digits->count - 1);
    fb_buffer_append_format(out, "E%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
}
