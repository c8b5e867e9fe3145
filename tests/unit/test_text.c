#include "text/character.h"
#include "text_testing.h"

struct breaking {
    const char *name;
    const char *text;
    int width; /* hundredths of an em */
    enum fb_wrap wrap;
    const char *lines; /* separated by | */
};

static const struct breaking BREAKINGS[] = {
    {"fill", "一二三四五六七", 300, FB_WRAP_FILL, "一二三|四五六|七"},
    {"exact fit", "一二三四五", 500, FB_WRAP_FILL, "一二三四五"},
    {"empty", "", 500, FB_WRAP_FILL, ""},
    {"forced break", "一\n二三\n", 500, FB_WRAP_FILL, "一|二三|"},
    {"stop takes the last word along", "一二三四，五六", 400, FB_WRAP_FILL, "一二三|四，五六"},
    {"stop at the end is half wide", "一二三四，五六", 450, FB_WRAP_FILL, "一二三四，|五六"},
    {"closing bracket", "一二（三四）五", 400, FB_WRAP_FILL, "一二（三|四）五"},
    {"opening bracket", "一二三（四五）", 400, FB_WRAP_FILL, "一二三|（四五）"},
    {"a mark is squeezed in", "一，二三四，五六", 500, FB_WRAP_FILL, "一，二三四，|五六"},
    {"orphan gets company", "一二三四五六七八九", 800, FB_WRAP_FILL, "一二三四五六七|八九"},
    {"orphan with a mark", "一二三四五六七八九。", 800, FB_WRAP_FILL, "一二三四五六七|八九。"},
    {"quotes", "一二三“四”五六", 400, FB_WRAP_FILL, "一二三|“四”|五六"},
    {"dash pair", "一二三——四", 400, FB_WRAP_FILL, "一二三|——四"},
    {"ellipsis pair", "一二三……四", 400, FB_WRAP_FILL, "一二三|……四"},
    {"number keeps its unit", "费用预计835万元整", 600, FB_WRAP_FILL, "费用预计|835万元整"},
    {"number with point", "共计50.52万元", 500, FB_WRAP_FILL, "共计|50.52万元"},
    {"percent", "完成率为100%吗", 500, FB_WRAP_FILL, "完成率为|100%吗"},
    {"sign keeps its number", "满意度大于≥95%", 600, FB_WRAP_FILL, "满意度大于|≥95%"},
    {"word", "使用Microsoft软件", 500, FB_WRAP_FILL, "使用|Microsoft|软件"},
    {"space hangs", "ab cd ef", 220, FB_WRAP_FILL, "ab cd |ef"},
    {"no-break space", "一二三\xC2\xA0四", 350, FB_WRAP_FILL, "一二|三\xC2\xA0四"},
    {"range of numbers", "一二三2021-2023", 550, FB_WRAP_FILL, "一二三|2021-2023"},
    {"solidus stays behind", "一二三1项/3轮", 540, FB_WRAP_FILL, "一二三1项/|3轮"},
    {"three characters: no prohibitions", "一二三，四五", 300, FB_WRAP_FILL, "一二三|，四五"},
    {"three characters: brackets are half wide", "（必填）", 300, FB_WRAP_FILL, "（必填）"},
    {"three characters: a sign stays with its number", "达到≥95%", 300, FB_WRAP_FILL, "达到|≥95%"},
    {"two characters", "经济，效益（必填）", 200, FB_WRAP_FILL, "经济|，效|益（|必填|）"},
    {"two characters: pair of dashes", "一——二", 200, FB_WRAP_FILL, "一|——|二"},
    {"one character", "绩效。指", 100, FB_WRAP_FILL, "绩|效|。|指"},
    {"one character: figures", "共12项", 100, FB_WRAP_FILL, "共|12|项"},
    {"one character: a longer number is cut", "2021", 100, FB_WRAP_FILL, "20|21"},
    {"narrow: edges are half wide", "（万元）", 300, FB_WRAP_FILL, "（万元）"},
    {"word wider than the box", "Microsoft", 200, FB_WRAP_FILL, "Micr|osoft"},
    {"balanced label", "自治区本级绩效指标", 430, FB_WRAP_BALANCE, "自治区|本级绩|效指标"},
    {"balanced two lines", "服务对象满意度指标（必填）", 1184, FB_WRAP_BALANCE,
     "服务对象满意度|指标（必填）"},
    {"words of a label", "服务对象满意度指标", 500, FB_WRAP_BALANCE, "服务对象|满意度指标"},
    {"a line more for a word", "社会效益指标", 310, FB_WRAP_BALANCE, "社会|效益|指标"},
    {"word wider than the box", "满意度指标", 250, FB_WRAP_BALANCE, "满意|度|指标"},
    {"words of a filled text", "服务对象满意度指标", 500, FB_WRAP_FILL, "服务对象满|意度指标"},
    {"balanced one line", "指标值", 1000, FB_WRAP_BALANCE, "指标值"},
    {"rare characters", "𠮷野家𤆵𠮷", 300, FB_WRAP_FILL, "𠮷野家|𤆵𠮷"},
};

static void test_breaking(void **state)
{
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof BREAKINGS / sizeof *BREAKINGS; i++) {
        const struct breaking *c = &BREAKINGS[i];
        struct fb_style style = make_style(FB_ALIGN_LEFT, c->wrap, 0);
        style.words = "社会 效益 服务 对象 满意度\n指标";
        wrong += !lines_are(*state, c->name, c->text, c->width, &style, c->lines);
    }
    assert_int_equal(wrong, 0);
}

struct width {
    const char *name;
    const char *text;
    int hundredths; /* of an em, as set on one line */
    bool adjusted;
};

static const struct width WIDTHS[] = {
    {"ideographs", "一二三", 300, false},
    {"figures are half an em", "2021", 200, false},
    {"gap beside a number", "2021年", 325, true},
    {"gaps on both sides", "共405人", 400, true},
    {"no gap at punctuation", "（405）", 250, true},
    {"bracket and stop", "一）。", 200, true},
    {"stop and bracket", "一。（二", 350, true},
    {"two opening brackets", "一《“二", 350, true},
    {"dash pair joins", "一——二", 400, false},
    {"lone dash is one em", "—", 100, false},
    {"ellipsis", "一……二", 400, false},
    {"ASCII brackets are narrow", "(1)", 117, false},
};

static void test_widths(void **state)
{
    struct fixture *fixture = *state;
    struct fb_style style = make_style(FB_ALIGN_LEFT, FB_WRAP_FILL, 0);

    for (size_t i = 0; i < sizeof WIDTHS / sizeof *WIDTHS; i++) {
        const struct width *c = &WIDTHS[i];
        struct fb_set_text text;
        fb_length expected = EM * c->hundredths / 100;

        begin(fixture);
        set_text(&text, fixture, c->text, 10000, &style);
        assert_int_equal(text.count, 1);
        if (text.lines[0].line.width / 1000 != expected / 1000)
            print_message("%s: %ld\n", c->name, (long)(text.lines[0].line.width * 100 / EM));
        /* A hundredth of an em is allowed for advances that are not round. */
        assert_in_range(text.lines[0].line.width, expected - EM / 100, expected + EM / 100);
        assert_int_equal(text.lines[0].line.adjusted, c->adjusted);
        end(fixture);
    }
}

/* Every glyph shows its characters, in order, and nothing is left over. */
static void test_glyphs_tile_the_text(void **state)
{
    struct fixture *fixture = *state;
    struct fb_style style = make_style(FB_ALIGN_JUSTIFY, FB_WRAP_FILL, 200);
    struct fb_set_text text;

    begin(fixture);
    set_text(&text, fixture,
             "2021年，全年工作（三个）方面。一、巡视工作——开展3轮“巡视”；费用预计50.52万元。𠮷",
             900, &style);
    assert_true(text.count > 2);
    for (size_t i = 0; i < text.count; i++) {
        const struct fb_line *line = &text.lines[i].line;
        size_t offset = 0;
        for (size_t r = 0; r < line->run_count; r++) {
            for (size_t g = 0; g < line->runs[r].count; g++) {
                assert_int_equal(line->runs[r].glyphs[g].text_offset, offset);
                offset += line->runs[r].glyphs[g].text_length;
            }
        }
        assert_int_equal(offset, line->text_length);
        assert_true(text.lines[i].x + line->width <= EM * 9);
        /* All lines but the last reach the right edge to the unit. */
        if (i + 1 < text.count)
            assert_int_equal(text.lines[i].x + line->width, EM * 9);
    }
    assert_int_equal(text.lines[0].x, EM * 2);
    end(fixture);
}

static void test_alignment(void **state)
{
    struct fixture *fixture = *state;
    struct fb_style center = make_style(FB_ALIGN_CENTER, FB_WRAP_FILL, 0);
    struct fb_style right = make_style(FB_ALIGN_RIGHT, FB_WRAP_FILL, 0);
    struct fb_set_text text;

    begin(fixture);
    set_text(&text, fixture, "一二", 500, &center);
    assert_int_equal(text.lines[0].x, EM * 3 / 2);
    set_text(&text, fixture, "935.00", 500, &right);
    assert_int_equal(text.lines[0].x, EM * 5 - EM * 11 / 4);
    /* The em square is in the middle of the pitch: 2 pt above, then 0.88 em. */
    assert_int_equal(text.baseline, FB_PT(2) + EM * 88 / 100);
    end(fixture);
}

static void test_missing_glyph(void **state)
{
    struct fixture *fixture = *state;
    struct fb_style style = make_style(FB_ALIGN_LEFT, FB_WRAP_FILL, 0);
    struct fb_set_text text;

    begin(fixture);
    set_text(&text, fixture, "一\xEE\x80\x80二", 500, &style);
    assert_int_equal(fb_diagnostics_count_code(fixture->sink, FB_DIAG_GLYPH_MISSING), 1);
    end(fixture);
}

static void test_classes_are_sorted(void **state)
{
    (void)state;
    /* A lookup that finds the ends of the table proves the order of what is between. */
    assert_int_equal(fb_character_class(0x20), FB_CHAR_SPACE);
    assert_int_equal(fb_character_class(0x3FFFD), FB_CHAR_IDEOGRAPH);
    assert_int_equal(fb_character_class(0x4E00), FB_CHAR_IDEOGRAPH);
    assert_int_equal(fb_character_class(0x25A1), FB_CHAR_SYMBOL);
    assert_int_equal(fb_character_class(0xFF0C), FB_CHAR_PAUSE);
    assert_int_equal(fb_character_class(0x2460), FB_CHAR_SYMBOL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_breaking),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_glyphs_tile_the_text),
        cmocka_unit_test(test_alignment),
        cmocka_unit_test(test_missing_glyph),
        cmocka_unit_test(test_classes_are_sorted),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
