/*
 * record.h: a record, from whatever file it came, as one XML document.
 *
 * Element names are the domain's own words (项目名称, 实施单位 …) and have no namespace; the root's
 * attribute 模板 names the template that the record is meant for (docs/record.md).
 */
#ifndef FB_DATA_RECORD_H
#define FB_DATA_RECORD_H

#include "data/input.h"
#include "xml/document.h"

struct fb_record;

/* The attribute of the root that names a template. */
#define FB_RECORD_TEMPLATE "模板"

/*
 * Reads a record of at most FB_INPUT_LIMIT bytes; "-" is standard input. FB_ERR_INPUT if it is too
 * large or not well-formed, FB_ERR_IO if it cannot be read; both are reported.
 */
FB_MUST_USE fb_status fb_record_read(struct fb_record **out, const char *path,
                                     struct fb_diagnostics *sink);
void fb_record_free(struct fb_record *record);

/* The record's document. Borrowed from the record. */
const struct fb_xml *fb_record_xml(const struct fb_record *record);

/* Returns the name of the template that a record is meant for, or NULL if it names none. */
const char *fb_record_template(const struct fb_xml *record);

/* Appends a record as text, a line for each field: its path and its value. */
FB_MUST_USE fb_status fb_record_dump(struct fb_buffer *out, const struct fb_xml *record);

#endif
