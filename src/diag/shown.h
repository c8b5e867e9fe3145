/*
 * shown.h: what the author of an input wrote, as a message can bear it.
 */
#ifndef FB_DIAG_SHOWN_H
#define FB_DIAG_SHOWN_H

#include "base/arena.h"

/*
 * Copies a text as it is to be shown: not longer than a message can bear, and without what a
 * terminal would not show or take as a command: a line's end is "⏎". NULL when memory is used up.
 */
const char *fb_shown(struct fb_arena *arena, const char *text);

#endif
