#include "xml/build.h"

#include "xml/document_private.h"

#include <assert.h>
#include <libxml/dict.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Keeps the place of a node and stores its index in the node. */
static fb_status set_place(struct fb_xml *document, xmlNode *node, struct fb_xml_place place)
{
    struct fb_xml_stored_place *stored = FB_PUSH(document->arena, &document->own_places);

    FB_NEED(stored);
    *stored = (struct fb_xml_stored_place){(uint32_t)place.offset, (uint32_t)place.length};
    fb_xml_set_offset(node, document->own_places.count - 1);
    return FB_OK;
}

static xmlNode *new_element(const struct fb_xml *document, const char *name)
{
    const xmlChar *shared = xmlDictLookup(document->tree->dict, (const xmlChar *)name, -1);

    assert(fb_xml_name_valid(name));
    if (shared == NULL)
        return NULL;
    /* The tree's dictionary owns the name, so no node frees it. */
    return xmlNewDocNodeEatName(document->tree, NULL, (xmlChar *)(uintptr_t)shared, NULL);
}

static fb_status make_tree(struct fb_xml *document)
{
    FB_TRY(fb_arena_new(&document->arena, FB_ARENA_JOB_LIMIT));
    document->tree = xmlNewDoc((const xmlChar *)"1.0");
    FB_NEED(document->tree);
    document->tree->_private = document;
    document->tree->dict = xmlDictCreate();
    FB_NEED(document->tree->dict);
    return FB_OK;
}

static fb_status make_root(struct fb_xml *document, const char *name, struct fb_xml_place place)
{
    xmlNode *root;

    FB_TRY(make_tree(document));
    root = new_element(document, name);
    FB_NEED(root);
    xmlDocSetRootElement(document->tree, root);
    return set_place(document, root, place);
}

fb_status fb_xml_build(struct fb_xml **out, const struct fb_source *source, const char *root,
                       struct fb_xml_place place)
{
    struct fb_xml *document = calloc(1, sizeof *document);
    fb_status status;

    *out = NULL;
    FB_NEED(document);
    assert(source->length < UINT32_MAX);
    document->source = source;
    document->places = &document->own_places;
    status = make_root(document, root, place);
    if (status != FB_OK) {
        fb_xml_free(document);
        return status;
    }
    *out = document;
    return FB_OK;
}

struct fb_xml_node *fb_xml_build_root(struct fb_xml *document)
{
    return fb_xml_open(xmlDocGetRootElement(document->tree));
}

fb_status fb_xml_build_element(struct fb_xml_node **out, struct fb_xml *document,
                               struct fb_xml_node *parent, const char *name,
                               struct fb_xml_place place)
{
    xmlNode *element = new_element(document, name);

    *out = NULL;
    FB_NEED(element);
    xmlAddChild(fb_xml_raw_open(parent), element);
    *out = fb_xml_open(element);
    return set_place(document, element, place);
}

fb_status fb_xml_build_text(struct fb_xml *document, struct fb_xml_node *element, const char *text,
                            size_t length, struct fb_xml_place place)
{
    xmlNode *parent = fb_xml_raw_open(element), *node;
    const xmlNode *last = parent->last;

    assert(length <= INT_MAX && memchr(text, '\0', length) == NULL);
    node = xmlNewDocTextLen(document->tree, (const xmlChar *)text, (int)length);
    FB_NEED(node);
    if (node->content == NULL) {
        xmlFreeNode(node);
        return FB_ERR_NOMEM;
    }
    node = xmlAddChild(parent, node);
    FB_NEED(node);
    return node == last ? FB_OK : set_place(document, node, place);
}

fb_status fb_xml_build_attribute(struct fb_xml *document, struct fb_xml_node *element,
                                 const char *name, const char *value, struct fb_xml_place place)
{
    xmlAttr *attribute;

    assert(fb_xml_name_valid(name) && fb_xml_attribute(element, name) == NULL);
    attribute = xmlNewProp(fb_xml_raw_open(element), (const xmlChar *)name, (const xmlChar *)value);
    FB_NEED(attribute);
    /* An attribute begins with the members of every node. */
    return set_place(document, (xmlNode *)(void *)attribute, place);
}
