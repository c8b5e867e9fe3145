/*
 * clear.c: an element that loses what is in it, or gets another attribute.
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

fb_status fb_xml_set_attribute(struct fb_xml *document, const struct fb_xml_node *element,
                               const char *name, const char *value)
{
    xmlNode *node = (xmlNode *)(uintptr_t)element;

    (void)document;
    return xmlSetProp(node, (const xmlChar *)name, (const xmlChar *)value) != NULL ? FB_OK
                                                                                   : FB_ERR_NOMEM;
}
