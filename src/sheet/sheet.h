/*
 * sheet.h: workbooks: sheets of cells, as a person sees them.
 *
 * A workbook holds only what is shown: the text of each cell that has one, with its number format
 * applied (935 under 0.00 is "935.00"), and which cells are merged and which rows and sheets are
 * hidden. Hidden things are marked, not left out. Formulas, styles, pictures and comments are gone.
 *
 * All texts stand in one source, each followed by a line feed, so that a diagnostic can point into
 * a cell; how a piece of it stands for a cell's text is the source's matter (CSV doubles quotes),
 * so texts are asked for with fb_cell_text.
 */
#ifndef FB_SHEET_SHEET_H
#define FB_SHEET_SHEET_H

#include "base/arena.h"
#include "diag/diagnostics.h"

#include <stdint.h>

/* The most that a sheet of an office has (Excel specifications and limits). */
enum {
    FB_SHEET_ROW_LIMIT = 1 << 20,
    FB_SHEET_COLUMN_LIMIT = 1 << 14,
    FB_SHEET_CELL_LENGTH = 32767
};

/* The most that one workbook has here: sheets, cells with a text, merges, bytes of all texts. */
enum {
    FB_WORKBOOK_SHEET_LIMIT = 1000,
    FB_WORKBOOK_CELL_LIMIT = 5000000,
    FB_WORKBOOK_MERGE_LIMIT = 1000000, /* of one sheet */
};
#define FB_WORKBOOK_TEXT_LIMIT ((size_t)256 << 20)

enum fb_cell_kind { FB_CELL_TEXT, FB_CELL_NUMBER, FB_CELL_DATE, FB_CELL_BOOLEAN, FB_CELL_ERROR };

/* A cell that shows something. Rows and columns count from 0. */
struct fb_cell {
    uint32_t row;
    uint32_t column;
    uint32_t offset; /* its text in the workbook's source, in bytes */
    uint32_t length;
    enum fb_cell_kind kind;
};

/* Cells shown as one, from the first row and column to the last, both included. */
struct fb_merge {
    uint32_t row;
    uint32_t column;
    uint32_t row_end;
    uint32_t column_end;
    uint32_t reach; /* for fb_sheet_merge_at; set by fb_workbook_finish */
};

/* Rows or columns one after another, both ends included. */
struct fb_sheet_range {
    uint32_t first;
    uint32_t last;
};

struct fb_sheet {
    const char *name; /* "" for a text that knows no sheets */
    bool hidden;
    const struct fb_cell *cells; /* by row, then column; no two at one place */
    size_t cell_count;
    const struct fb_merge *merges; /* by row, then column */
    size_t merge_count;
    const struct fb_sheet_range *hidden_rows; /* in order, apart from each other */
    size_t hidden_row_count;
    const struct fb_sheet_range *hidden_columns; /* likewise */
    size_t hidden_column_count;
};

struct fb_workbook_store; /* what owns the memory */

struct fb_workbook {
    struct fb_source source;
    const struct fb_sheet *sheets; /* in the order of their tabs; at least one */
    size_t sheet_count;
    struct fb_workbook_store *store;
};

/*
 * Reads an XLSX workbook, of either kind of SpreadsheetML. The name of the file is borrowed for as
 * long as the workbook lives, its bytes during the call. FB_ERR_INPUT if it cannot be read as a
 * whole, which is reported; so are numbers that have lost digits, as warnings.
 *
 * A cell of the kind FB_CELL_ERROR shows an error (#REF!), or a value that is none of its type, or
 * "=" and a formula that was saved without its value. The reader does not report these, for not
 * every cell matters.
 */
FB_MUST_USE fb_status fb_workbook_read(struct fb_workbook **out, const char *name,
                                       const void *bytes, size_t length,
                                       struct fb_diagnostics *sink);

/*
 * Reads a text with a table, CSV or TSV (RFC 4180), as a workbook of one sheet without a name,
 * whose places are lines and columns of the text. The source is borrowed for as long as the
 * workbook lives. Quotes that are not closed, or that stand inside a field in quotes, are reported,
 * all of them, and FB_ERR_INPUT; a row with more or fewer fields than the first that has several is
 * a warning.
 */
FB_MUST_USE fb_status fb_workbook_read_text(struct fb_workbook **out,
                                            const struct fb_source *source,
                                            struct fb_diagnostics *sink);

/* NULL is legal. */
void fb_workbook_free(struct fb_workbook *workbook);

/*
 * Whether a sheet has that name. As in Excel, the case of ASCII letters is no matter; neither are
 * blanks at the ends, which nobody sees on a tab.
 */
bool fb_sheet_is(const struct fb_sheet *sheet, const char *name);

/* Returns the sheet of that name, or NULL; of several, the first. */
const struct fb_sheet *fb_workbook_sheet(const struct fb_workbook *workbook, const char *name);

/* Returns the cell at a place, or NULL if it shows nothing. Not the cell it is merged with. */
const struct fb_cell *fb_sheet_at(const struct fb_sheet *sheet, uint32_t row, uint32_t column);

/* Returns the first cell of a row or of the next that has one, or the end of the cells. */
const struct fb_cell *fb_sheet_row(const struct fb_sheet *sheet, uint32_t row);

/* Returns the merge that covers a place, or NULL. */
const struct fb_merge *fb_sheet_merge_at(const struct fb_sheet *sheet, uint32_t row,
                                         uint32_t column);

bool fb_sheet_row_hidden(const struct fb_sheet *sheet, uint32_t row);
bool fb_sheet_column_hidden(const struct fb_sheet *sheet, uint32_t column);

/* Returns a cell's text, as shown, in the arena; NULL when memory is used up. */
char *fb_cell_text(struct fb_arena *arena, const struct fb_workbook *workbook,
                   const struct fb_cell *cell);

/*
 * As fb_cell_text; but of a number without what an accounting format sets around it, which is no
 * part of an amount: "¥1,234.50" is "1,234.50", "(5.00)" is "-5.00", and the dash for nothing is
 * "0". Other texts around a number, such as a unit, stay.
 */
char *fb_cell_plain(struct fb_arena *arena, const struct fb_workbook *workbook,
                    const struct fb_cell *cell);

/* The place of a cell's text. */
struct fb_position fb_cell_position(const struct fb_workbook *workbook, const struct fb_cell *cell);

/*
 * Reads a reference such as "C7" or "$C$7"; letters of either case. Returns how many bytes it has,
 * or 0 if there is none or it is beyond the limits.
 */
size_t fb_cell_reference(const char *text, uint32_t *row, uint32_t *column);

#endif
