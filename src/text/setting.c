#include "text/setting.h"

#include "base/vector.h"
#include "text/cluster.h"
#include "text/fill.h"
#include "text/measure.h"
#include "text/numbering.h"
#include "text/place.h"
#include "text/words.h"

#include <string.h>

typedef FB_VECTOR(struct fb_set_line) line_vector;

/* A paragraph being set. */
struct setting {
    struct fb_arena *arena;
    struct fb_arena *scratch; /* for what is not part of the lines */
    const struct fb_style *style;
    fb_length width; /* of the box */
    bool vertical;
    fb_length first, rest; /* from the box's left edge to the first line, and to the others */
    fb_length right;       /* from the lines' right ends to the box's right edge */
    line_vector lines;
    fb_length widest;
    fb_length cut_indents; /* as in struct fb_set_text */
};

struct tally {
    size_t lines;
    bool strained; /* some line is squeezed, or ends where none should */
};

static fb_length start_of_line(const struct setting *setting)
{
    return setting->lines.count == 0 ? setting->first : setting->rest;
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

static fb_length aligned_start(const struct setting *setting, fb_length start, fb_length line_width)
{
    fb_length room = setting->width - setting->right - start - line_width;

    switch (setting->style->align) {
    case FB_ALIGN_CENTER:
        return start + room / 2;
    case FB_ALIGN_RIGHT:
        return start + room;
    case FB_ALIGN_LEFT:
    case FB_ALIGN_JUSTIFY:
        break;
    }
    return start;
}

static fb_status add_line(struct setting *setting, const struct fb_cluster_row *row,
                          struct fb_span span)
{
    fb_length start = start_of_line(setting), aligned, taken;
    bool last = span.end == row->count;
    struct fb_placing how = {.width = setting->width - setting->right - start,
                             .stretched = setting->style->align == FB_ALIGN_JUSTIFY && !last,
                             .vertical = setting->vertical};
    struct fb_set_line *line = FB_PUSH(setting->scratch, &setting->lines);

    FB_NEED(line);
    FB_TRY(fb_span_place(&line->line, setting->arena, row, span, how));
    aligned = aligned_start(setting, start, line->line.width);
    if (setting->vertical)
        line->y = aligned;
    else
        line->x = aligned;
    taken = start + line->line.width + setting->right;
    if (taken > setting->widest)
        setting->widest = taken;
    return FB_OK;
}

/* No line begins inside a word of the style's list, unless a word takes more than a line. */
static void hold_words(struct fb_cluster_row *row, const char *words, fb_length width)
{
    size_t length = row->count > 0 ? strlen(row->text) : 0, word_end = 0;
    fb_length taken = 0;

    for (size_t i = 0; i < row->count; i++)
        taken += row->items[i].gap + row->items[i].advance;
    if (taken <= width) /* one line: there is nothing to look for */
        return;
    for (size_t i = 0; i < row->count; i++) {
        struct fb_cluster *cluster = &row->items[i];
        if (cluster->text_offset >= word_end)
            word_end =
                cluster->text_offset + fb_words_match(words, row->text + cluster->text_offset,
                                                      length - cluster->text_offset);
        else if (cluster->start > FB_START_HELD)
            cluster->start = FB_START_HELD;
    }
}

/* Whether a row is one line, whichever of the paragraph's lines it is. */
static bool fits_one_line(const struct setting *setting, const struct fb_cluster_row *row)
{
    fb_length indent = setting->first > setting->rest ? setting->first : setting->rest;
    fb_length room = setting->width - setting->right - indent;

    for (size_t i = 0; i < row->count && room >= 0; i++) {
        const struct fb_cluster *cluster = &row->items[i];
        room -= cluster->gap + cluster->advance - cluster->trim_left - cluster->trim_right;
    }
    return room >= 0;
}

static fb_status one_line(struct fb_spans *out, const struct setting *setting,
                          const struct fb_cluster_row *row)
{
    out->items = FB_NEW(setting->scratch, struct fb_span);
    FB_NEED(out->items);
    out->items[0].end = row->count;
    out->count = 1;
    return FB_OK;
}

static fb_status divide(struct fb_spans *out, const struct setting *setting,
                        struct fb_cluster_row *row)
{
    const struct fb_style *style = setting->style;
    fb_length width = setting->width - setting->right;
    struct fb_line_widths widths;

    if (fits_one_line(setting, row))
        return one_line(out, setting, row);
    if (style->wrap == FB_WRAP_BALANCE)
        hold_words(row, style->words, width - start_of_line(setting));
    FB_TRY(fb_measure_row(row, setting->scratch));
    if (style->wrap == FB_WRAP_BALANCE)
        width = setting->rest + balanced_width(row, style->size, width - setting->rest);
    widths = (struct fb_line_widths){.first = width - start_of_line(setting),
                                     .rest = width - setting->rest};
    if (style->align == FB_ALIGN_JUSTIFY && style->wrap == FB_WRAP_FILL)
        return fb_fill_evenly(out, setting->scratch, row, widths);
    return fb_fill_greedy(out, setting->scratch, row, widths);
}

/* Returns how many clusters of a row are the number that the paragraph begins with. */
static size_t number_clusters(const struct fb_cluster_row *row)
{
    size_t count = 0,
           bytes = fb_numbering_length(row->text, row->count > 0 ? strlen(row->text) : 0);

    while (count < row->count && row->items[count].text_offset < bytes)
        count++;
    return count < row->count ? count : 0;
}

/*
 * Fixes the width of a number that the other lines hang by, so that they stand under the text after
 * it, and returns that width. An opening bracket at the beginning stands at the line's edge.
 */
static fb_length fix_number(struct fb_cluster_row *row, size_t count)
{
    fb_length width = row->items[0].class == FB_CHAR_OPEN ? -row->items[0].half : 0;

    for (size_t i = 0; i < count; i++) {
        struct fb_cluster *cluster = &row->items[i];
        if (cluster->class != FB_CHAR_OPEN)
            cluster->half = 0;
        cluster->stretches = false;
        width += cluster->gap + cluster->advance - cluster->trim_left - cluster->trim_right;
    }
    row->items[count].stretches = false;
    return width + row->items[count].gap;
}

static fb_length in_ems(const struct setting *setting, int hundredths)
{
    return setting->style->size * hundredths / 100;
}

/* Works out where lines begin and end. The paragraph's first row must have been ruled. */
static void indent(struct setting *setting, struct fb_cluster_row *row)
{
    const struct fb_style *style = setting->style;
    fb_length left = in_ems(setting, style->indent_left);
    size_t number;

    setting->right = in_ems(setting, style->indent_right);
    setting->first = left + in_ems(setting, style->indent);
    setting->rest = left;
    if (style->hanging != FB_HANGING_NUMBER) {
        setting->rest += in_ems(setting, style->hanging);
        return;
    }
    number = number_clusters(row);
    if (number > 0)
        setting->rest = setting->first + fix_number(row, number);
}

/* Returns what the indents take that do not depend on the text. */
static fb_length own_indents(const struct setting *setting)
{
    const struct fb_style *style = setting->style;
    int hanging = style->hanging == FB_HANGING_NUMBER ? 0 : style->hanging;
    int more = style->indent > hanging ? style->indent : hanging;

    return in_ems(setting, style->indent_left + more + style->indent_right);
}

/* Indents leave room for two ems, which is what the widest cluster takes, a pair of dashes. */
static void limit_indents(struct setting *setting, bool has_text)
{
    fb_length most = setting->width - 2 * setting->style->size;
    fb_length own = own_indents(setting);

    if (has_text && own > 0 && own > most + setting->style->size)
        setting->cut_indents = own;
    if (setting->right > most)
        setting->right = most > 0 ? most : 0;
    most -= setting->right;
    if (setting->first > most)
        setting->first = most > 0 ? most : 0;
    if (setting->rest > most)
        setting->rest = most > 0 ? most : 0;
}

static fb_status set_row(struct setting *setting, struct fb_cluster_row *row)
{
    const struct fb_style *style = setting->style;
    bool narrow = setting->width < style->size * FB_TEXT_NARROW;
    struct fb_spans spans;

    if (setting->vertical)
        FB_TRY(fb_cluster_row_turn(row));
    FB_TRY(fb_cluster_row_rule(row, setting->scratch, narrow ? FB_BREAKING_NONE : style->breaking,
                               style->gap));
    if (setting->lines.count == 0) {
        indent(setting, row);
        limit_indents(setting, row->count > 0);
    }
    FB_TRY(divide(&spans, setting, row));
    for (size_t i = 0; i < spans.count; i++)
        FB_TRY(add_line(setting, row, spans.items[i]));
    return FB_OK;
}

static fb_status set_rows(struct setting *setting, const struct fb_font_set *fonts,
                          const struct fb_paragraph *paragraph, struct fb_diagnostics *sink)
{
    struct fb_cluster_rows rows;

    FB_TRY(fb_cluster_rows_build(&rows, setting->scratch, fonts, paragraph, sink));
    for (size_t i = 0; i < rows.count; i++)
        FB_TRY(set_row(setting, &rows.items[i]));
    return FB_OK;
}

/* Copies the lines out of what is cleared. */
static fb_status keep_lines(struct fb_set_text *out, const struct setting *setting)
{
    struct fb_set_line *lines =
        FB_NEW_ARRAY(setting->arena, struct fb_set_line, setting->lines.count);

    FB_NEED(lines);
    memcpy(lines, setting->lines.items, setting->lines.count * sizeof *lines);
    out->lines = lines;
    out->count = setting->lines.count;
    return FB_OK;
}

static fb_status set_paragraph(struct fb_set_text *out, struct setting *setting,
                               const struct fb_font_set *fonts,
                               const struct fb_paragraph *paragraph, struct fb_diagnostics *sink)
{
    fb_status status;

    setting->style = paragraph->style;
    setting->scratch = fb_arena_scratch(setting->arena);
    FB_NEED(setting->scratch);
    status = set_rows(setting, fonts, paragraph, sink);
    if (status == FB_OK)
        status = keep_lines(out, setting);
    fb_arena_clear(setting->scratch);
    FB_TRY(status);
    out->pitch = paragraph->style->line_pitch;
    out->widest = setting->widest;
    out->cut_indents = setting->cut_indents;
    return FB_OK;
}

fb_status fb_text_set(struct fb_set_text *out, struct fb_arena *arena,
                      const struct fb_font_set *fonts, const struct fb_paragraph *paragraph,
                      fb_length width, struct fb_diagnostics *sink)
{
    const struct fb_style *style = paragraph->style;
    struct setting setting = {.arena = arena, .width = width};

    FB_TRY(set_paragraph(out, &setting, fonts, paragraph, sink));
    /* The em square stands in the middle of the pitch; its baseline is 0.12 em above its foot. */
    out->baseline = (style->line_pitch - style->size) / 2 + style->size * 88 / 100;
    return FB_OK;
}

fb_status fb_text_set_vertical(struct fb_set_text *out, struct fb_arena *arena,
                               const struct fb_font_set *fonts,
                               const struct fb_paragraph *paragraph, fb_length height,
                               struct fb_diagnostics *sink)
{
    struct setting setting = {.arena = arena, .width = height, .vertical = true};

    FB_TRY(set_paragraph(out, &setting, fonts, paragraph, sink));
    out->baseline = paragraph->style->line_pitch / 2;
    return FB_OK;
}
