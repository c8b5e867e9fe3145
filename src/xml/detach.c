/*
 * detach.c: a part of a document that becomes one by itself.
 */
#include "xml/document_private.h"

#include <libxml/dict.h>
#include <stdlib.h>

/* Makes a node, and all in it, part of another tree. */
static void move(xmlNode *node, xmlDoc *tree)
{
    node->doc = tree;
    for (xmlAttr *a = node->type == XML_ELEMENT_NODE ? node->properties : NULL; a != NULL;
         a = a->next) {
        a->doc = tree;
        if (a->children != NULL)
            a->children->doc = tree;
    }
    if (node->type != XML_ELEMENT_NODE)
        return;
    for (xmlNode *child = node->children; child != NULL; child = child->next)
        move(child, tree);
}

fb_status fb_xml_detach(struct fb_xml **out, struct fb_xml *document,
                        const struct fb_xml_node *element)
{
    struct fb_xml *result = calloc(1, sizeof *result);
    xmlDoc *tree = xmlNewDoc((const xmlChar *)"1.0");
    xmlNode *root = (xmlNode *)(uintptr_t)element;

    *out = NULL;
    if (result == NULL || tree == NULL) {
        free(result);
        xmlFreeDoc(tree);
        return FB_ERR_NOMEM;
    }
    /* Both trees then own their names together, and none needs to be copied. */
    tree->dict = document->tree->dict;
    xmlDictReference(tree->dict);
    xmlUnlinkNode(root);
    move(root, tree);
    root->parent = (xmlNode *)(void *)tree; /* a document begins with the members of every node */
    tree->children = tree->last = root;
    tree->_private = result;
    *result = (struct fb_xml){.tree = tree,
                              .source = document->source,
                              .places = document->places,
                              .arena = document->arena,
                              .borrowed = true};
    *out = result;
    return FB_OK;
}
