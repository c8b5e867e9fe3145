/*
 * source.h: an input text, and places in it.
 *
 * A source is the UTF-8 text of one input as it was read, or as it was decoded. It is borrowed:
 * name, text and cells must live as long as the positions that point into it. Places are byte
 * offsets; what a person reads is computed when a diagnostic is reported: the line and the column,
 * or the sheet and the cell of a workbook, whose source is the texts of all its cells, each with a
 * line end after it.
 */
#ifndef FB_DIAG_SOURCE_H
#define FB_DIAG_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a value stands in the text, where it does not stand there as it is. */
enum fb_escapes {
    FB_ESCAPES_XML,    /* &lt; &#20; comments and CDATA; two bytes of a line end are one */
    FB_ESCAPES_JSON,   /* \n \u56FD (RFC 8259, 7) */
    FB_ESCAPES_QUOTES, /* "" is " (RFC 4180, 2.7); two bytes of a line end are one */
    FB_ESCAPES_NONE,   /* as it is */
};

/* Where the text of a cell begins; it ends where that of the next one begins. */
struct fb_source_cell {
    uint32_t offset;
    uint32_t row;    /* from 0 */
    uint16_t column; /* from 0 */
    uint16_t sheet;  /* index of its name */
};

struct fb_source_cells {
    const char *const *sheets;          /* names */
    const struct fb_source_cell *cells; /* by offset, rising */
    size_t count;
};

/*
 * A place whose line and column are known, from where the next is found: in a large text with many
 * findings each would else be counted from its start.
 */
struct fb_source_mark {
    size_t offset;
    size_t line, column; /* from 0 */
};

struct fb_source {
    const char *name; /* as the user gave it; "-" is standard input */
    const char *text; /* NULL: it could not be read */
    size_t length;
    bool decoded; /* from another encoding: what the text says of its own is no longer so */
    enum fb_escapes escapes;
    const struct fb_source_cells *cells; /* NULL: places are lines and columns */
    struct fb_source_mark *mark;         /* of who owns the text; NULL: it is small */
};

struct fb_position {
    const struct fb_source *source; /* NULL: about no input in particular */
    size_t offset;                  /* bytes from the start of the text */
    size_t length;                  /* bytes that are meant; 0: only the place is known */
};

/* Room for a name of a file and a place in it; what is longer is cut. */
enum { FB_POSITION_TEXT = 512 };

/*
 * Writes "file:line:column" or "file:sheet!C7", as diagnostics begin, for a message that names a
 * second place.
 */
void fb_position_describe(char out[FB_POSITION_TEXT], struct fb_position position);

/* Room for the name of a cell: letters of a column, digits of a row. */
enum { FB_CELL_NAME = 16 };

/* Writes the name of a cell, such as "C7", of its row and column from 0. */
void fb_cell_name(char out[FB_CELL_NAME], size_t row, size_t column);

#define FB_NO_POSITION ((struct fb_position){0})

#endif
