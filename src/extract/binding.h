/*
 * binding.h: the paths by which content controls are bound, in one form.
 *
 * Word, WPS and LibreOffice write a path as they like: with prefixes, without the position of a
 * step that has one node, with blanks. In the one form each step has its local name and its
 * position: "/项目[1]/绩效指标[1]/指标[3]". That is also how fb_xml_path writes. The root may be
 * "*".
 */
#ifndef FB_EXTRACT_BINDING_H
#define FB_EXTRACT_BINDING_H

#include "base/arena.h"

#include <stdbool.h>

/*
 * Sets `*out` to the path in the one form, in the arena, or to NULL if it is anything but steps to
 * child elements with at most one position each. FB_ERR_NOMEM.
 */
FB_MUST_USE fb_status fb_binding_normalize(char **out, struct fb_arena *arena, const char *path);

/* Returns true if `path` is `base` or a path below it; both in the one form. */
bool fb_binding_within(const char *path, const char *base);

/*
 * Takes the last step off: returns its name, in the arena, and sets `*length` to the length of what
 * is before it and `*number` to its position. NULL when memory is used up.
 */
char *fb_binding_last(struct fb_arena *arena, const char *path, size_t *length, size_t *number);

#endif
