/*
 * fill.h: which clusters go on a line, and where on it they stand.
 */
#ifndef FB_TEXT_FILL_H
#define FB_TEXT_FILL_H

#include "text/cluster.h"
#include "text/line.h"

/* The clusters of one line: from `first` to before `end` of a row. */
struct fb_span {
    size_t first, end;
    bool squeezed; /* it fits only when marks and gaps give way */
    bool forced;   /* it ends where no line may end, because nothing else fits */
};

/* Returns the line that begins at `first` and is at most `width` wide, squeezed if need be. */
struct fb_span fb_fill_line(const struct fb_cluster_row *row, size_t first, fb_length width);

/* Returns the width of a line when nothing inside it is squeezed or stretched. */
fb_length fb_span_width(const struct fb_cluster_row *row, struct fb_span span);

/*
 * Places the clusters of a line. If its width exceeds `width`, marks and gaps are squeezed to fit;
 * if `stretch` is set and it falls short, gaps are widened.
 */
FB_MUST_USE fb_status fb_span_place(struct fb_line *out, struct fb_arena *arena,
                                    const struct fb_cluster_row *row, struct fb_span span,
                                    fb_length width, bool stretch);

#endif
