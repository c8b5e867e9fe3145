#include "text/place.h"

#include "text/measure.h"

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
                    struct fb_measure *measure)
{
    fb_length share, from_gap;

    if (placing->excess <= 0 || placing->pool <= 0)
        return;
    share = (fb_measure_squeezable(cluster, *measure) * placing->excess + placing->pool - 1) /
            placing->pool;
    from_gap = share < measure->gap / 2 ? share : measure->gap / 2;
    measure->gap -= from_gap;
    if (cluster->class == FB_CHAR_OPEN)
        measure->left += share - from_gap;
    else
        measure->right += share - from_gap;
}

static void stretch(struct placing *placing, size_t index, struct fb_measure *measure)
{
    fb_length share;

    if (placing->stretches == 0 || index == placing->span.first || index >= placing->end ||
        !fb_measure_stretches(placing->row, index))
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
        struct fb_measure measure = fb_measure_cluster(placing->row, first, placing->end, i);
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

/* Finds out what a line lacks or has too much of. */
static void measure_line(struct placing *placing, fb_length width, bool stretched)
{
    struct fb_extent extent = fb_extent_start(placing->row, placing->span.first);

    while (extent.end < placing->end)
        fb_extent_add(&extent);
    if (extent.width > width) {
        placing->excess = extent.width - width;
        placing->pool = extent.squeezable;
    } else if (stretched) {
        placing->shortage = width - extent.width;
        placing->stretches = extent.stretches;
    }
}

fb_status fb_span_place(struct fb_line *out, struct fb_arena *arena,
                        const struct fb_cluster_row *row, struct fb_span span, fb_length width,
                        bool stretched)
{
    struct fb_glyph *glyphs = FB_NEW_ARRAY(arena, struct fb_glyph, span.end - span.first);
    struct fb_glyph_run *runs = FB_NEW_ARRAY(arena, struct fb_glyph_run, count_runs(row, span));
    struct placing placing = {.row = row, .span = span, .end = fb_measure_visible_end(row, span)};

    *out = (struct fb_line){.runs = runs};
    FB_NEED(glyphs);
    FB_NEED(runs);
    FB_TRY(copy_text(out, arena, row, span));
    measure_line(&placing, width, stretched);
    place_clusters(out, &placing, glyphs, runs);
    return FB_OK;
}
