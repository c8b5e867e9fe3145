#include "text/fill.h"

#include "base/vector.h"
#include "text/measure.h"

/* A mark is squeezed in only together with the few that follow it (clreq: three in a row). */
enum { SQUEEZE_REACH = 4 };

/* A line gives a character away only if it keeps as many as three. */
enum { ORPHAN_DONOR = 4 };

/* Returns the end of the line from `first` with as many clusters as fit unsqueezed. */
static size_t fit(const struct fb_cluster_row *row, size_t first, fb_length width)
{
    struct fb_extent longer = {row, first, row->count};

    if (fb_extent_inner_width(longer) <= width)
        return row->count;
    for (longer.end = first + 1; longer.end <= row->count; longer.end++) {
        if (fb_extent_inner_width(longer) > width && fb_extent_line_width(longer) > width)
            break;
    }
    return longer.end - 1;
}

/* Tries to end a line a little later, at a legal place, by squeezing what is on it. */
static bool squeeze_in(struct fb_span *span, const struct fb_cluster_row *row, fb_length width)
{
    struct fb_extent extent = {row, span->first, span->end};

    for (int i = 0; i < SQUEEZE_REACH && extent.end < row->count; i++) {
        struct fb_sums sums;
        extent.end++;
        sums = fb_extent_line(extent);
        if (sums.width - sums.given > width)
            return false;
        if (fb_measure_may_end(row, extent.end)) {
            *span = (struct fb_span){.first = extent.first, .end = extent.end, .squeezed = true};
            return true;
        }
    }
    return false;
}

/* Ends a line earlier, at the last place whose start is as good as `start`; false if none is. */
static bool end_earlier(struct fb_span *span, const struct fb_cluster_row *row, enum fb_start start)
{
    for (size_t end = span->end; end > span->first; end--) {
        if (row->items[end].start >= start) {
            span->end = end;
            return true;
        }
    }
    return false;
}

struct fb_span fb_fill_line(const struct fb_cluster_row *row, size_t first, fb_length width)
{
    struct fb_span span = {.first = first, .end = fit(row, first, width)};

    if (span.end == row->count || (fb_measure_may_end(row, span.end) && span.end > first))
        return span;
    if (squeeze_in(&span, row, width) || end_earlier(&span, row, FB_START_FREE))
        return span;
    span.forced = true;
    if (end_earlier(&span, row, FB_START_REMEDY) || end_earlier(&span, row, FB_START_HELD))
        return span;
    if (span.end == first)
        span.end = first + 1;
    return span;
}

static bool stands_alone(enum fb_character_class class)
{
    return class == FB_CHAR_IDEOGRAPH || class == FB_CHAR_SYMBOL;
}

/* True if a line holds one character and no more than marks beside it (clreq: 孤字). */
static bool is_orphan(const struct fb_cluster_row *row, struct fb_span span)
{
    size_t characters = 0;

    for (size_t i = span.first; i < span.end; i++) {
        if (!fb_class_forbids_start(row->items[i].class, FB_BREAKING_BASIC) &&
            !stands_alone(row->items[i].class))
            return false;
        characters += stands_alone(row->items[i].class);
    }
    return characters == 1;
}

static bool fits_whole(const struct fb_cluster_row *row, size_t first, fb_length width)
{
    return fit(row, first, width) == row->count;
}

/* Gives an orphan on the last line the character before it, if the lines may be divided there. */
static void keep_orphan_company(struct fb_spans *spans, const struct fb_cluster_row *row,
                                fb_length width)
{
    struct fb_span *last = &spans->items[spans->count - 1], *before = last - 1;

    if (spans->count < 2 || !is_orphan(row, *last) || last->first - before->first < ORPHAN_DONOR)
        return;
    for (size_t start = last->first - 1; start > before->first + 1; start--) {
        if (row->items[start].start != FB_START_FREE)
            continue;
        if (!fits_whole(row, start, width))
            return;
        before->end = last->first = start;
        before->squeezed = false;
        return;
    }
}

fb_status fb_fill_greedy(struct fb_spans *out, struct fb_arena *arena,
                         const struct fb_cluster_row *row, struct fb_line_widths widths)
{
    FB_VECTOR(struct fb_span) spans = {0};
    fb_length width = widths.first;
    size_t first = 0;

    do {
        struct fb_span *span = FB_PUSH(arena, &spans);
        FB_NEED(span);
        if (row->count > 0)
            *span = fb_fill_line(row, first, width);
        first = span->end;
        width = widths.rest;
    } while (first < row->count);
    out->items = spans.items;
    out->count = spans.count;
    keep_orphan_company(out, row, widths.rest);
    return FB_OK;
}
