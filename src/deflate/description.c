#include "deflate/description.h"

#include <string.h>

/* How lengths are repeated: the one before; zeros, which need none before. */
enum { REPEAT = 16, ZEROS = 17, MANY_ZEROS = 18 };

/* The longest code for runs; how many symbols are described in any case. */
enum { RUN_LONGEST = 7, LEAST_LITERALS = 257, LEAST_DISTANCES = 1, LEAST_RUN_SYMBOLS = 4 };

static const uint8_t ORDER[FB_DEFLATE_RUN_SYMBOLS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                      11, 4,  12, 3, 13, 2, 14, 1, 15};

/* How many bits follow a symbol's code. */
static unsigned extra_bits(unsigned symbol)
{
    return symbol < REPEAT ? 0 : symbol == REPEAT ? 2 : symbol == ZEROS ? 3 : 7;
}

static void add_run(struct fb_deflate_description *out, uint32_t *counts, unsigned symbol,
                    size_t extra)
{
    out->runs[out->run_count++] = (struct fb_deflate_run){(uint8_t)symbol, (uint8_t)extra};
    out->cost += extra_bits(symbol);
    counts[symbol]++;
}

/* Adds `count` equal lengths. What is repeated is the one before, but zeros need none before. */
static void add_runs(struct fb_deflate_description *out, uint32_t *counts, unsigned length,
                     size_t count)
{
    if (length > 0) {
        add_run(out, counts, length, 0);
        count--;
    }
    while (count >= 3) {
        unsigned symbol = length > 0 ? REPEAT : count < 11 ? ZEROS : MANY_ZEROS;
        size_t least = symbol == MANY_ZEROS ? 11 : 3;
        size_t most = symbol == REPEAT ? 6 : symbol == ZEROS ? 10 : 138;
        size_t taken = count < most ? count : most;

        add_run(out, counts, symbol, taken - least);
        count -= taken;
    }
    while (count-- > 0)
        add_run(out, counts, length, 0);
}

/* The number of lengths up to the last that is not 0, but `least` of them. */
static size_t trimmed(const uint8_t *lengths, size_t count, size_t least)
{
    while (count > least && lengths[count - 1] == 0)
        count--;
    return count;
}

/* Divides the lengths of both codes, as if they were one row, into runs. */
static void find_runs(struct fb_deflate_description *out, uint32_t *counts,
                      const struct fb_deflate_codes *codes)
{
    uint8_t all[FB_DEFLATE_LITERALS + FB_DEFLATE_DISTANCES];
    size_t count = out->literals + out->distances, start = 0;

    memcpy(all, codes->literals.lengths, out->literals);
    memcpy(all + out->literals, codes->distances.lengths, out->distances);
    for (size_t i = 1; i <= count; i++) {
        if (i < count && all[i] == all[start])
            continue;
        add_runs(out, counts, all[start], i - start);
        start = i;
    }
}

void fb_deflate_describe(struct fb_deflate_description *out, const struct fb_deflate_codes *codes)
{
    uint32_t counts[FB_DEFLATE_RUN_SYMBOLS] = {0};

    out->literals = trimmed(codes->literals.lengths, FB_DEFLATE_LITERALS, LEAST_LITERALS);
    out->distances = trimmed(codes->distances.lengths, FB_DEFLATE_DISTANCES, LEAST_DISTANCES);
    out->run_count = 0;
    out->cost = 5 + 5 + 4;
    find_runs(out, counts, codes);
    fb_huffman_build(&out->code, counts, FB_DEFLATE_RUN_SYMBOLS, RUN_LONGEST);
    out->run_symbols = FB_DEFLATE_RUN_SYMBOLS;
    while (out->run_symbols > LEAST_RUN_SYMBOLS &&
           out->code.lengths[ORDER[out->run_symbols - 1]] == 0)
        out->run_symbols--;
    out->cost += 3 * out->run_symbols;
    out->cost += fb_huffman_cost(&out->code, counts, FB_DEFLATE_RUN_SYMBOLS);
}

void fb_deflate_put_description(struct fb_bits *bits,
                                const struct fb_deflate_description *description)
{
    const struct fb_huffman *code = &description->code;
    struct fb_bits here = *bits;

    fb_bits_put(&here, description->literals - LEAST_LITERALS, 5);
    fb_bits_put(&here, description->distances - LEAST_DISTANCES, 5);
    fb_bits_put(&here, description->run_symbols - LEAST_RUN_SYMBOLS, 4);
    for (size_t i = 0; i < description->run_symbols; i++)
        fb_bits_put(&here, code->lengths[ORDER[i]], 3);
    for (size_t i = 0; i < description->run_count; i++) {
        unsigned symbol = description->runs[i].symbol, length = code->lengths[symbol];

        fb_bits_put(&here, code->codes[symbol] | (uint64_t)description->runs[i].extra << length,
                    length + extra_bits(symbol));
    }
    *bits = here;
}
