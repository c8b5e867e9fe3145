/*
 * subset_outline.h: one glyph's outline for a subset (OpenType 1.9, `glyf`). Inside the room.
 *
 * Outlines are copied without their hinting programs: nothing on paper needs them.
 */
#ifndef FB_FONT_SUBSET_OUTLINE_H
#define FB_FONT_SUBSET_OUTLINE_H

#include "base/buffer.h"
#include "font/sfnt.h"

#include <stdbool.h>

/* A part of a composite: where in the description its glyph id and flags are. */
struct fb_outline_part {
    size_t offset; /* of its flags, which the glyph id follows */
    size_t end;
    uint32_t glyph;
    bool last;
};

/* Is the outline made of other glyphs? */
bool fb_outline_is_composite(struct fb_sfnt_table outline);

/*
 * Goes to the next part of a composite: the first if `*part` is all 0, else the one behind it.
 * Returns false behind the last. A description that is cut short is FB_ERR_INTERNAL.
 */
FB_MUST_USE fb_status fb_outline_next_part(bool *more, struct fb_outline_part *part,
                                           struct fb_sfnt_table outline);

/* Gives the new glyph id of a part. */
typedef uint32_t fb_outline_renumber(const void *context, uint32_t glyph);

/* Appends the outline, its parts renumbered. FB_ERR_INTERNAL if it is broken. */
FB_MUST_USE fb_status fb_outline_copy(struct fb_buffer *out, struct fb_sfnt_table outline,
                                      fb_outline_renumber *renumber, const void *context);

#endif
