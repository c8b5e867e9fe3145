#include "text/place.h"

#include "text/measure.h"

/*
 * An amount that several clusters give or take, each in proportion to what it can. What is left
 * over by rounding falls to the later ones, so that the sum is exact.
 */
struct portion {
    fb_length amount; /* still to be given out */
    fb_length pool;   /* what those still to come can take */
};

/* A line being placed. */
struct placing {
    const struct fb_cluster_row *row;
    struct fb_span span;
    size_t end; /* of the visible clusters */
    bool vertical;
    bool changed; /* it is squeezed or stretched, and so the others are used: */
    struct portion gives[FB_GIVES];
    struct portion takes[FB_TAKES];
    struct portion stretch; /* each gap can take 1 */
};

static fb_length share(struct portion *portion, fb_length capacity)
{
    fb_length amount;

    if (portion->amount == 0 || capacity == 0)
        return 0;
    amount = portion->amount * capacity / portion->pool;
    portion->amount -= amount;
    portion->pool -= capacity;
    return amount;
}

static void squeeze(struct placing *placing, const struct fb_cluster *cluster,
                    struct fb_measure *measure)
{
    fb_length given = share(&placing->gives[measure->give_step], measure->give);

    measure->gap -= share(&placing->gives[FB_GIVE_GAP], measure->gap_give);
    if (cluster->class == FB_CHAR_OPEN)
        measure->left += given;
    else
        measure->right += given;
}

static void stretch(struct placing *placing, struct fb_measure *measure)
{
    measure->gap += share(&placing->takes[measure->take_step], measure->take);
    measure->gap += share(&placing->stretch, measure->stretches);
}

static bool same_run(const struct fb_cluster *a, const struct fb_cluster *b, bool vertical)
{
    return a->choice.face == b->choice.face && a->size == b->size && a->bold == b->bold &&
           (vertical ? a->turned == b->turned : a->across == b->across);
}

static size_t count_runs(const struct fb_cluster_row *row, struct fb_span span, bool vertical)
{
    size_t count = 0;

    for (size_t i = span.first; i < span.end; i++)
        count += i == span.first || !same_run(&row->items[i - 1], &row->items[i], vertical);
    return count;
}

static void start_run(struct fb_glyph_run *run, const struct fb_cluster *cluster,
                      const struct fb_glyph *glyphs)
{
    run->face = cluster->choice.face;
    run->size = cluster->size;
    run->bold = cluster->bold;
    run->turned = cluster->turned;
    run->glyphs = glyphs;
}

static void put_glyph(struct fb_glyph *glyph, const struct fb_cluster *cluster, fb_length pen,
                      bool vertical)
{
    glyph->id = (uint16_t)cluster->choice.glyph;
    glyph->x = (int32_t)(vertical ? cluster->across : pen + cluster->along);
    glyph->y = (int32_t)(vertical ? pen + cluster->along : cluster->across);
    glyph->text_length = cluster->text_length;
}

/* Measures a cluster where it stands, squeezed or stretched as its line is. */
static struct fb_measure measure_placed(struct placing *placing, size_t index)
{
    const struct fb_cluster *cluster = &placing->row->items[index];
    struct fb_measure measure;

    if (!placing->changed && index > placing->span.first && index + 1 < placing->end)
        return (struct fb_measure){
            .gap = cluster->gap, .left = cluster->trim_left, .right = cluster->trim_right};
    measure = fb_measure_cluster(placing->row, placing->span.first, placing->end, index);
    if (placing->changed && index < placing->end) {
        squeeze(placing, cluster, &measure);
        stretch(placing, &measure);
    }
    return measure;
}

static void place_clusters(struct fb_line *out, struct placing *placing, struct fb_glyph *glyphs,
                           struct fb_glyph_run *runs)
{
    const struct fb_cluster *items = placing->row->items;
    size_t first = placing->span.first;
    fb_length x = 0, pen = 0;

    for (size_t i = first; i < placing->span.end; i++) {
        struct fb_measure measure = measure_placed(placing, i);
        struct fb_glyph *glyph = &glyphs[i - first];

        if (i == first || !same_run(&items[i - 1], &items[i], placing->vertical))
            start_run(&runs[out->run_count++], &items[i], glyph);
        runs[out->run_count - 1].count++;
        x += measure.gap - measure.left;
        put_glyph(glyph, &items[i], x, placing->vertical);
        glyph->text_offset = items[i].text_offset - items[first].text_offset;
        out->adjusted |= x != pen || items[i].along != 0 || items[i].advance != items[i].natural;
        pen = x + items[i].advance;
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

/* Fills portions step by step with an amount, and returns what none of them can take. */
static fb_length fill_portions(struct portion *portions, const fb_length *pools, int steps,
                               fb_length amount)
{
    for (int i = 0; i < steps; i++) {
        fb_length part = amount < pools[i] ? amount : pools[i];
        portions[i] = (struct portion){part, pools[i]};
        amount -= part;
    }
    return amount;
}

/* Finds out what a line lacks or has too much of, and who makes up for it. */
static void measure_line(struct placing *placing, struct fb_placing how)
{
    struct fb_sums sums;
    fb_length room;

    if (placing->row->upto == NULL || placing->end == placing->span.first)
        return;
    sums = fb_extent_line((struct fb_extent){placing->row, placing->span.first, placing->end});
    room = how.width - sums.width;
    placing->changed = room < 0 || (how.stretched && sums.stretches > 0);
    if (room < 0)
        fill_portions(placing->gives, sums.give, FB_GIVES, -room);
    else if (placing->changed)
        placing->stretch = (struct portion){
            fill_portions(placing->takes, sums.take, FB_TAKES, room), sums.stretches};
}

fb_status fb_span_place(struct fb_line *out, struct fb_arena *arena,
                        const struct fb_cluster_row *row, struct fb_span span,
                        struct fb_placing how)
{
    struct fb_glyph *glyphs = FB_NEW_ARRAY(arena, struct fb_glyph, span.end - span.first);
    struct fb_glyph_run *runs =
        FB_NEW_ARRAY(arena, struct fb_glyph_run, count_runs(row, span, how.vertical));
    struct placing placing = {.row = row,
                              .span = span,
                              .end = fb_measure_visible_end(row, span.first, span.end),
                              .vertical = how.vertical};

    *out = (struct fb_line){.runs = runs, .vertical = how.vertical, .adjusted = how.vertical};
    FB_NEED(glyphs);
    FB_NEED(runs);
    FB_TRY(copy_text(out, arena, row, span));
    measure_line(&placing, how);
    place_clusters(out, &placing, glyphs, runs);
    return FB_OK;
}
