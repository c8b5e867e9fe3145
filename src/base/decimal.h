/*
 * decimal.h: exact decimal numbers for money and scores.
 *
 * A decimal is units / 10^scale. Sums and comparisons are exact: 824.355 + 60.125 + 50.52 equals
 * 935.000. There is no conversion to or from floating point.
 */
#ifndef FB_BASE_DECIMAL_H
#define FB_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    FB_DECIMAL_MAX_SCALE = 9,
    FB_DECIMAL_MAX_DIGITS = 18, /* of a number that is read */
    FB_DECIMAL_TEXT = 40,       /* the longest text of a value, with its NUL */
};

struct fb_decimal {
    int64_t units;
    unsigned scale; /* digits after the point, 0 to FB_DECIMAL_MAX_SCALE */
};

/*
 * Reads "-1,234.50" or "935": an optional minus, at most FB_DECIMAL_MAX_DIGITS digits of which at
 * most FB_DECIMAL_MAX_SCALE are decimals, thousand separators only between groups of three, and
 * then between all. On failure returns false and sets `*offset` to the first byte that does not
 * belong there (the length, if digits are missing at the end).
 */
bool fb_decimal_parse(struct fb_decimal *out, const char *text, size_t length, size_t *offset);

/* Sets `*out` to a + b with the larger scale; false if the sum does not fit. */
bool fb_decimal_add(struct fb_decimal *out, struct fb_decimal a, struct fb_decimal b);

/* Sets `*out` to a * b, exactly; false if the product does not fit. */
bool fb_decimal_multiply(struct fb_decimal *out, struct fb_decimal a, struct fb_decimal b);

/* Returns a number below, equal to or above 0 as a is below, equal to or above b. */
int fb_decimal_compare(struct fb_decimal a, struct fb_decimal b);

/*
 * Sets `*out` to a / b with so many digits after the point (FB_DECIMAL_MAX_SCALE at most), rounded
 * half away from zero; false if b is 0 or the quotient does not fit.
 */
bool fb_decimal_divide(struct fb_decimal *out, struct fb_decimal a, struct fb_decimal b,
                       unsigned decimals);

/* Sets `*out` to the value times 10^power, exactly; false if that does not fit. */
bool fb_decimal_shift(struct fb_decimal *out, struct fb_decimal value, int power);

/*
 * Writes the value with exactly `decimals` digits after the point (FB_DECIMAL_MAX_SCALE at most),
 * rounded half away from zero, and with commas between groups of three if `grouped`. What rounds to
 * zero has no sign.
 */
void fb_decimal_format(char out[FB_DECIMAL_TEXT], struct fb_decimal value, unsigned decimals,
                       bool grouped);

#endif
