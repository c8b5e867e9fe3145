#include "docx/parts.h"

#include <string.h>

static void write_core_namespaces(struct fb_xml_writer *xml)
{
    fb_xml_write_attribute(
        xml, "xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
    fb_xml_write_attribute(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    fb_xml_write_attribute(xml, "xmlns:dcterms", "http://purl.org/dc/terms/");
    fb_xml_write_attribute(xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
}

static void write_known(struct fb_xml_writer *xml, const char *name, const char *text)
{
    if (text != NULL && *text != '\0')
        fb_xml_write_element(xml, name, text);
}

static void write_moment(struct fb_xml_writer *xml, const char *name, const char *moment)
{
    fb_xml_write_start(xml, name);
    fb_xml_write_attribute(xml, "xsi:type", "dcterms:W3CDTF");
    fb_xml_write_text(xml, moment, strlen(moment));
    fb_xml_write_end(xml, name);
}

/* There is no clock: what the record does not date has no date. */
static fb_status write_dates(struct fb_xml_writer *xml, const struct fb_docx_context *context)
{
    const struct fb_date *date = &context->doc->date;
    const char *moment;

    if (date->year == 0)
        return FB_OK;
    moment = fb_arena_format(context->arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", date->year,
                             date->month, date->day, date->hour, date->minute, date->second);
    FB_NEED(moment);
    write_moment(xml, "dcterms:created", moment);
    write_moment(xml, "dcterms:modified", moment);
    return FB_OK;
}

fb_status fb_docx_write_core(struct fb_buffer *out, const struct fb_docx_context *context,
                             const struct fb_docx_part *part)
{
    const struct fb_doc *doc = context->doc;
    struct fb_xml_writer xml;

    (void)part;
    fb_xml_writer_init(&xml, out);
    fb_xml_write_start(&xml, "cp:coreProperties");
    write_core_namespaces(&xml);
    write_known(&xml, "dc:title", doc->title);
    write_known(&xml, "dc:subject", doc->subject);
    write_known(&xml, "dc:creator", doc->author);
    write_known(&xml, "cp:keywords", doc->keywords);
    write_known(&xml, "cp:lastModifiedBy", doc->author);
    fb_xml_write_element(&xml, "cp:revision", "1");
    FB_TRY(write_dates(&xml, context));
    write_known(&xml, "dc:language", doc->language);
    fb_xml_write_end(&xml, "cp:coreProperties");
    return fb_xml_writer_finish(&xml);
}

fb_status fb_docx_write_app(struct fb_buffer *out, const struct fb_docx_context *context,
                            const struct fb_docx_part *part)
{
    /* Word calls the file damaged if a version has any other form (22.2.2.3: XX.YYYY). */
    const char *version = fb_arena_format(context->arena, "%d.%02d%02d", FB_VERSION_MAJOR,
                                          FB_VERSION_MINOR, FB_VERSION_PATCH);
    struct fb_xml_writer xml;

    (void)part;
    FB_NEED(version);
    fb_xml_writer_init(&xml, out);
    fb_xml_write_start(&xml, "Properties");
    fb_xml_write_attribute(
        &xml, "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
    fb_xml_write_element(&xml, "Application", "fubiao");
    fb_xml_write_element(&xml, "AppVersion", version);
    fb_xml_write_end(&xml, "Properties");
    return fb_xml_writer_finish(&xml);
}
