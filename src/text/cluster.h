/*
 * cluster.h: a paragraph's text as a row of things that are never divided.
 *
 * A cluster is a character with the glyph that shows it, or a pair of dashes joined in one glyph.
 * Between two clusters there may be a gap (Chinese beside Western text: ¼ em, clreq, "Mixed Text
 * Composition"), and blank halves of punctuation may be trimmed; whether a line may begin at a
 * cluster is decided here too. What a line does with gaps and trims at its ends is the business of
 * measure.h.
 *
 * A row is built (cluster.c), turned if it is to be set vertically (vertical.c), and then ruled
 * (rules.c, numbers.c).
 */
#ifndef FB_TEXT_CLUSTER_H
#define FB_TEXT_CLUSTER_H

#include "base/arena.h"
#include "diag/diagnostics.h"
#include "doc/doc.h"
#include "font/font.h"
#include "text/character.h"

/* Whether a line may begin at a cluster; the greater, the rather. */
enum fb_start {
    FB_START_NEVER,  /* inside a word, a number, a pair: only if a line holds nothing else */
    FB_START_HELD,   /* a rule forbids it: only if a line holds no place that is better */
    FB_START_REMEDY, /* forbidden, but the first to be given up: among three marks in a row */
    FB_START_FREE,
};

struct fb_cluster {
    uint32_t character; /* the first, of a pair of dashes */
    enum fb_character_class class;
    uint32_t text_offset; /* in the row's text */
    uint16_t text_length; /* bytes */
    enum fb_start start;
    bool bold;      /* to be drawn bolder than the face */
    bool turned;    /* lies on its side, in a vertical line */
    bool western;   /* gets a gap beside an ideograph */
    bool script;    /* stands above or below the line */
    bool stretches; /* a stretched line may be widened before it */
    bool joined;    /* with the one before it, in a unit whose inside is never widened */
    struct fb_glyph_choice choice;
    fb_length size;    /* of its em */
    fb_length natural; /* advance of the glyph */
    fb_length advance; /* what it takes of the line, without trims */
    fb_length half;    /* the blank half of a punctuation mark; 0 if it has none to give */
    fb_length gap;     /* before it, beside the other script; never at a line's start */
    fb_length trim_left, trim_right; /* taken off because of the neighbour there */
    /*
     * From where its advance begins to the glyph's origin: along the line, and across it, which is
     * downwards in a horizontal line and rightwards in a vertical one.
     */
    fb_length along, across;
};

struct fb_sums;

struct fb_cluster_row {
    const char *text; /* of all runs, without forced breaks */
    struct fb_cluster *items;
    size_t count;
    const struct fb_sums *upto; /* of the clusters before each and before the end (measure.h) */
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

/*
 * Puts the glyphs for vertical lines in a row (clreq, "Vertical Writing Mode"): Chinese characters
 * upright, marks in the form of their face for it or in one derived from the horizontal one,
 * Western words and numbers turned, but numbers of one or two digits and single letters upright.
 */
FB_MUST_USE fb_status fb_cluster_row_turn(struct fb_cluster_row *row);

/* Decides gaps, trims and line starts of a row. */
FB_MUST_USE fb_status fb_cluster_row_rule(struct fb_cluster_row *row, struct fb_arena *arena,
                                          enum fb_breaking level, enum fb_gap gap);

/*
 * Lowers the starts inside numbers with their signs and units, dates, ranges, and rows of ①; part
 * of fb_cluster_row_rule.
 */
FB_MUST_USE fb_status fb_cluster_row_join_numbers(struct fb_cluster_row *row,
                                                  struct fb_arena *arena, enum fb_breaking level);

#endif
