/*
 * workbook_file.h: a workbook of libxlsxwriter from its first sheet to its bytes.
 *
 * The library writes files only, so the workbook is made in a folder of its own that nobody else
 * can enter (in TMPDIR, or /tmp), and read from there. It says of itself that it was made on
 * 1980-01-01, the first moment that a zip file can tell: the same content gives the same bytes.
 */
#ifndef FB_CONVERT_WORKBOOK_FILE_H
#define FB_CONVERT_WORKBOOK_FILE_H

#include "base/buffer.h"
#include "base/status.h"

#include <stdbool.h>
#include <xlsxwriter.h>

/* All zero before it is opened. */
struct fb_workbook_file {
    lxw_workbook *workbook; /* NULL before it is opened and once it is finished */
    char *folder, *path;
};

/* Returns what an error of the library is here: out of memory, the disk, or a mistake of ours. */
FB_MUST_USE fb_status fb_workbook_status(lxw_error error);

/*
 * Begins a workbook. With `by_rows` its rows are written in their order and need no memory.
 * FB_ERR_IO if there is no place for it. fb_workbook_file_close is due in any case.
 */
FB_MUST_USE fb_status fb_workbook_file_open(struct fb_workbook_file *file, bool by_rows);

/* Ends the workbook and appends its bytes. */
FB_MUST_USE fb_status fb_workbook_file_finish(struct fb_workbook_file *file, struct fb_buffer *out);

/* Frees the workbook if it is not finished, and removes the folder. */
void fb_workbook_file_close(struct fb_workbook_file *file);

#endif
