#include "deflate/huffman.h"

#include <assert.h>
#include <stdbool.h>

/* A symbol that occurs, and how often: by both at once it is sorted. */
enum { SYMBOL_BITS = 9, SYMBOL_MASK = (1 << SYMBOL_BITS) - 1 };

/* The tree of a code: leaves by their weight, then the nodes above them, lightest first. */
struct tree {
    uint32_t weights[2 * FB_HUFFMAN_SYMBOLS];
    uint16_t parents[2 * FB_HUFFMAN_SYMBOLS];
    size_t leaves, made;
    size_t leaf, inner; /* the next of each that has no parent */
};

/* Sorts so few numbers faster than qsort does; equal ones there are none. */
static void sort(uint32_t *keys, size_t count)
{
    static const size_t GAPS[] = {132, 57, 23, 10, 4, 1};

    for (size_t g = 0; g < sizeof GAPS / sizeof *GAPS; g++) {
        for (size_t i = GAPS[g]; i < count; i++) {
            uint32_t key = keys[i];
            size_t at = i;
            for (; at >= GAPS[g] && keys[at - GAPS[g]] > key; at -= GAPS[g])
                keys[at] = keys[at - GAPS[g]];
            keys[at] = key;
        }
    }
}

/* Lists the symbols that occur, and others until there are two. */
static size_t list_symbols(uint32_t *keys, const uint32_t *counts, size_t symbols)
{
    size_t count = 0;

    for (size_t i = 0; i < symbols; i++) {
        if (counts[i] > 0)
            keys[count++] = counts[i] << SYMBOL_BITS | (uint32_t)i;
    }
    for (size_t i = 0; count < 2; i++) {
        if (counts[i] == 0)
            keys[count++] = (uint32_t)i;
    }
    sort(keys, count);
    return count;
}

/* Takes the lightest node that has no parent; of equal ones the leaf, so that the tree is flat. */
static size_t take(struct tree *tree)
{
    bool leaf =
        tree->leaf < tree->leaves &&
        (tree->inner == tree->made || tree->weights[tree->leaf] <= tree->weights[tree->inner]);

    return leaf ? tree->leaf++ : tree->inner++;
}

static void grow(struct tree *tree, const uint32_t *keys, size_t count)
{
    tree->leaves = tree->made = tree->inner = count;
    tree->leaf = 0;
    for (size_t i = 0; i < count; i++)
        tree->weights[i] = keys[i] >> SYMBOL_BITS;
    while (tree->made < 2 * count - 1) {
        size_t first = take(tree), second = take(tree);

        tree->weights[tree->made] = tree->weights[first] + tree->weights[second];
        tree->parents[first] = tree->parents[second] = (uint16_t)tree->made;
        tree->made++;
    }
}

/* Counts the leaves at each depth; deeper ones than `longest` count there. */
static void count_depths(uint16_t *numbers, const struct tree *tree, unsigned longest)
{
    uint16_t depths[2 * FB_HUFFMAN_SYMBOLS];

    for (unsigned i = 0; i <= longest; i++)
        numbers[i] = 0;
    depths[tree->made - 1] = 0;
    for (size_t i = tree->made - 1; i-- > 0;) {
        depths[i] = (uint16_t)(depths[tree->parents[i]] + 1);
        if (i < tree->leaves)
            numbers[depths[i] < longest ? depths[i] : longest]++;
    }
}

/*
 * Makes room for the leaves that were too deep: each time a leaf above goes down by one and takes
 * one of the deepest as its sibling, until no more codes are used than there are.
 */
static void limit_depths(uint16_t *numbers, unsigned longest)
{
    uint32_t used = 0;

    for (unsigned i = 1; i <= longest; i++)
        used += (uint32_t)numbers[i] << (longest - i);
    for (; used > UINT32_C(1) << longest; used--) {
        unsigned above = longest - 1;

        while (numbers[above] == 0)
            above--;
        numbers[above]--;
        numbers[above + 1] = (uint16_t)(numbers[above + 1] + 2);
        numbers[longest]--;
    }
}

/* Swaps single bits, pairs, fours and bytes: that turns 16 bits round, of which the last count. */
static uint16_t reversed(unsigned code, unsigned length)
{
    code = (code & 0x5555) << 1 | (code & 0xAAAA) >> 1;
    code = (code & 0x3333) << 2 | (code & 0xCCCC) >> 2;
    code = (code & 0x0F0F) << 4 | (code & 0xF0F0) >> 4;
    code = (code & 0x00FF) << 8 | (code & 0xFF00) >> 8;
    return (uint16_t)(code >> (16 - length));
}

void fb_huffman_assign(struct fb_huffman *huffman, size_t symbols)
{
    unsigned next[FB_HUFFMAN_LONGEST + 2] = {0}, numbers[FB_HUFFMAN_LONGEST + 1] = {0};

    for (size_t i = 0; i < symbols; i++)
        numbers[huffman->lengths[i]]++;
    numbers[0] = 0;
    for (unsigned i = 1; i <= FB_HUFFMAN_LONGEST; i++)
        next[i] = (next[i - 1] + numbers[i - 1]) << 1;
    for (size_t i = 0; i < symbols; i++) {
        unsigned length = huffman->lengths[i];

        huffman->codes[i] = length > 0 ? reversed(next[length]++, length) : 0;
    }
}

void fb_huffman_build(struct fb_huffman *out, const uint32_t *counts, size_t symbols,
                      unsigned longest)
{
    uint32_t keys[FB_HUFFMAN_SYMBOLS];
    uint16_t numbers[FB_HUFFMAN_LONGEST + 1];
    struct tree tree;
    size_t count, at = 0;

    assert(symbols >= 2 && symbols <= FB_HUFFMAN_SYMBOLS && longest <= FB_HUFFMAN_LONGEST);
    count = list_symbols(keys, counts, symbols);
    grow(&tree, keys, count);
    count_depths(numbers, &tree, longest);
    limit_depths(numbers, longest);
    for (size_t i = 0; i < symbols; i++)
        out->lengths[i] = 0;
    for (unsigned length = longest; length > 0; length--) {
        for (unsigned i = 0; i < numbers[length]; i++)
            out->lengths[keys[at++] & SYMBOL_MASK] = (uint8_t)length;
    }
    fb_huffman_assign(out, symbols);
}

uint64_t fb_huffman_cost(const struct fb_huffman *huffman, const uint32_t *counts, size_t symbols)
{
    uint64_t cost = 0;

    for (size_t i = 0; i < symbols; i++)
        cost += (uint64_t)counts[i] * huffman->lengths[i];
    return cost;
}
