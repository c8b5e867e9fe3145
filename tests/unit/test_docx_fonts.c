/* Faces kept in a DOCX: hidden as the standard says, named by text and found through the list. */
#include "docx/fonts.h"

#include "base/utf8.h"
#include "docx_testing.h"
#include "font_licence.h"
#include "font_testing.h"
#include "sample_doc.h"

#include <hb.h>

#define TABLE "word/fontTable.xml"
#define KEY   "{00112233-4455-6677-8899-AABBCCDDEEFF}"

/* ISO/IEC 29500-1, 17.8.1: the key's digits, last byte first, twice; no more than 32 bytes. */
static void test_hidden(void **state)
{
    static const unsigned char WANTED[] = {0xFF, 0xEE, 0xDD, 0xCC, 0xBB, 0xAA, 0x99, 0x88, 0x77,
                                           0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0x00, 0xFF, 0xEE,
                                           0xDD, 0xCC, 0xBB, 0xAA, 0x99, 0x88, 0x77, 0x66, 0x55,
                                           0x44, 0x33, 0x22, 0x11, 0x00, 0x00, 0x00};
    unsigned char bytes[sizeof WANTED] = {0};

    (void)state;
    fb_docx_obfuscate(bytes, sizeof bytes, KEY);
    assert_memory_equal(bytes, WANTED, sizeof WANTED);
    fb_docx_obfuscate(bytes, sizeof bytes, KEY);
    for (size_t i = 0; i < sizeof bytes; i++)
        assert_int_equal(bytes[i], 0);
    fb_docx_obfuscate(bytes, 3, KEY);
    assert_int_equal(bytes[2], 0xDD);
    assert_int_equal(bytes[3], 0);
}

static void test_parse(void **state)
{
    enum fb_docx_fonts fonts = FB_DOCX_FONTS_NONE;

    (void)state;
    assert_true(fb_docx_fonts_parse(&fonts, "subset"));
    assert_int_equal(fonts, FB_DOCX_FONTS_SUBSET);
    assert_true(fb_docx_fonts_parse(&fonts, "full"));
    assert_int_equal(fonts, FB_DOCX_FONTS_FULL);
    assert_false(fb_docx_fonts_parse(&fonts, "Full"));
    assert_int_equal(fonts, FB_DOCX_FONTS_FULL);
}

static void write_docx(struct fb_buffer *out, struct fixture *fixture, enum fb_docx_fonts fonts)
{
    const struct fb_docx_setup setup = {
        .program = "0", .fonts = fonts, .font_set = fixture->fonts, .sink = fixture->sink};

    fb_buffer_init(out, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_docx_write(out, sample_doc(), &setup), FB_OK);
}

/* The key of the first font of the list. */
static const char *first_key(struct unpacked *docx)
{
    const char *place = strstr(part_text(docx, TABLE), "w:fontKey=\"");

    assert_non_null(place);
    return fb_arena_copy(docx->arena, place + 11, sizeof KEY - 1);
}

/* The first font, shown again, has the characters of the sample that its family is set in. */
static void check_first_font(struct unpacked *docx)
{
    struct package_part *part = find_part(docx, "word/fonts/font1.odttf");
    char *bytes = fb_arena_copy(docx->arena, part->bytes, part->length);
    hb_blob_t *blob;
    hb_face_t *face;

    fb_docx_obfuscate((unsigned char *)bytes, part->length, first_key(docx));
    assert_memory_equal(bytes, "\0\1\0\0", 4);
    blob = hb_blob_create(bytes, (unsigned)part->length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    face = hb_face_create(blob, 0);
    assert_in_range(hb_face_get_glyph_count(face), 10, 200);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
}

static void test_subset(void **state)
{
    static const struct damage DAMAGES[] = {
        {TABLE, "r:id=\"rId", "r:id=\"rId9", "is not there once"},
        {TABLE, "w:fontKey=\"{", "w:fontKey=\"{0", "the key of a font is no GUID"},
        {"word/_rels/fontTable.xml.rels", "fonts/font1", "fonts/font9",
         "the target fonts/font9.odttf is not there"},
        {"[Content_Types].xml", "obfuscatedFont", "font", "fonts have no type"},
    };
    struct fixture *fixture = *state;
    struct unpacked docx = {0};
    struct fb_buffer out, again;

    begin(fixture);
    write_docx(&out, fixture, FB_DOCX_FONTS_SUBSET);
    write_docx(&again, fixture, FB_DOCX_FONTS_SUBSET);
    assert_int_equal(out.length, again.length);
    assert_memory_equal(out.data, again.data, out.length);
    unpack(&docx, &out);
    check_sound(&docx);
    check_first_font(&docx);
    assert_true(count_in(part_text(&docx, TABLE), "w:subsetted=\"1\"") > 2);
    assert_int_equal(count_in(part_text(&docx, "word/settings.xml"),
                              "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>"),
                     1);
    assert_true(count_in(part_text(&docx, STYLES), "w:eastAsia=\"附表") > 2);
    check_damages(&docx, DAMAGES, sizeof DAMAGES / sizeof *DAMAGES);
    fb_arena_free(docx.arena);
    fb_buffer_release(&again);
    fb_buffer_release(&out);
    end(fixture);
}

/* Returns a copy of the part with the font of a name, shown again. */
static hb_face_t *open_kept(struct unpacked *docx, const char *name)
{
    const char *place = strstr(part_text(docx, TABLE), name), *id, *target, *key;
    struct package_part *part;
    char *bytes;
    hb_blob_t *blob;
    hb_face_t *face;

    assert_non_null(place);
    id = strstr(place, "r:id=\"");
    key = strstr(place, "w:fontKey=\"");
    assert_non_null(id);
    assert_non_null(key);
    id = fb_arena_format(docx->arena, "Id=\"%.*s\"", (int)strcspn(id + 6, "\""), id + 6);
    target = strstr(part_text(docx, "word/_rels/fontTable.xml.rels"), id);
    assert_non_null(target);
    target = strstr(target, "Target=\"") + 8;
    part = find_part(docx,
                     fb_arena_format(docx->arena, "word/%.*s", (int)strcspn(target, "\""), target));
    bytes = fb_arena_copy(docx->arena, part->bytes, part->length);
    fb_docx_obfuscate((unsigned char *)bytes, part->length,
                      fb_arena_copy(docx->arena, key + 11, sizeof KEY - 1));
    blob = hb_blob_create(bytes, (unsigned)part->length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    return face;
}

/* The sample has a character that only the face for rare ones has: its run names that face. */
static void test_rare(void **state)
{
    struct fixture *fixture = *state;
    struct unpacked docx = {0};
    struct fb_buffer out;
    hb_codepoint_t glyph;
    hb_face_t *face;
    hb_font_t *font;

    begin(fixture);
    write_docx(&out, fixture, FB_DOCX_FONTS_SUBSET);
    assert_int_equal(fb_diagnostics_count_code(fixture->sink, FB_DIAG_DOCX_FONT_LACKS), 0);
    unpack(&docx, &out);
    check_sound(&docx);
    assert_int_equal(count_in(part_text(&docx, TABLE), "w:name=\"附表生僻字 "), 1);
    assert_non_null(strstr(part_text(&docx, BODY), "w:eastAsia=\"附表生僻字 "));
    assert_int_equal(count_in(part_text(&docx, BODY), "<w:t xml:space=\"preserve\">𠮷</w:t>"), 1);
    face = open_kept(&docx, "附表生僻字 ");
    font = hb_font_create(face);
    assert_true(hb_font_get_nominal_glyph(font, 0x20BB7, &glyph));
    assert_in_range(hb_face_get_glyph_count(face), 2, 5);
    hb_font_destroy(font);
    hb_face_destroy(face);
    fb_arena_free(docx.arena);
    fb_buffer_release(&out);
    end(fixture);
}

/* If that face may not be embedded, it is told. */
static void test_lacking(void **state)
{
    struct fixture licensed = {
        .fonts = open_with_bits_of("/usr/share/fonts/truetype/hanazono", "HanaMinB.ttf", 0x0002)};
    struct fb_buffer out, text;

    (void)state;
    begin(&licensed);
    write_docx(&out, &licensed, FB_DOCX_FONTS_SUBSET);
    assert_int_equal(fb_diagnostics_count_code(licensed.sink, FB_DIAG_DOCX_FONT_REFUSED), 1);
    assert_int_equal(fb_diagnostics_count_code(licensed.sink, FB_DIAG_DOCX_FONT_LACKS), 1);
    fb_buffer_init(&text, 10000);
    fb_diagnostics_print(licensed.sink, &text, false);
    assert_non_null(strstr(text.data, "do not have these characters: 𠮷"));
    fb_buffer_release(&text);
    fb_buffer_release(&out);
    end(&licensed);
    fb_font_set_free(licensed.fonts);
}

/* The sample with a Latin face of other licence bits; returns how often `code` was told. */
static size_t write_licensed(struct unpacked *docx, unsigned bits, enum fb_diag_code code)
{
    struct fixture licensed = {.fonts = open_with_licence_bits(bits)};
    struct fb_buffer out;
    size_t count;

    begin(&licensed);
    write_docx(&out, &licensed, FB_DOCX_FONTS_SUBSET);
    unpack(docx, &out);
    check_sound(docx);
    count = fb_diagnostics_count_code(licensed.sink, code);
    fb_buffer_release(&out);
    end(&licensed);
    fb_font_set_free(licensed.fonts);
    return count;
}

/* A face that may not be embedded: text names the font that offices have. */
static void test_refused(void **state)
{
    struct unpacked docx = {0};

    (void)state;
    assert_int_equal(write_licensed(&docx, 0x0002, FB_DIAG_DOCX_FONT_REFUSED), 1);
    assert_int_equal(count_in(part_text(&docx, TABLE), "w:name=\"Fubiao Roman "), 1); /* bold */
    assert_int_equal(count_in(part_text(&docx, TABLE), "w:name=\"Times New Roman\""), 1);
    assert_true(count_in(part_text(&docx, STYLES), "w:ascii=\"Times New Roman\"") > 0);
    fb_arena_free(docx.arena);
}

static void test_whole_only(void **state)
{
    struct unpacked docx = {0};

    (void)state;
    assert_int_equal(write_licensed(&docx, 0x0108, FB_DIAG_DOCX_FONT_WHOLE), 1);
    assert_int_equal(count_in(part_text(&docx, TABLE), "w:name=\"Fubiao Roman\""), 1);
    fb_arena_free(docx.arena);
}

static void test_full(void **state)
{
    struct fixture *fixture = *state;
    struct unpacked docx = {0};
    struct fb_buffer out;

    begin(fixture);
    write_docx(&out, fixture, FB_DOCX_FONTS_FULL);
    unpack(&docx, &out);
    check_sound(&docx);
    /* Nobody types in the face of a single rare character. */
    assert_int_equal(count_in(part_text(&docx, TABLE), "w:subsetted"), 1);
    assert_int_equal(count_in(part_text(&docx, TABLE), "w:name=\"附表宋体\""), 1);
    assert_int_equal(count_in(part_text(&docx, "word/settings.xml"), "saveSubsetFonts"), 0);
    fb_arena_free(docx.arena);
    fb_buffer_release(&out);
    end(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hidden),     cmocka_unit_test(test_parse),
        cmocka_unit_test(test_subset),     cmocka_unit_test(test_lacking),
        cmocka_unit_test(test_full),       cmocka_unit_test(test_refused),
        cmocka_unit_test(test_whole_only), cmocka_unit_test(test_rare),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
