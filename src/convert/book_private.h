/*
 * book_private.h: what the files of the fill-in workbook share.
 */
#ifndef FB_CONVERT_BOOK_PRIVATE_H
#define FB_CONVERT_BOOK_PRIVATE_H

#include "convert/book.h"
#include "convert/workbook_file.h"
#include "data/mapping.h"

/* A cell has no more characters (Excel). */
enum { FB_BOOK_TEXT_MAX = 32767 };

/* How a cell looks. Those up to FB_LOOK_CHINESE_DAY are of values. */
enum fb_look {
    FB_LOOK_TEXT,        /* as it is typed */
    FB_LOOK_AMOUNT,      /* at least two decimals, and all that there are */
    FB_LOOK_GROUPED,     /* likewise, with commas */
    FB_LOOK_NUMBER,      /* as short as possible */
    FB_LOOK_PERCENT,     /* a whole number of per cent */
    FB_LOOK_DAY,         /* 2021-01-31 */
    FB_LOOK_CHINESE_DAY, /* 2021年1月31日 */
    FB_LOOK_HEADING,
    FB_LOOK_REQUIRED, /* the heading of a column that must be filled in */
    FB_LOOK_TITLE,
    FB_LOOKS,
};

/* A column of a sheet. */
struct fb_book_column {
    const char *name;             /* of the mapping's field, or of a key */
    const struct fb_field *field; /* NULL: an attribute or a key */
    const char *attribute;        /* of the root; NULL: none */
    bool used;                    /* a record has something in it */
    bool inherit;                 /* an empty cell is read as the one above */
    const char *above;            /* its text in the row above, of the same record; or NULL */
};

struct fb_book_sheet {
    lxw_worksheet *sheet;
    const char *name;
    const struct fb_mapping_list *list;   /* NULL: the sheet of the records */
    const struct fb_field *field;         /* of the list; NULL: the sheet of the records */
    const struct fb_catalogue *catalogue; /* of the list; or NULL */
    struct fb_book_column *columns;
    size_t column_count;
    size_t key_count; /* columns that come before the fields */
    uint32_t next;    /* the first row that is free */
    uint32_t first;   /* the first row of the record that is added */
};

struct fb_book {
    struct fb_arena *arena;
    const struct fb_template *template;
    const struct fb_mapping *mapping;
    struct fb_workbook_file file;
    lxw_format *looks[FB_LOOKS][2]; /* the second of example rows */
    struct fb_book_sheet *sheets;   /* the first has the records */
    size_t sheet_count;
    struct fb_book_sheet silences; /* its `sheet` is NULL while no record has any */
    lxw_worksheet *choices;        /* NULL: there are none yet */
    lxw_col_t choice_column;       /* the first that is free there */
    uint32_t record_count;
};

/* ---- book_look.c ---- */

fb_status fb_book_make_looks(struct fb_book *book);

/* ---- book_cell.c ---- */

/* A place in a sheet to write to. */
struct fb_book_place {
    lxw_worksheet *sheet;
    uint32_t row;
    lxw_col_t column;
    bool example;
};

/*
 * Writes the value of a field, which may be NULL, so that the cell shows exactly the text. Returns
 * the library's error: the sheet has no such row or column, or the text is too long for a cell.
 */
lxw_error fb_book_write_value(struct fb_book *book, const struct fb_book_place *place,
                              const struct fb_field *field, const char *text);

/* Writes a text in a look of its own. */
lxw_error fb_book_write_text(struct fb_book *book, const struct fb_book_place *place,
                             const char *text, enum fb_look look);

/* Returns the number nearest to a decimal of at most 15 digits, of which both parts are exact. */
double fb_book_number(struct fb_decimal decimal);

/* The look of cells that nobody has filled in yet. */
enum fb_look fb_book_look_of(const struct fb_field *field);

/* ---- book_layout.c ---- */

/* Makes the sheets of the mapping with their columns. */
fb_status fb_book_make_sheets(struct fb_book *book);

/* Writes the headings of the columns that are used, and freezes them. */
fb_status fb_book_write_headings(struct fb_book *book);

/* Writes a row that shows how to fill in, into each sheet. */
fb_status fb_book_write_examples(struct fb_book *book);

/* ---- book_checks.c ---- */

/* Lets the cells of all fields offer their words and refuse what cannot be right. */
fb_status fb_book_make_checks(struct fb_book *book);

/* ---- book_guide.c ---- */

fb_status fb_book_write_guide(struct fb_book *book);

#endif
