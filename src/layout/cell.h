/*
 * cell.h: the content of a cell, set in the width that the cell has.
 */
#ifndef FB_LAYOUT_CELL_H
#define FB_LAYOUT_CELL_H

#include "base/arena.h"
#include "diag/diagnostics.h"
#include "doc/doc.h"
#include "text/setting.h"

/*
 * A line stands at `set` from the left edge of the content and its baseline. Vertical lines are
 * side by side: the first has all their height as its pitch, the others none, so that no page's end
 * comes between them.
 */
struct fb_cell_line {
    const struct fb_set_line *set;
    const struct fb_paragraph *paragraph;
    fb_length pitch;    /* with the space above a paragraph that is not the cell's first */
    fb_length baseline; /* from the top of the line's pitch */
};

struct fb_cell_content {
    const struct fb_cell_line *lines;
    size_t count;
    fb_length widest;
    /* Of all lines, and of the highest: tables of many rows are asked for them again and again. */
    fb_length height, highest;
};

/* The size of a cell, its padding included. */
struct fb_cell_size {
    fb_length width;
    fb_length height; /* as the template gives it; 0: as high as its text needs */
};

/*
 * Sets the paragraphs of a cell. Horizontal lines are as long as the cell is wide; vertical ones as
 * long as their text, one for each paragraph, but not longer than a given height.
 */
FB_MUST_USE fb_status fb_cell_set(struct fb_cell_content *out, struct fb_arena *arena,
                                  const struct fb_font_set *fonts, const struct fb_cell *cell,
                                  struct fb_cell_size size, struct fb_diagnostics *sink);

/*
 * Reports what is wrong with the text of a cell, where the text comes from: the record, if any of
 * it does. The arguments are %1 and %2 of the message; %3 is the place of the cell in the template.
 */
void fb_cell_report(struct fb_diagnostics *sink, enum fb_diag_code code, const struct fb_cell *cell,
                    const char *first, const char *second);

/* Likewise with two lengths, which the message gives in points. */
void fb_cell_report_lengths(struct fb_diagnostics *sink, enum fb_diag_code code,
                            const struct fb_cell *cell, fb_length first, fb_length second);

/*
 * Returns where the content of a cell stands in its height. Of vertical text that is how its lines
 * are aligned.
 */
enum fb_valign fb_cell_valign(const struct fb_cell *cell);

/* Returns the height of lines [first, end). */
fb_length fb_cell_lines_height(const struct fb_cell_content *content, size_t first, size_t end);

#endif
