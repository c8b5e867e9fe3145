#include "text/sign.h"

static const uint32_t WHITE_SQUARE = 0x25A1, BALLOT_BOX = 0x2610, LAST_BOX = 0x2612;

/* Of the size: how large a script is, and how far it stands above or below the line. */
enum { SCRIPT_SIZE = 62, SUPER_RISE = 36, SUB_DROP = 14 };

/* Two dashes overlap by a tenth of an em, so that no printer shows a seam. */
enum { DASH_OVERLAP = 10 };

/* A box of ink, in the line's unit at the cluster's size. */
struct ink {
    fb_length left, bottom, right, top;
};

static fb_length to_length(const struct fb_glyph_choice *choice, fb_length size, int32_t units)
{
    return size * units / fb_face_metrics(choice->face)->units_per_em;
}

static struct ink ink_of(const struct fb_glyph_choice *choice, fb_length size)
{
    int32_t box[4];

    fb_face_glyph_box(choice->face, choice->glyph, box);
    return (struct ink){to_length(choice, size, box[0]), to_length(choice, size, box[1]),
                        to_length(choice, size, box[2]), to_length(choice, size, box[3])};
}

bool fb_sign_is_check_box(uint32_t character)
{
    return character >= BALLOT_BOX && character <= LAST_BOX;
}

/*
 * The empty box of the same face tells how large its boxes are; a tick may reach beyond. All boxes
 * of the face have one left and one bottom.
 */
void fb_sign_fit_check_box(struct fb_cluster *cluster, const struct fb_font_set *fonts,
                           enum fb_font_role role)
{
    struct fb_glyph_choice square, empty;
    struct ink wanted, found;
    fb_length em = cluster->size;

    if (!fb_font_choose(fonts, role, WHITE_SQUARE, &square) ||
        !fb_font_choose(fonts, role, BALLOT_BOX, &empty) || empty.face != cluster->choice.face)
        return;
    wanted = ink_of(&square, em);
    found = ink_of(&empty, em);
    if (found.top <= found.bottom)
        return;
    cluster->size = em * (wanted.top - wanted.bottom) / (found.top - found.bottom);
    found = ink_of(&empty, cluster->size);
    cluster->natural = to_length(&cluster->choice, cluster->size, cluster->choice.advance);
    cluster->advance = em;
    cluster->along = wanted.left - found.left;
    cluster->across += found.bottom - wanted.bottom;
}

void fb_sign_set_script(struct fb_cluster *cluster, enum fb_script script)
{
    cluster->across = script == FB_SCRIPT_SUPER ? -cluster->size * SUPER_RISE / 100
                                                : cluster->size * SUB_DROP / 100;
    cluster->size = cluster->size * SCRIPT_SIZE / 100;
    cluster->script = true;
}

bool fb_sign_is_centred(const struct fb_glyph_choice *choice)
{
    int32_t middle = fb_face_metrics(choice->face)->units_per_em / 2, box[4];

    fb_face_glyph_box(choice->face, choice->glyph, box);
    return box[0] < middle && box[2] > middle;
}

void fb_sign_join_dashes(struct fb_cluster *left, struct fb_cluster *right)
{
    fb_length apart = left->natural - ink_of(&left->choice, left->size).right +
                      ink_of(&right->choice, right->size).left;
    fb_length each = (apart + left->size * DASH_OVERLAP / 100) / 2;

    left->along += each;
    right->along -= each;
}

void fb_sign_narrow_dot(struct fb_cluster *cluster)
{
    fb_length half = cluster->size / 2;

    cluster->along += (half - cluster->advance) / 2;
    cluster->advance = half;
}
