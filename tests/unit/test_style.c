#include "style/style_draft.h"
#include "style/style_size.h"
#include "testing.h"

static const struct {
    const char *text;
    double points; /* 0: refused */
} SIZES[] = {
    {"初号", 42},   {"小初", 36},  {"一号", 26},  {"小一", 24}, {"二号", 22},     {"小二", 18},
    {"三号", 16},   {"小三", 15},  {"四号", 14},  {"小四", 12}, {"五号", 10.5},   {"小五", 9},
    {"六号", 7.5},  {"小六", 6.5}, {"七号", 5.5}, {"八号", 5},  {"10.5pt", 10.5}, {"1pt", 1},
    {"500pt", 500}, {"0.9pt", 0},  {"501pt", 0},  {"九号", 0},  {"12", 0},        {"", 0},
};

static void test_sizes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        fb_length size = -1;
        bool read = fb_type_size_parse(&size, SIZES[i].text);
        print_message("%s\n", SIZES[i].text);
        assert_int_equal(read, SIZES[i].points > 0);
        assert_int_equal(size, read ? FB_PT(SIZES[i].points) : -1);
    }
}

static void test_paper(void **state)
{
    fb_length width = 0, height = 0;

    (void)state;
    assert_true(fb_paper_parse(&width, &height, "A4"));
    assert_int_equal(width, FB_MM(210));
    assert_int_equal(height, FB_MM(297));
    assert_false(fb_paper_parse(&width, &height, "a4"));
    assert_false(fb_paper_parse(&width, &height, "Letter"));
}

/* One property set on the defaults; "" after the arrow: the value is refused. */
static const struct {
    const char *property, *value;
    enum fb_style_fault fault;
    const char *dump; /* a part of fb_style_dump */
} PROPERTIES[] = {
    {"font", "仿宋", FB_STYLE_OK, ": 仿宋 "},
    {"font", "宋体", FB_STYLE_OK, ": 宋体 "},
    {"font", "微软雅黑", FB_STYLE_BAD_VALUE, ": 宋体 "},
    {"bold", "yes", FB_STYLE_OK, "宋体 bold"},
    {"bold", "1", FB_STYLE_BAD_VALUE, "宋体 size"},
    {"size", "三号", FB_STYLE_OK, "size=16pt line=20.8pt"},
    {"line", "1.35", FB_STYLE_OK, "line=14.175pt"},
    {"line", "29pt", FB_STYLE_OK, "line=29pt"},
    {"line", "6pt", FB_STYLE_OK, "line=10.5pt"},
    {"line", "0.49", FB_STYLE_BAD_VALUE, "line=13.65pt"},
    {"line", "10.1", FB_STYLE_BAD_VALUE, "line=13.65pt"},
    {"line", "1.3333", FB_STYLE_BAD_VALUE, "line=13.65pt"},
    {"line", "0pt", FB_STYLE_BAD_VALUE, "line=13.65pt"},
    {"align", "justify", FB_STYLE_OK, " justify fill"},
    {"align", "centre", FB_STYLE_BAD_VALUE, " left fill"},
    {"wrap", "balance", FB_STYLE_OK, " left balance"},
    {"wrap", "", FB_STYLE_BAD_VALUE, " left fill"},
    {"valign", "bottom", FB_STYLE_OK, " bottom padding"},
    {"valign", "center", FB_STYLE_BAD_VALUE, " middle padding"},
    {"indent", "2em", FB_STYLE_OK, " indent=2.00em"},
    {"indent", "0.25em", FB_STYLE_OK, " indent=0.25em"},
    {"indent", "2", FB_STYLE_BAD_VALUE, " left fill before"},
    {"indent", "em", FB_STYLE_BAD_VALUE, " left fill before"},
    {"indent", "20.01em", FB_STYLE_BAD_VALUE, " left fill before"},
    {"indent", "-1em", FB_STYLE_BAD_VALUE, " left fill before"},
    {"indent-left", "1em", FB_STYLE_OK, " indent-left=1.00em"},
    {"indent-right", "0.5em", FB_STYLE_OK, " indent-right=0.50em"},
    {"indent-right", "-1em", FB_STYLE_BAD_VALUE, " left fill before"},
    {"hanging", "2em", FB_STYLE_OK, " hanging=2.00em"},
    {"hanging", "number", FB_STYLE_OK, " hanging=number"},
    {"hanging", "auto", FB_STYLE_BAD_VALUE, " left fill before"},
    {"breaking", "none", FB_STYLE_OK, " breaking=none"},
    {"breaking", "basic", FB_STYLE_OK, " left fill before"},
    {"breaking", "gb", FB_STYLE_OK, " breaking=gb"},
    {"breaking", "strict", FB_STYLE_OK, " breaking=strict"},
    {"breaking", "GB", FB_STYLE_BAD_VALUE, " left fill before"},
    {"gap", "no", FB_STYLE_OK, " gap=no"},
    {"gap", "0", FB_STYLE_BAD_VALUE, " left fill before"},
    {"direction", "vertical", FB_STYLE_OK, " vertical before"},
    {"direction", "down", FB_STYLE_BAD_VALUE, " left fill before"},
    {"before", "6pt", FB_STYLE_OK, "before=6pt"},
    {"after", "-6pt", FB_STYLE_BAD_VALUE, "after=0pt"},
    {"padding-x", "1.9mm", FB_STYLE_OK, "padding-x=5.386pt"},
    {"padding-y", "3pt", FB_STYLE_OK, "padding-y=3pt"},
    {"overflow", "shrink", FB_STYLE_OK, " overflow=shrink max-lines=0 floor=7.5pt"},
    {"overflow", "cut", FB_STYLE_BAD_VALUE, " padding-y=0pt\n"},
    {"max-lines", "2", FB_STYLE_OK, " overflow=grow max-lines=2 floor=7.5pt"},
    {"max-lines", "0", FB_STYLE_BAD_VALUE, " padding-y=0pt\n"},
    {"max-lines", "1.5", FB_STYLE_BAD_VALUE, " padding-y=0pt\n"},
    {"floor", "small", FB_STYLE_BAD_VALUE, " padding-y=0pt\n"},
    {"colour", "red", FB_STYLE_NO_PROPERTY, ": 宋体 "},
};

static void check_property(size_t i)
{
    struct fb_style_draft draft;
    struct fb_buffer out;

    print_message("%s=%s\n", PROPERTIES[i].property, PROPERTIES[i].value);
    fb_style_draft_init(&draft);
    draft.style.name = draft.style.title = "s";
    assert_int_equal(fb_style_draft_set(&draft, PROPERTIES[i].property, PROPERTIES[i].value),
                     PROPERTIES[i].fault);
    fb_style_draft_finish(&draft);
    fb_buffer_init(&out, 1000);
    fb_style_dump(&out, &draft.style);
    if (strstr(out.data, PROPERTIES[i].dump) == NULL)
        fail_msg("no '%s' in: %s", PROPERTIES[i].dump, out.data);
    assert_int_equal(fb_style_property_values(PROPERTIES[i].property) == NULL,
                     PROPERTIES[i].fault == FB_STYLE_NO_PROPERTY);
    fb_buffer_release(&out);
}

static void test_properties(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof PROPERTIES / sizeof *PROPERTIES; i++)
        check_property(i);
}

/* A factor is applied to the size that the derived style has, a length is kept. */
static void test_pitch_is_inherited_as_it_was_said(void **state)
{
    struct fb_style_draft base, derived;

    (void)state;
    fb_style_draft_init(&base);
    assert_int_equal(fb_style_draft_set(&base, "line", "1.5"), FB_STYLE_OK);
    fb_style_draft_finish(&base);
    derived = base;
    assert_int_equal(fb_style_draft_set(&derived, "size", "20pt"), FB_STYLE_OK);
    fb_style_draft_finish(&derived);
    assert_int_equal(derived.style.line_pitch, FB_PT(30));
    assert_int_equal(fb_style_draft_set(&base, "line", "24pt"), FB_STYLE_OK);
    derived = base;
    assert_int_equal(fb_style_draft_set(&derived, "size", "20pt"), FB_STYLE_OK);
    fb_style_draft_finish(&derived);
    assert_int_equal(derived.style.line_pitch, FB_PT(24));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_paper),
        cmocka_unit_test(test_properties),
        cmocka_unit_test(test_pitch_is_inherited_as_it_was_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
