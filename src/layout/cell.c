#include "layout/cell.h"

#include "base/vector.h"

/* Returns where the first text of a cell that is bound to the record comes from. */
static struct fb_position text_position(const struct fb_cell *cell)
{
    for (size_t i = 0; i < cell->paragraph_count; i++) {
        const struct fb_paragraph *paragraph = &cell->paragraphs[i];
        for (size_t k = 0; k < paragraph->run_count; k++) {
            if (paragraph->runs[k].binding != NULL)
                return paragraph->runs[k].origin;
        }
    }
    return cell->origin;
}

void fb_cell_report(struct fb_diagnostics *sink, enum fb_diag_code code, const struct fb_cell *cell,
                    const char *first, const char *second)
{
    char place[FB_POSITION_TEXT];

    fb_position_describe(place, cell->origin);
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

fb_status fb_cell_set(struct fb_cell_content *out, struct fb_arena *arena,
                      const struct fb_font_set *fonts, const struct fb_cell *cell, fb_length width,
                      struct fb_diagnostics *sink)
{
    fb_length room = width - 2 * cell->style->padding_x;
    FB_VECTOR(struct fb_cell_line) lines = {0};

    *out = (struct fb_cell_content){0};
    for (size_t i = 0; i < cell->paragraph_count; i++) {
        struct fb_set_text text;
        FB_TRY(fb_text_set(&text, arena, fonts, &cell->paragraphs[i], room, sink));
        for (size_t k = 0; k < text.count; k++) {
            struct fb_cell_line *line = FB_PUSH(arena, &lines);
            FB_NEED(line);
            *line = (struct fb_cell_line){&text.lines[k], &cell->paragraphs[i], text.pitch,
                                          text.baseline};
        }
        if (text.widest > out->widest)
            out->widest = text.widest;
    }
    out->lines = lines.items;
    out->count = lines.count;
    if (out->widest > room)
        fb_cell_report_lengths(sink, FB_DIAG_TEXT_TOO_WIDE, cell, room, out->widest);
    return FB_OK;
}

fb_length fb_cell_lines_height(const struct fb_cell_content *content, size_t first, size_t end)
{
    fb_length height = 0;

    for (size_t i = first; i < end; i++)
        height += content->lines[i].pitch;
    return height;
}
