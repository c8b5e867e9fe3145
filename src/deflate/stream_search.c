#include "deflate/stream_search.h"

#include <string.h>

enum { PLACES_LEAST = 128 };

/* A short piece needs few places to remember. */
void fb_deflate_stream_open(struct fb_deflate_stream_search *search, const uint8_t *bytes,
                            size_t length)
{
    size_t places = PLACES_LEAST;

    assert(length <= UINT32_MAX);
    while (places < FB_DEFLATE_STREAM_PLACES && places < length)
        places *= 2;
    search->bytes = bytes;
    search->length = length;
    search->mask = places - 1;
    memset(search->fours, 0, places * sizeof *search->fours);
    memset(search->eights, 0, places * sizeof *search->eights);
}

/* Where the first four of eight bytes were seen last. */
static inline uint32_t *four_of(struct fb_deflate_stream_search *search, uint64_t bytes)
{
    return &search->fours[fb_deflate_repeat_hash((uint32_t)bytes) & search->mask];
}

/* Where all eight were seen last. */
static inline uint32_t *eight_of(struct fb_deflate_stream_search *search, uint64_t bytes)
{
    uint64_t hash = bytes * UINT64_C(0x9E3779B185EBCA87);

    return &search->eights[hash >> (64 - FB_DEFLATE_REPEAT_HASH_BITS) & search->mask];
}

/*
 * Returns the length of a match for the bytes at `at`, which are before the end by a word at least,
 * and sets its distance, less 1; 0: there is none. A place that was remembered may be of other
 * bytes, or be none at the very beginning, where it is no distance away.
 */
static inline size_t find_match(struct fb_deflate_stream_search *search, size_t at,
                                size_t *distance)
{
    const uint8_t *bytes = search->bytes;
    uint64_t here = fb_bits_load(bytes + at);
    uint32_t *eight = eight_of(search, here), *four = four_of(search, here);
    size_t far = *eight, near = *four, rest = search->length - at;

    *eight = *four = (uint32_t)at;
    *distance = at - far - 1;
    if (*distance < FB_DEFLATE_WINDOW && fb_bits_load(bytes + far) == here)
        return fb_deflate_repeat_length(bytes + far, bytes + at, FB_DEFLATE_REPEAT_WORD, rest);
    *distance = at - near - 1;
    if (*distance < FB_DEFLATE_WINDOW && (uint32_t)fb_bits_load(bytes + near) == (uint32_t)here)
        return fb_deflate_repeat_length(bytes + near, bytes + at, FB_DEFLATE_REPEAT_LEAST, rest);
    return 0;
}

/* Remembers the place after the start of a match, and one before its end. */
static inline void remember_ends(struct fb_deflate_stream_search *search, size_t at, size_t end)
{
    *eight_of(search, fb_bits_load(search->bytes + at + 1)) = (uint32_t)at + 1;
    *four_of(search, fb_bits_load(search->bytes + end - 2)) = (uint32_t)end - 2;
}

size_t fb_deflate_stream_parse(struct fb_deflate_stream_search *search,
                               struct fb_deflate_counts *counts, size_t *start)
{
    size_t count = 0, at = *start, length = search->length;

    for (; at < length && count < FB_DEFLATE_STREAM_TOKENS; count++) {
        size_t distance, same = 0;

        if (at + FB_DEFLATE_REPEAT_WORD <= length)
            same = find_match(search, at, &distance);
        if (same == 0) {
            uint8_t byte = search->bytes[at++];

            search->tokens[count] = (struct fb_deflate_token){0, byte};
            fb_deflate_count_byte(counts, byte);
            continue;
        }
        search->tokens[count] = (struct fb_deflate_token){(uint16_t)same, (uint16_t)distance};
        fb_deflate_count_match(counts, (uint32_t)same, (uint32_t)distance);
        if (at + same + FB_DEFLATE_REPEAT_WORD <= length)
            remember_ends(search, at, at + same);
        at += same;
    }
    *start = at;
    return count;
}
