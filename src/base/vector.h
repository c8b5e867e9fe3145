/*
 * vector.h: growing arrays in an arena.
 *
 *     FB_VECTOR(struct fb_row) rows = {0};
 *     struct fb_row *row = FB_PUSH(arena, &rows);     a zeroed new last element, or NULL
 *
 * Elements move when the vector grows: keep indices, not pointers, across a push. Memory of
 * outgrown storage stays in the arena; growth doubles, so at most as much again is lost.
 */
#ifndef FB_BASE_VECTOR_H
#define FB_BASE_VECTOR_H

#include "base/arena.h"

#define FB_VECTOR(type)  \
    struct {             \
        type *items;     \
        size_t count;    \
        size_t capacity; \
    }

#define FB_PUSH(arena, vector)                                                        \
    (fb_vector_grow((arena), &(vector)->items, &(vector)->count, &(vector)->capacity, \
                    sizeof *(vector)->items) == FB_OK                                 \
         ? &(vector)->items[(vector)->count - 1]                                      \
         : NULL)

/* Makes room for `extra` more elements, so that the storage is not outgrown before they are in. */
#define FB_RESERVE(arena, vector, extra)                                               \
    fb_vector_reserve((arena), &(vector)->items, (vector)->count, &(vector)->capacity, \
                      sizeof *(vector)->items, (extra))

/*
 * Adds one zeroed element of `size` bytes. `items` is the address of the vector's pointer field.
 * Used through FB_PUSH only.
 */
FB_MUST_USE fb_status fb_vector_grow(struct fb_arena *arena, void *items, size_t *count,
                                     size_t *capacity, size_t size);

/* Used through FB_RESERVE only. */
FB_MUST_USE fb_status fb_vector_reserve(struct fb_arena *arena, void *items, size_t count,
                                        size_t *capacity, size_t size, size_t extra);

#endif
