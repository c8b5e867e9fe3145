/*
 * pages.h: pages on which everything has its place.
 *
 * Coordinates are EMU from the top left corner of the page. Lines of text are in reading order:
 * paragraphs and tables as the document has them, the cells of a table row by row. What a line
 * belongs to is kept, for outputs that tag their text.
 */
#ifndef FB_LAYOUT_PAGES_H
#define FB_LAYOUT_PAGES_H

#include "doc/doc.h"
#include "text/line.h"

enum fb_placed_kind {
    FB_PLACED_TEXT,
    FB_PLACED_REPEATED,    /* header or label that an earlier page has already */
    FB_PLACED_PAGE_NUMBER, /* not part of the document's text */
};

struct fb_placed_line {
    const struct fb_line *line;
    fb_length x, y; /* of the line's left end, on its baseline */
    enum fb_placed_kind kind;
    const struct fb_paragraph *paragraph; /* NULL if the document has no such text */
    const struct fb_cell *cell;           /* NULL outside tables */
};

struct fb_placed_rule {
    fb_length x1, y1, x2, y2;
    fb_length width;
};

struct fb_page {
    fb_length width, height;
    const struct fb_placed_line *lines;
    size_t line_count;
    const struct fb_placed_rule *rules;
    size_t rule_count;
};

struct fb_pages {
    const struct fb_page *items;
    size_t count;
};

/*
 * Takes the pages of a document, one after the other, each when it is full. Of a page only the
 * paragraphs and cells, which are the document's, are still there after the call. A failure,
 * which is not FB_ERR_INPUT, ends the layout and is its result.
 */
struct fb_page_taker {
    fb_status (*take)(void *data, const struct fb_page *page);
    void *data;
};

#endif
