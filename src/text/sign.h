/*
 * sign.h: characters whose glyph is not set as its face has it.
 *
 * For the files of this room that build and rule clusters.
 */
#ifndef FB_TEXT_SIGN_H
#define FB_TEXT_SIGN_H

#include "text/cluster.h"

/* True for ☐ ☑ ☒. */
bool fb_sign_is_check_box(uint32_t character);

/*
 * Makes a check box as large as the □ of the role's face, beside which it stands in forms; they
 * come from different faces. It takes an em.
 */
void fb_sign_fit_check_box(struct fb_cluster *cluster, const struct fb_font_set *fonts,
                           enum fb_font_role role);

/* Makes a cluster smaller and moves it up or down; its advance is not set yet. */
void fb_sign_set_script(struct fb_cluster *cluster, enum fb_script script);

/* True if a glyph reaches into both halves of its em, so that neither is blank. */
bool fb_sign_is_centred(const struct fb_glyph_choice *choice);

/* Moves two dashes that have no joined glyph together, so that they overlap. */
void fb_sign_join_dashes(struct fb_cluster *left, struct fb_cluster *right);

/* Sets a middle dot in half an em, in its middle (GB/T 15834-2011, 5.1.7). */
void fb_sign_narrow_dot(struct fb_cluster *cluster);

#endif
