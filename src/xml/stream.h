/*
 * stream.h: XML read once from start to end, in pieces, and never held as a whole.
 *
 * For parts of packages that may be large, whose places no person sees. Memory does not grow with
 * the document. Refused as not well-formed, besides what XML refuses: any DOCTYPE (and so every
 * entity but the five of XML itself), more than FB_XML_STREAM_DEPTH nested elements, a start tag, a
 * comment or an instruction of more than 10 MB. Any encoding that libxml2 reads is read.
 */
#ifndef FB_XML_STREAM_H
#define FB_XML_STREAM_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct fb_xml_stream;
struct fb_xml_stream_attributes;

enum { FB_XML_STREAM_DEPTH = 100 };

/* Bytes without a NUL, good for as long as the call that hands them over. NULL: none at all. */
struct fb_xml_piece {
    const char *bytes;
    size_t length;
};

/*
 * What the reader is told, in the order of the text; NULL: it does not want to know. Names have no
 * prefix. A status other than FB_OK ends the reading.
 */
struct fb_xml_stream_events {
    fb_status (*start)(void *context, const char *space, const char *name,
                       const struct fb_xml_stream_attributes *attributes);
    fb_status (*end)(void *context, const char *space, const char *name);
    /* A piece of a text: there may be several in a row. */
    fb_status (*text)(void *context, const char *bytes, size_t length);
};

/* Returns an attribute by its name without a prefix. */
struct fb_xml_piece fb_xml_stream_attribute(const struct fb_xml_stream_attributes *attributes,
                                            const char *name);

FB_MUST_USE fb_status fb_xml_stream_new(struct fb_xml_stream **out,
                                        const struct fb_xml_stream_events *events, void *context);
void fb_xml_stream_free(struct fb_xml_stream *stream);

/* Reads on. FB_ERR_INPUT if it is not well-formed; any other failure is that of an event. */
FB_MUST_USE fb_status fb_xml_stream_feed(struct fb_xml_stream *stream, const char *bytes,
                                         size_t length);

/* Says that nothing follows. Fails as fb_xml_stream_feed. */
FB_MUST_USE fb_status fb_xml_stream_end(struct fb_xml_stream *stream);

#endif
