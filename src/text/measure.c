#include "text/measure.h"

/* A full-width mark at a line's edge is set half as wide (GB/T 15834-2011, 5.1.10). */
static fb_length start_trim(const struct fb_cluster *cluster)
{
    return cluster->class == FB_CHAR_OPEN ? cluster->half : 0;
}

static fb_length end_trim(const struct fb_cluster *cluster)
{
    return cluster->class == FB_CHAR_OPEN ? 0 : cluster->half;
}

struct fb_measure fb_measure_cluster(const struct fb_cluster_row *row, size_t first, size_t end,
                                     size_t index)
{
    const struct fb_cluster *cluster = &row->items[index];
    struct fb_measure measure = {cluster->gap, cluster->trim_left, cluster->trim_right};

    if (index == first) {
        measure.gap = 0;
        measure.left = start_trim(cluster);
    }
    if (index + 1 == end)
        measure.right = end_trim(cluster);
    return measure;
}

fb_length fb_measure_squeezable(const struct fb_cluster *cluster, struct fb_measure measure)
{
    bool whole = cluster->half > 0 && measure.left == 0 && measure.right == 0;

    return (whole ? cluster->half : 0) + measure.gap / 2;
}

bool fb_measure_stretches(const struct fb_cluster_row *row, size_t index)
{
    const struct fb_cluster *left = &row->items[index - 1], *right = &row->items[index];
    bool left_western = fb_character_is_western(left->character, left->class);
    bool right_western = fb_character_is_western(right->character, right->class);

    if (left->class == FB_CHAR_DASH || left->class == FB_CHAR_ELLIPSIS)
        return right->class != left->class;
    if (right->class == FB_CHAR_POINT || left->class == FB_CHAR_POINT)
        return !right_western && right->class != FB_CHAR_POINT;
    return !(left_western && right_western);
}

bool fb_measure_may_end(const struct fb_cluster_row *row, size_t index)
{
    return index >= row->count || row->items[index].may_start;
}

size_t fb_measure_visible_end(const struct fb_cluster_row *row, struct fb_span span)
{
    size_t end = span.end;

    while (end > span.first && row->items[end - 1].class == FB_CHAR_SPACE)
        end--;
    return end;
}

struct fb_extent fb_extent_start(const struct fb_cluster_row *row, size_t first)
{
    return (struct fb_extent){.row = row, .first = first, .end = first};
}

static fb_length measured_width(const struct fb_cluster *cluster, struct fb_measure measure)
{
    return measure.gap + cluster->advance - measure.left - measure.right;
}

void fb_extent_add(struct fb_extent *extent)
{
    const struct fb_cluster_row *row = extent->row;
    size_t index = extent->end++;
    const struct fb_cluster *cluster = &row->items[index];
    struct fb_measure inside = fb_measure_cluster(row, extent->first, row->count + 1, index);
    struct fb_measure last = fb_measure_cluster(row, extent->first, index + 1, index);

    if (index > extent->first)
        extent->inner_stretches += fb_measure_stretches(row, index);
    if (cluster->class != FB_CHAR_SPACE) {
        extent->width = extent->inner_width + measured_width(cluster, last);
        extent->squeezable = extent->inner_squeezable + fb_measure_squeezable(cluster, last);
        extent->stretches = extent->inner_stretches;
    }
    extent->inner_width += measured_width(cluster, inside);
    extent->inner_squeezable += fb_measure_squeezable(cluster, inside);
}
