/*
 * subset_tables.h: the tables of a subset but for the outlines (OpenType 1.9). Inside the room.
 *
 * What a CIDFontType2 needs (ISO 32000-1, 9.9, table 126): no character map, no names, no layout
 * features. The outlines, `glyf`, come last in the file.
 */
#ifndef FB_FONT_SUBSET_TABLES_H
#define FB_FONT_SUBSET_TABLES_H

#include "base/buffer.h"
#include "font/sfnt.h"

struct fb_subset_contents {
    const struct fb_sfnt *sfnt; /* of the face */
    const uint32_t *glyphs;     /* of the face; a glyph's place here is its new id */
    const uint32_t *offsets;    /* of their outlines in `glyf`, multiples of 4, and its length */
    size_t count;               /* 1 to 65,535 */
    uint32_t outlines_sum;      /* of the words of `glyf` */
};

/* Appends the file up to its outlines to a buffer that is still empty. */
void fb_subset_put_tables(struct fb_buffer *out, const struct fb_subset_contents *contents);

#endif
