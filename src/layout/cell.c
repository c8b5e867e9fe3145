#include "layout/cell_private.h"

/* Returns where the first text of a cell that is bound to the record comes from. */
static struct fb_position text_position(const struct fb_cell *cell)
{
    for (size_t i = 0; i < cell->paragraph_count; i++) {
        const struct fb_paragraph *paragraph = &cell->paragraphs[i];
        for (size_t k = 0; k < paragraph->run_count; k++) {
            if (paragraph->runs[k].node != NULL)
                return fb_run_origin(&paragraph->runs[k]);
        }
    }
    return fb_origin(cell->origin);
}

void fb_cell_report(struct fb_diagnostics *sink, enum fb_diag_code code, const struct fb_cell *cell,
                    const char *first, const char *second)
{
    char place[FB_POSITION_TEXT];

    fb_position_describe(place, fb_origin(cell->origin));
    fb_report(sink, code, text_position(cell), first, second, place);
}

void fb_cell_report_lengths(struct fb_diagnostics *sink, enum fb_diag_code code,
                            const struct fb_cell *cell, fb_length first, fb_length second)
{
    char points[FB_LENGTH_TEXT], more_points[FB_LENGTH_TEXT];

    fb_length_points(points, first);
    fb_length_points(more_points, second);
    fb_cell_report(sink, code, cell, points, more_points);
}

fb_length fb_cell_space_above(const struct fb_cell *cell, size_t index)
{
    if (index == 0)
        return 0;
    return cell->paragraphs[index - 1].style->after + cell->paragraphs[index].style->before;
}

/* Puts the lines of a cell's paragraphs below each other. */
static fb_status stack_lines(struct fb_cell_content *out, struct fb_arena *arena,
                             const struct fb_cell *cell, const struct fb_set_text *texts)
{
    struct fb_cell_line *lines = FB_NEW_ARRAY(arena, struct fb_cell_line, out->count);
    size_t next = 0;

    FB_NEED(lines);
    for (size_t i = 0; i < cell->paragraph_count; i++) {
        fb_length space = fb_cell_space_above(cell, i);
        for (size_t k = 0; k < texts[i].count; k++, space = 0)
            lines[next++] =
                (struct fb_cell_line){&texts[i].lines[k], &cell->paragraphs[i],
                                      space + texts[i].pitch, space + texts[i].baseline};
    }
    out->lines = lines;
    return FB_OK;
}

static fb_status set_horizontal(struct fb_cell_content *out, struct fb_arena *arena,
                                const struct fb_font_set *fonts, const struct fb_cell *cell,
                                fb_length room, struct fb_diagnostics *sink)
{
    size_t count = cell->paragraph_count;
    struct fb_set_text one, *texts = &one;

    if (count > 1)
        FB_NEED(texts = FB_NEW_ARRAY(arena, struct fb_set_text, count));
    for (size_t i = 0; i < count; i++) {
        FB_TRY(fb_text_set(&texts[i], arena, fonts, &cell->paragraphs[i], room, sink));
        out->count += texts[i].count;
        if (texts[i].widest > out->widest)
            out->widest = texts[i].widest;
    }
    return stack_lines(out, arena, cell, texts);
}

static void add_heights(struct fb_cell_content *out)
{
    for (size_t i = 0; i < out->count; i++) {
        fb_length pitch = out->lines[i].pitch;

        out->height += pitch;
        if (pitch > out->highest)
            out->highest = pitch;
    }
}

fb_status fb_cell_set(struct fb_cell_content *out, struct fb_arena *arena,
                      const struct fb_font_set *fonts, const struct fb_cell *cell,
                      struct fb_cell_size size, struct fb_diagnostics *sink)
{
    bool vertical = cell->style->direction == FB_DIRECTION_VERTICAL;
    fb_length room = size.width - 2 * cell->style->padding_x;

    *out = (struct fb_cell_content){0};
    if (vertical)
        FB_TRY(fb_cell_set_vertical(out, arena, fonts, cell, size, sink));
    else
        FB_TRY(set_horizontal(out, arena, fonts, cell, room, sink));
    add_heights(out);
    if (out->widest > room)
        fb_cell_report_lengths(sink, vertical ? FB_DIAG_VERTICAL_TOO_WIDE : FB_DIAG_TEXT_TOO_WIDE,
                               cell, room, out->widest);
    return FB_OK;
}

enum fb_valign fb_cell_valign(const struct fb_cell *cell)
{
    static const enum fb_valign ALONG[] = {
        [FB_ALIGN_LEFT] = FB_VALIGN_TOP,
        [FB_ALIGN_CENTER] = FB_VALIGN_MIDDLE,
        [FB_ALIGN_RIGHT] = FB_VALIGN_BOTTOM,
        [FB_ALIGN_JUSTIFY] = FB_VALIGN_TOP,
    };
    const struct fb_style *style = cell->style;

    return style->direction == FB_DIRECTION_VERTICAL ? ALONG[style->align] : style->valign;
}

fb_length fb_cell_lines_height(const struct fb_cell_content *content, size_t first, size_t end)
{
    fb_length height = 0;

    for (size_t i = first; i < end; i++)
        height += content->lines[i].pitch;
    return height;
}
