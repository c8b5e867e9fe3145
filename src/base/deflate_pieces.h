/*
 * deflate_pieces.h: streams in the zlib format (RFC 1950, RFC 1951) that are made of pieces.
 *
 * deflate.h compresses whole streams. Here is what a stream needs that is made of pieces which were
 * compressed before: one code for all of them, in one block, and the bits of each piece in a row. A
 * piece's matches do not reach beyond its beginning; so its bits are the same wherever it stands.
 *
 *     count = fb_deflate_parse(search, &at);          of a sample
 *     fb_deflate_count(&counts, search->tokens, count);
 *     fb_deflate_make_code(&code, &counts);
 *
 *     fb_bits_open(&bits, out, most);
 *     fb_deflate_begin(&bits);
 *     fb_deflate_begin_block(&bits, &code, true);
 *     fb_deflate_put_literals(&bits, &code, ...);       or fb_deflate_put_tokens, or fb_bits_join
 *     fb_deflate_end_block(&bits, &code);
 *     fb_deflate_end(&bits, sum);
 *     fb_bits_close(&bits);
 */
#ifndef FB_BASE_DEFLATE_PIECES_H
#define FB_BASE_DEFLATE_PIECES_H

#include "base/adler.h"
#include "base/bits.h"
#include "base/huffman.h"

#include <stdbool.h>

enum {
    FB_DEFLATE_LITERALS = 286, /* bytes, the end of the block, lengths (RFC 1951, 3.2.5) */
    FB_DEFLATE_DISTANCES = 30,
    FB_DEFLATE_CODE_BITS = 15, /* the longest code (3.2.7), so the most for a byte */
    /* Of a block, all but its data: its head, the description of its code, its end. */
    FB_DEFLATE_BLOCK_BITS = 3 + 14 + 19 * 3 + 316 * 14 + FB_DEFLATE_CODE_BITS,
    /* Of a stream, all but its blocks: its head, the filling, the checksum. */
    FB_DEFLATE_FRAME_BITS = 16 + 7 + 32,
    FB_DEFLATE_SLOTS = 4096,
    FB_DEFLATE_TOKENS = 16384, /* that fb_deflate_parse makes at once */
};

/* How often each symbol is used, less than 2^23 times. One that is not used gets no code. */
struct fb_deflate_counts {
    uint32_t literals[FB_DEFLATE_LITERALS];
    uint32_t distances[FB_DEFLATE_DISTANCES];
};

struct fb_deflate_code {
    struct fb_huffman literals, distances;
};

/* A byte, or a match: bytes that stand once more, `distance` bytes before. */
struct fb_deflate_token {
    uint16_t length;   /* 0: a byte */
    uint16_t distance; /* less 1; or the byte */
};

/* What is being divided into tokens, and where it is searched for repeats. */
struct fb_deflate_search {
    const uint8_t *bytes;
    size_t length;
    uint32_t places[FB_DEFLATE_SLOTS]; /* the latest of some bytes, plus 1; 0: none yet */
    struct fb_deflate_token tokens[FB_DEFLATE_TOKENS];
};

/* Begins to divide bytes. */
void fb_deflate_open(struct fb_deflate_search *search, const uint8_t *bytes, size_t length);

/*
 * Divides the bytes from `*at` on into search->tokens, until all are divided or no more tokens
 * fit; sets `*at` behind them and returns how many tokens there are.
 */
size_t fb_deflate_parse(struct fb_deflate_search *search, size_t *at);

/* Counts the symbols of tokens. */
void fb_deflate_count(struct fb_deflate_counts *counts, const struct fb_deflate_token *tokens,
                      size_t count);

/* Makes the best code for symbols that are used so often; the end of the block is always one. */
void fb_deflate_make_code(struct fb_deflate_code *out, const struct fb_deflate_counts *counts);

/* Begins and ends a stream, whose bytes have the sum: FB_DEFLATE_FRAME_BITS. */
void fb_deflate_begin(struct fb_bits *bits);
void fb_deflate_end(struct fb_bits *bits, struct fb_adler sum);

/* Begins and ends a block, which may be the last: FB_DEFLATE_BLOCK_BITS. */
void fb_deflate_begin_block(struct fb_bits *bits, const struct fb_deflate_code *code, bool last);
void fb_deflate_end_block(struct fb_bits *bits, const struct fb_deflate_code *code);

/* Appends bytes one by one. Each must have a code. At most FB_DEFLATE_CODE_BITS for each. */
void fb_deflate_put_literals(struct fb_bits *bits, const struct fb_deflate_code *code,
                             const uint8_t *bytes, size_t length);

/*
 * Appends tokens, whose symbols must have codes. At most FB_DEFLATE_CODE_BITS for each byte that
 * they stand for: a match of four bytes takes 48.
 */
void fb_deflate_put_tokens(struct fb_bits *bits, const struct fb_deflate_code *code,
                           const struct fb_deflate_token *tokens, size_t count);

#endif
