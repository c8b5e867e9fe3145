#include "base/nearest.h"
#include "testing.h"

static const char *const NAMES[] = {"主管部门", "实施单位", "数量指标", "质量指标",
                                    "项目名称", "项目期",   "cell",     "row"};

static const struct {
    const char *word;
    const char *near; /* NULL: none */
} CASES[] = {
    {"实施单位", "实施单位"},
    {"实施单元", "实施单位"},
    {"实单位", "实施单位"},
    {"项目名称：", "项目名称"},
    {"数量", "数量指标"}, /* begins so */
    {"指标", NULL},
    {"数", NULL},
    {"经济效益", NULL},
    {"cel", "cell"},
    {"clel", NULL},
    {"cells", "cell"},
    {"rwo", NULL},
    {"", NULL},
    {"\xff", NULL},
};

static void test_nearest(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *near = fb_nearest(CASES[i].word, NAMES, sizeof NAMES / sizeof *NAMES);
        print_message("'%s'\n", CASES[i].word);
        if (CASES[i].near == NULL)
            assert_null(near);
        else
            assert_string_equal(near == NULL ? "nothing" : near, CASES[i].near);
    }
}

static void test_long_words_are_near_to_nothing(void **state)
{
    char word[66] = "";
    const char *names[] = {word};

    (void)state;
    memset(word, 'a', 64);
    assert_ptr_equal(fb_nearest(word, names, 1), word);
    word[64] = 'a';
    assert_null(fb_nearest(word, names, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_long_words_are_near_to_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
