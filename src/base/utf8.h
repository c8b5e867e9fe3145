/*
 * utf8.h: UTF-8 as RFC 3629 defines it (no surrogates, nothing overlong, up to U+10FFFF).
 */
#ifndef FB_BASE_UTF8_H
#define FB_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes what does not begin with a character of ASCII; a part of fb_utf8_decode. */
size_t fb_utf8_decode_sequence(const char *bytes, size_t length, uint32_t *out);

/*
 * Decodes the first character of `length` bytes into `*out` and returns how many bytes it takes
 * (1 to 4), or 0 if the bytes are not UTF-8 or `length` is 0.
 */
static inline size_t fb_utf8_decode(const char *bytes, size_t length, uint32_t *out)
{
    if (length == 0 || (unsigned char)bytes[0] >= 0x80)
        return fb_utf8_decode_sequence(bytes, length, out);
    *out = (unsigned char)bytes[0];
    return 1;
}

/* Writes the character's 1 to 4 bytes to `out` and returns their number; 0 if it has no form. */
size_t fb_utf8_encode(char out[4], uint32_t character);

/* Returns true if all bytes are UTF-8; else sets `*offset` to the first byte that is not. */
bool fb_utf8_valid(const char *bytes, size_t length, size_t *offset);

/* Returns the number of characters (code points) in valid UTF-8. */
size_t fb_utf8_length(const char *bytes, size_t length);

#endif
