/*
 * table.h: the records of a workbook, found by a mapping.
 *
 * What concerns the whole workbook is looked at once, when the table is opened: sheets, headings,
 * keys, and which rows belong to which record. A record itself is built when it is asked for, so
 * that a workbook of many projects takes the memory of its cells and of one record.
 *
 * Rows without text in any column of the mapping are passed over. Hidden rows are left out, and a
 * warning says so. A cell that is merged with those below it counts for each of their rows. In a
 * fill-in workbook rows whose key is 例 are examples.
 */
#ifndef FB_DATA_TABLE_H
#define FB_DATA_TABLE_H

#include "data/mapping.h"
#include "sheet/sheet.h"
#include "xml/document.h"

struct fb_table;

/* The most records of a workbook, and the most items that one list of a record has. */
enum { FB_TABLE_RECORD_LIMIT = 100000, FB_TABLE_ITEM_LIMIT = 100000 };

/*
 * Opens a table; workbook and mapping are borrowed. All that is wrong with sheets, headings and
 * keys, or beyond the limits, is reported, and the result is then FB_ERR_INPUT. Whether a list in a
 * sheet that is a record is too long is found by fb_table_record.
 */
FB_MUST_USE fb_status fb_table_open(struct fb_table **out, const struct fb_workbook *workbook,
                                    const struct fb_mapping *mapping, struct fb_diagnostics *sink);
void fb_table_free(struct fb_table *table);

/* The number of records: at least one. */
size_t fb_table_count(const struct fb_table *table);

/*
 * Builds a record, from 0, owned by the caller; each value has the place of its cell. Cells that
 * hold the error of a formula are reported, and the result is then FB_ERR_INPUT.
 */
FB_MUST_USE fb_status fb_table_record(struct fb_xml **out, struct fb_table *table, size_t index,
                                      struct fb_diagnostics *sink);

/*
 * Gives the name of the template in the sheet 说明 of a fill-in workbook, in the arena, and its
 * place; NULL if there is none.
 */
FB_MUST_USE fb_status fb_table_template(const char **out, struct fb_position *position,
                                        struct fb_arena *arena, const struct fb_workbook *workbook);

#endif
