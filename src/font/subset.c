#include "font/face.h"
#include "font/packed.h"
#include "font/subset_outline.h"
#include "font/subset_tables.h"

#include <stdlib.h>

/* No subset of a face is larger. */
#define PROGRAM_LIMIT ((size_t)256 << 20)

enum { GLYPHS_MOST = 0xFFFF }; /* `maxp` counts them in 16 bits */

struct subset {
    const struct fb_sfnt *sfnt;
    struct fb_packed *packed;
    uint64_t number;  /* tells its marks from those of other subsets */
    uint32_t *glyphs; /* the new id of a glyph is its place here */
    size_t count, capacity;
    uint32_t
        *offsets; /* where each outline begins in the new `glyf`, and where the last one ends */
    struct fb_buffer composites; /* their outlines, one after another */
    struct fb_buffer tables;     /* the file up to its outlines */
    uint32_t outlines_sum;
    struct fb_adler adler;   /* of the outlines */
    struct fb_buffer hashes; /* of each outline */
    size_t bits;             /* of the pieces */
};

static fb_status make_room(struct subset *subset)
{
    size_t larger = 2 * subset->capacity;
    uint32_t *glyphs;

    if (subset->count < subset->capacity)
        return FB_OK;
    FB_NEED(glyphs = realloc(subset->glyphs, larger * sizeof *glyphs));
    subset->glyphs = glyphs;
    subset->capacity = larger;
    return FB_OK;
}

/* Adds a glyph, at the next place. */
static fb_status add(struct subset *subset, uint32_t glyph)
{
    struct fb_packed_glyph *found;

    if (subset->count == GLYPHS_MOST)
        return FB_ERR_NOMEM;
    FB_TRY(fb_packed_find(&found, subset->packed, glyph));
    if (found->subset != subset->number) {
        found->subset = subset->number;
        found->place = (uint32_t)subset->count;
    }
    FB_TRY(make_room(subset));
    subset->glyphs[subset->count++] = glyph;
    return FB_OK;
}

/* Adds the parts of a composite that are not there yet. */
static fb_status add_parts(struct subset *subset, uint32_t glyph)
{
    struct fb_sfnt_table outline = fb_sfnt_outline(subset->sfnt, glyph);
    struct fb_outline_part part = {0};
    bool more = fb_outline_is_composite(outline);

    while (more) {
        struct fb_packed_glyph *found;

        FB_TRY(fb_outline_next_part(&more, &part, outline));
        if (!more)
            break;
        FB_TRY(fb_packed_find(&found, subset->packed, part.glyph));
        if (found->subset != subset->number)
            FB_TRY(add(subset, part.glyph));
    }
    return FB_OK;
}

/* Lists .notdef, the glyphs, and the parts of all that are composites. */
static fb_status list_glyphs(struct subset *subset, const uint32_t *glyphs, size_t count)
{
    subset->capacity = count + 16;
    FB_NEED(subset->glyphs = malloc(subset->capacity * sizeof *subset->glyphs));
    FB_TRY(fb_packed_begin(&subset->number, subset->packed));
    FB_TRY(add(subset, 0));
    for (size_t i = 0; i < count; i++)
        FB_TRY(add(subset, glyphs[i]));
    for (size_t i = 0; i < subset->count; i++)
        FB_TRY(add_parts(subset, subset->glyphs[i]));
    return FB_OK;
}

/* Returns the new id of a composite's part. All parts have been found before. */
static uint32_t new_glyph(const void *context, uint32_t glyph)
{
    const struct subset *subset = context;

    return fb_packed_place(subset->packed, glyph);
}

/* Adds a composite's outline to the others. */
static fb_status measure_composite(struct subset *subset, struct fb_packed_measures *out,
                                   uint32_t glyph)
{
    size_t start = subset->composites.length;

    FB_TRY(fb_outline_copy(&subset->composites, fb_sfnt_outline(subset->sfnt, glyph), new_glyph,
                           subset));
    fb_packed_measure(out, &subset->composites, start);
    return subset->composites.status;
}

/* Adds the next outline to what is known of all. */
static fb_status measure_glyph(struct subset *subset, size_t place)
{
    struct fb_packed_glyph *found;
    struct fb_packed_measures measures;
    unsigned char hash[16];

    FB_TRY(fb_packed_find(&found, subset->packed, subset->glyphs[place]));
    measures = found->measures;
    if (found->composite)
        FB_TRY(measure_composite(subset, &measures, subset->glyphs[place]));
    subset->bits += found->bits;
    if (measures.length > PROGRAM_LIMIT - subset->offsets[place])
        return FB_ERR_NOMEM;
    subset->offsets[place + 1] = subset->offsets[place] + measures.length;
    subset->outlines_sum += measures.sum;
    fb_adler_join(&subset->adler, measures.adler, measures.length);
    fb_hash_store(hash, measures.hash);
    fb_buffer_append(&subset->hashes, hash, sizeof hash);
    return subset->hashes.status;
}

static fb_status measure(struct subset *subset)
{
    FB_NEED(subset->offsets = malloc((subset->count + 1) * sizeof *subset->offsets));
    subset->offsets[0] = 0;
    for (size_t i = 0; i < subset->count; i++)
        FB_TRY(measure_glyph(subset, i));
    return FB_OK;
}

static fb_status write_tables(struct subset *subset)
{
    const struct fb_subset_contents contents = {
        .sfnt = subset->sfnt,
        .glyphs = subset->glyphs,
        .offsets = subset->offsets,
        .count = subset->count,
        .outlines_sum = subset->outlines_sum,
    };

    fb_subset_put_tables(&subset->tables, &contents);
    return subset->tables.status;
}

/* Appends the outlines: pieces as they are, composites byte by byte. */
static fb_status join_outlines(struct subset *subset, struct fb_bits *bits)
{
    const uint8_t *composite = (const uint8_t *)subset->composites.data;

    for (size_t i = 0; i < subset->count; i++) {
        size_t length = subset->offsets[i + 1] - subset->offsets[i];
        struct fb_packed_glyph *found;

        FB_TRY(fb_packed_find(&found, subset->packed, subset->glyphs[i]));
        if (!found->composite) {
            fb_bits_join(bits, found->piece, found->bits);
            continue;
        }
        fb_deflate_put_literals(bits, fb_packed_codes(subset->packed), composite, length);
        composite += length;
    }
    return FB_OK;
}

/* Returns the most bits that the program takes. */
static size_t most_bits(const struct subset *subset)
{
    size_t literals = subset->tables.length + subset->composites.length;

    return FB_DEFLATE_FRAME_BITS + FB_DEFLATE_BLOCK_BITS + literals * FB_DEFLATE_CODE_BITS +
           subset->bits;
}

static fb_status write_program(struct subset *subset, struct fb_buffer *out)
{
    const struct fb_deflate_codes *codes = fb_packed_codes(subset->packed);
    const uint8_t *tables = (const uint8_t *)subset->tables.data;
    struct fb_adler sum = FB_ADLER_START;
    struct fb_bits bits;
    fb_status status;

    FB_TRY(fb_bits_open(&bits, out, most_bits(subset)));
    fb_packed_begin_stream(&bits, subset->packed);
    fb_deflate_put_literals(&bits, codes, tables, subset->tables.length);
    status = join_outlines(subset, &bits);
    fb_adler_join(&sum, fb_adler_of(tables, subset->tables.length), subset->tables.length);
    fb_adler_join(&sum, subset->adler, subset->offsets[subset->count]);
    fb_deflate_end_block(&bits, codes);
    fb_deflate_end_frame(&bits, sum);
    fb_bits_close(&bits);
    return status;
}

/* The tables have the sum of all outlines, but a hash tells outlines apart better. */
static struct fb_hash hash_of(struct subset *subset)
{
    fb_buffer_append(&subset->hashes, subset->tables.data, subset->tables.length);
    return fb_hash_bytes(subset->hashes.data, subset->hashes.length);
}

static fb_status make(struct subset *subset, struct fb_font_program *out, const uint32_t *glyphs,
                      size_t count)
{
    FB_TRY(list_glyphs(subset, glyphs, count));
    FB_TRY(measure(subset));
    FB_TRY(write_tables(subset));
    FB_TRY(write_program(subset, &out->deflated));
    out->length = subset->tables.length + subset->offsets[subset->count];
    out->hash = hash_of(subset);
    return subset->hashes.status;
}

fb_status fb_face_subset(struct fb_font_program *out, const struct fb_face *face,
                         const uint32_t *glyphs, size_t count)
{
    struct subset subset = {.sfnt = &face->sfnt, .packed = face->packed};
    fb_status status;

    *out = (struct fb_font_program){0};
    fb_buffer_init(&out->deflated, PROGRAM_LIMIT);
    fb_buffer_init(&subset.composites, PROGRAM_LIMIT);
    fb_buffer_init(&subset.tables, PROGRAM_LIMIT);
    fb_buffer_init(&subset.hashes, PROGRAM_LIMIT);
    status = make(&subset, out, glyphs, count);
    if (status != FB_OK)
        fb_font_program_release(out);
    free(subset.glyphs);
    free(subset.offsets);
    fb_buffer_release(&subset.composites);
    fb_buffer_release(&subset.tables);
    fb_buffer_release(&subset.hashes);
    return status;
}

void fb_font_program_release(struct fb_font_program *program)
{
    fb_buffer_release(&program->deflated);
}
