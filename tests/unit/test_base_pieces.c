/* Compressed data put together from pieces: zlib must read back what they were made of. */
#include "base/deflate_pieces.h"
#include "inflating.h"
#include "testing.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Bits */

static void bits_are_written_from_the_lowest_place(void **state)
{
    struct fb_buffer out;
    struct fb_bits bits;

    (void)state;
    fb_buffer_init(&out, 100);
    fb_buffer_append_char(&out, 'x');
    assert_int_equal(fb_bits_open(&bits, &out, 80), FB_OK);
    fb_bits_put(&bits, 1, 1);
    fb_bits_put(&bits, 0, 2);
    fb_bits_put(&bits, 3, 2);
    fb_bits_put(&bits, 0xABCD, 16);
    fb_bits_align(&bits);
    fb_bits_put(&bits, UINT64_C(0xFEDCBA98765432), 56);
    assert_int_equal(fb_bits_close(&bits), 80);
    assert_int_equal(out.length, 11);
    assert_memory_equal(out.data, "x\xB9\x79\x15\x32\x54\x76\x98\xBA\xDC\xFE", 12);
    fb_buffer_release(&out);
}

static void bits_keep_to_the_limit_of_the_buffer(void **state)
{
    struct fb_buffer out;
    struct fb_bits bits;

    (void)state;
    fb_buffer_init(&out, 100);
    assert_int_equal(fb_bits_open(&bits, &out, 1000), FB_ERR_NOMEM);
    assert_int_equal(out.length, 0);
    fb_buffer_release(&out);
}

/* Puts a piece behind `offset` bits and looks at each of its bits. */
static void check_joined(const uint8_t *piece, size_t length, unsigned offset)
{
    struct fb_buffer out;
    struct fb_bits bits;

    fb_buffer_init(&out, 1000);
    assert_int_equal(fb_bits_open(&bits, &out, offset + length + 8), FB_OK);
    fb_bits_put(&bits, 0, offset);
    fb_bits_join(&bits, piece, length);
    fb_bits_put(&bits, 1, 1);
    assert_int_equal(fb_bits_close(&bits), offset + length + 1);
    assert_int_equal(out.length, (offset + length) / 8 + 1);
    for (size_t i = 0; i <= length; i++) {
        size_t place = offset + i;
        int expected = i < length ? piece[i / 8] >> i % 8 & 1 : 1;
        assert_int_equal((unsigned char)out.data[place / 8] >> place % 8 & 1, expected);
    }
    fb_buffer_release(&out);
}

static void pieces_are_joined_at_any_bit(void **state)
{
    static const size_t LENGTHS[] = {0, 1, 7, 8, 31, 32, 33, 63, 64, 65, 127, 128, 129, 191, 255};
    uint8_t piece[32];

    (void)state;
    for (size_t i = 0; i < sizeof piece; i++)
        piece[i] = (uint8_t)(0x5B * i + 0x81);
    for (size_t i = 0; i < COUNT(LENGTHS); i++)
        for (unsigned offset = 0; offset < 17; offset++)
            check_joined(piece, LENGTHS[i], offset);
}

/* Adler-32 */

static void sums_of_pieces_are_those_of_the_whole(void **state)
{
    static const size_t CUTS[] = {0, 1, 5551, 5552, 5553, 65521, 99999, 100000};
    enum { LENGTH = 100000 };
    uint8_t *bytes = malloc(LENGTH);

    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < LENGTH; i++)
        bytes[i] = (uint8_t)(255 - i % 7);
    for (size_t i = 0; i < COUNT(CUTS); i++) {
        struct fb_adler sum = FB_ADLER_START;

        fb_adler_join(&sum, fb_adler_of(bytes, CUTS[i]), CUTS[i]);
        fb_adler_join(&sum, fb_adler_of(bytes + CUTS[i], LENGTH - CUTS[i]), LENGTH - CUTS[i]);
        assert_int_equal(fb_adler_value(sum), adler32(adler32(0, NULL, 0), bytes, LENGTH));
    }
    free(bytes);
}

/* Streams */

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

/* A code for all bytes, but better for the small ones. */
static void make_code(struct fb_deflate_code *code)
{
    struct fb_deflate_counts counts = {0};

    for (size_t i = 0; i < FB_DEFLATE_LITERALS; i++)
        counts.literals[i] = (uint32_t)(1 + 100000 / (i + 1));
    for (size_t i = 0; i < FB_DEFLATE_DISTANCES; i++)
        counts.distances[i] = 1;
    fb_deflate_make_code(code, &counts);
}

/* Makes the piece of some bytes and returns how many bits it has. */
static size_t make_piece(struct fb_buffer *out, const uint8_t *bytes, size_t length,
                         const struct fb_deflate_code *code, struct fb_deflate_search *search)
{
    struct fb_bits bits;
    size_t at = 0;

    assert_int_equal(fb_bits_open(&bits, out, length * FB_DEFLATE_CODE_BITS), FB_OK);
    fb_deflate_open(search, bytes, length);
    while (at < length) {
        size_t count = fb_deflate_parse(search, &at);

        fb_deflate_put_tokens(&bits, code, search->tokens, count);
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
    struct fb_deflate_code code;
    const uint8_t *text = (const uint8_t *)"what is not in a piece";
    struct fb_bits bits;
    size_t length;

    assert_non_null(search);
    fb_buffer_init(&piece, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&stream, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&back, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&expected, FB_BUFFER_OUTPUT_LIMIT);
    make_code(&code);
    sum_of_piece = fb_adler_of(bytes, length_of_bytes);
    length = make_piece(&piece, bytes, length_of_bytes, &code, search);
    assert_int_equal(fb_bits_open(&bits, &stream, TIMES * (length + 800)), FB_OK);
    fb_deflate_begin(&bits);
    fb_deflate_begin_block(&bits, &code, true);
    for (size_t i = 0; i < TIMES; i++) {
        fb_deflate_put_literals(&bits, &code, text, i);
        fb_bits_join(&bits, (const uint8_t *)piece.data, length);
        fb_buffer_append(&expected, text, i);
        fb_buffer_append(&expected, bytes, length_of_bytes);
        fb_adler_join(&sum, fb_adler_of(text, i), i);
        fb_adler_join(&sum, sum_of_piece, length_of_bytes);
    }
    fb_deflate_end_block(&bits, &code);
    fb_deflate_end(&bits, sum);
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
        cmocka_unit_test(bits_are_written_from_the_lowest_place),
        cmocka_unit_test(bits_keep_to_the_limit_of_the_buffer),
        cmocka_unit_test(pieces_are_joined_at_any_bit),
        cmocka_unit_test(sums_of_pieces_are_those_of_the_whole),

        cmocka_unit_test(matches_are_found),

        cmocka_unit_test(streams_are_made_of_pieces),
    };

    return cmocka_run_group_tests_name("base pieces", tests, NULL, NULL);
}
