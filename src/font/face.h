/*
 * face.h: one opened font file (inside the room).
 *
 * A face is constant once opened, but for what is kept of its outlines (packed.h). HarfBuzz's faces
 * and fonts may be read from several threads as long as nobody changes them; what they load lazily
 * they guard themselves.
 */
#ifndef FB_FONT_FACE_H
#define FB_FONT_FACE_H

#include "font/font.h"
#include "font/font_catalogue.h"
#include "font/packed.h"
#include "font/sfnt.h"

#include <hb.h>

/* PostScript names are at most so many bytes (OpenType 1.9, `name`, ID 6), and one NUL. */
enum { FB_FACE_NAME = 64 };

/* Glyphs of Chinese punctuation that the character map does not lead to; 0 if there is none. */
struct fb_chinese_forms {
    uint32_t dash;      /* U+2014, one em wide */
    uint32_t dash_pair; /* U+2014 U+2014 as one glyph, two em wide */
    uint32_t ellipsis;  /* U+2026, one em wide and centred */
};

struct fb_face {
    size_t index;
    const struct fb_font_file *file;
    char *path;
    char name[FB_FACE_NAME];
    hb_face_t *hb_face; /* keeps the mapped file */
    hb_font_t *hb_font; /* scaled to units of the face */
    struct fb_sfnt sfnt;
    struct fb_face_metrics metrics;
    struct fb_chinese_forms forms;
    struct fb_packed *packed; /* what is kept of its outlines */
};

/*
 * Opens the file at `path` as the face `index` of the catalogue. On FB_ERR_IO `*reason` says what
 * is wrong with the file, as fb_font_problem does. The face must be zeroed; release it
 * whatever the result.
 */
FB_MUST_USE fb_status fb_face_open(struct fb_face *face, enum fb_font_file_index index,
                                   const char *path, const char **reason);
void fb_face_release(struct fb_face *face);

/* Fills `face->metrics` from the tables and outlines of the opened file. */
void fb_face_measure(struct fb_face *face);

/* Fills `face->forms`. The face must be measured. */
FB_MUST_USE fb_status fb_face_find_chinese_forms(struct fb_face *face);

/*
 * Returns the face's glyph for a character, or 0 if it has none that shows it. A space needs no
 * outline.
 */
uint32_t fb_face_glyph(const struct fb_face *face, uint32_t character);

/* Returns the face at `index`, or NULL if that optional face was not found. */
const struct fb_face *fb_font_set_find(const struct fb_font_set *set,
                                       enum fb_font_file_index index);

/* The glyph that was chosen for a character of a role. */
struct fb_remembered_choice {
    bool known; /* false: nothing is remembered here yet */
    bool found;
    enum fb_font_role role;
    uint32_t character;
    struct fb_glyph_choice choice;
};

/*
 * Returns where the set remembers its choice for the character, until another character takes the
 * place. Choosing searches character maps and looks at outlines, mostly for the same few hundred
 * characters, and far apart in the mapped files.
 */
struct fb_remembered_choice *fb_font_set_remembered(const struct fb_font_set *set,
                                                    enum fb_font_role role, uint32_t character);

#endif
