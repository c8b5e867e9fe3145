/*
 * measure.h: how wide a line is, and how much wider or narrower it could be.
 *
 * For the files of this room that divide a row into lines and place its clusters. What a line has
 * too much or too little of is taken from or given to its clusters in steps, each used up before
 * the next is touched, and equally within a step (clreq, "Reduction and Expansion of
 * Inter-Character Spacing"). The first reduction of clreq, a mark at the line's end to half an em,
 * is always made; the middle dot has its least width from the start.
 */
#ifndef FB_TEXT_MEASURE_H
#define FB_TEXT_MEASURE_H

#include "text/fill.h"

/* Where a squeezed line gives way, in this order. */
enum fb_give {
    FB_GIVE_SPACE,   /* word spaces, to ¼ em */
    FB_GIVE_BRACKET, /* brackets and quotation marks, to ½ em */
    FB_GIVE_PAUSE,   /* 、，；： to ½ em */
    FB_GIVE_GAP,     /* gaps between Chinese and Western text, from ¼ to ⅛ em */
    FB_GIVE_STOP,    /* 。？！ to ½ em */
    FB_GIVES
};

/* Where a stretched line takes more room, in this order; then between all characters equally. */
enum fb_take {
    FB_TAKE_SPACE, /* word spaces, to ½ em */
    FB_TAKE_GAP,   /* gaps between Chinese and Western text, from ¼ to ½ em */
    FB_TAKES
};

/* What of a cluster's advance counts on a line, and the gap before it there. */
struct fb_measure {
    fb_length gap;         /* before it */
    fb_length left, right; /* blank trimmed from it at the left and right */
    fb_length give;        /* what the cluster itself can give up, in step `give_step` */
    enum fb_give give_step;
    fb_length gap_give; /* what its gap can, in FB_GIVE_GAP */
    fb_length take;     /* what can be added before it, in step `take_step` */
    enum fb_take take_step;
    bool stretches; /* the line may be widened before it */
};

/* Of clusters together. */
struct fb_sums {
    fb_length width; /* neither squeezed nor stretched */
    fb_length give[FB_GIVES];
    fb_length given; /* all of them */
    fb_length take[FB_TAKES];
    int64_t stretches; /* gaps that can be widened */
};

/* Measures cluster `index` of a line whose visible part is [first, end). */
struct fb_measure fb_measure_cluster(const struct fb_cluster_row *row, size_t first, size_t end,
                                     size_t index);

/* True if a line may end before cluster `index`; it may at the end of the row. */
bool fb_measure_may_end(const struct fb_cluster_row *row, size_t index);

/* Returns the end of a line without the spaces at its end, which hang over its edge. */
size_t fb_measure_visible_end(const struct fb_cluster_row *row, size_t first, size_t end);

/*
 * Measures a row before it is divided; from then on its clusters stay as they are. The sums lie in
 * the arena. A row that is one line and fits need not be measured.
 */
FB_MUST_USE fb_status fb_measure_row(struct fb_cluster_row *row, struct fb_arena *arena);

/* Clusters [first, end) of a row that was measured: a line, or what may become one. */
struct fb_extent {
    const struct fb_cluster_row *row;
    size_t first, end;
};

/* As if others stood before and after: never less than the line's. */
static inline fb_length fb_extent_inner_width(struct fb_extent extent)
{
    return extent.row->upto[extent.end].width - extent.row->upto[extent.first].width;
}

static inline fb_length fb_extent_inner_given(struct fb_extent extent)
{
    return extent.row->upto[extent.end].given - extent.row->upto[extent.first].given;
}

static inline int64_t fb_extent_inner_stretches(struct fb_extent extent)
{
    return extent.row->upto[extent.end].stretches - extent.row->upto[extent.first].stretches;
}

/* The sums of the line; its width alone costs less. It has at least one cluster. */
struct fb_sums fb_extent_line(struct fb_extent extent);
fb_length fb_extent_line_width(struct fb_extent extent);

#endif
