/*
 * rescale.h: parts of a document made smaller.
 *
 * A copy keeps the names of its styles, so that an output which names styles still finds them; only
 * sizes and distances change. What does not change is shared with the original.
 */
#ifndef FB_LAYOUT_RESCALE_H
#define FB_LAYOUT_RESCALE_H

#include "base/arena.h"
#include "doc/doc.h"

/* A size as a share of the original; text never gets smaller than `floor`, if it was larger. */
struct fb_scale {
    fb_length numerator, denominator;
    fb_length floor;
};

/* Returns a size of text scaled, in half points as WordprocessingML has them (ISO
 * 29500-1, 17.3.2.38). */
fb_length fb_scale_size(struct fb_scale scale, fb_length size);

/* Copies a cell with smaller text; its padding stays. */
FB_MUST_USE fb_status fb_rescale_cell(struct fb_cell *out, struct fb_arena *arena,
                                      const struct fb_cell *cell, struct fb_scale scale);

/* Copies a section with everything between its margins smaller, but for the widths of columns. */
FB_MUST_USE fb_status fb_rescale_section(struct fb_section *out, struct fb_arena *arena,
                                         const struct fb_section *section, struct fb_scale scale);

#endif
