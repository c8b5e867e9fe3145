/*
 * length.h: the one unit of length.
 *
 * All lengths and coordinates are whole EMU (English Metric Units, ISO 29500-1 §20.1.2.1), in which
 * millimetres, points and twips are all exact. The origin is the top left corner, y grows downward;
 * only the PDF device turns it over.
 */
#ifndef FB_BASE_LENGTH_H
#define FB_BASE_LENGTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t fb_length;

#define FB_EMU_PER_MM   ((fb_length)36000)
#define FB_EMU_PER_PT   ((fb_length)12700)
#define FB_EMU_PER_TWIP ((fb_length)635)

#define FB_MM(mm) ((fb_length)((mm)*36000))
#define FB_PT(pt) ((fb_length)((pt)*12700))

/* No sheet of paper and no table is larger than this. */
#define FB_LENGTH_MAX (FB_EMU_PER_MM * 10000)

/*
 * Reads a number with a unit (mm, cm, in, pt, twip), such as "12.5mm" or "-3pt", with up to four
 * decimals. Returns false if the text is anything else or exceeds FB_LENGTH_MAX.
 */
bool fb_length_parse(fb_length *out, const char *text);

/* Return the smaller and the larger of two lengths. */
static inline fb_length fb_length_smaller(fb_length one, fb_length other)
{
    return one < other ? one : other;
}

static inline fb_length fb_length_larger(fb_length one, fb_length other)
{
    return one > other ? one : other;
}

/* Returns the length in twips, rounded to the nearest. */
int64_t fb_length_twips(fb_length length);

/* The longest that fb_length_format writes, with its NUL. */
enum { FB_LENGTH_TEXT = 32 };

/* Writes the length in points with up to three decimals and no trailing zeros ("10.5"). */
void fb_length_points(char out[FB_LENGTH_TEXT], fb_length length);

#endif
