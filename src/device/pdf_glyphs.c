#include "device/pdf.h"

#include <assert.h>
#include <string.h>

enum { FIRST_CAPACITY = 512 };

/* Texts are a character, mostly: a step for each byte is all that is needed. */
static size_t hash_of(uint32_t id, const char *text, size_t text_length)
{
    uint64_t hash = id;

    for (size_t i = 0; i < text_length; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(hash >> 32);
}

static bool is_same(const struct fb_pdf_glyph *glyph, uint32_t id, const char *text,
                    size_t text_length)
{
    return glyph->id == id && glyph->text_length == text_length &&
           memcmp(glyph->text, text, text_length) == 0;
}

/* Returns the slot that holds the code of the glyph, or the free one where it belongs. */
static uint32_t *find_slot(const struct fb_pdf_glyphs *glyphs, uint32_t id, const char *text,
                           size_t text_length)
{
    size_t mask = glyphs->capacity - 1;
    size_t i = hash_of(id, text, text_length) & mask;

    while (glyphs->slots[i] != 0 &&
           !is_same(&glyphs->list.items[glyphs->slots[i] - 1], id, text, text_length))
        i = (i + 1) & mask;
    return &glyphs->slots[i];
}

/* Doubles the table, so that it is never more than half full. */
static fb_status grow(struct fb_arena *arena, struct fb_pdf_glyphs *glyphs)
{
    size_t capacity = glyphs->capacity == 0 ? FIRST_CAPACITY : glyphs->capacity * 2;
    uint32_t *slots = FB_NEW_ARRAY(arena, uint32_t, capacity);

    FB_NEED(slots);
    glyphs->slots = slots;
    glyphs->capacity = capacity;
    for (size_t i = 0; i < glyphs->list.count; i++) {
        const struct fb_pdf_glyph *glyph = &glyphs->list.items[i];

        *find_slot(glyphs, glyph->id, glyph->text, glyph->text_length) = (uint32_t)i + 1;
    }
    return FB_OK;
}

/* Converts an advance to thousandths of an em, rounded to the nearest. */
static int32_t width_of(const struct fb_face *face, uint32_t id)
{
    int32_t em = fb_face_metrics(face)->units_per_em;

    return (int32_t)(((int64_t)fb_face_advance(face, id) * 1000 + em / 2) / em);
}

static fb_status add_glyph(struct fb_pdf *pdf, struct fb_pdf_font *font, uint32_t id,
                           const char *text, size_t text_length)
{
    struct fb_pdf_glyph *glyph;

    if (font->glyphs.list.count >= FB_PDF_CIDS)
        return FB_ERR_NOMEM;
    FB_NEED(glyph = FB_PUSH(pdf->arena, &font->glyphs.list));
    glyph->id = id;
    FB_NEED(glyph->text = fb_arena_copy(pdf->arena, text, text_length));
    glyph->text_length = text_length;
    glyph->width = width_of(font->face, id);
    return FB_OK;
}

fb_status fb_pdf_glyph_code(struct fb_pdf *pdf, struct fb_pdf_font *font, uint32_t id,
                            const char *text, size_t text_length, uint32_t *code)
{
    struct fb_pdf_glyphs *glyphs = &font->glyphs;
    uint32_t *slot;

    assert(text_length > 0);
    if (glyphs->list.count * 2 >= glyphs->capacity)
        FB_TRY(grow(pdf->arena, glyphs));
    slot = find_slot(glyphs, id, text, text_length);
    if (*slot == 0) {
        FB_TRY(add_glyph(pdf, font, id, text, text_length));
        *slot = (uint32_t)glyphs->list.count;
    }
    *code = *slot;
    return FB_OK;
}
