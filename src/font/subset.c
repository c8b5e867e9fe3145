#include "font/face.h"
#include "font/subset_outline.h"

#include <stdlib.h>
#include <string.h>

/*
 * What a CIDFontType2 with an Identity map needs (ISO 32000-1, 9.9, table 126): no character map,
 * no names, no layout features. In the order of their tags, as the table directory has them; the
 * outlines come first, so that their places are known for `loca`.
 */
enum table { GLYF, HEAD, HHEA, HMTX, LOCA, MAXP, TABLES };

static const char TAGS[TABLES][5] = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"};

enum {
    DIRECTORY_SIZE = 12,
    RECORD_SIZE = 16,
    TABLES_AT = DIRECTORY_SIZE + TABLES * RECORD_SIZE,
    /* For the directory: the largest power of two that is not above TABLES, and its exponent. */
    TABLES_POWER = 4,
    TABLES_EXPONENT = 2,
    /* Sizes of tables, and where fields are in them. */
    HEAD_SIZE = 54,
    HEAD_SUM = 8,
    HEAD_LOCA_FORMAT = 50,
    HHEA_SIZE = 36,
    HHEA_METRICS = 34,
    MAXP_SIZE = 32,
    MAXP_GLYPHS = 4,
    MAXP_ZONES = 14,
    MAXP_HINTING = 16, /* from here to MAXP_PARTS: what hinting programs need */
    MAXP_PARTS = 28,
    SHORT_LOCA_MOST = 2 * 0xFFFF,
};

struct subset {
    const struct fb_sfnt *sfnt;
    uint32_t *glyphs; /* ascending once all are there; the new id of a glyph is its index */
    size_t count, capacity;
    uint8_t *seen;    /* a bit for each glyph of the face */
    size_t *outlines; /* where each outline begins in the new `glyf`, and where the last one ends */
    struct fb_buffer *out;
    size_t start; /* of the subset in `out` */
    size_t places[TABLES], lengths[TABLES];
};

static void store_u16(uint8_t *bytes, uint32_t number)
{
    bytes[0] = (uint8_t)(number >> 8);
    bytes[1] = (uint8_t)number;
}

static void store_u32(uint8_t *bytes, uint32_t number)
{
    store_u16(bytes, number >> 16);
    store_u16(bytes + 2, number);
}

/* Wants a glyph, once. */
static fb_status want(struct subset *subset, uint32_t glyph)
{
    if (glyph >= subset->sfnt->glyph_count)
        return FB_ERR_INTERNAL;
    if ((subset->seen[glyph / 8] & 1 << glyph % 8) != 0)
        return FB_OK;
    subset->seen[glyph / 8] |= (uint8_t)(1 << glyph % 8);
    if (subset->count == subset->capacity) {
        size_t larger = 2 * subset->capacity;
        uint32_t *glyphs = realloc(subset->glyphs, larger * sizeof *glyphs);

        FB_NEED(glyphs);
        subset->glyphs = glyphs;
        subset->capacity = larger;
    }
    subset->glyphs[subset->count++] = glyph;
    return FB_OK;
}

/* Wants the parts of a composite. */
static fb_status want_parts(struct subset *subset, uint32_t glyph)
{
    struct fb_sfnt_table outline = fb_sfnt_outline(subset->sfnt, glyph);
    struct fb_outline_part part = {0};
    bool more = fb_outline_is_composite(outline);

    while (more) {
        FB_TRY(fb_outline_next_part(&more, &part, outline));
        if (more)
            FB_TRY(want(subset, part.glyph));
    }
    return FB_OK;
}

static int compare_glyphs(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    return (left > right) - (left < right);
}

/* Lists .notdef, the glyphs, and the parts of all that are composites. */
static fb_status list_glyphs(struct subset *subset, const uint32_t *glyphs, size_t count)
{
    subset->capacity = count + 16;
    FB_NEED(subset->glyphs = malloc(subset->capacity * sizeof *subset->glyphs));
    FB_NEED(subset->seen = calloc(subset->sfnt->glyph_count / 8 + 1, 1));
    FB_TRY(want(subset, 0));
    for (size_t i = 0; i < count; i++)
        FB_TRY(want(subset, glyphs[i]));
    for (size_t i = 0; i < subset->count; i++)
        FB_TRY(want_parts(subset, subset->glyphs[i]));
    qsort(subset->glyphs, subset->count, sizeof *subset->glyphs, compare_glyphs);
    FB_NEED(subset->outlines = malloc((subset->count + 1) * sizeof *subset->outlines));
    return FB_OK;
}

/* Returns the new id of a glyph, which the subset has. */
static uint32_t new_glyph(const void *context, uint32_t glyph)
{
    const struct subset *subset = context;
    const uint32_t *place =
        bsearch(&glyph, subset->glyphs, subset->count, sizeof glyph, compare_glyphs);

    return (uint32_t)(place - subset->glyphs);
}

/* Fills up to a multiple of `unit` bytes since the start of the subset. */
static void pad(struct subset *subset, size_t unit)
{
    size_t over = (subset->out->length - subset->start) % unit;

    if (over > 0)
        fb_buffer_append(subset->out, "\0\0\0", unit - over);
}

static void begin_table(struct subset *subset, enum table table)
{
    subset->places[table] = subset->out->length;
}

/* Tables begin at multiples of four; the filling does not count. */
static void end_table(struct subset *subset, enum table table)
{
    subset->lengths[table] = subset->out->length - subset->places[table];
    pad(subset, 4);
}

static void put_table(struct subset *subset, enum table table, const uint8_t *bytes, size_t length)
{
    begin_table(subset, table);
    fb_buffer_append(subset->out, bytes, length);
    end_table(subset, table);
}

static fb_status put_outlines(struct subset *subset)
{
    begin_table(subset, GLYF);
    for (size_t i = 0; i < subset->count; i++) {
        subset->outlines[i] = subset->out->length - subset->places[GLYF];
        FB_TRY(fb_outline_copy(subset->out, fb_sfnt_outline(subset->sfnt, subset->glyphs[i]),
                               new_glyph, subset));
        pad(subset, 2);
    }
    subset->outlines[subset->count] = subset->out->length - subset->places[GLYF];
    end_table(subset, GLYF);
    return FB_OK;
}

static bool has_long_loca(const struct subset *subset)
{
    return subset->outlines[subset->count] > SHORT_LOCA_MOST;
}

static void put_head(struct subset *subset)
{
    uint8_t head[HEAD_SIZE];

    memcpy(head, subset->sfnt->head.bytes, sizeof head);
    store_u32(head + HEAD_SUM, 0);
    store_u16(head + HEAD_LOCA_FORMAT, has_long_loca(subset));
    put_table(subset, HEAD, head, sizeof head);
}

static void put_metrics(struct subset *subset)
{
    uint8_t header[HHEA_SIZE], entry[4];

    memcpy(header, subset->sfnt->hhea.bytes, sizeof header);
    store_u16(header + HHEA_METRICS, (uint32_t)subset->count);
    put_table(subset, HHEA, header, sizeof header);
    begin_table(subset, HMTX);
    for (size_t i = 0; i < subset->count; i++) {
        fb_sfnt_horizontal(subset->sfnt, subset->glyphs[i], entry);
        fb_buffer_append(subset->out, entry, sizeof entry);
    }
    end_table(subset, HMTX);
}

static void put_loca(struct subset *subset)
{
    bool is_long = has_long_loca(subset);
    uint8_t entry[4];

    begin_table(subset, LOCA);
    for (size_t i = 0; i <= subset->count; i++) {
        if (is_long)
            store_u32(entry, (uint32_t)subset->outlines[i]);
        else
            store_u16(entry, (uint32_t)subset->outlines[i] / 2);
        fb_buffer_append(subset->out, entry, is_long ? 4 : 2);
    }
    end_table(subset, LOCA);
}

static void put_maxp(struct subset *subset)
{
    uint8_t maxp[MAXP_SIZE];

    memcpy(maxp, subset->sfnt->maxp.bytes, sizeof maxp);
    store_u16(maxp + MAXP_GLYPHS, (uint32_t)subset->count);
    store_u16(maxp + MAXP_ZONES, 1);
    memset(maxp + MAXP_HINTING, 0, MAXP_PARTS - MAXP_HINTING);
    put_table(subset, MAXP, maxp, sizeof maxp);
}

/* The sum of a table's words (OpenType 1.9, "Calculating checksums"), its filling included. */
static uint32_t sum_of(const uint8_t *bytes, size_t length)
{
    uint32_t sum = 0;

    for (size_t i = 0; i < length; i += 4)
        sum += (uint32_t)bytes[i] << 24 | (uint32_t)bytes[i + 1] << 16 |
               (uint32_t)bytes[i + 2] << 8 | bytes[i + 3];
    return sum;
}

/* Fills the directory, whose room the file begins with, and the sum of all in `head`. */
static void fill_directory(struct subset *subset)
{
    uint8_t *file = (uint8_t *)subset->out->data + subset->start;
    uint32_t total;

    store_u32(file, 0x00010000);
    store_u16(file + 4, TABLES);
    store_u16(file + 6, TABLES_POWER * RECORD_SIZE);
    store_u16(file + 8, TABLES_EXPONENT);
    store_u16(file + 10, (TABLES - TABLES_POWER) * RECORD_SIZE);
    for (size_t i = 0; i < TABLES; i++) {
        uint8_t *record = file + DIRECTORY_SIZE + i * RECORD_SIZE;
        size_t place = subset->places[i] - subset->start;

        memcpy(record, TAGS[i], 4);
        store_u32(record + 4, sum_of(file + place, subset->lengths[i]));
        store_u32(record + 8, (uint32_t)place);
        store_u32(record + 12, (uint32_t)subset->lengths[i]);
    }
    total = sum_of(file, subset->out->length - subset->start);
    store_u32(file + subset->places[HEAD] - subset->start + HEAD_SUM, 0xB1B0AFBA - total);
}

static fb_status write_subset(struct subset *subset)
{
    static const uint8_t directory[TABLES_AT];

    fb_buffer_append(subset->out, directory, sizeof directory);
    FB_TRY(put_outlines(subset));
    put_head(subset);
    put_metrics(subset);
    put_loca(subset);
    put_maxp(subset);
    FB_TRY(subset->out->status);
    fill_directory(subset);
    return FB_OK;
}

fb_status fb_face_subset(const struct fb_face *face, const uint32_t *glyphs, size_t count,
                         uint32_t *new_glyphs, struct fb_buffer *out)
{
    struct subset subset = {.sfnt = &face->sfnt, .out = out, .start = out->length};
    fb_status status = list_glyphs(&subset, glyphs, count);

    for (size_t i = 0; i < count && status == FB_OK; i++)
        new_glyphs[i] = new_glyph(&subset, glyphs[i]);
    if (status == FB_OK)
        status = write_subset(&subset);
    if (status != FB_OK && out->length > subset.start)
        out->data[out->length = subset.start] = '\0';
    free(subset.glyphs);
    free(subset.seen);
    free(subset.outlines);
    return status;
}
