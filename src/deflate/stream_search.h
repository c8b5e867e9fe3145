/*
 * stream_search.h: the bytes of a stream as matches with what went before (inside the room).
 *
 * A place is looked up by its next eight bytes, then by four, and of what is found to be the same
 * only the two ends are remembered; so the time goes by what is new.
 */
#ifndef FB_DEFLATE_STREAM_SEARCH_H
#define FB_DEFLATE_STREAM_SEARCH_H

#include "deflate/repeats.h"
#include "deflate/tokens.h"

enum {
    FB_DEFLATE_STREAM_PLACES = 1 << FB_DEFLATE_REPEAT_HASH_BITS,
    FB_DEFLATE_STREAM_TOKENS = 8192 /* at once */
};

struct fb_deflate_stream_search {
    const uint8_t *bytes; /* borrowed */
    size_t length;
    /* Where bytes were seen last, by their hash; 0 is as good a guess as any. */
    uint32_t fours[FB_DEFLATE_STREAM_PLACES], eights[FB_DEFLATE_STREAM_PLACES];
    size_t mask; /* of the places that are used; their number less one */
    struct fb_deflate_token tokens[FB_DEFLATE_STREAM_TOKENS];
};

/* Begins to divide bytes, below 4 GiB, and forgets those before. */
void fb_deflate_stream_open(struct fb_deflate_stream_search *search, const uint8_t *bytes,
                            size_t length);

/*
 * Divides the bytes from `*at` on into search->tokens, until all are divided or no more tokens fit,
 * and counts their symbols; sets `*at` behind them and returns how many tokens there are.
 */
size_t fb_deflate_stream_parse(struct fb_deflate_stream_search *search,
                               struct fb_deflate_counts *counts, size_t *at);

#endif
