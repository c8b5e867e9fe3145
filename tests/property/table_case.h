/*
 * table_case.h: a random template and a record for it, as numbers.
 *
 * A case is all numbers, so that it can be shrunk: each number that was thrown is a knob with a
 * simplest value, and whatever values the knobs have, the case is a template and a record. A number
 * that does not fit where it stands (a span wider than what is left of the row) is cut to what
 * fits, by the functions below; whoever reads a case uses them.
 */
#ifndef FB_TESTS_TABLE_CASE_H
#define FB_TESTS_TABLE_CASE_H

#include "base/buffer.h"
#include "base/vector.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    CASE_SECTIONS = 3,
    CASE_BLOCKS = 4,
    CASE_BANDS = 4,
    CASE_BAND_ROWS = 3,
    CASE_COLUMNS = 8,
    CASE_STYLES = 4,
    CASE_FIELDS = 10,
    CASE_LISTS = 2,
    CASE_ITEMS = 60,
    CASE_ITEM_FIELDS = 4,
    CASE_LEVELS = 2,
};

struct case_text {
    int length; /* characters; 0: no text */
    int lines;  /* it is divided into so many */
    int script; /* which characters, case_text.c */
    int salt;   /* which of them */
};

struct case_style {
    int gone; /* as is whatever nothing in the template refers to, once it is shrunk */
    int font, size, bold, line, align, wrap, indent, before, after, valign, padding_x, padding_y;
    int breaking, no_gap, vertical, hanging, indent_left, indent_right;
    int overflow, max_lines; /* max_lines 0: as many as there are */
};

enum case_content {
    CONTENT_EMPTY,
    CONTENT_FIXED,
    CONTENT_VALUE,
    CONTENT_FIXED_VALUE, /* fixed text before a value, in one paragraph */
    CONTENT_BREAK,       /* a value, a line break, fixed text */
    CONTENT_PARAGRAPHS,  /* fixed text and a value, each in a paragraph of its own */
    CONTENT_MONEY,       /* outside repeats; inside as CONTENT_VALUE */
    CONTENT_LABEL,       /* in repeats with a catalogue; else as CONTENT_FIXED */
    CONTENT_SUPER,       /* fixed text and a value above the line */
    CONTENT_CHECK,       /* a box, ticked if a value has text, and fixed text */
    CONTENT_NUMBER,      /* of the item, in repeats; else as CONTENT_FIXED */
    CONTENT_KINDS
};

/* A cell that begins at a place of a band, if no other covers it. */
struct case_cell {
    int columns, rows; /* wished for */
    int style;
    int head;    /* 0 none, 1 row, 2 column */
    int merge;   /* equal ones, in a repeat */
    int once;    /* a label is not drawn again on each page */
    int content; /* enum case_content */
    int field;   /* of the record, or of the list's item */
    int level;   /* of a label */
    struct case_text text;
};

enum case_height { HEIGHT_AUTO, HEIGHT_AT_LEAST, HEIGHT_EXACT };

/* Rows in which cells may span several: a header, fixed rows, or the rows of a repeat. */
struct case_band {
    int gone;
    int rows;
    int height_rule[CASE_BAND_ROWS]; /* enum case_height */
    int height[CASE_BAND_ROWS];      /* tenths of a millimetre */
    int keep_next[CASE_BAND_ROWS];
    int list; /* 0: fixed rows, else a repeat over list `list` - 1 */
    int by_catalogue;
    int min_rows; /* of a repeat */
    int keep;     /* merged cells whose items stay together */
    struct case_cell cells[CASE_BAND_ROWS][CASE_COLUMNS];
};

struct case_table {
    int columns;
    int shares[CASE_COLUMNS]; /* of the width */
    int width;                /* of all columns, per cent of the type area's */
    int style;
    int outer, inner; /* hundredths of a point */
    int joined;       /* to the table before, if there is one; it then has that one's columns */
    int fill;         /* 0, or the height of a row that fills the page, tenths of a millimetre */
    int continued, carried; /* marks */
    struct case_text continued_text, carried_text;
    struct case_band header;
    struct case_band bands[CASE_BANDS];
};

struct case_block {
    int gone;
    int is_table;
    int style;          /* of a paragraph */
    int content, field; /* of a paragraph: CONTENT_FIXED … CONTENT_FIXED_VALUE */
    struct case_text text;
    struct case_table table;
};

struct case_section {
    int gone;
    int paper, landscape;
    int body_width, body_height; /* per cent of the sheet */
    int number;                  /* the page has one */
    int fit;                     /* pages to make it fit; 0: as many as it needs */
    struct case_block blocks[CASE_BLOCKS];
};

struct case_list {
    int unused;
    int items;
    int levels; /* of its catalogue */
    int kinds[CASE_LEVELS];
    int gone[CASE_ITEMS];
    int item_kinds[CASE_ITEMS][CASE_LEVELS];
    struct case_text values[CASE_ITEMS][CASE_ITEM_FIELDS];
};

struct case_field {
    int gone;
    int left_out; /* the record does not have the element */
    int in_group;
    struct case_text text;
    int cents; /* of its amount */
};

/* A number of the case, and the value at which it matters least. */
struct case_knob {
    int *value;
    int simplest;
};

struct table_case {
    struct case_style styles[CASE_STYLES];
    struct case_field fields[CASE_FIELDS];
    struct case_list lists[CASE_LISTS];
    struct case_section sections[CASE_SECTIONS];
    FB_VECTOR(struct case_knob) knobs; /* from the outermost to the innermost */
};

/* Throws a case in the arena; without `rare` no character needs the font for rare ones. */
struct table_case *table_case_new(struct fb_arena *arena, uint64_t seed, bool rare);

/* ---- reading a case ---- */

/* A cell where it really is. */
struct placed_cell {
    const struct case_cell *cell;
    int row, column, rows, columns;
};

/* Places the cells of a band by rows; returns how many there are. */
int case_place_cells(struct placed_cell out[CASE_BAND_ROWS * CASE_COLUMNS],
                     const struct case_band *band, int columns);

/* Returns the block whose table a block is joined to, or -1. */
int case_joined_to(const struct case_section *section, int block);

/* Returns how many columns a block's table has, those of the one it is joined to included. */
int case_columns(const struct case_section *section, int block);

/* What a cell shows; what may not stand in the band is replaced. */
enum case_content case_content_in(const struct table_case *table_case, const struct case_band *band,
                                  const struct case_cell *cell);

/* True if a repeat prints its items under the kinds of its list's catalogue. */
bool case_by_catalogue(const struct table_case *table_case, const struct case_band *band);

/* Returns the level, from 0, of a CONTENT_LABEL. */
int case_label_level(const struct table_case *table_case, const struct case_band *band,
                     const struct case_cell *cell);

/* Returns which kind of a level an item is of, from 0. */
int case_item_kind(const struct case_list *list, int item, int level);

/* Tenths of a millimetre. */
struct case_margins {
    int top, bottom, left, right;
};

struct case_margins case_margins(const struct case_section *section);

/* True if a page's number is wanted and has the room that it must have. */
bool case_has_number(const struct table_case *table_case, const struct case_section *section);

/* Returns the width of a column, in tenths of a millimetre. */
int case_column_width(const struct case_section *section, const struct case_table *table,
                      int column);

/* Appends a text; its lines are divided by '\n'. */
void case_text_put(struct fb_buffer *out, const struct case_text *text);

/* Appends the record's text of an amount, and as it is printed with two decimals. */
void case_amount_put(struct fb_buffer *out, int cents);
void case_amount_put_printed(struct fb_buffer *out, int cents);

/* ---- as files ---- */

void table_case_put_template(struct fb_buffer *out, const struct table_case *table_case);
void table_case_put_record(struct fb_buffer *out, const struct table_case *table_case);

#endif
