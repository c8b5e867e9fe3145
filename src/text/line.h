/*
 * line.h: one line of set text.
 *
 * A line is glyphs with places. The text it shows is kept beside them, so that an output can say
 * exactly which characters a reader sees, whatever was done to glyphs and gaps.
 *
 * A line has an origin: a horizontal one at its left end on the baseline, a vertical one at its
 * upper end on its centre line. Each glyph says where its own origin lies from there.
 */
#ifndef FB_TEXT_LINE_H
#define FB_TEXT_LINE_H

#include "base/length.h"
#include "font/font.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fb_glyph {
    /*
     * Of its origin, rightwards and downwards; x may be below 0, where a blank half is cut. EMU, in
     * 32 bits for there are millions of them; a line too long for that is too long for any page,
     * and is refused before it is drawn.
     */
    int32_t x, y;
    uint32_t text_offset; /* of the characters it shows, in the line's text */
    uint16_t text_length; /* bytes; two characters for a joined dash */
    uint16_t id;          /* faces number their glyphs in 16 bits */
};

/* Glyphs of one face and size; in a horizontal line also of one y. */
struct fb_glyph_run {
    const struct fb_face *face;
    fb_length size;
    const struct fb_glyph *glyphs;
    uint32_t count;
    bool bold;   /* drawn bolder: the face itself is not */
    bool turned; /* its glyphs lie on their right side: Latin text in a vertical line */
};

struct fb_line {
    const char *text; /* UTF-8, NUL-terminated, without the break at its end */
    size_t text_length;
    const struct fb_glyph_run *runs; /* in the order of the text */
    size_t run_count;
    fb_length width; /* as set, without spaces at the end; of a vertical line its height */
    bool vertical;   /* from top to bottom; of a horizontal line all y but of scripts are 0 */
    /*
     * Some glyph does not stand where the one before it ends: a gap between Chinese and Latin, or
     * punctuation set narrower. A reader that guesses spaces from gaps would guess wrong.
     */
    bool adjusted;
};

#endif
