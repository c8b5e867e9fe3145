/*
 * explain.h: what may be written into a field, in the words of an office.
 *
 * The texts are part of files (comments of a blank record, notes of a workbook), so they are always
 * Chinese and never depend on the language of messages.
 */
#ifndef FB_CONVERT_EXPLAIN_H
#define FB_CONVERT_EXPLAIN_H

#include "base/buffer.h"
#include "template/template.h"

/* Appends what a field takes: "金额，单位万元；必填；不小于0". Nothing for a group without a unit.
 */
void fb_explain_field(struct fb_buffer *out, const struct fb_template *template,
                      const struct fb_field *field);

/* Appends "必填硬性" and the like: whether there must be rows of a kind. Nothing if it is free. */
void fb_explain_obligation(struct fb_buffer *out, enum fb_obligation obligation);

/* Appends a text that may stand in the field, such as an example row shows. */
void fb_explain_example(struct fb_buffer *out, const struct fb_field *field);

#endif
