/*
 * block.h: the bits of a block (RFC 1951, 3.2.3): its head, its data, its end.
 *
 *     fb_deflate_begin_block(&bits, FB_DEFLATE_DYNAMIC, true);
 *     fb_deflate_put_description(&bits, &description);   of the codes, unless they are the fixed
 * ones fb_deflate_put_tokens(&bits, &codes, ...);         or fb_deflate_put_literals, or
 * fb_bits_join fb_deflate_end_block(&bits, &codes);
 */
#ifndef FB_DEFLATE_BLOCK_H
#define FB_DEFLATE_BLOCK_H

#include "deflate/bits.h"
#include "deflate/codes.h"
#include "deflate/description.h"

#include <stdbool.h>

/* How a block is held. */
enum fb_deflate_kind { FB_DEFLATE_STORED, FB_DEFLATE_FIXED, FB_DEFLATE_DYNAMIC };

enum {
    FB_DEFLATE_STORED_MOST = 65535,            /* bytes of a stored block */
    FB_DEFLATE_CODE_BITS = FB_HUFFMAN_LONGEST, /* the most for a byte */
    FB_DEFLATE_HEAD_BITS = 3,
    /* Of a stored block, all but its bytes. */
    FB_DEFLATE_STORED_BITS = FB_DEFLATE_HEAD_BITS + 7 + 32,
    /* Of a dynamic block, all but its data: its head, the description of its codes, its end. */
    FB_DEFLATE_BLOCK_BITS = FB_DEFLATE_HEAD_BITS + 14 + FB_DEFLATE_RUN_SYMBOLS * 3 +
                            (FB_DEFLATE_LITERALS + FB_DEFLATE_DISTANCES) * 14 +
                            FB_DEFLATE_CODE_BITS,
};

/* Begins a block, which may be the last: FB_DEFLATE_HEAD_BITS. */
void fb_deflate_begin_block(struct fb_bits *bits, enum fb_deflate_kind kind, bool last);

/* Begins a stored block, not the last, whose bytes follow: FB_DEFLATE_STORED_BITS. */
void fb_deflate_begin_stored(struct fb_bits *bits, size_t length);

/* Ends a block that has codes: FB_DEFLATE_CODE_BITS at most. */
void fb_deflate_end_block(struct fb_bits *bits, const struct fb_deflate_codes *codes);

/* Appends bytes one by one. Each must have a code. At most FB_DEFLATE_CODE_BITS for each. */
void fb_deflate_put_literals(struct fb_bits *bits, const struct fb_deflate_codes *codes,
                             const uint8_t *bytes, size_t length);

/*
 * Appends tokens, whose symbols must have codes. At most FB_DEFLATE_CODE_BITS for each byte that
 * they stand for: a match of four bytes takes 48.
 */
void fb_deflate_put_tokens(struct fb_bits *bits, const struct fb_deflate_codes *codes,
                           const struct fb_deflate_token *tokens, size_t count);

#endif
