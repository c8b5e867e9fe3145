/*
 * test_base_deflate.c: what was deflated, inflated by libdeflate, which refuses what is not right.
 */
#include "base/deflate.h"
#include "base/huffman.h"
#include "testing.h"

#include <libdeflate.h>

enum { ROOM = 1 << 20 };

/* One deflater for all, so that nothing may stay from the stream before. */
static struct fb_deflater *deflater;

/* Deflates bytes in pieces, and returns how many there are then; they must inflate to the same. */
static size_t round_trip(const void *bytes, size_t length, size_t piece)
{
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    char *back = malloc(length + 1);
    struct fb_buffer out;
    size_t in_length, out_length, deflated;

    assert_non_null(inflater);
    assert_non_null(back);
    fb_buffer_init(&out, ROOM);
    fb_deflater_begin(deflater, &out);
    for (size_t at = 0; at < length; at += piece)
        fb_deflater_add(deflater, (const char *)bytes + at,
                        length - at < piece ? length - at : piece);
    assert_int_equal(fb_deflater_end(deflater), FB_OK);
    assert_int_equal(libdeflate_deflate_decompress_ex(inflater, out.data, out.length, back, length,
                                                      &in_length, &out_length),
                     LIBDEFLATE_SUCCESS);
    assert_int_equal(in_length, out.length);
    assert_int_equal(out_length, length);
    assert_memory_equal(back, bytes, length);
    deflated = out.length;
    fb_buffer_release(&out);
    free(back);
    libdeflate_free_decompressor(inflater);
    return deflated;
}

static void test_texts(void **state)
{
    static const struct {
        const char *text;
        size_t most; /* bytes */
    } cases[] = {
        {"", 2},
        {"a", 5},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 8},
        {"abcdefghabcdefgh", 17},
        {"<w:p><w:r><w:t>目标</w:t></w:r></w:p><w:p><w:r><w:t>指标</w:t></w:r></w:p>", 60},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = strlen(cases[i].text);

        assert_in_range(round_trip(cases[i].text, length, length + 1), 1, cases[i].most);
        round_trip(cases[i].text, length, 3);
    }
}

/* The same numbers on every machine. */
static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* Fills bytes with some of `letters`, and with copies from up to `back` bytes before. */
static void fill(unsigned char *bytes, size_t length, uint32_t seed, unsigned letters,
                 unsigned back)
{
    for (size_t at = 0; at < length;) {
        size_t distance = back > 0 ? 1 + next_number(&seed) % back : 1;
        size_t count = next_number(&seed) % 300;

        if (back == 0 || distance > at || next_number(&seed) % 3 == 0) {
            bytes[at++] = (unsigned char)(next_number(&seed) % letters);
            continue;
        }
        for (; count > 0 && at < length; count--, at++)
            bytes[at] = bytes[at - distance];
    }
}

/* Lengths around those of matches and blocks, all distances, few letters and many. */
static void test_made_up(void **state)
{
    static unsigned char bytes[200000];

    (void)state;
    for (uint32_t seed = 0; seed < 1500; seed++) {
        uint32_t dice = seed;
        size_t length = next_number(&dice) % (seed % 50 == 0 ? sizeof bytes : 2000);
        unsigned letters = 1 + next_number(&dice) % 256;
        unsigned back = next_number(&dice) % 4 == 0 ? 0 : 1 + next_number(&dice) % 40000;

        fill(bytes, length, seed, letters, back);
        round_trip(bytes, length, 1 + next_number(&dice) % (length + 1000));
    }
}

/* What cannot be made shorter is stored, and becomes no longer than that takes. */
static void test_noise(void **state)
{
    static unsigned char bytes[200000];
    uint32_t seed = 1;

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(next_number(&seed) >> 3);
    assert_in_range(round_trip(bytes, sizeof bytes, sizeof bytes), sizeof bytes,
                    sizeof bytes + sizeof bytes / 1000);
}

/* Numbers of Fibonacci make the deepest tree there is, deeper than a code may be. */
static void test_deep_tree(void **state)
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

static void test_limit(void **state)
{
    static const char TEXT[] = "abcdefghijklmnopqrstuvwxyz";
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, 10);
    fb_deflater_begin(deflater, &out);
    fb_deflater_add(deflater, TEXT, sizeof TEXT);
    assert_int_equal(fb_deflater_end(deflater), FB_ERR_NOMEM);
    fb_buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts), cmocka_unit_test(test_made_up),
        cmocka_unit_test(test_noise), cmocka_unit_test(test_deep_tree),
        cmocka_unit_test(test_limit),
    };
    int failed;

    if (fb_deflater_new(&deflater) != FB_OK)
        return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    fb_deflater_free(deflater);
    return failed;
}
