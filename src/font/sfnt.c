#include "font/sfnt.h"

#include "base/i18n.h"

#include <string.h>

enum {
    HEADER_SIZE = 12,
    RECORD_SIZE = 16,
    GLYPH_HEADER_SIZE = 10,
    /* Where fields lie in their tables. */
    HEAD_MAGIC = 12,
    HEAD_UNITS_PER_EM = 18,
    HEAD_BOX = 36,
    HEAD_LOCA_FORMAT = 50,
    HEAD_SIZE = 54,
    HHEA_METRIC_COUNT = 34,
    HHEA_SIZE = 36,
    MAXP_GLYPH_COUNT = 4,
    MAXP_SIZE = 32,
};

#define TAG(a, b, c, d) \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

static uint32_t read_u16(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 8 | bytes[1];
}

static int32_t read_i16(const uint8_t *bytes)
{
    return (int16_t)(uint16_t)read_u16(bytes);
}

static uint32_t read_u32(const uint8_t *bytes)
{
    return read_u16(bytes) << 16 | read_u16(bytes + 2);
}

static const char *check_signature(const uint8_t *bytes, size_t length)
{
    uint32_t signature = length >= HEADER_SIZE ? read_u32(bytes) : 0;

    if (signature == TAG('O', 'T', 'T', 'O'))
        return N_("it has CFF outlines; only TrueType outlines can be used");
    if (signature == TAG('t', 't', 'c', 'f'))
        return N_("it is a collection; only single fonts can be used");
    if (signature != TAG(0, 1, 0, 0) && signature != TAG('t', 'r', 'u', 'e'))
        return N_("it is not a TrueType font");
    return NULL;
}

/* Returns where a table that text needs is kept, or NULL for the other tables. */
static struct fb_sfnt_table *table_of(struct fb_sfnt *sfnt, uint32_t tag)
{
    switch (tag) {
    case TAG('c', 'm', 'a', 'p'):
        return &sfnt->cmap;
    case TAG('g', 'l', 'y', 'f'):
        return &sfnt->glyf;
    case TAG('h', 'e', 'a', 'd'):
        return &sfnt->head;
    case TAG('h', 'h', 'e', 'a'):
        return &sfnt->hhea;
    case TAG('h', 'm', 't', 'x'):
        return &sfnt->hmtx;
    case TAG('l', 'o', 'c', 'a'):
        return &sfnt->loca;
    case TAG('m', 'a', 'x', 'p'):
        return &sfnt->maxp;
    default:
        return NULL;
    }
}

static const char *find_tables(struct fb_sfnt *sfnt, const uint8_t *bytes, size_t length)
{
    size_t count = read_u16(bytes + 4);

    if (count * RECORD_SIZE > length - HEADER_SIZE)
        return N_("it is cut short");
    for (size_t i = 0; i < count; i++) {
        const uint8_t *record = bytes + HEADER_SIZE + i * RECORD_SIZE;
        struct fb_sfnt_table *table = table_of(sfnt, read_u32(record));
        size_t offset = read_u32(record + 8);
        size_t size = read_u32(record + 12);

        if (offset > length || size > length - offset)
            return N_("it is cut short");
        if (table != NULL)
            *table = (struct fb_sfnt_table){bytes + offset, size};
    }
    return NULL;
}

static const char *check_tables(struct fb_sfnt *sfnt)
{
    static const uint32_t MAGIC = 0x5F0F3CF5;
    int32_t units;

    if (sfnt->cmap.length < 4 || sfnt->glyf.length == 0 || sfnt->loca.length == 0)
        return N_("it lacks its characters or outlines (cmap, glyf, loca)");
    if (sfnt->head.length < HEAD_SIZE || sfnt->hhea.length < HHEA_SIZE ||
        sfnt->maxp.length < MAXP_SIZE)
        return N_("it lacks a header (head, hhea, maxp)");
    units = fb_sfnt_units_per_em(sfnt);
    if (read_u32(sfnt->head.bytes + HEAD_MAGIC) != MAGIC || units < 16 || units > 16384 ||
        read_u16(sfnt->head.bytes + HEAD_LOCA_FORMAT) > 1)
        return N_("its head table is broken");
    return NULL;
}

static const char *check_counts(struct fb_sfnt *sfnt)
{
    size_t glyphs = read_u16(sfnt->maxp.bytes + MAXP_GLYPH_COUNT);
    size_t metrics = read_u16(sfnt->hhea.bytes + HHEA_METRIC_COUNT);

    sfnt->glyph_count = (uint32_t)glyphs;
    sfnt->long_offsets = read_u16(sfnt->head.bytes + HEAD_LOCA_FORMAT) == 1;
    if (glyphs == 0 || sfnt->loca.length < (glyphs + 1) * (sfnt->long_offsets ? 4 : 2))
        return N_("it has fewer outlines than glyphs (loca)");
    if (metrics == 0 || metrics > glyphs ||
        sfnt->hmtx.length < metrics * 4 + (glyphs - metrics) * 2)
        return N_("it has fewer advances than glyphs (hmtx)");
    return NULL;
}

const char *fb_sfnt_open(struct fb_sfnt *out, const void *bytes, size_t length)
{
    const char *reason = check_signature(bytes, length);

    *out = (struct fb_sfnt){0};
    if (reason == NULL)
        reason = find_tables(out, bytes, length);
    if (reason == NULL)
        reason = check_tables(out);
    if (reason == NULL)
        reason = check_counts(out);
    return reason;
}

static size_t glyph_offset(const struct fb_sfnt *sfnt, uint32_t index)
{
    if (sfnt->long_offsets)
        return read_u32(sfnt->loca.bytes + (size_t)index * 4);
    return (size_t)read_u16(sfnt->loca.bytes + (size_t)index * 2) * 2;
}

struct fb_sfnt_table fb_sfnt_outline(const struct fb_sfnt *sfnt, uint32_t glyph)
{
    size_t start, end;

    if (glyph >= sfnt->glyph_count)
        return (struct fb_sfnt_table){0};
    start = glyph_offset(sfnt, glyph);
    end = glyph_offset(sfnt, glyph + 1);
    if (start >= end || end > sfnt->glyf.length || end - start <= GLYPH_HEADER_SIZE)
        return (struct fb_sfnt_table){0};
    return (struct fb_sfnt_table){sfnt->glyf.bytes + start, end - start};
}

bool fb_sfnt_has_outline(const struct fb_sfnt *sfnt, uint32_t glyph)
{
    struct fb_sfnt_table outline = fb_sfnt_outline(sfnt, glyph);

    /* The number of contours; below 0: it is made of parts. */
    return outline.length > 0 && read_i16(outline.bytes) != 0;
}

void fb_sfnt_horizontal(const struct fb_sfnt *sfnt, uint32_t glyph, uint8_t entry[4])
{
    const uint8_t *bytes = sfnt->hmtx.bytes;
    size_t full = read_u16(sfnt->hhea.bytes + HHEA_METRIC_COUNT);

    /* Behind the full entries, glyphs have the last one's advance and a bearing of their own. */
    memcpy(entry, bytes + 4 * (glyph < full ? glyph : full - 1), 4);
    if (glyph >= full)
        memcpy(entry + 2, bytes + 4 * full + 2 * (glyph - full), 2);
}

int32_t fb_sfnt_units_per_em(const struct fb_sfnt *sfnt)
{
    return (int32_t)read_u16(sfnt->head.bytes + HEAD_UNITS_PER_EM);
}

void fb_sfnt_box(const struct fb_sfnt *sfnt, int32_t box[4])
{
    for (size_t i = 0; i < 4; i++)
        box[i] = read_i16(sfnt->head.bytes + HEAD_BOX + 2 * i);
}

uint32_t fb_sfnt_sum(const uint8_t *bytes, size_t length)
{
    uint32_t sum = 0;

    for (size_t i = 0; i < length; i += 4)
        sum += read_u32(bytes + i);
    return sum;
}
