/*
 * source.h: an input text, and places in it.
 *
 * A source is the UTF-8 text of one input as it was read. It is borrowed: name and text must live
 * as long as the positions that point into it. Places are byte offsets; lines and columns are
 * computed when a diagnostic is reported.
 */
#ifndef FB_DIAG_SOURCE_H
#define FB_DIAG_SOURCE_H

#include <stddef.h>

struct fb_source {
    const char *name; /* as the user gave it; "-" is standard input */
    const char *text;
    size_t length;
};

struct fb_position {
    const struct fb_source *source; /* NULL: about no input in particular */
    size_t offset;                  /* bytes from the start of the text */
    size_t length;                  /* bytes that are meant; 0: only the place is known */
};

/* Room for a name of a file and a place in it; what is longer is cut. */
enum { FB_POSITION_TEXT = 512 };

/* Writes "file:line:column", as diagnostics begin, for a message that names a second place. */
void fb_position_describe(char out[FB_POSITION_TEXT], struct fb_position position);

#define FB_NO_POSITION ((struct fb_position){0})

#endif
