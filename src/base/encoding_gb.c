/*
 * encoding_gb.c: GB 18030-2022.
 *
 * The C library has the tables of the two-byte codes, which are asked for once in a text, and of
 * the four-byte codes of the basic plane, which are rare. Those of the other planes are counted (GB
 * 18030-2022, 0x90308130 is U+10000).
 */
#include "base/encoding_private.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

/* Two-byte codes: the first byte 0x81 to 0xFE, the second 0x40 to 0xFE without 0x7F. */
enum { LEADS = 0xFE - 0x81 + 1, TRAILS = 0xFE - 0x40 + 1, PAIRS = LEADS * TRAILS };

/* Four-byte codes as one number; those from the first of plane 1 on are whole planes. */
enum { PLANE_1 = (0x90 - 0x81) * 12600, LAST = PLANE_1 + 0xFFFFF };

struct decoder {
    iconv_t library;
    uint32_t pairs[PAIRS]; /* characters; 0: not asked for yet */
};

/* For a code that has no character: no code point. */
static const uint32_t NONE = UINT32_MAX;

/*
 * Codes that editions before 2022, and tables made after them, map into the private area, or map
 * from it: the two-byte code, the four-byte code with which it was exchanged, and the character of
 * both (Unicode L2/23-003R, "Recommendations for GB 18030-2022"). The six that the standard leaves
 * as they were have a character beyond the basic plane, and what was exchanged in 2005 goes with
 * them.
 */
static const struct {
    uint32_t pair;
    uint32_t quad; /* 0: it is counted */
    uint32_t character;
} CHANGED[] = {
    {0xA6D9, 0x84318236, 0xFE10}, {0xA6DA, 0x84318238, 0xFE12}, {0xA6DB, 0x84318237, 0xFE11},
    {0xA6DC, 0x84318239, 0xFE13}, {0xA6DD, 0x84318330, 0xFE14}, {0xA6DE, 0x84318331, 0xFE15},
    {0xA6DF, 0x84318332, 0xFE16}, {0xA6EC, 0x84318333, 0xFE17}, {0xA6ED, 0x84318334, 0xFE18},
    {0xA6F3, 0x84318335, 0xFE19}, {0xA8BC, 0x8135F437, 0x1E3F}, {0xFE51, 0, 0x20087},
    {0xFE52, 0, 0x20089},         {0xFE53, 0, 0x200CC},         {0xFE59, 0x82359037, 0x9FB4},
    {0xFE61, 0x82359038, 0x9FB5}, {0xFE66, 0x82359039, 0x9FB6}, {0xFE67, 0x82359130, 0x9FB7},
    {0xFE6C, 0, 0x215D7},         {0xFE6D, 0x82359131, 0x9FB8}, {0xFE76, 0, 0x2298F},
    {0xFE7E, 0x82359132, 0x9FB9}, {0xFE90, 0x82359133, 0x9FBA}, {0xFE91, 0, 0x241FE},
    {0xFEA0, 0x82359134, 0x9FBB},
};

enum { CHANGES = sizeof CHANGED / sizeof *CHANGED };

static size_t pair_index(unsigned lead, unsigned trail)
{
    return (size_t)(lead - 0x81) * TRAILS + (trail - 0x40);
}

/* Asks the C library for one code. */
static uint32_t ask(struct decoder *decoder, const unsigned char *bytes, size_t length)
{
    char input[4], output[8], *in = input, *to = output;
    size_t left = length, room = sizeof output;
    unsigned char *result = (unsigned char *)output;

    memcpy(input, bytes, length);
    iconv(decoder->library, NULL, NULL, NULL, NULL);
    if (iconv(decoder->library, &in, &left, &to, &room) == (size_t)-1 || room != 4)
        return NONE;
    return (uint32_t)result[0] | (uint32_t)result[1] << 8 | (uint32_t)result[2] << 16 |
           (uint32_t)result[3] << 24;
}

static void set_changed(struct decoder *decoder)
{
    for (size_t i = 0; i < CHANGES; i++)
        decoder->pairs[pair_index(CHANGED[i].pair >> 8, CHANGED[i].pair & 0xFF)] =
            CHANGED[i].character;
}

static uint32_t decode_pair(struct decoder *decoder, const unsigned char *bytes)
{
    uint32_t *known = &decoder->pairs[pair_index(bytes[0], bytes[1])];

    if (*known == 0)
        *known = ask(decoder, bytes, 2);
    return *known;
}

static bool is_quad(const unsigned char *bytes, size_t left)
{
    return left >= 4 && bytes[1] >= 0x30 && bytes[1] <= 0x39 && bytes[2] >= 0x81 &&
           bytes[2] <= 0xFE && bytes[3] >= 0x30 && bytes[3] <= 0x39;
}

static uint32_t code_of(const unsigned char *bytes, size_t length)
{
    uint32_t code = 0;

    for (size_t i = 0; i < length; i++)
        code = code << 8 | bytes[i];
    return code;
}

static uint32_t decode_quad(struct decoder *decoder, const unsigned char *bytes)
{
    uint32_t code = code_of(bytes, 4);
    uint32_t number = (bytes[0] - 0x81u) * 12600 + (bytes[1] - 0x30u) * 1260 +
                      (bytes[2] - 0x81u) * 10 + (bytes[3] - 0x30u);

    for (size_t i = 0; i < CHANGES; i++) {
        if (CHANGED[i].quad == code)
            return CHANGED[i].character;
    }
    if (number >= PLANE_1)
        return number <= LAST ? 0x10000 + (number - PLANE_1) : NONE;
    return ask(decoder, bytes, 4);
}

/* Decodes one character that is not ASCII; returns how many bytes it takes, 0 if it is none. */
static size_t decode_one(uint32_t *out, struct decoder *decoder, const unsigned char *bytes,
                         size_t left)
{
    *out = NONE;
    if (bytes[0] == 0x80) {
        *out = 0x20AC;
        return 1;
    }
    if (bytes[0] == 0xFF || left < 2)
        return 0;
    if (is_quad(bytes, left)) {
        *out = decode_quad(decoder, bytes);
        return *out != NONE ? 4 : 0;
    }
    if (bytes[1] >= 0x40 && bytes[1] != 0x7F && bytes[1] != 0xFF)
        *out = decode_pair(decoder, bytes);
    return *out != NONE ? 2 : 0;
}

/* How many of the bytes are meant when they are no character: no ASCII that stands by itself. */
static size_t bad_size(const unsigned char *bytes, size_t left)
{
    if (is_quad(bytes, left))
        return 4;
    return left > 1 && bytes[1] >= 0x80 ? 2 : 1;
}

static fb_status decode(struct decoder *decoder, struct fb_buffer *out, const unsigned char *bytes,
                        size_t length, struct fb_decoding *found)
{
    for (size_t at = 0; at < length;) {
        size_t run = at;
        uint32_t character;
        while (run < length && bytes[run] < 0x80)
            run++;
        fb_buffer_append(out, bytes + at, run - at);
        at = run;
        if (at == length)
            break;
        size_t size = decode_one(&character, decoder, bytes + at, length - at);
        if (size == 0)
            return fb_encoding_refuse(found, bytes + at, bad_size(bytes + at, length - at));
        fb_encoding_put(out, character, code_of(bytes + at, size), found);
        at += size;
    }
    return out->status;
}

fb_status fb_encoding_decode_gb(struct fb_buffer *out, const unsigned char *bytes, size_t length,
                                struct fb_decoding *found)
{
    struct decoder *decoder = calloc(1, sizeof *decoder);
    fb_status status;

    FB_NEED(decoder);
    decoder->library = iconv_open("UTF-32LE", "GB18030");
    if (decoder->library == (iconv_t)-1) {
        free(decoder);
        return FB_ERR_INTERNAL;
    }
    set_changed(decoder);
    status = decode(decoder, out, bytes, length, found);
    iconv_close(decoder->library);
    free(decoder);
    return status;
}
