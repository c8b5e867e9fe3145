/*
 * clear.c: an element that loses what is in it.
 */
#include "xml/document_private.h"

void fb_xml_clear(struct fb_xml *document, const struct fb_xml_node *element)
{
    /* The caller may change the document, and so the nodes that it owns. */
    xmlNode *node = (xmlNode *)(uintptr_t)element;

    (void)document;
    xmlFreeNodeList(node->children);
    node->children = NULL;
    node->last = NULL;
}
