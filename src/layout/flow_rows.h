/*
 * flow_rows.h: the rows of a table on the pages of a flow: set before a page asks for them, and
 * checked whether any page can hold them.
 *
 * The statuses are FB_ERR_INPUT if a row was reported that no page can hold.
 */
#ifndef FB_LAYOUT_FLOW_ROWS_H
#define FB_LAYOUT_FLOW_ROWS_H

#include "layout/flow.h"

/* Checks the rows that are set from the start: of the header, and the one that fills the page. */
FB_MUST_USE fb_status fb_rows_check_first(struct fb_flow *flow,
                                          const struct fb_table_layout *layout);

/*
 * Sets, in a window, as many rows as the next page may be asked for: those below the header that
 * fit on it, of a row that was cut perhaps a line alone, and one more; and as many again, for rows
 * that are kept together. What is above the table may leave less room than its header needs, here
 * and on a new page; the first row is asked for all the same.
 */
FB_MUST_USE fb_status fb_rows_set_ahead(struct fb_flow *flow, struct fb_table_layout *layout,
                                        const struct fb_table_cursor *cursor, struct fb_room room);

/*
 * Sets the rows to which no page has come, for what there is to be reported of them, after the
 * table was found to be impossible: FB_ERR_INPUT in any case.
 */
FB_MUST_USE fb_status fb_rows_set_rest(struct fb_flow *flow, struct fb_table_layout *layout);

/*
 * Reports that a row, or the first below a header, fits no page beside header and marks: the cell
 * over it that needs most. FB_ERR_INPUT in any case.
 */
FB_MUST_USE fb_status fb_rows_report(struct fb_flow *flow, const struct fb_table_layout *layout,
                                     size_t row, fb_length room);

#endif
