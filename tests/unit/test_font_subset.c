/* Subsets: the same outlines, only the tables a PDF needs, the same bytes each time. */
#include "base/utf8.h"
#include "font/font.h"
#include "testing.h"

#include <hb.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

enum { TEXT_MAX = 64, LATIN_FACE = 5 };

/* One set serves all tests: it is constant. */
static int open_set(void **state)
{
    static const char *const FOLDERS[] = {FB_TEST_SOURCE_DIR "/fonts", NULL};
    struct fb_font_problem problem;
    struct fb_font_set *set;

    if (fb_font_set_open(&set, FOLDERS, &problem) != FB_OK) {
        print_error("%s %s\n", problem.path, problem.reason);
        return -1;
    }
    *state = set;
    return 0;
}

static int close_set(void **state)
{
    fb_font_set_free(*state);
    return 0;
}

static hb_font_t *font_of_blob(hb_blob_t *blob)
{
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);

    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

static hb_font_t *font_of_file(const struct fb_face *face)
{
    return font_of_blob(hb_blob_create_from_file(fb_face_path(face)));
}

static hb_font_t *font_of_bytes(const struct fb_buffer *bytes)
{
    return font_of_blob(
        hb_blob_create(bytes->data, (unsigned)bytes->length, HB_MEMORY_MODE_READONLY, NULL, NULL));
}

/* An outline, written down: M, L and Q with their points. */

static void move_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float x, float y,
                    void *data)
{
    (void)funcs, (void)state, (void)data;
    fb_buffer_append_format(out, "M%g,%g ", (double)x, (double)y);
}

static void line_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float x, float y,
                    void *data)
{
    (void)funcs, (void)state, (void)data;
    fb_buffer_append_format(out, "L%g,%g ", (double)x, (double)y);
}

static void quadratic_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float via_x,
                         float via_y, float x, float y, void *data)
{
    (void)funcs, (void)state, (void)data;
    fb_buffer_append_format(out, "Q%g,%g,%g,%g ", (double)via_x, (double)via_y, (double)x,
                            (double)y);
}

static void write_outline(struct fb_buffer *out, hb_font_t *font, uint32_t glyph)
{
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();

    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, quadratic_to, NULL, NULL);
    hb_font_get_glyph_shape(font, glyph, funcs, out);
    hb_draw_funcs_destroy(funcs);
}

static void assert_has_outline(hb_font_t *font, uint32_t glyph)
{
    hb_glyph_extents_t extents = {0};

    assert_true(hb_font_get_glyph_extents(font, glyph, &extents));
    assert_true(extents.width > 0 && extents.height < 0);
}

static void assert_same_glyph(hb_font_t *a, uint32_t glyph_a, hb_font_t *b, uint32_t glyph_b)
{
    struct fb_buffer outline_a, outline_b;

    fb_buffer_init(&outline_a, 1 << 20);
    fb_buffer_init(&outline_b, 1 << 20);
    write_outline(&outline_a, a, glyph_a);
    write_outline(&outline_b, b, glyph_b);
    assert_string_equal(outline_a.data, outline_b.data);
    assert_int_equal(hb_font_get_glyph_h_advance(a, glyph_a),
                     hb_font_get_glyph_h_advance(b, glyph_b));
    fb_buffer_release(&outline_a);
    fb_buffer_release(&outline_b);
}

/* Chooses the glyphs of a text whose characters are all different and of one face. */
static size_t glyphs_of(const struct fb_font_set *set, enum fb_font_role role, const char *text,
                        const struct fb_face **face, uint32_t *glyphs)
{
    size_t count = 0;

    while (*text != '\0') {
        struct fb_glyph_choice choice;
        uint32_t character;

        text += fb_utf8_decode(text, strlen(text), &character);
        assert_true(fb_font_choose(set, role, character, &choice));
        assert_true(count < TEXT_MAX && (count == 0 || choice.face == *face));
        *face = choice.face;
        glyphs[count++] = choice.glyph;
    }
    return count;
}

static void check_subset(const struct fb_face *face, const uint32_t *glyphs, size_t count)
{
    hb_font_t *whole = font_of_file(face), *subset;
    uint32_t new_glyphs[TEXT_MAX];
    struct fb_buffer bytes;

    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_face_subset(face, glyphs, count, new_glyphs, &bytes), FB_OK);
    subset = font_of_bytes(&bytes);
    for (size_t i = 0; i < count; i++) {
        assert_has_outline(subset, new_glyphs[i]);
        assert_same_glyph(whole, glyphs[i], subset, new_glyphs[i]);
    }
    assert_same_glyph(whole, 0, subset, 0);
    assert_in_range(hb_face_get_glyph_count(hb_font_get_face(subset)), count + 1, 2 * count + 1);
    hb_font_destroy(subset);
    hb_font_destroy(whole);
    fb_buffer_release(&bytes);
}

static void test_outlines(void **state)
{
    static const struct {
        const char *name;
        enum fb_font_role role;
        const char *text;
    } CASES[] = {
        {"out of glyph order", FB_FONT_SONG, "项目支出预算绩效指标表一丨，。（）“”—…㎡"},
        {"few glyphs of the bold face", FB_FONT_BIAOSONG, "年度自治区本级部门"},
        {"Chinese and figures of one face", FB_FONT_HEI, "附件2"},
        {"a converted face", FB_FONT_FANGSONG, "巡视监察工作经费℃"},
        {"composites", FB_FONT_SONG, "éüÀ0123456789,.%i"},
        {"signs", FB_FONT_SONG, "☑☐☒"},
        {"one glyph", FB_FONT_KAI, "永"},
    };

    for (size_t i = 0; i < COUNT(CASES); i++) {
        const struct fb_face *face = NULL;
        uint32_t glyphs[TEXT_MAX];
        size_t count = glyphs_of(*state, CASES[i].role, CASES[i].text, &face, glyphs);

        check_subset(face, glyphs, count);
    }
}

/* No text, and a space alone, are subsets too: glyph 0, and a glyph without outline. */
static void test_nothing_to_draw(void **state)
{
    const struct fb_face *face = NULL;
    uint32_t space, new_space;
    struct fb_buffer bytes;
    hb_font_t *subset;

    glyphs_of(*state, FB_FONT_SONG, " ", &face, &space);
    check_subset(face, NULL, 0);
    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_face_subset(face, &space, 1, &new_space, &bytes), FB_OK);
    subset = font_of_bytes(&bytes);
    assert_int_equal(new_space, 1);
    assert_int_equal(hb_font_get_glyph_h_advance(subset, new_space), fb_face_advance(face, space));
    hb_font_destroy(subset);
    fb_buffer_release(&bytes);
}

/* A reader shows glyph 0 for a code that is not in the subset; a blank would hide the fault. */
static void test_glyph_0_keeps_its_outline(void **state)
{
    const struct fb_face *face = NULL;
    uint32_t glyph, new_glyph;
    struct fb_buffer bytes;
    hb_font_t *subset;

    glyphs_of(*state, FB_FONT_SONG, "万", &face, &glyph);
    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_face_subset(face, &glyph, 1, &new_glyph, &bytes), FB_OK);
    subset = font_of_bytes(&bytes);
    assert_has_outline(subset, 0);
    hb_font_destroy(subset);
    fb_buffer_release(&bytes);
}

static void assert_same_extents(hb_font_t *a, hb_font_t *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        hb_glyph_extents_t in_a = {0}, in_b = {0};

        hb_font_get_glyph_extents(a, (hb_codepoint_t)i, &in_a);
        hb_font_get_glyph_extents(b, (hb_codepoint_t)i, &in_b);
        assert_memory_equal(&in_a, &in_b, sizeof in_a);
    }
}

/* A subset must lose no outline, wherever it lies in the file. */
static void test_all_glyphs(void **state)
{
    const struct fb_face *face = fb_font_set_face(*state, LATIN_FACE);
    hb_font_t *whole = font_of_file(face), *subset;
    size_t count = hb_face_get_glyph_count(hb_font_get_face(whole));
    uint32_t *glyphs = calloc(count, sizeof *glyphs);
    uint32_t *new_glyphs = calloc(count, sizeof *new_glyphs);
    struct fb_buffer bytes;

    assert_non_null(glyphs);
    assert_non_null(new_glyphs);
    for (size_t i = 0; i < count; i++)
        glyphs[i] = (uint32_t)i;
    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_face_subset(face, glyphs, count, new_glyphs, &bytes), FB_OK);
    assert_memory_equal(glyphs, new_glyphs, count * sizeof *glyphs);
    subset = font_of_bytes(&bytes);
    assert_same_extents(whole, subset, count);
    hb_font_destroy(subset);
    hb_font_destroy(whole);
    fb_buffer_release(&bytes);
    free(glyphs);
    free(new_glyphs);
}

/* The bytes depend on which glyphs there are, not on their order, nor on what went before. */
static void test_same_bytes(void **state)
{
    const struct fb_face *face = NULL;
    struct fb_buffer first, second;
    uint32_t glyphs[TEXT_MAX], reversed[TEXT_MAX], new_glyphs[TEXT_MAX], new_reversed[TEXT_MAX];
    size_t count = glyphs_of(*state, FB_FONT_FANGSONG, "一级二三指标", &face, glyphs);

    for (size_t i = 0; i < count; i++)
        reversed[i] = glyphs[count - 1 - i];
    fb_buffer_init(&first, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&second, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_face_subset(face, glyphs, count, new_glyphs, &first), FB_OK);
    assert_int_equal(fb_face_subset(face, reversed, count, new_reversed, &second), FB_OK);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.data, second.data, first.length);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(new_glyphs[i], new_reversed[count - 1 - i]);
    fb_buffer_release(&first);
    fb_buffer_release(&second);
}

static void test_tables(void **state)
{
    static const char *const TABLES[] = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"};
    const struct fb_face *face = NULL;
    uint32_t glyph, new_glyph;
    struct fb_buffer bytes;

    glyphs_of(*state, FB_FONT_SONG, "元", &face, &glyph);
    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_face_subset(face, &glyph, 1, &new_glyph, &bytes), FB_OK);
    assert_int_equal(bytes.data[5], COUNT(TABLES));
    for (size_t i = 0; i < COUNT(TABLES); i++)
        assert_memory_equal(bytes.data + 12 + 16 * i, TABLES[i], 4);
    fb_buffer_release(&bytes);
}

static void test_refusals(void **state)
{
    const struct fb_face *face = fb_font_set_face(*state, 0);
    const uint32_t beyond = 65535, notdef = 0;
    uint32_t new_glyph = 7;
    struct fb_buffer bytes;

    fb_buffer_init(&bytes, 100);
    assert_int_equal(fb_face_subset(face, &beyond, 1, &new_glyph, &bytes), FB_ERR_INTERNAL);
    assert_int_equal(bytes.length, 0);
    assert_int_equal(fb_face_subset(face, &notdef, 1, &new_glyph, &bytes), FB_ERR_NOMEM);
    assert_int_equal(new_glyph, 0);
    fb_buffer_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outlines),
        cmocka_unit_test(test_nothing_to_draw),
        cmocka_unit_test(test_glyph_0_keeps_its_outline),
        cmocka_unit_test(test_all_glyphs),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_refusals),
    };

    return cmocka_run_group_tests_name("font subset", tests, open_set, close_set);
}
