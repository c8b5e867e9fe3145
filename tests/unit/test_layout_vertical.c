/*
 * test_layout_vertical.c: cells with vertical lines, and space between the paragraphs of a cell.
 */
#include "layout/cell.h"
#include "layout_testing.h"

static struct fb_cell make_vertical(struct fixture *fixture, struct fb_style *style,
                                    const char *text)
{
    struct fb_cell cell = make_cell(fixture, 0, 1, 1, text);
    struct fb_paragraph *paragraph = FB_NEW(fixture->arena, struct fb_paragraph);
    struct fb_run *run = FB_NEW(fixture->arena, struct fb_run);

    *run = cell.paragraphs[0].runs[0];
    run->style = style;
    *paragraph = (struct fb_paragraph){.style = style, .runs = run, .run_count = 1};
    cell.style = style;
    cell.paragraphs = paragraph;
    return cell;
}

static struct fb_style vertical_style(void)
{
    struct fb_style style = CELL;

    style.direction = FB_DIRECTION_VERTICAL;
    style.align = FB_ALIGN_CENTER;
    return style;
}

static const struct {
    const char *name;
    const char *text;
    int width, height; /* of the cell in points; 0: not given */
    enum fb_valign valign;
    size_t columns;
    int pitch;   /* of the first line: the height that the text takes */
    int first_x; /* of the first line's middle, from the left edge of the content */
    size_t faults;
} CASES[] = {
    {"no height given: one line", "绩效指标", 30, 0, FB_VALIGN_MIDDLE, 1, 40, 11, 0},
    {"forced breaks are lines", "绩效\n指", 50, 0, FB_VALIGN_MIDDLE, 2, 20, 28, 0},
    {"broken at the given height", "绩效指标", 50, 26, FB_VALIGN_MIDDLE, 2, 20, 28, 0},
    {"top is the right side", "绩效", 50, 0, FB_VALIGN_TOP, 1, 20, 35, 0},
    {"bottom is the left side", "绩效", 50, 0, FB_VALIGN_BOTTOM, 1, 20, 7, 0},
    {"aligned in the height that is taken", "绩效指", 50, 33, FB_VALIGN_MIDDLE, 2, 20, 28, 0},
    {"no room for a character", "绩效", 50, 8, FB_VALIGN_MIDDLE, 2, 10, 28, 0},
    {"more lines than there is room for", "绩效指标", 30, 26, FB_VALIGN_MIDDLE, 2, 20, 18, 1},
};

static void check_case(struct fixture *fixture, size_t index)
{
    struct fb_style style = vertical_style();
    struct fb_cell_size size = {FB_PT(CASES[index].width), FB_PT(CASES[index].height)};
    struct fb_cell_content content;
    struct fb_cell cell;

    print_message("%s\n", CASES[index].name);
    style.valign = CASES[index].valign;
    begin(fixture);
    cell = make_vertical(fixture, &style, CASES[index].text);
    assert_int_equal(
        fb_cell_set(&content, fixture->arena, fixture->fonts, &cell, size, fixture->sink), FB_OK);
    assert_int_equal(content.count, CASES[index].columns);
    assert_int_equal(content.lines[0].pitch, FB_PT(CASES[index].pitch));
    assert_int_equal(content.lines[0].set->x, FB_PT(CASES[index].first_x));
    for (size_t i = 0; i < content.count; i++) {
        const struct fb_set_line *line = content.lines[i].set;
        assert_true(line->y >= 0 && line->y + line->line.width <= content.lines[0].pitch);
    }
    for (size_t i = 1; i < content.count; i++) {
        /* Beside the first, and as high up. */
        assert_int_equal(content.lines[i].pitch, 0);
        assert_int_equal(content.lines[i].baseline, -content.lines[0].pitch);
        assert_int_equal(content.lines[i].set->x, content.lines[i - 1].set->x - style.line_pitch);
    }
    assert_int_equal(fb_diagnostics_count_code(fixture->sink, FB_DIAG_VERTICAL_TOO_WIDE),
                     CASES[index].faults);
    end(fixture);
}

static void test_columns(void **state)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_case(*state, i);
}

static void test_alignment_along_the_lines(void **state)
{
    static const enum fb_valign WANTED[] = {
        [FB_ALIGN_LEFT] = FB_VALIGN_TOP,
        [FB_ALIGN_CENTER] = FB_VALIGN_MIDDLE,
        [FB_ALIGN_RIGHT] = FB_VALIGN_BOTTOM,
        [FB_ALIGN_JUSTIFY] = FB_VALIGN_TOP,
    };
    struct fb_style style = vertical_style();
    struct fb_cell cell = {.style = &style};

    (void)state;
    for (int align = 0; align < 4; align++) {
        style.align = (enum fb_align)align;
        assert_int_equal(fb_cell_valign(&cell), WANTED[align]);
    }
    assert_int_equal(fb_cell_valign(&(struct fb_cell){.style = &CELL}), CELL.valign);
}

/* A paragraph's space is kept between it and another one, not at the cell's edges. */
static void test_space_between_paragraphs(void **state)
{
    struct fixture *fixture = *state;
    struct fb_style style = CELL;
    struct fb_cell_content content;
    struct fb_cell cell;

    style.before = FB_PT(2);
    style.after = FB_PT(3);
    begin(fixture);
    cell = make_cell(fixture, 0, 1, 1, "甲");
    struct fb_paragraph paragraphs[2] = {cell.paragraphs[0], cell.paragraphs[0]};
    paragraphs[0].style = paragraphs[1].style = &style;
    cell.paragraphs = paragraphs;
    cell.paragraph_count = 2;
    assert_int_equal(fb_cell_set(&content, fixture->arena, fixture->fonts, &cell,
                                 (struct fb_cell_size){.width = FB_PT(100)}, fixture->sink),
                     FB_OK);
    assert_int_equal(content.lines[0].pitch, FB_PT(14));
    assert_int_equal(content.lines[1].pitch, FB_PT(19));
    assert_int_equal(content.lines[1].baseline - content.lines[0].baseline, FB_PT(5));
    assert_int_equal(fb_cell_lines_height(&content, 0, 2), FB_PT(33));
    end(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_alignment_along_the_lines),
        cmocka_unit_test(test_space_between_paragraphs),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
