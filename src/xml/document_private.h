/*
 * document_private.h: what the files of this room share.
 *
 * A node keeps two numbers in `_private`: in the low half the byte offset of its start plus one, so
 * that 0 means that no place is known; in the high half its number among the siblings of its name,
 * once somebody has asked for it. Both fit, for no input has 2^32 bytes. A text has no number;
 * there it is 1 if there is no blank in it. An element keeps in `psvi`, which is for users of the
 * library, what fb_xml_kept_text gives.
 *
 * A document that was built (build.h) keeps a list of places, and its nodes keep indices of that
 * list instead of offsets; so do its attributes.
 */
#ifndef FB_XML_DOCUMENT_PRIVATE_H
#define FB_XML_DOCUMENT_PRIVATE_H

#include "base/vector.h"
#include "xml/document.h"

#include <libxml/tree.h>
#include <stdint.h>

struct fb_xml_stored_place {
    uint32_t offset, length;
};

struct fb_xml_places {
    struct fb_xml_stored_place *items;
    size_t count, capacity;
};

struct fb_xml {
    xmlDoc *tree; /* its `_private` is this struct */
    const struct fb_source *source;
    const struct fb_xml_places *places; /* NULL: read from XML */
    struct fb_xml_places own_places;    /* in the arena, if it was built itself */
    struct fb_arena *arena;             /* of its nodes (tree.h) */
    bool borrowed;                      /* the arena is another document's */
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

/* The same for callers that may change the node. */
static inline xmlNode *fb_xml_raw_open(struct fb_xml_node *node)
{
    return (xmlNode *)(void *)node;
}

static inline struct fb_xml_node *fb_xml_open(xmlNode *node)
{
    return (struct fb_xml_node *)(void *)node;
}

static inline void fb_xml_set_offset(xmlNode *node, size_t offset)
{
    node->_private = (void *)(uintptr_t)(uint32_t)(offset + 1);
}

/* Returns the offset of a node, or its index of places, or SIZE_MAX if none is known. */
static inline size_t fb_xml_offset(const xmlNode *node)
{
    uint32_t stored = (uint32_t)(uintptr_t)node->_private;

    return stored == 0 ? SIZE_MAX : stored - 1;
}

_Static_assert(sizeof(uintptr_t) == 8, "a node's pointer holds two numbers of 32 bits");

/* Returns the number stored by fb_xml_set_number, or 0. */
static inline size_t fb_xml_number(const xmlNode *node)
{
    return (uintptr_t)node->_private >> 32;
}

static inline void fb_xml_set_number(xmlNode *node, size_t number)
{
    node->_private = (void *)((uintptr_t)number << 32 | (uint32_t)(uintptr_t)node->_private);
}

/* Notes of a text that has its offset whether it has no blank in it. */
static inline void fb_xml_set_bare(xmlNode *text, bool bare)
{
    fb_xml_set_number(text, bare);
}

static inline bool fb_xml_is_bare(const xmlNode *text)
{
    return fb_xml_number(text) != 0;
}

#endif
