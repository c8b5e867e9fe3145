#include "base/arena.h"

#include "base/large_block.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16 };

/* Under the address sanitizer each allocation is a block by itself, so that it sees an overrun. */
#ifdef __SANITIZE_ADDRESS__
enum { BLOCK_FIRST = 0, BLOCK_MOST = 0 };
#else
/*
 * Blocks, headers included, double from the first size to the most, which is a power of two times
 * it, for many arenas stay small.
 */
enum { BLOCK_FIRST = 8 * 1024, BLOCK_MOST = 4 * 1024 * 1024 };
#endif

struct block {
    struct block *next;
    size_t used;
    size_t size; /* of the data */
    bool blank;  /* the data behind `used` are zero */
    /* The data follow the header, at DATA_OFFSET. */
};

/* The first aligned offset after the header. */
static const size_t DATA_OFFSET = (sizeof(struct block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

struct fb_arena {
    struct block *blocks; /* only the first has room */
    size_t block_size;    /* of the next one */
    size_t used;
    size_t limit;
    struct fb_arena *scratch; /* NULL: not yet asked for */
};

fb_status fb_arena_new(struct fb_arena **out, size_t limit)
{
    struct fb_arena *arena = calloc(1, sizeof *arena);

    *out = arena;
    FB_NEED(arena);
    arena->limit = limit;
    arena->block_size = BLOCK_FIRST;
    return FB_OK;
}

/* The sanitizer sees no overrun in memory from the system. */
static bool is_large(size_t total)
{
    return BLOCK_MOST > 0 && total >= FB_LARGE_BLOCK_LEAST;
}

/* Frees the blocks of a list up to one of them, or all if that is NULL. */
static void free_blocks(struct block *block, const struct block *end)
{
    while (block != end) {
        struct block *next = block->next;
        size_t total = DATA_OFFSET + block->size;

        if (is_large(total))
            fb_large_block_free(block, total);
        else
            free(block);
        block = next;
    }
}

void fb_arena_free(struct fb_arena *arena)
{
    if (arena == NULL)
        return;
    fb_arena_free(arena->scratch);
    free_blocks(arena->blocks, NULL);
    free(arena);
}

/* Adds a block for `size` bytes and more; one that is full at once goes behind the first. */
static struct block *add_block(struct fb_arena *arena, size_t size)
{
    bool full = DATA_OFFSET + size > arena->block_size;
    size_t total = full ? DATA_OFFSET + size : arena->block_size;
    struct block *block = is_large(total) ? fb_large_block_new(total) : malloc(total);
    struct block **place = full && arena->blocks != NULL ? &arena->blocks->next : &arena->blocks;

    if (block == NULL)
        return NULL;
    *block = (struct block){.next = *place, .size = total - DATA_OFFSET, .blank = is_large(total)};
    *place = block;
    if (arena->block_size != BLOCK_MOST)
        arena->block_size *= 2;
    return block;
}

void *fb_arena_alloc(struct fb_arena *arena, size_t size)
{
    struct block *block = arena->blocks;
    size_t rounded;
    void *memory;

    if (size > SIZE_MAX / 2)
        return NULL;
    rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (rounded > arena->limit - arena->used)
        return NULL;
    if (block == NULL || block->used + rounded > block->size) {
        block = add_block(arena, size);
        if (block == NULL)
            return NULL;
    }
    memory = (char *)block + DATA_OFFSET + block->used;
    /* Only now: much of a block is never used, and what is used soon is best zeroed just before. */
    if (!block->blank)
        memset(memory, 0, size);
    block->used += rounded;
    arena->used += rounded;
    return memory;
}

void *fb_arena_array(struct fb_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return fb_arena_alloc(arena, count * size);
}

char *fb_arena_copy(struct fb_arena *arena, const char *bytes, size_t length)
{
    char *copy = length < SIZE_MAX ? fb_arena_alloc(arena, length + 1) : NULL;

    if (copy != NULL && length > 0)
        memcpy(copy, bytes, length);
    return copy;
}

char *fb_arena_string(struct fb_arena *arena, const char *string)
{
    return fb_arena_copy(arena, string, strlen(string));
}

char *fb_arena_counted(struct fb_arena *arena, const char *prefix, size_t number)
{
    char digits[20]; /* 2^64 - 1 has so many */
    size_t length = strlen(prefix), start = sizeof digits;
    char *string;

    do {
        digits[--start] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    string = fb_arena_alloc(arena, length + sizeof digits - start + 1);
    if (string == NULL)
        return NULL;
    memcpy(string, prefix, length);
    memcpy(string + length, digits + start, sizeof digits - start);
    return string;
}

char *fb_arena_format(struct fb_arena *arena, const char *format, ...)
{
    va_list arguments;
    char *string, text[256];
    int length;

    va_start(arguments, format);
    length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0)
        return NULL;
    if ((size_t)length < sizeof text)
        return fb_arena_copy(arena, text, (size_t)length);
    string = fb_arena_alloc(arena, (size_t)length + 1);
    if (string == NULL)
        return NULL;
    va_start(arguments, format);
    vsnprintf(string, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return string;
}

size_t fb_arena_used(const struct fb_arena *arena)
{
    return arena->used;
}

struct fb_arena *fb_arena_scratch(struct fb_arena *arena)
{
    if (arena->scratch == NULL && fb_arena_new(&arena->scratch, arena->limit) != FB_OK)
        return NULL;
    return arena->scratch;
}

void fb_arena_clear(struct fb_arena *arena)
{
    struct block *first = arena == NULL ? NULL : arena->blocks;

    if (first == NULL)
        return;
    arena->used = 0;
    /* One block is kept for the next use, but not one that a large allocation had for itself. */
    if (BLOCK_MOST == 0 || DATA_OFFSET + first->size > BLOCK_MOST) {
        free_blocks(first, NULL);
        arena->blocks = NULL;
        return;
    }
    free_blocks(first->next, NULL);
    first->next = NULL;
    first->used = 0;
    first->blank = false;
}

struct fb_arena_mark fb_arena_mark(const struct fb_arena *arena)
{
    struct block *first = arena->blocks;

    return (struct fb_arena_mark){.block = first,
                                  .next = first == NULL ? NULL : first->next,
                                  .block_used = first == NULL ? 0 : first->used,
                                  .used = arena->used};
}

/* New blocks stand before the one that was first then, or right behind it if they are full. */
void fb_arena_rewind(struct fb_arena *arena, struct fb_arena_mark mark)
{
    struct block *first = mark.block;

    free_blocks(arena->blocks, first);
    arena->blocks = first;
    arena->used = mark.used;
    if (first == NULL)
        return;
    free_blocks(first->next, mark.next);
    first->next = mark.next;
    if (first->blank)
        memset((char *)first + DATA_OFFSET + mark.block_used, 0, first->used - mark.block_used);
    first->used = mark.block_used;
}
