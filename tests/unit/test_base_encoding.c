#include "base/encoding.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "testing.h"

#include <iconv.h>

/* Decodes bytes and returns the text, in `out`. */
static fb_status decode(struct fb_buffer *out, const char *bytes, size_t length,
                        enum fb_encoding encoding, struct fb_decoding *found)
{
    fb_buffer_init(out, 1 << 20);
    return fb_encoding_decode(out, bytes, length, encoding, found);
}

#define GB FB_ENCODING_GB18030
#define LE FB_ENCODING_UTF16LE
#define BE FB_ENCODING_UTF16BE
#define U8 FB_ENCODING_UTF8

static const struct {
    const char *name, *bytes;
    size_t length;
    enum fb_encoding encoding;
    const char *text;
} TEXTS[] = {
    {"GB 2312", "\xCF\xEE\xC4\xBF,1", 6, GB, "项目,1"},
    {"a GBK trail that looks like ASCII", "\x81\x5C\x84\x7B", 4, GB, "乗剓"},
    {"four bytes, basic plane", "\x81\x39\xF6\x36", 4, GB, "㑎"},
    {"four bytes, plane 2", "\x95\x32\x82\x36", 4, GB, "𠀀"},
    {"a mark of order", "\x84\x31\x95\x33\xCF\xEE", 6, GB, "项"},
    {"euro, Windows", "\x80", 1, GB, "€"},
    {"euro, GB 18030", "\xA2\xE3", 2, GB, "€"},
    {"middle dot and dash as Chinese use them", "\xA1\xA4\xA1\xAA", 4, GB, "·—"},
    {"2022: vertical marks", "\xA6\xD9\xA6\xDA\xA6\xDB\xA6\xF3", 8, GB, "︐︒︑︙"},
    {"2022: their old four bytes", "\x84\x31\x82\x36\x84\x31\x82\x38", 8, GB, "︐︒"},
    {"2022: ideographs", "\xFE\x59\xFE\xA0", 4, GB, "龴龻"},
    {"2022: their old four bytes", "\x82\x35\x90\x37\x82\x35\x91\x34", 8, GB, "龴龻"},
    {"2022: beyond the basic plane", "\xFE\x51\xFE\x91\x95\x32\x90\x31", 8, GB, "𠂇𤇾𠂇"},
    {"2005: m with acute", "\xA8\xBC", 2, GB, "ḿ"},
    {"UTF-8 with a mark", "\xEF\xBB\xBF项", 6, U8, "项"},
    {"UTF-16LE with a mark", "\xFF\xFE\x79\x98", 4, LE, "项"},
    {"the mark says the order", "\xFF\xFE\x79\x98", 4, BE, "项"},
    {"UTF-16BE", "\x98\x79\xD8\x40\xDC\x00", 6, BE, "项𠀀"},
    {"nothing", "", 0, GB, ""},
};

static void test_texts(void **state)
{
    struct fb_decoding found;
    struct fb_buffer out;

    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        print_message("%s\n", TEXTS[i].name);
        assert_int_equal(decode(&out, TEXTS[i].bytes, TEXTS[i].length, TEXTS[i].encoding, &found),
                         FB_OK);
        assert_string_equal(out.data, TEXTS[i].text);
        assert_int_equal(found.private_count, 0);
        fb_buffer_release(&out);
    }
}

static const struct {
    const char *name, *bytes;
    size_t length;
    enum fb_encoding encoding;
    uint32_t bad;
    const char *before;
} FAULTS[] = {
    {"a lead byte at the end", "\xCF\xEE\xC4", 3, GB, 0xC4, "项"},
    {"a lead byte before a line end", "a\xC4\n", 3, GB, 0xC4, "a"},
    {"0xFF", "\xFF", 1, GB, 0xFF, ""},
    {"a trail of 0xFF", "\xC4\xFF", 2, GB, 0xC4FF, ""},
    {"four bytes without a character", "\x84\x31\xA5\x30", 4, GB, 0x8431A530, ""},
    {"beyond the last", "\xE3\x32\x9A\x36", 4, GB, 0xE3329A36, ""},
    {"UTF-8", "a\xB1", 2, U8, 0xB1, "a"},
    {"half a surrogate pair", "\xD8\x40\x00\x41", 4, BE, 0xD840, ""},
    {"a low surrogate", "\x00\x41\xDC\x00", 4, BE, 0xDC00, "A"},
    {"an odd byte", "\x00\x41\x00", 3, BE, 0x00, "A"},
    {"a high surrogate at the end", "\xD8\x40", 2, BE, 0xD840, ""},
};

static void test_faults(void **state)
{
    struct fb_decoding found;
    struct fb_buffer out;

    (void)state;
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++) {
        print_message("%s\n", FAULTS[i].name);
        assert_int_equal(
            decode(&out, FAULTS[i].bytes, FAULTS[i].length, FAULTS[i].encoding, &found),
            FB_ERR_INPUT);
        assert_int_equal(found.bad, FAULTS[i].bad);
        assert_true(found.bad_length > 0);
        assert_string_equal(out.data, FAULTS[i].before);
        fb_buffer_release(&out);
    }
}

static void test_private(void **state)
{
    struct fb_decoding found;
    struct fb_buffer out;

    (void)state;
    assert_int_equal(decode(&out, "\xCF\xEE\xAA\xA1\xF8\xA1", 6, GB, &found), FB_OK);
    assert_int_equal(found.private_count, 2);
    assert_int_equal(found.private_offset, 3);
    assert_int_equal(found.private_code, 0xAAA1);
    assert_int_equal(found.private_character, 0xE000);
    fb_buffer_release(&out);
    assert_int_equal(decode(&out, "\xE3\x32\x9A\x35", 4, GB, &found), FB_OK);
    assert_int_equal(found.private_character, 0x10FFFF);
    fb_buffer_release(&out);
}

/* The codes that GB 18030-2022 leaves to users (8.1), or to later editions. */
static bool may_be_private(uint32_t code)
{
    uint32_t lead = code >> 8, trail = code & 0xFF;

    if (code > 0xFFFF)
        return true;
    if ((lead >= 0xAA && lead <= 0xAF) || lead >= 0xF8)
        return trail >= 0xA1;
    return (lead >= 0xA1 && lead <= 0xA9) || (lead == 0xD7 && trail >= 0xFA);
}

enum { CODES = 23940 + 39420 + 1260 };

static uint32_t codes[CODES];
static uint8_t reached[0x11000]; /* how many codes give a character */

/* Lists the codes of four bytes from one lead to another. */
static size_t list_quads(size_t count, uint32_t first, uint32_t last)
{
    for (uint32_t a = first >> 24; a <= 0x90; a++) {
        for (uint32_t b = 0x30; b <= 0x39; b++) {
            for (uint32_t c = 0x81; c <= 0xFE; c++) {
                for (uint32_t d = 0x30; d <= 0x39; d++) {
                    uint32_t code = a << 24 | b << 16 | c << 8 | d;
                    if (code >= first && code <= last)
                        codes[count++] = code;
                }
            }
        }
    }
    return count;
}

/* Lists all codes of two bytes, of four bytes in the basic plane, and the first 1,260 beyond. */
static void list_codes(void)
{
    size_t count = 0;

    for (uint32_t a = 0x81; a <= 0xFE; a++) {
        for (uint32_t b = 0x40; b <= 0xFE; b++) {
            if (b != 0x7F)
                codes[count++] = a << 8 | b;
        }
    }
    count = list_quads(count, 0x81308130, 0x8431A439);
    assert_int_equal(list_quads(count, 0x90308130, 0x9030FE39), CODES);
}

/* Decodes all codes, a line each. */
static void decode_codes(struct fb_buffer *out)
{
    struct fb_decoding found;
    struct fb_buffer in;

    list_codes();
    fb_buffer_init(&in, 1 << 20);
    for (size_t i = 0; i < CODES; i++) {
        for (int shift = codes[i] > 0xFFFF ? 24 : 8; shift >= 0; shift -= 8)
            fb_buffer_append_char(&in, (char)(codes[i] >> shift));
        fb_buffer_append_char(&in, '\n');
    }
    assert_int_equal(decode(out, in.data, in.length, GB, &found), FB_OK);
    fb_buffer_release(&in);
}

/* Every character of the basic plane has a code; those that the changes made free are none. */
static void check_reached(void)
{
    size_t twice = 0;

    for (uint32_t c = 0x80; c <= 0x10000 + 1259; c++) {
        bool free = c >= 0xD800 && c <= 0xF8FF;
        if (reached[c] == 0 && !free)
            fail_msg("U+%04X has no code", (unsigned)c);
        assert_true(reached[c] <= 2 && !(c <= 0xDFFF && free && reached[c] > 0));
        twice += reached[c] == 2;
    }
    assert_int_equal(twice, 19); /* two bytes, and the four of before 2022 */
}

/*
 * All together are what ICU 72 has for GB 18030-2005, with the changes of Unicode L2/23-003R: the
 * hash is that of the list "code character" made so.
 */
static void test_repertoire(void **state)
{
    struct fb_buffer text, list;
    const char *at;

    (void)state;
    decode_codes(&text);
    fb_buffer_init(&list, 1 << 22);
    at = text.data;
    for (size_t i = 0; i < CODES; i++) {
        uint32_t character;
        at += fb_utf8_decode(at, 4, &character) + 1;
        if (character >= 0xE000 && character <= 0xF8FF && !may_be_private(codes[i]))
            fail_msg("0x%X is private: U+%04X", (unsigned)codes[i], (unsigned)character);
        if (character < sizeof reached)
            reached[character]++;
        fb_buffer_append_format(&list, "%X %X\n", (unsigned)codes[i], (unsigned)character);
    }
    check_reached();
    assert_true(fb_hash_bytes(list.data, list.length).high == 0x264dab7695ec0e4e);
    fb_buffer_release(&list);
    fb_buffer_release(&text);
}

static const struct {
    const char *text; /* in UTF-8 */
} SHORT[] = {
    {"编号"},      {"项目"},     {"一"},         {"联通"},
    {"年度,金额"}, {"名称\n甲"}, {"满意度≥95%"}, {"（一）"},
    {"龴"},        {"镕"},       {"喆,朱镕基"},  {"资金总额,财政拨款\n935.00,935.00\n"},
    {"①②③"},       {"目录"},     {"备注"},       {"路\t项"},
    {"ā路桥"},
};

/* Writes a text in GB 18030, as the C library does. */
static size_t to_gb(char *out, size_t room, const char *text)
{
    iconv_t library = iconv_open("GB18030", "UTF-8");
    char copy[200], *in = copy, *to = out;
    size_t left = strlen(text), rest = room;

    snprintf(copy, sizeof copy, "%s", text);
    assert_true(library != (iconv_t)-1);
    assert_int_equal(iconv(library, &in, &left, &to, &rest), 0);
    iconv_close(library);
    return room - rest;
}

static void test_short_texts(void **state)
{
    char bytes[200];

    (void)state;
    for (size_t i = 0; i < sizeof SHORT / sizeof *SHORT; i++) {
        const char *text = SHORT[i].text;
        print_message("%s\n", text);
        assert_int_equal(fb_encoding_detect(text, strlen(text)), U8);
        assert_int_equal(fb_encoding_detect(bytes, to_gb(bytes, sizeof bytes, text)), GB);
    }
}

static const struct {
    const char *name, *bytes;
    enum fb_encoding encoding;
} DETECTED[] = {
    {"nothing", "", U8},
    {"ASCII", "a,b\n1,2", U8},
    {"signs alone",
     "a\xC2\xB7"
     "b 5\xC3\x97"
     "3",
     U8},
    {"UTF-8 with one bad byte", "项目名称,项目\xB1,年度", U8},
    {"UTF-8 that is cut", "项目名称\xE5\xB9", U8},
    {"GB with one bad byte", "\xCF\xEE\xC4\xBF\xC3\xFB\xFF\xB3\xC6", GB},
    {"a mark",
     "\xFF\xFE"
     "a",
     LE},
    {"another mark",
     "\xFE\xFF"
     "a",
     BE},
};

static void test_detection(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof DETECTED / sizeof *DETECTED; i++) {
        print_message("%s\n", DETECTED[i].name);
        assert_int_equal(fb_encoding_detect(DETECTED[i].bytes, strlen(DETECTED[i].bytes)),
                         DETECTED[i].encoding);
    }
}

static void test_names(void **state)
{
    enum fb_encoding encoding;

    (void)state;
    assert_true(fb_encoding_parse(&encoding, "utf_8") && encoding == U8);
    assert_true(fb_encoding_parse(&encoding, "GBK") && encoding == GB);
    assert_true(fb_encoding_parse(&encoding, "gb18030") && encoding == GB);
    assert_true(fb_encoding_parse(&encoding, "GB_2312") && encoding == GB);
    assert_true(fb_encoding_parse(&encoding, "UTF-16LE") && encoding == LE);
    assert_false(fb_encoding_parse(&encoding, "Big5"));
    assert_false(fb_encoding_parse(&encoding, ""));
    assert_false(fb_encoding_parse(&encoding, "utf-8 and a long tail"));
    assert_string_equal(fb_encoding_name(GB), "GB 18030");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),       cmocka_unit_test(test_faults),
        cmocka_unit_test(test_private),     cmocka_unit_test(test_repertoire),
        cmocka_unit_test(test_short_texts), cmocka_unit_test(test_detection),
        cmocka_unit_test(test_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
