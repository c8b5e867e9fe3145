#include "diag/shown.h"

#include "base/buffer.h"
#include "base/unfit.h"
#include "base/utf8.h"

#include <string.h>

const char *fb_shown(struct fb_arena *arena, const char *text)
{
    enum { LONGEST = 300 };
    size_t length = strlen(text), at = 0;
    struct fb_buffer shown;
    const char *copy = NULL;

    fb_buffer_init(&shown, 4 * (LONGEST + 2));
    for (size_t count = 0; at < length && count < LONGEST; count++) {
        uint32_t character;
        size_t size = fb_utf8_decode(text + at, length - at, &character);
        if (size == 0 || fb_character_unfit(character) == FB_UNFIT_INVISIBLE)
            fb_buffer_append_char(&shown, '?');
        else
            fb_buffer_append(&shown, text + at, size);
        at += size > 0 ? size : 1;
    }
    if (at < length)
        fb_buffer_append_string(&shown, "…");
    if (shown.status == FB_OK)
        copy = fb_arena_copy(arena, shown.data, shown.length);
    fb_buffer_release(&shown);
    return copy;
}
