#include "xml/build.h"

#include "xml/tree.h"

#include <assert.h>
#include <libxml/dict.h>
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

/* Adds an element to a parent, which is the tree itself for the root. */
static xmlNode *add_element(struct fb_xml *document, xmlNode *parent, const char *name)
{
    const xmlChar *shared = xmlDictLookup(document->tree->dict, (const xmlChar *)name, -1);

    assert(fb_xml_name_valid(name));
    return shared != NULL ? fb_tree_add_element(document, parent, shared) : NULL;
}

static fb_status make_root(struct fb_xml *document, const char *name, struct fb_xml_place place)
{
    xmlNode *root;

    FB_TRY(fb_tree_make(document, NULL));
    /* A document begins with the members of every node. */
    root = add_element(document, (xmlNode *)(void *)document->tree, name);
    FB_NEED(root);
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
    xmlNode *element = add_element(document, fb_xml_raw_open(parent), name);

    *out = NULL;
    FB_NEED(element);
    *out = fb_xml_open(element);
    return set_place(document, element, place);
}

/* Puts a text to the one before it. */
static fb_status extend_text(struct fb_xml *document, xmlNode *node, const char *text,
                             size_t length)
{
    size_t before = strlen((const char *)node->content);
    char *whole = fb_arena_alloc(document->arena, before + length + 1);

    FB_NEED(whole);
    memcpy(whole, node->content, before);
    memcpy(whole + before, text, length);
    node->content = (xmlChar *)whole;
    fb_xml_set_bare(node, fb_tree_text_bare(whole));
    return FB_OK;
}

fb_status fb_xml_build_text(struct fb_xml *document, struct fb_xml_node *element, const char *text,
                            size_t length, struct fb_xml_place place)
{
    xmlNode *parent = fb_xml_raw_open(element), *node = parent->last;

    assert(memchr(text, '\0', length) == NULL);
    fb_tree_forget_texts(parent);
    if (node != NULL && node->type == XML_TEXT_NODE)
        return extend_text(document, node, text, length);
    node = fb_tree_add_text(document, parent, XML_TEXT_NODE, text, length);
    FB_NEED(node);
    FB_TRY(set_place(document, node, place));
    fb_xml_set_bare(node, fb_tree_text_bare((const char *)node->content));
    return FB_OK;
}

fb_status fb_xml_build_attribute(struct fb_xml *document, struct fb_xml_node *element,
                                 const char *name, const char *value, struct fb_xml_place place)
{
    const xmlChar *shared = xmlDictLookup(document->tree->dict, (const xmlChar *)name, -1);
    xmlAttr *attribute;

    assert(fb_xml_name_valid(name) && fb_xml_attribute(element, name) == NULL);
    FB_NEED(shared);
    attribute = fb_tree_add_attribute(document, fb_xml_raw_open(element), shared, NULL, value,
                                      strlen(value));
    FB_NEED(attribute);
    /* An attribute begins with the members of every node. */
    return set_place(document, (xmlNode *)(void *)attribute, place);
}
