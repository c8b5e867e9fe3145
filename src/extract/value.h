/*
 * value.h: texts of controls as values, and when two of them say the same.
 */
#ifndef FB_EXTRACT_VALUE_H
#define FB_EXTRACT_VALUE_H

#include "extract/baseline.h"

/*
 * Returns a text as a value, in the arena: line ends are one line feed, blanks at the edges
 * (no-break and wide ones too) and around line ends are gone, and what stands where no value is is
 * "". NULL when memory is used up.
 */
char *fb_extract_value(struct fb_arena *arena, const char *text);

/* Returns true if two values say the same: the same number, the same day, or the same text. */
bool fb_extract_same(enum fb_extract_format format, const char *a, const char *b);

/*
 * Returns the value that the record gets where a control shows `shown`, in the arena: the record's
 * own if that says the same. A number has commas, and a percentage its sign, only if the record's
 * own has; "/" stands for no number and no day.
 */
const char *fb_extract_recorded(struct fb_arena *arena, enum fb_extract_format format,
                                const char *shown, const char *recorded);

#endif
