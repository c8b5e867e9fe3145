#include "xml/document.h"

#include "base/buffer.h"
#include "xml/document_private.h"

#include <string.h>

const struct fb_xml_node *fb_xml_root(const struct fb_xml *document)
{
    return fb_xml_cooked(xmlDocGetRootElement(document->tree));
}

const struct fb_source *fb_xml_source(const struct fb_xml *document)
{
    return document->source;
}

static const xmlNode *element_from(const xmlNode *node)
{
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

static const xmlNode *content_from(const xmlNode *node)
{
    while (node != NULL && node->type != XML_ELEMENT_NODE && node->type != XML_TEXT_NODE)
        node = node->next;
    return node;
}

const struct fb_xml_node *fb_xml_first(const struct fb_xml_node *element)
{
    return fb_xml_cooked(element_from(fb_xml_raw(element)->children));
}

const struct fb_xml_node *fb_xml_next(const struct fb_xml_node *element)
{
    return fb_xml_cooked(element_from(fb_xml_raw(element)->next));
}

const struct fb_xml_node *fb_xml_parent(const struct fb_xml_node *node)
{
    const xmlNode *parent = fb_xml_raw(node)->parent;

    return parent != NULL && parent->type == XML_ELEMENT_NODE ? fb_xml_cooked(parent) : NULL;
}

const struct fb_xml_node *fb_xml_first_content(const struct fb_xml_node *element)
{
    return fb_xml_cooked(content_from(fb_xml_raw(element)->children));
}

const struct fb_xml_node *fb_xml_next_content(const struct fb_xml_node *node)
{
    return fb_xml_cooked(content_from(fb_xml_raw(node)->next));
}

bool fb_xml_is_text(const struct fb_xml_node *node)
{
    return fb_xml_raw(node)->type == XML_TEXT_NODE;
}

bool fb_xml_is_blank(const struct fb_xml_node *text)
{
    const char *content = (const char *)fb_xml_raw(text)->content;

    return content == NULL || content[strspn(content, " \t\r\n")] == '\0';
}

const char *fb_xml_name(const struct fb_xml_node *element)
{
    return (const char *)fb_xml_raw(element)->name;
}

bool fb_xml_name_valid(const char *name)
{
    return xmlValidateNCName((const xmlChar *)name, 0) == 0;
}

bool fb_xml_is(const struct fb_xml_node *element, const char *name)
{
    return strcmp(fb_xml_name(element), name) == 0;
}

const char *fb_xml_namespace(const struct fb_xml_node *element)
{
    const xmlNs *ns = fb_xml_raw(element)->ns;

    return ns != NULL && ns->href != NULL ? (const char *)ns->href : "";
}

static bool is_in(const xmlNs *ns, const char *space)
{
    if (ns == NULL || ns->href == NULL)
        return space[0] == '\0';
    return strcmp((const char *)ns->href, space) == 0;
}

const char *fb_xml_attribute_in(const struct fb_xml_node *element, const char *space,
                                const char *name)
{
    const xmlAttr *attribute = fb_xml_raw(element)->properties;

    while (attribute != NULL &&
           (strcmp((const char *)attribute->name, name) != 0 || !is_in(attribute->ns, space)))
        attribute = attribute->next;
    if (attribute == NULL)
        return NULL;
    /* Without entities of its own, a document has at most one text in an attribute. */
    if (attribute->children == NULL || attribute->children->content == NULL)
        return "";
    return (const char *)attribute->children->content;
}

const char *fb_xml_attribute(const struct fb_xml_node *element, const char *name)
{
    return fb_xml_attribute_in(element, "", name);
}

const char *fb_xml_attribute_name(const struct fb_xml_node *element, size_t index)
{
    for (const xmlAttr *a = fb_xml_raw(element)->properties; a != NULL; a = a->next) {
        if (a->ns == NULL && index-- == 0)
            return (const char *)a->name;
    }
    return NULL;
}

static void append_text(struct fb_buffer *out, const xmlNode *node)
{
    if (node->type == XML_TEXT_NODE && node->content != NULL)
        fb_buffer_append_string(out, (const char *)node->content);
    if (node->type != XML_ELEMENT_NODE)
        return;
    for (const xmlNode *child = node->children; child != NULL; child = child->next)
        append_text(out, child);
}

char *fb_xml_text(struct fb_arena *arena, const struct fb_xml_node *node)
{
    const xmlNode *raw = fb_xml_raw(node);
    const xmlNode *only = raw->type == XML_ELEMENT_NODE ? raw->children : raw;
    struct fb_buffer buffer;
    char *text = NULL;

    /* Nearly every value is one text. */
    if (only == NULL)
        return fb_arena_string(arena, "");
    if (only->type == XML_TEXT_NODE && (only == raw || only->next == NULL))
        return fb_arena_string(arena, only->content != NULL ? (const char *)only->content : "");
    fb_buffer_init(&buffer, FB_BUFFER_OUTPUT_LIMIT);
    append_text(&buffer, raw);
    if (buffer.status == FB_OK)
        text = fb_arena_copy(arena, buffer.data, buffer.length);
    fb_buffer_release(&buffer);
    return text;
}

const char *fb_xml_bare_text(const struct fb_xml_node *element)
{
    const xmlNode *only = fb_xml_raw(element)->children;

    if (only == NULL)
        return "";
    return only->next == NULL && only->type == XML_TEXT_NODE && fb_xml_is_bare(only)
               ? (const char *)only->content
               : NULL;
}

char *fb_xml_kept_text(bool *made, const struct fb_xml_node *element)
{
    /* As with its number, that an element keeps its text changes nothing of it. */
    xmlNode *node = (xmlNode *)(uintptr_t)element;
    const struct fb_xml *document = node->doc->_private;

    *made = node->psvi == NULL;
    if (*made)
        node->psvi = fb_xml_text(document->arena, element);
    return node->psvi;
}

/*
 * Returns the element's place among its siblings of the same name, from 1. The number is kept in
 * the node, so that numbering a long list from its beginning looks back one step each time.
 */
static size_t sibling_number(const xmlNode *element)
{
    size_t number = fb_xml_number(element);

    if (number > 0)
        return number;
    number = 1;
    for (const xmlNode *node = element->prev; node != NULL; node = node->prev) {
        if (node->type != XML_ELEMENT_NODE ||
            strcmp((const char *)node->name, (const char *)element->name) != 0)
            continue;
        if (fb_xml_number(node) > 0) {
            number += fb_xml_number(node);
            break;
        }
        number++;
    }
    fb_xml_set_number((xmlNode *)(uintptr_t)element, number);
    return number;
}

size_t fb_xml_number_of(const struct fb_xml_node *element)
{
    return sibling_number(fb_xml_raw(element));
}

/* Returns the element that holds a node, or NULL. */
static const xmlNode *element_above(const xmlNode *node)
{
    const xmlNode *parent = node->parent;

    return parent != NULL && parent->type == XML_ELEMENT_NODE ? parent : NULL;
}

static size_t count_digits(size_t number)
{
    size_t digits = 1;

    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

/* Writes "/name[1]" so that it ends before `end`; returns where it begins. */
static char *put_step(char *end, const xmlNode *element)
{
    size_t number = sibling_number(element), length = strlen((const char *)element->name);

    *--end = ']';
    do {
        *--end = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    *--end = '[';
    end -= length;
    memcpy(end, element->name, length);
    *--end = '/';
    return end;
}

char *fb_xml_path(struct fb_arena *arena, const struct fb_xml_node *element)
{
    static const size_t MARKS = 3; /* of a step: / [ ] */
    size_t length = 0;
    char *path, *at;

    for (const xmlNode *node = fb_xml_raw(element); node != NULL; node = element_above(node))
        length += strlen((const char *)node->name) + count_digits(sibling_number(node)) + MARKS;
    path = fb_arena_alloc(arena, length + 1);
    if (path == NULL)
        return NULL;
    at = path + length;
    for (const xmlNode *node = fb_xml_raw(element); node != NULL; node = element_above(node))
        at = put_step(at, node);
    return path;
}
