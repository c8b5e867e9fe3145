/*
 * mapping.h: which cell of a workbook is which field of a record.
 *
 * A mapping is data: read from a file (docs/mapping.md), or made from what a template declares
 * (fb_mapping_of_shape). The reader of workbooks follows it (data/table.h), and so does the writer
 * of fill-in workbooks (convert/book.h), so that what one writes the other reads.
 *
 * Everything lives in the arena it was made in.
 */
#ifndef FB_DATA_MAPPING_H
#define FB_DATA_MAPPING_H

#include "base/arena.h"
#include "diag/diagnostics.h"
#include "xml/document.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- what a record is made of ---- */

enum fb_shape_kind { FB_SHAPE_VALUE, FB_SHAPE_GROUP, FB_SHAPE_LIST };

/* An element of a record, as far as its place in the tree goes. */
struct fb_shape {
    enum fb_shape_kind kind;
    const char *name;
    const char *item;              /* of a list: the element name of an item */
    const struct fb_shape *shapes; /* of a group, or of a list's item */
    size_t shape_count;
    bool inherit; /* of a value: an empty cell of a list has the text of the one above */
    size_t order; /* its place among all shapes of the record, from the outermost and the first */
    bool number;  /* of a value: what an accounting format sets around a number is not part of it */
};

/* ---- where it stands ---- */

#define FB_MAPPING_NAMESPACE "urn:fubiao:mapping:1"

/* No path has more steps. */
enum { FB_MAPPING_STEPS = 16 };

/* The sheets of a fill-in workbook that no list has, and its columns besides the fields. */
#define FB_MAPPING_RECORDS  "项目"
#define FB_MAPPING_GUIDE    "说明"
#define FB_MAPPING_CHOICES  "目录"
#define FB_MAPPING_SILENCES "忽略"
#define FB_MAPPING_KEY      "编号"
#define FB_MAPPING_PLACE    "位置"

/* The key of rows that show how to fill in; they are no records. */
#define FB_MAPPING_EXAMPLE "例"

/* Row and column of a cell, from 0. */
struct fb_mapping_cell {
    uint32_t row, column;
};

/* How a value is found. */
enum fb_mapping_by {
    FB_MAPPING_BY_HEADING, /* in the column with a heading */
    FB_MAPPING_BY_COLUMN,  /* in a column */
    FB_MAPPING_BY_CELL,    /* in one cell: of a sheet that is one record */
    FB_MAPPING_BY_VALUE,   /* it is fixed */
};

/* A field of a record or of a list's item. */
struct fb_mapping_field {
    const char *name;                    /* its path: 项目年度资金/资金总额, @期间 */
    const char *steps[FB_MAPPING_STEPS]; /* of the path; the last is the field */
    size_t step_count;
    bool attribute; /* the last step is an attribute, of the root */
    enum fb_mapping_by by;
    const char *text;            /* the heading, or the fixed value */
    struct fb_mapping_cell cell; /* BY_CELL; BY_COLUMN: its column */
    bool inherit;                /* an empty cell has the text of the one above */
    bool optional;               /* the column need not be there */
    size_t order;                /* of its shape */
    bool number;                 /* likewise */
    struct fb_position position;
};

struct fb_mapping_fields {
    struct fb_mapping_field *items;
    size_t count;
};

/* A list whose items are rows. */
struct fb_mapping_list {
    const char *name; /* its path in the record, or in an item of `parent` */
    const char *steps[FB_MAPPING_STEPS];
    size_t step_count;
    const char *item;  /* the element of an item; NULL before fb_mapping_resolve */
    const char *sheet; /* where its rows are; NULL: in the rows of the record */
    uint32_t heading;  /* the row with the headings, from 0 */
    uint32_t first;    /* the first row that may have an item, from 0 */
    const char *until; /* rows of one sheet per record end before one with this text, else at the
                          first that is blank; NULL: there is no such text */
    struct fb_mapping_field key;          /* the record that a row belongs to; `name` NULL: none */
    const struct fb_mapping_list *parent; /* whose items have this list; NULL: the record has */
    struct fb_mapping_field parent_row;   /* the number of the item, from 1; if there is a parent */
    struct fb_mapping_fields fields;      /* by their order, but for attributes */
    size_t order;                         /* of its shape */
    struct fb_position position;
};

enum fb_mapping_form {
    FB_MAPPING_ROWS,   /* a sheet with one row, or several, for each record */
    FB_MAPPING_SHEETS, /* one sheet for each record */
};

struct fb_mapping {
    const char *template_name; /* NULL: it is named elsewhere */
    const char *root;          /* the element name of a record; NULL: as the template says */
    enum fb_mapping_form form;
    const char *sheet;  /* of the records; FORM_SHEETS: NULL is each; else NULL is the first */
    const char *except; /* names of sheets that are no records, divided by '/'; or NULL */
    uint32_t heading;   /* the row with the headings, from 0 */
    uint32_t first;     /* the first row that may have a record */
    const char *until;  /* the rows of records end before one whose first text begins so; or NULL */
    struct fb_mapping_field key; /* rows of one key are one record; `name` NULL: each row is one */
    struct fb_mapping_fields fields;      /* by their order, but for attributes */
    struct fb_mapping_list *const *lists; /* a parent before its children */
    size_t list_count;
    bool fill_in; /* a fill-in workbook: it may have the sheets 说明 and 忽略 */
    struct fb_position position;
};

/*
 * Reads a mapping from a document of docs/mapping.md. All that is wrong is reported at once, and
 * the result is then FB_ERR_INPUT. Texts stay those of the document.
 */
FB_MUST_USE fb_status fb_mapping_read(struct fb_mapping **out, struct fb_arena *arena,
                                      const struct fb_xml *document, struct fb_diagnostics *sink);

/*
 * Brings a mapping that was read together with what a record is made of: items of lists get their
 * names. Paths that the record does not have are reported, and FB_ERR_INPUT.
 */
FB_MUST_USE fb_status fb_mapping_resolve(struct fb_mapping *mapping, struct fb_arena *arena,
                                         const struct fb_shape *record,
                                         struct fb_diagnostics *sink);

/*
 * Makes the mapping of a fill-in workbook: the sheet 项目 with a row for each record, a sheet for
 * each list, both keyed by 编号. `attributes` are those that a record's root may have; NULL ends
 * them.
 */
FB_MUST_USE fb_status fb_mapping_of_shape(const struct fb_mapping **out, struct fb_arena *arena,
                                          const struct fb_shape *record,
                                          const char *const *attributes);

#endif
