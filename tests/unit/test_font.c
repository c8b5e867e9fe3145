/* Which face shows a character, Chinese punctuation, roles and metrics. */
#include "base/file.h"
#include "base/utf8.h"
#include "font/font.h"
#include "testing.h"

#include <hb.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

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

static uint32_t first_character(const char *text)
{
    uint32_t character = 0;

    assert_true(fb_utf8_decode(text, strlen(text), &character) > 0);
    return character;
}

static int32_t per_mille(const struct fb_face *face, int32_t units)
{
    int32_t em = fb_face_metrics(face)->units_per_em;

    return (units * 1000 + em / 2) / em;
}

/* ---- which face shows a character ---- */

#define SERIF      "NotoSerifSC-Regular"
#define SERIF_BOLD "NotoSerifSC-Bold"
#define SANS       "NotoSansSC-Medium"
#define FANG       "FandolFang-Regular"
#define KAI        "FandolKai-Regular"
#define LATIN      "LiberationSerif"
#define LATIN_BOLD "LiberationSerif-Bold"
#define SIGNS      "DejaVuSans"
#define RARE       "HanaMinB"

struct choice_case {
    const char *name;
    enum fb_font_role role;
    const char *character;
    const char *face;
    int32_t advance; /* thousandths of an em; -1: not looked at */
};

static const struct choice_case CHOICES[] = {
    {"宋体 has its own face", FB_FONT_SONG, "中", SERIF, 1000},
    {"小标宋 has its own face", FB_FONT_BIAOSONG, "表", SERIF_BOLD, 1000},
    {"黑体 has its own face", FB_FONT_HEI, "附", SANS, 1000},
    {"仿宋 has its own face", FB_FONT_FANGSONG, "项", FANG, 1000},
    {"楷体 has its own face", FB_FONT_KAI, "目", KAI, 1000},

    {"figures of 宋体 are half an em", FB_FONT_SONG, "8", LATIN, 500},
    {"figures of 小标宋 are half an em, bold", FB_FONT_BIAOSONG, "2", LATIN_BOLD, 500},
    {"figures of 仿宋 are not Fandol's", FB_FONT_FANGSONG, "0", LATIN, 500},
    {"figures of 楷体 are not Fandol's", FB_FONT_KAI, "9", LATIN, 500},
    {"figures of 黑体 are its own", FB_FONT_HEI, "2", SANS, -1},
    {"a wide letter is Latin too", FB_FONT_FANGSONG, "W", LATIN, -1},
    {"an accented letter stands with its neighbours", FB_FONT_SONG, "ü", LATIN, 500},
    {"a superscript stands with its letter", FB_FONT_FANGSONG, "²", LATIN, -1},
    {"a narrow sign of Fandol is not Chinese", FB_FONT_FANGSONG, "¥", LATIN, -1},
    {"the multiplication sign is Chinese", FB_FONT_SONG, "×", SERIF, 1000},
    {"the degree Celsius is Chinese", FB_FONT_FANGSONG, "℃", FANG, -1},

    {"opening double quote of 宋体", FB_FONT_SONG, "“", SERIF, 1000},
    {"closing double quote of 仿宋", FB_FONT_FANGSONG, "”", FANG, 1000},
    {"opening single quote of 楷体", FB_FONT_KAI, "‘", KAI, 1000},
    {"closing single quote of 小标宋", FB_FONT_BIAOSONG, "’", SERIF_BOLD, 1000},
    {"opening double quote of 黑体", FB_FONT_HEI, "“", SANS, 1000},
    {"middle dot of 宋体 is narrow but Chinese", FB_FONT_SONG, "·", SERIF, 327},
    {"middle dot of 仿宋", FB_FONT_FANGSONG, "·", FANG, 1000},
    {"dash of 宋体 is an em, not 0.89", FB_FONT_SONG, "—", SERIF, 1000},
    {"dash of 小标宋 is an em, not 0.928", FB_FONT_BIAOSONG, "—", SERIF_BOLD, 1000},
    {"dash of 黑体 is an em, not 0.9", FB_FONT_HEI, "—", SANS, 1000},
    {"dash of 仿宋", FB_FONT_FANGSONG, "—", FANG, 1000},
    {"dash of 楷体", FB_FONT_KAI, "—", KAI, 1000},
    {"ellipsis of 宋体", FB_FONT_SONG, "…", SERIF, 1000},
    {"ellipsis of 黑体", FB_FONT_HEI, "…", SANS, 1000},
    {"ellipsis of 仿宋", FB_FONT_FANGSONG, "…", FANG, 1000},

    {"square metre is not in Fandol", FB_FONT_FANGSONG, "㎡", SERIF, 1000},
    {"square metre of 黑体", FB_FONT_HEI, "㎡", SANS, 1000},
    {"circled ten is in Fandol", FB_FONT_FANGSONG, "⑩", FANG, 1000},
    {"circled twenty is not in Fandol", FB_FONT_FANGSONG, "⑳", SERIF, 1000},
    {"circled twenty of 楷体", FB_FONT_KAI, "⑳", SERIF, 1000},
    {"kilogram is not in Fandol", FB_FONT_KAI, "㎏", SERIF, 1000},
    {"ticked box is in no Chinese face", FB_FONT_SONG, "☑", SIGNS, -1},
    {"empty box", FB_FONT_FANGSONG, "☐", SIGNS, -1},
    {"crossed box", FB_FONT_HEI, "☒", SIGNS, -1},
    {"at least, in 仿宋", FB_FONT_FANGSONG, "≥", FANG, 1000},
    {"at most, in 宋体", FB_FONT_SONG, "≤", SERIF, 1000},
    {"at least, in 小标宋", FB_FONT_BIAOSONG, "≥", SERIF_BOLD, 1000},
    {"white square", FB_FONT_FANGSONG, "□", FANG, 1000},

    {"ideographic space needs no outline", FB_FONT_FANGSONG, "　", FANG, 1000},
    {"space", FB_FONT_SONG, " ", LATIN, 250},
    {"no-break space", FB_FONT_FANGSONG, "\u00A0", LATIN, 250},
    {"en space", FB_FONT_KAI, "\u2002", LATIN, 500},

    {"Ext A, beyond the bold subset", FB_FONT_BIAOSONG, "㐀", SERIF, 1000},
    {"Ext A in 黑体 falls back to 宋体", FB_FONT_HEI, "㐁", SERIF, 1000},
};

static bool same_choice(const struct choice_case *expected, const struct fb_glyph_choice *actual)
{
    int32_t advance = per_mille(actual->face, actual->advance);

    if (strcmp(expected->face, fb_face_name(actual->face)) == 0 &&
        (expected->advance == -1 || expected->advance == advance))
        return true;
    print_error("%s: expected %s %d, found %s %d\n", expected->name, expected->face,
                expected->advance, fb_face_name(actual->face), advance);
    return false;
}

static void test_choices(void **state)
{
    size_t wrong = 0;

    for (size_t i = 0; i < COUNT(CHOICES); i++) {
        uint32_t character = first_character(CHOICES[i].character);
        struct fb_glyph_choice choice;

        if (!fb_font_choose(*state, CHOICES[i].role, character, &choice)) {
            print_error("%s: not covered\n", CHOICES[i].name);
            wrong++;
            continue;
        }
        wrong += !same_choice(&CHOICES[i], &choice);
    }
    assert_int_equal(wrong, 0);
}

static void test_uncovered(void **state)
{
    static const struct {
        const char *name;
        uint32_t character;
    } CASES[] = {
        {"private use", 0xE000},
        {"Ext H", 0x323B0},
        {"a control", 0x07},
        {"a line feed", 0x0A},
        {"delete", 0x7F},
        {"a variation selector", 0xFE00},
        {"not a character", 0xFFFE},
        {"a lone surrogate", 0xD800},
        {"beyond Unicode", 0x110000},
        {"far beyond Unicode", UINT32_MAX},
    };

    for (size_t i = 0; i < COUNT(CASES); i++) {
        for (int role = 0; role < FB_FONT_ROLES; role++) {
            if (fb_font_covers(*state, (enum fb_font_role)role, CASES[i].character))
                fail_msg("%s is covered in role %d", CASES[i].name, role);
        }
    }
}

/* Characters of common names that the Fandol faces lack. */
static void test_names_fall_back(void **state)
{
    static const enum fb_font_role ROLES[] = {FB_FONT_FANGSONG, FB_FONT_KAI};

    for (size_t i = 0; i < COUNT(ROLES); i++) {
        const char *at = "镕堃喆犇翀赟珺璟烜祎燚邨";

        while (*at != '\0') {
            struct fb_glyph_choice choice;
            uint32_t character;

            at += fb_utf8_decode(at, strlen(at), &character);
            assert_true(fb_font_choose(*state, ROLES[i], character, &choice));
            assert_string_equal(fb_face_name(choice.face), SERIF);
        }
    }
}

static void test_rare_characters(void **state)
{
    static const uint32_t RARES[] = {0x20BB7, 0x20000, 0x2A6D6, 0x2B734, 0x2EBE0};

    if (fb_font_set_missing(*state) != NULL) {
        print_message("skipped: HanaMinB.ttf is missing; install fonts-hanazono\n");
        skip();
    }
    for (size_t i = 0; i < COUNT(RARES); i++) {
        for (int role = 0; role < FB_FONT_ROLES; role++) {
            struct fb_glyph_choice choice;

            assert_true(fb_font_choose(*state, (enum fb_font_role)role, RARES[i], &choice));
            assert_string_equal(fb_face_name(choice.face), RARE);
            assert_int_equal(per_mille(choice.face, choice.advance), 1000);
        }
    }
}

static void test_optional_face(void **state)
{
    bool installed = fb_file_exists("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf");
    const char *missing = fb_font_set_missing(*state);

    assert_int_equal(fb_font_set_count(*state), installed ? 9 : 8);
    assert_int_equal(fb_font_covers(*state, FB_FONT_SONG, 0x20BB7), installed);
    if (installed)
        assert_null(missing);
    else
        assert_string_equal(missing, "HanaMinB.ttf");
}

/*
 * 通用规范汉字表 has these outside URO and Ext A. Level 2 of GB 18030-2022 is both blocks and what
 * this list adds to them.
 */
static const uint32_t SUPPLEMENT[] = {
    0x09FCD, 0x09FCE, 0x09FCF, 0x20164, 0x20676, 0x20CD0, 0x2139A, 0x21413, 0x235CB, 0x23C97,
    0x23C98, 0x23E23, 0x249DB, 0x24A7D, 0x24AC9, 0x25532, 0x25562, 0x255A8, 0x25ED7, 0x26221,
    0x2648D, 0x26676, 0x2677C, 0x26B5C, 0x26C21, 0x27FF9, 0x28408, 0x28678, 0x28695, 0x287E0,
    0x28B49, 0x28C47, 0x28C4F, 0x28C51, 0x28C54, 0x28E99, 0x29F7E, 0x29F83, 0x29F8C, 0x2A7DD,
    0x2A8FB, 0x2A917, 0x2AA30, 0x2AA36, 0x2AA58, 0x2AFA2, 0x2B127, 0x2B128, 0x2B137, 0x2B138,
    0x2B1ED, 0x2B300, 0x2B363, 0x2B36F, 0x2B372, 0x2B37D, 0x2B404, 0x2B410, 0x2B413, 0x2B461,
    0x2B4E7, 0x2B4EF, 0x2B4F6, 0x2B4F9, 0x2B50D, 0x2B50E, 0x2B536, 0x2B5AE, 0x2B5AF, 0x2B5B3,
    0x2B5E7, 0x2B5F4, 0x2B61C, 0x2B61D, 0x2B626, 0x2B627, 0x2B628, 0x2B62A, 0x2B62C, 0x2B695,
    0x2B696, 0x2B6AD, 0x2B6ED, 0x2B7A9, 0x2B7C5, 0x2B7E6, 0x2B7F9, 0x2B7FC, 0x2B806, 0x2B80A,
    0x2B81C, 0x2B8B8, 0x2BAC7, 0x2BB5F, 0x2BB62, 0x2BB7C, 0x2BB83, 0x2BC1B, 0x2BD77, 0x2BD87,
    0x2BDF7, 0x2BE29, 0x2C029, 0x2C02A, 0x2C0A9, 0x2C0CA, 0x2C1D5, 0x2C1D9, 0x2C1F9, 0x2C27C,
    0x2C288, 0x2C2A4, 0x2C317, 0x2C35B, 0x2C361, 0x2C364, 0x2C488, 0x2C494, 0x2C497, 0x2C542,
    0x2C613, 0x2C618, 0x2C621, 0x2C629, 0x2C62B, 0x2C62C, 0x2C62D, 0x2C62F, 0x2C642, 0x2C64A,
    0x2C64B, 0x2C72C, 0x2C72F, 0x2C79F, 0x2C7C1, 0x2C7FD, 0x2C8D9, 0x2C8DE, 0x2C8E1, 0x2C8F3,
    0x2C907, 0x2C90A, 0x2C91D, 0x2CA02, 0x2CA0E, 0x2CA7D, 0x2CAA9, 0x2CB29, 0x2CB2D, 0x2CB2E,
    0x2CB31, 0x2CB38, 0x2CB39, 0x2CB3B, 0x2CB3F, 0x2CB41, 0x2CB4A, 0x2CB4E, 0x2CB5A, 0x2CB5B,
    0x2CB64, 0x2CB69, 0x2CB6C, 0x2CB6F, 0x2CB73, 0x2CB76, 0x2CB78, 0x2CB7C, 0x2CBB1, 0x2CBBF,
    0x2CBC0, 0x2CBCE, 0x2CC56, 0x2CC5F, 0x2CCF5, 0x2CCF6, 0x2CCFD, 0x2CCFF, 0x2CD02, 0x2CD03,
    0x2CD0A, 0x2CD8B, 0x2CD8D, 0x2CD8F, 0x2CD90, 0x2CD9F, 0x2CDA0, 0x2CDA8, 0x2CDAD, 0x2CDAE,
    0x2CDD5, 0x2CE18, 0x2CE1A, 0x2CE23, 0x2CE26, 0x2CE2A, 0x2CE7C, 0x2CE88, 0x2CE93,
};

static size_t count_uncovered(const struct fb_font_set *set, enum fb_font_role role, uint32_t first,
                              uint32_t last)
{
    size_t uncovered = 0;

    for (uint32_t character = first; character <= last; character++)
        uncovered += !fb_font_covers(set, role, character);
    return uncovered;
}

static void test_gb18030_level_2(void **state)
{
    for (int i = 0; i < FB_FONT_ROLES; i++) {
        enum fb_font_role role = (enum fb_font_role)i;

        assert_int_equal(count_uncovered(*state, role, 0x4E00, 0x9FA5), 0);
        assert_int_equal(count_uncovered(*state, role, 0x3400, 0x4DB5), 0);
        for (size_t j = 0; j < COUNT(SUPPLEMENT); j++) {
            struct fb_glyph_choice choice;

            assert_true(fb_font_choose(*state, role, SUPPLEMENT[j], &choice));
            assert_string_not_equal(fb_face_name(choice.face), RARE);
        }
    }
}

/* ---- Chinese punctuation ---- */

static void test_dash_pairs(void **state)
{
    static const bool JOINED[FB_FONT_ROLES] = {
        [FB_FONT_SONG] = true,      [FB_FONT_BIAOSONG] = true, [FB_FONT_HEI] = true,
        [FB_FONT_FANGSONG] = false, [FB_FONT_KAI] = false,
    };

    for (int i = 0; i < FB_FONT_ROLES; i++) {
        enum fb_font_role role = (enum fb_font_role)i;
        struct fb_glyph_choice dash, pair;

        assert_int_equal(fb_font_choose_dash_pair(*state, role, &pair), JOINED[i]);
        if (!JOINED[i])
            continue;
        assert_true(fb_font_choose(*state, role, 0x2014, &dash));
        assert_ptr_equal(pair.face, dash.face);
        assert_int_equal(per_mille(pair.face, pair.advance), 2000);
        assert_int_equal(fb_face_advance(pair.face, pair.glyph), pair.advance);
    }
}

/* Returns the height of a glyph's middle above the baseline, in thousandths of an em. */
static int32_t middle(const struct fb_glyph_choice *choice)
{
    hb_blob_t *blob = hb_blob_create_from_file(fb_face_path(choice->face));
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_glyph_extents_t extents = {0};

    assert_true(hb_font_get_glyph_extents(font, choice->glyph, &extents));
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return per_mille(choice->face, extents.y_bearing + extents.height / 2);
}

/* Characters of all faces stand at one height, or a fallback would jump out of its line. */
static void test_middle_height(void **state)
{
    static const char *const CHARACTERS[] = {"国", "…", "—"};

    for (size_t i = 0; i < COUNT(CHARACTERS); i++) {
        for (int role = 0; role < FB_FONT_ROLES; role++) {
            struct fb_glyph_choice choice;

            assert_true(fb_font_choose(*state, (enum fb_font_role)role,
                                       first_character(CHARACTERS[i]), &choice));
            assert_in_range(middle(&choice), 355, 405);
        }
    }
}

/* ---- roles ---- */

static void test_role_parse(void **state)
{
    static const struct {
        const char *name;
        int role; /* -1: none */
    } CASES[] = {
        {"宋体", FB_FONT_SONG},
        {"SimSun", FB_FONT_SONG},
        {"simsun", FB_FONT_SONG},
        {"小标宋", FB_FONT_BIAOSONG},
        {"方正小标宋简体", FB_FONT_BIAOSONG},
        {"黑体", FB_FONT_HEI},
        {"SimHei", FB_FONT_HEI},
        {"仿宋", FB_FONT_FANGSONG},
        {"仿宋_GB2312", FB_FONT_FANGSONG},
        {"仿宋_gb2312", FB_FONT_FANGSONG},
        {"FangSong", FB_FONT_FANGSONG},
        {"楷体", FB_FONT_KAI},
        {"楷体_GB2312", FB_FONT_KAI},
        {"KaiTi", FB_FONT_KAI},
        {"", -1},
        {"宋", -1},
        {"宋体 ", -1},
        {"宋体宋体", -1},
        {"隶书", -1},
        {"Times New Roman", -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        enum fb_font_role role = FB_FONT_ROLES;
        int found = fb_font_role_parse(&role, CASES[i].name) ? (int)role : -1;

        if (found != CASES[i].role)
            fail_msg("\"%s\" is role %d", CASES[i].name, found);
    }
}

static void assert_names_role(const char *name, int expected)
{
    enum fb_font_role role = FB_FONT_ROLES;

    assert_true(fb_font_role_parse(&role, name));
    assert_int_equal(role, expected);
}

static void test_role_names(void **state)
{
    static const char *const DOCX[FB_FONT_ROLES] = {"宋体", "方正小标宋简体", "黑体", "仿宋_GB2312",
                                                    "楷体_GB2312"};

    (void)state;
    for (int i = 0; i < FB_FONT_ROLES; i++) {
        const struct fb_font_names *names = fb_font_role_names((enum fb_font_role)i);

        assert_string_equal(names->docx, DOCX[i]);
        assert_names_role(names->role, i);
        assert_names_role(names->docx, i);
        assert_names_role(names->fallback, i);
        assert_int_equal(strlen(names->panose), 20);
        assert_int_equal(strspn(names->panose, "0123456789ABCDEF"), 20);
        assert_true(strlen(names->docx_latin) > 0);
    }
}

/* ---- metrics ---- */

static void test_metrics(void **state)
{
    static const struct {
        const char *face;
        int32_t units_per_em, cap_height, stem_v;
    } CASES[] = {
        {SERIF, 1000, 728, 68},        {SERIF_BOLD, 1000, 741, 128}, {SANS, 1000, 737, 103},
        {FANG, 1000, 683, 43},         {KAI, 1000, 683, 51},         {LATIN, 2048, 1341, 166},
        {LATIN_BOLD, 2048, 1341, 289}, {SIGNS, 2048, 1493, 184},     {RARE, 1024, 772, 65},
    };

    for (size_t i = 0; i < fb_font_set_count(*state); i++) {
        const struct fb_face *face = fb_font_set_face(*state, i);
        const struct fb_face_metrics *metrics = fb_face_metrics(face);

        assert_string_equal(fb_face_name(face), CASES[i].face);
        assert_int_equal(fb_face_index(face), i);
        assert_int_equal(metrics->units_per_em, CASES[i].units_per_em);
        assert_int_equal(metrics->cap_height, CASES[i].cap_height);
        assert_int_equal(metrics->stem_v, CASES[i].stem_v);
        assert_int_equal(per_mille(face, metrics->ascender), 880);
        assert_int_equal(per_mille(face, -metrics->descender), 120);
        assert_true(metrics->box[0] < metrics->box[2] && metrics->box[1] < metrics->box[3]);
    }
}

/* More characters than a set remembers: no answer is another character's. */
static void test_remembered_choices(void **state)
{
    enum { FIRST = 0x4E00, COUNT_OF_ALL = 0x9FA6 - FIRST };
    static struct fb_glyph_choice choices[COUNT_OF_ALL];

    for (uint32_t i = 0; i < COUNT_OF_ALL; i++)
        assert_true(fb_font_choose(*state, FB_FONT_SONG, FIRST + i, &choices[i]));
    for (uint32_t i = 0; i < COUNT_OF_ALL; i++) {
        struct fb_glyph_choice again;

        assert_true(fb_font_choose(*state, FB_FONT_SONG, FIRST + i, &again));
        assert_ptr_equal(again.face, choices[i].face);
        assert_int_equal(again.glyph, choices[i].glyph);
        assert_int_equal(again.advance, choices[i].advance);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choices),         cmocka_unit_test(test_uncovered),
        cmocka_unit_test(test_names_fall_back), cmocka_unit_test(test_rare_characters),
        cmocka_unit_test(test_optional_face),   cmocka_unit_test(test_gb18030_level_2),
        cmocka_unit_test(test_dash_pairs),      cmocka_unit_test(test_middle_height),
        cmocka_unit_test(test_role_parse),      cmocka_unit_test(test_role_names),
        cmocka_unit_test(test_metrics),         cmocka_unit_test(test_remembered_choices),
    };

    return cmocka_run_group_tests_name("font", tests, open_set, close_set);
}
