/*
 * table_private.h: what the files of the table share.
 */
#ifndef FB_DATA_TABLE_PRIVATE_H
#define FB_DATA_TABLE_PRIVATE_H

#include "base/map.h"
#include "base/vector.h"
#include "data/table.h"
#include "xml/build.h"

/* No column: the field is fixed, or not in this sheet. */
#define FB_TABLE_NO_COLUMN UINT32_MAX

/* No record: the row is an example, or its key was reported. And that no row had a key so far. */
#define FB_TABLE_NONE    UINT32_MAX
#define FB_TABLE_NOT_YET (UINT32_MAX - 1)

/* Where the fields of the record, or of a list's items, stand. */
struct fb_table_part {
    const struct fb_mapping_list *list; /* NULL: of the record */
    const struct fb_sheet *sheet;       /* NULL: the workbook has none */
    const struct fb_mapping_fields *fields;
    uint32_t *columns; /* of each field */
    uint32_t key;      /* its column */
    uint32_t parent_row;
    /* Rows of a list, by record; rows of one record stand together, in the order of the sheet. */
    uint32_t *rows;
    uint32_t *starts; /* of each record in `rows`, and one past the last */
};

/* A record. Its rows are those of `fb_table.rows`. */
struct fb_table_record {
    const struct fb_sheet *sheet;
    size_t first,
        count; /* one row, or several if lists stand in them; none: the sheet is the record */
};

/* A row of a list while its table is opened. */
struct fb_table_link {
    uint32_t record;
    uint32_t row;
};

struct fb_table {
    struct fb_arena *arena;
    const struct fb_workbook *workbook;
    const struct fb_mapping *mapping;
    struct fb_diagnostics *sink; /* while the table is opened or a record is built */
    struct fb_table_part record;
    struct fb_table_part *lists;
    struct fb_table_part silences; /* `sheet` NULL: there are none */
    bool flat;                     /* items of lists stand in the rows of the record */
    FB_VECTOR(struct fb_table_record) records;
    FB_VECTOR(uint32_t) rows; /* of all records, one after the other */
    struct fb_map keys;       /* of a record to its first key cell and index: struct fb_table_key */
};

/* A key, and the record that it is of; `record` FB_TABLE_NONE: an example, or a hidden row. */
struct fb_table_key {
    const struct fb_cell *cell;
    uint32_t record;
    bool hidden; /* another row that is shown may have the key */
};

/* ---- table_cells.c ---- */

/* Returns the cell that shows at a place: its own, or one above that it is merged with; or NULL. */
const struct fb_cell *fb_table_cell(const struct fb_sheet *sheet, uint32_t row, uint32_t column);

/* Gives a cell's text without blanks at its edges, in the arena. */
fb_status fb_table_text(const char **out, struct fb_arena *arena, const struct fb_table *table,
                        const struct fb_cell *cell);

/* Returns the name of a sheet, or of the file if it knows no sheets, for people to read. */
const char *fb_table_sheet_name(const struct fb_table *table, const struct fb_sheet *sheet);

/* The place of a row: its first cell, or the whole workbook. */
struct fb_position fb_table_row_position(const struct fb_table *table, const struct fb_sheet *sheet,
                                         uint32_t row);

/* Moves to the next row at or after `*row` that has a cell; false at the end of the sheet. */
bool fb_table_next_row(const struct fb_sheet *sheet, uint32_t *row);

/* Whether the first text of a row begins with the one that ends the rows; `until` NULL: none does.
 */
fb_status fb_table_row_ends(bool *out, const struct fb_table *table, const struct fb_sheet *sheet,
                            const char *until, uint32_t row);

/* Whether a row has a text in a column of the part. */
bool fb_table_row_filled(const struct fb_table_part *part, uint32_t row);

/* Rows of a sheet that are hidden and have something in them. */
struct fb_table_hidden {
    const struct fb_sheet *sheet;
    uint32_t first;
    size_t count;
};

/* Returns true, and counts the row, if it is hidden. */
bool fb_table_leave_out(struct fb_table_hidden *hidden, uint32_t row);

/* Says how many rows were left out, if any were. */
void fb_table_report_hidden(struct fb_table *table, const struct fb_table_hidden *hidden);

/* ---- table_columns.c ---- */

/* Finds the sheets and the columns of all parts; what is missing is reported. */
fb_status fb_table_find_columns(struct fb_table *table);

/* Finds the columns of a list in the sheet of its part, and of the sheet 忽略. */
fb_status fb_table_find_list(struct fb_table *table, struct fb_table_part *part);

/* ---- table_sheet_names.c ---- */

/* Returns the sheet of the records, which a file that knows no sheets has; NULL, and a report, if
 * it is not there. */
const struct fb_sheet *fb_table_find_records(struct fb_table *table);

/* Reports sheets of a fill-in workbook that nothing reads; one that is like a list's is an error.
 */
void fb_table_report_sheets(struct fb_table *table);

/* Returns the name of a sheet that is like one that is not there, or that of the first. */
const char *fb_table_sheet_near(const struct fb_table *table, const char *name);

/* ---- table_unnamed.c ---- */

/*
 * Says which columns of a part's sheet have something below the headings and are not read, for they
 * have no heading. `known` has FB_SHEET_COLUMN_LIMIT columns; those with a heading are true, and
 * what is found here becomes so.
 */
fb_status fb_table_report_unnamed(struct fb_table *table, const struct fb_table_part *part,
                                  bool *known);

/* ---- table_rows.c ---- */

/* Finds the rows of all records, and of their lists. */
fb_status fb_table_find_rows(struct fb_table *table);

/* The rows of a list that belong to a record. */
struct fb_table_rows {
    const uint32_t *rows;
    size_t count;
};

struct fb_table_rows fb_table_rows_of(const struct fb_table_part *part, size_t record);

/* Reports that a list has more items in a record than FB_TABLE_ITEM_LIMIT; `row` is its first. */
void fb_table_check_items(struct fb_table *table, const struct fb_table_part *part, uint32_t row,
                          size_t count);

/* ---- table_values.c ---- */

/*
 * Gives the text of a cell for a record; NULL if there is none. Of a cell in a field for numbers it
 * is the number alone, without the signs of an accounting format (fb_cell_plain). The error of a
 * formula is reported, and so is a formula without its value.
 */
fb_status fb_table_value(const char **out, struct fb_arena *arena, struct fb_table *table,
                         const struct fb_cell *cell, bool number);

/* ---- table_build.c ---- */

struct fb_table_group {
    const char *const *steps;
    size_t count;
    struct fb_xml_node *element;
};

/* An element with fields: the root, or an item. */
struct fb_table_container {
    const struct fb_table_part *part;
    size_t number; /* of the item among the rows of its record, from 1; 0: the root */
    struct fb_xml_node *element;
    struct fb_xml_place place; /* of what has no cell of its own */
    FB_VECTOR(struct fb_table_group) groups;
};

/* A record while it is built. */
struct fb_table_building {
    struct fb_table *table;
    struct fb_arena *arena;
    struct fb_xml *xml;
    size_t record;
    FB_VECTOR(struct fb_table_container *) containers;
};

/* Finds the element of a path of groups inside a container, or makes it. */
fb_status fb_table_group(struct fb_xml_node **out, struct fb_table_building *building,
                         struct fb_table_container *container, const char *const *steps,
                         size_t count);

/* ---- table_silences.c ---- */

/* Finds the columns of the sheet 忽略, if there is one. */
fb_status fb_table_open_silences(struct fb_table *table);

/* Adds what the record says is not to be reported. */
fb_status fb_table_add_silences(struct fb_table_building *building);

/* ---- table_sheets.c ---- */

/* Takes each sheet that the mapping names for a record. */
fb_status fb_table_find_sheets(struct fb_table *table);

/* Finds the columns and rows of all lists in the sheet of a record. */
fb_status fb_table_select_sheet(struct fb_table *table, size_t index);

#endif
