/*
 * test_text_vertical.c: lines from top to bottom.
 */
#include "text_testing.h"

static void set_vertical(struct fb_set_text *out, struct fixture *fixture, const char *text,
                         int hundredths, const struct fb_style *style)
{
    struct fb_run run = {.text = text, .length = strlen(text), .style = style};
    struct fb_paragraph paragraph = {.style = style, .runs = &run, .run_count = 1};

    assert_int_equal(fb_text_set_vertical(out, fixture->arena, fixture->fonts, &paragraph,
                                          EM * hundredths / 100, fixture->sink),
                     FB_OK);
}

/* Each glyph as x,y in hundredths of an em, with t before it if it is turned. */
static const struct {
    const char *name;
    enum fb_font_role font;
    const char *text;
    const char *places;
    int height;
} PLACES[] = {
    {"Chinese is upright, in the middle", FB_FONT_SONG, "一二", "-50,88 -50,188", 200},
    {"marks take the face's vertical forms", FB_FONT_SONG, "一。二", "-50,88 -50,188 -50,288", 300},
    {"a bracket at the beginning is half as high", FB_FONT_SONG, "（一", "-50,38 -50,138", 150},
    {"one digit is upright", FB_FONT_SONG, "一3二", "-50,88 -25,188 -50,288", 300},
    {"two share an em", FB_FONT_SONG, "一12月", "-50,88 -50,188 0,188 -50,288", 300},
    {"four are turned, with gaps", FB_FONT_SONG, "一2021年",
     "-50,88 t-38,125 t-38,175 t-38,225 t-38,275 -50,438", 450},
    {"a sign is turned with its number", FB_FONT_SONG, "≥95", "t-38,0 t-38,100 t-38,150", 200},
    {"a letter is upright", FB_FONT_SONG, "A座", "-36,88 -50,188", 200},
    {"a word is turned", FB_FONT_SONG, "ab座", "t-38,0 t-38,44 -50,207", 219},
    {"dashes join, turned", FB_FONT_SONG, "一——二", "-50,88 t-38,100 -50,388", 400},
    {"without a joined glyph too", FB_FONT_KAI, "一——二", "-50,88 t-38,105 t-38,195 -50,388", 400},
    {"a mark without a vertical form is turned", FB_FONT_KAI, "一“二", "-50,88 t-38,100 -50,288",
     300},
    {"a form that fills the blank half is not taken", FB_FONT_KAI, "一，二", "-50,88 9,128 -50,288",
     300},
    {"middle dot in half an em", FB_FONT_SONG, "一·二", "-50,88 -16,163 -50,238", 250},
    {"a colon keeps its em at the end", FB_FONT_SONG, "一：", "-50,88 -50,188", 200},
    {"a comma does not", FB_FONT_SONG, "一，", "-50,88 -50,188", 150},
};

static void append_places(struct fb_buffer *out, const struct fb_line *line)
{
    for (size_t i = 0; i < line->run_count; i++) {
        const struct fb_glyph_run *run = &line->runs[i];
        for (size_t k = 0; k < run->count; k++)
            fb_buffer_append_format(out, "%s%s%ld,%ld", i + k > 0 ? " " : "",
                                    run->turned ? "t" : "", in_ems(run->glyphs[k].x),
                                    in_ems(run->glyphs[k].y));
    }
}

static bool places_are(struct fixture *fixture, size_t index)
{
    struct fb_style style = make_style(FB_ALIGN_LEFT, FB_WRAP_FILL, 0);
    struct fb_set_text text;
    struct fb_buffer places;
    bool same;

    style.font = PLACES[index].font;
    begin(fixture);
    fb_buffer_init(&places, 10000);
    set_vertical(&text, fixture, PLACES[index].text, 1000, &style);
    append_places(&places, &text.lines[0].line);
    same = strcmp(places.data, PLACES[index].places) == 0 &&
           in_ems(text.lines[0].line.width) == PLACES[index].height;
    if (!same)
        print_message("%s: %s, %ld high\n", PLACES[index].name, places.data,
                      in_ems(text.lines[0].line.width));
    assert_true(text.lines[0].line.vertical);
    fb_buffer_release(&places);
    end(fixture);
    return same;
}

static void test_places(void **state)
{
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
        wrong += !places_are(*state, i);
    assert_int_equal(wrong, 0);
}

/* Where the ink of a mark lies in its em of a vertical line: right and top halves. */
static void check_corner(struct fixture *fixture, enum fb_font_role font, const char *mark)
{
    struct fb_style style = make_style(FB_ALIGN_LEFT, FB_WRAP_FILL, 0);
    struct fb_set_text text;
    const struct fb_glyph_run *run;
    const struct fb_glyph *glyph;
    fb_length em;
    int32_t box[4];

    print_message("%s in %s\n", mark, fb_font_role_names(font)->role);
    style.font = font;
    begin(fixture);
    set_vertical(&text, fixture, mark, 1000, &style);
    run = &text.lines[0].line.runs[0];
    glyph = &run->glyphs[0];
    em = fb_face_metrics(run->face)->units_per_em;
    fb_face_glyph_box(run->face, glyph->id, box);
    assert_false(run->turned);
    assert_in_range(in_ems(glyph->x + EM * box[0] / em), 0, 50);
    assert_in_range(in_ems(glyph->x + EM * box[2] / em), 0, 50);
    assert_in_range(in_ems(glyph->y - EM * box[3] / em), 0, 50);
    assert_in_range(in_ems(glyph->y - EM * box[1] / em), 0, 50);
    end(fixture);
}

/* 、，。 stand at the upper right, with and without a vertical form. */
static void test_pauses_are_at_the_upper_right(void **state)
{
    static const char *const MARKS[] = {"、", "，", "。"};

    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        check_corner(*state, FB_FONT_SONG, MARKS[i]);
        check_corner(*state, FB_FONT_HEI, MARKS[i]);
        check_corner(*state, FB_FONT_FANGSONG, MARKS[i]);
        check_corner(*state, FB_FONT_KAI, MARKS[i]);
    }
}

static void test_lines(void **state)
{
    struct fixture *fixture = *state;
    struct fb_style style = make_style(FB_ALIGN_RIGHT, FB_WRAP_FILL, 0);
    struct fb_set_text text;
    struct fb_buffer lines;

    begin(fixture);
    fb_buffer_init(&lines, 1000);
    set_vertical(&text, fixture, "经济效益，指标（必填）", 550, &style);
    join_lines(&lines, &text);
    assert_string_equal(lines.data, "经济效益，|指标（必填）");
    /* 4.5 ems aligned at the lower end of 5.5; lines are told apart by y alone. */
    assert_int_equal(in_ems(text.lines[0].y), 100);
    assert_int_equal(text.lines[0].x, 0);
    assert_int_equal(text.baseline, FB_PT(7));
    fb_buffer_release(&lines);
    end(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_pauses_are_at_the_upper_right),
        cmocka_unit_test(test_lines),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
