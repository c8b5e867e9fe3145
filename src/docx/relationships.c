#include "doc/docx_parts.h"
#include "docx/parts.h"

#include <string.h>

static const struct {
    const char *part;   /* where its relationships are */
    const char *folder; /* from which targets count */
} SOURCES[FB_DOCX_SOURCES] = {
    [FB_DOCX_PACKAGE] = {"_rels/.rels", ""},
    [FB_DOCX_DOCUMENT] = {FB_DOCX_DOCUMENT_RELS_PART, "word/"},
    [FB_DOCX_STORE] = {FB_DOCX_STORE_RELS_PART, "customXml/"},
    [FB_DOCX_BASELINE] = {FB_DOCX_BASELINE_RELS_PART, "customXml/"},
    [FB_DOCX_FONT_TABLE] = {"word/_rels/fontTable.xml.rels", "word/"},
};

const char *fb_docx_relationships_part(const struct fb_docx_context *context,
                                       enum fb_docx_source source)
{
    for (size_t i = 0; i < context->parts.count; i++) {
        if (context->parts.items[i].source == source)
            return SOURCES[source].part;
    }
    return NULL;
}

/* The target is the part as seen from the folder of its source, which is none or one deep. */
static void write_relationship(struct fb_xml_writer *xml, const struct fb_docx_part *part)
{
    const char *folder = SOURCES[part->source].folder;
    size_t length = strlen(folder);
    bool within = strncmp(part->name, folder, length) == 0;

    fb_xml_write_format(xml, "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s%s\"/>", part->id,
                        part->relationship, within ? "" : "../",
                        within ? part->name + length : part->name);
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
