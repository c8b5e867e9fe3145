/*
 * arena.h: memory that lives exactly as long as one job.
 *
 * A record, its template model, the resolved document and its pages are allocated from one arena
 * and released together. Nothing in an arena is freed alone, and nothing in it may own memory
 * outside it. All memory is zeroed and aligned for any type.
 */
#ifndef FB_BASE_ARENA_H
#define FB_BASE_ARENA_H

#include "base/status.h"

#include <stddef.h>

struct fb_arena;

/* The memory, in bytes, that one job may take from its arena. */
#define FB_ARENA_JOB_LIMIT ((size_t)1 << 30)

/* Makes an arena that gives out at most `limit` bytes. Owned by the caller. */
FB_MUST_USE fb_status fb_arena_new(struct fb_arena **out, size_t limit);

/* Releases the arena and all that was allocated from it. NULL is legal. */
void fb_arena_free(struct fb_arena *arena);

/* Returns `size` zeroed bytes, or NULL when memory or the arena's limit is used up. */
void *fb_arena_alloc(struct fb_arena *arena, size_t size);

/* As fb_arena_alloc for `count` elements of `size` bytes; NULL also when the product overflows. */
void *fb_arena_array(struct fb_arena *arena, size_t count, size_t size);

/* Returns a NUL-terminated copy of `length` bytes, or NULL. */
char *fb_arena_copy(struct fb_arena *arena, const char *bytes, size_t length);

/* Returns a NUL-terminated copy of a string, or NULL. */
char *fb_arena_string(struct fb_arena *arena, const char *string);

/* Returns a prefix followed by a number, or NULL; names that are counted need no printf. */
char *fb_arena_counted(struct fb_arena *arena, const char *prefix, size_t number);

/* Returns a formatted string (as printf), or NULL. */
__attribute__((format(printf, 2, 3))) char *fb_arena_format(struct fb_arena *arena,
                                                            const char *format, ...);

/* Returns the number of bytes given out so far. */
size_t fb_arena_used(const struct fb_arena *arena);

/*
 * Returns an arena beside this one, of the same limit and released with it, or NULL. It is for what
 * a function needs only while it runs, and is empty before and after: whoever uses it clears it,
 * and calls nothing meanwhile that does so too.
 */
struct fb_arena *fb_arena_scratch(struct fb_arena *arena);

/* Takes back all that an arena gave out; nothing of it may be used any more. NULL is legal. */
void fb_arena_clear(struct fb_arena *arena);

/* A state of an arena. */
struct fb_arena_mark {
    void *block, *next;
    size_t block_used, used;
};

struct fb_arena_mark fb_arena_mark(const struct fb_arena *arena);

/* Takes back what was given out since the mark; nothing of it may be used any more. */
void fb_arena_rewind(struct fb_arena *arena, struct fb_arena_mark mark);

#define FB_NEW(arena, type)              ((type *)fb_arena_alloc((arena), sizeof(type)))
#define FB_NEW_ARRAY(arena, type, count) ((type *)fb_arena_array((arena), (count), sizeof(type)))

#endif
