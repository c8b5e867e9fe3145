/*
 * cluster.h: a paragraph's text as a row of things that are never divided.
 *
 * A cluster is a character with the glyph that shows it, or a pair of dashes joined in one glyph.
 * Between two clusters there may be a gap (Chinese beside Western text: ¼ em, clreq 3.2.2), and
 * blank halves of punctuation may be trimmed; whether a line may begin at a cluster is decided here
 * too. What a line does with gaps and trims at its ends is the business of lines.c.
 */
#ifndef FB_TEXT_CLUSTER_H
#define FB_TEXT_CLUSTER_H

#include "base/arena.h"
#include "diag/diagnostics.h"
#include "doc/doc.h"
#include "font/font.h"
#include "text/character.h"

struct fb_cluster {
    uint32_t character; /* the first, of a pair of dashes */
    enum fb_character_class class;
    uint32_t text_offset; /* in the row's text */
    uint16_t text_length; /* bytes */
    bool may_start;       /* a line may begin here */
    bool bold;            /* to be drawn bolder than the face */
    struct fb_glyph_choice choice;
    fb_length size;    /* of its em */
    fb_length advance; /* natural */
    fb_length half;    /* the blank half of a punctuation mark; 0 if it has none to give */
    fb_length gap;     /* before it, beside the other script; never at a line's start */
    fb_length trim_left, trim_right; /* taken off because of the neighbour there */
};

struct fb_cluster_row {
    const char *text; /* of all runs, without forced breaks */
    struct fb_cluster *items;
    size_t count;
};

/* A paragraph is one row, or more where line breaks are forced. */
struct fb_cluster_rows {
    struct fb_cluster_row *items;
    size_t count;
};

/*
 * Divides a paragraph. Each character that no face shows is reported and left out; the caller must
 * then not use the result for an output.
 */
FB_MUST_USE fb_status fb_cluster_rows_build(struct fb_cluster_rows *out, struct fb_arena *arena,
                                            const struct fb_font_set *fonts,
                                            const struct fb_paragraph *paragraph,
                                            struct fb_diagnostics *sink);

/* Decides gaps, trims and line starts of a row; `strict` is off in cells too narrow for rules. */
FB_MUST_USE fb_status fb_cluster_row_rule(struct fb_cluster_row *row, struct fb_arena *arena,
                                          bool strict);

#endif
