/* Subsets: the same outlines, only the tables a PDF needs, the same bytes each time. */
#include "base/utf8.h"
#include "font/font.h"
#include "inflating.h"
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

/* Makes a subset and inflates it. */
static void make_subset(struct fb_buffer *bytes, const struct fb_face *face, const uint32_t *glyphs,
                        size_t count)
{
    struct fb_font_program program;

    fb_buffer_init(bytes, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_face_subset(&program, face, glyphs, count), FB_OK);
    assert_inflates(bytes, &program.deflated);
    assert_int_equal(bytes->length, program.length);
    fb_font_program_release(&program);
}

static void check_subset(const struct fb_face *face, const uint32_t *glyphs, size_t count)
{
    hb_font_t *whole = font_of_file(face), *subset;
    struct fb_buffer bytes;

    make_subset(&bytes, face, glyphs, count);
    subset = font_of_bytes(&bytes);
    for (size_t i = 0; i < count; i++) {
        assert_has_outline(subset, (uint32_t)i + 1);
        assert_same_glyph(whole, glyphs[i], subset, (uint32_t)i + 1);
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
    struct fb_buffer bytes;
    hb_font_t *subset;
    uint32_t space;

    glyphs_of(*state, FB_FONT_SONG, " ", &face, &space);
    check_subset(face, NULL, 0);
    make_subset(&bytes, face, &space, 1);
    subset = font_of_bytes(&bytes);
    assert_int_equal(hb_font_get_glyph_h_advance(subset, 1), fb_face_advance(face, space));
    hb_font_destroy(subset);
    fb_buffer_release(&bytes);
}

/* A reader shows glyph 0 for a code that is not in the subset; a blank would hide the fault. */
static void test_glyph_0_keeps_its_outline(void **state)
{
    const struct fb_face *face = NULL;
    struct fb_buffer bytes;
    hb_font_t *subset;
    uint32_t glyph;

    glyphs_of(*state, FB_FONT_SONG, "万", &face, &glyph);
    make_subset(&bytes, face, &glyph, 1);
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
    struct fb_buffer bytes;

    assert_non_null(glyphs);
    for (size_t i = 0; i < count; i++)
        glyphs[i] = (uint32_t)i;
    make_subset(&bytes, face, glyphs + 1, count - 1);
    subset = font_of_bytes(&bytes);
    assert_int_equal(hb_face_get_glyph_count(hb_font_get_face(subset)), count);
    assert_same_extents(whole, subset, count);
    hb_font_destroy(subset);
    hb_font_destroy(whole);
    fb_buffer_release(&bytes);
    free(glyphs);
}

static uint32_t read_u16(const char *bytes)
{
    return (uint32_t)(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1];
}

static uint32_t read_u32(const char *bytes)
{
    return read_u16(bytes) << 16 | read_u16(bytes + 2);
}

/* Finds the record of a table in the directory. */
static const char *record_of(const char *file, const char *tag)
{
    const char *record = file + 12;

    while (memcmp(record, tag, 4) != 0)
        record += 16;
    return record;
}

static const char *table_of(const char *file, const char *tag)
{
    return file + read_u32(record_of(file, tag) + 8);
}

/* Finds a glyph's description in `glyf`. */
static const char *description_of(const char *file, uint32_t glyph, size_t *length)
{
    const char *loca = table_of(file, "loca");
    bool is_long = read_u16(table_of(file, "head") + 50) == 1;
    uint32_t start = is_long ? read_u32(loca + 4 * glyph) : 2 * read_u16(loca + 2 * glyph);
    uint32_t end = is_long ? read_u32(loca + 4 * glyph + 4) : 2 * read_u16(loca + 2 * glyph + 2);

    *length = end - start;
    return table_of(file, "glyf") + start;
}

/* A description is the file's, byte by byte, but for its hinting, and zeros up to a word. */
static void assert_same_description(const char *file, uint32_t glyph, const char *subset,
                                    uint32_t new_glyph)
{
    size_t length, new_length;
    const char *old = description_of(file, glyph, &length);
    const char *new = description_of(subset, new_glyph, &new_length);
    size_t program = 10 + 2 * read_u16(old);
    size_t points = program + 2 + read_u16(old + program), rest = length - points;

    assert_in_range(new_length, program + 2 + rest, program + 2 + rest + 3);
    assert_memory_equal(new, old, program);
    assert_int_equal(read_u16(new + program), 0);
    assert_memory_equal(new + program + 2, old + points, rest);
    for (size_t i = program + 2 + rest; i < new_length; i++)
        assert_int_equal(new[i], 0);
    assert_int_equal(new_length % 4, 0);
}

/* Compressed or not, hinted or not, in any order and repeated: each outline is the file's. */
static void test_descriptions(void **state)
{
    static const struct {
        enum fb_font_role role;
        const char *text;
    } CASES[] = {
        {FB_FONT_SONG, "项目支出预算绩效指标表一丨，。（）“”—…㎡项一"},
        {FB_FONT_SONG, "0123456789,.%i0"},
        {FB_FONT_FANGSONG, "巡视监察工作经费℃"},
    };

    for (size_t i = 0; i < COUNT(CASES); i++) {
        const struct fb_face *face = NULL;
        uint32_t glyphs[TEXT_MAX];
        size_t count = glyphs_of(*state, CASES[i].role, CASES[i].text, &face, glyphs);
        hb_blob_t *file = hb_blob_create_from_file(fb_face_path(face));
        struct fb_buffer bytes;

        make_subset(&bytes, face, glyphs, count);
        for (size_t k = 0; k < count; k++)
            assert_same_description(hb_blob_get_data(file, NULL), glyphs[k], bytes.data,
                                    (uint32_t)k + 1);
        fb_buffer_release(&bytes);
        hb_blob_destroy(file);
    }
}

/* Compares the compressed subsets of the same glyphs from two sets. */
static void assert_same_subsets(const struct fb_face *a, const struct fb_face *b,
                                const uint32_t *glyphs, size_t count)
{
    struct fb_font_program first, second;

    assert_int_equal(fb_face_subset(&first, a, glyphs, count), FB_OK);
    assert_int_equal(fb_face_subset(&second, b, glyphs, count), FB_OK);
    assert_int_equal(first.deflated.length, second.deflated.length);
    assert_memory_equal(first.deflated.data, second.deflated.data, first.deflated.length);
    assert_true(fb_hash_equal(first.hash, second.hash));
    fb_font_program_release(&first);
    fb_font_program_release(&second);
}

/* Makes a subset of every so manieth glyph of a face. */
static void use_glyphs(const struct fb_face *face, uint32_t step)
{
    enum { GLYPHS = 20000 };
    uint32_t *glyphs = calloc(GLYPHS, sizeof *glyphs);
    struct fb_font_program program;
    size_t count = 0;

    assert_non_null(glyphs);
    for (uint32_t i = 1; i < GLYPHS; i += step)
        glyphs[count++] = i;
    assert_int_equal(fb_face_subset(&program, face, glyphs, count), FB_OK);
    fb_font_program_release(&program);
    free(glyphs);
}

/*
 * The bytes depend on the glyphs alone: not on what was made before, and not on whether pieces had
 * to be forgotten, of which so many do not fit.
 */
static void test_same_bytes(void **state)
{
    static const uint32_t STEPS[] = {100, 1};
    const struct fb_face *face = NULL, *other;
    struct fb_font_set *fresh;
    uint32_t glyphs[TEXT_MAX];
    size_t count = glyphs_of(*state, FB_FONT_SONG, "一级二三指标", &face, glyphs);

    assert_int_equal(open_set((void **)&fresh), 0);
    other = fb_font_set_face(fresh, fb_face_index(face));
    for (size_t i = 0; i < COUNT(STEPS); i++) {
        use_glyphs(face, STEPS[i]);
        assert_same_subsets(face, other, glyphs, count);
        assert_same_subsets(other, face, glyphs + 1, count - 1);
    }
    fb_font_set_free(fresh);
}

/* The name of a subset in a PDF is made of its hash. */
static void test_hashes(void **state)
{
    const struct fb_face *face = NULL;
    struct fb_font_program some, others;
    uint32_t glyphs[TEXT_MAX];
    size_t count = glyphs_of(*state, FB_FONT_KAI, "一级二三指标", &face, glyphs);

    assert_int_equal(fb_face_subset(&some, face, glyphs, count), FB_OK);
    assert_int_equal(fb_face_subset(&others, face, glyphs, count - 1), FB_OK);
    assert_false(fb_hash_equal(some.hash, others.hash));
    fb_font_program_release(&some);
    fb_font_program_release(&others);
}

/* The sum of the words of a table, or of the file. */
static uint32_t sum_of(const char *bytes, size_t length)
{
    uint32_t sum = 0;

    for (size_t i = 0; i < length; i += 4)
        sum += read_u32(bytes + i);
    return sum;
}

/* Each table is where the directory says, and so are its sum and that of the file. */
static void assert_sound(const struct fb_buffer *bytes)
{
    static const char *const TABLES[] = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"};

    assert_int_equal(bytes->data[5], COUNT(TABLES));
    for (size_t i = 0; i < COUNT(TABLES); i++) {
        const char *record = bytes->data + 12 + 16 * i;
        size_t place = read_u32(record + 8), length = read_u32(record + 12);
        uint32_t left_out = i == 1 ? read_u32(bytes->data + place + 8) : 0;

        assert_memory_equal(record, TABLES[i], 4);
        assert_true(place % 4 == 0 && length <= bytes->length - place);
        assert_int_equal(sum_of(bytes->data + place, length) - left_out, read_u32(record + 4));
    }
    assert_int_equal(sum_of(bytes->data, bytes->length), 0xB1B0AFBA);
}

static void test_tables(void **state)
{
    static const char *const TEXTS[] = {"元·一", "0é1"};

    for (size_t i = 0; i < COUNT(TEXTS); i++) {
        const struct fb_face *face = NULL;
        uint32_t glyphs[TEXT_MAX];
        size_t count = glyphs_of(*state, FB_FONT_SONG, TEXTS[i], &face, glyphs);
        struct fb_buffer bytes;

        make_subset(&bytes, face, glyphs, count);
        assert_sound(&bytes);
        fb_buffer_release(&bytes);
    }
}

/* Chinese glyphs are of one width, so that `hmtx` lists it only up to the last that is not. */
static void test_widths(void **state)
{
    static const struct {
        const char *text;
        uint32_t whole;
    } CASES[] = {{"一级指标", 1}, {"一·级指标", 4}, {"一级·", 4}};

    for (size_t i = 0; i < COUNT(CASES); i++) {
        const struct fb_face *face = NULL;
        uint32_t glyphs[TEXT_MAX];
        size_t count = glyphs_of(*state, FB_FONT_SONG, CASES[i].text, &face, glyphs);
        struct fb_buffer bytes;

        make_subset(&bytes, face, glyphs, count);
        assert_int_equal(read_u16(table_of(bytes.data, "hhea") + 34), CASES[i].whole);
        assert_int_equal(read_u32(record_of(bytes.data, "hmtx") + 12),
                         2 * CASES[i].whole + 2 * (count + 1));
        fb_buffer_release(&bytes);
        check_subset(face, glyphs, count);
    }
}

static void test_refusals(void **state)
{
    enum { TOO_MANY = 65535 };
    const struct fb_face *face = fb_font_set_face(*state, 0);
    const uint32_t beyond = 65535;
    uint32_t *repeated = calloc(TOO_MANY, sizeof *repeated);
    struct fb_font_program program;

    assert_non_null(repeated);
    assert_int_equal(fb_face_subset(&program, face, &beyond, 1), FB_ERR_INTERNAL);
    assert_int_equal(program.deflated.length, 0);
    assert_int_equal(fb_face_subset(&program, face, repeated, TOO_MANY), FB_ERR_NOMEM);
    assert_int_equal(program.deflated.length, 0);
    assert_int_equal(fb_face_subset(&program, face, repeated, TOO_MANY - 1), FB_OK);
    fb_font_program_release(&program);
    free(repeated);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outlines),
        cmocka_unit_test(test_nothing_to_draw),
        cmocka_unit_test(test_glyph_0_keeps_its_outline),
        cmocka_unit_test(test_all_glyphs),
        cmocka_unit_test(test_descriptions),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_hashes),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_refusals),
    };

    return cmocka_run_group_tests_name("font subset", tests, open_set, close_set);
}
