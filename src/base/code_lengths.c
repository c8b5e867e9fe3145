#include "base/code_lengths.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

/* A symbol, or two nodes put together; the leaves come first, those that are used least at first.
 */
struct node {
    uint32_t count;
    uint16_t symbol; /* of a leaf */
    uint16_t parent;
};

struct tree {
    struct node nodes[2 * FB_CODE_SYMBOLS];
    size_t leaves, count;
    size_t next_leaf, next_pair; /* the first ones that have no parent */
};

static bool is_after(struct node a, struct node b)
{
    return a.count > b.count || (a.count == b.count && a.symbol > b.symbol);
}

/* Sorts by count, then by symbol (Shell's sort). */
static void sort_leaves(struct tree *tree)
{
    static const size_t GAPS[] = {132, 57, 23, 10, 4, 1};

    for (size_t g = 0; g < sizeof GAPS / sizeof *GAPS; g++)
        for (size_t i = GAPS[g]; i < tree->leaves; i++) {
            struct node node = tree->nodes[i];
            size_t at = i;

            for (; at >= GAPS[g] && is_after(tree->nodes[at - GAPS[g]], node); at -= GAPS[g])
                tree->nodes[at] = tree->nodes[at - GAPS[g]];
            tree->nodes[at] = node;
        }
}

static void add_leaf(struct tree *tree, size_t symbol, uint32_t count)
{
    tree->nodes[tree->leaves++] = (struct node){.count = count, .symbol = (uint16_t)symbol};
}

static void add_leaves(struct tree *tree, const uint32_t *counts, size_t count)
{
    tree->leaves = tree->next_leaf = 0;
    for (size_t i = 0; i < count; i++)
        if (counts[i] > 0)
            add_leaf(tree, i, counts[i]);
    for (size_t i = 0; tree->leaves < 2; i++)
        if (counts[i] == 0)
            add_leaf(tree, i, 1);
    sort_leaves(tree);
}

/* Takes the node that is used least of those without a parent. */
static struct node *take(struct tree *tree)
{
    bool leaf = tree->next_pair == tree->count ||
                (tree->next_leaf < tree->leaves &&
                 tree->nodes[tree->next_leaf].count <= tree->nodes[tree->next_pair].count);

    return &tree->nodes[leaf ? tree->next_leaf++ : tree->next_pair++];
}

/* Puts nodes together two by two; the root comes last. Pairs come in the order of their counts. */
static void pair_nodes(struct tree *tree)
{
    tree->count = tree->next_pair = tree->leaves;
    while (tree->count < 2 * tree->leaves - 1) {
        struct node *a = take(tree), *b = take(tree);

        a->parent = b->parent = (uint16_t)tree->count;
        tree->nodes[tree->count++] = (struct node){.count = a->count + b->count};
    }
}

/* Sets the lengths: how deep the leaves are. False if one is too deep. */
static bool measure(uint8_t *lengths, const struct tree *tree, unsigned limit)
{
    uint16_t depths[2 * FB_CODE_SYMBOLS];

    depths[tree->count - 1] = 0;
    for (size_t i = tree->count - 1; i-- > 0;) {
        depths[i] = (uint16_t)(depths[tree->nodes[i].parent] + 1);
        if (i < tree->leaves && depths[i] > limit)
            return false;
        if (i < tree->leaves)
            lengths[tree->nodes[i].symbol] = (uint8_t)depths[i];
    }
    return true;
}

void fb_code_lengths(uint8_t *lengths, const uint32_t *counts, size_t count, unsigned limit)
{
    uint32_t nearer[FB_CODE_SYMBOLS];
    struct tree tree;

    assert(count >= 2 && count <= FB_CODE_SYMBOLS && limit <= FB_CODE_BITS &&
           count <= (size_t)1 << limit);
    memset(lengths, 0, count);
    memcpy(nearer, counts, count * sizeof *counts);
    for (;;) {
        add_leaves(&tree, nearer, count);
        pair_nodes(&tree);
        if (measure(lengths, &tree, limit))
            return;
        /* The nearer the counts are to each other, the flatter is the tree. */
        for (size_t i = 0; i < count; i++)
            nearer[i] = nearer[i] / 2 + nearer[i] % 2;
    }
}

/* Turns the order of the lowest bits: halves change places, then halves of halves … */
static uint16_t reverse(uint32_t code, unsigned length)
{
    code = (code & 0x00FF) << 8 | code >> 8;
    code = (code & 0x0F0F) << 4 | (code >> 4 & 0x0F0F);
    code = (code & 0x3333) << 2 | (code >> 2 & 0x3333);
    code = (code & 0x5555) << 1 | (code >> 1 & 0x5555);
    return (uint16_t)(code >> (16 - length));
}

void fb_codes_of_lengths(uint16_t *codes, const uint8_t *lengths, size_t count)
{
    uint16_t next[FB_CODE_BITS + 2] = {0}, used[FB_CODE_BITS + 1] = {0};

    for (size_t i = 0; i < count; i++)
        used[lengths[i]]++;
    used[0] = 0;
    for (size_t i = 0; i <= FB_CODE_BITS; i++)
        next[i + 1] = (uint16_t)((next[i] + used[i]) << 1);
    for (size_t i = 0; i < count; i++)
        codes[i] = lengths[i] > 0 ? reverse(next[lengths[i]]++, lengths[i]) : 0;
}
