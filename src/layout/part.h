/*
 * part.h: the rows of a table that go on one page.
 */
#ifndef FB_LAYOUT_PART_H
#define FB_LAYOUT_PART_H

#include "base/vector.h"
#include "layout/table.h"

struct fb_line_range {
    size_t first, end;
};

/* A row, or a piece of one that no page can hold whole. */
struct fb_strip {
    size_t row;
    fb_length height;
    bool repeated;                      /* a header row that an earlier page has */
    bool resumed;                       /* a piece of a row that an earlier page began */
    const struct fb_line_range *ranges; /* lines of each of the row's cells; NULL: all */
};

struct fb_table_part {
    const struct fb_table_layout *layout;
    FB_VECTOR(struct fb_strip) strips;
    fb_length left, top;
    fb_length height;                /* of all strips */
    bool joined_above, joined_below; /* it and its neighbour there look like one table */
};

/* Where in a table the next page goes on. */
struct fb_table_cursor {
    size_t row;
    size_t *next_lines;     /* of each cell of a row that was cut; NULL: the row is whole */
    struct fb_arena *arena; /* for them */
    bool continued;         /* an earlier page has rows of the table */
};

/* The height that rows may take on a page. */
struct fb_room {
    fb_length here;  /* what is left of this page */
    fb_length fresh; /* what a page has that nothing else is on */
};

/*
 * Fills a part, in the arena of its page, from the cursor with as many rows as there is room for,
 * and moves the cursor past them. The part stays without strips if a new page would serve better;
 * on a fresh page at least one line goes in. FB_ERR_INPUT, not reported, if there is no room even
 * for that.
 */
FB_MUST_USE fb_status fb_part_fill(struct fb_table_part *part, struct fb_arena *arena,
                                   struct fb_table_cursor *cursor, struct fb_room room);

/*
 * True if a row must be higher than `room`. One that is to be that high at least is as high as the
 * page allows.
 */
bool fb_row_is_higher(const struct fb_row *row, fb_length room);

/* Returns true if all rows of the table are placed. */
bool fb_cursor_done(const struct fb_table_cursor *cursor, const struct fb_table_layout *layout);

/* Adds the blank row that fills the page, as often as there is room for. */
FB_MUST_USE fb_status fb_part_fill_up(struct fb_table_part *part, struct fb_arena *arena,
                                      fb_length room);

/* Returns the cell of a strip in a column. */
const struct fb_cell *fb_part_cell(const struct fb_table_part *part, size_t strip, size_t column);

/* True if a merged cell that begins in `first_row` was begun on an earlier page than the strip. */
bool fb_strip_goes_on(const struct fb_strip *strip, const struct fb_cell *cell, size_t first_row);

/* True if one cell covers a column of a strip and of the strip above it. */
bool fb_part_covers_both(const struct fb_table_part *part, size_t strip, size_t column);

#endif
