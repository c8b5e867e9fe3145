#include "base/hash.h"
#include "device/pdf.h"

#include <stdio.h>
#include <stdlib.h>

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

/* No subset of a font is larger. */
#define PROGRAM_LIMIT ((size_t)256 << 20)

/* The glyphs of a font without repeats, and where they went in the subset. */
struct subset {
    size_t count;
    uint32_t *glyphs; /* ascending */
    uint32_t *new_glyphs;
    struct fb_buffer program;
    char name[NAME_LENGTH]; /* ABCDEF+NotoSerifSC-Regular */
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

static int compare_glyphs(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    return (left > right) - (left < right);
}

/* Lists the glyphs of the font's codes, each once. */
static fb_status list_glyphs(struct fb_pdf *pdf, const struct fb_pdf_glyphs *glyphs,
                             struct subset *subset)
{
    size_t count = glyphs->list.count;
    uint32_t *list = FB_NEW_ARRAY(pdf->arena, uint32_t, count);

    FB_NEED(list);
    FB_NEED(subset->new_glyphs = FB_NEW_ARRAY(pdf->arena, uint32_t, count));
    for (size_t i = 0; i < count; i++)
        list[i] = glyphs->list.items[i].id;
    qsort(list, count, sizeof *list, compare_glyphs);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || list[i] != list[subset->count - 1])
            list[subset->count++] = list[i];
    subset->glyphs = list;
    return FB_OK;
}

/* Names the subset: six letters of its content's hash, then the face (ISO 32000-1, 9.6.4). */
static void name_subset(struct subset *subset, const struct fb_face *face)
{
    uint64_t rest = fb_hash_bytes(subset->program.data, subset->program.length).low;
    char tag[TAG_LENGTH + 1] = "";

    for (size_t i = 0; i < TAG_LENGTH; i++, rest /= 26)
        tag[i] = (char)('A' + rest % 26);
    snprintf(subset->name, sizeof subset->name, "%s+%s", tag, fb_face_name(face));
}

static fb_status make_subset(struct fb_pdf *pdf, const struct fb_pdf_font *font,
                             struct subset *subset)
{
    FB_TRY(list_glyphs(pdf, &font->glyphs, subset));
    FB_TRY(fb_face_subset(font->face, subset->glyphs, subset->count, subset->new_glyphs,
                          &subset->program));
    name_subset(subset, font->face);
    return subset->program.status;
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
static fb_status add_descriptor(struct fb_pdf *pdf, HPDF_Dict font, const struct fb_face *face,
                                const struct subset *subset)
{
    enum { SYMBOLIC = 4 };
    const struct fb_face_metrics *metrics = fb_face_metrics(face);
    HPDF_Dict dict = fb_pdf_new_dict(pdf), program;

    FB_NEED(dict);
    HPDF_Dict_Add(font, "FontDescriptor", dict);
    HPDF_Dict_AddName(dict, "Type", "FontDescriptor");
    HPDF_Dict_AddName(dict, "FontName", subset->name);
    HPDF_Dict_AddNumber(dict, "Flags", SYMBOLIC);
    FB_TRY(add_box(pdf, dict, metrics));
    HPDF_Dict_AddNumber(dict, "ItalicAngle", 0);
    HPDF_Dict_AddNumber(dict, "Ascent", thousandths(metrics, metrics->ascender));
    HPDF_Dict_AddNumber(dict, "Descent", thousandths(metrics, metrics->descender));
    HPDF_Dict_AddNumber(dict, "CapHeight", thousandths(metrics, metrics->cap_height));
    HPDF_Dict_AddNumber(dict, "StemV", thousandths(metrics, metrics->stem_v));
    FB_TRY(fb_pdf_add_stream(&program, pdf, dict, "FontFile2", &subset->program));
    HPDF_Dict_AddNumber(program, "Length1", (HPDF_INT32)subset->program.length);
    return fb_pdf_status(pdf);
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

/* CIDToGIDMap: two bytes a code, from code 0 on. */
static fb_status add_glyph_map(struct fb_pdf *pdf, HPDF_Dict font,
                               const struct fb_pdf_glyphs *glyphs, const struct subset *subset)
{
    struct fb_buffer map;
    HPDF_Dict stream;
    fb_status status;

    fb_buffer_init(&map, 2 * (FB_PDF_CIDS + 1));
    fb_buffer_append(&map, "\0\0", 2);
    for (size_t i = 0; i < glyphs->list.count; i++) {
        const uint32_t *place = bsearch(&glyphs->list.items[i].id, subset->glyphs, subset->count,
                                        sizeof *place, compare_glyphs);
        uint32_t glyph = subset->new_glyphs[place - subset->glyphs];

        fb_buffer_append_char(&map, (char)(glyph >> 8));
        fb_buffer_append_char(&map, (char)(glyph & 0xFF));
    }
    status = fb_pdf_add_stream(&stream, pdf, font, "CIDToGIDMap", &map);
    fb_buffer_release(&map);
    return status;
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
                                const struct subset *subset)
{
    HPDF_Array descendants = fb_pdf_add_array(pdf, font->object, "DescendantFonts");
    HPDF_Dict dict = fb_pdf_new_dict(pdf);

    FB_NEED(descendants);
    FB_NEED(dict);
    HPDF_Array_Add(descendants, dict);
    HPDF_Dict_AddName(dict, "Type", "Font");
    HPDF_Dict_AddName(dict, "Subtype", "CIDFontType2");
    HPDF_Dict_AddName(dict, "BaseFont", subset->name);
    FB_TRY(add_system_info(pdf, dict));
    FB_TRY(add_widths(pdf, dict, &font->glyphs));
    FB_TRY(add_glyph_map(pdf, dict, &font->glyphs, subset));
    return add_descriptor(pdf, dict, font->face, subset);
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
static fb_status write_font(struct fb_pdf *pdf, const struct fb_pdf_font *font,
                            const struct subset *subset)
{
    HPDF_Dict_AddName(font->object, "Type", "Font");
    HPDF_Dict_AddName(font->object, "Subtype", "Type0");
    HPDF_Dict_AddName(font->object, "BaseFont", subset->name);
    HPDF_Dict_AddName(font->object, "Encoding", "Identity-H");
    FB_TRY(add_descendant(pdf, font, subset));
    return add_to_unicode(pdf, font);
}

fb_status fb_pdf_font_finish(struct fb_pdf *pdf, const struct fb_pdf_font *font)
{
    struct subset subset = {0};
    fb_status status;

    fb_buffer_init(&subset.program, PROGRAM_LIMIT);
    status = make_subset(pdf, font, &subset);
    if (status == FB_OK)
        status = write_font(pdf, font, &subset);
    fb_buffer_release(&subset.program);
    return status;
}
