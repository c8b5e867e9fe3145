/*
 * character.h: reporting a character that cannot be printed.
 */
#ifndef FB_DIAG_CHARACTER_H
#define FB_DIAG_CHARACTER_H

#include "diag/diagnostics.h"

#include <stdint.h>

/*
 * Reports a character of a text that may not stand in a form (base/unfit.h: character-invisible,
 * character-lost, character-direction), or else one that no font has (glyph-missing).
 * `name` is what the text is called: a field, or for text of a template its style.
 */
void fb_report_character(struct fb_diagnostics *sink, struct fb_position position,
                         uint32_t character, const char *name);

#endif
