/*
 * utf8.h: UTF-8 as RFC 3629 defines it (no surrogates, nothing overlong, up to U+10FFFF).
 */
#ifndef FB_BASE_UTF8_H
#define FB_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Decodes the first character of `length` bytes into `*out` and returns how many bytes it takes
 * (1 to 4), or 0 if the bytes are not UTF-8 or `length` is 0.
 */
size_t fb_utf8_decode(const char *bytes, size_t length, uint32_t *out);

/* Writes the character's 1 to 4 bytes to `out` and returns their number; 0 if it has no form. */
size_t fb_utf8_encode(char out[4], uint32_t character);

/* Returns true if all bytes are UTF-8; else sets `*offset` to the first byte that is not. */
bool fb_utf8_valid(const char *bytes, size_t length, size_t *offset);

/* Returns the number of characters (code points) in valid UTF-8. */
size_t fb_utf8_length(const char *bytes, size_t length);

#endif
