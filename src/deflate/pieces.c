/*
 * pieces.c: the bytes of a piece as matches with what went before.
 *
 * A place is looked up by its next four bytes, and compared with the latest place that had the
 * same, or the same hash. Pieces are short and made once, so all places are noted.
 */
#include "deflate/pieces.h"

#include <string.h>

void fb_deflate_open(struct fb_deflate_search *search, const uint8_t *bytes, size_t length)
{
    assert(length < UINT32_MAX);
    search->bytes = bytes;
    search->length = length;
    memset(search->places, 0, sizeof search->places);
}

/* Reads the next four bytes; eight are there. */
static inline uint32_t read_next(const struct fb_deflate_search *search, size_t at)
{
    return (uint32_t)fb_bits_load(search->bytes + at);
}

static inline uint32_t *slot_of(struct fb_deflate_search *search, uint32_t next)
{
    return &search->places[fb_deflate_repeat_hash(next)];
}

/* Notes the places from `at` on, which may begin later matches. */
static void note_places(struct fb_deflate_search *search, size_t at, size_t end)
{
    for (; at < end && at + FB_DEFLATE_REPEAT_WORD <= search->length; at++)
        *slot_of(search, read_next(search, at)) = (uint32_t)at + 1;
}

/* Notes the place, behind which there are eight bytes at least, and returns what it matches. */
static struct fb_deflate_token token_at(struct fb_deflate_search *search, size_t at)
{
    size_t before = *slot_of(search, read_next(search, at)), rest = search->length - at;
    struct fb_deflate_token token = {0, search->bytes[at]};

    note_places(search, at, at + 1);
    if (before == 0 || at + 1 - before > FB_DEFLATE_WINDOW ||
        read_next(search, before - 1) != read_next(search, at))
        return token;
    token.length = (uint16_t)fb_deflate_repeat_length(
        search->bytes + before - 1, search->bytes + at, FB_DEFLATE_REPEAT_LEAST, rest);
    token.distance = (uint16_t)(at - before);
    return token;
}

size_t fb_deflate_parse(struct fb_deflate_search *search, size_t *at)
{
    size_t count = 0;

    while (*at < search->length && count < FB_DEFLATE_TOKENS) {
        struct fb_deflate_token token = {0, search->bytes[*at]};

        if (*at + FB_DEFLATE_REPEAT_WORD <= search->length)
            token = token_at(search, *at);
        if (token.length > 0)
            note_places(search, *at + 1, *at + token.length);
        search->tokens[count++] = token;
        *at += token.length > 0 ? token.length : 1;
    }
    return count;
}

void fb_deflate_count(struct fb_deflate_counts *counts, const struct fb_deflate_token *tokens,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].length > 0)
            fb_deflate_count_match(counts, tokens[i].length, tokens[i].distance);
        else
            fb_deflate_count_byte(counts, (uint8_t)tokens[i].distance);
    }
}
