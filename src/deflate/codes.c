#include "deflate/codes.h"

#include <assert.h>

void fb_deflate_make_codes(struct fb_deflate_codes *out, const struct fb_deflate_counts *counts)
{
    assert(counts->literals[FB_DEFLATE_END_OF_BLOCK] > 0);
    fb_huffman_build(&out->literals, counts->literals, FB_DEFLATE_LITERALS, FB_HUFFMAN_LONGEST);
    fb_huffman_build(&out->distances, counts->distances, FB_DEFLATE_DISTANCES, FB_HUFFMAN_LONGEST);
}

void fb_deflate_fix_codes(struct fb_deflate_codes *out)
{
    enum { FIXED_LITERALS = 288, FIXED_BITS = 5 }; /* two literals never occur, but have codes */

    for (unsigned i = 0; i < FIXED_LITERALS; i++)
        out->literals.lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    fb_huffman_assign(&out->literals, FIXED_LITERALS);
    for (unsigned i = 0; i < FB_DEFLATE_DISTANCES; i++)
        out->distances.lengths[i] = FIXED_BITS;
    fb_huffman_assign(&out->distances, FB_DEFLATE_DISTANCES);
}

uint64_t fb_deflate_codes_cost(const struct fb_deflate_codes *codes,
                               const struct fb_deflate_counts *counts)
{
    return counts->extra_bits +
           fb_huffman_cost(&codes->literals, counts->literals, FB_DEFLATE_LITERALS) +
           fb_huffman_cost(&codes->distances, counts->distances, FB_DEFLATE_DISTANCES);
}
