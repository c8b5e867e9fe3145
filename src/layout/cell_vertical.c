/*
 * cell_vertical.c: lines that run down a cell, the first at its right (clreq, "Vertical Writing
 * Mode"). Of the cell's style, valign says where they stand between right and left.
 */
#include "layout/cell_private.h"

/* Longer than any sheet is high: lines then break only where they are told to. */
static const fb_length UNBROKEN = FB_LENGTH_MAX;

/* Vertical lines being collected. */
struct columns {
    struct fb_arena *arena;
    FB_VECTOR(struct fb_set_line) sets;
    FB_VECTOR(struct fb_cell_line) lines; /* whose `set` is due */
    fb_length height;
    fb_length longest;
    fb_length taken; /* from the right edge of the first line's pitch to here */
};

static fb_status add_column(struct columns *columns, const struct fb_paragraph *paragraph,
                            const struct fb_set_line *source, fb_length middle)
{
    struct fb_set_line *set = FB_PUSH(columns->arena, &columns->sets);
    struct fb_cell_line *line = FB_PUSH(columns->arena, &columns->lines);

    FB_NEED(set);
    FB_NEED(line);
    *set = *source;
    set->x = -middle;
    line->paragraph = paragraph;
    return FB_OK;
}

static fb_status add_paragraph(struct columns *columns, const struct fb_font_set *fonts,
                               const struct fb_cell *cell, size_t index,
                               struct fb_diagnostics *sink)
{
    const struct fb_paragraph *paragraph = &cell->paragraphs[index];
    struct fb_set_text text;

    FB_TRY(fb_text_set_vertical(&text, columns->arena, fonts, paragraph, columns->height, sink));
    columns->taken += fb_cell_space_above(cell, index);
    for (size_t i = 0; i < text.count; i++) {
        FB_TRY(add_column(columns, paragraph, &text.lines[i], columns->taken + text.baseline));
        columns->taken += text.pitch;
    }
    if (text.widest > columns->longest)
        columns->longest = text.widest;
    return FB_OK;
}

static fb_status set_columns(struct columns *columns, const struct fb_font_set *fonts,
                             const struct fb_cell *cell, struct fb_diagnostics *sink)
{
    columns->sets.count = columns->lines.count = 0;
    columns->taken = columns->longest = 0;
    for (size_t i = 0; i < cell->paragraph_count; i++)
        FB_TRY(add_paragraph(columns, fonts, cell, i, sink));
    return FB_OK;
}

/*
 * Lines are set once to learn how long they get, and again to align them in that length. What is
 * wrong with their characters is reported the second time.
 */
static fb_status learn_height(struct columns *columns, const struct fb_font_set *fonts,
                              const struct fb_cell *cell)
{
    struct fb_diagnostics *unheard;
    fb_status status = fb_diagnostics_new(&unheard);

    columns->height = UNBROKEN;
    if (status == FB_OK)
        status = set_columns(columns, fonts, cell, unheard);
    fb_diagnostics_free(unheard);
    columns->height = columns->longest;
    return status;
}

/*
 * Lines are aligned in the height that they take: less than was given where they are broken, and
 * more where not even a character has room. A pass more settles it, or two if indents give way.
 */
static fb_status settle_height(struct columns *columns, const struct fb_font_set *fonts,
                               const struct fb_cell *cell)
{
    enum { PASSES = 3 };
    struct fb_diagnostics *unheard;
    fb_status status;

    if (columns->longest == columns->height)
        return FB_OK;
    status = fb_diagnostics_new(&unheard);
    for (int i = 0; status == FB_OK && i < PASSES && columns->longest != columns->height; i++) {
        columns->height = columns->longest;
        status = set_columns(columns, fonts, cell, unheard);
    }
    fb_diagnostics_free(unheard);
    return status;
}

/* Returns where the right edge of the first line's pitch is, from the left edge of the content. */
static fb_length right_edge(const struct fb_cell *cell, fb_length room, fb_length taken)
{
    switch (cell->style->valign) {
    case FB_VALIGN_TOP:
        return room;
    case FB_VALIGN_MIDDLE:
        return room - (room - taken) / 2;
    case FB_VALIGN_BOTTOM:
        break;
    }
    return taken;
}

/* Gives the lines their places, now that the number of columns is known. */
static void place_columns(struct columns *columns, fb_length right)
{
    for (size_t i = 0; i < columns->lines.count; i++) {
        struct fb_cell_line *line = &columns->lines.items[i];
        columns->sets.items[i].x += right;
        line->set = &columns->sets.items[i];
        line->pitch = i == 0 ? columns->height : 0;
        line->baseline = i == 0 ? 0 : -columns->height;
    }
}

fb_status fb_cell_set_vertical(struct fb_cell_content *out, struct fb_arena *arena,
                               const struct fb_font_set *fonts, const struct fb_cell *cell,
                               struct fb_cell_size size, struct fb_diagnostics *sink)
{
    struct columns columns = {.arena = arena};
    fb_length given = size.height - 2 * cell->style->padding_y;

    /* A label over many rows is drawn on each page's part of them, so it takes no more than it
     * needs. */
    FB_TRY(learn_height(&columns, fonts, cell));
    if (given > 0 && given < columns.height)
        columns.height = given;
    FB_TRY(set_columns(&columns, fonts, cell, sink));
    FB_TRY(settle_height(&columns, fonts, cell));
    place_columns(&columns,
                  right_edge(cell, size.width - 2 * cell->style->padding_x, columns.taken));
    out->lines = columns.lines.items;
    out->count = columns.lines.count;
    out->widest = columns.taken;
    return FB_OK;
}
