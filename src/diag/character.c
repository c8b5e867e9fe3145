#include "diag/character.h"

#include "base/unfit.h"
#include "base/utf8.h"

#include <stdio.h>

static enum fb_diag_code code_of(uint32_t character)
{
    switch (fb_character_unfit(character)) {
    case FB_UNFIT_INVISIBLE:
        return FB_DIAG_CHARACTER_INVISIBLE;
    case FB_UNFIT_LOST:
        return FB_DIAG_CHARACTER_LOST;
    case FB_UNFIT_RIGHT_TO_LEFT:
        return FB_DIAG_CHARACTER_DIRECTION;
    case FB_FIT:
        break;
    }
    return FB_DIAG_GLYPH_MISSING;
}

void fb_report_character(struct fb_diagnostics *sink, struct fb_position position,
                         uint32_t character, const char *name)
{
    char code[16], glyph[5] = "";

    snprintf(code, sizeof code, "U+%04X", (unsigned)character);
    fb_utf8_encode(glyph, character);
    fb_report(sink, code_of(character), position, code, glyph, name);
}
