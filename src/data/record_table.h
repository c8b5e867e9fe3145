/*
 * record_table.h: what the kinds of files that hold tables share: a workbook and its mapping.
 */
#ifndef FB_DATA_RECORD_TABLE_H
#define FB_DATA_RECORD_TABLE_H

#include "data/record_kind.h"
#include "sheet/sheet.h"

/*
 * Makes the reader of a workbook, which it owns from then on, also if it fails. The mapping is the
 * one that the setup names, else that of a fill-in workbook of the template.
 */
FB_MUST_USE fb_status fb_record_table_open(void **reader, struct fb_workbook *workbook,
                                           const struct fb_record_setup *setup,
                                           struct fb_diagnostics *sink);

/* The other functions of such a kind. */
void fb_record_table_free(void *reader);
size_t fb_record_table_count(const void *reader);
fb_status fb_record_table_build(struct fb_xml **out, void *reader, size_t index,
                                struct fb_diagnostics *sink);
const char *fb_record_table_template(const void *reader, struct fb_position *position);

#endif
