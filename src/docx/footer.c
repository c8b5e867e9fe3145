#include "docx/body.h"
#include "docx/format.h"
#include "docx/parts.h"

#include <string.h>

/*
 * Figures of page numbers are set in 宋体 as well (GB/T 9704-2012, 7.5), so the Latin font is the
 * Chinese one.
 */
static void write_number_format(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                                const struct fb_style *number)
{
    const struct fb_font_names *names = &context->names[number->font];

    fb_xml_write_start(xml, "w:rPr");
    fb_docx_write_fonts(xml, names->docx, names->docx, true);
    fb_xml_write_end(xml, "w:rPr");
}

static void begin_run(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                      const struct fb_style *number)
{
    fb_xml_write_start(xml, "w:r");
    write_number_format(xml, context, number);
}

/* Writes a run with text in `element`: w:t or w:instrText. */
static void write_text_run(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                           const struct fb_style *number, const char *element, const char *text)
{
    begin_run(xml, context, number);
    fb_xml_write_start(xml, element);
    fb_xml_write_preserve(xml);
    fb_xml_write_text(xml, text, strlen(text));
    fb_xml_write_end(xml, element);
    fb_xml_write_end(xml, "w:r");
}

static void write_field_mark(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                             const struct fb_style *number, const char *type)
{
    begin_run(xml, context, number);
    fb_xml_write_start(xml, "w:fldChar");
    fb_xml_write_attribute(xml, "w:fldCharType", type);
    fb_xml_write_end(xml, "w:fldChar");
    fb_xml_write_end(xml, "w:r");
}

/* `shown` stands until a word processor lays the page out. */
static void write_page_field(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                             const struct fb_style *number, const char *shown)
{
    write_field_mark(xml, context, number, "begin");
    write_text_run(xml, context, number, "w:instrText", " PAGE ");
    write_field_mark(xml, context, number, "separate");
    write_text_run(xml, context, number, "w:t", shown);
    write_field_mark(xml, context, number, "end");
}

/*
 * One character from the margin: at the right on odd pages, at the left on even ones (7.5). Indents
 * of a side in characters would count those of the default size, so there are none.
 */
static void write_place(struct fb_xml_writer *xml, const struct fb_style *number, bool even)
{
    fb_xml_write_start(xml, "w:ind");
    fb_xml_write_integer(xml, even ? "w:left" : "w:right", fb_length_twips(number->size));
    fb_xml_write_end(xml, "w:ind");
    fb_docx_write_value(xml, "w:jc", even ? "left" : "right");
}

static void write_number(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                         const struct fb_docx_style *named, bool even)
{
    const struct fb_style *number = named->style;

    fb_xml_write_start(xml, "w:p");
    fb_xml_write_start(xml, "w:pPr");
    fb_docx_write_value(xml, "w:pStyle", named->id);
    write_place(xml, number, even);
    fb_xml_write_end(xml, "w:pPr");
    write_text_run(xml, context, number, "w:t", "— ");
    write_page_field(xml, context, number, even ? "2" : "1");
    write_text_run(xml, context, number, "w:t", " —");
    fb_xml_write_end(xml, "w:p");
}

fb_status fb_docx_write_footer(struct fb_buffer *out, const struct fb_docx_context *context,
                               const struct fb_docx_part *part)
{
    const struct fb_docx_place nowhere = {0};
    const struct fb_docx_style *named = NULL;
    struct fb_xml_writer xml;

    if (part->number != NULL) {
        named = fb_docx_find_style(context, part->number);
        if (named == NULL)
            return FB_ERR_INTERNAL;
    }
    fb_xml_writer_init(&xml, out);
    fb_xml_write_start(&xml, "w:ftr");
    fb_docx_write_namespaces(&xml);
    if (named != NULL)
        write_number(&xml, context, named, part->even);
    else
        fb_docx_write_seam(&xml, context, &nowhere);
    fb_xml_write_end(&xml, "w:ftr");
    return fb_xml_writer_finish(&xml);
}
