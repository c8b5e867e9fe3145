#include "base/utf8.h"

/* Smallest character that needs so many bytes; the index is the number of bytes. */
static const uint32_t SMALLEST[] = {0, 0, 0x80, 0x800, 0x10000};

static size_t sequence_length(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first < 0xE0)
        return 2;
    if (first >= 0xE0 && first < 0xF0)
        return 3;
    if (first >= 0xF0 && first < 0xF5)
        return 4;
    return 0;
}

static bool follows(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Three bytes, as nearly all of Chinese has. */
static size_t decode_three(const char *bytes, uint32_t *out)
{
    uint32_t character = ((unsigned char)bytes[0] & 0x0Fu) << 12 |
                         ((unsigned char)bytes[1] & 0x3Fu) << 6 | ((unsigned char)bytes[2] & 0x3Fu);

    if (!follows(bytes[1]) || !follows(bytes[2]) || character < SMALLEST[3] ||
        (character >= 0xD800 && character < 0xE000))
        return 0;
    *out = character;
    return 3;
}

/* Two or four bytes. */
static size_t decode_rare(const char *bytes, size_t size, uint32_t *out)
{
    uint32_t character = (unsigned char)bytes[0] & (0xFFu >> (size + 1));

    for (size_t i = 1; i < size; i++) {
        if (!follows(bytes[i]))
            return 0;
        character = character << 6 | ((unsigned char)bytes[i] & 0x3Fu);
    }
    if (character < SMALLEST[size] || character > 0x10FFFF)
        return 0;
    *out = character;
    return size;
}

size_t fb_utf8_decode(const char *bytes, size_t length, uint32_t *out)
{
    size_t size = length > 0 ? sequence_length((unsigned char)bytes[0]) : 0;

    if (size == 0 || size > length)
        return 0;
    if (size == 3)
        return decode_three(bytes, out);
    if (size > 1)
        return decode_rare(bytes, size, out);
    *out = (unsigned char)bytes[0];
    return 1;
}

size_t fb_utf8_encode(char out[4], uint32_t character)
{
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        out[0] = (char)(0xC0 | character >> 6);
        out[1] = (char)(0x80 | (character & 0x3F));
        return 2;
    }
    if (character < 0x10000) {
        if (character >= 0xD800 && character < 0xE000)
            return 0;
        out[0] = (char)(0xE0 | character >> 12);
        out[1] = (char)(0x80 | (character >> 6 & 0x3F));
        out[2] = (char)(0x80 | (character & 0x3F));
        return 3;
    }
    if (character > 0x10FFFF)
        return 0;
    out[0] = (char)(0xF0 | character >> 18);
    out[1] = (char)(0x80 | (character >> 12 & 0x3F));
    out[2] = (char)(0x80 | (character >> 6 & 0x3F));
    out[3] = (char)(0x80 | (character & 0x3F));
    return 4;
}

bool fb_utf8_valid(const char *bytes, size_t length, size_t *offset)
{
    for (size_t i = 0; i < length;) {
        uint32_t character;
        size_t size = fb_utf8_decode(bytes + i, length - i, &character);
        if (size == 0) {
            *offset = i;
            return false;
        }
        i += size;
    }
    return true;
}

size_t fb_utf8_length(const char *bytes, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return count;
}
