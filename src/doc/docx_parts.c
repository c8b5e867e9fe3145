#include "doc/docx_parts.h"

#include "base/utf8.h"

#include <string.h>

static const char RESERVED[] = "点击填写";

/* The spaces of Unicode (category Zs), what ends a line, and marks without width. */
static bool is_space(uint32_t character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || character == 0xA0 ||
           character == 0x1680 || (character >= 0x2000 && character <= 0x200B) ||
           character == 0x202F || character == 0x205F || character == 0x3000 || character == 0xFEFF;
}

/* Returns the bytes of the spaces that a text begins with. */
static size_t skip_spaces(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        uint32_t character;
        size_t taken = fb_utf8_decode(text + at, length - at, &character);
        if (taken == 0 || !is_space(character))
            break;
        at += taken;
    }
    return at;
}

bool fb_docx_is_placeholder(const char *text)
{
    size_t length = strlen(text), reserved = sizeof RESERVED - 1;
    size_t at = skip_spaces(text, length);

    if (length - at >= reserved && memcmp(text + at, RESERVED, reserved) == 0)
        at += reserved;
    return at + skip_spaces(text + at, length - at) == length;
}

void fb_docx_append_words(struct fb_buffer *out, const char *text)
{
    size_t length = strlen(text);

    for (size_t at = skip_spaces(text, length), taken; at < length; at += taken) {
        uint32_t character;
        taken = fb_utf8_decode(text + at, length - at, &character);
        taken = taken > 0 ? taken : 1;
        fb_buffer_append(out, text + at, taken);
        taken += skip_spaces(text + at + taken, length - at - taken);
    }
}
