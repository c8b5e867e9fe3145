/*
 * document_private.h: what the files of this room share.
 *
 * A node keeps the place of its start in `_private`, as the byte offset plus one, so that 0 means
 * that no place is known.
 */
#ifndef FB_XML_DOCUMENT_PRIVATE_H
#define FB_XML_DOCUMENT_PRIVATE_H

#include "xml/document.h"

#include <libxml/tree.h>
#include <stdint.h>

struct fb_xml {
    xmlDoc *tree; /* its `_private` is this struct */
    const struct fb_source *source;
};

/* The library's node and ours are the same object under two names. */
static inline const xmlNode *fb_xml_raw(const struct fb_xml_node *node)
{
    return (const xmlNode *)(const void *)node;
}

static inline const struct fb_xml_node *fb_xml_cooked(const xmlNode *node)
{
    return (const struct fb_xml_node *)(const void *)node;
}

static inline void fb_xml_set_offset(xmlNode *node, size_t offset)
{
    node->_private = (void *)(uintptr_t)(offset + 1);
}

/* Returns the offset of a node, or SIZE_MAX if none is known. */
static inline size_t fb_xml_offset(const xmlNode *node)
{
    return (size_t)(uintptr_t)node->_private - 1;
}

#endif
