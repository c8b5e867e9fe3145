#include "docx/fonts.h"
#include "docx/parts.h"

/* Gives a type to all parts of an extension that have no type of their own. */
static void write_default(struct fb_xml_writer *xml, const char *extension, const char *type)
{
    fb_xml_write_format(xml, "<Default Extension=\"%s\" ContentType=\"%s\"/>", extension, type);
}

/* Names are absolute here: /word/document.xml. */
static void write_override(struct fb_xml_writer *xml, const struct fb_docx_part *part)
{
    fb_xml_write_format(xml, "<Override PartName=\"/%s\" ContentType=\"%s\"/>", part->name,
                        part->content_type);
}

fb_status fb_docx_write_content_types(struct fb_buffer *out, const struct fb_docx_context *context)
{
    struct fb_xml_writer xml;

    fb_xml_writer_init(&xml, out);
    fb_xml_write_start(&xml, "Types");
    fb_xml_write_attribute(&xml, "xmlns",
                           "http://schemas.openxmlformats.org/package/2006/content-types");
    write_default(&xml, "rels", "application/vnd.openxmlformats-package.relationships+xml");
    write_default(&xml, "xml", "application/xml");
    if (context->fonts.count > 0)
        write_default(&xml, "odttf",
                      "application/vnd.openxmlformats-officedocument.obfuscatedFont");
    for (size_t i = 0; i < context->parts.count; i++) {
        if (context->parts.items[i].content_type != NULL)
            write_override(&xml, &context->parts.items[i]);
    }
    fb_xml_write_end(&xml, "Types");
    return fb_xml_writer_finish(&xml);
}
