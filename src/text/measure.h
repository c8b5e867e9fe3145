/*
 * measure.h: how wide a line is, and how much wider or narrower it could be.
 *
 * For the files of this room that divide a row into lines and place its clusters.
 */
#ifndef FB_TEXT_MEASURE_H
#define FB_TEXT_MEASURE_H

#include "text/fill.h"

/* What of a cluster's advance counts on a line, and the gap before it there. */
struct fb_measure {
    fb_length gap;         /* before it */
    fb_length left, right; /* blank trimmed from it at the left and right */
};

/* Measures cluster `index` of a line whose visible part is [first, end). */
struct fb_measure fb_measure_cluster(const struct fb_cluster_row *row, size_t first, size_t end,
                                     size_t index);

/* How much narrower a cluster of a line may get: a mark by its blank half, a gap by half. */
fb_length fb_measure_squeezable(const struct fb_cluster *cluster, struct fb_measure measure);

/* True where a stretched line may be widened before cluster `index`, which is not its first. */
bool fb_measure_stretches(const struct fb_cluster_row *row, size_t index);

/* True if a line may end before cluster `index`; it may at the end of the row. */
bool fb_measure_may_end(const struct fb_cluster_row *row, size_t index);

/* Returns the end of a line without the spaces at its end, which hang over its edge. */
size_t fb_measure_visible_end(const struct fb_cluster_row *row, struct fb_span span);

/*
 * A line that grows cluster by cluster. After fb_extent_add the fields tell what the line is if it
 * ends there.
 */
struct fb_extent {
    const struct fb_cluster_row *row;
    size_t first, end;
    fb_length width;      /* unsqueezed */
    fb_length squeezable; /* what marks and gaps can give up */
    size_t stretches;     /* gaps that can be widened */
    /* What its clusters take when others follow; the difference is the last one's edge. */
    fb_length inner_width, inner_squeezable;
    size_t inner_stretches;
};

struct fb_extent fb_extent_start(const struct fb_cluster_row *row, size_t first);
void fb_extent_add(struct fb_extent *extent);

#endif
