#include "layout/window.h"

/* Returns a window that nobody uses, or NULL. */
static struct fb_window *find_free(struct fb_windows *windows)
{
    for (size_t i = 0; i < windows->items.count; i++) {
        if (windows->items.items[i].placed == NULL)
            return &windows->items.items[i];
    }
    return NULL;
}

/* Adds a window with memory of its own, or that in which all rows stay. */
static struct fb_window *add(struct fb_windows *windows)
{
    struct fb_window *window;

    if (windows->list == NULL && fb_arena_new(&windows->list, FB_ARENA_JOB_LIMIT) != FB_OK)
        return NULL;
    window = FB_PUSH(windows->list, &windows->items);
    if (window == NULL)
        return NULL;
    window->arena = windows->whole;
    if (window->arena == NULL && fb_arena_new(&window->arena, FB_ARENA_JOB_LIMIT) != FB_OK) {
        windows->items.count--;
        return NULL;
    }
    return window;
}

struct fb_window *fb_windows_take(struct fb_windows *windows, const size_t *placed)
{
    struct fb_window *window = find_free(windows);

    if (window == NULL)
        window = add(windows);
    if (window != NULL) {
        window->placed = placed;
        window->end = 0;
    }
    return window;
}

void fb_windows_forget(struct fb_windows *windows)
{
    for (size_t i = 0; i < windows->items.count; i++) {
        struct fb_window *window = &windows->items.items[i];

        if (window->placed == NULL || *window->placed < window->end)
            continue;
        window->placed = NULL;
        if (windows->whole == NULL)
            fb_arena_clear(window->arena);
    }
}

void fb_windows_release(struct fb_windows *windows)
{
    for (size_t i = 0; windows->whole == NULL && i < windows->items.count; i++)
        fb_arena_free(windows->items.items[i].arena);
    fb_arena_free(windows->list);
    *windows = (struct fb_windows){.whole = windows->whole};
}
