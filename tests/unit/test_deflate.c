/*
 * test_deflate.c: what was deflated, inflated by libdeflate, which refuses what is not right.
 */
#include "deflate/deflate.h"
#include "inflating.h"
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

/* zlib reads what stands in a frame, and finds its sum to be right. */
static void test_framed(void **state)
{
    static unsigned char bytes[70000];
    struct fb_buffer out, back;

    (void)state;
    fb_buffer_init(&out, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&back, FB_BUFFER_OUTPUT_LIMIT);
    fill(bytes, sizeof bytes, 7, 200, 300);
    for (size_t length = 0; length <= sizeof bytes; length += 1000) {
        fb_buffer_clear(&out);
        fb_buffer_clear(&back);
        assert_int_equal(fb_deflater_write_framed(deflater, &out, bytes, length), FB_OK);
        assert_inflates(&back, &out);
        assert_int_equal(back.length, length);
        assert_memory_equal(back.data, bytes, length);
    }
    fb_buffer_release(&out);
    fb_buffer_release(&back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),  cmocka_unit_test(test_made_up), cmocka_unit_test(test_noise),
        cmocka_unit_test(test_framed), cmocka_unit_test(test_limit),
    };
    int failed;

    if (fb_deflater_new(&deflater) != FB_OK)
        return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    fb_deflater_free(deflater);
    return failed;
}
