#include "docx/fonts.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "diag/diagnostics.h"
#include "docx/custom_xml.h"
#include "docx/font_text.h"
#include "docx/parts.h"
#include "font/embed.h"

#include <stdio.h>
#include <string.h>

#define FONT_RELATIONSHIP "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"

enum { KEY_SIZE = 16, HIDDEN_SIZE = 32 };

static unsigned digit_value(char digit)
{
    return (unsigned)(digit <= '9' ? digit - '0' : digit - 'A' + 10);
}

/* The 32 digits of a GUID as bytes, in the order of the text. */
static void read_key(unsigned char out[KEY_SIZE], const char *key)
{
    size_t digits = 0;

    for (; *key != '\0' && digits < KEY_SIZE * 2; key++) {
        unsigned high;

        if (strchr("{-}", *key) != NULL)
            continue;
        high = digits % 2 == 0 ? 0 : (unsigned)out[digits / 2] << 4;
        out[digits / 2] = (unsigned char)(high | digit_value(*key));
        digits++;
    }
}

void fb_docx_obfuscate(unsigned char *bytes, size_t length, const char *key)
{
    unsigned char digits[KEY_SIZE] = {0};

    read_key(digits, key);
    for (size_t i = 0; i < HIDDEN_SIZE && i < length; i++)
        bytes[i] ^= digits[KEY_SIZE - 1 - i % KEY_SIZE];
}

/*
 * A part of a face has the characters of one document: its family has a mark of them, so that a
 * word processor with two documents open does not take one's for the other's.
 */
static const char *name_family(struct fb_docx_context *context, const struct fb_docx_font *font,
                               const struct fb_embed *embed)
{
    const char *family = fb_face_family(font->face);
    struct fb_hash hash;

    if (font->whole)
        return family;
    hash = fb_hash_bytes(embed->characters, embed->count * sizeof *embed->characters);
    return fb_arena_format(context->arena, "%s %06X", family, (unsigned)(hash.low & 0xFFFFFF));
}

static fb_status build_file(struct fb_docx_context *context, struct fb_docx_font *font,
                            struct fb_embed *embed)
{
    font->family = name_family(context, font, embed);
    FB_NEED(font->family);
    embed->family = font->family;
    if (font->whole)
        embed->characters = NULL;
    FB_TRY(fb_face_embed(&font->bytes, font->face, embed));
    font->key = fb_docx_guid(context->arena, fb_hash_bytes(font->bytes.data, font->bytes.length));
    FB_NEED(font->key);
    fb_docx_obfuscate((unsigned char *)font->bytes.data, font->bytes.length, font->key);
    return FB_OK;
}

/* Whether a face can be kept as it is wanted; a part that may not be is kept whole. */
static bool allowed(const struct fb_docx_context *context, const struct fb_face *face, bool *whole)
{
    enum fb_embedding embedding = fb_face_embedding(face);

    if (embedding == FB_EMBED_REFUSED)
        fb_report(context->setup->sink, FB_DIAG_DOCX_FONT_REFUSED, FB_NO_POSITION,
                  fb_face_name(face));
    else if (embedding == FB_EMBED_WHOLE_ONLY && !*whole)
        fb_report(context->setup->sink, FB_DIAG_DOCX_FONT_WHOLE, FB_NO_POSITION,
                  fb_face_name(face));
    *whole = *whole || embedding == FB_EMBED_WHOLE_ONLY;
    return embedding != FB_EMBED_REFUSED;
}

/* Nobody types in a face that shows but single characters, and HanaMinB has 30 MB. */
static bool is_typed_in(const struct fb_docx_font_text *text, const struct fb_face *face)
{
    for (int role = 0; role < FB_FONT_ROLES; role++) {
        if (text->roles[role] && (fb_font_own_face(text->fonts, (enum fb_font_role)role) == face ||
                                  fb_font_latin_face(text->fonts, (enum fb_font_role)role) == face))
            return true;
    }
    return false;
}

static fb_status build_font(struct fb_docx_context *context, const struct fb_docx_font_text *text,
                            size_t index)
{
    const struct fb_docx_characters *set = &text->faces[index];
    const struct fb_face *face = fb_font_set_face(text->fonts, index);
    struct fb_embed embed = {.count = set->count};
    bool whole = context->setup->fonts == FB_DOCX_FONTS_FULL && is_typed_in(text, face);
    struct fb_docx_font *font;

    if (set->count == 0 || !allowed(context, face, &whole))
        return FB_OK;
    font = FB_PUSH(context->arena, &context->fonts);
    FB_NEED(font);
    font->face = face;
    font->whole = whole;
    fb_buffer_init(&font->bytes, FB_BUFFER_OUTPUT_LIMIT);
    embed.characters = fb_docx_list_characters(text, set);
    FB_NEED(embed.characters);
    return build_file(context, font, &embed);
}

static const struct fb_docx_font *font_of_face(const struct fb_docx_context *context,
                                               const struct fb_face *face)
{
    for (size_t i = 0; i < context->fonts.count; i++) {
        if (context->fonts.items[i].face == face)
            return &context->fonts.items[i];
    }
    return NULL;
}

const struct fb_docx_font *fb_docx_find_font(const struct fb_docx_context *context,
                                             const char *family)
{
    for (size_t i = 0; i < context->fonts.count; i++) {
        if (strcmp(context->fonts.items[i].family, family) == 0)
            return &context->fonts.items[i];
    }
    return NULL;
}

/* A role names the faces that are kept; what it named before stands in for them. */
static void rename_role(struct fb_docx_context *context, const struct fb_font_set *fonts,
                        enum fb_font_role role)
{
    const struct fb_docx_font *own = font_of_face(context, fb_font_own_face(fonts, role));
    const struct fb_docx_font *latin = font_of_face(context, fb_font_latin_face(fonts, role));
    struct fb_font_names *names = &context->names[role];

    if (own != NULL) {
        names->fallback = names->docx;
        names->docx = own->family;
    }
    if (latin != NULL)
        names->docx_latin = latin->family;
}

/* Tells which characters are in a face that may not be kept: some of them, if many. */
static void report_lacking(const struct fb_docx_context *context, const uint32_t *characters,
                           size_t count)
{
    enum { SHOWN = 20 };
    char list[SHOWN * 4 + sizeof "…"];
    size_t length = 0;

    for (size_t i = 0; i < count && i < SHOWN; i++)
        length += fb_utf8_encode(list + length, characters[i]);
    memcpy(list + length, count > SHOWN ? "…" : "", count > SHOWN ? sizeof "…" : 1);
    fb_report(context->setup->sink, FB_DIAG_DOCX_FONT_LACKS, FB_NO_POSITION, list);
}

/* What a face alone has that was refused, word processors take from elsewhere. */
static fb_status find_lacking(struct fb_docx_context *context, const struct fb_docx_font_text *text,
                              size_t index)
{
    const struct fb_docx_characters *set = &text->others[index];
    const uint32_t *lacking;

    if (set->count == 0 || font_of_face(context, fb_font_set_face(text->fonts, index)) != NULL)
        return FB_OK;
    lacking = fb_docx_list_characters(text, set);
    FB_NEED(lacking);
    report_lacking(context, lacking, set->count);
    return FB_OK;
}

static fb_status build_faces(struct fb_docx_context *context)
{
    const struct fb_font_set *fonts = context->setup->font_set;
    struct fb_docx_font_text text;

    FB_TRY(fb_docx_gather_text(&text, context->arena, fonts, context->doc));
    for (size_t i = 0; i < fb_font_set_count(fonts); i++)
        FB_TRY(build_font(context, &text, i));
    for (int role = 0; role < FB_FONT_ROLES; role++) {
        if (text.roles[role])
            rename_role(context, fonts, (enum fb_font_role)role);
    }
    for (size_t i = 0; i < fb_font_set_count(fonts); i++)
        FB_TRY(find_lacking(context, &text, i));
    return FB_OK;
}

const char *fb_docx_other_family(const struct fb_docx_context *context, enum fb_font_role role,
                                 uint32_t character)
{
    const struct fb_docx_font *font;

    if (context->fonts.count == 0)
        return NULL;
    font = font_of_face(context, fb_docx_other_face(context->setup->font_set, role, character));
    return font != NULL ? font->family : NULL;
}

fb_status fb_docx_fonts_build(struct fb_docx_context *context)
{
    for (int role = 0; role < FB_FONT_ROLES; role++)
        context->names[role] = *fb_font_role_names((enum fb_font_role)role);
    return context->setup->fonts == FB_DOCX_FONTS_NONE ? FB_OK : build_faces(context);
}

void fb_docx_fonts_release(struct fb_docx_context *context)
{
    for (size_t i = 0; i < context->fonts.count; i++)
        fb_buffer_release(&context->fonts.items[i].bytes);
}

fb_status fb_docx_fonts_add_parts(struct fb_docx_context *context)
{
    for (size_t i = 0; i < context->fonts.count; i++) {
        struct fb_docx_font *font = &context->fonts.items[i];
        struct fb_docx_part part = {
            .relationship = FONT_RELATIONSHIP, .source = FB_DOCX_FONT_TABLE, .bytes = &font->bytes};

        part.name = fb_arena_format(context->arena, "word/fonts/font%zu.odttf", i + 1);
        FB_NEED(part.name);
        FB_TRY(fb_docx_add_part(context, &part));
        font->id = context->parts.items[context->parts.count - 1].id;
    }
    return FB_OK;
}
