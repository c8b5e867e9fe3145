/*
 * line.h: one line of set text.
 *
 * A line is glyphs with places. The text it shows is kept beside them, so that an output can say
 * exactly which characters a reader sees, whatever was done to glyphs and gaps.
 */
#ifndef FB_TEXT_LINE_H
#define FB_TEXT_LINE_H

#include "base/length.h"
#include "font/font.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fb_glyph {
    uint32_t id;
    fb_length x; /* of its origin, from the line's left end; below 0 if its blank half is cut */
    fb_length advance;    /* its natural one at this size */
    uint32_t text_offset; /* of the characters it shows, in the line's text */
    uint16_t text_length; /* bytes; two characters for a joined dash */
};

/* Glyphs of one face and size. */
struct fb_glyph_run {
    const struct fb_face *face;
    fb_length size;
    bool bold; /* drawn bolder: the face itself is not */
    const struct fb_glyph *glyphs;
    size_t count;
};

struct fb_line {
    const char *text; /* UTF-8, NUL-terminated, without the break at its end */
    size_t text_length;
    const struct fb_glyph_run *runs; /* from left to right */
    size_t run_count;
    fb_length width; /* as set, without spaces at the end */
    /*
     * Some glyph does not stand where the one before it ends: a gap between Chinese and Latin, or
     * punctuation set narrower. A reader that guesses spaces from gaps would guess wrong.
     */
    bool adjusted;
};

#endif
