/*
 * indicator.h: the value of an indicator, as forms write it: a sign, a number, a unit.
 *
 *     ≥95%    ＝3次    50.52万元    不少于6个    95%以上    95%≥    =100.00(%)
 */
#ifndef FB_CHECK_INDICATOR_H
#define FB_CHECK_INDICATOR_H

#include "base/decimal.h"

#include <stdbool.h>
#include <stddef.h>

/* How a result has to stand to the number. */
enum fb_relation {
    FB_RELATION_NONE, /* no sign */
    FB_RELATION_AT_LEAST,
    FB_RELATION_MORE,
    FB_RELATION_EQUAL,
    FB_RELATION_LESS,
    FB_RELATION_AT_MOST,
};

struct fb_indicator {
    enum fb_relation relation;
    bool plain; /* the relation is written as a sign of the standard, or not at all */
    struct fb_decimal number;
    size_t number_offset, number_length; /* bytes */
    size_t unit_offset, unit_length;     /* what follows the number, without words such as 以上 */
};

/* Reads a value; false if it is anything but sign, number and unit. */
bool fb_indicator_read(struct fb_indicator *out, const char *text);

/* Returns the sign of a relation: ≥ ＞ ＝ ＜ ≤; "" for none. */
const char *fb_relation_sign(enum fb_relation relation);

/* Returns the relation of one of the signs, full-width or half-width; NONE for another text. */
enum fb_relation fb_relation_of(const char *sign);

/* Whether two values have the same unit, or one of them has none. */
bool fb_indicator_comparable(const struct fb_indicator *a, const char *a_text,
                             const struct fb_indicator *b, const char *b_text);

#endif
