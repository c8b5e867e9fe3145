#include "layout/cell.h"

#include "base/vector.h"

static fb_status report_too_wide(struct fb_diagnostics *sink, const struct fb_cell *cell,
                                 fb_length room, fb_length needed)
{
    char has[FB_LENGTH_TEXT], needs[FB_LENGTH_TEXT];

    fb_length_points(has, room);
    fb_length_points(needs, needed);
    fb_report(sink, FB_DIAG_TEXT_TOO_WIDE, cell->origin, has, needs);
    return FB_OK;
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
        return report_too_wide(sink, cell, room, out->widest);
    return FB_OK;
}

fb_length fb_cell_lines_height(const struct fb_cell_content *content, size_t first, size_t end)
{
    fb_length height = 0;

    for (size_t i = first; i < end; i++)
        height += content->lines[i].pitch;
    return height;
}
