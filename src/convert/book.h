/*
 * book.h: a fill-in workbook (XLSX): the sheet 项目 with a row for each record, a sheet for each
 * list, 说明 with how to fill in, and a hidden 目录 with the words of the drop-down lists
 * (docs/workbook.md).
 *
 * Its layout is the mapping that fb_shape_mapping gives. Amounts, years, numbers and days are
 * numbers where the cell then shows exactly the text of the record, and texts else. The library
 * writes to a file, in a folder of its own that is gone afterwards; TMPDIR says where, /tmp if it
 * is not set.
 */
#ifndef FB_CONVERT_BOOK_H
#define FB_CONVERT_BOOK_H

#include "base/buffer.h"
#include "convert/form.h"

struct fb_book;

/* Makes a workbook; with `example`, each sheet has a row that shows how it is filled in. */
FB_MUST_USE fb_status fb_book_new(struct fb_book **out, const struct fb_template *template,
                                  bool example);
void fb_book_free(struct fb_book *book);

/* Adds a record. What the workbook cannot hold is reported and FB_ERR_INPUT. */
FB_MUST_USE fb_status fb_book_add(struct fb_book *book, const struct fb_form_record *record,
                                  struct fb_diagnostics *sink);

/*
 * Appends the file. Once, and nothing after it. FB_ERR_IO with errno set if the folder for it
 * cannot be made or used.
 */
FB_MUST_USE fb_status fb_book_finish(struct fb_book *book, struct fb_buffer *out);

#endif
