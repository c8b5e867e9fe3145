/*
 * dump_private.h: what the files that write a template as text share.
 */
#ifndef FB_TEMPLATE_DUMP_PRIVATE_H
#define FB_TEMPLATE_DUMP_PRIVATE_H

#include "template/rule.h"

/* Appends two blanks for each step of depth. */
void fb_dump_indent(struct fb_buffer *out, size_t depth);

/* Appends a text in one line: line breaks are written "⏎". */
void fb_dump_text(struct fb_buffer *out, const char *text);

/* Appends the conditions under which something is shown. */
void fb_dump_when(struct fb_buffer *out, const struct fb_condition *when);

/* Appends texts as they stand and what is computed in braces. */
void fb_dump_content(struct fb_buffer *out, const struct fb_content *content);

/* Appends a rule: its element, id, level and parameters in one line, its texts in others. */
void fb_dump_rule(struct fb_buffer *out, const struct fb_rule *rule);

#endif
