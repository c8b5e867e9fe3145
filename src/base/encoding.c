#include "base/encoding.h"

#include "base/encoding_private.h"
#include "base/utf8.h"

#include <string.h>

static const struct {
    const char *name; /* small, without marks */
    enum fb_encoding encoding;
} NAMES[] = {
    {"utf8", FB_ENCODING_UTF8},       {"gb18030", FB_ENCODING_GB18030},
    {"gbk", FB_ENCODING_GB18030},     {"gb2312", FB_ENCODING_GB18030},
    {"cp936", FB_ENCODING_GB18030},   {"euccn", FB_ENCODING_GB18030},
    {"ansi", FB_ENCODING_GB18030},    {"utf16", FB_ENCODING_UTF16BE},
    {"utf16le", FB_ENCODING_UTF16LE}, {"utf16be", FB_ENCODING_UTF16BE},
};

bool fb_encoding_parse(enum fb_encoding *out, const char *name)
{
    char plain[FB_ENCODING_NAME];
    size_t length = 0;

    for (; *name != '\0'; name++) {
        if (*name == '-' || *name == '_')
            continue;
        if (length + 1 == sizeof plain)
            return false;
        plain[length++] = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
    }
    plain[length] = '\0';
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (strcmp(NAMES[i].name, plain) == 0) {
            *out = NAMES[i].encoding;
            return true;
        }
    }
    return false;
}

const char *fb_encoding_name(enum fb_encoding encoding)
{
    static const char *const TITLES[] = {
        [FB_ENCODING_UTF8] = "UTF-8",
        [FB_ENCODING_GB18030] = "GB 18030",
        [FB_ENCODING_UTF16LE] = "UTF-16LE",
        [FB_ENCODING_UTF16BE] = "UTF-16BE",
    };

    return TITLES[encoding];
}

/* The byte order marks (Unicode, 23.8). */
static const struct {
    const char *bytes;
    size_t length;
    enum fb_encoding encoding;
} MARKS[] = {
    {"\xEF\xBB\xBF", 3, FB_ENCODING_UTF8},
    {"\xFF\xFE", 2, FB_ENCODING_UTF16LE},
    {"\xFE\xFF", 2, FB_ENCODING_UTF16BE},
    {"\x84\x31\x95\x33", 4, FB_ENCODING_GB18030},
};

/* Returns the length of the mark that the text begins with, or 0. */
static size_t mark_length(enum fb_encoding *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        if (length >= MARKS[i].length && memcmp(bytes, MARKS[i].bytes, MARKS[i].length) == 0) {
            *out = MARKS[i].encoding;
            return MARKS[i].length;
        }
    }
    return 0;
}

bool fb_encoding_mark(enum fb_encoding *out, const char *bytes, size_t length)
{
    return mark_length(out, bytes, length) > 0;
}

/* How far a text is explained by each encoding, in bytes that are not ASCII. */
struct evidence {
    size_t all;
    size_t utf8;       /* in characters of UTF-8 */
    size_t utf8_long;  /* of these, in characters of three and four bytes, as ideographs are */
    size_t utf8_signs; /* of these, in U+0080 to U+00FF: signs such as × ± · */
    size_t gb;         /* in codes of GB 2312, which are nearly all that is written */
    size_t gb_common;  /* of these, in its ideographs of level 1 */
};

static void weigh_utf8(struct evidence *evidence, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t character = 0;
        size_t size = fb_utf8_decode(bytes + at, length - at, &character);
        if (size > 1) {
            evidence->utf8 += size;
            evidence->utf8_long += size > 2 ? size : 0;
            evidence->utf8_signs += character <= 0xFF ? size : 0;
        }
        at += size > 0 ? size : 1;
    }
}

static void weigh_gb(struct evidence *evidence, const unsigned char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        bool pair = bytes[at] >= 0x81 && at + 1 < length && bytes[at + 1] >= 0x40;
        if (pair && bytes[at] >= 0xA1 && bytes[at] <= 0xF7 && bytes[at + 1] >= 0xA1) {
            evidence->gb += 2;
            evidence->gb_common += bytes[at] >= 0xB0 && bytes[at] <= 0xD7 ? 2 : 0;
        }
        at += pair ? 2 : 1;
    }
}

static size_t count_high(const char *bytes, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += (unsigned char)bytes[i] >> 7;
    return count;
}

bool fb_encoding_is_ascii(const char *bytes, size_t length)
{
    return count_high(bytes, length) == 0;
}

/* Whether all of a text is UTF-8, and some of it in characters of three and four bytes. */
static bool is_chinese_utf8(const char *bytes, size_t length)
{
    size_t offset, at = 0;

    while (at < length && (unsigned char)bytes[at] < 0xE0)
        at++;
    return at < length && fb_utf8_valid(bytes, length, &offset);
}

enum fb_encoding fb_encoding_detect(const char *bytes, size_t length)
{
    struct evidence found = {0};
    enum fb_encoding marked;

    if (fb_encoding_mark(&marked, bytes, length))
        return marked;
    if (is_chinese_utf8(bytes, length)) /* as nearly all are */
        return FB_ENCODING_UTF8;
    found.all = count_high(bytes, length);
    weigh_utf8(&found, bytes, length);
    if (found.utf8 == found.all && (found.utf8_long > 0 || found.utf8_signs == found.all))
        return FB_ENCODING_UTF8;
    weigh_gb(&found, (const unsigned char *)bytes, length);
    /* A text of Chinese has ideographs; one that has none in UTF-8 but all in GB 2312 is that. */
    if (found.utf8 == found.all)
        return found.gb_common == found.all ? FB_ENCODING_GB18030 : FB_ENCODING_UTF8;
    return found.utf8_long > found.gb ? FB_ENCODING_UTF8 : FB_ENCODING_GB18030;
}

void fb_encoding_put(struct fb_buffer *out, uint32_t character, uint32_t code,
                     struct fb_decoding *found)
{
    bool is_private = (character >= 0xE000 && character <= 0xF8FF) || character >= 0xF0000;
    char bytes[4];

    if (is_private && found->private_count++ == 0) {
        found->private_offset = out->length;
        found->private_code = code;
        found->private_character = character;
    }
    fb_buffer_append(out, bytes, fb_utf8_encode(bytes, character));
}

fb_status fb_encoding_refuse(struct fb_decoding *found, const unsigned char *bytes, size_t length)
{
    found->bad_length = length;
    found->bad = 0;
    for (size_t i = 0; i < length; i++)
        found->bad = found->bad << 8 | bytes[i];
    return FB_ERR_INPUT;
}

static fb_status decode_utf8(struct fb_buffer *out, const char *bytes, size_t length,
                             struct fb_decoding *found)
{
    size_t bad = length;
    bool valid = fb_utf8_valid(bytes, length, &bad);

    fb_buffer_append(out, bytes, valid ? length : bad);
    return valid ? out->status : fb_encoding_refuse(found, (const unsigned char *)bytes + bad, 1);
}

static uint32_t unit_at(const unsigned char *bytes, bool big)
{
    return big ? (uint32_t)bytes[0] << 8 | bytes[1] : (uint32_t)bytes[1] << 8 | bytes[0];
}

/* RFC 2781, 2.2. */
static fb_status decode_utf16(struct fb_buffer *out, const unsigned char *bytes, size_t length,
                              bool big, struct fb_decoding *found)
{
    for (size_t at = 0; at < length; at += 2) {
        uint32_t unit = length - at >= 2 ? unit_at(bytes + at, big) : 0xDC00, low;
        if ((unit & 0xF800) != 0xD800) {
            fb_encoding_put(out, unit, unit, found);
            continue;
        }
        low = length - at >= 4 ? unit_at(bytes + at + 2, big) : 0;
        if ((unit & 0xFC00) != 0xD800 || (low & 0xFC00) != 0xDC00)
            return fb_encoding_refuse(found, bytes + at, length - at >= 2 ? 2 : 1);
        fb_encoding_put(out, 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF), unit << 16 | low,
                        found);
        at += 2;
    }
    return out->status;
}

fb_status fb_encoding_decode(struct fb_buffer *out, const char *bytes, size_t length,
                             enum fb_encoding encoding, struct fb_decoding *found)
{
    enum fb_encoding marked = encoding;
    size_t mark = mark_length(&marked, bytes, length);
    bool utf16 = encoding == FB_ENCODING_UTF16LE || encoding == FB_ENCODING_UTF16BE;
    const unsigned char *start;

    *found = (struct fb_decoding){0};
    /* A mark of UTF-16 tells its order; one of another encoding is a fault, told as such. */
    if (utf16 && (marked == FB_ENCODING_UTF16LE || marked == FB_ENCODING_UTF16BE))
        encoding = marked;
    if (marked != encoding)
        mark = 0;
    bytes += mark;
    length -= mark;
    start = (const unsigned char *)bytes;
    if (encoding == FB_ENCODING_GB18030)
        return fb_encoding_decode_gb(out, start, length, found);
    if (encoding == FB_ENCODING_UTF8)
        return decode_utf8(out, bytes, length, found);
    return decode_utf16(out, start, length, encoding == FB_ENCODING_UTF16BE, found);
}
