#include "docx/format.h"

#include "docx/context.h"
#include "docx/indents.h"

static const char *const ALIGNMENTS[] = {
    [FB_ALIGN_LEFT] = "left",
    [FB_ALIGN_CENTER] = "center",
    [FB_ALIGN_RIGHT] = "right",
    [FB_ALIGN_JUSTIFY] = "both",
};

void fb_docx_write_spacing(struct fb_xml_writer *xml, fb_length before, fb_length after,
                           fb_length pitch)
{
    fb_xml_write_format(xml,
                        "<w:spacing w:before=\"%d\" w:after=\"%d\" w:line=\"%d\""
                        " w:lineRule=\"exact\"/>",
                        fb_docx_twips(before), fb_docx_twips(after), fb_docx_twips(pitch));
}

static bool same_spacing(const struct fb_style *a, const struct fb_style *b)
{
    return a->before == b->before && a->after == b->after && a->line_pitch == b->line_pitch;
}

static void write_switch(struct fb_xml_writer *xml, const char *name, bool on)
{
    fb_docx_write_value(xml, name, on ? "1" : "0");
}

/*
 * Word knows two levels of prohibitions, all or none; the characters of the level are in the
 * settings.
 */
static void write_breaking(struct fb_xml_writer *xml, const struct fb_style *style,
                           const struct fb_style *base)
{
    bool none = style->breaking == FB_BREAKING_NONE;

    if (base == NULL ? none : none != (base->breaking == FB_BREAKING_NONE))
        write_switch(xml, "w:kinsoku", !none);
}

/* The gap between Chinese and Latin text, and between Chinese text and figures. */
static void write_gap(struct fb_xml_writer *xml, const struct fb_style *style,
                      const struct fb_style *base)
{
    bool gap = style->gap == FB_GAP_QUARTER;

    if (base == NULL ? gap : gap == (base->gap == FB_GAP_QUARTER))
        return;
    write_switch(xml, "w:autoSpaceDE", gap);
    write_switch(xml, "w:autoSpaceDN", gap);
}

void fb_docx_write_paragraph_format(struct fb_xml_writer *xml, const struct fb_style *style,
                                    const struct fb_style *base,
                                    const struct fb_paragraph *paragraph, fb_length narrower)
{
    write_breaking(xml, style, base);
    write_gap(xml, style, base);
    if (base == NULL || !same_spacing(style, base))
        fb_docx_write_spacing(xml, style->before, style->after, style->line_pitch);
    fb_docx_write_indents(xml, style, base, paragraph, narrower);
    if (base == NULL || style->align != base->align)
        fb_xml_write_format(xml, "<w:jc w:val=\"%s\"/>", ALIGNMENTS[style->align]);
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
    fb_xml_write_markup(xml, "<w:rFonts w:hint=\"eastAsia\"/>");
}

void fb_docx_write_size(struct fb_xml_writer *xml, fb_length size)
{
    int half_points = (int)((size * 2 + FB_EMU_PER_PT / 2) / FB_EMU_PER_PT);

    fb_xml_write_format(xml, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", half_points,
                        half_points);
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

static void write_script(struct fb_xml_writer *xml, enum fb_script script)
{
    if (script != FB_SCRIPT_NORMAL)
        fb_docx_write_value(xml, "w:vertAlign",
                            script == FB_SCRIPT_SUPER ? "superscript" : "subscript");
}

void fb_docx_write_run_format(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                              const struct fb_style *style, const struct fb_style *base,
                              struct fb_docx_run_kind kind)
{
    const struct fb_font_names *names = &context->names[style->font];
    bool fonts = base == NULL || style->font != base->font;
    bool bold = base == NULL ? style->bold : style->bold != base->bold;
    bool size = base == NULL || style->size != base->size;

    if (!fonts && !bold && !size && !kind.text && kind.script == FB_SCRIPT_NORMAL &&
        kind.family == NULL)
        return;
    fb_xml_write_markup(xml, "<w:rPr>");
    if (kind.family != NULL)
        fb_docx_write_fonts(xml, kind.family, kind.family, true);
    else if (fonts)
        fb_docx_write_fonts(xml, names->docx_latin, names->docx, kind.text);
    else if (kind.text)
        write_hint(xml);
    if (bold)
        write_bold(xml, style->bold);
    if (size)
        fb_docx_write_size(xml, style->size);
    write_script(xml, kind.script);
    fb_xml_write_markup(xml, "</w:rPr>");
}
