#include "base/deflate.h"

#include "base/huffman.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Of the format: how far back a match may be, and how long; how much a stored block may have. */
enum { WINDOW = 32768, LONGEST_MATCH = 258, SHORTEST_MATCH = 3, STORED_MOST = 65535 };

/* The alphabets: literals and lengths with the end of the block, distances, lengths of codes. */
enum { LITERALS = 286, FIXED_LITERALS = 288, DISTANCES = 30, CODE_LENGTHS = 19, CODE_LONGEST = 7 };
enum { END_OF_BLOCK = 256, FIRST_LENGTH = 257 };

/* How a block is held (RFC 1951, 3.2.3). */
enum { STORED, FIXED, DYNAMIC };

/* We look for no shorter match than FOUR, and none with fewer than EIGHT bytes left. */
enum { FOUR = 4, EIGHT = 8, BLOCK_TOKENS = 8192 };
enum { HASH_BITS = 12, PLACES = 1 << HASH_BITS, PLACES_LEAST = 128 };

/*
 * A byte; or, with MATCH set, a length less the shortest in the 8 bits above 15 of a distance less
 * one.
 */
typedef uint32_t token;
#define MATCH (UINT32_C(1) << 31)
enum { DISTANCE_BITS = 15 };

struct bits {
    uint64_t held; /* fewer than 8 of them between calls, the first one lowest */
    unsigned count;
};

/* The codes of a block, and the lengths that describe them. */
struct codes {
    struct fb_huffman literals, distances;
    struct fb_huffman lengths;
    struct {
        uint8_t symbol, extra;
    } runs[LITERALS + DISTANCES];
    size_t run_count, literal_count, distance_count, length_count;
    uint64_t cost; /* of the description, in bits */
};

struct fb_deflater {
    struct fb_buffer *out; /* borrowed */
    struct bits bits;
    /* Where in the piece bytes were seen last, by their hash; 0 is as good a guess as any. */
    uint32_t fours[PLACES], eights[PLACES];
    size_t mask; /* of the places that the piece has; their number less one */
    token tokens[BLOCK_TOKENS];
    size_t token_count;
    uint32_t literals[FIXED_LITERALS], distances[DISTANCES]; /* how often each occurs */
    uint64_t extra;                                          /* bits beside the codes */
    const unsigned char *raw;                                /* what the block stands for */
    struct codes fixed;
};

/* A symbol, and the bits that follow it. */
struct coded {
    unsigned symbol, extra;
};

/* ---- numbers as symbols (RFC 1951, 3.2.5) ---- */

static unsigned highest_bit(uint32_t number)
{
    return 31 - (unsigned)__builtin_clz(number);
}

/* Four symbols for each number of extra bits; the longest match has one of its own. */
static struct coded code_length(unsigned length)
{
    unsigned extra;

    if (length < 8)
        return (struct coded){FIRST_LENGTH + length, 0};
    if (length == LONGEST_MATCH - SHORTEST_MATCH)
        return (struct coded){LITERALS - 1, 0};
    extra = highest_bit(length) - 2;
    return (struct coded){FIRST_LENGTH + 4 * extra + (length >> extra), extra};
}

/* Two symbols for each number of extra bits. */
static struct coded code_distance(unsigned distance)
{
    unsigned extra;

    if (distance < 4)
        return (struct coded){distance, 0};
    extra = highest_bit(distance) - 1;
    return (struct coded){2 * extra + (distance >> extra), extra};
}

/* ---- bytes and bits ---- */

/* The first byte is the lowest on every machine: a stream is, and hashes decide what is found. */
static uint64_t lowest_first(uint64_t value)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return __builtin_bswap64(value);
#else
    return value;
#endif
}

static uint64_t load_eight(const unsigned char *bytes)
{
    uint64_t value;

    memcpy(&value, bytes, sizeof value);
    return lowest_first(value);
}

static void store_eight(unsigned char *out, uint64_t value)
{
    value = lowest_first(value);
    memcpy(out, &value, sizeof value);
}

static void put(struct bits *bits, uint64_t value, unsigned count)
{
    bits->held |= value << bits->count;
    bits->count += count;
}

/* Writes the whole bytes that are held; there is room for eight. Returns where the next go. */
static unsigned char *flush(struct bits *bits, unsigned char *at)
{
    store_eight(at, bits->held);
    at += bits->count / 8;
    bits->held >>= bits->count & 56;
    bits->count &= 7;
    return at;
}

/* Writes up to the end of a byte. */
static void flush_all(struct bits *bits, struct fb_buffer *out)
{
    unsigned char bytes[8];

    store_eight(bytes, bits->held);
    fb_buffer_append(out, bytes, (bits->count + 7) / 8);
    *bits = (struct bits){0};
}

/* ---- blocks ---- */

static const uint8_t LENGTH_ORDER[CODE_LENGTHS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                   11, 4,  12, 3, 13, 2, 14, 1, 15};

/* How many bits follow a symbol of the alphabet of lengths (3.2.7). */
static unsigned run_bits(unsigned symbol)
{
    return symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
}

static void add_run(struct codes *codes, uint32_t *counts, unsigned symbol, size_t extra)
{
    codes->runs[codes->run_count].symbol = (uint8_t)symbol;
    codes->runs[codes->run_count].extra = (uint8_t)extra;
    codes->run_count++;
    codes->cost += run_bits(symbol);
    counts[symbol]++;
}

/* Adds `count` equal lengths. What is repeated is the one before, but zeros need none before. */
static void add_runs(struct codes *codes, uint32_t *counts, unsigned length, size_t count)
{
    if (length > 0) {
        add_run(codes, counts, length, 0);
        count--;
    }
    while (count >= 3) {
        unsigned symbol = length > 0 ? 16 : count < 11 ? 17 : 18;
        size_t least = symbol == 18 ? 11 : 3, most = symbol == 16 ? 6 : symbol == 17 ? 10 : 138;
        size_t taken = count < most ? count : most;

        add_run(codes, counts, symbol, taken - least);
        count -= taken;
    }
    while (count-- > 0)
        add_run(codes, counts, length, 0);
}

/* The number of lengths up to the last that is not 0, but `least` of them. */
static size_t trimmed(const uint8_t *lengths, size_t count, size_t least)
{
    while (count > least && lengths[count - 1] == 0)
        count--;
    return count;
}

static void describe(struct codes *codes)
{
    uint8_t all[LITERALS + DISTANCES];
    uint32_t counts[CODE_LENGTHS] = {0};
    size_t count, start = 0;

    codes->literal_count = trimmed(codes->literals.lengths, LITERALS, FIRST_LENGTH);
    codes->distance_count = trimmed(codes->distances.lengths, DISTANCES, 1);
    count = codes->literal_count + codes->distance_count;
    memcpy(all, codes->literals.lengths, codes->literal_count);
    memcpy(all + codes->literal_count, codes->distances.lengths, codes->distance_count);
    codes->run_count = 0;
    codes->cost = 5 + 5 + 4;
    for (size_t i = 1; i <= count; i++) {
        if (i < count && all[i] == all[start])
            continue;
        add_runs(codes, counts, all[start], i - start);
        start = i;
    }
    fb_huffman_build(&codes->lengths, counts, CODE_LENGTHS, CODE_LONGEST);
    codes->length_count = CODE_LENGTHS;
    while (codes->length_count > 4 &&
           codes->lengths.lengths[LENGTH_ORDER[codes->length_count - 1]] == 0)
        codes->length_count--;
    codes->cost += 3 * codes->length_count;
    codes->cost += fb_huffman_cost(&codes->lengths, counts, CODE_LENGTHS);
}

static void build_codes(struct codes *codes, const struct fb_deflater *deflater)
{
    fb_huffman_build(&codes->literals, deflater->literals, LITERALS, FB_HUFFMAN_LONGEST);
    fb_huffman_build(&codes->distances, deflater->distances, DISTANCES, FB_HUFFMAN_LONGEST);
    describe(codes);
}

static uint64_t cost_of(const struct fb_deflater *deflater, const struct codes *codes)
{
    return codes->cost + deflater->extra +
           fb_huffman_cost(&codes->literals, deflater->literals, LITERALS) +
           fb_huffman_cost(&codes->distances, deflater->distances, DISTANCES);
}

static unsigned char *write_description(struct bits *bits, unsigned char *at,
                                        const struct codes *codes)
{
    put(bits, codes->literal_count - FIRST_LENGTH, 5);
    put(bits, codes->distance_count - 1, 5);
    put(bits, codes->length_count - 4, 4);
    at = flush(bits, at);
    for (size_t i = 0; i < codes->length_count; i++) {
        put(bits, codes->lengths.lengths[LENGTH_ORDER[i]], 3);
        at = flush(bits, at);
    }
    for (size_t i = 0; i < codes->run_count; i++) {
        unsigned symbol = codes->runs[i].symbol;
        unsigned length = codes->lengths.lengths[symbol];

        put(bits, codes->lengths.codes[symbol], length);
        put(bits, codes->runs[i].extra, run_bits(symbol));
        at = flush(bits, at);
    }
    return at;
}

static void put_match(struct bits *bits, const struct codes *codes, token match)
{
    unsigned length = match >> DISTANCE_BITS & 0xFF, distance = match & (WINDOW - 1);
    struct coded coded = code_length(length);

    put(bits, codes->literals.codes[coded.symbol], codes->literals.lengths[coded.symbol]);
    put(bits, length & ((1U << coded.extra) - 1), coded.extra);
    coded = code_distance(distance);
    put(bits, codes->distances.codes[coded.symbol], codes->distances.lengths[coded.symbol]);
    put(bits, distance & ((1U << coded.extra) - 1), coded.extra);
}

/*
 * A match takes 48 bits at most, so no more than 63 are ever held. They are held in a copy, which
 * stays in registers: bytes that are written might else be those of `bits`.
 */
static unsigned char *write_tokens(struct bits *bits, unsigned char *at, const struct codes *codes,
                                   const token *tokens, size_t count)
{
    struct bits held = *bits;

    for (size_t i = 0; i < count; i++) {
        token next = tokens[i];

        if ((next & MATCH) != 0)
            put_match(&held, codes, next);
        else
            put(&held, codes->literals.codes[next], codes->literals.lengths[next]);
        at = flush(&held, at);
    }
    put(&held, codes->literals.codes[END_OF_BLOCK], codes->literals.lengths[END_OF_BLOCK]);
    at = flush(&held, at);
    *bits = held;
    return at;
}

static void write_coded(struct fb_deflater *deflater, const struct codes *codes, unsigned kind,
                        uint64_t cost)
{
    struct fb_buffer *out = deflater->out;
    struct bits *bits = &deflater->bits;
    /* Beside the block its head, what was held before, and that eight bytes are written at once. */
    unsigned char *start = (unsigned char *)fb_buffer_room(out, (size_t)(cost / 8) + 16), *at;

    if (start == NULL)
        return;
    put(bits, kind << 1, 3);
    at = flush(bits, start);
    if (kind == DYNAMIC)
        at = write_description(bits, at, codes);
    at = write_tokens(bits, at, codes, deflater->tokens, deflater->token_count);
    fb_buffer_advance(out, (size_t)(at - start));
}

static void write_stored(struct fb_deflater *deflater, size_t length)
{
    for (size_t at = 0, taken; at < length; at += taken) {
        unsigned char head[4];

        taken = length - at < STORED_MOST ? length - at : STORED_MOST;
        put(&deflater->bits, STORED << 1, 3);
        flush_all(&deflater->bits, deflater->out);
        for (unsigned i = 0; i < 2; i++) {
            head[i] = (unsigned char)(taken >> 8 * i);
            head[i + 2] = (unsigned char)~head[i];
        }
        fb_buffer_append(deflater->out, head, sizeof head);
        fb_buffer_append(deflater->out, deflater->raw + at, taken);
    }
}

static void begin_block(struct fb_deflater *deflater, const unsigned char *raw)
{
    deflater->raw = raw;
    deflater->token_count = 0;
    deflater->extra = 0;
    memset(deflater->literals, 0, sizeof deflater->literals);
    memset(deflater->distances, 0, sizeof deflater->distances);
    deflater->literals[END_OF_BLOCK] = 1;
}

/* Writes the tokens, which stand for what is before `end`, in the shortest way. */
static void end_block(struct fb_deflater *deflater, const unsigned char *end)
{
    size_t length = (size_t)(end - deflater->raw);
    uint64_t stored = ((uint64_t)length + (length / STORED_MOST + 1) * 5) * 8, fixed, dynamic;
    struct codes codes;

    build_codes(&codes, deflater);
    dynamic = cost_of(deflater, &codes);
    fixed = cost_of(deflater, &deflater->fixed);
    if (stored < dynamic && stored < fixed)
        write_stored(deflater, length);
    else if (fixed <= dynamic)
        write_coded(deflater, &deflater->fixed, FIXED, fixed);
    else
        write_coded(deflater, &codes, DYNAMIC, dynamic);
    begin_block(deflater, end);
}

/* ---- matches ---- */

/* Where the first four of eight bytes were seen last. */
static uint32_t *four_of(struct fb_deflater *deflater, uint64_t bytes)
{
    uint32_t hash = (uint32_t)bytes * UINT32_C(0x9E3779B1);

    return &deflater->fours[hash >> (32 - HASH_BITS) & deflater->mask];
}

/* Where all eight were seen last. */
static uint32_t *eight_of(struct fb_deflater *deflater, uint64_t bytes)
{
    uint64_t hash = bytes * UINT64_C(0x9E3779B185EBCA87);

    return &deflater->eights[hash >> (64 - HASH_BITS) & deflater->mask];
}

/* Forgets what was seen in the piece before. A short one needs few places to remember. */
static void begin_piece(struct fb_deflater *deflater, size_t length)
{
    size_t places = PLACES_LEAST;

    while (places < PLACES && places < length)
        places *= 2;
    deflater->mask = places - 1;
    memset(deflater->fours, 0, places * sizeof *deflater->fours);
    memset(deflater->eights, 0, places * sizeof *deflater->eights);
}

/* Returns how many bytes are the same at two places, of which the first `same` are known to be. */
static size_t same_bytes(const unsigned char *a, const unsigned char *b, size_t same, size_t most)
{
    for (; same + EIGHT <= most; same += EIGHT) {
        uint64_t difference = load_eight(a + same) ^ load_eight(b + same);

        if (difference != 0)
            return same + (size_t)__builtin_ctzll(difference) / 8;
    }
    while (same < most && a[same] == b[same])
        same++;
    return same;
}

static void add_literal(struct fb_deflater *deflater, unsigned char byte)
{
    deflater->tokens[deflater->token_count++] = byte;
    deflater->literals[byte]++;
}

static void add_match(struct fb_deflater *deflater, size_t length, size_t distance)
{
    unsigned l = (unsigned)length - SHORTEST_MATCH, d = (unsigned)distance - 1;
    struct coded coded_length = code_length(l), coded_distance = code_distance(d);

    deflater->tokens[deflater->token_count++] = MATCH | l << DISTANCE_BITS | d;
    deflater->literals[coded_length.symbol]++;
    deflater->distances[coded_distance.symbol]++;
    deflater->extra += coded_length.extra + coded_distance.extra;
}

/*
 * Returns the length of a match for the bytes at `at`, which are before `length` by EIGHT at least,
 * and sets where it is; 0: there is none. A place that was remembered may be of other bytes.
 */
static size_t find_match(struct fb_deflater *deflater, const unsigned char *bytes, size_t at,
                         size_t length, size_t *place)
{
    size_t most = length - at < LONGEST_MATCH ? length - at : LONGEST_MATCH;
    uint64_t here = load_eight(bytes + at);
    uint32_t *eight = eight_of(deflater, here), *four = four_of(deflater, here);
    size_t far = *eight, near = *four;

    *eight = *four = (uint32_t)at;
    *place = far;
    if (at - far <= WINDOW && load_eight(bytes + far) == here)
        return same_bytes(bytes + far, bytes + at, EIGHT, most);
    *place = near;
    if (at - near <= WINDOW && (uint32_t)load_eight(bytes + near) == (uint32_t)here)
        return same_bytes(bytes + near, bytes + at, FOUR, most);
    return 0;
}

/* Remembers the place after the start of a match, and one before its end. */
static void remember_ends(struct fb_deflater *deflater, const unsigned char *bytes, size_t at,
                          size_t end)
{
    *eight_of(deflater, load_eight(bytes + at + 1)) = (uint32_t)at + 1;
    *four_of(deflater, load_eight(bytes + end - 2)) = (uint32_t)end - 2;
}

void fb_deflater_add(struct fb_deflater *deflater, const void *data, size_t length)
{
    const unsigned char *bytes = data;

    assert(length <= UINT32_MAX);
    begin_piece(deflater, length);
    begin_block(deflater, bytes);
    for (size_t at = 0; at < length;) {
        size_t place, same = 0;

        if (at > 0 && length - at >= EIGHT)
            same = find_match(deflater, bytes, at, length, &place);
        if (same > 0)
            add_match(deflater, same, at - place);
        else
            add_literal(deflater, bytes[at]);
        if (same > 0 && length - at - same >= EIGHT)
            remember_ends(deflater, bytes, at, at + same);
        at += same > 0 ? same : 1;
        if (deflater->token_count == BLOCK_TOKENS)
            end_block(deflater, bytes + at);
    }
    if (deflater->token_count > 0)
        end_block(deflater, bytes + length);
}

/* ---- streams ---- */

/* The codes of blocks that describe none (3.2.6). */
static void fix_codes(struct codes *codes)
{
    for (unsigned i = 0; i < FIXED_LITERALS; i++)
        codes->literals.lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    fb_huffman_assign(&codes->literals, FIXED_LITERALS);
    for (unsigned i = 0; i < DISTANCES; i++)
        codes->distances.lengths[i] = 5;
    fb_huffman_assign(&codes->distances, DISTANCES);
    codes->cost = 0;
}

fb_status fb_deflater_new(struct fb_deflater **out)
{
    *out = calloc(1, sizeof **out);
    FB_NEED(*out);
    fix_codes(&(*out)->fixed);
    return FB_OK;
}

void fb_deflater_free(struct fb_deflater *deflater)
{
    free(deflater);
}

void fb_deflater_begin(struct fb_deflater *deflater, struct fb_buffer *out)
{
    deflater->out = out;
    deflater->bits = (struct bits){0};
}

/* An empty block with fixed codes is the shortest that can be the last. */
fb_status fb_deflater_end(struct fb_deflater *deflater)
{
    put(&deflater->bits, 1 | FIXED << 1, 3);
    put(&deflater->bits, 0, 7); /* the end of the block, by those codes */
    flush_all(&deflater->bits, deflater->out);
    return deflater->out->status;
}
