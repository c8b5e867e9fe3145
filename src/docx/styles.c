#include "docx/format.h"
#include "docx/parts.h"

/* Word's own identifiers of the default styles. */
#define NORMAL "a"

static void write_language(struct fb_xml_writer *xml, const char *language)
{
    fb_xml_write_start(xml, "w:lang");
    fb_xml_write_attribute(xml, "w:val", "en-US");
    fb_xml_write_attribute(xml, "w:eastAsia", language);
    fb_xml_write_attribute(xml, "w:bidi", "ar-SA");
    fb_xml_write_end(xml, "w:lang");
}

/* What text has before any style: 五号 (10.5 pt) 宋体, as in a new Chinese document of Word. */
static void write_defaults(struct fb_xml_writer *xml, const struct fb_docx_context *context)
{
    const struct fb_font_names *names = &context->names[FB_FONT_SONG];

    fb_xml_write_start(xml, "w:docDefaults");
    fb_xml_write_start(xml, "w:rPrDefault");
    fb_xml_write_start(xml, "w:rPr");
    fb_docx_write_fonts(xml, names->docx_latin, names->docx, false);
    fb_docx_write_size(xml, FB_PT(10.5));
    write_language(xml, context->doc->language);
    fb_xml_write_end(xml, "w:rPr");
    fb_xml_write_end(xml, "w:rPrDefault");
    fb_xml_write_empty(xml, "w:pPrDefault");
    fb_xml_write_end(xml, "w:docDefaults");
}

static void begin_default_style(struct fb_xml_writer *xml, const char *type, const char *id,
                                const char *name)
{
    fb_xml_write_start(xml, "w:style");
    fb_xml_write_attribute(xml, "w:type", type);
    fb_xml_write_attribute(xml, "w:default", "1");
    fb_xml_write_attribute(xml, "w:styleId", id);
    fb_docx_write_value(xml, "w:name", name);
}

/* Not offered to the user, as in Word's own documents. */
static void write_hidden(struct fb_xml_writer *xml, int priority)
{
    fb_docx_write_number(xml, "w:uiPriority", priority);
    fb_xml_write_empty(xml, "w:semiHidden");
    fb_xml_write_empty(xml, "w:unhideWhenUsed");
}

/*
 * The base of all our paragraphs. Punctuation does not hang over the margin: in a cell it would
 * touch the line. Nothing snaps to the grid: pitches are the styles' own.
 */
static void write_normal(struct fb_xml_writer *xml)
{
    begin_default_style(xml, "paragraph", NORMAL, "Normal");
    fb_xml_write_empty(xml, "w:qFormat");
    fb_xml_write_start(xml, "w:pPr");
    fb_docx_write_value(xml, "w:widowControl", "0");
    fb_docx_write_value(xml, "w:overflowPunct", "0");
    fb_docx_write_value(xml, "w:snapToGrid", "0");
    fb_xml_write_end(xml, "w:pPr");
    fb_xml_write_end(xml, "w:style");
}

static void write_default_character(struct fb_xml_writer *xml)
{
    begin_default_style(xml, "character", "a0", "Default Paragraph Font");
    write_hidden(xml, 1);
    fb_xml_write_end(xml, "w:style");
}

static void write_margin(struct fb_xml_writer *xml, const char *name, int64_t twips)
{
    fb_xml_write_start(xml, name);
    fb_xml_write_integer(xml, "w:w", twips);
    fb_xml_write_attribute(xml, "w:type", "dxa");
    fb_xml_write_end(xml, name);
}

/* Word's own default table; a user who inserts a table expects its margins. */
static void write_default_table(struct fb_xml_writer *xml)
{
    begin_default_style(xml, "table", "a1", "Normal Table");
    write_hidden(xml, 99);
    fb_xml_write_start(xml, "w:tblPr");
    write_margin(xml, "w:tblInd", 0);
    fb_xml_write_start(xml, "w:tblCellMar");
    write_margin(xml, "w:top", 0);
    write_margin(xml, "w:left", 108);
    write_margin(xml, "w:bottom", 0);
    write_margin(xml, "w:right", 108);
    fb_xml_write_end(xml, "w:tblCellMar");
    fb_xml_write_end(xml, "w:tblPr");
    fb_xml_write_end(xml, "w:style");
}

static void write_default_numbering(struct fb_xml_writer *xml)
{
    begin_default_style(xml, "numbering", "a2", "No List");
    write_hidden(xml, 99);
    fb_xml_write_end(xml, "w:style");
}

/* A style of the template, which the user finds by its title among the quick styles. */
static void write_style(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                        const struct fb_docx_style *style)
{
    fb_xml_write_start(xml, "w:style");
    fb_xml_write_attribute(xml, "w:type", "paragraph");
    fb_xml_write_attribute(xml, "w:customStyle", "1");
    fb_xml_write_attribute(xml, "w:styleId", style->id);
    fb_docx_write_value(xml, "w:name", style->title);
    fb_docx_write_value(xml, "w:basedOn", NORMAL);
    fb_xml_write_empty(xml, "w:qFormat");
    fb_xml_write_start(xml, "w:pPr");
    fb_docx_write_paragraph_format(xml, style->style, NULL, NULL, 0);
    fb_xml_write_end(xml, "w:pPr");
    fb_docx_write_run_format(xml, context, style->style, NULL, (struct fb_docx_run_kind){0});
    fb_xml_write_end(xml, "w:style");
}

/* Of the placeholder of controls; Word gives text typed in its place the control's own format. */
static void write_placeholder(struct fb_xml_writer *xml)
{
    fb_xml_write_start(xml, "w:style");
    fb_xml_write_attribute(xml, "w:type", "character");
    fb_xml_write_attribute(xml, "w:styleId", FB_DOCX_PLACEHOLDER_STYLE);
    fb_docx_write_value(xml, "w:name", "Placeholder Text");
    fb_docx_write_value(xml, "w:basedOn", "a0");
    fb_docx_write_number(xml, "w:uiPriority", 99);
    fb_xml_write_empty(xml, "w:semiHidden");
    fb_xml_write_start(xml, "w:rPr");
    fb_docx_write_value(xml, "w:color", "808080");
    fb_xml_write_end(xml, "w:rPr");
    fb_xml_write_end(xml, "w:style");
}

fb_status fb_docx_write_styles(struct fb_buffer *out, const struct fb_docx_context *context,
                               const struct fb_docx_part *part)
{
    struct fb_xml_writer xml;

    (void)part;
    fb_xml_writer_init(&xml, out);
    fb_xml_write_start(&xml, "w:styles");
    fb_docx_write_namespaces(&xml);
    write_defaults(&xml, context);
    write_normal(&xml);
    write_default_character(&xml);
    write_default_table(&xml);
    write_default_numbering(&xml);
    if (context->store != NULL)
        write_placeholder(&xml);
    for (size_t i = 0; i < context->doc->style_count; i++)
        write_style(&xml, context, &context->styles[i]);
    fb_xml_write_end(&xml, "w:styles");
    return fb_xml_writer_finish(&xml);
}
