#include "base/decimal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { GROUP = 3 };

static const int64_t POWERS[] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
};

_Static_assert(sizeof POWERS / sizeof *POWERS == FB_DECIMAL_MAX_SCALE + 1, "a power per scale");

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/*
 * True if a comma may stand at `i`, after so many digits: exactly three follow it, and unless there
 * was a comma before, one to three went before it.
 */
static bool separator_at(const char *text, size_t length, size_t i, size_t before, bool grouped)
{
    size_t digits = 0;

    while (i + 1 + digits < length && is_digit(text[i + 1 + digits]))
        digits++;
    return digits == GROUP && before > 0 && (grouped || before <= GROUP);
}

/* Adds one digit to the value; false if there is no room for it. */
static bool add_digit(struct fb_decimal *value, char c, size_t *digits, bool decimal)
{
    *digits += 1;
    value->scale += decimal;
    if (*digits > FB_DECIMAL_MAX_DIGITS || value->scale > FB_DECIMAL_MAX_SCALE)
        return false;
    value->units = value->units * 10 + (c - '0');
    return true;
}

bool fb_decimal_parse(struct fb_decimal *out, const char *text, size_t length, size_t *offset)
{
    bool negative = length > 0 && text[0] == '-', point = false, grouped = false;
    struct fb_decimal value = {0};
    size_t digits = 0;

    for (size_t i = negative; i < length; i++) {
        *offset = i;
        if (is_digit(text[i])) {
            if (!add_digit(&value, text[i], &digits, point))
                return false;
        } else if (text[i] == '.' && !point && digits > 0) {
            point = true;
        } else if (text[i] == ',' && !point && separator_at(text, length, i, digits, grouped)) {
            grouped = true;
        } else {
            return false;
        }
    }
    *offset = length;
    if (digits == 0 || text[length - 1] == '.')
        return false;
    value.units = negative ? -value.units : value.units;
    *out = value;
    return true;
}

/* Sets `*units` to the value's units at a larger scale; false if they do not fit. */
static bool rescale(int64_t *units, struct fb_decimal value, unsigned scale)
{
    return !__builtin_mul_overflow(value.units, POWERS[scale - value.scale], units);
}

bool fb_decimal_add(struct fb_decimal *out, struct fb_decimal a, struct fb_decimal b)
{
    unsigned scale = a.scale > b.scale ? a.scale : b.scale;
    int64_t left, right, sum;

    if (!rescale(&left, a, scale) || !rescale(&right, b, scale))
        return false;
    if (__builtin_add_overflow(left, right, &sum))
        return false;
    *out = (struct fb_decimal){.units = sum, .scale = scale};
    return true;
}

/* Drops zeros at the end of the decimals. */
static struct fb_decimal shortest(struct fb_decimal value)
{
    while (value.scale > 0 && value.units % 10 == 0) {
        value.units /= 10;
        value.scale--;
    }
    return value;
}

/* Cancels tens of `whole` against decimals of `part`, so that no product is larger than need be. */
static void cancel(struct fb_decimal *part, struct fb_decimal *whole)
{
    while (part->scale > 0 && whole->units != 0 && whole->units % 10 == 0) {
        part->scale--;
        whole->units /= 10;
    }
}

bool fb_decimal_multiply(struct fb_decimal *out, struct fb_decimal a, struct fb_decimal b)
{
    struct fb_decimal left = shortest(a), right = shortest(b), product;

    cancel(&left, &right);
    cancel(&right, &left);
    if (__builtin_mul_overflow(left.units, right.units, &product.units))
        return false;
    product.scale = left.scale + right.scale;
    product = shortest(product);
    if (product.scale > FB_DECIMAL_MAX_SCALE)
        return false;
    *out = product;
    return true;
}

static int compare_units(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int fb_decimal_compare(struct fb_decimal a, struct fb_decimal b)
{
    int64_t whole_a = a.units / POWERS[a.scale], whole_b = b.units / POWERS[b.scale];
    int64_t part_a = a.units % POWERS[a.scale], part_b = b.units % POWERS[b.scale];

    if (whole_a != whole_b)
        return compare_units(whole_a, whole_b);
    /* The parts are below 10^9, so bringing both to the largest scale cannot overflow. */
    return compare_units(part_a * POWERS[FB_DECIMAL_MAX_SCALE - a.scale],
                         part_b * POWERS[FB_DECIMAL_MAX_SCALE - b.scale]);
}

/* Copies digits, if `grouped` with a comma before each full group of three from the right. */
static size_t copy_digits(char *out, const char *digits, size_t count, bool grouped)
{
    size_t end = 0;

    for (size_t i = 0; i < count; i++) {
        if (grouped && i > 0 && (count - i) % GROUP == 0)
            out[end++] = ',';
        out[end++] = digits[i];
    }
    return end;
}

/* Drops decimals until `decimals` are left, and rounds half away from zero. */
static void round_units(uint64_t *units, unsigned *scale, unsigned decimals)
{
    if (decimals < *scale) {
        uint64_t dropped = (uint64_t)POWERS[*scale - decimals];
        *units = (*units + dropped / 2) / dropped;
        *scale = decimals;
    }
}

void fb_decimal_format(char out[FB_DECIMAL_TEXT], struct fb_decimal value, unsigned decimals,
                       bool grouped)
{
    uint64_t units = value.units < 0 ? 0 - (uint64_t)value.units : (uint64_t)value.units;
    unsigned scale = value.scale;
    char digits[FB_DECIMAL_TEXT];
    uint64_t power, part;
    size_t end = 0;

    if (decimals > FB_DECIMAL_MAX_SCALE)
        decimals = FB_DECIMAL_MAX_SCALE;
    round_units(&units, &scale, decimals);
    power = (uint64_t)POWERS[scale];
    part = units % power * (uint64_t)POWERS[decimals - scale];
    if (value.units < 0 && units > 0)
        out[end++] = '-';
    snprintf(digits, sizeof digits, "%" PRIu64, units / power);
    end += copy_digits(out + end, digits, strlen(digits), grouped);
    if (decimals > 0)
        end +=
            (size_t)snprintf(out + end, FB_DECIMAL_TEXT - end, ".%0*" PRIu64, (int)decimals, part);
    out[end] = '\0';
}
