#include "base/unfit.h"
#include "font/face.h"

enum { DASH = 0x2014, ELLIPSIS = 0x2026 };

/*
 * The white space of Unicode (property White_Space) that lines are made of; controls and line ends
 * are no glyphs.
 */
static bool is_space(uint32_t character)
{
    return character == ' ' || character == 0xA0 || (character >= 0x2000 && character <= 0x200A) ||
           character == 0x202F || character == 0x205F || character == 0x3000;
}

/* ASCII, and the letters that stand beside it in one word (é, ü, ǎ): U+00C0 to U+024F less × ÷. */
static bool is_latin(uint32_t character)
{
    if (character <= 0xA0)
        return character < 0x7F || character == 0xA0;
    return character >= 0xC0 && character <= 0x24F && character != 0xD7 && character != 0xF7;
}

/*
 * Marks that Chinese and Latin text share (GB/T 15834-2011: 引号, 破折号, 省略号, 间隔号). In a
 * Chinese document they are Chinese ones, whatever their width in the face.
 */
static bool is_shared_mark(uint32_t character)
{
    return character == 0xB7 || character == DASH || character == ELLIPSIS ||
           (character >= 0x2018 && character <= 0x201D && character != 0x201A &&
            character != 0x201B);
}

uint32_t fb_face_glyph(const struct fb_face *face, uint32_t character)
{
    hb_codepoint_t glyph;

    if (!hb_font_get_nominal_glyph(face->hb_font, character, &glyph))
        return 0;
    if (is_space(character))
        return glyph < face->sfnt.glyph_count ? glyph : 0;
    return fb_sfnt_has_outline(&face->sfnt, glyph) ? glyph : 0;
}

/* Returns the Chinese form of a dash or an ellipsis, if the face has another than `glyph`. */
static uint32_t chinese_form(const struct fb_face *face, uint32_t character, uint32_t glyph)
{
    uint32_t form = character == DASH       ? face->forms.dash
                    : character == ELLIPSIS ? face->forms.ellipsis
                                            : 0;

    return form != 0 ? form : glyph;
}

static bool choose_in(const struct fb_face *face, uint32_t character, struct fb_glyph_choice *out)
{
    uint32_t glyph = face != NULL ? fb_face_glyph(face, character) : 0;

    if (glyph == 0)
        return false;
    glyph = chinese_form(face, character, glyph);
    *out = (struct fb_glyph_choice){face, glyph, fb_face_advance(face, glyph)};
    return true;
}

static bool choose_in_chain(const struct fb_font_set *set, const struct fb_font_chain *chain,
                            uint32_t character, struct fb_glyph_choice *out)
{
    for (size_t i = 0; i < chain->count; i++) {
        if (choose_in(fb_font_set_find(set, chain->faces[i]), character, out))
            return true;
    }
    return false;
}

/* Is the glyph one that the Latin face should draw, if it can? */
static bool is_proportional(const struct fb_glyph_choice *choice, uint32_t character)
{
    return choice->face->file->east_asian &&
           choice->advance != choice->face->metrics.units_per_em && !is_shared_mark(character);
}

static bool choose(const struct fb_font_set *set, enum fb_font_role role, uint32_t character,
                   struct fb_glyph_choice *out)
{
    const struct fb_font_chain *chain = fb_font_catalogue_chain(role);
    const struct fb_face *latin = fb_font_set_find(set, chain->latin);
    struct fb_glyph_choice proportional;

    if (fb_character_unfit(character) != FB_FIT)
        return false;
    if (is_latin(character) && choose_in(latin, character, out))
        return true;
    if (!choose_in_chain(set, chain, character, out))
        return false;
    if (is_proportional(out, character) && choose_in(latin, character, &proportional))
        *out = proportional;
    return true;
}

bool fb_font_choose(const struct fb_font_set *set, enum fb_font_role role, uint32_t character,
                    struct fb_glyph_choice *out)
{
    struct fb_remembered_choice *place = fb_font_set_remembered(set, role, character);

    if (!place->known || place->character != character || place->role != role) {
        *place = (struct fb_remembered_choice){.known = true, .role = role, .character = character};
        place->found = choose(set, role, character, &place->choice);
    }
    if (place->found)
        *out = place->choice;
    return place->found;
}

bool fb_font_choose_dash_pair(const struct fb_font_set *set, enum fb_font_role role,
                              struct fb_glyph_choice *out)
{
    struct fb_glyph_choice dash;
    uint32_t pair;

    if (!fb_font_choose(set, role, DASH, &dash))
        return false;
    pair = dash.face->forms.dash_pair;
    if (pair == 0)
        return false;
    *out = (struct fb_glyph_choice){dash.face, pair, fb_face_advance(dash.face, pair)};
    return true;
}

bool fb_font_covers(const struct fb_font_set *set, enum fb_font_role role, uint32_t character)
{
    struct fb_glyph_choice choice;

    return fb_font_choose(set, role, character, &choice);
}
