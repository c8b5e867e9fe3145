#include "xml/stream.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

struct fb_xml_stream {
    xmlParserCtxt *parser;
    const struct fb_xml_stream_events *events;
    void *context;
    size_t depth;
    fb_status status;
};

/* As the library hands them over: name, prefix, namespace, start and end of the value. */
enum { NAME, PREFIX, SPACE, START, END, FIELDS };

struct fb_xml_stream_attributes {
    const xmlChar **fields;
    size_t count;
};

struct fb_xml_piece fb_xml_stream_attribute(const struct fb_xml_stream_attributes *attributes,
                                            const char *name)
{
    for (size_t i = 0; i < attributes->count; i++) {
        const xmlChar **field = attributes->fields + i * FIELDS;
        if (strcmp((const char *)field[NAME], name) == 0)
            return (struct fb_xml_piece){(const char *)field[START],
                                         (size_t)(field[END] - field[START])};
    }
    return (struct fb_xml_piece){0};
}

/* Keeps the first failure; the library stops soon after, and what it still tells is not heard. */
static void keep(struct fb_xml_stream *stream, fb_status status)
{
    if (status == FB_OK || stream->status != FB_OK)
        return;
    stream->status = status;
    xmlStopParser(stream->parser);
}

static const char *space_of(const xmlChar *uri)
{
    return uri == NULL ? "" : (const char *)uri;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **fields)
{
    struct fb_xml_stream *stream = context;
    struct fb_xml_stream_attributes attributes = {fields, (size_t)attribute_count};

    (void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted_count;
    if (stream->status != FB_OK)
        return;
    if (++stream->depth > FB_XML_STREAM_DEPTH)
        keep(stream, FB_ERR_INPUT);
    else if (stream->events->start != NULL)
        keep(stream, stream->events->start(stream->context, space_of(uri), (const char *)name,
                                           &attributes));
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct fb_xml_stream *stream = context;

    (void)prefix;
    if (stream->status != FB_OK)
        return;
    stream->depth--;
    if (stream->events->end != NULL)
        keep(stream, stream->events->end(stream->context, space_of(uri), (const char *)name));
}

static void on_text(void *context, const xmlChar *text, int length)
{
    struct fb_xml_stream *stream = context;

    if (stream->status == FB_OK && stream->events->text != NULL)
        keep(stream, stream->events->text(stream->context, (const char *)text, (size_t)length));
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id)
{
    (void)name, (void)public_id, (void)system_id;
    keep(context, FB_ERR_INPUT);
}

static void on_error(void *context, xmlErrorPtr error)
{
    struct fb_xml_stream *stream = context;

    if (error->level >= XML_ERR_ERROR)
        keep(stream, error->code == XML_ERR_NO_MEMORY ? FB_ERR_NOMEM : FB_ERR_INPUT);
}

static xmlParserCtxt *new_parser(struct fb_xml_stream *stream)
{
    xmlSAXHandler handler = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .cdataBlock = on_text,
        .ignorableWhitespace = on_text,
        .internalSubset = on_doctype,
        .serror = on_error,
    };
    xmlParserCtxt *parser = xmlCreatePushParserCtxt(&handler, stream, NULL, 0, NULL);

    /* Without NOENT an attribute's &amp; comes as &#38;. There are no entities of a DOCTYPE. */
    if (parser != NULL)
        xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOENT);
    return parser;
}

fb_status fb_xml_stream_new(struct fb_xml_stream **out, const struct fb_xml_stream_events *events,
                            void *context)
{
    struct fb_xml_stream *stream = calloc(1, sizeof *stream);

    *out = NULL;
    FB_NEED(stream);
    stream->events = events;
    stream->context = context;
    stream->parser = new_parser(stream);
    if (stream->parser == NULL) {
        free(stream);
        return FB_ERR_NOMEM;
    }
    *out = stream;
    return FB_OK;
}

void fb_xml_stream_free(struct fb_xml_stream *stream)
{
    if (stream == NULL)
        return;
    xmlFreeParserCtxt(stream->parser);
    free(stream);
}

static fb_status parse(struct fb_xml_stream *stream, const char *bytes, size_t length, int last)
{
    int error;

    if (stream->status != FB_OK)
        return stream->status;
    error = xmlParseChunk(stream->parser, bytes, (int)length, last);
    if (stream->status == FB_OK && (error != XML_ERR_OK || (last && !stream->parser->wellFormed)))
        stream->status = FB_ERR_INPUT;
    return stream->status;
}

fb_status fb_xml_stream_feed(struct fb_xml_stream *stream, const char *bytes, size_t length)
{
    enum { MOST = 1 << 20 };

    for (; length > MOST; bytes += MOST, length -= MOST)
        FB_TRY(parse(stream, bytes, MOST, 0));
    return parse(stream, bytes, length, 0);
}

fb_status fb_xml_stream_end(struct fb_xml_stream *stream)
{
    return parse(stream, "", 0, 1);
}
