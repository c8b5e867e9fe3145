/*
 * symbols.h: the alphabets of a block, and numbers as symbols of them (RFC 1951, 3.2.5).
 *
 * Lengths and distances are counted from the smallest that there is. Symbols come in groups that
 * stand for twice as many numbers each; the highest bits of a number, after the first, choose one
 * of the group, the others follow the symbol's code. A group has four symbols of lengths, or two of
 * distances.
 */
#ifndef FB_DEFLATE_SYMBOLS_H
#define FB_DEFLATE_SYMBOLS_H

#include <stdint.h>

enum {
    FB_DEFLATE_LITERALS = 286, /* bytes, the end of the block, lengths */
    FB_DEFLATE_DISTANCES = 30,
    FB_DEFLATE_END_OF_BLOCK = 256,
    FB_DEFLATE_FIRST_LENGTH = 257, /* the symbol of the shortest match */
    /* Of a match; how far back it may be. */
    FB_DEFLATE_SHORTEST = 3,
    FB_DEFLATE_LONGEST = 258,
    FB_DEFLATE_WINDOW = 32768,
};

/* A symbol, and the bits that follow its code. */
struct fb_deflate_symbol {
    uint32_t number;
    uint32_t extra_bits;
    uint32_t extra;
};

/* A group has 2 to the power of `group_bits` symbols. */
static inline struct fb_deflate_symbol fb_deflate_symbol_of(uint32_t value, uint32_t group_bits)
{
    uint32_t extra;

    if (value < 2u << group_bits)
        return (struct fb_deflate_symbol){value, 0, 0};
    extra = 31 - (uint32_t)__builtin_clz(value) - group_bits; /* below the highest bits */
    return (struct fb_deflate_symbol){(extra << group_bits) + (value >> extra), extra,
                                      value & ((1u << extra) - 1)};
}

/* The symbol of a match's length; the longest has one of its own. */
static inline struct fb_deflate_symbol fb_deflate_length_symbol(uint32_t length)
{
    struct fb_deflate_symbol symbol = fb_deflate_symbol_of(length - FB_DEFLATE_SHORTEST, 2);

    if (length == FB_DEFLATE_LONGEST)
        return (struct fb_deflate_symbol){FB_DEFLATE_LITERALS - 1, 0, 0};
    symbol.number += FB_DEFLATE_FIRST_LENGTH;
    return symbol;
}

/* The symbol of a match's distance, less 1. */
static inline struct fb_deflate_symbol fb_deflate_distance_symbol(uint32_t distance)
{
    return fb_deflate_symbol_of(distance, 1);
}

#endif
