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
    FB_VECTOR(struct fb_bookmark) bookmarks;
};

/*
 * Builds the outline from the places of the text. Titles are in the arena or the document. With a
 * title for the whole, a bookmark of that name leads to the first page, and all others are below.
 */
FB_MUST_USE fb_status fb_outline_build(struct fb_outline *out, struct fb_arena *arena,
                                       const struct fb_doc *doc, const struct fb_pages *pages,
                                       const struct fb_structure *structure, const char *whole);

#endif
