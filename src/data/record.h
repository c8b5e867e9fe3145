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

#include "base/hash.h"
#include "data/input.h"
#include "xml/document.h"

struct fb_record;
struct fb_shape; /* data/mapping.h */

/* The root element of a file with several records. */
#define FB_RECORD_SET "记录集"

/* The attribute of the root that names a template. */
#define FB_RECORD_TEMPLATE "模板"

/* The attribute of the root, and its one value, by which a record without any text is a blank form.
 */
#define FB_RECORD_BLANK     "空表"
#define FB_RECORD_BLANK_YES "是"

/* An element that is no data: it silences a rule of the template (docs/rules.md). */
#define FB_RECORD_SILENCE        "忽略"
#define FB_RECORD_SILENCE_RULE   "规则"
#define FB_RECORD_SILENCE_REASON "理由"

/* What a record may hold: for files that have no names of elements, such as workbooks. */
struct fb_record_fields {
    const struct fb_shape *record; /* its root */
    const char *const *attributes; /* that the root may have; NULL ends them */
};

/* How a file is to be read, besides what it says itself. All zero: as it says. */
struct fb_record_setup {
    const char *encoding; /* the name of one (base/encoding.h); NULL: it is found out */
    const char *mapping;  /* the path of a mapping; NULL: none, or the file names one */
    /*
     * Gives what the records of a template hold; it lives as long as the setup. The name is the one
     * that the file or its mapping gives, at `position`; NULL: none is named there, and the caller
     * takes the one that the user gave. What prevents it is reported, and then FB_ERR_INPUT.
     * NULL: nobody knows, and only files that say it themselves can be read.
     */
    fb_status (*fields)(struct fb_record_fields *out, void *data, const char *template_name,
                        struct fb_position position, struct fb_diagnostics *sink);
    void *data;
};

/*
 * Reads a file of at most FB_INPUT_LIMIT bytes; "-" is standard input. The setup, which may be
 * NULL, is borrowed as long as the record lives. FB_ERR_INPUT if the file is too large or is none
 * that can be read, or a set with anything but records in it, FB_ERR_IO if it cannot be read; all
 * are reported.
 */
FB_MUST_USE fb_status fb_record_read(struct fb_record **out, const char *path,
                                     const struct fb_record_setup *setup,
                                     struct fb_diagnostics *sink);
void fb_record_free(struct fb_record *record);

/* The number of records in the file: at least one. */
size_t fb_record_count(const struct fb_record *record);

/*
 * Gives the document of one of them, from 0. It is the record's and may be changed; it lives until
 * the next call, for only one record of a large file is in memory. What is wrong with this record
 * alone is reported, and then FB_ERR_INPUT: the others can still be had.
 */
FB_MUST_USE fb_status fb_record_at(struct fb_xml **out, struct fb_record *record, size_t index,
                                   struct fb_diagnostics *sink);

/* Returns the name of the template that a record is meant for, or NULL if it names none. */
const char *fb_record_template(const struct fb_xml *record);

/* Returns the name of the template for all records of a file that name none, or NULL. */
const char *fb_record_set_template(const struct fb_record *record);

/* The place of that name. */
struct fb_position fb_record_set_position(const struct fb_record *record);

/*
 * Returns how many bytes at the end of a path are the extension of a file with records, with its
 * dot (".xml", ".json" …), in either case; 0 if there is none, or nothing before it.
 */
size_t fb_record_extension(const char *path);

/*
 * Gives a hash of all that a record says: names, attributes and values in their order. White space
 * that belongs to the file, and comments, make no difference.
 */
FB_MUST_USE fb_status fb_record_hash(struct fb_hash *out, const struct fb_xml *record);

/* Appends a record as text, a line for each field: its path and its value. */
FB_MUST_USE fb_status fb_record_dump(struct fb_buffer *out, const struct fb_xml *record);

#endif
