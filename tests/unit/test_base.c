/* Memory and text of base/: buffer, vector, map, UTF-8, hash. */
#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/unfit.h"
#include "base/utf8.h"
#include "base/vector.h"
#include "testing.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static struct fb_arena *new_arena(size_t limit)
{
    struct fb_arena *arena;

    assert_int_equal(fb_arena_new(&arena, limit), FB_OK);
    return arena;
}

/* Buffer */

static void buffer_is_always_a_string(void **state)
{
    struct fb_buffer buffer;

    (void)state;
    fb_buffer_init(&buffer, 1000);
    assert_string_equal(buffer.data, "");
    fb_buffer_append(&buffer, NULL, 0);
    fb_buffer_append_string(&buffer, "");
    fb_buffer_append_format(&buffer, "%s", "");
    assert_string_equal(buffer.data, "");
    fb_buffer_append_string(&buffer, "附件");
    fb_buffer_append_char(&buffer, '2');
    fb_buffer_append_format(&buffer, " (%s)", "2021");
    assert_string_equal(buffer.data, "附件2 (2021)");
    assert_int_equal(buffer.length, strlen("附件2 (2021)"));
    fb_buffer_clear(&buffer);
    assert_string_equal(buffer.data, "");
    fb_buffer_append_number(&buffer, 0);
    fb_buffer_append_number(&buffer, UINT64_MAX);
    assert_string_equal(buffer.data, "018446744073709551615");
    fb_buffer_clear(&buffer);
    fb_buffer_append_integer(&buffer, INT64_MAX);
    fb_buffer_append_integer(&buffer, INT64_MIN);
    assert_string_equal(buffer.data, "9223372036854775807-9223372036854775808");
    fb_buffer_clear(&buffer);
    fb_buffer_append_hex(&buffer, 0x29EA7, 4);
    fb_buffer_append_hex(&buffer, 0xB, 8);
    assert_string_equal(buffer.data, "9EA70000000B");
    fb_buffer_clear(&buffer);
    fb_buffer_append_string(&buffer, "again");
    assert_string_equal(buffer.data, "again");
    fb_buffer_release(&buffer);
    assert_string_equal(buffer.data, "");
    fb_buffer_append_string(&buffer, "and again");
    assert_string_equal(buffer.data, "and again");
    assert_int_equal(buffer.status, FB_OK);
    fb_buffer_release(&buffer);
    fb_buffer_release(&buffer);
}

static void buffer_keeps_bytes_while_it_grows(void **state)
{
    struct fb_buffer buffer;

    (void)state;
    fb_buffer_init(&buffer, 100000);
    for (int i = 0; i < 100000; i++)
        fb_buffer_append_char(&buffer, (char)(i % 251));
    assert_int_equal(buffer.status, FB_OK);
    assert_int_equal(buffer.length, 100000);
    for (int i = 0; i < 100000; i++)
        assert_int_equal((unsigned char)buffer.data[i], i % 251);
    fb_buffer_release(&buffer);
}

/* Past some megabytes the bytes move to large blocks, and from one of these to the next. */
static void buffer_of_many_megabytes_keeps_its_bytes(void **state)
{
    enum { WORD = 4, WORDS = 5 << 20, TAIL = 3 };
    struct fb_buffer buffer;

    (void)state;
    fb_buffer_init(&buffer, (size_t)WORD * WORDS + TAIL);
    for (uint32_t i = 0; i < WORDS; i++)
        fb_buffer_append(&buffer, &i, WORD);
    fb_buffer_append_string(&buffer, "end");
    fb_buffer_append_char(&buffer, '+');
    assert_int_equal(buffer.status, FB_ERR_NOMEM);
    assert_int_equal(buffer.length, (size_t)WORD * WORDS + TAIL);
    for (uint32_t i = 0; i < WORDS; i++) {
        uint32_t kept;
        memcpy(&kept, buffer.data + (size_t)WORD * i, WORD);
        if (kept != i)
            fail_msg("word %u is %u", (unsigned)i, (unsigned)kept);
    }
    assert_string_equal(buffer.data + (size_t)WORD * WORDS, "end");
    fb_buffer_release(&buffer);
    assert_int_equal(buffer.capacity, 0);
    fb_buffer_append_string(&buffer, "again");
    assert_string_equal(buffer.data, "again");
    fb_buffer_release(&buffer);
}

/* What is taken lives on without the buffer, small or large, and the buffer can be used again. */
static void buffer_gives_its_bytes_away(void **state)
{
    static const size_t lengths[] = {1, 1000, 5 << 20, 9000000};
    struct fb_buffer buffer;

    (void)state;
    fb_buffer_init(&buffer, 16 << 20);
    assert_null(fb_buffer_take(&buffer));
    fb_buffer_free_taken(NULL);
    for (size_t i = 0; i < COUNT(lengths); i++) {
        char *taken;
        memset(fb_buffer_extend(&buffer, lengths[i]), 'x', lengths[i]);
        taken = fb_buffer_take(&buffer);
        assert_int_equal(strlen(taken), lengths[i]);
        assert_int_equal(strspn(taken, "x"), lengths[i]);
        assert_int_equal(buffer.length, 0);
        assert_string_equal(buffer.data, "");
        fb_buffer_append_string(&buffer, "another");
        assert_string_equal(buffer.data, "another");
        fb_buffer_release(&buffer);
        fb_buffer_free_taken(taken);
    }
    (void)fb_buffer_room(&buffer, 1);
    buffer.status = FB_ERR_NOMEM;
    assert_null(fb_buffer_take(&buffer));
    fb_buffer_release(&buffer);
}

static void buffer_fails_at_its_limit_and_stays_failed(void **state)
{
    struct fb_buffer buffer;

    (void)state;
    fb_buffer_init(&buffer, 5);
    fb_buffer_append_string(&buffer, "12345");
    assert_int_equal(buffer.status, FB_OK);
    fb_buffer_append_char(&buffer, '6');
    assert_int_equal(buffer.status, FB_ERR_NOMEM);
    assert_string_equal(buffer.data, "12345");
    fb_buffer_clear(&buffer);
    assert_int_equal(buffer.status, FB_OK);
    fb_buffer_append_format(&buffer, "%d", 123456);
    assert_int_equal(buffer.status, FB_ERR_NOMEM);
    fb_buffer_append_string(&buffer, "1");
    assert_string_equal(buffer.data, "");
    fb_buffer_release(&buffer);
    fb_buffer_append_string(&buffer, "123456");
    assert_int_equal(buffer.status, FB_ERR_NOMEM);
    fb_buffer_release(&buffer);
}

static void buffer_refuses_lengths_that_overflow(void **state)
{
    struct fb_buffer buffer;

    (void)state;
    fb_buffer_init(&buffer, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_append_string(&buffer, "x");
    fb_buffer_append(&buffer, "y", SIZE_MAX);
    assert_int_equal(buffer.status, FB_ERR_NOMEM);
    assert_string_equal(buffer.data, "x");
    fb_buffer_release(&buffer);
}

/* Vector and map */

static void vector_keeps_elements_while_it_grows(void **state)
{
    struct fb_arena *arena = new_arena(FB_ARENA_JOB_LIMIT);
    FB_VECTOR(struct {
        size_t number;
        char text[20];
    })
    rows = {0};

    (void)state;
    for (size_t i = 0; i < 1000; i++) {
        assert_non_null(FB_PUSH(arena, &rows));
        assert_int_equal(rows.items[i].number, 0);
        assert_string_equal(rows.items[i].text, "");
        rows.items[i].number = i;
        snprintf(rows.items[i].text, sizeof rows.items[i].text, "%zu", i);
    }
    assert_int_equal(rows.count, 1000);
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(rows.items[i].number, i);
        assert_string_equal(rows.items[i].text, fb_arena_format(arena, "%zu", i));
    }
    fb_arena_free(arena);
}

static void vector_is_unchanged_when_memory_is_used_up(void **state)
{
    struct fb_arena *arena = new_arena(8 * sizeof(int));
    FB_VECTOR(int) numbers = {0};

    (void)state;
    for (int i = 0; i < 8; i++)
        *FB_PUSH(arena, &numbers) = i;
    assert_null(FB_PUSH(arena, &numbers));
    assert_int_equal(numbers.count, 8);
    assert_int_equal(numbers.items[7], 7);
    fb_arena_free(arena);
}

static void vector_has_the_room_that_was_reserved(void **state)
{
    struct fb_arena *arena = new_arena(400 * sizeof(int));
    FB_VECTOR(int) numbers = {0};
    const int *items;

    (void)state;
    assert_int_equal(FB_RESERVE(arena, &numbers, 100), FB_OK);
    items = numbers.items;
    for (int i = 0; i < 100; i++)
        *FB_PUSH(arena, &numbers) = i;
    assert_ptr_equal(numbers.items, items);
    assert_int_equal(FB_RESERVE(arena, &numbers, 1), FB_OK);
    assert_int_equal(numbers.capacity, 200);
    assert_int_equal(numbers.count, 100);
    assert_int_equal(numbers.items[99], 99);
    assert_int_equal(FB_RESERVE(arena, &numbers, 101), FB_ERR_NOMEM);
    assert_int_equal(FB_RESERVE(arena, &numbers, SIZE_MAX), FB_ERR_NOMEM);
    assert_int_equal(numbers.capacity, 200);
    assert_int_equal(*FB_PUSH(arena, &numbers), 0);
    fb_arena_free(arena);
}

static void map_finds_what_was_put(void **state)
{
    enum { NAMES = 3000 };
    struct fb_arena *arena = new_arena(FB_ARENA_JOB_LIMIT);
    struct fb_map map = {0};
    int values[NAMES];

    (void)state;
    assert_null(fb_map_lookup(&map, "项目名称"));
    for (int i = 0; i < NAMES; i++)
        assert_int_equal(fb_map_put(arena, &map, fb_arena_format(arena, "字段%d", i), &values[i]),
                         FB_OK);
    assert_int_equal(map.count, NAMES);
    for (int i = 0; i < NAMES; i++)
        assert_ptr_equal(fb_map_lookup(&map, fb_arena_format(arena, "字段%d", i)), &values[i]);
    assert_null(fb_map_lookup(&map, "字段"));
    assert_null(fb_map_lookup(&map, ""));
    fb_arena_free(arena);
}

static void arena_counts_names(void **state)
{
    struct fb_arena *arena = new_arena(100);

    (void)state;
    assert_string_equal(fb_arena_counted(arena, "rId", 0), "rId0");
    assert_string_equal(fb_arena_counted(arena, "", 10), "10");
    assert_string_equal(fb_arena_counted(arena, "f_", SIZE_MAX), "f_18446744073709551615");
    assert_null(fb_arena_counted(arena, "a name that is longer than there is room for", 1));
    fb_arena_free(arena);
}

static void map_puts_over_an_old_value(void **state)
{
    struct fb_arena *arena = new_arena(FB_ARENA_JOB_LIMIT);
    struct fb_map map = {0};
    int first, second;

    (void)state;
    assert_int_equal(fb_map_put(arena, &map, "", &first), FB_OK);
    assert_int_equal(fb_map_put(arena, &map, "", &second), FB_OK);
    assert_int_equal(map.count, 1);
    assert_ptr_equal(fb_map_lookup(&map, ""), &second);
    fb_arena_free(arena);
}

static void map_is_unchanged_when_memory_is_used_up(void **state)
{
    struct fb_arena *arena = new_arena(400);
    struct fb_map map = {0};
    static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    int value;

    (void)state;
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(fb_map_put(arena, &map, names[i], &value), FB_OK);
    assert_int_equal(fb_map_put(arena, &map, names[8], &value), FB_ERR_NOMEM);
    assert_int_equal(map.count, 8);
    assert_null(fb_map_lookup(&map, "i"));
    assert_ptr_equal(fb_map_lookup(&map, "a"), &value);
    fb_arena_free(arena);
}

/* UTF-8 */

static const struct {
    const char *name;
    const char *bytes;
    size_t length;
    uint32_t character; /* of the first sequence */
    size_t size;        /* of the first sequence; 0: not UTF-8 */
} UTF8_CASES[] = {
    {"nothing", "", 0, 0, 0},
    {"NUL", "\0", 1, 0, 1},
    {"ASCII", "A", 1, 'A', 1},
    {"last of one byte", "\x7F", 1, 0x7F, 1},
    {"first of two bytes", "\xC2\x80", 2, 0x80, 2},
    {"last of two bytes", "\xDF\xBF", 2, 0x7FF, 2},
    {"first of three bytes", "\xE0\xA0\x80", 3, 0x800, 3},
    {"附", "\xE9\x99\x84", 3, 0x9644, 3},
    {"before the surrogates", "\xED\x9F\xBF", 3, 0xD7FF, 3},
    {"after the surrogates", "\xEE\x80\x80", 3, 0xE000, 3},
    {"last of three bytes", "\xEF\xBF\xBF", 3, 0xFFFF, 3},
    {"first of four bytes", "\xF0\x90\x80\x80", 4, 0x10000, 4},
    {"a rare character", "\xF0\xA0\xAE\xB7", 4, 0x20BB7, 4},
    {"the last character", "\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4},
    {"only the first is decoded", "\xE9\x99\x84\xFF", 4, 0x9644, 3},
    {"a continuation alone", "\x80", 1, 0, 0},
    {"overlong in two bytes (C0)", "\xC0\x80", 2, 0, 0},
    {"overlong in two bytes (C1)", "\xC1\xBF", 2, 0, 0},
    {"overlong in three bytes", "\xE0\x9F\xBF", 3, 0, 0},
    {"overlong in four bytes", "\xF0\x8F\xBF\xBF", 4, 0, 0},
    {"the first surrogate", "\xED\xA0\x80", 3, 0, 0},
    {"the last surrogate", "\xED\xBF\xBF", 3, 0, 0},
    {"past the last character", "\xF4\x90\x80\x80", 4, 0, 0},
    {"F5", "\xF5\x80\x80\x80", 4, 0, 0},
    {"FE", "\xFE", 1, 0, 0},
    {"FF", "\xFF", 1, 0, 0},
    {"two bytes cut", "\xC2", 1, 0, 0},
    {"three bytes cut after one", "\xE9", 1, 0, 0},
    {"three bytes cut after two", "\xE9\x99", 2, 0, 0},
    {"four bytes cut after three", "\xF0\xA0\xAE", 3, 0, 0},
    {"ASCII where a continuation belongs", "\xE9\x41\x84", 3, 0, 0},
    {"a start where a continuation belongs", "\xE9\x99\xE9", 3, 0, 0},
};

static void utf8_decodes_by_rfc_3629(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(UTF8_CASES); i++) {
        uint32_t character = 0;
        size_t size = fb_utf8_decode(UTF8_CASES[i].bytes, UTF8_CASES[i].length, &character);
        if (size != UTF8_CASES[i].size || character != UTF8_CASES[i].character)
            fail_msg("%s: %zu bytes, U+%04X", UTF8_CASES[i].name, size, character);
    }
}

static void utf8_encodes_what_it_decodes(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < 0x110000; c++) {
        bool surrogate = c >= 0xD800 && c < 0xE000;
        char bytes[4];
        uint32_t decoded = 0;
        size_t size = fb_utf8_encode(bytes, c);
        if (surrogate ? size != 0 : fb_utf8_decode(bytes, size, &decoded) != size || decoded != c)
            fail_msg("U+%04X", c);
    }
    assert_int_equal(fb_utf8_encode((char[4]){0}, 0x110000), 0);
    assert_int_equal(fb_utf8_encode((char[4]){0}, UINT32_MAX), 0);
}

static void utf8_says_where_it_ends_to_be_valid(void **state)
{
    static const struct {
        const char *bytes;
        size_t length, offset; /* offset equal to length: valid */
    } cases[] = {
        {"", 0, 0},     {"附件2\0吉", 11, 11}, {"附\xFF件", 7, 3}, {"附件\xE9\x99", 8, 6},
        {"\x80", 1, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t offset = cases[i].length;
        bool valid = fb_utf8_valid(cases[i].bytes, cases[i].length, &offset);
        if (valid != (cases[i].offset == cases[i].length) || offset != cases[i].offset)
            fail_msg("case %zu: offset %zu", i, offset);
    }
}

static void utf8_counts_characters(void **state)
{
    (void)state;
    assert_int_equal(fb_utf8_length("", 0), 0);
    assert_int_equal(fb_utf8_length("abc", 3), 3);
    assert_int_equal(fb_utf8_length("附件2", 7), 3);
    assert_int_equal(fb_utf8_length("\xF0\xA0\xAE\xB7野", 7), 2);
}

/* Hash: the reference values of XXH3 with 128 bits, so that no machine names outputs otherwise. */

static void hash_is_xxh3(void **state)
{
    static const struct {
        const char *text;
        uint64_t high, low;
    } cases[] = {
        {"", 0x99AA06D3014798D8, 0x6001C324468D497F},
    };
    static const unsigned char stored[16] = {0x99, 0xAA, 0x06, 0xD3, 0x01, 0x47, 0x98, 0xD8,
                                             0x60, 0x01, 0xC3, 0x24, 0x46, 0x8D, 0x49, 0x7F};
    unsigned char out[16];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fb_hash hash = fb_hash_bytes(cases[i].text, strlen(cases[i].text));
        assert_true(hash.high == cases[i].high && hash.low == cases[i].low);
    }
    fb_hash_store(out, fb_hash_bytes("", 0));
    assert_memory_equal(out, stored, sizeof stored);
}

/* Pieces of any length, to beyond what the library keeps until it hashes. */
static void hash_of_pieces_is_that_of_all(void **state)
{
    static const size_t lengths[] = {0, 1, 7, 300, 0, 1000, 1, 4096};
    unsigned char bytes[6000];
    struct fb_hasher *hasher;
    size_t at = 0;

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7 + i / 251);
    assert_int_equal(fb_hasher_new(&hasher), FB_OK);
    for (size_t i = 0; i < COUNT(lengths); i++) {
        fb_hasher_add(hasher, bytes + at, lengths[i]);
        at += lengths[i];
        assert_true(fb_hash_equal(fb_hasher_value(hasher), fb_hash_bytes(bytes, at)));
    }
    fb_hasher_free(hasher);
}

static void hash_tells_texts_apart(void **state)
{
    struct fb_hash one = fb_hash_bytes("预计405人", strlen("预计405人"));
    struct fb_hash other = fb_hash_bytes("共计405人", strlen("共计405人"));

    (void)state;
    assert_true(one.low != other.low && one.high != other.high);
}

/* Characters that no form may have */

static void unfit_characters_are_told(void **state)
{
    static const struct {
        uint32_t character;
        enum fb_unfit unfit;
    } cases[] = {
        {0, FB_UNFIT_INVISIBLE},
        {0x1F, FB_UNFIT_INVISIBLE},
        {' ', FB_FIT},
        {'~', FB_FIT},
        {0x7F, FB_UNFIT_INVISIBLE},
        {0x9B, FB_UNFIT_INVISIBLE},
        {0xA0, FB_FIT},
        {0xAD, FB_UNFIT_INVISIBLE},
        {0x301, FB_FIT},
        {0x5D0, FB_UNFIT_RIGHT_TO_LEFT},
        {0x61C, FB_UNFIT_INVISIBLE},
        {0x645, FB_UNFIT_RIGHT_TO_LEFT},
        {0x900, FB_FIT},
        {0x200A, FB_FIT},
        {0x200B, FB_UNFIT_INVISIBLE},
        {0x200F, FB_UNFIT_INVISIBLE},
        {0x2014, FB_FIT},
        {0x202E, FB_UNFIT_INVISIBLE},
        {0x202F, FB_FIT},
        {0x3000, FB_FIT},
        {0x4E00, FB_FIT},
        {0xFE0F, FB_UNFIT_INVISIBLE},
        {0xFEFE, FB_UNFIT_RIGHT_TO_LEFT},
        {0xFEFF, FB_UNFIT_INVISIBLE},
        {0xFF01, FB_FIT},
        {0xFFFD, FB_UNFIT_LOST},
        {0x20000, FB_FIT},
        {0xE0100, FB_UNFIT_INVISIBLE},
        {0xF0000, FB_FIT},
        {0x10FFFF, FB_FIT},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (fb_character_unfit(cases[i].character) != cases[i].unfit)
            fail_msg("U+%04X", (unsigned)cases[i].character);
    }
}

static void ascii_letters_of_either_case_are_one(void **state)
{
    static const struct {
        const char *left, *right;
        int order;
    } cases[] = {
        {"", "", 0},     {"aZ", "Az", 0}, {"目标A", "目标a", 0}, {"a", "b", -1}, {"ab", "A", 1},
        {"A", "ab", -1}, {"[", "{", -1},  {"@", "`", -1},        {"_", "A", -1}, {"\xE7", "z", 1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int order = fb_ascii_compare(cases[i].left, cases[i].right);
        assert_int_equal((order > 0) - (order < 0), cases[i].order);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(buffer_is_always_a_string),
        cmocka_unit_test(buffer_keeps_bytes_while_it_grows),
        cmocka_unit_test(buffer_of_many_megabytes_keeps_its_bytes),
        cmocka_unit_test(buffer_gives_its_bytes_away),
        cmocka_unit_test(buffer_fails_at_its_limit_and_stays_failed),
        cmocka_unit_test(buffer_refuses_lengths_that_overflow),
        cmocka_unit_test(vector_keeps_elements_while_it_grows),
        cmocka_unit_test(vector_is_unchanged_when_memory_is_used_up),
        cmocka_unit_test(vector_has_the_room_that_was_reserved),
        cmocka_unit_test(map_finds_what_was_put),
        cmocka_unit_test(arena_counts_names),
        cmocka_unit_test(map_puts_over_an_old_value),
        cmocka_unit_test(map_is_unchanged_when_memory_is_used_up),
        cmocka_unit_test(utf8_decodes_by_rfc_3629),
        cmocka_unit_test(utf8_encodes_what_it_decodes),
        cmocka_unit_test(utf8_says_where_it_ends_to_be_valid),
        cmocka_unit_test(utf8_counts_characters),
        cmocka_unit_test(hash_is_xxh3),
        cmocka_unit_test(hash_of_pieces_is_that_of_all),
        cmocka_unit_test(hash_tells_texts_apart),
        cmocka_unit_test(unfit_characters_are_told),
        cmocka_unit_test(ascii_letters_of_either_case_are_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
