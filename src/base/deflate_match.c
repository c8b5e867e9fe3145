/*
 * deflate_match.c: bytes as matches with what went before (RFC 1951, 3.2.5).
 *
 * A place is looked up by its next four bytes, and compared with the latest place that had the
 * same, or the same hash. Pieces are short and made once, so all places are noted.
 */
#include "base/deflate_pieces.h"

#include <string.h>

enum {
    LEAST = 4, /* bytes of a match */
    MOST = 258,
    WORD = 8, /* bytes that are read at once */
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

/* Reads the next four bytes; eight are there. */
static inline uint32_t read_next(const struct fb_deflate_search *search, size_t at)
{
    return (uint32_t)fb_bits_load(search->bytes + at);
}

static inline uint32_t *slot_of(struct fb_deflate_search *search, uint32_t next)
{
    return &search->places[next * UINT32_C(0x9E3779B1) >> (32 - SLOT_BITS)];
}

void fb_deflate_open(struct fb_deflate_search *search, const uint8_t *bytes, size_t length)
{
    assert(length < UINT32_MAX);
    search->bytes = bytes;
    search->length = length;
    memset(search->places, 0, sizeof search->places);
}

/* Returns how many bytes, up to `most`, two places have in common; the first four are known. */
static size_t common_length(const uint8_t *before, const uint8_t *here, size_t most)
{
    size_t length = LEAST;

    while (length < most && before[length] == here[length])
        length++;
    return length;
}

/* Notes the places from `at` on, which may begin later matches. */
static void note_places(struct fb_deflate_search *search, size_t at, size_t end)
{
    for (; at < end && at + WORD <= search->length; at++)
        *slot_of(search, read_next(search, at)) = (uint32_t)at + 1;
}

/* Notes the place, before which there are eight bytes at least, and returns what it matches. */
static struct fb_deflate_token token_at(struct fb_deflate_search *search, size_t at)
{
    size_t before = *slot_of(search, read_next(search, at)), rest = search->length - at;
    struct fb_deflate_token token = {0, search->bytes[at]};

    note_places(search, at, at + 1);
    if (before == 0 || at + 1 - before > FARTHEST ||
        read_next(search, before - 1) != read_next(search, at))
        return token;
    token.length = (uint16_t)common_length(search->bytes + before - 1, search->bytes + at,
                                           rest < MOST ? rest : MOST);
    token.distance = (uint16_t)(at - before);
    return token;
}

size_t fb_deflate_parse(struct fb_deflate_search *search, size_t *at)
{
    size_t count = 0;

    while (*at < search->length && count < FB_DEFLATE_TOKENS) {
        struct fb_deflate_token token = {0, search->bytes[*at]};

        if (*at + WORD <= search->length)
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

static inline struct piece piece_of(const struct fb_huffman *code, struct symbol symbol)
{
    uint32_t length = code->lengths[symbol.number];

    assert(length > 0);
    return (struct piece){code->codes[symbol.number] | (uint64_t)symbol.extra << length,
                          length + symbol.extra_bits};
}

static inline void write_match(struct fb_bits *bits, const struct fb_deflate_code *code,
                               struct fb_deflate_token token)
{
    struct piece length = piece_of(&code->literals, length_symbol(token.length));
    struct piece distance = piece_of(&code->distances, symbol_of(token.distance, 1));

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
            fb_bits_put(&here, code->literals.codes[tokens[i].distance],
                        code->literals.lengths[tokens[i].distance]);
    }
    *bits = here;
}
