/*
 * cell_private.h: what cell.c and cell_vertical.c share.
 */
#ifndef FB_LAYOUT_CELL_PRIVATE_H
#define FB_LAYOUT_CELL_PRIVATE_H

#include "base/vector.h"
#include "layout/cell.h"

/* Returns the space between paragraph `index` of a cell and the one before it, if there is one. */
fb_length fb_cell_space_above(const struct fb_cell *cell, size_t index);

/* Sets the paragraphs of a cell in vertical lines. */
FB_MUST_USE fb_status fb_cell_set_vertical(struct fb_cell_content *out, struct fb_arena *arena,
                                           const struct fb_font_set *fonts,
                                           const struct fb_cell *cell, struct fb_cell_size size,
                                           struct fb_diagnostics *sink);

#endif
