/*
 * detach.c: a part of a document that becomes one by itself.
 */
#include "xml/document_private.h"

#include <libxml/dict.h>
#include <stdlib.h>

fb_status fb_xml_detach(struct fb_xml **out, struct fb_xml *document,
                        const struct fb_xml_node *element)
{
    struct fb_xml *result = calloc(1, sizeof *result);
    xmlDoc *tree = xmlNewDoc((const xmlChar *)"1.0");

    *out = NULL;
    if (result == NULL || tree == NULL) {
        free(result);
        xmlFreeDoc(tree);
        return FB_ERR_NOMEM;
    }
    /* Both trees then own their names together, and none needs to be copied. */
    tree->dict = document->tree->dict;
    if (tree->dict != NULL)
        xmlDictReference(tree->dict);
    xmlDocSetRootElement(tree, (xmlNode *)(uintptr_t)element);
    tree->_private = result;
    *result = (struct fb_xml){.tree = tree, .source = document->source, .places = document->places};
    *out = result;
    return FB_OK;
}
