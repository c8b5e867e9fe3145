#include "check/characters.h"

#include "base/utf8.h"

#include <string.h>

size_t fb_check_step(const char *text, uint32_t *character)
{
    size_t length = 1;

    while (length < 4 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length++;
    length = fb_utf8_decode(text, length, character);
    return length > 0 ? length : 1;
}

bool fb_check_is_han(uint32_t character)
{
    return character >= 0x4E00 && character <= 0x9FFF;
}

/* Most texts differ in the first byte already. */
bool fb_check_starts_with(const char *text, const char *prefix)
{
    return text[0] == prefix[0] && strncmp(text, prefix, strlen(prefix)) == 0;
}
