#include "font/subset_tables.h"

#include <stdbool.h>
#include <string.h>

/* In the order of their tags, as the table directory has them. */
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

struct writer {
    struct fb_buffer *out;
    const struct fb_subset_contents *contents;
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

static void begin_table(struct writer *writer, enum table table)
{
    writer->places[table] = writer->out->length;
}

/* Tables begin at multiples of four; the filling does not count. */
static void end_table(struct writer *writer, enum table table)
{
    size_t length = writer->out->length - writer->places[table];

    writer->lengths[table] = length;
    fb_buffer_append(writer->out, "\0\0\0", (4 - length % 4) % 4);
}

static void put_table(struct writer *writer, enum table table, const uint8_t *bytes, size_t length)
{
    begin_table(writer, table);
    fb_buffer_append(writer->out, bytes, length);
    end_table(writer, table);
}

static uint32_t outlines_length(const struct fb_subset_contents *contents)
{
    return contents->offsets[contents->count];
}

static bool has_long_loca(const struct fb_subset_contents *contents)
{
    return outlines_length(contents) > SHORT_LOCA_MOST;
}

static void put_head(struct writer *writer)
{
    uint8_t head[HEAD_SIZE];

    memcpy(head, writer->contents->sfnt->head.bytes, sizeof head);
    store_u32(head + HEAD_SUM, 0);
    store_u16(head + HEAD_LOCA_FORMAT, has_long_loca(writer->contents));
    put_table(writer, HEAD, head, sizeof head);
}

static void put_maxp(struct writer *writer)
{
    uint8_t maxp[MAXP_SIZE];

    memcpy(maxp, writer->contents->sfnt->maxp.bytes, sizeof maxp);
    store_u16(maxp + MAXP_GLYPHS, (uint32_t)writer->contents->count);
    store_u16(maxp + MAXP_ZONES, 1);
    memset(maxp + MAXP_HINTING, 0, MAXP_PARTS - MAXP_HINTING);
    put_table(writer, MAXP, maxp, sizeof maxp);
}

/*
 * Makes `hmtx` of whole entries, an advance and a bearing: behind the last entry whose advance is
 * not that of the one before, only bearings are listed. Returns how many entries stay whole.
 */
static size_t shorten(uint8_t *entries, size_t count)
{
    size_t whole = count;

    while (whole > 1 && memcmp(entries + 4 * (whole - 1), entries + 4 * (whole - 2), 2) == 0)
        whole--;
    for (size_t i = whole; i < count; i++)
        memcpy(entries + 2 * (whole + i), entries + 4 * i + 2, 2);
    return whole;
}

/* Puts `hmtx` and returns how many entries are whole. */
static size_t put_hmtx(struct writer *writer)
{
    const struct fb_subset_contents *contents = writer->contents;
    uint8_t *entries = (uint8_t *)fb_buffer_extend(writer->out, 4 * contents->count);
    size_t whole;

    if (entries == NULL)
        return 1;
    for (size_t i = 0; i < contents->count; i++)
        fb_sfnt_horizontal(contents->sfnt, contents->glyphs[i], entries + 4 * i);
    whole = shorten(entries, contents->count);
    fb_buffer_cut(writer->out, writer->places[HMTX] + 2 * (whole + contents->count));
    return whole;
}

static void put_metrics(struct writer *writer)
{
    uint8_t header[HHEA_SIZE];

    begin_table(writer, HMTX);
    memcpy(header, writer->contents->sfnt->hhea.bytes, sizeof header);
    store_u16(header + HHEA_METRICS, (uint32_t)put_hmtx(writer));
    end_table(writer, HMTX);
    put_table(writer, HHEA, header, sizeof header);
}

static void put_loca(struct writer *writer)
{
    const struct fb_subset_contents *contents = writer->contents;
    bool is_long = has_long_loca(contents);
    size_t size = is_long ? 4 : 2;
    uint8_t *entries;

    begin_table(writer, LOCA);
    entries = (uint8_t *)fb_buffer_extend(writer->out, size * (contents->count + 1));
    for (size_t i = 0; i <= contents->count && entries != NULL; i++) {
        if (is_long)
            store_u32(entries + 4 * i, contents->offsets[i]);
        else
            store_u16(entries + 2 * i, contents->offsets[i] / 2);
    }
    end_table(writer, LOCA);
}

/* Sets where the outlines will be, which follow. */
static void announce_outlines(struct writer *writer)
{
    writer->places[GLYF] = writer->out->length;
    writer->lengths[GLYF] = outlines_length(writer->contents);
}

/* Fills the directory, whose room the file begins with, and the sum of all in `head`. */
static void fill_directory(struct writer *writer)
{
    uint8_t *file = (uint8_t *)writer->out->data;
    uint32_t total;

    store_u32(file, 0x00010000);
    store_u16(file + 4, TABLES);
    store_u16(file + 6, TABLES_POWER * RECORD_SIZE);
    store_u16(file + 8, TABLES_EXPONENT);
    store_u16(file + 10, (TABLES - TABLES_POWER) * RECORD_SIZE);
    for (size_t i = 0; i < TABLES; i++) {
        uint8_t *record = file + DIRECTORY_SIZE + i * RECORD_SIZE;
        size_t place = writer->places[i], length = writer->lengths[i];

        memcpy(record, TAGS[i], 4);
        store_u32(record + 4,
                  i == GLYF ? writer->contents->outlines_sum : fb_sfnt_sum(file + place, length));
        store_u32(record + 8, (uint32_t)place);
        store_u32(record + 12, (uint32_t)length);
    }
    total = fb_sfnt_sum(file, writer->out->length) + writer->contents->outlines_sum;
    store_u32(file + writer->places[HEAD] + HEAD_SUM, 0xB1B0AFBA - total);
}

void fb_subset_put_tables(struct fb_buffer *out, const struct fb_subset_contents *contents)
{
    static const uint8_t directory[TABLES_AT];
    struct writer writer = {.out = out, .contents = contents};

    fb_buffer_append(out, directory, sizeof directory);
    put_head(&writer);
    put_maxp(&writer);
    put_metrics(&writer);
    put_loca(&writer);
    announce_outlines(&writer);
    if (out->status == FB_OK)
        fill_directory(&writer);
}
