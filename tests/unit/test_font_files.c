/* Font files that are missing, broken or hostile. */
#include "base/file.h"
#include "font/font.h"
#include "inflating.h"
#include "testing.h"

#include <unistd.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

#define FONTS  FB_TEST_SOURCE_DIR "/fonts"
#define VICTIM "LiberationSerif-Regular.ttf"

enum { VICTIM_INDEX = 5 };

/* A folder with one file of its own, searched before the project's. */
struct shelf {
    char folder[32];
    char path[128];
    const char *folders[3];
};

static void make_shelf(struct shelf *shelf, const char *file, const struct fb_buffer *font)
{
    snprintf(shelf->folder, sizeof shelf->folder, "font-files-XXXXXX");
    assert_non_null(mkdtemp(shelf->folder));
    snprintf(shelf->path, sizeof shelf->path, "%s/%s", shelf->folder, file);
    assert_int_equal(fb_file_write(shelf->path, font->data, font->length), FB_OK);
    shelf->folders[0] = shelf->folder;
    shelf->folders[1] = FONTS;
    shelf->folders[2] = NULL;
}

static void remove_shelf(struct shelf *shelf)
{
    assert_int_equal(unlink(shelf->path), 0);
    assert_int_equal(rmdir(shelf->folder), 0);
}

static void read_font(struct fb_buffer *out, const char *path)
{
    fb_buffer_init(out, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_file_read(out, path), FB_OK);
}

static uint32_t read_u32(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;

    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Returns a table's record in the directory: tag, checksum, offset, length. */
static char *record_of(struct fb_buffer *font, const char *tag)
{
    for (size_t i = 0; i < (unsigned char)font->data[5]; i++) {
        char *record = font->data + 12 + 16 * i;
        if (memcmp(record, tag, 4) == 0)
            return record;
    }
    fail_msg("no table %s", tag);
    return NULL;
}

static char *table_of(struct fb_buffer *font, const char *tag)
{
    return font->data + read_u32(record_of(font, tag) + 8);
}

/* ---- files that cannot be opened ---- */

static void empty(struct fb_buffer *font)
{
    font->length = 0;
}

static void not_a_font(struct fb_buffer *font)
{
    memcpy(font->data, "<!DOCTYPE html>", 15);
}

static void collection(struct fb_buffer *font)
{
    memcpy(font->data, "ttcf", 4);
}

static void header_only(struct fb_buffer *font)
{
    font->length = 12;
}

static void half_a_directory(struct fb_buffer *font)
{
    font->length = 100;
}

static void half_a_file(struct fb_buffer *font)
{
    font->length /= 2;
}

static void end_missing(struct fb_buffer *font)
{
    font->length -= 4; /* one byte more than the padding of the last table can be */
}

static void table_far_away(struct fb_buffer *font)
{
    memset(record_of(font, "glyf") + 8, 0xFF, 8);
}

static void no_outlines(struct fb_buffer *font)
{
    memcpy(record_of(font, "glyf"), "none", 4);
}

static void no_header(struct fb_buffer *font)
{
    memcpy(record_of(font, "maxp"), "none", 4);
}

static void short_loca(struct fb_buffer *font)
{
    memcpy(record_of(font, "loca") + 12, "\0\0\0\x08", 4);
}

static void short_hmtx(struct fb_buffer *font)
{
    memcpy(record_of(font, "hmtx") + 12, "\0\0\0\x08", 4);
}

static void no_units(struct fb_buffer *font)
{
    memset(table_of(font, "head") + 18, 0, 2);
}

static void no_glyphs(struct fb_buffer *font)
{
    memset(table_of(font, "maxp") + 4, 0, 2);
}

static void no_name(struct fb_buffer *font)
{
    memcpy(record_of(font, "name"), "none", 4);
}

static void test_broken_files(void **state)
{
    static const struct {
        const char *name;
        void (*damage)(struct fb_buffer *font);
        const char *reason;
    } CASES[] = {
        {"empty file", empty, "it is not a TrueType font"},
        {"a web page", not_a_font, "it is not a TrueType font"},
        {"a collection", collection, "it is a collection; only single fonts can be used"},
        {"header only", header_only, "it is cut short"},
        {"half a directory", half_a_directory, "it is cut short"},
        {"half a file", half_a_file, "it is cut short"},
        {"end missing", end_missing, "it is cut short"},
        {"table beyond the file", table_far_away, "it is cut short"},
        {"no outlines", no_outlines, "it lacks its characters or outlines (cmap, glyf, loca)"},
        {"no header", no_header, "it lacks a header (head, hhea, maxp)"},
        {"short loca", short_loca, "it has fewer outlines than glyphs (loca)"},
        {"short hmtx", short_hmtx, "it has fewer advances than glyphs (hmtx)"},
        {"no units per em", no_units, "its head table is broken"},
        {"no glyphs", no_glyphs, "it has fewer outlines than glyphs (loca)"},
        {"no name", no_name, "it has no PostScript name"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct fb_font_problem problem;
        struct fb_font_set *set;
        struct fb_buffer font;
        struct shelf shelf;

        read_font(&font, FONTS "/" VICTIM);
        CASES[i].damage(&font);
        make_shelf(&shelf, VICTIM, &font);
        if (fb_font_set_open(&set, shelf.folders, &problem) != FB_ERR_IO)
            fail_msg("%s: opened", CASES[i].name);
        assert_null(set);
        assert_string_equal(problem.path, shelf.path);
        if (strcmp(problem.reason, CASES[i].reason) != 0)
            fail_msg("%s: %s", CASES[i].name, problem.reason);
        remove_shelf(&shelf);
        fb_buffer_release(&font);
    }
}

/* The optional face may be missing, but a broken one is an error like any other. */
static void test_wrong_kind_of_file(void **state)
{
    static const struct {
        const char *file;
        const char *source;
        const char *reason;
    } CASES[] = {
        {"FandolFang-Regular.ttf", FONTS "/source/FandolFang-Regular.otf",
         "it has CFF outlines; only TrueType outlines can be used"},
        {"HanaMinB.ttf", FONTS "/README.md", "it is not a TrueType font"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct fb_font_problem problem;
        struct fb_font_set *set;
        struct fb_buffer font;
        struct shelf shelf;

        read_font(&font, CASES[i].source);
        make_shelf(&shelf, CASES[i].file, &font);
        assert_int_equal(fb_font_set_open(&set, shelf.folders, &problem), FB_ERR_IO);
        assert_string_equal(problem.path, shelf.path);
        assert_string_equal(problem.reason, CASES[i].reason);
        remove_shelf(&shelf);
        fb_buffer_release(&font);
    }
}

static void assert_cannot_open(const char *folder, const char *path, const char *reason)
{
    const char *folders[] = {folder, NULL};
    struct fb_font_problem problem;
    struct fb_font_set *set;

    assert_int_equal(fb_font_set_open(&set, folders, &problem), FB_ERR_IO);
    assert_null(set);
    if (path != NULL)
        assert_string_equal(problem.path, path);
    assert_string_equal(problem.reason, reason);
    fb_font_set_free(set);
}

static void test_missing_files(void **state)
{
    char long_folder[1100];

    (void)state;
    memset(long_folder, 'a', sizeof long_folder);
    long_folder[sizeof long_folder - 1] = '\0';
    assert_cannot_open("no-such-folder", "NotoSerifSC-Regular.ttf",
                       "it is in none of the font folders");
    assert_cannot_open(long_folder, NULL, "its path is too long");
}

/* A folder in a font's place. */
static void test_folder_in_place_of_a_file(void **state)
{
    struct fb_buffer nothing;
    struct shelf shelf;

    (void)state;
    fb_buffer_init(&nothing, 1);
    make_shelf(&shelf, "NotoSerifSC-Regular.ttf", &nothing);
    assert_int_equal(unlink(shelf.path), 0);
    assert_int_equal(fb_file_make_folder(shelf.path), FB_OK);
    assert_cannot_open(shelf.folder, shelf.path, "the system does not let it be read");
    assert_int_equal(rmdir(shelf.path), 0);
    assert_int_equal(rmdir(shelf.folder), 0);
}

/* ---- files that open, but are wrong inside ---- */

static struct fb_font_set *open_with(const struct fb_buffer *font)
{
    struct fb_font_problem problem;
    struct fb_font_set *set;
    struct shelf shelf;

    make_shelf(&shelf, VICTIM, font);
    if (fb_font_set_open(&set, shelf.folders, &problem) != FB_OK)
        assert_non_null(problem.reason);
    remove_shelf(&shelf);
    return set;
}

static void assert_shown_by(const struct fb_font_set *set, uint32_t character, const char *face)
{
    struct fb_glyph_choice choice;

    assert_true(fb_font_choose(set, FB_FONT_SONG, character, &choice));
    assert_string_equal(fb_face_name(choice.face), face);
}

static uint32_t glyph_of(const struct fb_font_set *set, uint32_t character)
{
    struct fb_glyph_choice choice;

    assert_true(fb_font_choose(set, FB_FONT_SONG, character, &choice));
    return choice.glyph;
}

/* A mapped glyph without an outline is no glyph: the next face shows the character. */
static void test_empty_glyph(void **state)
{
    struct fb_font_set *set;
    struct fb_buffer font;
    char *offset;

    (void)state;
    read_font(&font, FONTS "/" VICTIM);
    set = open_with(&font);
    assert_shown_by(set, 'A', "LiberationSerif");
    offset = table_of(&font, "loca") + 4 * (size_t)glyph_of(set, 'A');
    fb_font_set_free(set);

    memcpy(offset + 4, offset, 4);
    set = open_with(&font);
    assert_shown_by(set, 'A', "NotoSerifSC-Regular");
    assert_shown_by(set, 'a', "LiberationSerif");
    fb_font_set_free(set);
    fb_buffer_release(&font);
}

static void assert_harmless(const struct fb_font_set *set)
{
    static const uint32_t GLYPHS[] = {0, 36, 68, 100, 130, 150, 200};
    const struct fb_face *face = fb_font_set_face(set, VICTIM_INDEX);
    struct fb_font_program subset;
    struct fb_buffer bytes;

    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    if (fb_face_subset(&subset, face, GLYPHS, COUNT(GLYPHS)) == FB_OK)
        assert_inflates(&bytes, &subset.deflated);
    else
        assert_int_equal(subset.deflated.length, 0);
    fb_font_program_release(&subset);
    fb_buffer_release(&bytes);
}

/* Outlines beyond the end of the table: no crash, and no character that only looks covered. */
static void test_offsets_beyond_the_table(void **state)
{
    struct fb_font_set *set;
    struct fb_buffer font;

    (void)state;
    read_font(&font, FONTS "/" VICTIM);
    memset(table_of(&font, "loca") + 4, 0xFF, read_u32(record_of(&font, "loca") + 12) - 4);
    set = open_with(&font);
    assert_non_null(set);
    assert_shown_by(set, 'A', "NotoSerifSC-Regular");
    assert_harmless(set);
    fb_font_set_free(set);
    fb_buffer_release(&font);
}

/* The same numbers everywhere (xorshift; Marsaglia 2003). */
static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Whatever the damage: an error, or a face whose every use ends well. */
static void test_random_damage(void **state)
{
    enum { ROUNDS = 60, DAMAGES = 300 };
    uint32_t seed = 20210402;
    size_t opened = 0;

    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        struct fb_font_set *set;
        struct fb_buffer font;

        read_font(&font, FONTS "/" VICTIM);
        for (int j = 0; j < DAMAGES; j++)
            font.data[next_random(&seed) % font.length] = (char)next_random(&seed);
        font.data[next_random(&seed) % 400] ^= 0x10;
        set = open_with(&font);
        if (set != NULL) {
            opened++;
            assert_true(fb_font_covers(set, FB_FONT_SONG, 'A'));
            assert_harmless(set);
        }
        fb_font_set_free(set);
        fb_buffer_release(&font);
    }
    assert_in_range(opened, 1, ROUNDS - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_broken_files),  cmocka_unit_test(test_wrong_kind_of_file),
        cmocka_unit_test(test_missing_files), cmocka_unit_test(test_folder_in_place_of_a_file),
        cmocka_unit_test(test_empty_glyph),   cmocka_unit_test(test_offsets_beyond_the_table),
        cmocka_unit_test(test_random_damage),
    };

    return cmocka_run_group_tests_name("font files", tests, NULL, NULL);
}
