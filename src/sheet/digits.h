/*
 * digits.h: a number of a cell as decimal digits.
 *
 * Offices keep numbers in binary and show at most fifteen significant digits of them, so that 0.1 +
 * 0.2, which files hold as 0.30000000000000004, is 0.3 everywhere. Digits are rounded to that many
 * when they are read, half away from zero, and never become floating point.
 */
#ifndef FB_SHEET_DIGITS_H
#define FB_SHEET_DIGITS_H

#include "base/buffer.h"

#include <stdbool.h>

enum { FB_DIGITS = 15 };

/*
 * The value is 0.DIGITS times 10^point, or its negative. Neither the first nor the last digit is
 * '0'; zero has no digits and no sign.
 */
struct fb_digits {
    bool negative;
    int point;
    size_t count;
    char digits[FB_DIGITS];
};

/* Reads a number as XML Schema writes a double: "935", "-0.5", "1.5E-3". False: it is none. */
bool fb_digits_parse(struct fb_digits *out, const char *text, size_t length);

/* Returns the digit that stands for 10^power, '0' where there is none. */
char fb_digits_at(const struct fb_digits *digits, int power);

/* Rounds to so many digits after the point, half away from zero. */
void fb_digits_round(struct fb_digits *digits, int places);

/* Returns a number below, equal to or above 0 as a is below, equal to or above b. */
int fb_digits_compare(const struct fb_digits *a, const struct fb_digits *b);

/*
 * Appends the number as the format General has it where there is room: all its digits, and from
 * 1E+21 on and below 1E-9 with an exponent.
 */
void fb_digits_print(struct fb_buffer *out, const struct fb_digits *digits);

#endif
