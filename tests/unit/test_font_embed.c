/* Faces to be kept in a document: what their licence bits allow, their names, and their tables. */
#include "base/utf8.h"
#include "font/embed.h"
#include "font_licence.h"

#include <hb-ot.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))
static int open_set(void **state)
{
    static const char *const FOLDERS[] = {FB_TEST_SOURCE_DIR "/fonts", NULL};
    struct fb_font_problem problem;
    struct fb_font_set *set;

    if (fb_font_set_open(&set, FOLDERS, &problem) != FB_OK)
        return -1;
    *state = set;
    return 0;
}

static int close_set(void **state)
{
    fb_font_set_free(*state);
    return 0;
}

/* The embedded file as HarfBuzz reads it. */
static hb_face_t *embedded(const struct fb_font_set *set, enum fb_font_role role,
                           const uint32_t *characters, size_t count, struct fb_buffer *out)
{
    const struct fb_embed embed = {"附表试 123ABC", characters, count};
    hb_blob_t *blob;
    hb_face_t *face;

    fb_buffer_init(out, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_face_embed(out, fb_font_own_face(set, role), &embed), FB_OK);
    blob = hb_blob_create(out->data, (unsigned)out->length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    return face;
}

static void assert_name(hb_face_t *face, hb_ot_name_id_t id, const char *wanted)
{
    char name[200] = "";
    unsigned size = sizeof name;

    hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &size, name);
    if (strstr(name, wanted) == NULL)
        fail_msg("name %u is %s, not %s", id, name, wanted);
}

static void assert_names(hb_face_t *face, const char *copyright)
{
    assert_name(face, HB_OT_NAME_ID_FONT_FAMILY, "附表试 123ABC");
    assert_name(face, HB_OT_NAME_ID_FULL_NAME, "附表试 123ABC");
    assert_name(face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY, "附表试 123ABC");
    assert_name(face, HB_OT_NAME_ID_FONT_SUBFAMILY, "Regular");
    assert_name(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, "Fubiao-");
    assert_name(face, HB_OT_NAME_ID_COPYRIGHT, copyright);
}

static size_t table_length(hb_face_t *face, const char *tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, hb_tag_from_string(tag, 4));
    size_t length = hb_blob_get_length(blob);

    hb_blob_destroy(blob);
    return length;
}

static bool has_character(hb_face_t *face, uint32_t character)
{
    hb_font_t *font = hb_font_create(face);
    hb_codepoint_t glyph;
    bool found = hb_font_get_nominal_glyph(font, character, &glyph);

    hb_font_destroy(font);
    return found;
}

/* Set vertically the character has another glyph than its own. */
static void assert_upright(hb_face_t *face, const char *character)
{
    hb_font_t *font = hb_font_create(face);
    hb_buffer_t *buffer = hb_buffer_create();
    hb_codepoint_t glyph;
    uint32_t code;

    fb_utf8_decode(character, strlen(character), &code);
    assert_true(hb_font_get_nominal_glyph(font, code, &glyph));
    hb_buffer_add_utf8(buffer, character, -1, 0, -1);
    hb_buffer_set_direction(buffer, HB_DIRECTION_TTB);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(font, buffer, NULL, 0);
    assert_int_not_equal(hb_buffer_get_glyph_infos(buffer, NULL)->codepoint, glyph);
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
}

static void test_part(void **state)
{
    static const uint32_t CHARACTERS[] = {0x4E00, 0x3002, 0xFF08, 0x20};
    static const char *const TABLES[] = {"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp",
                                         "name", "OS/2", "post", "vhea", "vmtx", "GSUB"};
    struct fb_buffer out, again;
    hb_face_t *face = embedded(*state, FB_FONT_SONG, CHARACTERS, COUNT(CHARACTERS), &out);

    for (size_t i = 0; i < COUNT(TABLES); i++) {
        if (table_length(face, TABLES[i]) == 0)
            fail_msg("no table %s", TABLES[i]);
    }
    assert_int_equal(table_length(face, "GPOS"), 0);
    for (size_t i = 0; i < COUNT(CHARACTERS); i++)
        assert_true(has_character(face, CHARACTERS[i]));
    assert_false(has_character(face, 0x4E8C));
    assert_in_range(hb_face_get_glyph_count(face), 7, 10); /* with upright forms and .notdef */
    assert_upright(face, "。");
    assert_names(face, "Adobe");
    hb_face_destroy(face);

    face = embedded(*state, FB_FONT_SONG, CHARACTERS, COUNT(CHARACTERS), &again);
    assert_int_equal(out.length, again.length);
    assert_memory_equal(out.data, again.data, out.length);
    hb_face_destroy(face);
    fb_buffer_release(&out);
    fb_buffer_release(&again);
}

/* A bold face that is the only one of its family is a regular one, or it would be emboldened. */
static void test_whole(void **state)
{
    struct fb_buffer out;
    hb_face_t *face = embedded(*state, FB_FONT_BIAOSONG, NULL, 0, &out);
    hb_blob_t *table = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    const char *bytes = hb_blob_get_data(table, NULL);

    assert_true(out.length > 4000000);
    assert_true(has_character(face, 0x4E8C));
    assert_int_equal(bytes[4] << 8 | (unsigned char)bytes[5], 400);
    assert_int_equal(bytes[63] & 0x61, 0x40);
    assert_names(face, "Adobe");
    hb_blob_destroy(table);
    hb_face_destroy(face);
    fb_buffer_release(&out);
}

static void test_families(void **state)
{
    const struct fb_font_set *set = *state;

    for (int role = 0; role < FB_FONT_ROLES; role++) {
        const struct fb_face *own = fb_font_own_face(set, (enum fb_font_role)role);
        const struct fb_face *latin = fb_font_latin_face(set, (enum fb_font_role)role);

        assert_int_equal(fb_face_embedding(own), FB_EMBED_ANY);
        assert_int_equal(fb_face_embedding(latin), FB_EMBED_ANY);
        /* With a mark of seven characters behind it, within the 31 of Windows. */
        assert_in_range(fb_utf8_length(fb_face_family(own), strlen(fb_face_family(own))), 3, 24);
        assert_in_range(strlen(fb_face_family(latin)), 3, 24);
    }
    assert_true(fb_face_shows(fb_font_own_face(set, FB_FONT_SONG), 0x4E00));
    assert_false(fb_face_shows(fb_font_latin_face(set, FB_FONT_SONG), 0x4E00));
}

static enum fb_embedding embedding_of(unsigned bits)
{
    struct fb_font_set *set = open_with_licence_bits(bits);
    enum fb_embedding result = fb_face_embedding(fb_font_set_face(set, LATIN_FACE));

    fb_font_set_free(set);
    return result;
}

static void test_licence_bits(void **state)
{
    static const struct {
        unsigned type;
        enum fb_embedding result;
    } CASES[] = {
        {0x0000, FB_EMBED_ANY},     {0x0008, FB_EMBED_ANY},        {0x000C, FB_EMBED_ANY},
        {0x0002, FB_EMBED_REFUSED}, {0x0004, FB_EMBED_REFUSED},    {0x0200, FB_EMBED_REFUSED},
        {0x0208, FB_EMBED_REFUSED}, {0x0100, FB_EMBED_WHOLE_ONLY}, {0x0108, FB_EMBED_WHOLE_ONLY},
        {0x0102, FB_EMBED_REFUSED},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        if (embedding_of(CASES[i].type) != CASES[i].result)
            fail_msg("fsType 0x%04X", CASES[i].type);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_part),
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_families),
        cmocka_unit_test(test_licence_bits),
    };

    return cmocka_run_group_tests(tests, open_set, close_set);
}
