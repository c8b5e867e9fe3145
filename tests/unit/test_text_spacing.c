/*
 * test_text_spacing.c: widths of marks and gaps, in which order they give way and grow, scripts,
 * check boxes, and indents.
 */
#include "text/numbering.h"
#include "text_testing.h"

/* Where every glyph of the first line stands, in hundredths of an em, and where the line ends. */
struct places {
    const char *name;
    enum fb_font_role font;
    enum fb_align align;
    const char *text;
    int width; /* of the box */
    const char *places;
};

static const struct places PLACES[] = {
    /* Widths that no line changes. */
    {"middle dot in half an em", FB_FONT_SONG, FB_ALIGN_LEFT, "一·二", 1000, "0 109 150 | 250"},
    {"from a face where it is an em wide", FB_FONT_KAI, FB_ALIGN_LEFT, "一·二", 1000,
     "0 75 150 | 250"},
    {"between letters as the face has it", FB_FONT_SONG, FB_ALIGN_LEFT, "k·h", 1000,
     "0 50 83 | 133"},
    {"question and exclamation share an em", FB_FONT_SONG, FB_ALIGN_LEFT, "一？！二", 1000,
     "0 100 150 200 | 300"},
    {"three of them take two", FB_FONT_SONG, FB_ALIGN_LEFT, "一！！！二", 1000,
     "0 100 150 200 300 | 400"},
    {"a mark that fills its em keeps it", FB_FONT_KAI, FB_ALIGN_LEFT, "一？”二", 1000,
     "0 100 200 300 | 400"},
    {"dashes without a joined glyph overlap", FB_FONT_FANGSONG, FB_ALIGN_LEFT, "一——二", 1000,
     "0 105 195 300 | 400"},
    {"no gap where there is a space", FB_FONT_SONG, FB_ALIGN_LEFT, "一 a", 1000, "0 100 125 | 169"},
    {"opening bracket at the beginning", FB_FONT_SONG, FB_ALIGN_LEFT, "（一", 1000, "-50 50 | 150"},
    /* A line that is too long: each gives all it has before the next gives anything. */
    {"nothing to squeeze", FB_FONT_SONG, FB_ALIGN_JUSTIFY, "一（二，三。四2", 775,
     "0 100 200 300 400 500 600 725 | 775"},
    {"a bracket gives before a pause", FB_FONT_SONG, FB_ALIGN_JUSTIFY, "一，二（三。四五", 775,
     "0 100 200 275 375 475 575 675 | 775"},
    {"a pause gives before a gap", FB_FONT_SONG, FB_ALIGN_JUSTIFY, "一，二3四。五", 680,
     "0 100 180 305 380 480 580 | 680"},
    {"a gap gives before a stop", FB_FONT_SONG, FB_ALIGN_JUSTIFY, "一二3四。五", 580,
     "0 100 215 280 380 480 | 580"},
    {"a stop gives last", FB_FONT_SONG, FB_ALIGN_JUSTIFY, "一二3四。五", 555,
     "0 100 213 275 375 455 | 555"},
    /* A line that is too short, likewise. */
    {"a word space grows first", FB_FONT_SONG, FB_ALIGN_JUSTIFY, "一 二三四五六七八九", 450,
     "0 125 150 250 350 | 450"},
    {"gaps between scripts grow next", FB_FONT_SONG, FB_ALIGN_JUSTIFY, "一22二三四五六七八", 500,
     "0 150 200 300 400 | 500"},
    {"then all alike, but within a number", FB_FONT_SONG, FB_ALIGN_JUSTIFY, "一22二三四五六七八",
     520, "0 157 207 313 420 | 520"},
    {"and within a number with its unit", FB_FONT_SONG, FB_ALIGN_JUSTIFY, "共835万元一二三四五六七",
     570, "0 170 220 270 370 470 | 570"},
    {"not beside a connector", FB_FONT_SONG, FB_ALIGN_JUSTIFY, "一二～三四五六七八九十", 530,
     "0 115 215 315 430 | 530"},
};

static void append_places(struct fb_buffer *out, const struct fb_line *line)
{
    size_t count = 0;

    for (size_t i = 0; i < line->run_count; i++)
        count += line->runs[i].count;
    for (size_t i = 0; i < count; i++)
        fb_buffer_append_format(out, "%ld ", in_ems(glyph_at(line, i)->x));
    fb_buffer_append_format(out, "| %ld", in_ems(line->width));
}

static bool places_are(struct fixture *fixture, const struct places *c)
{
    struct fb_style style = make_style(c->align, FB_WRAP_FILL, 0);
    struct fb_set_text text;
    struct fb_buffer places;
    bool same;

    style.font = c->font;
    begin(fixture);
    fb_buffer_init(&places, 10000);
    set_text(&text, fixture, c->text, c->width, &style);
    append_places(&places, &text.lines[0].line);
    same = strcmp(places.data, c->places) == 0;
    if (!same)
        print_message("%s: %s, not %s (%s)\n", c->name, places.data, c->places,
                      text.lines[0].line.text);
    fb_buffer_release(&places);
    end(fixture);
    return same;
}

static void test_places(void **state)
{
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
        wrong += !places_are(*state, &PLACES[i]);
    assert_int_equal(wrong, 0);
}

static void test_gap_is_a_choice(void **state)
{
    struct fixture *fixture = *state;
    struct fb_style style = make_style(FB_ALIGN_LEFT, FB_WRAP_FILL, 0);
    struct fb_set_text text;

    begin(fixture);
    set_text(&text, fixture, "共405人", 1000, &style);
    assert_int_equal(in_ems(text.lines[0].line.width), 400);
    style.gap = FB_GAP_NONE;
    set_text(&text, fixture, "共405人", 1000, &style);
    assert_int_equal(in_ems(text.lines[0].line.width), 350);
    end(fixture);
}

static void test_scripts(void **state)
{
    struct fixture *fixture = *state;
    struct fb_style style = make_style(FB_ALIGN_LEFT, FB_WRAP_FILL, 0);
    const struct fb_run runs[] = {
        {.text = "一二三四m", .length = 13, .style = &style},
        {.text = "2", .length = 1, .style = &style, .script = FB_SCRIPT_SUPER},
        {.text = "3", .length = 1, .style = &style, .script = FB_SCRIPT_SUB},
    };
    const struct fb_paragraph paragraph = {.style = &style, .runs = runs, .run_count = 3};
    struct fb_set_text text;
    const struct fb_line *line;

    begin(fixture);
    assert_int_equal(
        fb_text_set(&text, fixture->arena, fixture->fonts, &paragraph, EM * 11 / 2, fixture->sink),
        FB_OK);
    /* m with both its scripts goes to the second line, rather than a script alone. */
    assert_int_equal(text.count, 2);
    line = &text.lines[1].line;
    assert_string_equal(line->text, "m23");
    assert_int_equal(line->run_count, 3);
    assert_int_equal(in_ems(line->runs[1].size), 62);
    assert_int_equal(in_ems(line->runs[1].glyphs[0].y), -36);
    assert_int_equal(in_ems(line->runs[2].glyphs[0].y), 14);
    end(fixture);
}

static fb_length ink_height(const struct fb_glyph_run *run, const struct fb_glyph *glyph)
{
    int32_t box[4];

    fb_face_glyph_box(run->face, glyph->id, box);
    return run->size * (box[3] - box[1]) / fb_face_metrics(run->face)->units_per_em;
}

/* ☐ comes from another face than □ and is as large and as high. */
static void test_check_boxes(void **state)
{
    struct fixture *fixture = *state;
    struct fb_style style = make_style(FB_ALIGN_LEFT, FB_WRAP_FILL, 0);
    const struct fb_glyph_run *runs;
    struct fb_set_text text;

    begin(fixture);
    for (int role = 0; role < FB_FONT_ROLES; role++) {
        style.font = (enum fb_font_role)role;
        set_text(&text, fixture, "□☐☑", 1000, &style);
        runs = text.lines[0].line.runs;
        assert_int_equal(text.lines[0].line.run_count, 2);
        assert_int_equal(in_ems(ink_height(&runs[0], &runs[0].glyphs[0])),
                         in_ems(ink_height(&runs[1], &runs[1].glyphs[0])));
        assert_int_equal(in_ems(text.lines[0].line.width), 300);
    }
    end(fixture);
}

static const struct {
    const char *name;
    int indent, hanging, left, right;
    enum fb_align align;
    const char *text;
    int width;
    const char *lines;
    int first, rest; /* hundredths of an em from the left to the first line and the others */
} INDENTS[] = {
    {"first line", 200, 0, 0, 0, FB_ALIGN_LEFT, "一二三四五六七八", 500, "一二三|四五六七八", 200,
     0},
    {"left", 0, 0, 100, 0, FB_ALIGN_LEFT, "一二三四五六七八", 500, "一二三四|五六七八", 100, 100},
    {"right", 0, 0, 0, 100, FB_ALIGN_LEFT, "一二三四五六七八", 500, "一二三四|五六七八", 0, 0},
    {"right, aligned there", 0, 0, 0, 100, FB_ALIGN_RIGHT, "一二三四五六", 500, "一二三四|五六", 0,
     200},
    {"hanging", 0, 200, 0, 0, FB_ALIGN_LEFT, "一、三四五六七八", 500, "一、三四五|六七八", 0, 200},
    {"by a number", 0, FB_HANGING_NUMBER, 0, 0, FB_ALIGN_LEFT, "一、三四五六七八", 500,
     "一、三四五|六七八", 0, 200},
    {"by a number in brackets", 0, FB_HANGING_NUMBER, 0, 0, FB_ALIGN_LEFT, "（一）四五六七八九",
     550, "（一）四五六|七八九", 0, 250},
    {"by a number that is indented", 100, FB_HANGING_NUMBER, 100, 0, FB_ALIGN_LEFT,
     "一、三四五六七八", 700, "一、三四五|六七八", 200, 400},
    {"by a figure", 0, FB_HANGING_NUMBER, 0, 0, FB_ALIGN_LEFT, "1.一二三四五六七八", 475,
     "1.一二三四|五六七八", 0, 75},
    {"no number, no hanging", 200, FB_HANGING_NUMBER, 0, 0, FB_ALIGN_LEFT, "一二三四五六七八", 500,
     "一二三|四五六七八", 200, 0},
    {"a decimal is no number", 0, FB_HANGING_NUMBER, 0, 0, FB_ALIGN_LEFT, "1.5一二三四五六七八",
     500, "1.5一二三|四五六七八", 0, 0},
    {"more than there is room for", 2000, 0, 0, 0, FB_ALIGN_LEFT, "一二三四五六", 500,
     "一二|三四五六", 300, 0},
};

static void check_indent(struct fixture *fixture, size_t index)
{
    struct fb_style style = make_style(INDENTS[index].align, FB_WRAP_FILL, INDENTS[index].indent);
    struct fb_set_text text;

    style.hanging = INDENTS[index].hanging;
    style.indent_left = INDENTS[index].left;
    style.indent_right = INDENTS[index].right;
    print_message("%s\n", INDENTS[index].name);
    assert_true(lines_are(fixture, INDENTS[index].name, INDENTS[index].text, INDENTS[index].width,
                          &style, INDENTS[index].lines));
    begin(fixture);
    set_text(&text, fixture, INDENTS[index].text, INDENTS[index].width, &style);
    assert_int_equal(in_ems(text.lines[0].x), INDENTS[index].first);
    assert_int_equal(in_ems(text.lines[1].x), INDENTS[index].rest);
    end(fixture);
}

static void test_indents(void **state)
{
    for (size_t i = 0; i < sizeof INDENTS / sizeof *INDENTS; i++)
        check_indent(*state, i);
}

static const struct {
    const char *text;
    const char *number;
} NUMBERINGS[] = {
    {"一、总体", "一、"},   {"十二、总体", "十二、"},
    {"（三）甲", "（三）"}, {"(3) a", "(3) "},
    {"1.甲", "1."},         {"1．甲", "1．"},
    {"2）甲", "2）"},       {"（12）甲", "（12）"},
    {"①甲", "①"},           {"⑴　甲", "⑴　"},
    {"1.5万元", ""},        {"一体化", ""},
    {"（甲）乙", ""},       {"（一", ""},
    {"2021年", ""},         {"", ""},
};

static void test_numbering(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof NUMBERINGS / sizeof *NUMBERINGS; i++) {
        print_message("%s\n", NUMBERINGS[i].text);
        assert_int_equal(fb_numbering_length(NUMBERINGS[i].text, strlen(NUMBERINGS[i].text)),
                         strlen(NUMBERINGS[i].number));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),  cmocka_unit_test(test_gap_is_a_choice),
        cmocka_unit_test(test_scripts), cmocka_unit_test(test_check_boxes),
        cmocka_unit_test(test_indents), cmocka_unit_test(test_numbering),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
