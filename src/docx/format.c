#include "docx/format.h"

#include "docx/context.h"

static const char *const ALIGNMENTS[] = {
    [FB_ALIGN_LEFT] = "left",
    [FB_ALIGN_CENTER] = "center",
    [FB_ALIGN_RIGHT] = "right",
    [FB_ALIGN_JUSTIFY] = "both",
};

void fb_docx_write_spacing(struct fb_xml_writer *xml, fb_length before, fb_length after,
                           fb_length pitch)
{
    fb_xml_write_start(xml, "w:spacing");
    fb_xml_write_integer(xml, "w:before", fb_length_twips(before));
    fb_xml_write_integer(xml, "w:after", fb_length_twips(after));
    fb_xml_write_integer(xml, "w:line", fb_length_twips(pitch));
    fb_xml_write_attribute(xml, "w:lineRule", "exact");
    fb_xml_write_end(xml, "w:spacing");
}

/* Narrows lines where they are not aligned, so that they stay in their place. */
static void write_sides(struct fb_xml_writer *xml, enum fb_align align, fb_length narrower)
{
    fb_length left = align == FB_ALIGN_CENTER  ? narrower / 2
                     : align == FB_ALIGN_RIGHT ? narrower
                                               : 0;

    fb_xml_write_integer(xml, "w:left", fb_length_twips(left));
    fb_xml_write_integer(xml, "w:right", fb_length_twips(narrower - left));
}

/*
 * The indent in characters follows a change of size in Word; the one in twips is for readers that
 * do not know the first (17.3.1.12).
 */
static void write_first_line(struct fb_xml_writer *xml, const struct fb_style *style)
{
    fb_xml_write_integer(xml, "w:firstLineChars", style->indent);
    fb_xml_write_integer(xml, "w:firstLine", fb_length_twips(style->indent * style->size / 100));
}

static bool same_spacing(const struct fb_style *a, const struct fb_style *b)
{
    return a->before == b->before && a->after == b->after && a->line_pitch == b->line_pitch;
}

static bool same_indent(const struct fb_style *a, const struct fb_style *b)
{
    return a->indent == b->indent && (a->indent == 0 || a->size == b->size);
}

void fb_docx_write_paragraph_format(struct fb_xml_writer *xml, const struct fb_style *style,
                                    const struct fb_style *base, fb_length narrower)
{
    bool indented = base == NULL ? style->indent != 0 : !same_indent(style, base);

    if (base == NULL || !same_spacing(style, base))
        fb_docx_write_spacing(xml, style->before, style->after, style->line_pitch);
    if (indented || narrower > 0) {
        fb_xml_write_start(xml, "w:ind");
        if (narrower > 0)
            write_sides(xml, style->align, narrower);
        if (indented)
            write_first_line(xml, style);
        fb_xml_write_end(xml, "w:ind");
    }
    if (base == NULL || style->align != base->align)
        fb_docx_write_value(xml, "w:jc", ALIGNMENTS[style->align]);
}

void fb_docx_write_fonts(struct fb_xml_writer *xml, const char *latin, const char *east_asian,
                         bool chinese)
{
    fb_xml_write_start(xml, "w:rFonts");
    if (chinese)
        fb_xml_write_attribute(xml, "w:hint", "eastAsia");
    fb_xml_write_attribute(xml, "w:ascii", latin);
    fb_xml_write_attribute(xml, "w:hAnsi", latin);
    fb_xml_write_attribute(xml, "w:eastAsia", east_asian);
    fb_xml_write_attribute(xml, "w:cs", latin);
    fb_xml_write_end(xml, "w:rFonts");
}

/* The fonts stay those of the style; only signs of both scripts become Chinese. */
static void write_hint(struct fb_xml_writer *xml)
{
    fb_xml_write_start(xml, "w:rFonts");
    fb_xml_write_attribute(xml, "w:hint", "eastAsia");
    fb_xml_write_end(xml, "w:rFonts");
}

void fb_docx_write_size(struct fb_xml_writer *xml, fb_length size)
{
    int64_t half_points = (size * 2 + FB_EMU_PER_PT / 2) / FB_EMU_PER_PT;

    fb_docx_write_number(xml, "w:sz", half_points);
    fb_docx_write_number(xml, "w:szCs", half_points);
}

static void write_bold(struct fb_xml_writer *xml, bool bold)
{
    if (bold) {
        fb_xml_write_empty(xml, "w:b");
        fb_xml_write_empty(xml, "w:bCs");
    } else {
        fb_docx_write_value(xml, "w:b", "0");
        fb_docx_write_value(xml, "w:bCs", "0");
    }
}

void fb_docx_write_run_format(struct fb_xml_writer *xml, const struct fb_style *style,
                              const struct fb_style *base, bool chinese)
{
    const struct fb_font_names *names = fb_font_role_names(style->font);
    bool fonts = base == NULL || style->font != base->font;
    bool bold = base == NULL ? style->bold : style->bold != base->bold;
    bool size = base == NULL || style->size != base->size;

    if (!fonts && !bold && !size && !chinese)
        return;
    fb_xml_write_start(xml, "w:rPr");
    if (fonts)
        fb_docx_write_fonts(xml, names->docx_latin, names->docx, chinese);
    else if (chinese)
        write_hint(xml);
    if (bold)
        write_bold(xml, style->bold);
    if (size)
        fb_docx_write_size(xml, style->size);
    fb_xml_write_end(xml, "w:rPr");
}
