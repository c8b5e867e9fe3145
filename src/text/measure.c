#include "text/measure.h"

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

static struct fb_measure measure_inside(const struct fb_cluster *cluster)
{
    return (struct fb_measure){.gap = cluster->gap,
                               .left = cluster->trim_left,
                               .right = cluster->trim_right,
                               .stretches = cluster->stretches};
}

/* Adds what a cluster can give and take to what is known of it. */
static void measure_changes(struct fb_measure *measure, const struct fb_cluster *cluster)
{
    if (cluster->half > 0 && measure->left == 0 && measure->right == 0) {
        measure->give = cluster->half;
        measure->give_step = step_of(cluster->class);
    }
    if (measure->gap > 0) {
        measure->gap_give = measure->gap / 2;
        measure->take_step = FB_TAKE_GAP;
        measure->take = measure->gap;
    }
}

struct fb_measure fb_measure_cluster(const struct fb_cluster_row *row, size_t first, size_t end,
                                     size_t index)
{
    const struct fb_cluster *cluster = &row->items[index];
    struct fb_measure measure = measure_inside(cluster);

    if (index == first || index + 1 == end)
        trim_edges(&measure, cluster, index == first, index + 1 == end);
    measure.stretches = cluster->stretches && index != first;
    if (cluster->character == ' ' && index != first)
        measure_space(&measure, cluster);
    else
        measure_changes(&measure, cluster);
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

/* Adds a cluster that is inside a line. */
static void count_inside(struct fb_sums *sums, const struct fb_cluster *cluster, int sign)
{
    struct fb_measure measure = measure_inside(cluster);

    if (cluster->character == ' ')
        measure_space(&measure, cluster);
    else
        measure_changes(&measure, cluster);
    count(sums, cluster, &measure, sign);
}

fb_status fb_measure_row(struct fb_cluster_row *row, struct fb_arena *arena)
{
    struct fb_sums *upto = FB_NEW_ARRAY(arena, struct fb_sums, row->count + 1);

    FB_NEED(upto);
    for (size_t i = 0; i < row->count; i++) {
        upto[i + 1] = upto[i];
        /* Nearly all are Chinese characters, which give and take nothing. */
        if (row->items[i].class == FB_CHAR_IDEOGRAPH && row->items[i].gap == 0) {
            upto[i + 1].width += row->items[i].advance;
            upto[i + 1].stretches += row->items[i].stretches;
        } else {
            count_inside(&upto[i + 1], &row->items[i], 1);
        }
    }
    row->upto = upto;
    return FB_OK;
}

/* Counts cluster `index` as it is at the edges of [first, end) rather than inside. */
static void move_to_edge(struct fb_sums *sums, const struct fb_cluster_row *row, size_t first,
                         size_t end, size_t index)
{
    struct fb_measure edge = fb_measure_cluster(row, first, end, index);

    count_inside(sums, &row->items[index], -1);
    count(sums, &row->items[index], &edge, 1);
}

/* Whether a cluster loses nothing at the beginning of a line but that the line widens before it. */
static bool is_plain_first(const struct fb_cluster *cluster)
{
    return cluster->gap == 0 && cluster->class != FB_CHAR_OPEN && cluster->character != ' ';
}

static void move_to_edges(struct fb_sums *sums, const struct fb_cluster_row *row, size_t first,
                          size_t end)
{
    bool one = end - first == 1;

    if (!one && is_plain_first(&row->items[first]))
        sums->stretches -= row->items[first].stretches;
    else
        move_to_edge(sums, row, first, end, first);
    if (!one && row->items[end - 1].half > 0)
        move_to_edge(sums, row, first, end, end - 1);
}

static struct fb_sums sums_between(const struct fb_cluster_row *row, size_t first, size_t end)
{
    const struct fb_sums *from = &row->upto[first];
    struct fb_sums sums = row->upto[end];

    sums.width -= from->width;
    for (int step = 0; step < FB_GIVES; step++)
        sums.give[step] -= from->give[step];
    sums.given -= from->given;
    for (int step = 0; step < FB_TAKES; step++)
        sums.take[step] -= from->take[step];
    sums.stretches -= from->stretches;
    return sums;
}

struct fb_sums fb_extent_line(struct fb_extent extent)
{
    const struct fb_cluster_row *row = extent.row;
    size_t first = extent.first, end = fb_measure_visible_end(row, first, extent.end);
    struct fb_sums sums = sums_between(row, first, end);

    if (end > first)
        move_to_edges(&sums, row, first, end);
    return sums;
}

fb_length fb_extent_line_width(struct fb_extent extent)
{
    const struct fb_cluster *items = extent.row->items;
    size_t end = fb_measure_visible_end(extent.row, extent.first, extent.end);
    const struct fb_cluster *first = &items[extent.first], *last;
    fb_length width;

    if (end == extent.first)
        return 0;
    last = &items[end - 1];
    width = extent.row->upto[end].width - extent.row->upto[extent.first].width - first->gap;
    if (first->class == FB_CHAR_OPEN)
        width -= first->half - first->trim_left;
    if (last->class != FB_CHAR_OPEN && last->half > 0)
        width -= last->half - last->trim_right;
    return width;
}
