/*
 * format_private.h: a compiled number format, for the files that are about formats.
 */
#ifndef FB_SHEET_FORMAT_PRIVATE_H
#define FB_SHEET_FORMAT_PRIVATE_H

#include "base/vector.h"
#include "sheet/format.h"

enum fb_token_kind {
    FB_TOKEN_LITERAL,
    FB_TOKEN_DIGIT, /* `mark` is '0', '#' or '?' */
    FB_TOKEN_POINT,
    FB_TOKEN_EXPONENT, /* `mark` is '+' or '-'; the digits follow */
    FB_TOKEN_SLASH,    /* of a fraction; the denominator follows */
    FB_TOKEN_GENERAL,
    FB_TOKEN_TEXT,
    /* From here on, parts of a date or time; `count` is how many letters there are. */
    FB_TOKEN_YEAR,
    FB_TOKEN_MONTH,
    FB_TOKEN_DAY,
    FB_TOKEN_WEEKDAY, /* aaa, aaaa */
    FB_TOKEN_HOUR,
    FB_TOKEN_MINUTE,
    FB_TOKEN_SECOND,
    FB_TOKEN_SUBSECOND, /* the point and `count` digits */
    FB_TOKEN_ELAPSED,   /* `mark` is 'h', 'm' or 's' */
    FB_TOKEN_HALF_DAY,  /* `mark` is 'M' for AM/PM, 'A' for A/P, 'C' for 上午/下午 */
};

struct fb_token {
    enum fb_token_kind kind;
    char mark;
    unsigned count;
    const char *text; /* of a literal: `count` bytes */
};

enum fb_comparison {
    FB_COMPARE_NONE,
    FB_COMPARE_LESS,
    FB_COMPARE_AT_MOST,
    FB_COMPARE_EQUAL,
    FB_COMPARE_NOT_EQUAL,
    FB_COMPARE_AT_LEAST,
    FB_COMPARE_MORE,
};

struct fb_section {
    FB_VECTOR(struct fb_token) tokens;
    enum fb_comparison comparison;
    struct fb_digits limit;
    bool is_date;
    bool has_text;     /* an @ */
    bool is_chinese;   /* the locale of the section: [$-804] and the like */
    unsigned numerals; /* of [DBNum1], [DBNum2]; 0: Western */
    /* Of numbers: */
    bool grouped;
    bool has_exponent;
    int scale;        /* powers of ten that the value is multiplied by: 2 for a percent sign */
    int whole_digits; /* before the point */
    int places;       /* after it */
};

enum { FB_FORMAT_SECTIONS = 4 };

struct fb_format {
    struct fb_section sections[FB_FORMAT_SECTIONS];
    size_t section_count;
    bool is_general;
};

/* The digit characters of [DBNum1] and [DBNum2]. */
const char *fb_chinese_digit(unsigned numerals, char digit);

/* Appends a number of ASCII digits as Chinese are counted: 一百二十; `short_ten`: 十二, not 一十二.
 */
void fb_format_chinese(struct fb_buffer *out, unsigned numerals, const char *digits, size_t count,
                       bool short_ten);

/* Appends the number by a section of digits, of a date, or with a slash; its sign is the caller's.
 */
void fb_format_digits(struct fb_buffer *out, const struct fb_section *section,
                      const struct fb_digits *number);
void fb_format_fraction(struct fb_buffer *out, const struct fb_section *section,
                        const struct fb_digits *number);

/* False: the number is no day. */
bool fb_format_date(struct fb_buffer *out, const struct fb_section *section,
                    const struct fb_digits *number, bool from_1904);

#endif
