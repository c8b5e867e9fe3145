/* Numbers as symbols, as the tables of RFC 1951 have them, and the codes of symbols. */
#include "deflate/codes.h"
#include "testing.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* The first length of each symbol (RFC 1951, 3.2.5); the last one is one of its own. */
static const unsigned LENGTHS[] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                   31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};

/* The first distance of each symbol. */
static const unsigned DISTANCES[] = {1,    2,    3,    4,    5,    7,    9,    13,    17,    25,
                                     33,   49,   65,   97,   129,  193,  257,  385,   513,   769,
                                     1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};

static void lengths_have_the_symbols_of_the_table(void **state)
{
    uint32_t at = 0;

    (void)state;
    for (uint32_t length = FB_DEFLATE_SHORTEST; length <= FB_DEFLATE_LONGEST; length++) {
        struct fb_deflate_symbol symbol = fb_deflate_length_symbol(length);

        if (at + 1 < COUNT(LENGTHS) && length == LENGTHS[at + 1])
            at++;
        assert_int_equal(symbol.number, FB_DEFLATE_FIRST_LENGTH + at);
        assert_int_equal(symbol.extra, length - LENGTHS[at]);
        assert_int_equal(symbol.extra_bits, at < 8 || at == 28 ? 0 : at / 4 - 1);
    }
    assert_int_equal(at, COUNT(LENGTHS) - 1);
}

static void distances_have_the_symbols_of_the_table(void **state)
{
    uint32_t at = 0;

    (void)state;
    for (uint32_t distance = 1; distance <= FB_DEFLATE_WINDOW; distance++) {
        struct fb_deflate_symbol symbol = fb_deflate_distance_symbol(distance - 1);

        if (at + 1 < COUNT(DISTANCES) && distance == DISTANCES[at + 1])
            at++;
        assert_int_equal(symbol.number, at);
        assert_int_equal(symbol.extra, distance - DISTANCES[at]);
        assert_int_equal(symbol.extra_bits, at < 4 ? 0 : at / 2 - 1);
    }
    assert_int_equal(at, COUNT(DISTANCES) - 1);
}

/* Numbers of Fibonacci make the deepest tree there is, deeper than a code may be. */
static void deep_trees_are_made_flat(void **state)
{
    enum { SYMBOLS = 30 };
    uint32_t counts[SYMBOLS] = {1, 1};
    struct fb_huffman huffman;

    (void)state;
    for (size_t i = 2; i < SYMBOLS; i++)
        counts[i] = counts[i - 1] + counts[i - 2];
    for (unsigned longest = 5; longest <= FB_HUFFMAN_LONGEST; longest++) {
        uint32_t used = 0;

        fb_huffman_build(&huffman, counts, SYMBOLS, longest);
        for (size_t i = 0; i < SYMBOLS; i++) {
            assert_in_range(huffman.lengths[i], 1, longest);
            if (i > 0)
                assert_true(huffman.lengths[i] <= huffman.lengths[i - 1]);
            used += UINT32_C(1) << (longest - huffman.lengths[i]);
        }
        assert_int_equal(used, UINT32_C(1) << longest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_have_the_symbols_of_the_table),
        cmocka_unit_test(distances_have_the_symbols_of_the_table),
        cmocka_unit_test(deep_trees_are_made_flat),
    };

    return cmocka_run_group_tests_name("deflate codes", tests, NULL, NULL);
}
