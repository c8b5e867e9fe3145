#include "layout/fit_cell.h"

#include "layout/cell.h"
#include "layout/rescale.h"

#include <stdio.h>

/* Sizes are tried from large to small by this much. */
static const fb_length STEP = FB_EMU_PER_PT / 2;

/* The room of a cell. */
struct room {
    fb_length width, height; /* height 0: the row grows */
    size_t lines;            /* 0: any number */
};

static struct room room_of(const struct fb_row *row, const struct fb_cell *cell, fb_length width)
{
    bool exact = row->height_rule == FB_HEIGHT_EXACT && cell->row_span == 1;

    return (struct room){width, exact ? row->height : 0, (size_t)cell->style->max_lines};
}

/* Measures a cell; what is wrong with its characters is reported by the layout, not here. */
static fb_status measure(struct fb_cell_content *out, struct fb_arena *arena,
                         const struct fb_cell *cell, struct room room,
                         const struct fb_font_set *fonts)
{
    struct fb_diagnostics *unheard;
    fb_status status = fb_diagnostics_new(&unheard);

    if (status == FB_OK)
        status = fb_cell_set(out, arena, fonts, cell,
                             (struct fb_cell_size){room.width, room.height}, unheard);
    fb_diagnostics_free(unheard);
    return status;
}

static bool fits(const struct fb_cell_content *content, const struct fb_cell *cell,
                 struct room room)
{
    fb_length padding = 2 * cell->style->padding_y;

    if (room.lines > 0 && content->count > room.lines)
        return false;
    if (content->widest > room.width - 2 * cell->style->padding_x)
        return false;
    return room.height == 0 || content->height + padding <= room.height;
}

static void report_too_long(struct fb_diagnostics *sink, const struct fb_cell *cell,
                            const struct fb_cell_content *content, struct room room)
{
    char has[24], needs[24];

    if (room.lines == 0 || content->count <= room.lines)
        return;
    snprintf(has, sizeof has, "%zu", room.lines);
    snprintf(needs, sizeof needs, "%zu", content->count);
    fb_cell_report(sink, FB_DIAG_TEXT_TOO_LONG, cell, has, needs);
}

static fb_status shrink(struct fb_cell *out, struct fb_arena *arena, const struct fb_cell *cell,
                        struct room room, const struct fb_font_set *fonts,
                        struct fb_diagnostics *sink)
{
    fb_length size = cell->style->size, floor = cell->style->floor;

    for (fb_length smaller = size - STEP; smaller >= floor; smaller -= STEP) {
        struct fb_scale scale = {smaller, size, floor};
        struct fb_cell_content content;
        FB_TRY(fb_rescale_cell(out, arena, cell, scale));
        FB_TRY(measure(&content, arena, out, room, fonts));
        if (fits(&content, out, room))
            return FB_OK;
    }
    fb_cell_report_lengths(sink, FB_DIAG_TEXT_NOT_SHRUNK, cell, floor, size);
    return FB_OK;
}

fb_status fb_fit_cell(struct fb_cell *out, bool *changed, struct fb_arena *arena,
                      const struct fb_row *row, const struct fb_cell *cell, fb_length width,
                      const struct fb_font_set *fonts, struct fb_diagnostics *sink)
{
    struct room room = room_of(row, cell, width);
    struct fb_cell_content content;

    *changed = false;
    *out = *cell;
    if (cell->style->overflow == FB_OVERFLOW_GROW || (room.lines == 0 && room.height == 0))
        return FB_OK;
    FB_TRY(measure(&content, arena, cell, room, fonts));
    if (fits(&content, cell, room))
        return FB_OK;
    if (cell->style->overflow == FB_OVERFLOW_ERROR) {
        report_too_long(sink, cell, &content, room);
        return FB_OK;
    }
    *changed = true;
    return shrink(out, arena, cell, room, fonts, sink);
}
