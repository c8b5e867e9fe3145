/*
 * page_index.h: which parts of a document stand on which pages.
 *
 * The parts are the document's cells and its paragraphs outside tables, in the order in which they
 * are read. On a page, lines that follow each other and belong to one part are a group.
 */
#ifndef FB_TESTS_PAGE_INDEX_H
#define FB_TESTS_PAGE_INDEX_H

#include "base/vector.h"
#include "layout/pages.h"
#include "verdict.h"

enum { NO_PAGE = -1 };

struct doc_table {
    const struct fb_table *table;
    size_t first_part, end_part;
    int first_page, last_page; /* that have a line of it; NO_PAGE: none has */
};

struct doc_part {
    const struct fb_cell *cell; /* NULL: a paragraph */
    struct doc_table *table;    /* NULL likewise */
    size_t section, block, row;
    const char *text;    /* as put_paragraphs writes it */
    size_t used;         /* bytes of it that were found on pages, so far */
    bool blank;          /* no line of it can be seen */
    int page, last_page; /* that have its text as content; NO_PAGE: none has so far */
};

struct line_group {
    size_t part; /* NO_PART: a mark or a page number */
    enum fb_placed_kind kind;
    size_t first, end; /* lines of the page */
};

#define NO_PART ((size_t)-1)

struct cell_key;

struct page_groups {
    FB_VECTOR(struct line_group) items;
};

struct page_index {
    struct fb_arena *arena;
    const struct fb_doc *doc;
    const struct fb_pages *pages;
    FB_VECTOR(struct doc_part) parts;
    FB_VECTOR(struct doc_table *) tables;
    struct cell_key *cells; /* the parts that are cells, by address */
    size_t cell_count;
    struct page_groups *groups; /* of each page */
};

/*
 * Indexes pages and follows the document's text through them. Fails as "text" if a line is not what
 * its part shows next, or a part is not shown whole, and as "order" if lines are not in the order
 * in which they are read.
 */
bool page_index_build(struct page_index *index, struct fb_arena *arena, const struct fb_doc *doc,
                      const struct fb_pages *pages, struct verdict *verdict);

/* Moves `*used` over a line's text if that is what comes next in a part's text. */
bool part_take_line(const struct doc_part *part, size_t *used, const struct fb_line *line);

/* True if there is nothing but ends of paragraphs and lines after `used`. */
bool part_is_done(const struct doc_part *part, size_t used);

/* Returns the group of a part on a page, or NULL. */
const struct line_group *page_group_of(const struct page_index *index, size_t page, size_t part);

#endif
