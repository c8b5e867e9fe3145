/*
 * packed.h: the outlines of a face as pieces of compressed data (inside the room).
 *
 * Nearly all of a subset are outlines, and each document uses mostly the same ones. So an outline
 * is compressed once in a face's life, and a subset joins the pieces (deflate/pieces.h). For
 * this all outlines of a face share their codes. These are made of a sample, and a piece is made of
 * the codes and the outline alone: the bytes of a subset do not depend on what was set before.
 *
 * Kept are, of each outline that was ever wanted, its measures, and of the pieces no more than
 * FB_PACKED_LIMIT bytes: when there would be more all are forgotten, to be made again when they are
 * wanted. A Chinese outline takes about 250 bytes; level 1 and 2 of GB 2312 fit.
 *
 * Nobody who only reads the face sees a difference, but it is no longer for two threads at once.
 */
#ifndef FB_FONT_PACKED_H
#define FB_FONT_PACKED_H

#include "base/hash.h"
#include "deflate/pieces.h"
#include "font/sfnt.h"

#include <stdbool.h>

/* The memory for pieces of one face. */
#define FB_PACKED_LIMIT ((size_t)4 << 20)

/* An outline as it stands in a subset: without hinting, filled up to a multiple of four bytes. */
struct fb_packed_measures {
    uint32_t length;
    uint32_t sum; /* of its words (OpenType 1.9, "Calculating checksums") */
    struct fb_adler adler;
    struct fb_hash hash;
};

struct fb_packed_glyph {
    struct fb_packed_measures measures;
    /* Outlines that are made of others differ in each subset, and have no piece. */
    bool composite;
    const uint8_t *piece; /* padded to whole words; NULL: to be made (again) */
    size_t bits;          /* of the piece */
    /* For the subset that is being made: the glyph's first place in subset number `subset`. */
    uint64_t subset;
    uint32_t place;
};

struct fb_packed;

/* Makes what is kept of a face, empty; the tables must outlive it. */
FB_MUST_USE fb_status fb_packed_new(struct fb_packed **out, const struct fb_sfnt *sfnt);
void fb_packed_free(struct fb_packed *packed);

/* Begins a subset and returns its number. FB_ERR_NOMEM. */
FB_MUST_USE fb_status fb_packed_begin(uint64_t *number, struct fb_packed *packed);

/* The codes of all pieces, which have all symbols. Only after fb_packed_begin. */
const struct fb_deflate_codes *fb_packed_codes(const struct fb_packed *packed);

/* Begins the stream and its one block: FB_DEFLATE_FRAME_BITS and FB_DEFLATE_BLOCK_BITS at most. */
void fb_packed_begin_stream(struct fb_bits *bits, const struct fb_packed *packed);

/*
 * Finds a glyph, with its measures and piece unless it is a composite. What is found stays valid
 * until the next call. FB_ERR_INTERNAL if the face has no such glyph, or its outline is broken.
 */
FB_MUST_USE fb_status fb_packed_find(struct fb_packed_glyph **out, struct fb_packed *packed,
                                     uint32_t glyph);

/* Returns the place of a glyph that was found before. */
uint32_t fb_packed_place(const struct fb_packed *packed, uint32_t glyph);

/* Fills up the outline that begins at `start`, behind which nothing follows, and measures it. */
void fb_packed_measure(struct fb_packed_measures *out, struct fb_buffer *outline, size_t start);

#endif
