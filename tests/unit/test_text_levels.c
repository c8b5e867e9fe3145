/*
 * test_text_levels.c: where lines may end, by level, and what stays together at every level.
 */
#include "text_testing.h"

enum { LEFT, JUSTIFIED };

static const struct {
    const char *name;
    enum fb_breaking level;
    int justified;
    const char *text;
    int width; /* hundredths of an em */
    const char *lines;
} CASES[] = {
    /* Levels. */
    {"none: a stop begins a line", FB_BREAKING_NONE, LEFT, "一二三四五。六七", 500,
     "一二三四五|。六七"},
    {"basic: it does not", FB_BREAKING_BASIC, LEFT, "一二三四五。六七", 500, "一二三四|五。六七"},
    {"none: a bracket ends a line", FB_BREAKING_NONE, LEFT, "一二三四（五六", 500,
     "一二三四（|五六"},
    {"basic: it does not", FB_BREAKING_BASIC, LEFT, "一二三四（五六", 500, "一二三四|（五六"},
    {"basic: a solidus ends a line", FB_BREAKING_BASIC, LEFT, "一二三四／五六", 500,
     "一二三四／|五六"},
    {"gb: it does not", FB_BREAKING_GB, LEFT, "一二三四／五六", 500, "一二三|四／五六"},
    {"gb: dashes begin a line", FB_BREAKING_GB, LEFT, "一二三四——五", 500, "一二三四|——五"},
    {"strict: they do not", FB_BREAKING_STRICT, LEFT, "一二三四——五", 500, "一二三|四——五"},
    {"strict: nor do ellipses", FB_BREAKING_STRICT, LEFT, "一二三四……五", 500, "一二三|四……五"},
    {"strict: but a paragraph does", FB_BREAKING_STRICT, LEFT, "——一二三四五", 500,
     "——一二三|四五"},
    {"a single dash is a connector", FB_BREAKING_BASIC, LEFT, "一二三四五—六", 500,
     "一二三四|五—六"},
    /* Marks. */
    {"four ellipses may be divided", FB_BREAKING_BASIC, LEFT, "一二三…………四", 500, "一二三……|……四"},
    {"four dashes may be divided", FB_BREAKING_BASIC, LEFT, "一二三————四", 500, "一二三——|——四"},
    {"two marks are not", FB_BREAKING_BASIC, JUSTIFIED, "一二三四五。”六七八九十", 500,
     "一二三四|五。”六七|八九十"},
    {"three are, when a line would be pulled apart", FB_BREAKING_BASIC, JUSTIFIED,
     "《一二三》》》。四五六七八", 400, "《一二三》|》》。四五|六七八"},
    /* Numbers. */
    {"thousands and decimals", FB_BREAKING_BASIC, LEFT, "一二¥1,000.00三", 600, "一二|¥1,000.00三"},
    {"at level none too", FB_BREAKING_NONE, LEFT, "一二¥1,000.00三", 600, "一二|¥1,000.00三"},
    {"sign and percent", FB_BREAKING_BASIC, LEFT, "满意度为≥95%以上", 600, "满意度为|≥95%以上"},
    {"degrees", FB_BREAKING_BASIC, LEFT, "一二三四五25℃", 600, "一二三四五|25℃"},
    {"power", FB_BREAKING_BASIC, LEFT, "一二三四10⁴户", 580, "一二三四|10⁴户"},
    {"unit", FB_BREAKING_BASIC, LEFT, "一二三四5平方米", 700, "一二三四|5平方米"},
    {"a unit is not held at level none", FB_BREAKING_NONE, LEFT, "一二三四5平方米", 700,
     "一二三四5平|方米"},
    {"year and month", FB_BREAKING_BASIC, LEFT, "一二2021年1月起", 650, "一二|2021年1月起"},
    {"month and day", FB_BREAKING_BASIC, LEFT, "一二三10月15日", 650, "一二三|10月15日"},
    {"a month that fits no line is divided after the year", FB_BREAKING_BASIC, LEFT,
     "2024年10月底前", 520, "2024年|10月底前"},
    {"a day that fits no line, after the month", FB_BREAKING_BASIC, LEFT, "10月15日", 400,
     "10月|15日"},
    {"a full date is divided after the year", FB_BREAKING_BASIC, LEFT, "一二2021年10月15日", 800,
     "一二2021年|10月15日"},
    {"range of figures", FB_BREAKING_BASIC, LEFT, "一二三14-24℃", 600, "一二三|14-24℃"},
    {"range of percents", FB_BREAKING_BASIC, LEFT, "一二三5%～10%", 700, "一二三|5%～10%"},
    {"range with a dash", FB_BREAKING_BASIC, LEFT, "一二三1—7月", 500, "一二三|1—7月"},
    {"a range too long is divided after its mark", FB_BREAKING_BASIC, LEFT, "2021年-2022年", 500,
     "2021年-|2022年"},
    {"enclosed numbers", FB_BREAKING_BASIC, LEFT, "一二三①②③", 500, "一二三|①②③"},
    {"words keep their comma", FB_BREAKING_NONE, LEFT, "一二abc,一", 340, "一二|abc,一"},
};

static void test_levels(void **state)
{
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct fb_style style =
            make_style(CASES[i].justified ? FB_ALIGN_JUSTIFY : FB_ALIGN_LEFT, FB_WRAP_FILL, 0);
        style.breaking = CASES[i].level;
        wrong += !lines_are(*state, CASES[i].name, CASES[i].text, CASES[i].width, &style,
                            CASES[i].lines);
    }
    assert_int_equal(wrong, 0);
}

static const struct {
    const char *name;
    enum fb_align align;
    enum fb_wrap wrap;
    const char *text;
    int width;
    const char *lines;
} ORPHANS[] = {
    {"ragged", FB_ALIGN_LEFT, FB_WRAP_FILL, "一二三四五六七八九", 800, "一二三四五六七|八九"},
    {"centred", FB_ALIGN_CENTER, FB_WRAP_FILL, "一二三四五六七八九", 800, "一二三四五六七|八九"},
    {"centred and balanced", FB_ALIGN_CENTER, FB_WRAP_BALANCE, "一二三四五六七八九", 800,
     "一二三四五|六七八九"},
    {"justified", FB_ALIGN_JUSTIFY, FB_WRAP_FILL, "一二三四五六七八九", 800, "一二三四五六七|八九"},
    {"justified, with a mark", FB_ALIGN_JUSTIFY, FB_WRAP_FILL, "一二三四五六七八九。", 800,
     "一二三四五六七|八九。"},
    {"justified, of three lines", FB_ALIGN_JUSTIFY, FB_WRAP_FILL, "一二三四五六七八九十一二三", 600,
     "一二三四五|六七八九十一|二三"},
    {"no line gives away one of three", FB_ALIGN_LEFT, FB_WRAP_FILL, "一二三四", 300, "一二三|四"},
    {"a number at the end is company enough", FB_ALIGN_LEFT, FB_WRAP_FILL, "一二三四五六七2021",
     800, "一二三四五六七|2021"},
};

static void test_orphans(void **state)
{
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof ORPHANS / sizeof *ORPHANS; i++) {
        struct fb_style style = make_style(ORPHANS[i].align, ORPHANS[i].wrap, 0);
        wrong += !lines_are(*state, ORPHANS[i].name, ORPHANS[i].text, ORPHANS[i].width, &style,
                            ORPHANS[i].lines);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_orphans),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
