#include "docx/parts.h"

#include <assert.h>
#include <string.h>

/* The folder of document.xml, from which its targets count. */
static const char DOCUMENT_FOLDER[] = "word/";

static const char *target_of(const struct fb_docx_part *part)
{
    size_t prefix = strlen(DOCUMENT_FOLDER);

    if (part->source == FB_DOCX_PACKAGE)
        return part->name;
    assert(strncmp(part->name, DOCUMENT_FOLDER, prefix) == 0);
    return part->name + prefix;
}

static void write_relationship(struct fb_xml_writer *xml, const struct fb_docx_part *part)
{
    fb_xml_write_start(xml, "Relationship");
    fb_xml_write_attribute(xml, "Id", part->id);
    fb_xml_write_attribute(xml, "Type", part->relationship);
    fb_xml_write_attribute(xml, "Target", target_of(part));
    fb_xml_write_end(xml, "Relationship");
}

fb_status fb_docx_write_relationships(struct fb_buffer *out, const struct fb_docx_context *context,
                                      enum fb_docx_source source)
{
    struct fb_xml_writer xml;

    fb_xml_writer_init(&xml, out);
    fb_xml_write_start(&xml, "Relationships");
    fb_xml_write_attribute(&xml, "xmlns",
                           "http://schemas.openxmlformats.org/package/2006/relationships");
    for (size_t i = 0; i < context->parts.count; i++) {
        if (context->parts.items[i].source == source)
            write_relationship(&xml, &context->parts.items[i]);
    }
    fb_xml_write_end(&xml, "Relationships");
    return fb_xml_writer_finish(&xml);
}
