/*
 * repeats.h: what the searches for repeats share (inside the room).
 *
 * Both look for no shorter match than four bytes, and for none where fewer than eight are left: so
 * many are read at once.
 */
#ifndef FB_DEFLATE_REPEATS_H
#define FB_DEFLATE_REPEATS_H

#include "deflate/bits.h"
#include "deflate/symbols.h"

enum { FB_DEFLATE_REPEAT_LEAST = 4, FB_DEFLATE_REPEAT_WORD = 8, FB_DEFLATE_REPEAT_HASH_BITS = 12 };

/* The place of four bytes in a table of 2^FB_DEFLATE_REPEAT_HASH_BITS. */
static inline uint32_t fb_deflate_repeat_hash(uint32_t four)
{
    return four * UINT32_C(0x9E3779B1) >> (32 - FB_DEFLATE_REPEAT_HASH_BITS);
}

/*
 * Returns how many bytes two places share, of which the first `same` are known: no more than the
 * `rest` that there is, or than a match may have.
 */
static inline size_t fb_deflate_repeat_length(const uint8_t *a, const uint8_t *b, size_t same,
                                              size_t rest)
{
    size_t most = rest < FB_DEFLATE_LONGEST ? rest : FB_DEFLATE_LONGEST;

    for (; same + FB_DEFLATE_REPEAT_WORD <= most; same += FB_DEFLATE_REPEAT_WORD) {
        uint64_t difference = fb_bits_load(a + same) ^ fb_bits_load(b + same);

        if (difference != 0)
            return same + (size_t)__builtin_ctzll(difference) / 8;
    }
    while (same < most && a[same] == b[same])
        same++;
    return same;
}

#endif
