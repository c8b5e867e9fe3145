#include "text/fill.h"

/* A mark is squeezed in only together with the few that follow it (clreq: three in a row). */
enum { SQUEEZE_REACH = 4 };

/* What of a cluster's advance counts on a line, and the gap before it there. */
struct measure {
    fb_length gap, left, right; /* gap before; blank trimmed at the left and right */
};

/* Spaces at the end of a line hang over its edge. */
static size_t visible_end(const struct fb_cluster_row *row, struct fb_span span)
{
    size_t end = span.end;

    while (end > span.first && row->items[end - 1].class == FB_CHAR_SPACE)
        end--;
    return end;
}

/* A full-width mark at a line's edge is set half as wide (GB/T 15834-2011, 5.1.10). */
static fb_length start_trim(const struct fb_cluster *cluster)
{
    return cluster->class == FB_CHAR_OPEN ? cluster->half : 0;
}

static fb_length end_trim(const struct fb_cluster *cluster)
{
    return cluster->class == FB_CHAR_OPEN ? 0 : cluster->half;
}

/* Measures cluster `index` of a line whose visible part is [first, end). */
static struct measure measure_cluster(const struct fb_cluster_row *row, size_t first, size_t end,
                                      size_t index)
{
    const struct fb_cluster *cluster = &row->items[index];
    struct measure measure = {cluster->gap, cluster->trim_left, cluster->trim_right};

    if (index == first) {
        measure.gap = 0;
        measure.left = start_trim(cluster);
    }
    if (index + 1 == end)
        measure.right = end_trim(cluster);
    return measure;
}

static fb_length measured_width(const struct fb_cluster *cluster, struct measure measure)
{
    return measure.gap + cluster->advance - measure.left - measure.right;
}

fb_length fb_span_width(const struct fb_cluster_row *row, struct fb_span span)
{
    size_t end = visible_end(row, span);
    fb_length width = 0;

    for (size_t i = span.first; i < end; i++)
        width += measured_width(&row->items[i], measure_cluster(row, span.first, end, i));
    return width;
}

/* How much narrower a cluster of a line may get: a mark by its blank half, a gap by half. */
static fb_length squeezable(const struct fb_cluster *cluster, struct measure measure)
{
    bool whole = cluster->half > 0 && measure.left == 0 && measure.right == 0;

    return (whole ? cluster->half : 0) + measure.gap / 2;
}

static fb_length span_squeezable(const struct fb_cluster_row *row, struct fb_span span)
{
    size_t end = visible_end(row, span);
    fb_length total = 0;

    for (size_t i = span.first; i < end; i++)
        total += squeezable(&row->items[i], measure_cluster(row, span.first, end, i));
    return total;
}

static bool may_end_before(const struct fb_cluster_row *row, size_t index)
{
    return index >= row->count || row->items[index].may_start;
}

/* Returns how many clusters from `first` fit unsqueezed: the index of the first that does not. */
static size_t fitting_end(const struct fb_cluster_row *row, size_t first, fb_length width)
{
    fb_length inner = 0; /* of the clusters before, as they are inside a line */
    size_t i;

    for (i = first; i < row->count; i++) {
        const struct fb_cluster *cluster = &row->items[i];
        struct measure inside = measure_cluster(row, first, row->count + 1, i);
        struct measure last = inside;

        last.right = end_trim(cluster);
        if (cluster->class != FB_CHAR_SPACE && inner + measured_width(cluster, last) > width)
            break;
        inner += measured_width(cluster, inside);
    }
    return i;
}

/* Tries to end the line a little later than fits, at a legal place, by squeezing what is on it. */
static bool squeeze_in(struct fb_span *out, const struct fb_cluster_row *row, size_t first,
                       size_t end, fb_length width)
{
    for (size_t later = end + 1; later <= row->count && later <= end + SQUEEZE_REACH; later++) {
        struct fb_span span = {.first = first, .end = later, .squeezed = true};
        if (fb_span_width(row, span) - span_squeezable(row, span) > width)
            return false;
        if (may_end_before(row, later)) {
            *out = span;
            return true;
        }
    }
    return false;
}

struct fb_span fb_fill_line(const struct fb_cluster_row *row, size_t first, fb_length width)
{
    struct fb_span span = {.first = first, .end = fitting_end(row, first, width)};

    if (may_end_before(row, span.end) && span.end > first)
        return span;
    if (squeeze_in(&span, row, first, span.end, width))
        return span;
    for (size_t earlier = span.end; earlier > first + 1; earlier--) {
        if (row->items[earlier - 1].may_start) {
            span.end = earlier - 1;
            return span;
        }
    }
    span.forced = true;
    if (span.end == first)
        span.end = first + 1;
    return span;
}

/* True where a stretched line may be widened before cluster `index`. */
static bool may_stretch(const struct fb_cluster_row *row, size_t index)
{
    const struct fb_cluster *left = &row->items[index - 1], *right = &row->items[index];
    bool left_western = fb_character_is_western(left->character, left->class);
    bool right_western = fb_character_is_western(right->character, right->class);

    if (left->class == FB_CHAR_DASH || left->class == FB_CHAR_ELLIPSIS)
        return right->class != left->class;
    return !(left_western && right_western) && right->class != FB_CHAR_POINT;
}

static size_t count_stretches(const struct fb_cluster_row *row, size_t first, size_t end)
{
    size_t count = 0;

    for (size_t i = first + 1; i < end; i++)
        count += may_stretch(row, i);
    return count;
}

/* A line being placed. */
struct placing {
    const struct fb_cluster_row *row;
    struct fb_span span;
    size_t end;         /* of the visible clusters */
    fb_length excess;   /* to be squeezed away */
    fb_length pool;     /* what can be squeezed */
    fb_length shortage; /* to be given to gaps */
    size_t stretches;   /* gaps that are still to get a share of it */
};

static void squeeze(struct placing *placing, const struct fb_cluster *cluster,
                    struct measure *measure)
{
    fb_length share, from_gap;

    if (placing->excess <= 0 || placing->pool <= 0)
        return;
    share = (squeezable(cluster, *measure) * placing->excess + placing->pool - 1) / placing->pool;
    from_gap = share < measure->gap / 2 ? share : measure->gap / 2;
    measure->gap -= from_gap;
    if (cluster->class == FB_CHAR_OPEN)
        measure->left += share - from_gap;
    else
        measure->right += share - from_gap;
}

static void stretch(struct placing *placing, size_t index, struct measure *measure)
{
    fb_length share;

    if (placing->stretches == 0 || index == placing->span.first || index >= placing->end ||
        !may_stretch(placing->row, index))
        return;
    share = placing->shortage / (fb_length)placing->stretches;
    placing->shortage -= share;
    placing->stretches--;
    measure->gap += share;
}

static bool same_run(const struct fb_cluster *a, const struct fb_cluster *b)
{
    return a->choice.face == b->choice.face && a->size == b->size && a->bold == b->bold;
}

static size_t count_runs(const struct fb_cluster_row *row, struct fb_span span)
{
    size_t count = 0;

    for (size_t i = span.first; i < span.end; i++)
        count += i == span.first || !same_run(&row->items[i - 1], &row->items[i]);
    return count;
}

static void start_run(struct fb_glyph_run *run, const struct fb_cluster *cluster,
                      const struct fb_glyph *glyphs)
{
    run->face = cluster->choice.face;
    run->size = cluster->size;
    run->bold = cluster->bold;
    run->glyphs = glyphs;
}

static void place_clusters(struct fb_line *out, struct placing *placing, struct fb_glyph *glyphs,
                           struct fb_glyph_run *runs)
{
    const struct fb_cluster *items = placing->row->items;
    size_t first = placing->span.first;
    fb_length x = 0, pen = 0;

    for (size_t i = first; i < placing->span.end; i++) {
        struct measure measure = measure_cluster(placing->row, first, placing->end, i);
        struct fb_glyph *glyph = &glyphs[i - first];

        if (i == first || !same_run(&items[i - 1], &items[i]))
            start_run(&runs[out->run_count++], &items[i], glyph);
        runs[out->run_count - 1].count++;
        squeeze(placing, &items[i], &measure);
        stretch(placing, i, &measure);
        glyph->id = items[i].choice.glyph;
        glyph->advance = items[i].advance;
        glyph->x = x + measure.gap - measure.left;
        glyph->text_offset = items[i].text_offset - items[first].text_offset;
        glyph->text_length = items[i].text_length;
        out->adjusted |= glyph->x != pen;
        pen = glyph->x + glyph->advance;
        x = pen - measure.right;
        if (i < placing->end)
            out->width = x;
    }
}

static fb_status copy_text(struct fb_line *out, struct fb_arena *arena,
                           const struct fb_cluster_row *row, struct fb_span span)
{
    size_t start, end;

    out->text = "";
    if (span.end == span.first)
        return FB_OK;
    start = row->items[span.first].text_offset;
    end = row->items[span.end - 1].text_offset + row->items[span.end - 1].text_length;
    out->text = fb_arena_copy(arena, row->text + start, end - start);
    out->text_length = end - start;
    FB_NEED(out->text);
    return FB_OK;
}

fb_status fb_span_place(struct fb_line *out, struct fb_arena *arena,
                        const struct fb_cluster_row *row, struct fb_span span, fb_length width,
                        bool stretched)
{
    struct fb_glyph *glyphs = FB_NEW_ARRAY(arena, struct fb_glyph, span.end - span.first);
    struct fb_glyph_run *runs = FB_NEW_ARRAY(arena, struct fb_glyph_run, count_runs(row, span));
    struct placing placing = {.row = row, .span = span, .end = visible_end(row, span)};
    fb_length natural = fb_span_width(row, span);

    *out = (struct fb_line){.runs = runs};
    FB_NEED(glyphs);
    FB_NEED(runs);
    FB_TRY(copy_text(out, arena, row, span));
    if (natural > width) {
        placing.excess = natural - width;
        placing.pool = span_squeezable(row, span);
    } else if (stretched) {
        placing.shortage = width - natural;
        placing.stretches = count_stretches(row, span.first, placing.end);
    }
    place_clusters(out, &placing, glyphs, runs);
    return FB_OK;
}
