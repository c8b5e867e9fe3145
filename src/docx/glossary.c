/*
 * glossary.c: the building block that Word puts where a value is deleted (ISO/IEC 29500-1, 17.12).
 */
#include "base/hash.h"
#include "doc/docx_parts.h"
#include "docx/custom_xml.h"
#include "docx/parts.h"

#include <string.h>

/* Writes <outer><inner w:val="value"/></outer>. */
static void write_within(struct fb_xml_writer *xml, const char *outer, const char *inner,
                         const char *value)
{
    fb_xml_write_start(xml, outer);
    fb_docx_write_value(xml, inner, value);
    fb_xml_write_end(xml, outer);
}

static fb_status write_properties(struct fb_xml_writer *xml, const struct fb_docx_context *context)
{
    static const char name[] = FB_DOCX_PLACEHOLDER_PART;
    const char *guid = fb_docx_guid(context->arena, fb_hash_bytes(name, sizeof name - 1));

    FB_NEED(guid);
    fb_xml_write_start(xml, "w:docPartPr");
    fb_docx_write_value(xml, "w:name", name);
    fb_xml_write_start(xml, "w:category");
    fb_docx_write_value(xml, "w:name", "General");
    fb_docx_write_value(xml, "w:gallery", "placeholder");
    fb_xml_write_end(xml, "w:category");
    write_within(xml, "w:types", "w:type", "bbPlcHdr");
    write_within(xml, "w:behaviors", "w:behavior", "content");
    fb_docx_write_value(xml, "w:guid", guid);
    fb_xml_write_end(xml, "w:docPartPr");
    return FB_OK;
}

/* The glossary has no styles of its own, so its run names none. */
static void write_body(struct fb_xml_writer *xml)
{
    fb_xml_write_start(xml, "w:docPartBody");
    fb_xml_write_start(xml, "w:p");
    fb_xml_write_start(xml, "w:r");
    fb_xml_write_start(xml, "w:t");
    fb_xml_write_preserve(xml);
    fb_xml_write_text(xml, FB_DOCX_PLACEHOLDER, strlen(FB_DOCX_PLACEHOLDER));
    fb_xml_write_end(xml, "w:t");
    fb_xml_write_end(xml, "w:r");
    fb_xml_write_end(xml, "w:p");
    fb_xml_write_end(xml, "w:docPartBody");
}

fb_status fb_docx_write_glossary(struct fb_buffer *out, const struct fb_docx_context *context,
                                 const struct fb_docx_part *part)
{
    struct fb_xml_writer xml;

    (void)part;
    fb_xml_writer_init(&xml, out);
    fb_xml_write_start(&xml, "w:glossaryDocument");
    fb_docx_write_namespaces(&xml);
    fb_xml_write_start(&xml, "w:docParts");
    fb_xml_write_start(&xml, "w:docPart");
    FB_TRY(write_properties(&xml, context));
    write_body(&xml);
    fb_xml_write_end(&xml, "w:docPart");
    fb_xml_write_end(&xml, "w:docParts");
    fb_xml_write_end(&xml, "w:glossaryDocument");
    return fb_xml_writer_finish(&xml);
}
