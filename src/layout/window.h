/*
 * window.h: memory for the rows of tables that a page needs, and those after it.
 *
 * The rows of a table are set some pages ahead of where they stand, and are not needed behind it:
 * a window is the memory of rows that were set together. It is used anew when all of them, and all
 * rows that their merged cells reach into, are on pages that are finished. So of a table there are
 * in memory the rows of a few pages, and one page more for each column of labels.
 */
#ifndef FB_LAYOUT_WINDOW_H
#define FB_LAYOUT_WINDOW_H

#include "base/arena.h"
#include "base/vector.h"

#include <stddef.h>

struct fb_window {
    struct fb_arena *arena;
    const size_t *placed; /* of the table: so many of its rows are on pages; NULL: it is free */
    size_t end;           /* it may be used anew when so many rows are */
};

/* All zero at first, but for `whole`. */
struct fb_windows {
    struct fb_arena *whole; /* in which all rows stay; NULL: they are forgotten */
    FB_VECTOR(struct fb_window) items;
    struct fb_arena *list; /* of the items */
};

/* Gives a window that is free to a table; NULL if there is no memory. Good until the next call. */
struct fb_window *fb_windows_take(struct fb_windows *windows, const size_t *placed);

/* Forgets the rows that are on pages, all of which are finished. */
void fb_windows_forget(struct fb_windows *windows);

/* Releases all windows; they are then as at first. */
void fb_windows_release(struct fb_windows *windows);

#endif
