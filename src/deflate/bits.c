#include "deflate/bits.h"

enum { WORD = 64 };

void fb_bits_begin(struct fb_bits *bits, struct fb_buffer *out)
{
    *bits = (struct fb_bits){.out = out};
}

fb_status fb_bits_reserve(struct fb_bits *bits, size_t most)
{
    /* Eight bytes are stored wherever one is. */
    size_t room = most / 8 + 2 * sizeof(uint64_t);

    FB_NEED(bits->at = (uint8_t *)fb_buffer_extend(bits->out, room));
    bits->start = bits->at;
    bits->end = bits->at + room;
    return FB_OK;
}

void fb_bits_commit(struct fb_bits *bits)
{
    fb_buffer_cut(bits->out, bits->out->length - (size_t)(bits->end - bits->at));
}

fb_status fb_bits_open(struct fb_bits *bits, struct fb_buffer *out, size_t most)
{
    fb_bits_begin(bits, out);
    return fb_bits_reserve(bits, most);
}

void fb_bits_align(struct fb_bits *bits)
{
    if (bits->count > 0)
        fb_bits_put(bits, 0, 8 - bits->count);
}

size_t fb_bits_close(struct fb_bits *bits)
{
    size_t total = (size_t)(bits->at - bits->start) * 8 + bits->count;

    fb_bits_align(bits);
    fb_bits_commit(bits);
    return total;
}

void fb_bits_join(struct fb_bits *bits, const uint8_t *bytes, size_t length)
{
    uint8_t *at = bits->at;
    uint64_t pending = bits->pending, word;
    unsigned shift = bits->count;

    assert((size_t)(bits->end - at) >= length / 8 + 8);
    for (; length >= WORD; length -= WORD, bytes += sizeof word, at += sizeof word) {
        word = fb_bits_load(bytes);
        fb_bits_store(at, pending | word << shift);
        /* Shifted twice, for a shift by a whole word is not defined. */
        pending = word >> 1 >> (WORD - 1 - shift);
    }
    bits->at = at;
    bits->pending = pending;
    if (length == 0)
        return;
    word = fb_bits_load(bytes) & ~(~UINT64_C(0) << length);
    fb_bits_put(bits, word & 0xFFFFFFFF, length < 32 ? (unsigned)length : 32);
    if (length > 32)
        fb_bits_put(bits, word >> 32, (unsigned)length - 32);
}
