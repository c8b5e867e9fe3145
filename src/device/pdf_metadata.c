/*
 * pdf_metadata.c: what the document says of itself, as XMP (ISO 16684-1).
 *
 * All that is in the information dictionary is here too, the same (ISO 19005-2, 6.6.3); then what
 * PDF/A and PDF/UA want to be recognized by. PDF/UA's own property is described, because PDF/A
 * knows only those of 2005.
 */
#include "device/pdf.h"

#include "base/utf8.h"
#include "xml/writer.h"

#include <stdio.h>
#include <string.h>

#define METADATA_LIMIT ((size_t)16 << 20)

static const char packet_begin[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
static const char packet_end[] = "\n<?xpacket end=\"r\"?>";

/* The extension schema of PDF/UA-1 (ISO 19005-2, 6.6.2.3.3). */
static const char ua_schema[] =
    "<rdf:Description rdf:about=\"\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

static void write_namespaces(struct fb_xml_writer *xml)
{
    static const char *const namespaces[][2] = {
        {"rdf:about", ""},
        {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
        {"xmlns:xmp", "http://ns.adobe.com/xap/1.0/"},
        {"xmlns:pdf", "http://ns.adobe.com/pdf/1.3/"},
        {"xmlns:pdfaid", "http://www.aiim.org/pdfa/ns/id/"},
        {"xmlns:pdfuaid", "http://www.aiim.org/pdfua/ns/id/"},
    };

    for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
        fb_xml_write_attribute(xml, namespaces[i][0], namespaces[i][1]);
}

static void write_unless_empty(struct fb_xml_writer *xml, const char *name, const char *value)
{
    if (value[0] != '\0')
        fb_xml_write_element(xml, name, value);
}

/* Writes a property with one value in an array. */
static void write_array(struct fb_xml_writer *xml, const char *name, const char *array,
                        const char *value)
{
    if (value[0] == '\0')
        return;
    fb_xml_write_start(xml, name);
    fb_xml_write_start(xml, array);
    fb_xml_write_element(xml, "rdf:li", value);
    fb_xml_write_end(xml, array);
    fb_xml_write_end(xml, name);
}

/* Writes text that has no other language than the document's. */
static void write_default_text(struct fb_xml_writer *xml, const char *name, const char *value)
{
    if (value[0] == '\0')
        return;
    fb_xml_write_start(xml, name);
    fb_xml_write_start(xml, "rdf:Alt");
    fb_xml_write_start(xml, "rdf:li");
    fb_xml_write_attribute(xml, "xml:lang", "x-default");
    fb_xml_write_text(xml, value, strlen(value));
    fb_xml_write_end(xml, "rdf:li");
    fb_xml_write_end(xml, "rdf:Alt");
    fb_xml_write_end(xml, name);
}

static bool divides_keywords(uint32_t character)
{
    return character == ';' || character == 0xFF1B || character == ',' || character == 0xFF0C ||
           character == 0x3001;
}

/* Returns the length of the keyword at the start of the text. */
static size_t keyword_length(const char *text)
{
    size_t length = 0, rest = strlen(text), taken;
    uint32_t character;

    while ((taken = fb_utf8_decode(text + length, rest - length, &character)) > 0 &&
           !divides_keywords(character))
        length += taken;
    return length;
}

/* Writes the keyword at the start of the text and returns how many bytes it and its divider take.
 */
static size_t write_keyword(struct fb_xml_writer *xml, const char *text)
{
    size_t blanks = strspn(text, " ");
    size_t length = keyword_length(text + blanks), end = blanks + length;
    uint32_t divider;

    if (length > 0) {
        fb_xml_write_start(xml, "rdf:li");
        fb_xml_write_text(xml, text + blanks, length);
        fb_xml_write_end(xml, "rdf:li");
    }
    return end + fb_utf8_decode(text + end, strlen(text + end), &divider);
}

static void write_keywords(struct fb_xml_writer *xml, const char *keywords)
{
    size_t taken;

    if (keywords[0] == '\0')
        return;
    fb_xml_write_start(xml, "dc:subject");
    fb_xml_write_start(xml, "rdf:Bag");
    while ((taken = write_keyword(xml, keywords)) > 0)
        keywords += taken;
    fb_xml_write_end(xml, "rdf:Bag");
    fb_xml_write_end(xml, "dc:subject");
}

static void write_dates(struct fb_xml_writer *xml, const int *date)
{
    char text[64];

    if (date[0] == 0)
        return;
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", date[0], date[1], date[2], date[3],
             date[4], date[5]);
    fb_xml_write_element(xml, "xmp:CreateDate", text);
    fb_xml_write_element(xml, "xmp:ModifyDate", text);
}

static void write_properties(struct fb_xml_writer *xml, const struct fb_device_info *info)
{
    char producer[FB_PDF_PRODUCER];

    fb_pdf_producer(producer);
    fb_xml_write_element(xml, "pdfaid:part", "2");
    fb_xml_write_element(xml, "pdfaid:conformance", "A");
    fb_xml_write_element(xml, "pdfuaid:part", "1");
    write_default_text(xml, "dc:title", info->title);
    write_array(xml, "dc:creator", "rdf:Seq", info->author);
    write_default_text(xml, "dc:description", info->subject);
    write_keywords(xml, info->keywords);
    write_array(xml, "dc:language", "rdf:Bag", info->language);
    write_unless_empty(xml, "pdf:Keywords", info->keywords);
    fb_xml_write_element(xml, "pdf:Producer", producer);
    write_unless_empty(xml, "xmp:CreatorTool", info->creator);
    write_dates(xml, info->date);
}

static fb_status write_packet(struct fb_buffer *out, const struct fb_device_info *info)
{
    struct fb_xml_writer xml;

    fb_buffer_append_string(out, packet_begin);
    fb_xml_writer_init_fragment(&xml, out);
    fb_xml_write_start(&xml, "x:xmpmeta");
    fb_xml_write_attribute(&xml, "xmlns:x", "adobe:ns:meta/");
    fb_xml_write_start(&xml, "rdf:RDF");
    fb_xml_write_attribute(&xml, "xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    fb_xml_write_start(&xml, "rdf:Description");
    write_namespaces(&xml);
    write_properties(&xml, info);
    fb_xml_write_end(&xml, "rdf:Description");
    fb_buffer_append_string(out, ua_schema);
    fb_xml_write_end(&xml, "rdf:RDF");
    fb_xml_write_end(&xml, "x:xmpmeta");
    fb_buffer_append_string(out, packet_end);
    return fb_xml_writer_finish(&xml);
}

fb_status fb_pdf_add_metadata(struct fb_pdf *pdf)
{
    struct fb_buffer packet;
    HPDF_Dict stream;
    fb_status status;

    fb_buffer_init(&packet, METADATA_LIMIT);
    status = write_packet(&packet, pdf->info);
    if (status == FB_OK)
        status = fb_pdf_add_plain_stream(&stream, pdf, pdf->document->catalog, "Metadata", &packet);
    fb_buffer_release(&packet);
    FB_TRY(status);
    HPDF_Dict_AddName(stream, "Type", "Metadata");
    HPDF_Dict_AddName(stream, "Subtype", "XML");
    return fb_pdf_status(pdf);
}
