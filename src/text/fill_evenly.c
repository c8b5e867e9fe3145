/*
 * fill_evenly.c: the best division of a row into justified lines.
 *
 * best[e] is the cheapest way to set the clusters before e so that a line ends there. It is found
 * from the best[f] of all places f where the line before may end: a line [f, e) costs the square of
 * what each of its gaps is changed by, in thousandths of an em. Every line also costs LINE_COST, so
 * that text is not spread over more lines for the sake of evenness alone.
 */
#include "text/fill.h"
#include "text/measure.h"

#include <stdint.h>

/* As much as stretching every gap of a line by a quarter of an em. */
static const int64_t LINE_COST = 250 * 250;
/* Squeezing is twice as visible as stretching. */
static const int64_t SQUEEZE_FACTOR = 4;
/* A last line of one character is worth a stretch of a seventh of an em on another line. */
static const int64_t ORPHAN_COST = 150 * 150;
/* A gap is never counted as stretched further, so that sums stay within 64 bits. */
static const int64_t STRETCH_LIMIT = 10000;

static const int64_t UNREACHED = INT64_MAX;

struct node {
    int64_t cost;
    size_t from;
    bool squeezed;
};

static int64_t square(int64_t value)
{
    return value * value;
}

/* Returns the change of each gap, in thousandths of an em, that brings a line to its width. */
static int64_t change_per_gap(const struct fb_extent *extent, fb_length difference)
{
    fb_length em = extent->row->items[extent->first].size;
    int64_t gaps = extent->stretches > 0 ? (int64_t)extent->stretches : 1;
    int64_t change = difference * 1000 / em / gaps;

    return change < STRETCH_LIMIT ? change : STRETCH_LIMIT;
}

/* A last line of one character, with or without a mark. */
static bool is_short_last(const struct fb_extent *extent)
{
    size_t characters = 0;

    for (size_t i = extent->first; i < extent->end; i++)
        characters += !fb_class_forbids_start(extent->row->items[i].class);
    return characters <= 1 && extent->first > 0;
}

/* Returns the cost of a line, or UNREACHED if it does not fit even when squeezed. */
static int64_t line_cost(const struct fb_extent *extent, fb_length width)
{
    bool last = extent->end == extent->row->count;
    fb_length room = width - extent->width;
    int64_t cost = LINE_COST;

    if (room + extent->squeezable < 0)
        return UNREACHED;
    if (room < 0)
        cost += SQUEEZE_FACTOR * square(change_per_gap(extent, -room));
    else if (!last)
        cost += square(change_per_gap(extent, room));
    if (last && is_short_last(extent))
        cost += ORPHAN_COST;
    return cost;
}

/* Offers every line that may begin at `first` to the places where it may end. */
static void extend_from(struct node *nodes, const struct fb_cluster_row *row, size_t first,
                        fb_length width)
{
    struct fb_extent extent = fb_extent_start(row, first);

    while (extent.end < row->count) {
        int64_t cost;
        fb_extent_add(&extent);
        cost = line_cost(&extent, width);
        /* What is squeezable grows by less than the width, so nothing longer fits either. */
        if (cost == UNREACHED)
            return;
        cost += nodes[first].cost;
        if (!fb_measure_may_end(row, extent.end) || cost >= nodes[extent.end].cost)
            continue;
        nodes[extent.end] = (struct node){cost, first, extent.width > width};
    }
}

static fb_status collect(struct fb_spans *out, struct fb_arena *arena, const struct node *nodes,
                         size_t end)
{
    size_t count = 0;

    for (size_t at = end; at > 0; at = nodes[at].from)
        count++;
    out->items = FB_NEW_ARRAY(arena, struct fb_span, count);
    FB_NEED(out->items);
    out->count = count;
    for (size_t at = end; at > 0; at = nodes[at].from)
        out->items[--count] =
            (struct fb_span){.first = nodes[at].from, .end = at, .squeezed = nodes[at].squeezed};
    return FB_OK;
}

fb_status fb_fill_evenly(struct fb_spans *out, struct fb_arena *arena,
                         const struct fb_cluster_row *row, struct fb_line_widths widths)
{
    struct node *nodes = FB_NEW_ARRAY(arena, struct node, row->count + 1);

    FB_NEED(nodes);
    for (size_t i = 1; i <= row->count; i++)
        nodes[i].cost = UNREACHED;
    for (size_t i = 0; i < row->count; i++) {
        if (nodes[i].cost != UNREACHED)
            extend_from(nodes, row, i, i == 0 ? widths.first : widths.rest);
    }
    if (row->count == 0 || nodes[row->count].cost == UNREACHED)
        return fb_fill_greedy(out, arena, row, widths);
    return collect(out, arena, nodes, row->count);
}
