#include "text/setting.h"

#include "base/vector.h"
#include "text/cluster.h"
#include "text/fill.h"
#include "text/place.h"

typedef FB_VECTOR(struct fb_set_line) line_vector;

/* A paragraph being set. */
struct setting {
    struct fb_arena *arena;
    const struct fb_style *style;
    fb_length width;
    line_vector lines;
    fb_length widest;
};

struct tally {
    size_t lines;
    bool strained; /* some line is squeezed, or ends where none should */
};

static fb_length first_indent(const struct setting *setting)
{
    return setting->lines.count == 0 ? setting->style->size * setting->style->indent / 100 : 0;
}

static struct tally count_lines(const struct fb_cluster_row *row, fb_length width)
{
    struct tally tally = {0};

    for (size_t first = 0; first < row->count; tally.lines++) {
        struct fb_span span = fb_fill_line(row, first, width);
        tally.strained |= span.forced || span.squeezed;
        first = span.end;
    }
    return tally;
}

/*
 * Returns the smallest whole number of ems in which no more lines are needed than in the full
 * width. Half an em saved by a mark at an edge is not worth a word taken apart.
 */
static fb_length balanced_width(const struct fb_cluster_row *row, fb_length size, fb_length width)
{
    struct tally full = count_lines(row, width);
    fb_length low = 0, high = width / size + 1; /* in ems; the high end always does */

    if (full.lines < 2)
        return width;
    while (high - low > 1) {
        fb_length middle = low + (high - low) / 2;
        struct tally tally = count_lines(row, middle * size);
        if (tally.lines <= full.lines && (!tally.strained || full.strained))
            high = middle;
        else
            low = middle;
    }
    return high * size < width ? high * size : width;
}

static fb_length aligned_x(const struct setting *setting, fb_length indent, fb_length line_width)
{
    fb_length room = setting->width - indent - line_width;

    switch (setting->style->align) {
    case FB_ALIGN_CENTER:
        return indent + room / 2;
    case FB_ALIGN_RIGHT:
        return indent + room;
    case FB_ALIGN_LEFT:
    case FB_ALIGN_JUSTIFY:
        break;
    }
    return indent;
}

static fb_status add_line(struct setting *setting, const struct fb_cluster_row *row,
                          struct fb_span span)
{
    fb_length indent = first_indent(setting);
    bool last = span.end == row->count;
    bool stretched = setting->style->align == FB_ALIGN_JUSTIFY && !last;
    struct fb_set_line *line = FB_PUSH(setting->arena, &setting->lines);

    FB_NEED(line);
    FB_TRY(
        fb_span_place(&line->line, setting->arena, row, span, setting->width - indent, stretched));
    line->x = aligned_x(setting, indent, line->line.width);
    if (line->line.width + indent > setting->widest)
        setting->widest = line->line.width + indent;
    return FB_OK;
}

static fb_status divide(struct fb_spans *out, const struct setting *setting,
                        const struct fb_cluster_row *row)
{
    const struct fb_style *style = setting->style;
    fb_length width = setting->width;
    struct fb_line_widths widths;

    if (style->wrap == FB_WRAP_BALANCE)
        width = balanced_width(row, style->size, width);
    widths = (struct fb_line_widths){.first = width - first_indent(setting), .rest = width};
    if (style->align == FB_ALIGN_JUSTIFY && style->wrap == FB_WRAP_FILL)
        return fb_fill_evenly(out, setting->arena, row, widths);
    return fb_fill_greedy(out, setting->arena, row, widths);
}

static fb_status set_row(struct setting *setting, struct fb_cluster_row *row)
{
    bool strict = setting->width >= setting->style->size * FB_TEXT_NARROW;
    struct fb_spans spans;

    FB_TRY(fb_cluster_row_rule(row, setting->arena, strict));
    FB_TRY(divide(&spans, setting, row));
    for (size_t i = 0; i < spans.count; i++)
        FB_TRY(add_line(setting, row, spans.items[i]));
    return FB_OK;
}

fb_status fb_text_set(struct fb_set_text *out, struct fb_arena *arena,
                      const struct fb_font_set *fonts, const struct fb_paragraph *paragraph,
                      fb_length width, struct fb_diagnostics *sink)
{
    const struct fb_style *style = paragraph->style;
    struct setting setting = {.arena = arena, .style = style, .width = width};
    struct fb_cluster_rows rows;

    FB_TRY(fb_cluster_rows_build(&rows, arena, fonts, paragraph, sink));
    for (size_t i = 0; i < rows.count; i++)
        FB_TRY(set_row(&setting, &rows.items[i]));
    out->lines = setting.lines.items;
    out->count = setting.lines.count;
    out->pitch = style->line_pitch;
    /* The em square stands in the middle of the pitch; its baseline is 0.12 em above its foot. */
    out->baseline = (style->line_pitch - style->size) / 2 + style->size * 88 / 100;
    out->widest = setting.widest;
    return FB_OK;
}
