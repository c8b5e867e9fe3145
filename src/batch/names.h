/*
 * names.h: names of files that any system can keep, from whatever stands in a record.
 */
#ifndef FB_BATCH_NAMES_H
#define FB_BATCH_NAMES_H

#include "base/buffer.h"

#include <stdbool.h>

/*
 * The bytes that one part of a path may have. Linux allows 255; the rest is left for a number that
 * keeps two names apart, and for the marks of programs that keep copies.
 */
enum { FB_NAME_LIMIT = 200 };

/*
 * Appends a name for one part of a path:
 *  - characters that Windows forbids (\ / : * ? " < > |) become their full-width forms, which look
 *    the same in a Chinese text;
 *  - line breaks and blanks of all kinds become one blank; other invisible characters are left out;
 *  - blanks at the ends, dots at the end and dots at the start go, and names of devices (CON, COM1)
 *    get "_" at their head;
 *  - a name over FB_NAME_LIMIT bytes is cut between characters and ends with "~" and eight digits
 * of its hash, so that long names that begin alike stay apart. Returns false if nothing is left of
 * it.
 */
bool fb_name_append(struct fb_buffer *out, const char *text);

#endif
