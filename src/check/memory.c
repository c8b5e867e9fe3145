/*
 * memory.c: what the checks of many records remember: which characters the fonts have.
 */
#include "check/memory.h"

#include <stdlib.h>

/* Remembered characters; a power of two. Forms of one office have some thousand different ones. */
enum { SLOTS = 8192 };

struct fb_check_memory {
    const struct fb_font_set *fonts;
    unsigned roles;
    uint32_t covered[SLOTS]; /* at its own place by the low bits; 0: none */
};

fb_status fb_check_memory_new(struct fb_check_memory **out)
{
    *out = calloc(1, sizeof **out);
    return *out != NULL ? FB_OK : FB_ERR_NOMEM;
}

void fb_check_memory_free(struct fb_check_memory *memory)
{
    free(memory);
}

/* Looks into the fonts themselves. */
static bool has_all(const struct fb_font_set *fonts, unsigned roles, uint32_t character)
{
    for (int role = 0; role < FB_FONT_ROLES; role++) {
        if ((roles & 1U << role) != 0 && !fb_font_covers(fonts, (enum fb_font_role)role, character))
            return false;
    }
    return true;
}

bool fb_check_covers(struct fb_check_memory *memory, const struct fb_font_set *fonts,
                     unsigned roles, uint32_t character)
{
    uint32_t *slot;

    if (memory == NULL)
        return has_all(fonts, roles, character);
    if (memory->fonts != fonts || memory->roles != roles)
        *memory = (struct fb_check_memory){.fonts = fonts, .roles = roles};
    slot = &memory->covered[character & (SLOTS - 1)];
    if (*slot == character)
        return true;
    if (!has_all(fonts, roles, character))
        return false;
    *slot = character;
    return true;
}
