/*
 * bits.h: bits written one after another, the first of a byte in its lowest place (RFC
 * 1951, 3.1.1).
 *
 * Room is taken at once, for as many bits as there may be at most; what was not used is given back.
 * So putting bits needs no test, and joining pieces is a matter of shifting words. A stream that is
 * not written in one go takes room several times; bits that do not fill a byte wait in between.
 */
#ifndef FB_DEFLATE_BITS_H
#define FB_DEFLATE_BITS_H

#include "base/buffer.h"

#include <assert.h>
#include <stdbool.h>

struct fb_bits {
    struct fb_buffer *out;
    uint8_t *start, *end; /* of the room */
    uint8_t *at;          /* where the next byte goes */
    uint64_t pending;     /* bits that do not fill a byte yet */
    unsigned count;       /* of them, at most 7 */
};

/* Begins to append to `out`, with no room yet. */
void fb_bits_begin(struct fb_bits *bits, struct fb_buffer *out);

/*
 * Takes room for `most` more bits. Until fb_bits_commit nobody else may append. FB_ERR_NOMEM if the
 * buffer has no such room.
 */
FB_MUST_USE fb_status fb_bits_reserve(struct fb_bits *bits, size_t most);

/* Gives back the rest of the room. */
void fb_bits_commit(struct fb_bits *bits);

/* Begins, and takes room for all bits there will be. */
FB_MUST_USE fb_status fb_bits_open(struct fb_bits *bits, struct fb_buffer *out, size_t most);

/*
 * Fills the last byte with zeros, gives back the rest of the room, and returns how many bits were
 * put since it was taken.
 */
size_t fb_bits_close(struct fb_bits *bits);

/* Appends `length` bits of `bytes`, whose memory is read in whole words of eight bytes. */
void fb_bits_join(struct fb_bits *bits, const uint8_t *bytes, size_t length);

/* Goes to the next byte, the rest of this one being zeros. */
void fb_bits_align(struct fb_bits *bits);

/* Writes the word's bytes, the lowest first; spelled out, so that it becomes one instruction. */
static inline void fb_bits_store(uint8_t *out, uint64_t word)
{
    out[0] = (uint8_t)word;
    out[1] = (uint8_t)(word >> 8);
    out[2] = (uint8_t)(word >> 16);
    out[3] = (uint8_t)(word >> 24);
    out[4] = (uint8_t)(word >> 32);
    out[5] = (uint8_t)(word >> 40);
    out[6] = (uint8_t)(word >> 48);
    out[7] = (uint8_t)(word >> 56);
}

/* Reads what fb_bits_store writes. */
static inline uint64_t fb_bits_load(const uint8_t *bytes)
{
    return (uint64_t)bytes[0] | (uint64_t)bytes[1] << 8 | (uint64_t)bytes[2] << 16 |
           (uint64_t)bytes[3] << 24 | (uint64_t)bytes[4] << 32 | (uint64_t)bytes[5] << 40 |
           (uint64_t)bytes[6] << 48 | (uint64_t)bytes[7] << 56;
}

/* Appends the lowest `count` bits of `value`, at most 56, the others being zero. */
static inline void fb_bits_put(struct fb_bits *bits, uint64_t value, unsigned count)
{
    assert(bits->end - bits->at >= 8 && count <= 56 && value >> count == 0);
    bits->pending |= value << bits->count;
    bits->count += count;
    fb_bits_store(bits->at, bits->pending);
    bits->at += bits->count / 8;
    bits->pending >>= bits->count / 8 * 8;
    bits->count %= 8;
}

#endif
