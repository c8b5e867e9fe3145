/*
 * block.c: what is written in loops is written by a copy of the bits, which stays in registers: the
 * bytes that go out might else be those of the bits themselves.
 */
#include "deflate/block.h"

void fb_deflate_begin_block(struct fb_bits *bits, enum fb_deflate_kind kind, bool last)
{
    fb_bits_put(bits, (unsigned)last | (unsigned)kind << 1, FB_DEFLATE_HEAD_BITS);
}

/* RFC 1951, 3.2.4. */
void fb_deflate_begin_stored(struct fb_bits *bits, size_t length)
{
    assert(length <= FB_DEFLATE_STORED_MOST);
    fb_deflate_begin_block(bits, FB_DEFLATE_STORED, false);
    fb_bits_align(bits);
    fb_bits_put(bits, length, 16);
    fb_bits_put(bits, ~length & 0xFFFF, 16);
}

/* A code and the bits behind it. */
struct piece {
    uint64_t bits;
    uint32_t count;
};

static inline struct piece piece_of(const struct fb_huffman *code, struct fb_deflate_symbol symbol)
{
    uint32_t length = code->lengths[symbol.number];

    assert(length > 0);
    return (struct piece){code->codes[symbol.number] | (uint64_t)symbol.extra << length,
                          length + symbol.extra_bits};
}

static inline void put_literal(struct fb_bits *bits, const struct fb_deflate_codes *codes,
                               unsigned symbol)
{
    assert(codes->literals.lengths[symbol] > 0);
    fb_bits_put(bits, codes->literals.codes[symbol], codes->literals.lengths[symbol]);
}

/* At once, for a match takes 48 bits at most. */
static inline void put_match(struct fb_bits *bits, const struct fb_deflate_codes *codes,
                             struct fb_deflate_token token)
{
    struct piece length = piece_of(&codes->literals, fb_deflate_length_symbol(token.length));
    struct piece distance = piece_of(&codes->distances, fb_deflate_distance_symbol(token.distance));

    fb_bits_put(bits, length.bits | distance.bits << length.count, length.count + distance.count);
}

void fb_deflate_end_block(struct fb_bits *bits, const struct fb_deflate_codes *codes)
{
    put_literal(bits, codes, FB_DEFLATE_END_OF_BLOCK);
}

void fb_deflate_put_literals(struct fb_bits *bits, const struct fb_deflate_codes *codes,
                             const uint8_t *bytes, size_t length)
{
    struct fb_bits here = *bits;

    for (size_t i = 0; i < length; i++)
        put_literal(&here, codes, bytes[i]);
    *bits = here;
}

void fb_deflate_put_tokens(struct fb_bits *bits, const struct fb_deflate_codes *codes,
                           const struct fb_deflate_token *tokens, size_t count)
{
    struct fb_bits here = *bits;

    for (size_t i = 0; i < count; i++) {
        if (tokens[i].length > 0)
            put_match(&here, codes, tokens[i]);
        else
            put_literal(&here, codes, tokens[i].distance);
    }
    *bits = here;
}
