/*
 * docx_lint.h: what no schema says of a DOCX, and word processors mind.
 *
 * Schemas accept a table whose cells do not fill its grid, a reference to a part that is not there,
 * a cell without a paragraph. This judge reads a package as a stranger would, with nothing of the
 * code that wrote it but the buffer.
 */
#ifndef FB_TESTS_DOCX_LINT_H
#define FB_TESTS_DOCX_LINT_H

#include "base/buffer.h"

/* Appends each fault of the package as a line to `faults` and returns how many there are. */
size_t docx_lint(const void *bytes, size_t length, struct fb_buffer *faults);

#endif
