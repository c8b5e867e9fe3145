/*
 * page_number.h: the number of a page, where GB/T 9704-2012 wants it.
 */
#ifndef FB_LAYOUT_PAGE_NUMBER_H
#define FB_LAYOUT_PAGE_NUMBER_H

#include "base/arena.h"
#include "diag/diagnostics.h"
#include "layout/pages.h"

/*
 * Sets the number of a page between two dashes and places it (GB/T 9704-2012, 7.5): below the type
 * area, on odd pages one character from its right edge, on even pages one from its left.
 *
 * Where the page setup says upright, the number of a sheet that is read sideways stands where it
 * stands on the other sheets of the bound document (clause 8): the sheet is turned so that the
 * head of the table is at the left, which brings the left margin to the foot.
 */
FB_MUST_USE fb_status fb_page_number_place(struct fb_placed_line *out, struct fb_arena *arena,
                                           const struct fb_page_setup *setup, size_t number,
                                           const struct fb_font_set *fonts,
                                           struct fb_diagnostics *sink);

#endif
