#include "base/pattern.h"
#include "testing.h"

static const struct {
    const char *pattern, *text;
    bool matches;
} CASES[] = {
    {"", "", true},
    {"甲", "甲", true},
    {"甲", "甲甲", false},
    {"甲", "", false},
    {".", "𠀀", true},
    {".", "ab", false},
    {"[0-9]{6}", "123456", true},
    {"[0-9]{6}", "12345", false},
    {"[0-9]{6}", "1234567", false},
    {"[一-龥]+", "巡视", true},
    {"[一-龥]+", "巡a", false},
    {"[^0-9]*", "巡视", true},
    {"[^0-9]*", "", true},
    {"[^0-9]*", "巡1", false},
    {"ab?c", "ac", true},
    {"ab?c", "abc", true},
    {"ab?c", "abbc", false},
    {"a{2,4}", "a", false},
    {"a{2,4}", "aa", true},
    {"a{2,4}", "aaaa", true},
    {"a{2,4}", "aaaaa", false},
    {"a{2,}", "a", false},
    {"a{2,}", "aaaaaa", true},
    {"a{0,2}", "", true},
    {"a{0,2}", "aa", true},
    {"a{0,2}", "aaa", false},
    {"a{1,3}b", "aab", true},
    {"a{1,3}b", "b", false},
    {"(甲|乙丙)号", "甲号", true},
    {"(甲|乙丙)号", "乙丙号", true},
    {"(甲|乙丙)号", "乙号", false},
    {"a|b|c", "c", true},
    {"a|b|c", "ab", false},
    {"(a|b)*c", "ababc", true},
    {"(ab){2}", "abab", true},
    {"(ab|c){2,3}", "cabc", true},
    {"(a*)*", "aaaa", true},
    {"(a*)*", "b", false},
    {"()*", "", true},
    {"(|a)b", "b", true},
    {"a\\.b", "a.b", true},
    {"a\\.b", "axb", false},
    {"[\\-\\]]+", "-]-", true},
    {"(a?){20}a{20}", "aaaaaaaaaaaaaaaaaaaa", true},
};

static void test_matches(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const struct fb_pattern *pattern;
        struct fb_arena *arena;
        size_t offset;
        bool matches;
        print_message("%s: %s\n", CASES[i].pattern, CASES[i].text);
        assert_int_equal(fb_arena_new(&arena, 1 << 22), FB_OK);
        assert_int_equal(fb_pattern_new(&pattern, arena, CASES[i].pattern, &offset), FB_OK);
        assert_int_equal(
            fb_pattern_match(&matches, arena, pattern, CASES[i].text, strlen(CASES[i].text)),
            FB_OK);
        assert_int_equal(matches, CASES[i].matches);
        fb_arena_free(arena);
    }
}

static const struct {
    const char *pattern;
    size_t offset;
} REFUSED[] = {
    {"*", 0},
    {"a**", 2},
    {"(a", 2},
    {"a)", 1},
    {"[]", 1},
    {"[a", 2},
    {"[b-a]", 4},
    {"a{2", 3},
    {"a{}", 2},
    {"a{3,2}", 6},
    {"a{101}", 5},
    {"a{0}", 4},
    {"a\\", 2},
    {"a\\d", 2},
    {"a]", 1},
    {"a{9999}", 2},
    {"((a{100}){100})", 14},
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        const struct fb_pattern *pattern;
        struct fb_arena *arena;
        size_t offset;
        print_message("%s\n", REFUSED[i].pattern);
        assert_int_equal(fb_arena_new(&arena, 1 << 22), FB_OK);
        assert_int_equal(fb_pattern_new(&pattern, arena, REFUSED[i].pattern, &offset),
                         FB_ERR_INPUT);
        assert_int_equal(offset, REFUSED[i].offset);
        fb_arena_free(arena);
    }
}

/* Brackets and strokes without end are refused before they use up the stack. */
static void test_deep(void **state)
{
    const struct fb_pattern *pattern;
    struct fb_arena *arena;
    char text[20001];
    size_t offset;

    (void)state;
    assert_int_equal(fb_arena_new(&arena, 1 << 22), FB_OK);
    memset(text, '(', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_int_equal(fb_pattern_new(&pattern, arena, text, &offset), FB_ERR_INPUT);
    memset(text, '|', sizeof text - 1);
    assert_int_equal(fb_pattern_new(&pattern, arena, text, &offset), FB_ERR_INPUT);
    fb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matches),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_deep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
