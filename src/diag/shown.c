#include "diag/shown.h"

#include "base/buffer.h"
#include "base/unfit.h"
#include "base/utf8.h"

#include <string.h>

/* Returns the bytes of a line's end that a text begins with; 0 if it begins with none. */
static size_t line_end(const char *text)
{
    if (text[0] == '\r' && text[1] == '\n')
        return 2;
    return text[0] == '\n' || text[0] == '\r' ? 1 : 0;
}

/* Appends the character that a text begins with; returns its bytes. */
static size_t append(struct fb_buffer *out, const char *text, size_t length)
{
    uint32_t character;
    size_t size = line_end(text);

    if (size > 0) {
        fb_buffer_append_string(out, "⏎");
        return size;
    }
    size = fb_utf8_decode(text, length, &character);
    if (size == 0 || fb_character_unfit(character) == FB_UNFIT_INVISIBLE)
        fb_buffer_append_char(out, '?');
    else
        fb_buffer_append(out, text, size);
    return size > 0 ? size : 1;
}

const char *fb_shown(struct fb_arena *arena, const char *text)
{
    enum { LONGEST = 300 };
    size_t length = strlen(text), at = 0;
    struct fb_buffer shown;
    const char *copy = NULL;

    fb_buffer_init(&shown, 4 * (LONGEST + 2));
    for (size_t count = 0; at < length && count < LONGEST; count++)
        at += append(&shown, text + at, length - at);
    if (at < length)
        fb_buffer_append_string(&shown, "…");
    if (shown.status == FB_OK)
        copy = fb_arena_copy(arena, shown.data, shown.length);
    fb_buffer_release(&shown);
    return copy;
}
