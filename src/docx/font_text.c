#include "docx/font_text.h"

#include "base/utf8.h"
#include "font/embed.h"

#include <string.h>

enum { CHARACTERS = 0x110000, WORD_BITS = 64 };

static fb_status add(struct fb_docx_font_text *text, struct fb_docx_characters *set,
                     uint32_t character)
{
    uint64_t bit = UINT64_C(1) << character % WORD_BITS;

    if (set->bits == NULL)
        set->bits = FB_NEW_ARRAY(text->arena, uint64_t, CHARACTERS / WORD_BITS);
    FB_NEED(set->bits);
    if ((set->bits[character / WORD_BITS] & bit) == 0)
        set->count++;
    set->bits[character / WORD_BITS] |= bit;
    return FB_OK;
}

const struct fb_face *fb_docx_other_face(const struct fb_font_set *fonts, enum fb_font_role role,
                                         uint32_t character)
{
    struct fb_glyph_choice choice;

    if (fb_face_shows(fb_font_own_face(fonts, role), character) ||
        fb_face_shows(fb_font_latin_face(fonts, role), character) ||
        !fb_font_choose(fonts, role, character, &choice))
        return NULL;
    return choice.face;
}

/* Adds a character to the face that is neither the role's own nor the one of its Latin text. */
static fb_status add_elsewhere(struct fb_docx_font_text *text, enum fb_font_role role,
                               uint32_t character)
{
    const struct fb_face *other = fb_docx_other_face(text->fonts, role, character);

    if (other == NULL)
        return FB_OK;
    FB_TRY(add(text, &text->others[fb_face_index(other)], character));
    return add(text, &text->faces[fb_face_index(other)], character);
}

static fb_status add_character(struct fb_docx_font_text *text, enum fb_font_role role,
                               uint32_t character)
{
    const struct fb_face *own = fb_font_own_face(text->fonts, role);
    const struct fb_face *latin = fb_font_latin_face(text->fonts, role);

    if (character == '\n')
        return FB_OK;
    FB_TRY(add(text, &text->faces[fb_face_index(own)], character));
    FB_TRY(add(text, &text->faces[fb_face_index(latin)], character));
    return add_elsewhere(text, role, character);
}

static fb_status add_string(struct fb_docx_font_text *text, enum fb_font_role role,
                            const char *string, size_t length)
{
    size_t at = 0;

    text->roles[role] = true;
    while (at < length) {
        uint32_t character;

        at += fb_utf8_decode(string + at, length - at, &character);
        FB_TRY(add_character(text, role, character));
    }
    return FB_OK;
}

static fb_status add_paragraph(struct fb_docx_font_text *text, const struct fb_paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->run_count; i++) {
        const struct fb_run *run = &paragraph->runs[i];

        FB_TRY(add_string(text, run->style->font, run->text, run->length));
    }
    return FB_OK;
}

static fb_status add_row(struct fb_docx_font_text *text, const struct fb_row *row)
{
    for (size_t i = 0; i < row->cell_count; i++) {
        for (size_t k = 0; k < row->cells[i].paragraph_count; k++)
            FB_TRY(add_paragraph(text, &row->cells[i].paragraphs[k]));
    }
    return FB_OK;
}

static fb_status add_block(struct fb_docx_font_text *text, const struct fb_block *block)
{
    if (block->kind == FB_BLOCK_PARAGRAPH)
        return add_paragraph(text, &block->as.paragraph);
    for (size_t i = 0; i < block->as.table.row_count; i++)
        FB_TRY(add_row(text, &block->as.table.rows[i]));
    return FB_OK;
}

static fb_status add_section(struct fb_docx_font_text *text, const struct fb_section *section)
{
    static const char NUMBER[] = "— 0123456789";

    if (section->page.number != NULL)
        FB_TRY(add_string(text, section->page.number->font, NUMBER, sizeof NUMBER - 1));
    for (size_t i = 0; i < section->block_count; i++)
        FB_TRY(add_block(text, &section->blocks[i]));
    return FB_OK;
}

fb_status fb_docx_gather_text(struct fb_docx_font_text *out, struct fb_arena *arena,
                              const struct fb_font_set *fonts, const struct fb_doc *doc)
{
    *out = (struct fb_docx_font_text){.arena = arena, .fonts = fonts};
    if (fb_font_set_count(fonts) > FB_DOCX_FACES)
        return FB_ERR_INTERNAL;
    for (size_t i = 0; i < doc->section_count; i++)
        FB_TRY(add_section(out, &doc->sections[i]));
    return FB_OK;
}

const uint32_t *fb_docx_list_characters(const struct fb_docx_font_text *text,
                                        const struct fb_docx_characters *set)
{
    uint32_t *list = FB_NEW_ARRAY(text->arena, uint32_t, set->count);
    size_t count = 0;

    for (uint32_t word = 0; list != NULL && count < set->count; word++) {
        for (uint32_t bit = 0; bit < WORD_BITS; bit++) {
            if ((set->bits[word] >> bit & 1) != 0)
                list[count++] = word * WORD_BITS + bit;
        }
    }
    return list;
}
