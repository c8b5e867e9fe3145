#include "xml/tree.h"

#include <libxml/dict.h>
#include <libxml/parserInternals.h>
#include <stddef.h>
#include <string.h>

/*
 * More than any input gives: of the 64 MB that one may have (data/input.h), each four bytes are at
 * most one node.
 */
#define TREE_LIMIT ((size_t)4 << 30)

fb_status fb_tree_make(struct fb_xml *document, xmlDict *names)
{
    FB_TRY(fb_arena_new(&document->arena, TREE_LIMIT));
    document->tree = xmlNewDoc((const xmlChar *)"1.0");
    FB_NEED(document->tree);
    document->tree->_private = document;
    document->tree->dict = names != NULL ? names : xmlDictCreate();
    FB_NEED(document->tree->dict);
    if (names != NULL)
        xmlDictReference(names);
    return FB_OK;
}

void fb_tree_free(struct fb_xml *document)
{
    if (document->tree != NULL) {
        document->tree->children = NULL;
        document->tree->last = NULL;
    }
    xmlFreeDoc(document->tree);
    if (!document->borrowed)
        fb_arena_free(document->arena);
    document->tree = NULL;
    document->arena = NULL;
}

/* Puts a node at the end of its parent; documents begin with the members of every node, too. */
static void append(xmlNode *parent, xmlNode *node)
{
    node->parent = parent;
    node->doc = parent->doc;
    node->prev = parent->last;
    if (parent->last != NULL)
        parent->last->next = node;
    else
        parent->children = node;
    parent->last = node;
}

xmlNode *fb_tree_add_element(struct fb_xml *document, xmlNode *parent, const xmlChar *name)
{
    xmlNode *element = FB_NEW(document->arena, xmlNode);

    if (element == NULL)
        return NULL;
    element->type = XML_ELEMENT_NODE;
    element->name = name;
    append(parent, element);
    return element;
}

/* The names that the library gives to what has none. */
static const xmlChar *name_of(xmlElementType type)
{
    return type == XML_COMMENT_NODE ? xmlStringComment : xmlStringText;
}

xmlNode *fb_tree_add_text(struct fb_xml *document, xmlNode *parent, xmlElementType type,
                          const char *bytes, size_t length)
{
    /*
     * The text stands in its node, from the members on that only elements have; the library, too,
     * puts short texts there. A large record has a million of them.
     */
    static const size_t HEAD = offsetof(xmlNode, properties);
    char *room = fb_arena_alloc(document->arena, HEAD + length + 1);
    xmlNode *node = (xmlNode *)(void *)room;

    if (room == NULL)
        return NULL;
    if (length > 0)
        memcpy(room + HEAD, bytes, length);
    node->type = type;
    node->name = name_of(type);
    node->content = (xmlChar *)room + HEAD;
    append(parent, node);
    return node;
}

void fb_tree_forget_texts(xmlNode *element)
{
    for (; element != NULL && element->type == XML_ELEMENT_NODE; element = element->parent)
        element->psvi = NULL;
}

bool fb_tree_text_bare(const char *text)
{
    return text[strcspn(text, " \t\r\n")] == '\0';
}

fb_status fb_tree_set_value(struct fb_xml *document, xmlAttr *attribute, const char *value,
                            size_t length)
{
    attribute->children = attribute->last = NULL;
    if (length == 0)
        return FB_OK;
    /* An attribute begins with the members of every node. */
    FB_NEED(fb_tree_add_text(document, (xmlNode *)(void *)attribute, XML_TEXT_NODE, value, length));
    return FB_OK;
}

xmlAttr *fb_tree_add_attribute(struct fb_xml *document, xmlNode *element, const xmlChar *name,
                               xmlNs *space, const char *value, size_t length)
{
    xmlAttr *attribute = FB_NEW(document->arena, xmlAttr), **place = &element->properties;

    if (attribute == NULL)
        return NULL;
    attribute->type = XML_ATTRIBUTE_NODE;
    attribute->name = name;
    attribute->ns = space;
    attribute->parent = element;
    attribute->doc = element->doc;
    if (fb_tree_set_value(document, attribute, value, length) != FB_OK)
        return NULL;
    for (; *place != NULL; place = &(*place)->next)
        attribute->prev = *place;
    *place = attribute;
    return attribute;
}

xmlNs *fb_tree_add_namespace(struct fb_xml *document, xmlNode *element, const xmlChar *prefix,
                             const xmlChar *name)
{
    xmlNs *space = FB_NEW(document->arena, xmlNs), **place = &element->nsDef;

    if (space == NULL)
        return NULL;
    space->type = XML_LOCAL_NAMESPACE;
    space->prefix = prefix;
    space->href = name;
    space->context = element->doc;
    while (*place != NULL)
        place = &(*place)->next;
    *place = space;
    return space;
}
