/*
 * pieces.h: streams in the zlib format that are made of pieces.
 *
 * deflate.h compresses whole streams. Here is what a stream needs that is made of pieces which were
 * compressed before: codes for all of them, in one block, and the bits of each piece in a row. A
 * piece's matches do not reach beyond its beginning; so its bits are the same wherever it stands.
 *
 *     count = fb_deflate_parse(search, &at);          of a sample
 *     fb_deflate_count(&counts, search->tokens, count);
 *     fb_deflate_make_codes(&codes, &counts);
 *     fb_deflate_describe(&description, &codes);
 *
 *     fb_bits_open(&bits, out, most);
 *     fb_deflate_begin_frame(&bits);
 *     fb_deflate_begin_block(&bits, FB_DEFLATE_DYNAMIC, true);
 *     fb_deflate_put_description(&bits, &description);
 *     fb_deflate_put_literals(&bits, &codes, ...);      or fb_deflate_put_tokens, or fb_bits_join
 *     fb_deflate_end_block(&bits, &codes);
 *     fb_deflate_end_frame(&bits, sum);
 *     fb_bits_close(&bits);
 */
#ifndef FB_DEFLATE_PIECES_H
#define FB_DEFLATE_PIECES_H

#include "deflate/block.h"
#include "deflate/frame.h"
#include "deflate/repeats.h"

enum {
    FB_DEFLATE_SLOTS = 1 << FB_DEFLATE_REPEAT_HASH_BITS,
    FB_DEFLATE_TOKENS = 16384, /* that fb_deflate_parse makes at once */
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

#endif
