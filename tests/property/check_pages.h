/*
 * check_pages.h: what must hold for the pages of any document.
 */
#ifndef FB_TESTS_CHECK_PAGES_H
#define FB_TESTS_CHECK_PAGES_H

#include "page_index.h"

/* All of the following; stops at the first property that does not hold. */
bool pages_are_right(struct fb_arena *arena, const struct fb_doc *doc, const struct fb_pages *pages,
                     struct verdict *verdict);

/* "header", "label", "mark", "number": what is drawn again is there, whole and once. */
bool repeats_are_right(const struct page_index *index, struct verdict *verdict);

/* "inside", "apart", "rules", "glyphs": no line leaves its page or meets another or a rule. */
bool places_are_right(const struct page_index *index, struct verdict *verdict);

/* "cells": the boxes that the rules draw tile, and each holds the lines of one cell of its size. */
bool boxes_are_right(const struct page_index *index, struct verdict *verdict);

/*
 * The box of a line, as long as the line and one em of its style wide, in which its glyphs stand:
 * from 0.88 em above the baseline to 0.12 em below, of a vertical line half an em at each side.
 */
struct line_box {
    fb_length left, top, right, bottom;
};

struct line_box line_box_of(const struct fb_placed_line *line);

#endif
