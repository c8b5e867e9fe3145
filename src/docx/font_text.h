/*
 * font_text.h: which characters a document sets in which face. Internal to docx/.
 */
#ifndef FB_DOCX_FONT_TEXT_H
#define FB_DOCX_FONT_TEXT_H

#include "base/arena.h"
#include "doc/doc.h"
#include "font/font.h"

/* A set of characters. */
struct fb_docx_characters {
    uint64_t *bits; /* NULL: empty */
    size_t count;
};

/* No set of fonts has more faces. */
enum { FB_DOCX_FACES = 16 };

struct fb_docx_font_text {
    struct fb_arena *arena;
    const struct fb_font_set *fonts;
    struct fb_docx_characters faces[FB_DOCX_FACES]; /* by fb_face_index */
    /* Those that the face alone has, and neither face of their role: ☑, rare ones. */
    struct fb_docx_characters others[FB_DOCX_FACES];
    bool roles[FB_FONT_ROLES]; /* that text is set in */
};

/*
 * Gathers all text, page numbers too. A character counts for its role's own face and for the one
 * of its Latin text: which one a word processor takes, it decides itself. What neither has counts
 * for the face that shows it.
 */
FB_MUST_USE fb_status fb_docx_gather_text(struct fb_docx_font_text *out, struct fb_arena *arena,
                                          const struct fb_font_set *fonts,
                                          const struct fb_doc *doc);

/*
 * Returns the face that shows a character which neither the role's own face nor that of its Latin
 * text has; NULL: one of these has it, or none.
 */
const struct fb_face *fb_docx_other_face(const struct fb_font_set *fonts, enum fb_font_role role,
                                         uint32_t character);

/* Lists a set in the order of the characters; NULL if memory is used up. */
const uint32_t *fb_docx_list_characters(const struct fb_docx_font_text *text,
                                        const struct fb_docx_characters *set);

#endif
