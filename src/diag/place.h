/*
 * place.h: a position as a person reads it.
 *
 * Resolves a byte offset to line and column, or to sheet and cell, and the part of the source line
 * around it, so that a diagnostic needs its source no longer.
 */
#ifndef FB_DIAG_PLACE_H
#define FB_DIAG_PLACE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "diag/source.h"

struct fb_place {
    const char *name; /* of the input; NULL: none */
    size_t offset;
    size_t line;       /* from 1; 0: no place within the input is known, or it is a cell */
    size_t column;     /* in characters, from 1 */
    const char *sheet; /* its name; NULL: the input is no workbook */
    char cell[FB_CELL_NAME];
    const char *excerpt; /* the source line, cut to what fits a terminal around the place */
    size_t caret_offset; /* bytes of the excerpt before the place */
    size_t caret_length; /* bytes of the excerpt that are meant; at least one character */
};

FB_MUST_USE fb_status fb_place_resolve(struct fb_place *out, struct fb_arena *arena,
                                       struct fb_position position);

/* Appends "file:line:column", "file:sheet!C7" or "file"; nothing without a name. */
void fb_place_name(struct fb_buffer *out, const struct fb_place *place);

/* Appends the excerpt and, on a line of its own, carets under the place. */
void fb_place_show(struct fb_buffer *out, const struct fb_place *place);

#endif
