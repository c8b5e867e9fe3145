/*
 * quantity.h: numbers and amounts of money inside a text.
 *
 * Chinese forms write an amount as digits and a unit, with no blank or with one: 824.355万元, 50
 * 元. Numbers are those of ASCII digits that fb_decimal_parse reads; longer ones are passed over.
 */
#ifndef FB_BASE_QUANTITY_H
#define FB_BASE_QUANTITY_H

#include "base/decimal.h"

/* Whether a text has a digit in it, half-width or full-width. */
bool fb_has_number(const char *text);

/* Bytes of a text and the number that they are. */
struct fb_number {
    size_t offset, length;
    struct fb_decimal value;
};

/* Finds the first number at or after byte `at`. A minus is part of none, for it joins years. */
bool fb_number_next(struct fb_number *out, const char *text, size_t at);

/*
 * Reads a unit of money at the start of a text: 元 and its multiples by 十, 百, 千, 万 and 亿. Sets
 * the power of ten of 元 that it is (万元: 4) and its bytes; false if there is none.
 */
bool fb_money_unit(int *power, size_t *length, const char *text);

/* An amount in a text: the number with its unit. */
struct fb_amount {
    size_t offset, length;
    struct fb_decimal value; /* of the unit */
    int power;               /* of ten, of 元 that the unit is */
    bool each;               /* a price of one thing: 每人50元, 50元/人 */
    bool spent;              /* money that is spent, and does not come of it: amount_purpose.h */
};

/* Finds the first amount at or after byte `at`. */
bool fb_amount_next(struct fb_amount *out, const char *text, size_t at);

/* Sets `*out` to the amount in units of 10^power 元; false if that does not fit a decimal. */
bool fb_amount_in(struct fb_decimal *out, const struct fb_amount *amount, int power);

#endif
