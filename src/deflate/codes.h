/*
 * codes.h: the two codes of a block: one for bytes, its end and lengths, one for distances.
 */
#ifndef FB_DEFLATE_CODES_H
#define FB_DEFLATE_CODES_H

#include "deflate/huffman.h"
#include "deflate/tokens.h"

struct fb_deflate_codes {
    struct fb_huffman literals, distances;
};

/* Makes the best codes for symbols that are used so often. The end of the block must be counted. */
void fb_deflate_make_codes(struct fb_deflate_codes *out, const struct fb_deflate_counts *counts);

/* Makes the codes that a block need not describe (RFC 1951, 3.2.6). */
void fb_deflate_fix_codes(struct fb_deflate_codes *out);

/* Returns how many bits symbols take that are used so often, with those that follow codes. */
uint64_t fb_deflate_codes_cost(const struct fb_deflate_codes *codes,
                               const struct fb_deflate_counts *counts);

#endif
