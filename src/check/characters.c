#include "check/characters.h"

#include "base/utf8.h"

#include <string.h>

size_t fb_check_step(const char *text, uint32_t *character)
{
    return fb_utf8_decode(text, fb_check_size(text), character);
}

/* Most texts differ in the first byte already. */
bool fb_check_starts_with(const char *text, const char *prefix)
{
    return text[0] == prefix[0] && strncmp(text, prefix, strlen(prefix)) == 0;
}
