/*
 * font.h: the faces that text is set in, and which of them has a character.
 *
 * A font set opens every face once, by memory map. What it answers is constant from then on, so
 * that several jobs may share one; but it remembers answers, and outlines in compressed form
 * (at most 4 MiB a face), so only one thread may. A role is a
 * typeface as an official names it (宋体, 黑体 …). For each role there is a chain of faces; a
 * character is set in the first face of the chain that has a glyph with an outline for it. ASCII in
 * 宋体, 仿宋, 楷体 comes from Liberation Serif, whose figures are half an em wide. Every face is
 * TrueType with outlines in `glyf`.
 */
#ifndef FB_FONT_FONT_H
#define FB_FONT_FONT_H

#include "base/buffer.h"
#include "base/hash.h"
#include "base/length.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fb_font_role {
    FB_FONT_SONG,     /* 宋体 */
    FB_FONT_BIAOSONG, /* 小标宋 */
    FB_FONT_HEI,      /* 黑体 */
    FB_FONT_FANGSONG, /* 仿宋 */
    FB_FONT_KAI,      /* 楷体 */
    FB_FONT_ROLES
};

struct fb_font_set;
struct fb_face;

/* What went wrong on opening: which file, and why. The reason is static, and not yet translated. */
struct fb_font_problem {
    char path[1024];
    const char *reason;
};

/*
 * Opens the faces of all roles. `folders` are searched in order for each file and end with NULL;
 * the system's own font folders (Debian's for HanaMinB and DejaVu) are searched last. A face that
 * only rare characters need may be missing (fb_font_set_missing says so); another missing or broken
 * face is FB_ERR_IO, and `*problem` says which.
 */
FB_MUST_USE fb_status fb_font_set_open(struct fb_font_set **out, const char *const *folders,
                                       struct fb_font_problem *problem);
void fb_font_set_free(struct fb_font_set *set);

/* Returns a hash of all the files of the faces. */
struct fb_hash fb_font_set_hash(const struct fb_font_set *set);

size_t fb_font_set_count(const struct fb_font_set *set);

/* Returns face `index`, from 0 in a fixed order. Borrowed from the set. */
const struct fb_face *fb_font_set_face(const struct fb_font_set *set, size_t index);

/* Returns the file name of the optional face that was not found, or NULL if all are there. */
const char *fb_font_set_missing(const struct fb_font_set *set);

/* The glyph that shows a character: which face, which glyph, how far it advances. */
struct fb_glyph_choice {
    const struct fb_face *face;
    uint32_t glyph;
    int32_t advance; /* in units of the face, fb_face_units_per_em */
};

/*
 * Chooses the glyph of one character. Returns false if no face of the role's chain has it with an
 * outline (spaces need none). U+2014 and U+2026 are chosen in their Chinese form, one em wide.
 */
bool fb_font_choose(const struct fb_font_set *set, enum fb_font_role role, uint32_t character,
                    struct fb_glyph_choice *out);

/*
 * Chooses the one glyph that joins the two dashes of 破折号 (U+2014 U+2014), two em wide
 * (GB/T 15834-2011, 4.13). Returns false if the role's face has none; the dashes then stand apart.
 */
bool fb_font_choose_dash_pair(const struct fb_font_set *set, enum fb_font_role role,
                              struct fb_glyph_choice *out);

/* Returns true if some face of the role's chain shows the character. */
bool fb_font_covers(const struct fb_font_set *set, enum fb_font_role role, uint32_t character);

/* Names a role: the official's name, and the names a DOCX carries for it. */
struct fb_font_names {
    const char *role; /* 宋体 */
    const char *docx; /* the font an office has installed: 仿宋_GB2312, 方正小标宋简体 … */
    const char *fallback;   /* w:altName, where the first is missing: 仿宋 … */
    const char *docx_latin; /* for ASCII and Latin: Times New Roman … */
    const char *panose;     /* ten bytes in hex, for fontTable.xml */
};

const struct fb_font_names *fb_font_role_names(enum fb_font_role role);

/* Finds the role of a name (宋体, SimSun, 方正小标宋简体, 仿宋_GB2312 …); false if there is none.
 */
bool fb_font_role_parse(enum fb_font_role *out, const char *name);

/* Metrics of a face, in its own units. They follow one convention for all faces (docs/fonts.md). */
struct fb_face_metrics {
    int32_t units_per_em;
    int32_t ascender;  /* 0.88 em: top of the East Asian character face */
    int32_t descender; /* -0.12 em */
    int32_t cap_height;
    int32_t stem_v;
    int32_t box[4]; /* FontBBox: left, bottom, right, top */
};

const struct fb_face_metrics *fb_face_metrics(const struct fb_face *face);

/* Returns the face's PostScript name, such as "NotoSerifSC-Regular". */
const char *fb_face_name(const struct fb_face *face);

/* Returns the path of the file the face was opened from. */
const char *fb_face_path(const struct fb_face *face);

/* Returns the face's place in its set; the same on every machine. */
size_t fb_face_index(const struct fb_face *face);

/* Returns a glyph's advance in units of the face. */
int32_t fb_face_advance(const struct fb_face *face, uint32_t glyph);

/* Sets the ink's box of a glyph: left, bottom, right, top; all 0 if it has no ink. */
void fb_face_glyph_box(const struct fb_face *face, uint32_t glyph, int32_t box[4]);

/*
 * Sets `*out` to the glyph that shows a character in vertical lines, or to 0 if the face has none
 * but the horizontal one. It is found by the feature `vert`, or in a face without it among the
 * characters that stand for such forms (U+FE10 to U+FE48).
 */
FB_MUST_USE fb_status fb_face_vertical_form(uint32_t *out, const struct fb_face *face,
                                            uint32_t character);

/* A font for a PDF: a TrueType file in the zlib format (RFC 1950). */
struct fb_font_program {
    struct fb_buffer deflated;
    size_t length;       /* of the file, inflated */
    struct fb_hash hash; /* of its content */
};

/*
 * Makes a TrueType file with only .notdef, these glyphs, and the parts of composites, and no more
 * tables than a PDF needs (ISO 32000-1, 9.9). glyphs[i] becomes glyph i + 1, also where it repeats
 * another. The same glyphs give the same bytes. FB_ERR_INTERNAL if the face lacks one of them or an
 * outline is broken, FB_ERR_NOMEM also if there are more than 65,535; the program is then empty.
 * The caller releases it.
 */
FB_MUST_USE fb_status fb_face_subset(struct fb_font_program *out, const struct fb_face *face,
                                     const uint32_t *glyphs, size_t count);
void fb_font_program_release(struct fb_font_program *program);

#endif
