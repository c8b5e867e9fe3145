/*
 * characters.h: single characters of a record's texts, which are valid UTF-8 and end with NUL.
 */
#ifndef FB_CHECK_CHARACTERS_H
#define FB_CHECK_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Returns the bytes of the character at a place of a text. */
static inline size_t fb_check_size(const char *text)
{
    unsigned char first = (unsigned char)text[0];

    if (first < 0xE0)
        return first < 0x80 ? 1 : 2;
    return first < 0xF0 ? 3 : 4;
}

/* Sets `*character` to the first one of a text that is not at its end; returns its bytes. */
size_t fb_check_step(const char *text, uint32_t *character);

/* Whether a character is one of the 20,976 Han characters that have three bytes. */
static inline bool fb_check_is_han(uint32_t character)
{
    return character >= 0x4E00 && character <= 0x9FFF;
}

bool fb_check_starts_with(const char *text, const char *prefix);

#endif
