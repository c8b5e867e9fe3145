/*
 * description.h: how a block describes its codes (RFC 1951, 3.2.7): by the lengths of all, one
 * after another, of which runs are written in a code of their own.
 */
#ifndef FB_DEFLATE_DESCRIPTION_H
#define FB_DEFLATE_DESCRIPTION_H

#include "deflate/bits.h"
#include "deflate/codes.h"

/* The alphabet of runs: a length, 0 to 15, or how often one is repeated. */
enum { FB_DEFLATE_RUN_SYMBOLS = 19 };

/* A symbol of that alphabet, and the bits that follow its code. */
struct fb_deflate_run {
    uint8_t symbol, extra;
};

struct fb_deflate_description {
    size_t literals, distances; /* how many of each are described */
    struct fb_huffman code;     /* of the runs */
    size_t run_symbols;         /* how many of them are described */
    struct fb_deflate_run runs[FB_DEFLATE_LITERALS + FB_DEFLATE_DISTANCES];
    size_t run_count;
    uint64_t cost; /* in bits */
};

void fb_deflate_describe(struct fb_deflate_description *out, const struct fb_deflate_codes *codes);

/* Appends as many bits as it costs. */
void fb_deflate_put_description(struct fb_bits *bits,
                                const struct fb_deflate_description *description);

#endif
