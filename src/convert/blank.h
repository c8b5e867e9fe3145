/*
 * blank.h: records to fill in, made from what a template declares.
 *
 * A blank record has every field of its template, empty, and one row of each kind of a catalogue in
 * the order of the form; a list without a catalogue has one row. It calls itself blank
 * (FB_RECORD_BLANK), so that it renders as the blank form (空表) while nothing is filled in.
 */
#ifndef FB_CONVERT_BLANK_H
#define FB_CONVERT_BLANK_H

#include "convert/form.h"

/*
 * Appends a blank record in a form. In XML a comment above each field says what may be written; in
 * a workbook an example row, notes and a sheet of its own do; JSON has no place for that.
 */
FB_MUST_USE fb_status fb_blank_write(struct fb_buffer *out, enum fb_form form,
                                     const struct fb_template *template);

#endif
