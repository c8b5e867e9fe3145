#include "font/face.h"

#include <string.h>

/* Thousandths of an em: the East Asian character face, one convention for all fonts. */
enum { ASCENDER = 880, DESCENDER = -120 };

static int32_t per_mille(const struct fb_face *face, int32_t thousandths)
{
    int32_t product = thousandths * face->metrics.units_per_em;

    return (product + (product < 0 ? -500 : 500)) / 1000;
}

/*
 * The height of H as drawn. Not all files state it in OS/2, and Fandol's state 0 (docs/fonts.md).
 * A face without an H has no capitals; its characters' top then stands for their height.
 */
static int32_t measure_cap_height(const struct fb_face *face)
{
    hb_glyph_extents_t extents;
    uint32_t glyph = fb_face_glyph(face, 'H');

    if (glyph == 0 || !hb_font_get_glyph_extents(face->hb_font, glyph, &extents))
        return face->metrics.ascender;
    return extents.y_bearing;
}

void fb_face_measure(struct fb_face *face)
{
    struct fb_face_metrics *metrics = &face->metrics;

    metrics->units_per_em = fb_sfnt_units_per_em(&face->sfnt);
    metrics->ascender = per_mille(face, ASCENDER);
    metrics->descender = per_mille(face, DESCENDER);
    metrics->cap_height = measure_cap_height(face);
    metrics->stem_v = per_mille(face, face->file->stem);
    fb_sfnt_box(&face->sfnt, metrics->box);
}

const struct fb_face_metrics *fb_face_metrics(const struct fb_face *face)
{
    return &face->metrics;
}

int32_t fb_face_advance(const struct fb_face *face, uint32_t glyph)
{
    return hb_font_get_glyph_h_advance(face->hb_font, glyph);
}

void fb_face_glyph_box(const struct fb_face *face, uint32_t glyph, int32_t box[4])
{
    hb_glyph_extents_t extents;

    memset(box, 0, 4 * sizeof box[0]);
    if (!hb_font_get_glyph_extents(face->hb_font, glyph, &extents))
        return;
    box[0] = extents.x_bearing;
    box[1] = extents.y_bearing + extents.height;
    box[2] = extents.x_bearing + extents.width;
    box[3] = extents.y_bearing;
}
