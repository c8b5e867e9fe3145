/*
 * pattern.h: where a record's documents go.
 *
 * A pattern such as "{主管部门}/{项目名称}.{格式}" names a file in the output folder. What stands
 * in braces is replaced by a value of the record; "{格式}" by the output's extension, which ends
 * every pattern. Slashes outside of braces divide folders; a slash in a value does not. The path
 * that comes out is relative and never leads out of the output folder (batch/names.h).
 */
#ifndef FB_BATCH_PATTERN_H
#define FB_BATCH_PATTERN_H

#include "batch/names.h"

/* What every pattern ends with: the extension. */
#define FB_PATTERN_END ".{格式}"

enum fb_pattern_fault {
    FB_PATTERN_GOOD,
    FB_PATTERN_PART,  /* a part between slashes is empty, "." or "..", or it begins with a slash */
    FB_PATTERN_BRACE, /* a brace without its other, or nothing between the two */
    FB_PATTERN_TAIL,  /* it does not end with FB_PATTERN_END, or nothing stands before */
};

/* Finds what is wrong with a pattern; `*offset` is the byte where it is. */
enum fb_pattern_fault fb_pattern_check(const char *pattern, size_t *offset);

/* Gives the value that a name of so many bytes stands for, or NULL or "" if there is none. */
typedef const char *fb_pattern_value(void *data, const char *name, size_t length);

/*
 * Appends the path without its extension that a valid pattern gives. Where a value is missing its
 * name stands in brackets instead, "（主管部门）", so that it is seen. The buffer's status is the
 * result.
 */
FB_MUST_USE fb_status fb_pattern_expand(struct fb_buffer *out, const char *pattern,
                                        fb_pattern_value *value, void *data);

#endif
