/*
 * sfnt.h: the tables of a TrueType file, checked once.
 *
 * HarfBuzz reads a broken table as if it were empty, which would lose text in silence. So a file is
 * checked on opening: every table lies inside the file, the ones that text needs are there, and
 * their sizes agree (OpenType 1.9, "OpenType font file", `head`, `hhea`, `maxp`, `loca`, `hmtx`).
 * The bytes are borrowed and must outlive the struct.
 */
#ifndef FB_FONT_SFNT_H
#define FB_FONT_SFNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fb_sfnt_table {
    const uint8_t *bytes;
    size_t length;
};

struct fb_sfnt {
    struct fb_sfnt_table cmap, glyf, head, hhea, hmtx, loca, maxp;
    uint32_t glyph_count;
    bool long_offsets; /* `loca` has 32-bit offsets */
};

/*
 * Finds and checks the tables. Returns NULL if all is well, else what is wrong with the file
 * ("it is cut short"), static and not yet translated.
 */
const char *fb_sfnt_open(struct fb_sfnt *out, const void *bytes, size_t length);

/*
 * Returns true if the glyph has contours or parts. A character may be mapped to a glyph that has
 * none, so the character map alone does not tell whether a character can be shown. Broken offsets
 * count as no outline.
 */
bool fb_sfnt_has_outline(const struct fb_sfnt *sfnt, uint32_t glyph);

/* Returns the glyph's description in `glyf`; empty if it has none, or where offsets are broken. */
struct fb_sfnt_table fb_sfnt_outline(const struct fb_sfnt *sfnt, uint32_t glyph);

/* Sets a glyph's entry of `hmtx`: its advance and its left side bearing, two bytes each. */
void fb_sfnt_horizontal(const struct fb_sfnt *sfnt, uint32_t glyph, uint8_t entry[4]);

/* Returns the sum of 32-bit words (OpenType 1.9, "Calculating checksums"), whose bytes are whole.
 */
uint32_t fb_sfnt_sum(const uint8_t *bytes, size_t length);

/* Returns units per em, from 16 to 16384. */
int32_t fb_sfnt_units_per_em(const struct fb_sfnt *sfnt);

/* Sets the box that holds all glyphs: left, bottom, right, top (`head`). */
void fb_sfnt_box(const struct fb_sfnt *sfnt, int32_t box[4]);

#endif
