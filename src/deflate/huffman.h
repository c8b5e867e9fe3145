/*
 * huffman.h: the prefix codes of DEFLATE (RFC 1951, 3.2.2).
 */
#ifndef FB_DEFLATE_HUFFMAN_H
#define FB_DEFLATE_HUFFMAN_H

#include <stddef.h>
#include <stdint.h>

/* The largest alphabet, and the longest code, that DEFLATE has. */
enum { FB_HUFFMAN_SYMBOLS = 288, FB_HUFFMAN_LONGEST = 15 };

struct fb_huffman {
    uint16_t codes[FB_HUFFMAN_SYMBOLS];  /* their first bit is the lowest one */
    uint8_t lengths[FB_HUFFMAN_SYMBOLS]; /* 0: the symbol does not occur */
};

/*
 * Builds the shortest code of no more than `longest` bits for symbols that occur `counts` times,
 * below 2^23 each. The code is complete: it has two symbols at least, even if fewer occur.
 */
void fb_huffman_build(struct fb_huffman *out, const uint32_t *counts, size_t symbols,
                      unsigned longest);

/* Gives the symbols the codes that follow from their lengths. */
void fb_huffman_assign(struct fb_huffman *huffman, size_t symbols);

/* Returns how many bits all symbols take together, so often as they occur. */
uint64_t fb_huffman_cost(const struct fb_huffman *huffman, const uint32_t *counts, size_t symbols);

#endif
