#include "font/name_table.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <hb-ot.h>
#include <string.h>

enum { WINDOWS = 3, UNICODE_BMP = 1, ENGLISH = 0x409, HEADER = 6, RECORD = 12 };

/* Licences are long, but a table has no more than 64 KB for all names. */
enum { ARENA_LIMIT = 1 << 20, TEXT_LIMIT = 8192 };

/* Where a name comes from. By number, as the table wants them. */
enum source { KEPT, FAMILY, REGULAR, POSTSCRIPT };

static const struct {
    uint16_t id;
    enum source source;
} NAMES[] = {
    {0, KEPT},       /* copyright */
    {1, FAMILY},     /* family */
    {2, REGULAR},    /* style */
    {3, POSTSCRIPT}, /* unique name */
    {4, FAMILY},     /* full name */
    {5, KEPT},       /* version */
    {6, POSTSCRIPT}, /* PostScript name */
    {10, KEPT},      /* description: the notice of changes */
    {13, KEPT},      /* licence */
    {14, KEPT},      /* where the licence is */
    {16, FAMILY},    /* typographic family */
    {17, REGULAR},   /* typographic style */
};

enum { NAME_COUNT = sizeof NAMES / sizeof *NAMES };

static void append_u16(struct fb_buffer *out, size_t value)
{
    fb_buffer_append_char(out, (char)(value >> 8 & 0xFF));
    fb_buffer_append_char(out, (char)(value & 0xFF));
}

/* Names of ours are within the BMP. */
static void append_utf8(struct fb_buffer *out, const char *text)
{
    size_t length = strlen(text), at = 0;

    while (at < length) {
        uint32_t character;

        at += fb_utf8_decode(text + at, length - at, &character);
        append_u16(out, character);
    }
}

static fb_status append_kept(struct fb_buffer *out, struct fb_arena *arena, hb_face_t *source,
                             uint16_t id)
{
    uint16_t *text = FB_NEW_ARRAY(arena, uint16_t, TEXT_LIMIT);
    unsigned size = TEXT_LIMIT;
    unsigned length;

    FB_NEED(text);
    length = hb_ot_name_get_utf16(source, id, HB_LANGUAGE_INVALID, &size, text);
    if (length >= TEXT_LIMIT)
        return FB_ERR_INTERNAL;
    for (unsigned i = 0; i < size; i++)
        append_u16(out, text[i]);
    return FB_OK;
}

/* PostScript names are ASCII; the hash tells families apart. */
static fb_status append_postscript(struct fb_buffer *out, struct fb_arena *arena,
                                   const char *family)
{
    struct fb_hash hash = fb_hash_bytes(family, strlen(family));
    const char *name = fb_arena_format(arena, "Fubiao-%08X", (unsigned)(hash.low & 0xFFFFFFFF));

    FB_NEED(name);
    append_utf8(out, name);
    return FB_OK;
}

static fb_status append_name(struct fb_buffer *out, struct fb_arena *arena, size_t index,
                             hb_face_t *source, const char *family)
{
    switch (NAMES[index].source) {
    case KEPT:
        return append_kept(out, arena, source, NAMES[index].id);
    case POSTSCRIPT:
        return append_postscript(out, arena, family);
    case FAMILY:
        append_utf8(out, family);
        return FB_OK;
    case REGULAR:
        append_utf8(out, "Regular");
        return FB_OK;
    }
    return FB_ERR_INTERNAL;
}

static fb_status write_table(struct fb_buffer *out, struct fb_buffer *texts, struct fb_arena *arena,
                             hb_face_t *source, const char *family)
{
    append_u16(out, 0);
    append_u16(out, NAME_COUNT);
    append_u16(out, HEADER + NAME_COUNT * RECORD);
    for (size_t i = 0; i < NAME_COUNT; i++) {
        size_t start = texts->length;

        FB_TRY(append_name(texts, arena, i, source, family));
        append_u16(out, WINDOWS);
        append_u16(out, UNICODE_BMP);
        append_u16(out, ENGLISH);
        append_u16(out, NAMES[i].id);
        append_u16(out, texts->length - start);
        append_u16(out, start);
    }
    fb_buffer_append(out, texts->data, texts->length);
    return texts->status == FB_OK ? out->status : texts->status;
}

fb_status fb_name_table_write(struct fb_buffer *out, hb_face_t *source, const char *family)
{
    struct fb_buffer texts;
    struct fb_arena *arena;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, ARENA_LIMIT));
    fb_buffer_init(&texts, UINT16_MAX);
    status = write_table(out, &texts, arena, source, family);
    fb_buffer_release(&texts);
    fb_arena_free(arena);
    return status;
}
