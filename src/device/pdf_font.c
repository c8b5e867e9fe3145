#include "device/pdf.h"

#include <stdio.h>

enum {
    DEFAULT_WIDTH = 1000, /* of a Chinese glyph: DW, so that W lists only the others */
    /*
     * A group of W ends before this many default widths in a row. Each group but those that end at
     * GROUP_LENGTH thus stands for more than GROUP_GAP codes, and W has two elements for each:
     * no more than 2 * 65,535 / 17 + 2 * 65,535 / 4,096, less than 8,191.
     */
    GROUP_GAP = 16,
    GROUP_LENGTH = 4096,
    TAG_LENGTH = 6,
    NAME_LENGTH = 128, /* of a PDF name, with its NUL */
};

/* Converts a length in units of the face to thousandths of an em, rounded to the nearest. */
static HPDF_INT32 thousandths(const struct fb_face_metrics *metrics, int32_t units)
{
    int64_t half = units < 0 ? -metrics->units_per_em / 2 : metrics->units_per_em / 2;

    return (HPDF_INT32)(((int64_t)units * 1000 + half) / metrics->units_per_em);
}

static fb_status make_font(struct fb_pdf *pdf, const struct fb_face *face, struct fb_pdf_font **out)
{
    struct fb_pdf_font *font = FB_NEW(pdf->arena, struct fb_pdf_font);
    struct fb_pdf_font **place = FB_PUSH(pdf->arena, &pdf->fonts);
    char name[16];

    FB_NEED(font);
    FB_NEED(place);
    font->face = face;
    font->number = pdf->fonts.count;
    FB_NEED(font->object = fb_pdf_new_dict(pdf));
    snprintf(name, sizeof name, "F%zu", font->number);
    HPDF_Dict_Add(pdf->font_resources, name, font->object);
    *out = *place = font;
    return fb_pdf_status(pdf);
}

fb_status fb_pdf_font_of(struct fb_pdf *pdf, const struct fb_face *face, struct fb_pdf_font **out)
{
    for (size_t i = 0; i < pdf->fonts.count; i++)
        if (pdf->fonts.items[i]->face == face) {
            *out = pdf->fonts.items[i];
            return FB_OK;
        }
    return make_font(pdf, face, out);
}

/* Makes the font program. A code is the glyph's number in it, so that no map is needed. */
static fb_status make_program(struct fb_pdf *pdf, struct fb_pdf_font *font)
{
    size_t count = font->glyphs.list.count;
    uint32_t *glyphs = FB_NEW_ARRAY(pdf->arena, uint32_t, count);

    FB_NEED(glyphs);
    for (size_t i = 0; i < count; i++)
        glyphs[i] = font->glyphs.list.items[i].id;
    return fb_face_subset(&font->program, font->face, glyphs, count);
}

/* Names the subset: six letters of its content's hash, then the face (ISO 32000-1, 9.6.4). */
static void name_subset(char name[NAME_LENGTH], const struct fb_pdf_font *font)
{
    uint64_t rest = font->program.hash.low;
    char tag[TAG_LENGTH + 1] = "";

    for (size_t i = 0; i < TAG_LENGTH; i++, rest /= 26)
        tag[i] = (char)('A' + rest % 26);
    snprintf(name, NAME_LENGTH, "%s+%s", tag, fb_face_name(font->face));
}

static fb_status add_program(struct fb_pdf *pdf, HPDF_Dict descriptor,
                             const struct fb_font_program *program)
{
    HPDF_Dict stream;

    FB_TRY(fb_pdf_add_deflated_stream(&stream, pdf, descriptor, "FontFile2", program->deflated.data,
                                      program->deflated.length));
    HPDF_Dict_AddNumber(stream, "Length1", (HPDF_INT32)program->length);
    return fb_pdf_status(pdf);
}

static fb_status add_box(struct fb_pdf *pdf, HPDF_Dict dict, const struct fb_face_metrics *metrics)
{
    HPDF_Array box = fb_pdf_add_array(pdf, dict, "FontBBox");

    FB_NEED(box);
    for (size_t i = 0; i < 4; i++)
        HPDF_Array_AddNumber(box, thousandths(metrics, metrics->box[i]));
    return FB_OK;
}

/* The font descriptor (ISO 32000-1, 9.8), with all that PDF/A-2 asks for. */
static fb_status add_descriptor(struct fb_pdf *pdf, HPDF_Dict descendant,
                                const struct fb_pdf_font *font, const char *name)
{
    enum { SYMBOLIC = 4 };
    const struct fb_face_metrics *metrics = fb_face_metrics(font->face);
    HPDF_Dict dict = fb_pdf_new_dict(pdf);

    FB_NEED(dict);
    HPDF_Dict_Add(descendant, "FontDescriptor", dict);
    HPDF_Dict_AddName(dict, "Type", "FontDescriptor");
    HPDF_Dict_AddName(dict, "FontName", name);
    HPDF_Dict_AddNumber(dict, "Flags", SYMBOLIC);
    FB_TRY(add_box(pdf, dict, metrics));
    HPDF_Dict_AddNumber(dict, "ItalicAngle", 0);
    HPDF_Dict_AddNumber(dict, "Ascent", thousandths(metrics, metrics->ascender));
    HPDF_Dict_AddNumber(dict, "Descent", thousandths(metrics, metrics->descender));
    HPDF_Dict_AddNumber(dict, "CapHeight", thousandths(metrics, metrics->cap_height));
    HPDF_Dict_AddNumber(dict, "StemV", thousandths(metrics, metrics->stem_v));
    return add_program(pdf, dict, &font->program);
}

/* Returns where the group of widths that starts at `first` ends, its last default widths left out.
 */
static size_t group_end(const struct fb_pdf_glyphs *glyphs, size_t first)
{
    size_t end = first + 1;

    for (size_t i = end; i < glyphs->list.count && i - end < GROUP_GAP && i - first < GROUP_LENGTH;
         i++)
        if (glyphs->list.items[i].width != DEFAULT_WIDTH)
            end = i + 1;
    return end;
}

/* W lists the widths that are not the default one, in groups of successive codes. */
static fb_status add_widths(struct fb_pdf *pdf, HPDF_Dict font, const struct fb_pdf_glyphs *glyphs)
{
    HPDF_Array groups = fb_pdf_add_array(pdf, font, "W");

    FB_NEED(groups);
    HPDF_Dict_AddNumber(font, "DW", DEFAULT_WIDTH);
    for (size_t i = 0, end; i < glyphs->list.count; i = end) {
        HPDF_Array group;

        end = i + 1;
        if (glyphs->list.items[i].width == DEFAULT_WIDTH)
            continue;
        end = group_end(glyphs, i);
        FB_NEED(group = HPDF_Array_New(pdf->document->mmgr));
        HPDF_Array_AddNumber(groups, (HPDF_INT32)i + 1);
        HPDF_Array_Add(groups, group);
        for (size_t k = i; k < end; k++)
            HPDF_Array_AddNumber(group, glyphs->list.items[k].width);
    }
    return fb_pdf_status(pdf);
}

static fb_status add_system_info(struct fb_pdf *pdf, HPDF_Dict font)
{
    HPDF_Dict info = fb_pdf_add_dict(pdf, font, "CIDSystemInfo");

    FB_NEED(info);
    fb_pdf_add_string(pdf, info, "Registry", "Adobe");
    fb_pdf_add_string(pdf, info, "Ordering", "Identity");
    HPDF_Dict_AddNumber(info, "Supplement", 0);
    return FB_OK;
}

/* The CIDFont (ISO 32000-1, 9.7.4), which DescendantFonts of the composite font holds. */
static fb_status add_descendant(struct fb_pdf *pdf, const struct fb_pdf_font *font,
                                const char *name)
{
    HPDF_Array descendants = fb_pdf_add_array(pdf, font->object, "DescendantFonts");
    HPDF_Dict dict = fb_pdf_new_dict(pdf);

    FB_NEED(descendants);
    FB_NEED(dict);
    HPDF_Array_Add(descendants, dict);
    HPDF_Dict_AddName(dict, "Type", "Font");
    HPDF_Dict_AddName(dict, "Subtype", "CIDFontType2");
    HPDF_Dict_AddName(dict, "BaseFont", name);
    HPDF_Dict_AddName(dict, "CIDToGIDMap", "Identity");
    FB_TRY(add_system_info(pdf, dict));
    FB_TRY(add_widths(pdf, dict, &font->glyphs));
    return add_descriptor(pdf, dict, font, name);
}

static fb_status add_to_unicode(struct fb_pdf *pdf, const struct fb_pdf_font *font)
{
    struct fb_buffer map;
    HPDF_Dict stream;
    fb_status status;

    fb_buffer_init(&map, FB_PDF_CONTENT_LIMIT);
    fb_pdf_put_to_unicode(&map, &font->glyphs);
    status = fb_pdf_add_stream(&stream, pdf, font->object, "ToUnicode", &map);
    fb_buffer_release(&map);
    return status;
}

/* The composite font (ISO 32000-1, 9.7.6): two-byte codes that are the descendant's CIDs. */
fb_status fb_pdf_font_finish(struct fb_pdf *pdf, struct fb_pdf_font *font)
{
    char name[NAME_LENGTH];

    FB_TRY(make_program(pdf, font));
    name_subset(name, font);
    HPDF_Dict_AddName(font->object, "Type", "Font");
    HPDF_Dict_AddName(font->object, "Subtype", "Type0");
    HPDF_Dict_AddName(font->object, "BaseFont", name);
    HPDF_Dict_AddName(font->object, "Encoding", "Identity-H");
    FB_TRY(add_descendant(pdf, font, name));
    return add_to_unicode(pdf, font);
}
