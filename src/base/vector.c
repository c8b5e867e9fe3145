#include "base/vector.h"

#include <string.h>

enum { FIRST_CAPACITY = 8 };

/* Moves the elements to storage for `larger` ones. */
static fb_status move(struct fb_arena *arena, void *items, size_t count, size_t *capacity,
                      size_t size, size_t larger)
{
    void *old, *grown = fb_arena_array(arena, larger, size);

    FB_NEED(grown);
    /* The field has some pointer type; copying it as bytes keeps the aliasing rules. */
    memcpy(&old, items, sizeof old);
    if (count > 0)
        memcpy(grown, old, count * size);
    memcpy(items, &grown, sizeof grown);
    *capacity = larger;
    return FB_OK;
}

fb_status fb_vector_grow(struct fb_arena *arena, void *items, size_t *count, size_t *capacity,
                         size_t size)
{
    if (*count == *capacity)
        FB_TRY(move(arena, items, *count, capacity, size,
                    *capacity == 0 ? FIRST_CAPACITY : *capacity * 2));
    *count += 1;
    return FB_OK;
}

fb_status fb_vector_reserve(struct fb_arena *arena, void *items, size_t count, size_t *capacity,
                            size_t size, size_t extra)
{
    size_t needed = count + extra;

    if (needed < count)
        return FB_ERR_NOMEM;
    if (needed <= *capacity)
        return FB_OK;
    /* At least twice as much, so that many small steps do not copy it again and again. */
    return move(arena, items, count, capacity, size,
                needed > 2 * *capacity ? needed : 2 * *capacity);
}
