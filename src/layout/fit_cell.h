/*
 * fit_cell.h: one cell's text made small enough.
 */
#ifndef FB_LAYOUT_FIT_CELL_H
#define FB_LAYOUT_FIT_CELL_H

#include "base/arena.h"
#include "diag/diagnostics.h"
#include "doc/doc.h"

/*
 * Sets `*out` to the cell as it fits in `width` and, if the row's height is exact, in its height.
 * `*changed` tells whether that is not the cell itself. Reports what cannot be made to fit.
 */
FB_MUST_USE fb_status fb_fit_cell(struct fb_cell *out, bool *changed, struct fb_arena *arena,
                                  const struct fb_row *row, const struct fb_cell *cell,
                                  fb_length width, const struct fb_font_set *fonts,
                                  struct fb_diagnostics *sink);

#endif
