/*
 * outline.h: the bookmarks of a document.
 *
 * Each heading has one. So has the beginning of each section without a heading: the first bears the
 * title of the document, others that of their first table, and each the other if it lacks its own.
 */
#ifndef FB_PAINT_OUTLINE_H
#define FB_PAINT_OUTLINE_H

#include "paint/structure.h"

struct fb_outline {
    FB_VECTOR(struct fb_bookmark) bookmarks; /* titles are in the arena or the document */
    struct fb_arena *arena;
    const struct fb_doc *doc;
    const struct fb_structure *structure;
    size_t next_section; /* the first that has no line yet */
    size_t headings_end; /* no element from this on is a heading, nor beside one */
    size_t last_element; /* of the line before */
    int above;           /* how many levels there are above the headings' */
};

/*
 * Begins the outline of a document, which is borrowed with its structure. With a title for the
 * whole, a bookmark of that name leads to the first page, and all others are below.
 */
FB_MUST_USE fb_status fb_outline_begin(struct fb_outline *out, struct fb_arena *arena,
                                       const struct fb_doc *doc,
                                       const struct fb_structure *structure, const char *whole);

/* Adds what begins with a line of text: in reading order, with its element and its page, from 0. */
FB_MUST_USE fb_status fb_outline_line(struct fb_outline *outline, const struct fb_placed_line *line,
                                      size_t element, size_t page);

/*
 * Sets `*title`, where a document has none itself, to that of its first heading, in the order of
 * the document, or of a section without one before it; else leaves it as it is. That is the title
 * of the outline's first bookmark, but where pages cut a row whose cells have headings.
 */
FB_MUST_USE fb_status fb_outline_title(const char **title, struct fb_arena *arena,
                                       const struct fb_doc *doc,
                                       const struct fb_structure *structure);

#endif
