#include "layout/page_number.h"

#include "text/setting.h"

#include <string.h>

/* What a small Roman number is made of, from the largest. */
static const struct {
    size_t value;
    const char *digits;
} ROMAN[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
             {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};

/* Returns the number in small Roman digits, or NULL if there is no memory. */
static const char *roman(struct fb_arena *arena, size_t number)
{
    const char *text = "";

    for (size_t i = 0; text != NULL && number > 0;) {
        if (number < ROMAN[i].value) {
            i++;
            continue;
        }
        number -= ROMAN[i].value;
        text = fb_arena_format(arena, "%s%s", text, ROMAN[i].digits);
    }
    return text;
}

/* The number set on one line. */
static fb_status set_number(struct fb_set_text *out, struct fb_arena *arena,
                            const struct fb_page_setup *setup, size_t number,
                            const struct fb_font_set *fonts, struct fb_diagnostics *sink)
{
    struct fb_run run = {.style = setup->number};
    struct fb_paragraph paragraph = {.style = setup->number, .runs = &run, .run_count = 1};
    const char *digits =
        setup->number_roman ? roman(arena, number) : fb_arena_format(arena, "%zu", number);

    FB_NEED(digits);
    FB_NEED(run.text = fb_arena_format(arena, "— %s —", digits));
    run.length = strlen(run.text);
    return fb_text_set(out, arena, fonts, &paragraph, setup->width, sink);
}

/* Copies a horizontal line as it looks when its sheet is turned by a quarter, clockwise. */
static fb_status turn_line(struct fb_line *out, struct fb_arena *arena, const struct fb_line *line)
{
    struct fb_glyph_run *runs = FB_NEW_ARRAY(arena, struct fb_glyph_run, line->run_count);

    FB_NEED(runs);
    *out = *line;
    out->vertical = true;
    out->runs = runs;
    for (size_t r = 0; r < line->run_count; r++) {
        struct fb_glyph *glyphs = FB_NEW_ARRAY(arena, struct fb_glyph, line->runs[r].count);
        FB_NEED(glyphs);
        runs[r] = line->runs[r];
        runs[r].turned = true;
        runs[r].glyphs = glyphs;
        for (size_t g = 0; g < runs[r].count; g++) {
            glyphs[g] = line->runs[r].glyphs[g];
            glyphs[g].y = line->runs[r].glyphs[g].x;
            glyphs[g].x = -line->runs[r].glyphs[g].y;
        }
    }
    return FB_OK;
}

/* Returns how far from the left of a sheet `width` wide the number begins. */
static fb_length number_start(const struct fb_style *style, size_t number, fb_length width,
                              fb_length left, fb_length right, fb_length line_width)
{
    return number % 2 == 0 ? left + style->size : width - right - style->size - line_width;
}

/* The sheet as it is bound has our height as its width and our left margin as its foot. */
static fb_status place_upright(struct fb_placed_line *out, struct fb_arena *arena,
                               const struct fb_page_setup *setup, size_t number,
                               const struct fb_set_text *text)
{
    struct fb_line *turned = FB_NEW(arena, struct fb_line);

    FB_NEED(turned);
    FB_TRY(turn_line(turned, arena, &text->lines[0].line));
    out->line = turned;
    out->x = setup->left - setup->number_distance - text->baseline;
    out->y = number_start(setup->number, number, setup->height, setup->top, setup->bottom,
                          turned->width);
    return FB_OK;
}

fb_status fb_page_number_place(struct fb_placed_line *out, struct fb_arena *arena,
                               const struct fb_page_setup *setup, size_t number,
                               const struct fb_font_set *fonts, struct fb_diagnostics *sink)
{
    struct fb_set_text text;

    *out = (struct fb_placed_line){.kind = FB_PLACED_PAGE_NUMBER};
    FB_TRY(set_number(&text, arena, setup, number, fonts, sink));
    if (setup->number_upright)
        return place_upright(out, arena, setup, number, &text);
    out->line = &text.lines[0].line;
    out->x = number_start(setup->number, number, setup->width, setup->left, setup->right,
                          out->line->width);
    out->y = setup->height - setup->bottom + setup->number_distance + text.baseline;
    return FB_OK;
}
