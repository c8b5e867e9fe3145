/*
 * place.h: the glyphs of a line, each where it stands.
 */
#ifndef FB_TEXT_PLACE_H
#define FB_TEXT_PLACE_H

#include "text/fill.h"
#include "text/line.h"

/* How a line is to be placed. */
struct fb_placing {
    fb_length width; /* of its box */
    bool stretched;  /* it is to be exactly as wide */
    bool vertical;   /* the row is turned (fb_cluster_row_turn) */
};

/*
 * Places the clusters of a line. If it is wider than its box, marks and gaps are squeezed to
 * fit; if it is to be stretched and falls short, gaps are widened until it is exactly as wide.
 */
FB_MUST_USE fb_status fb_span_place(struct fb_line *out, struct fb_arena *arena,
                                    const struct fb_cluster_row *row, struct fb_span span,
                                    struct fb_placing how);

#endif
