#include "text/measure.h"

/* No cluster has this index: what is measured with it is inside a line. */
static const size_t NOWHERE = SIZE_MAX;

static enum fb_give step_of(enum fb_character_class class)
{
    switch (class) {
    case FB_CHAR_OPEN:
    case FB_CHAR_CLOSE:
        return FB_GIVE_BRACKET;
    case FB_CHAR_PAUSE:
        return FB_GIVE_PAUSE;
    default:
        return FB_GIVE_STOP;
    }
}

/* A full-width mark at a line's edge is set half as wide (GB/T 15834-2011, 5.1.10; clreq). */
static void trim_edges(struct fb_measure *measure, const struct fb_cluster *cluster, bool first,
                       bool last)
{
    if (first) {
        measure->gap = 0;
        if (cluster->class == FB_CHAR_OPEN)
            measure->left = cluster->half;
    }
    if (last && cluster->class != FB_CHAR_OPEN && cluster->half > 0)
        measure->right = cluster->half;
}

static void measure_space(struct fb_measure *measure, const struct fb_cluster *cluster)
{
    fb_length least = cluster->size / 4, most = cluster->size / 2;

    measure->give_step = FB_GIVE_SPACE;
    measure->give = cluster->advance > least ? cluster->advance - least : 0;
    measure->take_step = FB_TAKE_SPACE;
    measure->take = cluster->advance < most ? most - cluster->advance : 0;
}

struct fb_measure fb_measure_cluster(const struct fb_cluster_row *row, size_t first, size_t end,
                                     size_t index)
{
    const struct fb_cluster *cluster = &row->items[index];
    struct fb_measure measure = {
        .gap = cluster->gap, .left = cluster->trim_left, .right = cluster->trim_right};

    if (index == first || index + 1 == end)
        trim_edges(&measure, cluster, index == first, index + 1 == end);
    measure.stretches = cluster->stretches && index != first;
    if (cluster->character == ' ' && index != first) {
        measure_space(&measure, cluster);
        return measure;
    }
    if (cluster->half > 0 && measure.left == 0 && measure.right == 0) {
        measure.give = cluster->half;
        measure.give_step = step_of(cluster->class);
    }
    if (measure.gap > 0) {
        measure.gap_give = measure.gap / 2;
        measure.take_step = FB_TAKE_GAP;
        measure.take = measure.gap;
    }
    return measure;
}

bool fb_measure_may_end(const struct fb_cluster_row *row, size_t index)
{
    return index >= row->count || row->items[index].start == FB_START_FREE;
}

size_t fb_measure_visible_end(const struct fb_cluster_row *row, size_t first, size_t end)
{
    while (end > first && row->items[end - 1].class == FB_CHAR_SPACE)
        end--;
    return end;
}

struct fb_extent fb_extent_start(const struct fb_cluster_row *row, size_t first)
{
    return (struct fb_extent){.row = row, .first = first, .end = first};
}

/* Adds a cluster to sums, or with `sign` -1 takes it out. */
static void count(struct fb_sums *sums, const struct fb_cluster *cluster,
                  const struct fb_measure *measure, int sign)
{
    sums->width += sign * (measure->gap + cluster->advance - measure->left - measure->right);
    sums->give[measure->give_step] += sign * measure->give;
    sums->give[FB_GIVE_GAP] += sign * measure->gap_give;
    sums->given += sign * (measure->give + measure->gap_give);
    sums->take[measure->take_step] += sign * measure->take;
    sums->stretches += sign * measure->stretches;
}

void fb_extent_add(struct fb_extent *extent)
{
    size_t index = extent->end++;
    struct fb_measure measure = fb_measure_cluster(extent->row, NOWHERE, NOWHERE, index);

    count(&extent->inner, &extent->row->items[index], &measure, 1);
}

/* Counts cluster `index` as it is at the edges of [first, end) rather than inside. */
static void move_to_edge(struct fb_sums *sums, const struct fb_cluster_row *row, size_t first,
                         size_t end, size_t index)
{
    struct fb_measure inside = fb_measure_cluster(row, NOWHERE, NOWHERE, index);
    struct fb_measure edge = fb_measure_cluster(row, first, end, index);

    count(sums, &row->items[index], &inside, -1);
    count(sums, &row->items[index], &edge, 1);
}

struct fb_sums fb_extent_line(const struct fb_extent *extent)
{
    const struct fb_cluster_row *row = extent->row;
    size_t first = extent->first, end = fb_measure_visible_end(row, first, extent->end);
    struct fb_sums sums = extent->inner;

    for (size_t i = end; i < extent->end; i++) {
        struct fb_measure measure = fb_measure_cluster(row, NOWHERE, NOWHERE, i);
        count(&sums, &row->items[i], &measure, -1);
    }
    if (end == first)
        return sums;
    move_to_edge(&sums, row, first, end, first);
    if (end - 1 > first)
        move_to_edge(&sums, row, first, end, end - 1);
    return sums;
}
