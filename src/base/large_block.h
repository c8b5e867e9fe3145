/*
 * large_block.h: large pieces of memory, straight from the system.
 *
 * They begin where a huge page may begin, and the system is asked for huge pages: of a document of
 * a hundred thousand rows, touching its memory page by page would take a good part of the time. A
 * system that has no huge pages to give gives ordinary ones.
 */
#ifndef FB_BASE_LARGE_BLOCK_H
#define FB_BASE_LARGE_BLOCK_H

#include <stddef.h>

/* Smaller pieces are not worth it: the size of a huge page on x86-64, and mostly on AArch64. */
#define FB_LARGE_BLOCK_LEAST ((size_t)2 << 20)

/* Returns `size` zeroed bytes, FB_LARGE_BLOCK_LEAST at least, aligned to that; or NULL. */
void *fb_large_block_new(size_t size);

/*
 * Makes a piece of `size` bytes larger without copying it: its pages move to another place. What is
 * new is zeroed. Returns NULL if that fails; the piece is then as it was.
 */
void *fb_large_block_grow(void *block, size_t size, size_t wanted);

/* Gives back a piece of the same size. */
void fb_large_block_free(void *block, size_t size);

#endif
