/* Bits one after another, pieces of them joined at any bit, and the sums of joined pieces. */
#include "deflate/adler.h"
#include "deflate/bits.h"
#include "testing.h"

#include <zlib.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

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

/* Bits that fill no byte wait until there is room again. */
static void bits_go_on_where_room_ended(void **state)
{
    struct fb_buffer out;
    struct fb_bits bits;

    (void)state;
    fb_buffer_init(&out, 100);
    fb_bits_begin(&bits, &out);
    assert_int_equal(fb_bits_reserve(&bits, 11), FB_OK);
    fb_bits_put(&bits, 0x5A5, 11);
    fb_bits_commit(&bits);
    assert_int_equal(out.length, 1);
    assert_int_equal(fb_bits_reserve(&bits, 13), FB_OK);
    fb_bits_put(&bits, 0x1F0F, 13);
    fb_bits_align(&bits);
    fb_bits_commit(&bits);
    fb_buffer_append_char(&out, 'x');
    assert_int_equal(fb_bits_reserve(&bits, 1), FB_OK);
    fb_bits_put(&bits, 1, 1);
    assert_int_equal(fb_bits_close(&bits), 1);
    assert_int_equal(out.length, 5);
    assert_memory_equal(out.data, "\xA5\x7D\xF8x\x01", 6);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_are_written_from_the_lowest_place),
        cmocka_unit_test(bits_go_on_where_room_ended),
        cmocka_unit_test(bits_keep_to_the_limit_of_the_buffer),
        cmocka_unit_test(pieces_are_joined_at_any_bit),
        cmocka_unit_test(sums_of_pieces_are_those_of_the_whole),
    };

    return cmocka_run_group_tests_name("deflate bits", tests, NULL, NULL);
}
