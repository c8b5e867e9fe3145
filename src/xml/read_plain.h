/*
 * read_plain.h: plain documents, read in one walk over their bytes.
 *
 * A record is elements, attributes and texts, as most people and programs write them: names of
 * ASCII and Chinese characters, values in quotes right behind the '='. What has anything else,
 * such as references, comments, CDATA or namespaces, or is wrong in any way, is not plain: that is
 * for libxml2's parser (read.c), which knows all of XML and has the words for what is none. Of a
 * plain document both make the same tree.
 */
#ifndef FB_XML_READ_PLAIN_H
#define FB_XML_READ_PLAIN_H

#include "xml/tree.h"

/*
 * Reads the source of a document, which is valid UTF-8, without a NUL but behind its end, into its
 * tree, which has been made. Sets `*plain` to false if that cannot be done; the tree is then of no
 * use.
 */
FB_MUST_USE fb_status fb_xml_read_plain(bool *plain, struct fb_xml *document);

#endif
