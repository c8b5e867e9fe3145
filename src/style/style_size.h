/*
 * style_size.h: sizes of type and of paper by the names that offices use.
 */
#ifndef FB_STYLE_STYLE_SIZE_H
#define FB_STYLE_STYLE_SIZE_H

#include "base/length.h"

#include <stdbool.h>

/* Type smaller than 1pt or larger than this is refused. */
#define FB_TYPE_SIZE_MAX FB_PT(500)

/* 六号: text is made no smaller than this unless a template says so. */
#define FB_TYPE_FLOOR FB_PT(7.5)

/*
 * Reads a size of type: a Chinese name from 初号 (42pt) to 八号 (5pt), or a length ("10.5pt").
 * Returns false if the text is neither.
 */
bool fb_type_size_parse(fb_length *out, const char *text);

/* Reads a size of paper, A3, A4 or A5 (ISO 216), in its portrait form. */
bool fb_paper_parse(fb_length *width, fb_length *height, const char *text);

/* The names, separated by ", ", for messages. */
const char *fb_paper_names(void);

#endif
