/*
 * map.h: values by name, in an arena.
 *
 * Names are byte strings and stay owned by the caller; they must live as long as the map. There is
 * no walk over a map, so no output can depend on the order of its slots.
 */
#ifndef FB_BASE_MAP_H
#define FB_BASE_MAP_H

#include "base/arena.h"

struct fb_map_slot;

struct fb_map {
    struct fb_map_slot *slots;
    size_t count;
    size_t capacity; /* a power of two, or 0 */
};

/* Sets the value of `name`. `value` must not be NULL. */
FB_MUST_USE fb_status fb_map_put(struct fb_arena *arena, struct fb_map *map, const char *name,
                                 void *value);

/* Returns the value of `name`, or NULL if the map has none. */
void *fb_map_lookup(const struct fb_map *map, const char *name);

#endif
