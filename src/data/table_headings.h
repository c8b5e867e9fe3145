/*
 * table_headings.h: the headings of a sheet, and what stands below them.
 *
 * A heading is the text of its cell without blanks and line ends, without the star that marks what
 * must be filled in, and, if no field has that name, without what stands in brackets at its end,
 * such as the unit. So people may break a heading, add a unit, and move columns.
 *
 * All of it lives in the arena of the table.
 */
#ifndef FB_DATA_TABLE_HEADINGS_H
#define FB_DATA_TABLE_HEADINGS_H

#include "data/table_private.h"

struct fb_heading {
    const char *text;
    const char *bare; /* without the brackets at its end */
    const struct fb_cell *cell;
    bool taken; /* a field stands there */
};

/* All zero before they are read. */
struct fb_headings {
    FB_VECTOR(struct fb_heading) items;
};

/* Reads the headings of a row. A heading that is merged with rows above stands in each of them. */
FB_MUST_USE fb_status fb_headings_read(struct fb_headings *out, struct fb_table *table,
                                       const struct fb_sheet *sheet, uint32_t row);

/*
 * Finds the heading of a name, with what may stand in brackets behind it; NULL if there is none.
 * A second of the same text is reported.
 */
FB_MUST_USE fb_status fb_headings_find(struct fb_heading **out, struct fb_table *table,
                                       struct fb_headings *headings, const char *name);

/* Marks the headings of a column that is found by its letters. */
void fb_headings_take_column(struct fb_headings *headings, uint32_t column);

/* Reports a heading that is not there, with the nearest of those that no field took. */
FB_MUST_USE fb_status fb_headings_report_missing(struct fb_table *table,
                                                 const struct fb_headings *headings,
                                                 const struct fb_sheet *sheet, uint32_t row,
                                                 const char *wanted);

/* Says which columns of a part are not read. */
FB_MUST_USE fb_status fb_headings_report_unread(struct fb_table *table,
                                                const struct fb_table_part *part,
                                                const struct fb_headings *headings);

#endif
