/*
 * place.h: the glyphs of a line, each where it stands.
 */
#ifndef FB_TEXT_PLACE_H
#define FB_TEXT_PLACE_H

#include "text/fill.h"
#include "text/line.h"

/*
 * Places the clusters of a line. If it is wider than `width`, marks and gaps are squeezed to fit;
 * if `stretched` is set and it falls short, gaps are widened until it is exactly as wide.
 */
FB_MUST_USE fb_status fb_span_place(struct fb_line *out, struct fb_arena *arena,
                                    const struct fb_cluster_row *row, struct fb_span span,
                                    fb_length width, bool stretched);

#endif
