/*
 * build.h: trees that no XML text stands behind.
 *
 * A reader of another format (JSON, a table) makes a document node by node, and says for each
 * element, text and attribute where in its source it comes from. Such a document is one as
 * document.h has it: fb_xml_position and the others give the places that were said.
 *
 * Names are names of XML without a prefix (fb_xml_name_valid), texts and values UTF-8 without NUL,
 * and at most FB_XML_DEPTH_LIMIT elements are nested: the caller sees to that.
 */
#ifndef FB_XML_BUILD_H
#define FB_XML_BUILD_H

#include "xml/document.h"

/* Part of the document's source: offset and length in bytes. */
struct fb_xml_place {
    size_t offset, length;
};

/*
 * Makes a document with an empty root element. The source is borrowed for as long as the document
 * lives; it has less than 2^32 bytes.
 */
FB_MUST_USE fb_status fb_xml_build(struct fb_xml **out, const struct fb_source *source,
                                   const char *root, struct fb_xml_place place);

/* Returns the root, for a caller that fills it. */
struct fb_xml_node *fb_xml_build_root(struct fb_xml *document);

/*
 * Adds an empty element at the end of `parent`. Its place is that of its name: a key of JSON, the
 * heading of a column.
 */
FB_MUST_USE fb_status fb_xml_build_element(struct fb_xml_node **out, struct fb_xml *document,
                                           struct fb_xml_node *parent, const char *name,
                                           struct fb_xml_place place);

/*
 * Adds text at the end of an element. The place begins with the text's first byte, between the
 * quotes if there are any. A text after a text is put to it and has no place of its own.
 */
FB_MUST_USE fb_status fb_xml_build_text(struct fb_xml *document, struct fb_xml_node *element,
                                        const char *text, size_t length, struct fb_xml_place place);

/* Adds an attribute that the element does not yet have; its place is that of its value. */
FB_MUST_USE fb_status fb_xml_build_attribute(struct fb_xml *document, struct fb_xml_node *element,
                                             const char *name, const char *value,
                                             struct fb_xml_place place);

#endif
