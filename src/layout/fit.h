/*
 * fit.h: text made small enough for the room that its template gives it.
 *
 * What needs measuring, and must hold in every output, is settled here, on the document: cells
 * whose style says overflow "shrink" get smaller text, and sections with a number of pages to keep
 * get smaller as a whole. Nothing gets smaller than the floor that the template states; what then
 * still does not fit is an error.
 */
#ifndef FB_LAYOUT_FIT_H
#define FB_LAYOUT_FIT_H

#include "base/arena.h"
#include "diag/diagnostics.h"
#include "doc/doc.h"

/*
 * Returns the document itself if everything fits, else a copy in the arena in which it does.
 * FB_ERR_INPUT if something does not fit at its floor; it was then reported.
 */
FB_MUST_USE fb_status fb_fit(const struct fb_doc **out, struct fb_arena *arena,
                             const struct fb_doc *doc, const struct fb_font_set *fonts,
                             struct fb_diagnostics *sink);

#endif
