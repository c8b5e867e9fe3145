/*
 * fonts.h: the fonts that text names, and faces kept in the file (ISO/IEC 29500-1, 17.8.1).
 * Internal to docx/.
 *
 * By default text names the fonts that offices have. If faces are to be kept, the roles that text
 * is set in name ours instead, and the fonts of offices stand in where a reader ignores ours.
 */
#ifndef FB_DOCX_FONTS_H
#define FB_DOCX_FONTS_H

#include "docx/context.h"

/* A face that is kept in the file: hidden under its key, as the standard wants it. */
struct fb_docx_font {
    const struct fb_face *face;
    const char *family; /* w:name of the font */
    const char *key;    /* w:fontKey, a GUID that tells the content */
    bool whole;
    const char *id; /* of the part's relationship; NULL: not a part yet */
    struct fb_buffer bytes;
};

/*
 * Sets the names of all roles, and builds the faces that are to be kept. What cannot be kept, and
 * the characters of which that leaves none, are reported.
 */
FB_MUST_USE fb_status fb_docx_fonts_build(struct fb_docx_context *context);
void fb_docx_fonts_release(struct fb_docx_context *context);

/*
 * Returns the name of the kept font that shows a character of a role's text, if neither the role's
 * own face nor that of its Latin text has it: text then has to name it. Else NULL.
 */
const char *fb_docx_other_family(const struct fb_docx_context *context, enum fb_font_role role,
                                 uint32_t character);

/* Adds the parts of the faces. */
FB_MUST_USE fb_status fb_docx_fonts_add_parts(struct fb_docx_context *context);

/* Returns the kept face of a font's name; NULL if there is none. */
const struct fb_docx_font *fb_docx_find_font(const struct fb_docx_context *context,
                                             const char *family);

/*
 * Hides or shows a font (17.8.1): its first 32 bytes are combined with the digits of the key, last
 * byte first. `key` is a GUID in braces.
 */
void fb_docx_obfuscate(unsigned char *bytes, size_t length, const char *key);

#endif
