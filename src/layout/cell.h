/*
 * cell.h: the content of a cell, set in the width that the cell has.
 */
#ifndef FB_LAYOUT_CELL_H
#define FB_LAYOUT_CELL_H

#include "base/arena.h"
#include "diag/diagnostics.h"
#include "doc/doc.h"
#include "text/setting.h"

struct fb_cell_line {
    const struct fb_set_line *set;
    const struct fb_paragraph *paragraph;
    fb_length pitch;
    fb_length baseline; /* from the top of the line's pitch */
};

struct fb_cell_content {
    const struct fb_cell_line *lines;
    size_t count;
    fb_length widest;
};

/* Sets the paragraphs of a cell in a cell `width` wide, its padding included. */
FB_MUST_USE fb_status fb_cell_set(struct fb_cell_content *out, struct fb_arena *arena,
                                  const struct fb_font_set *fonts, const struct fb_cell *cell,
                                  fb_length width, struct fb_diagnostics *sink);

/*
 * Reports what is wrong with the text of a cell, where the text comes from: the record, if any of
 * it does. The arguments are %1 and %2 of the message; %3 is the place of the cell in the template.
 */
void fb_cell_report(struct fb_diagnostics *sink, enum fb_diag_code code, const struct fb_cell *cell,
                    const char *first, const char *second);

/* Likewise with two lengths, which the message gives in points. */
void fb_cell_report_lengths(struct fb_diagnostics *sink, enum fb_diag_code code,
                            const struct fb_cell *cell, fb_length first, fb_length second);

/* Returns the height of lines [first, end). */
fb_length fb_cell_lines_height(const struct fb_cell_content *content, size_t first, size_t end);

#endif
