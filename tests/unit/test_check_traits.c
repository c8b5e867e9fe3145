/*
 * test_check_traits.c: no text is passed over that a rule would find something in.
 */
#include "check/characters.h"
#include "check/traits.h"
#include "testing.h"

static const struct {
    const char *characters; /* each of them by itself has the trait */
    enum fb_trait trait;
} CASES[] = {
    {"\"()（）《》〈〉“”‘’【】〔〕「」『』", FB_TRAIT_PAIR},
    {"Xx×*_ＸｘX○◯{待某", FB_TRAIT_BLANK},
    {" \u3000\u00A0\uFEFF\u2000\u2007\u200B\u200D\u202F\u2060", FB_TRAIT_SPACE},
};

static void test_each(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        for (const char *at = CASES[i].characters; *at != '\0';) {
            size_t size = fb_check_size(at);
            char text[32];
            snprintf(text, sizeof text, "甲%.*s12人a", (int)size, at);
            print_message("%s\n", text);
            assert_int_equal(fb_text_traits(text), CASES[i].trait);
            at += size;
        }
    }
}

static void test_together(void **state)
{
    (void)state;
    assert_int_equal(fb_text_traits(""), 0);
    assert_int_equal(fb_text_traits("完成，全部。工作；≥95.5%、16期；期待得意 Abc"),
                     FB_TRAIT_SPACE | FB_TRAIT_BLANK);
    assert_int_equal(fb_text_traits("某（一"), FB_TRAIT_PAIR | FB_TRAIT_BLANK);
    assert_int_equal(fb_text_traits("开展巡视巡察、督查检查工作，≥95.5%；𠮷"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each),
        cmocka_unit_test(test_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
