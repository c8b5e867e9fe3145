#include "batch/names.h"

#include "base/hash.h"
#include "base/unfit.h"
#include "base/utf8.h"

#include <string.h>

/* What Windows forbids in a name, and what looks like it. */
static const struct {
    char forbidden;
    const char *instead;
} FORBIDDEN[] = {
    {'/', "／"}, {'\\', "＼"}, {':', "："}, {'*', "＊"}, {'?', "？"},
    {'"', "＂"}, {'<', "＜"},  {'>', "＞"}, {'|', "｜"},
};

/* Names that Windows keeps for devices, whatever extension follows. */
static const char *const DEVICES[] = {"CON", "PRN", "AUX", "NUL"};

static bool is_blank(uint32_t character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || character == 0x85 ||
           character == 0xA0 || (character >= 0x2000 && character <= 0x200A) ||
           character == 0x2028 || character == 0x2029 || character == 0x202F ||
           character == 0x205F || character == 0x3000;
}

static const char *find_instead(uint32_t character)
{
    for (size_t i = 0; i < sizeof FORBIDDEN / sizeof *FORBIDDEN; i++) {
        if (character == (unsigned char)FORBIDDEN[i].forbidden)
            return FORBIDDEN[i].instead;
    }
    return NULL;
}

/* Appends one character of `size` bytes in the form that a name may have. */
static void append_character(struct fb_buffer *out, size_t start, uint32_t character,
                             const char *bytes, size_t size)
{
    const char *instead = find_instead(character);
    bool empty = out->length == start;

    if (is_blank(character)) {
        if (!empty && out->data[out->length - 1] != ' ')
            fb_buffer_append_char(out, ' ');
    } else if (instead != NULL) {
        fb_buffer_append_string(out, instead);
    } else if (fb_character_unfit(character) != FB_UNFIT_INVISIBLE &&
               !(empty && character == '.')) {
        fb_buffer_append(out, bytes, size);
    }
}

static void drop_end(struct fb_buffer *out, size_t length)
{
    out->length = length;
    out->data[length] = '\0';
}

/* Drops blanks and dots at the end, which Windows does not keep. */
static void trim_end(struct fb_buffer *out, size_t start)
{
    size_t length = out->length;

    while (length > start && (out->data[length - 1] == ' ' || out->data[length - 1] == '.'))
        length--;
    drop_end(out, length);
}

static char capital(char letter)
{
    return letter >= 'a' && letter <= 'z' ? (char)(letter - 'a' + 'A') : letter;
}

static bool equals_capital(const char *name, size_t length, const char *capitals)
{
    if (strlen(capitals) != length)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (capital(name[i]) != capitals[i])
            return false;
    }
    return true;
}

static bool is_device(const char *name)
{
    size_t length = strcspn(name, ".");

    for (size_t i = 0; i < sizeof DEVICES / sizeof *DEVICES; i++) {
        if (equals_capital(name, length, DEVICES[i]))
            return true;
    }
    return length == 4 && name[3] >= '1' && name[3] <= '9' &&
           (equals_capital(name, 3, "COM") || equals_capital(name, 3, "LPT"));
}

/* Puts "_" before the name of a device. */
static void protect_device(struct fb_buffer *out, size_t start)
{
    size_t length = out->length - start;

    if (!is_device(out->data + start))
        return;
    fb_buffer_append_char(out, '_');
    if (out->status != FB_OK)
        return;
    memmove(out->data + start + 1, out->data + start, length);
    out->data[start] = '_';
}

/* Cuts what is too long between characters, and ends it with its hash. */
static void shorten(struct fb_buffer *out, size_t start)
{
    enum { DIGITS = 8, TAIL = 1 + DIGITS };
    struct fb_hash hash = fb_hash_bytes(out->data + start, out->length - start);
    size_t end = start + FB_NAME_LIMIT - TAIL;

    if (out->length - start <= FB_NAME_LIMIT)
        return;
    while (((unsigned char)out->data[end] & 0xC0) == 0x80)
        end--;
    drop_end(out, end);
    fb_buffer_append_char(out, '~');
    fb_buffer_append_hex(out, (uint32_t)hash.low, DIGITS);
}

bool fb_name_append(struct fb_buffer *out, const char *text)
{
    size_t start = out->length, length = strlen(text);

    for (size_t i = 0; i < length;) {
        uint32_t character = 0;
        size_t size = fb_utf8_decode(text + i, length - i, &character);
        if (size > 0)
            append_character(out, start, character, text + i, size);
        else
            fb_buffer_append_char(out, '_');
        i += size > 0 ? size : 1;
    }
    trim_end(out, start);
    shorten(out, start);
    protect_device(out, start);
    return out->length > start;
}
