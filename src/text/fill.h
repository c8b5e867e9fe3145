/*
 * fill.h: which clusters go on which line.
 *
 * Two ways: line by line, each as full as it gets; or all lines of a row together, so that what is
 * short on one line is shared with its neighbours. The second is for justified text: where a long
 * number moves to the next line, no single line is then pulled apart.
 */
#ifndef FB_TEXT_FILL_H
#define FB_TEXT_FILL_H

#include "text/cluster.h"

/* The clusters of one line: from `first` to before `end` of a row. */
struct fb_span {
    size_t first, end;
    bool squeezed; /* it fits only when marks and gaps give way */
    bool forced;   /* it ends where no line may end, because nothing else fits */
};

struct fb_spans {
    struct fb_span *items; /* at least one; an empty row has one empty line */
    size_t count;
};

/* The widths that lines have. */
struct fb_line_widths {
    fb_length first; /* of the first line, which may be indented */
    fb_length rest;
};

/* Divides a row line by line. */
FB_MUST_USE fb_status fb_fill_greedy(struct fb_spans *out, struct fb_arena *arena,
                                     const struct fb_cluster_row *row,
                                     struct fb_line_widths widths);

/*
 * Divides a row into lines that are as even as they get: the sum of the squares of what each gap
 * is stretched or squeezed by is the least (after Knuth and Plass, "Breaking Paragraphs into
 * Lines", 1981). Rows that cannot be divided without a forced break are divided line by line.
 */
FB_MUST_USE fb_status fb_fill_evenly(struct fb_spans *out, struct fb_arena *arena,
                                     const struct fb_cluster_row *row,
                                     struct fb_line_widths widths);

/* Returns the line that begins at `first` and is at most `width` wide, squeezed if need be. */
struct fb_span fb_fill_line(const struct fb_cluster_row *row, size_t first, fb_length width);

#endif
