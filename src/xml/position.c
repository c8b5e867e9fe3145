/*
 * position.c: where in the source text a node, its content or an attribute stands.
 *
 * Of a document read from XML only the start of each element was stored; the rest is found by
 * walking its start tag again, which is known to be well-formed. Of one that was built the places
 * are kept.
 */
#include "xml/document_private.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const struct fb_xml *document_of(const xmlNode *node)
{
    return node->doc->_private;
}

/* The place that was said for a node, or an attribute, of a document that was built. */
static struct fb_position said_place(const xmlNode *node)
{
    const struct fb_xml *document = document_of(node);
    size_t index = fb_xml_offset(node);
    const struct fb_xml_stored_place *place;

    if (index >= document->places->count)
        return (struct fb_position){.source = document->source};
    place = &document->places->items[index];
    return (struct fb_position){document->source, place->offset, place->length};
}

static size_t skip_blanks(const struct fb_source *source, size_t offset)
{
    while (offset < source->length && is_blank(source->text[offset]))
        offset++;
    return offset;
}

static bool ends_name(char c)
{
    return is_blank(c) || c == '=' || c == '/' || c == '>';
}

static size_t skip_name(const struct fb_source *source, size_t offset)
{
    while (offset < source->length && !ends_name(source->text[offset]))
        offset++;
    return offset;
}

struct attribute_place {
    size_t name, name_length;
    size_t value, value_length; /* between the quotes */
};

/*
 * Reads the attribute at or after `*offset` in a start tag and moves the offset past it; false at
 * the end of the tag, with the offset on its '>' or '/'.
 */
static bool next_attribute(struct attribute_place *out, const struct fb_source *source,
                           size_t *offset)
{
    size_t at = skip_blanks(source, *offset);
    const char *quote;

    *offset = at;
    if (at >= source->length || source->text[at] == '>' || source->text[at] == '/')
        return false;
    out->name = at;
    at = skip_name(source, at);
    out->name_length = at - out->name;
    while (at < source->length && source->text[at] != '"' && source->text[at] != '\'')
        at++;
    if (at >= source->length)
        return false;
    out->value = at + 1;
    quote = memchr(source->text + at + 1, source->text[at], source->length - at - 1);
    if (quote == NULL)
        return false;
    out->value_length = (size_t)(quote - source->text) - out->value;
    *offset = out->value + out->value_length + 1;
    return true;
}

static struct fb_position name_position(const xmlNode *element, const struct fb_source *source)
{
    size_t start = fb_xml_offset(element) + 1;

    return (struct fb_position){source, start, skip_name(source, start) - start};
}

struct fb_position fb_xml_position(const struct fb_xml_node *node)
{
    const xmlNode *raw = fb_xml_raw(node);
    const struct fb_source *source = document_of(raw)->source;

    if (document_of(raw)->places != NULL)
        return said_place(raw);
    if (fb_xml_offset(raw) == SIZE_MAX)
        return (struct fb_position){.source = source};
    if (raw->type == XML_ELEMENT_NODE)
        return name_position(raw, source);
    return (struct fb_position){.source = source,
                                .offset = skip_blanks(source, fb_xml_offset(raw))};
}

/* Returns the offset just after the '>' of the start tag; 0 if the tag closes its element itself.
 */
static size_t content_start(const xmlNode *element, const struct fb_source *source)
{
    size_t offset = skip_name(source, fb_xml_offset(element) + 1);
    struct attribute_place attribute;

    while (next_attribute(&attribute, source, &offset))
        continue;
    if (offset >= source->length || source->text[offset] != '>')
        return 0;
    return offset + 1;
}

/* Returns how many bytes a blank takes at `offset`, as it is or as an escape of JSON; 0: none. */
static size_t blank_size(const struct fb_source *source, size_t offset, size_t end)
{
    if (offset < end && is_blank(source->text[offset]))
        return 1;
    if (source->escapes == FB_ESCAPES_JSON && offset + 1 < end && source->text[offset] == '\\' &&
        memchr("ntr", source->text[offset + 1], 3) != NULL)
        return 2;
    return 0;
}

/* The first text that was said for an element, without blank edges, or else its name. */
static struct fb_position said_content(const xmlNode *element)
{
    const xmlNode *text = element->children;
    struct fb_position place;
    size_t end, size;

    while (text != NULL && text->type != XML_TEXT_NODE)
        text = text->next;
    if (text == NULL)
        return said_place(element);
    place = said_place(text);
    end = place.offset + place.length;
    while ((size = blank_size(place.source, place.offset, end)) > 0)
        place.offset += size;
    while (end > place.offset && is_blank(place.source->text[end - 1]))
        end--;
    place.length = end - place.offset;
    return place.length == 0 ? said_place(element) : place;
}

static struct fb_position read_content(const xmlNode *element, const struct fb_source *source)
{
    static const char CDATA[] = "<![CDATA[";
    size_t start = content_start(element, source), end;

    start = start == 0 ? source->length : skip_blanks(source, start);
    if (strncmp(source->text + start, CDATA, strlen(CDATA)) == 0)
        start += strlen(CDATA);
    end = start;
    while (end < source->length && source->text[end] != '<' && source->text[end] != ']')
        end++;
    while (end > start && is_blank(source->text[end - 1]))
        end--;
    if (end == start)
        return name_position(element, source);
    return (struct fb_position){source, start, end - start};
}

struct fb_position fb_xml_content_position(const struct fb_xml_node *element)
{
    const xmlNode *raw = fb_xml_raw(element);
    const struct fb_xml *document = document_of(raw);

    return document->places != NULL ? said_content(raw) : read_content(raw, document->source);
}

static struct fb_position said_attribute(const xmlNode *element, const char *name)
{
    const xmlAttr *attribute = element->properties;

    while (attribute != NULL && strcmp((const char *)attribute->name, name) != 0)
        attribute = attribute->next;
    /* An attribute begins with the members of every node. */
    return said_place(attribute != NULL ? (const xmlNode *)(const void *)attribute : element);
}

static struct fb_position read_attribute(const xmlNode *element, const char *name,
                                         const struct fb_source *source)
{
    size_t offset = skip_name(source, fb_xml_offset(element) + 1);
    struct attribute_place attribute;

    while (next_attribute(&attribute, source, &offset)) {
        if (attribute.name_length == strlen(name) &&
            memcmp(source->text + attribute.name, name, attribute.name_length) == 0)
            return (struct fb_position){source, attribute.value, attribute.value_length};
    }
    return name_position(element, source);
}

struct fb_position fb_xml_attribute_position(const struct fb_xml_node *element, const char *name)
{
    const xmlNode *raw = fb_xml_raw(element);
    const struct fb_xml *document = document_of(raw);

    return document->places != NULL ? said_attribute(raw, name)
                                    : read_attribute(raw, name, document->source);
}
