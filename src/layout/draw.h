/*
 * draw.h: the text and the lines of a part of a table, at their places.
 */
#ifndef FB_LAYOUT_DRAW_H
#define FB_LAYOUT_DRAW_H

#include "layout/pages.h"
#include "layout/part.h"

/* A page under construction. */
struct fb_page_builder {
    FB_VECTOR(struct fb_placed_line) lines;
    FB_VECTOR(struct fb_placed_rule) rules;
};

/* Places the text of all cells of a part. */
FB_MUST_USE fb_status fb_part_draw_text(struct fb_page_builder *page, struct fb_arena *arena,
                                        const struct fb_table_part *part);

/* Draws the lines of a part: first the horizontal ones from the top, then the vertical ones. */
FB_MUST_USE fb_status fb_part_draw_rules(struct fb_page_builder *page, struct fb_arena *arena,
                                         const struct fb_table_part *part);

#endif
