#include "font/face.h"

/*
 * Noto maps U+2014 to a Western dash (0.89 em) and leaves it to the features of the Chinese
 * language to put the Chinese one, and the joined pair, in its place. So the marks are shaped once,
 * when the face is opened.
 */

static const uint32_t DASHES[] = {0x2014, 0x2014};
static const uint32_t ELLIPSIS[] = {0x2026};

static void shape(const struct fb_face *face, hb_buffer_t *buffer, hb_direction_t direction,
                  const uint32_t *characters, int count)
{
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_codepoints(buffer, characters, count, 0, count);
    hb_buffer_set_direction(buffer, direction);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
    hb_shape(face->hb_font, buffer, NULL, 0);
}

/* Shapes the characters; returns their one glyph if it is `ems` wide, else 0. */
static uint32_t shape_to_one(const struct fb_face *face, hb_buffer_t *buffer,
                             const uint32_t *characters, int count, int32_t ems)
{
    unsigned length;
    const hb_glyph_info_t *glyphs;
    uint32_t glyph;

    shape(face, buffer, HB_DIRECTION_LTR, characters, count);
    glyphs = hb_buffer_get_glyph_infos(buffer, &length);
    if (length != 1)
        return 0;
    glyph = glyphs[0].codepoint;
    if (!fb_sfnt_has_outline(&face->sfnt, glyph))
        return 0;
    return fb_face_advance(face, glyph) == ems * face->metrics.units_per_em ? glyph : 0;
}

fb_status fb_face_find_chinese_forms(struct fb_face *face)
{
    hb_buffer_t *buffer = hb_buffer_create();

    if (!hb_buffer_allocation_successful(buffer)) {
        hb_buffer_destroy(buffer);
        return FB_ERR_NOMEM;
    }
    face->forms.dash = shape_to_one(face, buffer, DASHES, 1, 1);
    face->forms.dash_pair = shape_to_one(face, buffer, DASHES, 2, 2);
    face->forms.ellipsis = shape_to_one(face, buffer, ELLIPSIS, 1, 1);
    hb_buffer_destroy(buffer);
    return FB_OK;
}

fb_status fb_face_vertical_form(uint32_t *out, const struct fb_face *face, uint32_t character)
{
    hb_buffer_t *buffer = hb_buffer_create();
    const hb_glyph_info_t *glyphs;
    uint32_t horizontal = fb_face_glyph(face, character);
    unsigned length;

    *out = 0;
    if (!hb_buffer_allocation_successful(buffer)) {
        hb_buffer_destroy(buffer);
        return FB_ERR_NOMEM;
    }
    shape(face, buffer, HB_DIRECTION_TTB, &character, 1);
    glyphs = hb_buffer_get_glyph_infos(buffer, &length);
    if (length == 1 && glyphs[0].codepoint != horizontal &&
        fb_sfnt_has_outline(&face->sfnt, glyphs[0].codepoint))
        *out = glyphs[0].codepoint;
    hb_buffer_destroy(buffer);
    return FB_OK;
}
