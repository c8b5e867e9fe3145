/*
 * doc.h: the resolved document, from which both outputs are made.
 *
 * Here all text is final, all spans are final, and nothing has a position yet. A document is a list
 * of sections, each with its page setup; a section is a list of paragraphs and tables. It lives in
 * the job's arena and is constant once built; fb_grid_build (doc/grid.h) accepts each of its
 * tables.
 */
#ifndef FB_DOC_DOC_H
#define FB_DOC_DOC_H

#include "base/length.h"
#include "diag/source.h"
#include "doc/shown.h"
#include "style/style.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fb_xml_node;

/* Text in one style. Forced line breaks are '\n'; there is no other control character. */
struct fb_run {
    const char *text; /* UTF-8, NUL-terminated */
    size_t length;
    const struct fb_style *style;
    enum fb_script script;
    const struct fb_xml_node *node;   /* of the record, whose text it is; NULL: fixed text */
    const struct fb_position *origin; /* of fixed text, in the template; NULL: not known */
};

struct fb_paragraph {
    const struct fb_style *style; /* alignment, indent, pitch; runs have their own */
    const struct fb_run *runs;
    size_t run_count;
    int heading;    /* level, from 1; 0: no heading */
    bool keep_next; /* outside tables: on one page with what follows, unless no page can hold it */
    /* Values of the record in its text, in their order, in a document that is to be edited. */
    const struct fb_shown_mark *marks;
    size_t mark_count;
};

/* What a cell is to a reader who cannot see the table (PDF/UA-1: TH with Scope, or TD). */
enum fb_cell_kind {
    FB_CELL_DATA,
    FB_CELL_ROW_HEADER,    /* a label for the cells at its right */
    FB_CELL_COLUMN_HEADER, /* a heading for the cells below */
    FB_CELL_CORNER_HEADER, /* both */
};

/*
 * A cell owns a rectangle of the grid: it is listed in its first row alone, and the rows that it
 * spans have no cell in its columns.
 */
struct fb_cell {
    uint32_t column; /* of the grid, from 0 */
    uint32_t column_span;
    uint32_t row_span;
    enum fb_cell_kind kind;
    bool repeat_label;   /* drawn again, centred, on each page's part if pages cut the cell */
    unsigned open_sides; /* where there is no line, whatever the neighbour has; of enum fb_side */
    const struct fb_style *style;
    const struct fb_paragraph *paragraphs; /* an empty cell has one paragraph without runs */
    size_t paragraph_count;
    const struct fb_position *origin; /* of the cell in the template; NULL: not known */
};

enum fb_height_rule { FB_HEIGHT_AUTO, FB_HEIGHT_AT_LEAST, FB_HEIGHT_EXACT };

struct fb_row {
    const struct fb_cell *cells; /* by column */
    size_t cell_count;
    enum fb_height_rule height_rule;
    bool keep_next; /* on one page with the row below, unless no page can hold what is kept */
    /*
     * A blank row, the table's last, drawn as often as the rest of the last page has room for, or
     * not at all. No other row may reach into it.
     */
    bool fill;
    fb_length height; /* of FB_HEIGHT_AT_LEAST and FB_HEIGHT_EXACT */
    /* That the row shows, or is one of the rows of; NULL: none, or not a document to be edited. */
    const struct fb_item *item;
    const struct fb_item *beside;     /* of a second list in the same row; NULL: none */
    const struct fb_position *origin; /* of the row in the template; NULL: not known */
};

struct fb_table {
    const fb_length *columns; /* widths of the fine grid's columns */
    size_t column_count;
    const struct fb_row *rows;
    size_t row_count;
    size_t header_rows; /* so many first rows are drawn again on each page the table goes on */
    /*
     * The table goes on below the one before it as if both were one: no gap, one line between.
     * Both have the same grid width. It is how a form and its list of indicators, which alone has a
     * repeated header, look like one table and are two to Word and to a screen reader.
     */
    bool joined;
    bool goes_on;  /* the table after it is joined to it */
    bool contents; /* a table of contents: each row but those of the header is an entry */
    struct fb_borders borders;
    /* Marks where pages cut the table; NULL: none. They are no part of the document's text. */
    const struct fb_paragraph *continued; /* above each part but the first: 续表, 承上页 */
    const struct fb_paragraph *carried;   /* below each part but the last: 转下页 */
    const char *title;                    /* what a screen reader calls the table */
};

enum fb_block_kind { FB_BLOCK_PARAGRAPH, FB_BLOCK_TABLE };

struct fb_block {
    enum fb_block_kind kind;
    union {
        struct fb_paragraph paragraph;
        struct fb_table table;
    } as;
    struct fb_position origin; /* of the block in the template */
};

struct fb_section {
    struct fb_page_setup page;
    const struct fb_block *blocks;
    size_t block_count;
    size_t fit_pages;    /* it is made smaller until it has so many pages; 0: as many as it needs */
    fb_length fit_floor; /* the smallest size that text may come to on the way */
    struct fb_position origin; /* of the section in the template */
};

/* A moment as the record gives it; there is no clock in any output. */
struct fb_date {
    int year, month, day, hour, minute, second; /* all 0: not known */
};

struct fb_doc {
    const char *title;
    const char *author;   /* the unit that answers for the document; "" if unknown */
    const char *subject;  /* "" if none */
    const char *keywords; /* divided by "；"; "" if none */
    const char *language; /* BCP 47, "zh-CN" */
    const char *template_name;
    struct fb_date date;
    /* The styles of the template, in its order, for outputs that name styles. */
    const struct fb_style *const *styles;
    size_t style_count;
    const struct fb_section *sections;
    size_t section_count;
    size_t pages_before; /* of what it is bound with, to which its page numbers go on */
    size_t shown_count;  /* values shown, numbered from 0 */
};

/* Returns the place of a cell, a row or fixed text; none if that is not known. */
struct fb_position fb_origin(const struct fb_position *origin);

/* Returns where a run's text comes from: a place in the record, or in the template. */
struct fb_position fb_run_origin(const struct fb_run *run);

/*
 * True if no page ends below a row, unless no page can hold what is kept together: the template
 * says so, or the last row would stand alone on the last page.
 */
bool fb_table_keeps_next(const struct fb_table *table, size_t row);

/* Returns the sum of `span` column widths from `column`. */
fb_length fb_table_span_width(const struct fb_table *table, size_t column, size_t span);

#endif
