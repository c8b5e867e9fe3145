/*
 * tokens.h: what a block says: bytes, and matches with what went before; how often each symbol is
 * used for them.
 */
#ifndef FB_DEFLATE_TOKENS_H
#define FB_DEFLATE_TOKENS_H

#include "deflate/symbols.h"

/* A byte, or a match: bytes that stand once more, `distance` bytes before. */
struct fb_deflate_token {
    uint16_t length;   /* 0: a byte */
    uint16_t distance; /* less 1; or the byte */
};

/* How often each symbol is used, less than 2^23 times. One that is not used gets no code. */
struct fb_deflate_counts {
    uint32_t literals[FB_DEFLATE_LITERALS];
    uint32_t distances[FB_DEFLATE_DISTANCES];
    uint64_t extra_bits; /* beside the codes */
};

static inline void fb_deflate_count_byte(struct fb_deflate_counts *counts, uint8_t byte)
{
    counts->literals[byte]++;
}

/* The distance is less 1. */
static inline void fb_deflate_count_match(struct fb_deflate_counts *counts, uint32_t length,
                                          uint32_t distance)
{
    struct fb_deflate_symbol of_length = fb_deflate_length_symbol(length);
    struct fb_deflate_symbol of_distance = fb_deflate_distance_symbol(distance);

    counts->literals[of_length.number]++;
    counts->distances[of_distance.number]++;
    counts->extra_bits += of_length.extra_bits + of_distance.extra_bits;
}

#endif
