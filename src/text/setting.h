/*
 * setting.h: a paragraph set in lines of a given width.
 *
 * Lines are broken as clreq has it, at the level that the paragraph's style names: first the width
 * of punctuation is adjusted, then prohibitions are kept, by squeezing a mark in rather than
 * pushing a character out. In boxes narrower than FB_TEXT_NARROW ems the prohibitions cannot all
 * hold; the level is then "none", and only words, numbers and pairs of marks are kept whole. A line
 * may be wider than its box only if a single cluster is. docs/text.md has the rules and their
 * sources.
 */
#ifndef FB_TEXT_SETTING_H
#define FB_TEXT_SETTING_H

#include "base/arena.h"
#include "diag/diagnostics.h"
#include "doc/doc.h"
#include "text/line.h"

enum { FB_TEXT_NARROW = 4 };

struct fb_set_line {
    struct fb_line line;
    /*
     * Of the line's origin, from the corner of its box. fb_text_set gives x alone, from the box's
     * left edge; fb_text_set_vertical gives y alone, from its upper edge.
     */
    fb_length x, y;
};

struct fb_set_text {
    const struct fb_set_line *lines; /* at least one; an empty paragraph has one empty line */
    size_t count;
    fb_length pitch; /* from line to line */
    fb_length
        baseline;     /* from the top of a line's pitch to its baseline; vertical: to its middle */
    fb_length widest; /* width of the widest line, indents included */
    /*
     * What the style's own indents take, if that leaves no room for a character in lines that have
     * any: they were then cut. 0 if they were not.
     */
    fb_length cut_indents;
};

/*
 * Sets a paragraph in a box `width` wide. Characters that no face has are reported (glyph-missing)
 * and left out; the text must then not be printed.
 */
FB_MUST_USE fb_status fb_text_set(struct fb_set_text *out, struct fb_arena *arena,
                                  const struct fb_font_set *fonts,
                                  const struct fb_paragraph *paragraph, fb_length width,
                                  struct fb_diagnostics *sink);

/*
 * Likewise in vertical lines, `height` long. What is said of left, right and width above is said of
 * top, bottom and height then.
 */
FB_MUST_USE fb_status fb_text_set_vertical(struct fb_set_text *out, struct fb_arena *arena,
                                           const struct fb_font_set *fonts,
                                           const struct fb_paragraph *paragraph, fb_length height,
                                           struct fb_diagnostics *sink);

#endif
