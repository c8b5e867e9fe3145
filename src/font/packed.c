#include "font/packed.h"

#include "base/arena.h"
#include "font/subset_outline.h"

#include <stdlib.h>
#include <string.h>

enum {
    SAMPLE = 64, /* glyphs, evenly spread over the face; more make better codes by 1 in 1,000 */
    SAMPLE_WEIGHT = 4,
    SAMPLE_MOST = 1 << 20, /* of one symbol, which only a strange face has */
    FIRST_CAPACITY = 128,
};

/* No outline is longer: it has at most 65,535 points, of five bytes, and as many contours. */
#define OUTLINE_LIMIT ((size_t)1 << 20)

struct fb_packed {
    const struct fb_sfnt *sfnt;
    bool ready;
    struct fb_deflate_codes codes;
    /* How a stream with the codes begins. */
    size_t head_bits;
    uint8_t head[(FB_DEFLATE_FRAME_BITS + FB_DEFLATE_BLOCK_BITS) / 8 + 9];
    uint32_t *numbers; /* of each glyph of the face: its number in the list; 0: not there */
    struct fb_packed_glyph *list;
    size_t count, capacity;
    struct fb_arena *pieces;
    uint64_t subsets;
    /* For making pieces. */
    struct fb_deflate_search *search;
    struct fb_buffer outline, piece;
};

fb_status fb_packed_new(struct fb_packed **out, const struct fb_sfnt *sfnt)
{
    struct fb_packed *packed = calloc(1, sizeof *packed);

    *out = packed;
    FB_NEED(packed);
    packed->sfnt = sfnt;
    fb_buffer_init(&packed->outline, OUTLINE_LIMIT);
    fb_buffer_init(&packed->piece, 4 * OUTLINE_LIMIT);
    return FB_OK;
}

void fb_packed_free(struct fb_packed *packed)
{
    if (packed == NULL)
        return;
    fb_arena_free(packed->pieces);
    fb_buffer_release(&packed->outline);
    fb_buffer_release(&packed->piece);
    free(packed->search);
    free(packed->numbers);
    free(packed->list);
    free(packed);
}

void fb_packed_measure(struct fb_packed_measures *out, struct fb_buffer *outline, size_t start)
{
    const uint8_t *bytes;

    fb_buffer_append(outline, "\0\0\0", (start - outline->length) % 4);
    bytes = (const uint8_t *)outline->data + start;
    out->length = (uint32_t)(outline->length - start);
    out->sum = fb_sfnt_sum(bytes, out->length);
    out->adler = fb_adler_of(bytes, out->length);
    out->hash = fb_hash_bytes(bytes, out->length);
}

/* Puts the outline of a glyph that is no composite into packed->outline. */
static fb_status copy_outline(struct fb_packed *packed, struct fb_sfnt_table outline)
{
    fb_buffer_clear(&packed->outline);
    FB_TRY(fb_outline_copy(&packed->outline, outline, NULL, NULL));
    return packed->outline.status;
}

/* Counts the symbols of an outline of the sample; a broken one is left out. */
static void count_glyph(struct fb_packed *packed, struct fb_deflate_counts *counts, uint32_t glyph)
{
    struct fb_sfnt_table outline = fb_sfnt_outline(packed->sfnt, glyph);
    size_t at = 0;

    if (fb_outline_is_composite(outline) || copy_outline(packed, outline) != FB_OK)
        return;
    fb_deflate_open(packed->search, (const uint8_t *)packed->outline.data, packed->outline.length);
    while (at < packed->outline.length) {
        size_t count = fb_deflate_parse(packed->search, &at);

        fb_deflate_count(counts, packed->search->tokens, count);
    }
}

/* Each symbol counts at least once, so that the codes can say everything. */
static void weigh(uint32_t *counts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        counts[i] = (counts[i] < SAMPLE_MOST ? counts[i] : SAMPLE_MOST) * SAMPLE_WEIGHT + 1;
}

static void make_codes(struct fb_packed *packed)
{
    struct fb_deflate_counts counts = {0};
    uint32_t glyphs = packed->sfnt->glyph_count, sample = glyphs < SAMPLE ? glyphs : SAMPLE;

    for (uint32_t i = 0; i < sample; i++)
        count_glyph(packed, &counts, (uint32_t)((uint64_t)i * glyphs / sample));
    weigh(counts.literals, FB_DEFLATE_LITERALS);
    weigh(counts.distances, FB_DEFLATE_DISTANCES);
    fb_deflate_make_codes(&packed->codes, &counts);
}

static fb_status make_head(struct fb_packed *packed)
{
    struct fb_deflate_description description;
    struct fb_bits bits;

    fb_deflate_describe(&description, &packed->codes);
    fb_buffer_clear(&packed->piece);
    FB_TRY(fb_bits_open(&bits, &packed->piece, FB_DEFLATE_FRAME_BITS + FB_DEFLATE_BLOCK_BITS));
    fb_deflate_begin_frame(&bits);
    fb_deflate_begin_block(&bits, FB_DEFLATE_DYNAMIC, true);
    fb_deflate_put_description(&bits, &description);
    packed->head_bits = fb_bits_close(&bits);
    memcpy(packed->head, packed->piece.data, packed->piece.length);
    return FB_OK;
}

/* Takes memory when the face is used for the first time: most faces are not. */
static fb_status prepare(struct fb_packed *packed)
{
    if (packed->numbers == NULL)
        packed->numbers = calloc(packed->sfnt->glyph_count, sizeof *packed->numbers);
    if (packed->search == NULL)
        packed->search = malloc(sizeof *packed->search);
    FB_NEED(packed->numbers);
    FB_NEED(packed->search);
    if (packed->pieces == NULL)
        FB_TRY(fb_arena_new(&packed->pieces, FB_PACKED_LIMIT));
    make_codes(packed);
    FB_TRY(make_head(packed));
    packed->ready = true;
    return FB_OK;
}

fb_status fb_packed_begin(uint64_t *number, struct fb_packed *packed)
{
    if (!packed->ready)
        FB_TRY(prepare(packed));
    *number = ++packed->subsets;
    return FB_OK;
}

const struct fb_deflate_codes *fb_packed_codes(const struct fb_packed *packed)
{
    return &packed->codes;
}

void fb_packed_begin_stream(struct fb_bits *bits, const struct fb_packed *packed)
{
    fb_bits_join(bits, packed->head, packed->head_bits);
}

/* Writes the piece of the outline in packed->outline. */
static fb_status write_piece(struct fb_packed *packed, size_t *length)
{
    size_t end = packed->outline.length, at = 0;
    struct fb_bits bits;

    fb_buffer_clear(&packed->piece);
    FB_TRY(fb_bits_open(&bits, &packed->piece, end * FB_DEFLATE_CODE_BITS));
    fb_deflate_open(packed->search, (const uint8_t *)packed->outline.data, end);
    while (at < end) {
        size_t count = fb_deflate_parse(packed->search, &at);

        fb_deflate_put_tokens(&bits, &packed->codes, packed->search->tokens, count);
    }
    *length = fb_bits_close(&bits);
    return FB_OK;
}

/* Forgets all pieces. */
static void forget(struct fb_packed *packed)
{
    for (size_t i = 0; i < packed->count; i++)
        packed->list[i].piece = NULL;
    fb_arena_clear(packed->pieces);
}

/* Keeps the piece that was written. */
static fb_status keep_piece(struct fb_packed *packed, struct fb_packed_glyph *glyph)
{
    /* It is read in whole words. */
    size_t room = packed->piece.length / sizeof(uint64_t) * sizeof(uint64_t) + sizeof(uint64_t);
    uint8_t *piece = fb_arena_alloc(packed->pieces, room);

    if (piece == NULL) {
        forget(packed);
        piece = fb_arena_alloc(packed->pieces, room);
    }
    FB_NEED(piece);
    memcpy(piece, packed->piece.data, packed->piece.length);
    glyph->piece = piece;
    return FB_OK;
}

/* Measures the outline and makes its piece. */
static fb_status make_piece(struct fb_packed *packed, struct fb_packed_glyph *out, uint32_t glyph)
{
    struct fb_sfnt_table outline = fb_sfnt_outline(packed->sfnt, glyph);

    out->composite = fb_outline_is_composite(outline);
    if (out->composite)
        return FB_OK;
    FB_TRY(copy_outline(packed, outline));
    fb_packed_measure(&out->measures, &packed->outline, 0);
    FB_TRY(packed->outline.status);
    FB_TRY(write_piece(packed, &out->bits));
    return keep_piece(packed, out);
}

/* Adds a glyph to the list. */
static fb_status add(struct fb_packed *packed, uint32_t glyph)
{
    if (packed->count == packed->capacity) {
        size_t capacity = packed->capacity == 0 ? FIRST_CAPACITY : 2 * packed->capacity;
        struct fb_packed_glyph *list = realloc(packed->list, capacity * sizeof *list);

        FB_NEED(list);
        packed->list = list;
        packed->capacity = capacity;
    }
    packed->list[packed->count++] = (struct fb_packed_glyph){0};
    packed->numbers[glyph] = (uint32_t)packed->count;
    return FB_OK;
}

fb_status fb_packed_find(struct fb_packed_glyph **out, struct fb_packed *packed, uint32_t glyph)
{
    if (glyph >= packed->sfnt->glyph_count)
        return FB_ERR_INTERNAL;
    if (packed->numbers[glyph] == 0)
        FB_TRY(add(packed, glyph));
    *out = &packed->list[packed->numbers[glyph] - 1];
    if ((*out)->composite || (*out)->piece != NULL)
        return FB_OK;
    return make_piece(packed, *out, glyph);
}

uint32_t fb_packed_place(const struct fb_packed *packed, uint32_t glyph)
{
    return packed->list[packed->numbers[glyph] - 1].place;
}
