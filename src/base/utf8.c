#include "base/utf8.h"

#include <string.h>

/* Smallest character that needs so many bytes; the index is the number of bytes. */
static const uint32_t SMALLEST[] = {0, 0, 0x80, 0x800, 0x10000};

static bool follows(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Three bytes, as nearly all of Chinese has. */
static size_t decode_three(const char *bytes, uint32_t *out)
{
    uint32_t second = (unsigned char)bytes[1] ^ 0x80u, third = (unsigned char)bytes[2] ^ 0x80u;
    uint32_t character = ((unsigned char)bytes[0] & 0x0Fu) << 12 | second << 6 | third;

    if ((second | third) > 0x3F || character < SMALLEST[3] ||
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

size_t fb_utf8_decode_sequence(const char *bytes, size_t length, uint32_t *out)
{
    unsigned char first = length > 0 ? (unsigned char)bytes[0] : 0;

    if (first >= 0xE0 && first < 0xF0)
        return length >= 3 ? decode_three(bytes, out) : 0;
    if (first >= 0xC2 && first < 0xE0)
        return length >= 2 ? decode_rare(bytes, 2, out) : 0;
    if (first >= 0xF0 && first < 0xF5)
        return length >= 4 ? decode_rare(bytes, 4, out) : 0;
    return 0;
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

/* Returns how many bytes from the start are characters of ASCII, in whole words. */
static size_t skip_ascii(const char *bytes, size_t length)
{
    size_t at = 0;

    for (uint64_t word; length - at >= sizeof word; at += sizeof word) {
        memcpy(&word, bytes + at, sizeof word);
        if ((word & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    return at;
}

bool fb_utf8_valid(const char *bytes, size_t length, size_t *offset)
{
    for (size_t i = 0; i < length;) {
        uint32_t character;
        unsigned char first = (unsigned char)bytes[i];
        size_t size;
        if (first < 0x80)
            size = 1 + skip_ascii(bytes + i + 1, length - i - 1);
        else if (first >= 0xE0 && first < 0xF0 && length - i >= 3)
            size = decode_three(bytes + i, &character);
        else
            size = fb_utf8_decode_sequence(bytes + i, length - i, &character);
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
