/*
 * deflate_code.c: a block's code, how the block describes it, and what goes before and behind.
 */
#include "base/deflate_pieces.h"

#include <string.h>

enum {
    END_OF_BLOCK = 256,
    LEAST_LITERALS = 257, /* symbols that are described in any case (RFC 1951, 3.2.7) */
    LENGTHS = FB_DEFLATE_LITERALS + FB_DEFLATE_DISTANCES,
    /* The alphabet in which lengths of codes are written: 0 to 15, and runs. */
    RUN_SYMBOLS = 19,
    RUN_BITS = 7,
    REPEAT = 16,     /* the length before, 3 to 6 times */
    ZEROS = 17,      /* 3 to 10 of them */
    MANY_ZEROS = 18, /* 11 to 138 of them */
    LEAST_RUNS = 4,
};

/* A symbol of that alphabet, with the bits that follow it. */
struct run {
    uint8_t symbol;
    uint8_t extra;
};

/* The lengths of a code as the block gives them. */
struct description {
    uint8_t lengths[LENGTHS];
    size_t literals, count;
    struct run runs[LENGTHS];
    size_t run_count;
    uint32_t counts[RUN_SYMBOLS];
};

void fb_deflate_make_code(struct fb_deflate_code *out, const struct fb_deflate_counts *counts)
{
    uint32_t literals[FB_DEFLATE_LITERALS];

    memcpy(literals, counts->literals, sizeof literals);
    if (literals[END_OF_BLOCK] == 0)
        literals[END_OF_BLOCK] = 1;
    fb_huffman_build(&out->literals, literals, FB_DEFLATE_LITERALS, FB_DEFLATE_CODE_BITS);
    fb_huffman_build(&out->distances, counts->distances, FB_DEFLATE_DISTANCES,
                     FB_DEFLATE_CODE_BITS);
}

/* Returns how many lengths there are up to the last that is not 0, `least` at least. */
static size_t trim(const uint8_t *lengths, size_t count, size_t least)
{
    while (count > least && lengths[count - 1] == 0)
        count--;
    return count;
}

static void gather(struct description *out, const struct fb_deflate_code *code)
{
    size_t distances = trim(code->distances.lengths, FB_DEFLATE_DISTANCES, 1);

    *out = (struct description){0};
    out->literals = trim(code->literals.lengths, FB_DEFLATE_LITERALS, LEAST_LITERALS);
    out->count = out->literals + distances;
    memcpy(out->lengths, code->literals.lengths, out->literals);
    memcpy(out->lengths + out->literals, code->distances.lengths, distances);
}

static void add_run(struct description *out, unsigned symbol, size_t extra)
{
    out->runs[out->run_count++] = (struct run){(uint8_t)symbol, (uint8_t)extra};
    out->counts[symbol]++;
}

/* Adds one length, `count` times or as often as one symbol can say; returns how often. */
static size_t add_lengths(struct description *out, uint8_t length, size_t count, bool repeats)
{
    size_t most = length == 0 ? 138 : 6;
    size_t taken = count < most ? count : most;

    if (length == 0 && taken >= 11)
        add_run(out, MANY_ZEROS, taken - 11);
    else if (length == 0 && taken >= 3)
        add_run(out, ZEROS, taken - 3);
    else if (repeats && taken >= 3)
        add_run(out, REPEAT, taken - 3);
    else {
        add_run(out, length, 0);
        taken = 1;
    }
    return taken;
}

static void find_runs(struct description *out)
{
    for (size_t i = 0, end; i < out->count;) {
        uint8_t length = out->lengths[i];

        for (end = i; end < out->count && out->lengths[end] == length;)
            end++;
        i += add_lengths(out, length, end - i, i > 0 && out->lengths[i - 1] == length);
    }
}

static void put_runs(struct fb_bits *bits, const struct description *description,
                     const struct fb_huffman *lengths)
{
    static const uint8_t EXTRA[RUN_SYMBOLS] = {[REPEAT] = 2, [ZEROS] = 3, [MANY_ZEROS] = 7};

    for (size_t i = 0; i < description->run_count; i++) {
        struct run run = description->runs[i];

        fb_bits_put(bits, lengths->codes[run.symbol], lengths->lengths[run.symbol]);
        fb_bits_put(bits, run.extra, EXTRA[run.symbol]);
    }
}

/* Describes the code (RFC 1951, 3.2.7). */
static void put_description(struct fb_bits *bits, const struct description *description)
{
    static const uint8_t ORDER[RUN_SYMBOLS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                               11, 4,  12, 3, 13, 2, 14, 1, 15};
    struct fb_huffman lengths;
    uint8_t ordered[RUN_SYMBOLS];
    size_t count;

    fb_huffman_build(&lengths, description->counts, RUN_SYMBOLS, RUN_BITS);
    for (size_t i = 0; i < RUN_SYMBOLS; i++)
        ordered[i] = lengths.lengths[ORDER[i]];
    count = trim(ordered, RUN_SYMBOLS, LEAST_RUNS);
    fb_bits_put(bits, description->literals - LEAST_LITERALS, 5);
    fb_bits_put(bits, description->count - description->literals - 1, 5);
    fb_bits_put(bits, count - LEAST_RUNS, 4);
    for (size_t i = 0; i < count; i++)
        fb_bits_put(bits, ordered[i], 3);
    put_runs(bits, description, &lengths);
}

void fb_deflate_begin(struct fb_bits *bits)
{
    /* Deflate with a window of 32 KiB; how hard it was tried: least (RFC 1950, 2.2). */
    fb_bits_put(bits, 0x0178, 16);
}

void fb_deflate_end(struct fb_bits *bits, struct fb_adler sum)
{
    uint32_t value = fb_adler_value(sum);

    fb_bits_align(bits);
    for (unsigned i = 0; i < 4; i++)
        fb_bits_put(bits, value >> (24 - 8 * i) & 0xFF, 8);
}

void fb_deflate_begin_block(struct fb_bits *bits, const struct fb_deflate_code *code, bool last)
{
    enum { DYNAMIC = 2 };
    struct description description;

    fb_bits_put(bits, last, 1);
    fb_bits_put(bits, DYNAMIC, 2);
    gather(&description, code);
    find_runs(&description);
    put_description(bits, &description);
}

void fb_deflate_end_block(struct fb_bits *bits, const struct fb_deflate_code *code)
{
    fb_bits_put(bits, code->literals.codes[END_OF_BLOCK], code->literals.lengths[END_OF_BLOCK]);
}

void fb_deflate_put_literals(struct fb_bits *bits, const struct fb_deflate_code *code,
                             const uint8_t *bytes, size_t length)
{
    struct fb_bits here = *bits;

    for (size_t i = 0; i < length; i++) {
        assert(code->literals.lengths[bytes[i]] > 0);
        fb_bits_put(&here, code->literals.codes[bytes[i]], code->literals.lengths[bytes[i]]);
    }
    *bits = here;
}
