/*
 * memory.h: what the checks of many records remember: which characters the fonts have.
 *
 * Forms of one office use the same few thousand characters; each is looked for in the fonts once.
 * A memory belongs to one thread.
 */
#ifndef FB_CHECK_MEMORY_H
#define FB_CHECK_MEMORY_H

#include "font/font.h"

#include <stdbool.h>
#include <stdint.h>

struct fb_check_memory;

FB_MUST_USE fb_status fb_check_memory_new(struct fb_check_memory **out);
void fb_check_memory_free(struct fb_check_memory *memory);

/*
 * Whether the fonts have a character in every role of a set (bit 1 << role). The memory may be NULL
 * and may have been used with other fonts or roles before.
 */
bool fb_check_covers(struct fb_check_memory *memory, const struct fb_font_set *fonts,
                     unsigned roles, uint32_t character);

#endif
