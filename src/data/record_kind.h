/*
 * record_kind.h: how the records of one form of file are read.
 *
 * A kind is a table of functions over a reader of its own. record.c asks each kind in turn whether
 * a file is one of its, and lets the first that says so open it. A new form of file is a file
 * data/<form>*.c with such a table, and a line in record.c.
 */
#ifndef FB_DATA_RECORD_KIND_H
#define FB_DATA_RECORD_KIND_H

#include "data/record.h"

struct fb_record_kind {
    /* Says whether a file, by its name and its bytes, is of this kind. */
    bool (*recognizes)(const struct fb_source *file);

    /*
     * Makes a reader. The source and the setup are borrowed as long as it lives. What is wrong with
     * the file as a whole is reported, and then FB_ERR_INPUT; it has at least one record otherwise.
     */
    fb_status (*open)(void **reader, const struct fb_source *file,
                      const struct fb_record_setup *setup, struct fb_diagnostics *sink);
    void (*free)(void *reader); /* NULL is legal */

    size_t (*count)(const void *reader);

    /*
     * Gives record `index`, which is below the count. It is the reader's, and lives until the next
     * call or longer. What is wrong with this record alone is reported, and then FB_ERR_INPUT.
     */
    fb_status (*build)(struct fb_xml **out, void *reader, size_t index,
                       struct fb_diagnostics *sink);

    /* The template that the file names for records that name none, with its place; or NULL. */
    const char *(*template_name)(const void *reader, struct fb_position *position);
};

/* XLSX: records of a fill-in workbook, or of any with a mapping. */
extern const struct fb_record_kind fb_record_workbooks;

/* CSV and TSV: records of a table in a text, with headings as a fill-in workbook has, or a mapping.
 */
extern const struct fb_record_kind fb_record_texts;

/* XML: a record, or a set of them. */
extern const struct fb_record_kind fb_record_documents;

/* JSON: a record, an array of records, or a record a line. */
extern const struct fb_record_kind fb_record_json;

#endif
