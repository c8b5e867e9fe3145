/*
 * embed.h: faces as files of their own, to be kept in a document that is edited (DOCX).
 *
 * Such a face bears a name of ours, whatever the file is called: word processors find it by its
 * family, a part of a face must not be taken for the whole one that may be installed, and the OFL
 * keeps reserved names for unchanged fonts (docs/fonts.md). Its copyright, licence and notes stay.
 */
#ifndef FB_FONT_EMBED_H
#define FB_FONT_EMBED_H

#include "font/font.h"

/* What a face's own licensing bits allow (OpenType 1.9, `OS/2`, fsType). */
enum fb_embedding {
    FB_EMBED_ANY,        /* the whole face or a part of it */
    FB_EMBED_WHOLE_ONLY, /* no part of it */
    FB_EMBED_REFUSED,    /* not at all, not in a document that is edited, or it does not say */
};

enum fb_embedding fb_face_embedding(const struct fb_face *face);

/* The face that most of a role's text is set in, and that of its Latin text; they may be one. */
const struct fb_face *fb_font_own_face(const struct fb_font_set *set, enum fb_font_role role);
const struct fb_face *fb_font_latin_face(const struct fb_font_set *set, enum fb_font_role role);

/* Whether a face shows a character; a space needs no outline. */
bool fb_face_shows(const struct fb_face *face, uint32_t character);

/* The family that an embedded face bears: 附表宋体. */
const char *fb_face_family(const struct fb_face *face);

struct fb_embed {
    const char *family;         /* UTF-8, at most 31 characters, or Windows does not find it */
    const uint32_t *characters; /* NULL: the whole face */
    size_t count;
};

/*
 * Appends a TrueType file of the face that names itself `family`, Regular. A part of a face has the
 * glyphs of those characters that the face has, and the vertical forms of them; its tables are
 * those that Word needs. Faces that may not be embedded so are the caller's mistake.
 */
FB_MUST_USE fb_status fb_face_embed(struct fb_buffer *out, const struct fb_face *face,
                                    const struct fb_embed *embed);

#endif
