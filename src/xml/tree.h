/*
 * tree.h: the nodes of a document, in its arena.
 *
 * They are libxml2's, so that its XPath walks them, but it neither makes nor frees them: a large
 * record has a million, which are given back with the arena at once. Each belongs to its document
 * from the start, stands at the end of its parent, and has no place yet (document_private.h).
 *
 * The functions return NULL when memory is used up. Bytes are UTF-8 without NUL and are copied.
 */
#ifndef FB_XML_TREE_H
#define FB_XML_TREE_H

#include "xml/document_private.h"

/* Makes the tree of a new document, with nothing in it and a dictionary: a new one, for NULL. */
FB_MUST_USE fb_status fb_tree_make(struct fb_xml *document, xmlDict *names);

/* Frees it and all its nodes but those of an arena that the document has borrowed. */
void fb_tree_free(struct fb_xml *document);

/* Adds an element to a parent, the document's tree for a root. Its name is the dictionary's. */
xmlNode *fb_tree_add_element(struct fb_xml *document, xmlNode *parent, const xmlChar *name);

/* Adds a text to an element, or a comment or instruction by its type. */
xmlNode *fb_tree_add_text(struct fb_xml *document, xmlNode *parent, xmlElementType type,
                          const char *bytes, size_t length);

/* Drops the texts that an element, and those it is in, keep (fb_xml_kept_text): its own changes. */
void fb_tree_forget_texts(xmlNode *element);

/* Whether a text has no blank in it (document_private.h). */
bool fb_tree_text_bare(const char *text);

/* Adds an attribute, whose name is the dictionary's; `space` may be NULL. */
xmlAttr *fb_tree_add_attribute(struct fb_xml *document, xmlNode *element, const xmlChar *name,
                               xmlNs *space, const char *value, size_t length);

/* Gives an attribute another value. */
FB_MUST_USE fb_status fb_tree_set_value(struct fb_xml *document, xmlAttr *attribute,
                                        const char *value, size_t length);

/* Declares a namespace at an element; the prefix may be NULL. Both names are the dictionary's. */
xmlNs *fb_tree_add_namespace(struct fb_xml *document, xmlNode *element, const xmlChar *prefix,
                             const xmlChar *name);

#endif
