/*
 * deflate_match.c: bytes as matches with what went before (RFC 1951, 3.2.5).
 *
 * A place is looked up by its next bytes, and compared with the latest place that had the same, or
 * the same hash. Short matches cost about as much as their bytes in text, and hide longer ones.
 */
#include "base/deflate_pieces.h"

#include <string.h>

enum {
    MOST = 258, /* bytes of a match */
    WORD = 8,   /* bytes that are read at once */
    FARTHEST = 32768,
    SLOT_BITS = 12,
    FIRST_LENGTH = 257, /* the symbol of a match of three bytes */
    LAST_LENGTH = 285,  /* that of the longest one */
};

/* A symbol, and the bits that follow its code. */
struct symbol {
    uint32_t number;
    uint32_t extra_bits;
    uint32_t extra;
};

/* Returns the place of the highest bit; the number must not be 0. */
static inline uint32_t highest_bit(uint32_t number)
{
    return 31 - (uint32_t)__builtin_clz(number);
}

/*
 * Symbols come in groups that stand for twice as many values each; the highest bits of a value,
 * after the first, choose one of the group. A group has four symbols of lengths, or two of
 * distances.
 */
static inline struct symbol symbol_of(uint32_t value, uint32_t group_bits)
{
    uint32_t extra;

    if (value < 2u << group_bits)
        return (struct symbol){value, 0, 0};
    extra = highest_bit(value) - group_bits;
    return (struct symbol){(extra << group_bits) + (value >> extra), extra,
                           value & ((1u << extra) - 1)};
}

static inline struct symbol length_symbol(uint32_t length)
{
    struct symbol symbol = symbol_of(length - 3, 2);

    if (length == MOST)
        return (struct symbol){LAST_LENGTH, 0, 0};
    symbol.number += FIRST_LENGTH;
    return symbol;
}

/* Reads the next `least` bytes; eight are there. */
static inline uint64_t read_next(const struct fb_deflate_search *search, size_t at, unsigned least)
{
    return fb_bits_load(search->bytes + at) & (UINT64_MAX >> (64 - 8 * least));
}

static inline uint32_t *slot_of(struct fb_deflate_search *search, uint64_t next)
{
    return &search->places[next * UINT64_C(0x9E3779B97F4A7C15) >> (64 - SLOT_BITS)];
}

void fb_deflate_open(struct fb_deflate_search *search, enum fb_deflate_effort effort,
                     const uint8_t *bytes, size_t length)
{
    assert(length < UINT32_MAX);
    search->effort = effort;
    search->bytes = bytes;
    search->length = length;
    memset(search->places, 0, sizeof search->places);
}

/* Returns how many bytes, up to `most`, two places have in common; `length` of them are known. */
static size_t common_length(const uint8_t *before, const uint8_t *here, size_t length, size_t most)
{
    while (length + 8 <= most) {
        uint64_t different = fb_bits_load(before + length) ^ fb_bits_load(here + length);

        if (different != 0)
            return length + (size_t)__builtin_ctzll(different) / 8;
        length += 8;
    }
    while (length < most && before[length] == here[length])
        length++;
    return length;
}

/* Notes places inside of a match. */
static inline void note_places(struct fb_deflate_search *search, size_t at, size_t end,
                               unsigned least)
{
    for (; at < end && at + WORD <= search->length; at++)
        *slot_of(search, read_next(search, at, least)) = (uint32_t)at + 1;
}

/* Makes a token of a match with an earlier place and returns its length. */
static size_t put_match(struct fb_deflate_search *search, struct fb_deflate_token *out,
                        size_t before, size_t at, unsigned least)
{
    size_t rest = search->length - at;
    size_t length =
        common_length(search->bytes + before, search->bytes + at, least, rest < MOST ? rest : MOST);

    *out = (struct fb_deflate_token){(uint16_t)length, (uint16_t)(at - before - 1)};
    return length;
}

/* Divides all but the last seven bytes. Inlined for each effort, whose numbers are then constant.
 */
static inline size_t parse(struct fb_deflate_search *search, size_t *start, unsigned least,
                           bool all)
{
    struct fb_deflate_token *token = search->tokens;
    const struct fb_deflate_token *end = token + FB_DEFLATE_TOKENS;
    size_t at = *start;

    while (at + WORD <= search->length && token < end) {
        uint64_t next = read_next(search, at, least);
        uint32_t *slot = slot_of(search, next);
        size_t before = *slot, length;

        *slot = (uint32_t)at + 1;
        if (before == 0 || read_next(search, before - 1, least) != next ||
            at + 1 - before > FARTHEST) {
            *token++ = (struct fb_deflate_token){0, search->bytes[at++]};
            continue;
        }
        length = put_match(search, token++, before - 1, at, least);
        note_places(search, all ? at + 1 : at + length - 1, at + length, least);
        at += length;
    }
    *start = at;
    return (size_t)(token - search->tokens);
}

size_t fb_deflate_parse(struct fb_deflate_search *search, size_t *at)
{
    size_t count = search->effort == FB_DEFLATE_FAST ? parse(search, at, 6, false)
                                                     : parse(search, at, 4, true);

    while (*at + WORD > search->length && *at < search->length && count < FB_DEFLATE_TOKENS)
        search->tokens[count++] = (struct fb_deflate_token){0, search->bytes[(*at)++]};
    return count;
}

void fb_deflate_count(struct fb_deflate_counts *counts, const struct fb_deflate_token *tokens,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].length == 0) {
            counts->literals[tokens[i].distance]++;
            continue;
        }
        counts->literals[length_symbol(tokens[i].length).number]++;
        counts->distances[symbol_of(tokens[i].distance, 1).number]++;
    }
}

/* A code and the bits behind it. */
struct piece {
    uint64_t bits;
    uint32_t count;
};

static inline struct piece piece_of(const uint16_t *codes, const uint8_t *lengths,
                                    struct symbol symbol)
{
    uint32_t length = lengths[symbol.number];

    assert(length > 0);
    return (struct piece){codes[symbol.number] | (uint64_t)symbol.extra << length,
                          length + symbol.extra_bits};
}

static inline void write_match(struct fb_bits *bits, const struct fb_deflate_code *code,
                               struct fb_deflate_token token)
{
    struct piece length =
        piece_of(code->literals, code->literal_lengths, length_symbol(token.length));
    struct piece distance =
        piece_of(code->distances, code->distance_lengths, symbol_of(token.distance, 1));

    fb_bits_put(bits, length.bits | distance.bits << length.count, length.count + distance.count);
}

void fb_deflate_put_tokens(struct fb_bits *bits, const struct fb_deflate_code *code,
                           const struct fb_deflate_token *tokens, size_t count)
{
    struct fb_bits here = *bits;

    for (size_t i = 0; i < count; i++) {
        if (tokens[i].length > 0)
            write_match(&here, code, tokens[i]);
        else
            fb_bits_put(&here, code->literals[tokens[i].distance],
                        code->literal_lengths[tokens[i].distance]);
    }
    *bits = here;
}
