/* Compressed data put together from pieces: zlib must read back what they were made of. */
#include "deflate/pieces.h"
#include "inflating.h"
#include "testing.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* Fills bytes that repeat more the higher `sameness` is. */
static void fill(uint8_t *bytes, size_t length, uint32_t sameness, uint32_t seed)
{
    for (size_t i = 0; i < length; i++) {
        bool again = i > 40 && next_random(&seed) % 8 < sameness;

        bytes[i] = again ? bytes[i - 1 - sameness * 5] : (uint8_t)next_random(&seed);
    }
}

static void assert_same_bytes(const struct fb_buffer *back, const uint8_t *bytes, size_t length)
{
    assert_int_equal(back->length, length);
    assert_memory_equal(back->data, bytes, length);
}

/* What repeats is left out: of such text, little is left. */
static void matches_are_found(void **state)
{
    static const char TEXT[] = "<0001> <4E00>\n<0002> <4E01>\n<0003> <4E02>\n<0004> <4E03>\n";
    struct fb_deflate_search *search = malloc(sizeof *search);
    size_t count, at = 0, bytes = 0;

    (void)state;
    assert_non_null(search);
    fb_deflate_open(search, (const uint8_t *)TEXT, sizeof TEXT - 1);
    count = fb_deflate_parse(search, &at);
    for (size_t i = 0; i < count; i++)
        bytes += search->tokens[i].length > 0 ? search->tokens[i].length : 1;
    assert_int_equal(bytes, sizeof TEXT - 1);
    assert_int_equal(at, sizeof TEXT - 1);
    assert_in_range(count, 14, 30);
    free(search);
}

/* Codes for all bytes, but better for the small ones. */
static void make_codes(struct fb_deflate_codes *codes)
{
    struct fb_deflate_counts counts = {0};

    for (size_t i = 0; i < FB_DEFLATE_LITERALS; i++)
        counts.literals[i] = (uint32_t)(1 + 100000 / (i + 1));
    for (size_t i = 0; i < FB_DEFLATE_DISTANCES; i++)
        counts.distances[i] = 1;
    fb_deflate_make_codes(codes, &counts);
}

/* Makes the piece of some bytes and returns how many bits it has. */
static size_t make_piece(struct fb_buffer *out, const uint8_t *bytes, size_t length,
                         const struct fb_deflate_codes *codes, struct fb_deflate_search *search)
{
    struct fb_bits bits;
    size_t at = 0;

    assert_int_equal(fb_bits_open(&bits, out, length * FB_DEFLATE_CODE_BITS), FB_OK);
    fb_deflate_open(search, bytes, length);
    while (at < length) {
        size_t count = fb_deflate_parse(search, &at);

        fb_deflate_put_tokens(&bits, codes, search->tokens, count);
    }
    return fb_bits_close(&bits);
}

/* Makes a stream of literals and of a piece that stands there several times, at any bit. */
static void check_pieces(const uint8_t *bytes, size_t length_of_bytes)
{
    enum { TIMES = 20 };
    struct fb_deflate_search *search = malloc(sizeof *search);
    struct fb_adler sum = FB_ADLER_START, sum_of_piece;
    struct fb_buffer piece, stream, back, expected;
    struct fb_deflate_codes codes;
    struct fb_deflate_description description;
    const uint8_t *text = (const uint8_t *)"what is not in a piece";
    struct fb_bits bits;
    size_t length;

    assert_non_null(search);
    fb_buffer_init(&piece, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&stream, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&back, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&expected, FB_BUFFER_OUTPUT_LIMIT);
    make_codes(&codes);
    sum_of_piece = fb_adler_of(bytes, length_of_bytes);
    length = make_piece(&piece, bytes, length_of_bytes, &codes, search);
    assert_int_equal(fb_bits_open(&bits, &stream, TIMES * (length + 800)), FB_OK);
    fb_deflate_describe(&description, &codes);
    fb_deflate_begin_frame(&bits);
    fb_deflate_begin_block(&bits, FB_DEFLATE_DYNAMIC, true);
    fb_deflate_put_description(&bits, &description);
    for (size_t i = 0; i < TIMES; i++) {
        fb_deflate_put_literals(&bits, &codes, text, i);
        fb_bits_join(&bits, (const uint8_t *)piece.data, length);
        fb_buffer_append(&expected, text, i);
        fb_buffer_append(&expected, bytes, length_of_bytes);
        fb_adler_join(&sum, fb_adler_of(text, i), i);
        fb_adler_join(&sum, sum_of_piece, length_of_bytes);
    }
    fb_deflate_end_block(&bits, &codes);
    fb_deflate_end_frame(&bits, sum);
    fb_bits_close(&bits);
    assert_inflates(&back, &stream);
    assert_same_bytes(&back, (const uint8_t *)expected.data, expected.length);
    fb_buffer_release(&piece);
    fb_buffer_release(&stream);
    fb_buffer_release(&back);
    fb_buffer_release(&expected);
    free(search);
}

/* Pieces of all lengths that are special: of words, of matches, of the window, of tokens. */
static void streams_are_made_of_pieces(void **state)
{
    static const size_t LENGTHS[] = {0,   1,    4,    7,     8,     9,     100,   258,
                                     259, 1000, 5000, 16383, 16385, 32768, 32780, 50000};
    uint8_t *bytes = malloc(50000);

    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < COUNT(LENGTHS); i++)
        for (uint32_t sameness = 0; sameness <= 8; sameness++) {
            fill(bytes, LENGTHS[i], sameness, (uint32_t)i + 1);
            check_pieces(bytes, LENGTHS[i]);
        }
    memset(bytes, 0, 50000);
    check_pieces(bytes, 50000);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_are_found),
        cmocka_unit_test(streams_are_made_of_pieces),
    };

    return cmocka_run_group_tests_name("deflate pieces", tests, NULL, NULL);
}
