/* Memory of base/ that is given back together: arena, large blocks. */
#include "base/arena.h"
#include "base/large_block.h"
#include "testing.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static struct fb_arena *new_arena(size_t limit)
{
    struct fb_arena *arena;

    assert_int_equal(fb_arena_new(&arena, limit), FB_OK);
    return arena;
}

static void arena_gives_zeroed_aligned_memory(void **state)
{
    static const size_t sizes[] = {0,          1,      15,      16,      17, 1000, 256 * 1024 - 1,
                                   256 * 1024, 300000, 2 << 20, 5000000, 3};
    struct fb_arena *arena = new_arena(FB_ARENA_JOB_LIMIT);

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        unsigned char *memory = fb_arena_alloc(arena, sizes[i]);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % 16, 0);
        for (size_t j = 0; j < sizes[i]; j++)
            assert_int_equal(memory[j], 0);
        memset(memory, 0xA5, sizes[i]);
    }
    fb_arena_free(arena);
    fb_arena_free(NULL);
}

/* Allocations of all sizes in turn keep what was written to them. */
static void arena_allocations_do_not_overlap(void **state)
{
    enum { ROUNDS = 200 };
    struct fb_arena *arena = new_arena(FB_ARENA_JOB_LIMIT);
    unsigned char *memory[ROUNDS];
    size_t sizes[ROUNDS];

    (void)state;
    for (size_t i = 0; i < ROUNDS; i++) {
        sizes[i] = i % 10 == 9 ? 300000 : i * 37 + 1;
        memory[i] = fb_arena_alloc(arena, sizes[i]);
        assert_non_null(memory[i]);
        memset(memory[i], (int)(i + 1), sizes[i]);
    }
    for (size_t i = 0; i < ROUNDS; i++) {
        assert_int_equal(memory[i][0], (unsigned char)(i + 1));
        assert_int_equal(memory[i][sizes[i] - 1], (unsigned char)(i + 1));
    }
    fb_arena_free(arena);
}

/* Blocks of any size begin where a huge page may, hold zeros, and can be written to their end. */
static void large_blocks_are_aligned_and_zeroed(void **state)
{
    static const size_t sizes[] = {FB_LARGE_BLOCK_LEAST, FB_LARGE_BLOCK_LEAST + 1, 5000000};

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        unsigned char *first = fb_large_block_new(sizes[i]);
        unsigned char *second = fb_large_block_new(sizes[i]);
        assert_non_null(first);
        assert_non_null(second);
        assert_int_equal((uintptr_t)first % FB_LARGE_BLOCK_LEAST, 0);
        assert_int_equal((uintptr_t)second % FB_LARGE_BLOCK_LEAST, 0);
        memset(first, 0xFF, sizes[i]);
        for (size_t k = 0; k < sizes[i]; k++)
            assert_int_equal(second[k], 0);
        fb_large_block_free(first, sizes[i]);
        fb_large_block_free(second, sizes[i]);
    }
    assert_null(fb_large_block_new(SIZE_MAX));
}

/* A block that is made larger begins where a huge page may, has what it had, and zeros behind it.
 */
static void large_blocks_grow(void **state)
{
    static const size_t sizes[] = {FB_LARGE_BLOCK_LEAST + 1, 5000000, 40 << 20, (40 << 20) + 1};
    size_t size = FB_LARGE_BLOCK_LEAST;
    unsigned char *block = fb_large_block_new(size);

    (void)state;
    assert_non_null(block);
    for (size_t k = 0; k < FB_LARGE_BLOCK_LEAST; k++)
        block[k] = (unsigned char)(k % 251);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        block = fb_large_block_grow(block, size, sizes[i]);
        size = sizes[i];
        assert_non_null(block);
        assert_int_equal((uintptr_t)block % FB_LARGE_BLOCK_LEAST, 0);
        for (size_t k = 0; k < FB_LARGE_BLOCK_LEAST; k++)
            assert_int_equal(block[k], k % 251);
        for (size_t k = FB_LARGE_BLOCK_LEAST; k < size; k++)
            assert_int_equal(block[k], 0);
    }
    assert_null(fb_large_block_grow(block, size, SIZE_MAX));
    assert_int_equal(block[0] + block[1], 1);
    fb_large_block_free(block, size);
}

static void arena_keeps_its_limit(void **state)
{
    struct fb_arena *arena = new_arena(64);

    (void)state;
    assert_non_null(fb_arena_alloc(arena, 48));
    assert_null(fb_arena_alloc(arena, 17));
    assert_int_equal(fb_arena_used(arena), 48);
    assert_non_null(fb_arena_alloc(arena, 16));
    assert_int_equal(fb_arena_used(arena), 64);
    assert_null(fb_arena_alloc(arena, 1));
    assert_null(fb_arena_string(arena, ""));
    assert_null(fb_arena_format(arena, "%d", 1));
    fb_arena_free(arena);
}

/* What was taken back is given out again, zeroed, and counts no more. */
static void arena_is_cleared(void **state)
{
    struct fb_arena *arena = new_arena(FB_ARENA_JOB_LIMIT);
    struct fb_arena *scratch = fb_arena_scratch(arena);
    static const size_t sizes[] = {1, 100, 300000, 10, 1000000, 7, 3000000, 5000000};

    (void)state;
    assert_non_null(scratch);
    assert_ptr_equal(fb_arena_scratch(arena), scratch);
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < COUNT(sizes); i++) {
            unsigned char *memory = fb_arena_alloc(scratch, sizes[i]);
            assert_non_null(memory);
            for (size_t k = 0; k < sizes[i]; k++)
                assert_int_equal(memory[k], 0);
            memset(memory, 0xFF, sizes[i]);
        }
        fb_arena_clear(scratch);
        assert_int_equal(fb_arena_used(scratch), 0);
    }
    assert_int_equal(fb_arena_used(arena), 0);
    fb_arena_clear(NULL);
    fb_arena_free(arena);
}

/* What was there before a mark stays; what came after is given out again, zeroed. */
static void arena_is_rewound(void **state)
{
    static const size_t sizes[] = {1, 8192, 10, 300000, 7, 3000000, 5000000, 20, 100};
    struct fb_arena *arena = new_arena(FB_ARENA_JOB_LIMIT);

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        const char *kept = i == 0 ? "kept" : fb_arena_string(arena, "kept");
        struct fb_arena_mark mark = fb_arena_mark(arena);
        for (size_t k = i; k < i + COUNT(sizes); k++) {
            size_t size = sizes[k % COUNT(sizes)];
            unsigned char *memory = fb_arena_alloc(arena, size);
            for (size_t b = 0; b < size; b++)
                assert_int_equal(memory[b], 0);
            memset(memory, 0xFF, size);
        }
        fb_arena_rewind(arena, mark);
        assert_string_equal(kept, "kept");
        assert_int_equal(fb_arena_used(arena), i * 16);
    }
    fb_arena_free(arena);
}

static void arena_refuses_sizes_that_overflow(void **state)
{
    static const struct {
        size_t count, size;
    } cases[] = {
        {SIZE_MAX, 1},         {1, SIZE_MAX},         {SIZE_MAX, SIZE_MAX},
        {SIZE_MAX / 2 + 1, 2}, {SIZE_MAX / 8 + 1, 8}, {(size_t)1 << 32, (size_t)1 << 32},
    };
    struct fb_arena *arena = new_arena(SIZE_MAX);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_null(fb_arena_array(arena, cases[i].count, cases[i].size));
    assert_null(fb_arena_alloc(arena, SIZE_MAX));
    assert_null(fb_arena_copy(arena, "", SIZE_MAX));
    assert_int_equal(fb_arena_used(arena), 0);
    fb_arena_free(arena);
}

static void arena_copies_text(void **state)
{
    struct fb_arena *arena = new_arena(FB_ARENA_JOB_LIMIT);
    char source[] = "资金总额";

    (void)state;
    char *string = fb_arena_string(arena, source);
    char *part = fb_arena_copy(arena, source, 6);
    char *none = fb_arena_copy(arena, NULL, 0);
    memset(source, 'x', sizeof source);
    assert_string_equal(string, "资金总额");
    assert_string_equal(part, "资金");
    assert_string_equal(none, "");
    assert_string_equal(fb_arena_format(arena, "%s：%d.%02d", "合计", 935, 0), "合计：935.00");
    assert_string_equal(fb_arena_format(arena, "%s", ""), "");
    assert_int_equal(strlen(fb_arena_format(arena, "%255d", 1)), 255);
    assert_int_equal(strlen(fb_arena_format(arena, "%256d", 1)), 256);
    assert_int_equal(strlen(fb_arena_format(arena, "%1000d", 1)), 1000);
    fb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(arena_allocations_do_not_overlap),
        cmocka_unit_test(large_blocks_are_aligned_and_zeroed),
        cmocka_unit_test(large_blocks_grow),
        cmocka_unit_test(arena_keeps_its_limit),
        cmocka_unit_test(arena_is_cleared),
        cmocka_unit_test(arena_is_rewound),
        cmocka_unit_test(arena_refuses_sizes_that_overflow),
        cmocka_unit_test(arena_copies_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
