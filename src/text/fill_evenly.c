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
/* A last line of one character is worth a stretch of half an em on another line. */
static const int64_t ORPHAN_COST = 500 * 500;
/* So is a line end among three marks in a row, or inside a long date. */
static const int64_t REMEDY_COST = 500 * 500;
/* A gap is never counted as stretched further, so that sums stay within 64 bits. */
static const int64_t STRETCH_LIMIT = 10000;

static const int64_t UNREACHED = INT64_MAX;

/* How visible a change in each step is, beside one of all gaps: in halves. */
static const int64_t GIVE_WEIGHTS[FB_GIVES] = {2, 3, 4, 5, 6};
static const int64_t TAKE_WEIGHTS[FB_TAKES] = {1, 1};
static const int64_t STRETCH_WEIGHT = 2;

struct node {
    int64_t cost;
    size_t from;
};

static int64_t square(int64_t value)
{
    return value * value;
}

/* Takes what a step has, no more than `*rest`, from the rest. */
static fb_length use(fb_length *rest, fb_length step)
{
    fb_length used = *rest < step ? *rest : step;

    *rest -= used;
    return used;
}

/* Returns what the squeezing of a line by `excess` counts, step by step. */
static int64_t squeeze_weight(const struct fb_sums *sums, fb_length excess)
{
    int64_t weight = 0;

    for (int step = 0; step < FB_GIVES; step++)
        weight += GIVE_WEIGHTS[step] * use(&excess, sums->give[step]);
    return weight;
}

static int64_t stretch_weight(const struct fb_sums *sums, fb_length shortage)
{
    int64_t weight = 0;

    for (int step = 0; step < FB_TAKES; step++)
        weight += TAKE_WEIGHTS[step] * use(&shortage, sums->take[step]);
    return weight + STRETCH_WEIGHT * shortage;
}

/* Returns the change of each gap, in thousandths of an em, that is as visible as a weight. */
static int64_t change_per_gap(const struct fb_extent *extent, int64_t stretches, int64_t weight)
{
    fb_length em = extent->row->items[extent->first].size;
    int64_t gaps = stretches > 0 ? stretches : 1;
    int64_t change = weight * 500 / em / gaps;

    return change < STRETCH_LIMIT ? change : STRETCH_LIMIT;
}

/* A last line of one character, with or without a mark. */
static bool is_short_last(const struct fb_extent *extent)
{
    size_t characters = 0;

    for (size_t i = extent->first; i < extent->end && characters < 2; i++)
        characters += !fb_class_forbids_start(extent->row->items[i].class, FB_BREAKING_BASIC);
    return characters <= 1 && extent->first > 0;
}

/* Returns the cost of a line, or UNREACHED if it does not fit even when squeezed. */
static int64_t line_cost(const struct fb_extent *extent, fb_length width)
{
    struct fb_sums sums = fb_extent_line(*extent);
    bool last = extent->end == extent->row->count;
    fb_length room = width - sums.width;
    int64_t cost = LINE_COST;

    if (room + sums.given < 0)
        return UNREACHED;
    if (room < 0)
        cost += square(change_per_gap(extent, sums.stretches, squeeze_weight(&sums, -room)));
    else if (!last)
        cost += square(change_per_gap(extent, sums.stretches, stretch_weight(&sums, room)));
    if (last && is_short_last(extent))
        cost += ORPHAN_COST;
    if (!fb_measure_may_end(extent->row, extent->end))
        cost += REMEDY_COST;
    return cost;
}

/* True if no line from here that is as long or longer can fit. */
static bool is_too_long(const struct fb_extent *extent, fb_length width)
{
    const struct fb_cluster *items = extent->row->items;
    fb_length edges =
        items[extent->first].gap + items[extent->first].half + items[extent->end - 1].half;

    if (items[extent->end - 1].class == FB_CHAR_SPACE) /* it hangs over the edge */
        return false;
    return fb_extent_inner_width(*extent) - fb_extent_inner_given(*extent) - edges > width;
}

/*
 * Returns the least that a line can cost, without measuring its edges: it is no wider than its
 * inner width, and none of its changes is less visible than one in the first step.
 */
static int64_t least_cost(const struct fb_extent *extent, fb_length width)
{
    fb_length room = width - fb_extent_inner_width(*extent);

    if (room <= 0 || extent->end == extent->row->count)
        return LINE_COST;
    return LINE_COST + square(change_per_gap(extent, fb_extent_inner_stretches(*extent),
                                             TAKE_WEIGHTS[0] * room));
}

/* Offers every line that may begin at `first` to the places where it may end. */
static void extend_from(struct node *nodes, const struct fb_cluster_row *row, size_t first,
                        fb_length width)
{
    struct fb_extent extent = {row, first, first};

    while (extent.end < row->count) {
        struct node *node;
        int64_t cost;
        extent.end++;
        if (is_too_long(&extent, width))
            return;
        if (extent.end < row->count && row->items[extent.end].start < FB_START_REMEDY)
            continue;
        node = &nodes[extent.end];
        if (least_cost(&extent, width) + nodes[first].cost >= node->cost)
            continue;
        cost = line_cost(&extent, width);
        if (cost == UNREACHED || cost + nodes[first].cost >= node->cost)
            continue;
        *node = (struct node){cost + nodes[first].cost, first};
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
        out->items[--count] = (struct fb_span){.first = nodes[at].from, .end = at};
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
