/*
 * clear.c: an element that loses what is in it, or gets another attribute.
 */
#include "xml/tree.h"

#include <libxml/dict.h>
#include <string.h>

void fb_xml_clear(struct fb_xml *document, const struct fb_xml_node *element)
{
    /* The caller may change the document, and so the nodes that it owns. */
    xmlNode *node = (xmlNode *)(uintptr_t)element;

    (void)document;
    node->children = NULL;
    node->last = NULL;
    fb_tree_forget_texts(node);
}

fb_status fb_xml_set_attribute(struct fb_xml *document, const struct fb_xml_node *element,
                               const char *name, const char *value)
{
    xmlNode *node = (xmlNode *)(uintptr_t)element;
    const xmlChar *shared = xmlDictLookup(document->tree->dict, (const xmlChar *)name, -1);
    xmlAttr *attribute = node->properties;

    FB_NEED(shared);
    while (attribute != NULL && (attribute->ns != NULL || !xmlStrEqual(attribute->name, shared)))
        attribute = attribute->next;
    if (attribute != NULL)
        return fb_tree_set_value(document, attribute, value, strlen(value));
    FB_NEED(fb_tree_add_attribute(document, node, shared, NULL, value, strlen(value)));
    return FB_OK;
}
