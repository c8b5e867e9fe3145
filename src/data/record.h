/*
 * record.h: records, from whatever file they came, each as one XML document.
 *
 * A file holds one record, or several in a root element of its own (FB_RECORD_SET). Such a set may
 * name the template of all its records that name none.
 *
 * Element names are the domain's own words (项目名称, 实施单位 …) and have no namespace; the root's
 * attribute 模板 names the template that the record is meant for (docs/record.md).
 */
#ifndef FB_DATA_RECORD_H
#define FB_DATA_RECORD_H

#include "data/input.h"
#include "xml/document.h"

struct fb_record;

/* The root element of a file with several records. */
#define FB_RECORD_SET "记录集"

/* The attribute of the root that names a template. */
#define FB_RECORD_TEMPLATE "模板"

/*
 * Reads a file of at most FB_INPUT_LIMIT bytes; "-" is standard input. FB_ERR_INPUT if it is too
 * large or not well-formed, or a set with anything but records in it, FB_ERR_IO if it cannot be
 * read; all are reported.
 */
FB_MUST_USE fb_status fb_record_read(struct fb_record **out, const char *path,
                                     struct fb_diagnostics *sink);
void fb_record_free(struct fb_record *record);

/* The number of records in the file: at least one. */
size_t fb_record_count(const struct fb_record *record);

/* The document of one of them, from 0, or of the first. Borrowed from the record. */
const struct fb_xml *fb_record_xml_at(const struct fb_record *record, size_t index);
const struct fb_xml *fb_record_xml(const struct fb_record *record);

/* As fb_record_xml_at, for a caller that changes the record. */
struct fb_xml *fb_record_edit(struct fb_record *record, size_t index);

/* Returns the name of the template that a record is meant for, or NULL if it names none. */
const char *fb_record_template(const struct fb_xml *record);

/* Returns the name of the template for all records of a file that name none, or NULL. */
const char *fb_record_set_template(const struct fb_record *record);

/* The place of that name. */
struct fb_position fb_record_set_position(const struct fb_record *record);

/* Appends a record as text, a line for each field: its path and its value. */
FB_MUST_USE fb_status fb_record_dump(struct fb_buffer *out, const struct fb_xml *record);

#endif
