#include "base/vector.h"

#include <string.h>

enum { FIRST_CAPACITY = 8 };

fb_status fb_vector_grow(struct fb_arena *arena, void *items, size_t *count, size_t *capacity,
                         size_t size)
{
    void *old;

    /* The field has some pointer type; copying it as bytes keeps the aliasing rules. */
    memcpy(&old, items, sizeof old);
    if (*count == *capacity) {
        size_t larger = *capacity == 0 ? FIRST_CAPACITY : *capacity * 2;
        void *grown = fb_arena_array(arena, larger, size);

        FB_NEED(grown);
        if (*count > 0)
            memcpy(grown, old, *count * size);
        memcpy(items, &grown, sizeof grown);
        *capacity = larger;
    }
    *count += 1;
    return FB_OK;
}
