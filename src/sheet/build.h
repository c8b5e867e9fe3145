/*
 * build.h: how the readers of this room make a workbook, sheet by sheet and cell by cell.
 *
 * A reader appends a cell's text to fb_workbook_text, then adds the cell; or, where the source is
 * there already (CSV), adds cells that point into it. Cells may come in any order: they are sorted
 * at the end, and of two at one place the last stays, as offices do.
 */
#ifndef FB_SHEET_BUILD_H
#define FB_SHEET_BUILD_H

#include "base/buffer.h"
#include "sheet/sheet.h"

/* Makes an empty workbook; the name of its file is borrowed. */
FB_MUST_USE fb_status fb_workbook_new(struct fb_workbook **out, const char *name);

/* The texts of the cells, which become the source. Its limit is FB_WORKBOOK_TEXT_LIMIT. */
struct fb_buffer *fb_workbook_text(struct fb_workbook *workbook);

/* Memory for names and the like, which lives as long as the workbook. */
struct fb_arena *fb_workbook_arena(struct fb_workbook *workbook);

/* Adds a sheet; what is added after it is the sheet's. FB_ERR_NOMEM past FB_WORKBOOK_SHEET_LIMIT.
 */
FB_MUST_USE fb_status fb_workbook_add_sheet(struct fb_workbook *workbook, const char *name,
                                            bool hidden);

/* Adds a cell with a text. FB_ERR_NOMEM past FB_WORKBOOK_CELL_LIMIT. */
FB_MUST_USE fb_status fb_workbook_add_cell(struct fb_workbook *workbook,
                                           const struct fb_cell *cell);
FB_MUST_USE fb_status fb_workbook_add_merge(struct fb_workbook *workbook,
                                            const struct fb_merge *merge);

/* Marks rows or columns hidden, both ends included. */
FB_MUST_USE fb_status fb_workbook_hide_rows(struct fb_workbook *workbook, uint32_t first,
                                            uint32_t last);
FB_MUST_USE fb_status fb_workbook_hide_columns(struct fb_workbook *workbook, uint32_t first,
                                               uint32_t last);

/* Makes the workbook whole: from here on it is as sheet.h says. */
FB_MUST_USE fb_status fb_workbook_finish(struct fb_workbook *workbook);

#endif
