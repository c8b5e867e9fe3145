#include "xml/read_plain.h"

#include <libxml/dict.h>
#include <string.h>

/* Names have a few dozen bytes. */
enum { NAME_MOST = 1000 };

/* What was found. */
enum outcome { PLAIN, NOT_PLAIN, NO_MEMORY };

#define TRY(call)                       \
    do {                                \
        enum outcome outcome_ = (call); \
        if (outcome_ != PLAIN)          \
            return outcome_;            \
    } while (0)

struct reading {
    struct fb_xml *document;
    const char *text, *at; /* the source, and what is read next; a NUL is behind its end */
    xmlNode *node;         /* the element that is open; the tree itself outside of the root */
    size_t depth;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void skip_blanks(struct reading *reading)
{
    while (is_blank(*reading->at))
        reading->at++;
}

static bool skip(struct reading *reading, const char *word)
{
    size_t length = strlen(word);

    if (strncmp(reading->at, word, length) != 0)
        return false;
    reading->at += length;
    return true;
}

/* ---- names ---- */

/* U+3001 to U+D7FF, which may stand in names (XML 1.0, 2.3) and have three bytes. */
static bool is_name_triple(const char *text)
{
    unsigned char first = (unsigned char)text[0], second = (unsigned char)text[1];

    if (first == 0xE3)
        return second > 0x80 || (second == 0x80 && (unsigned char)text[2] > 0x80);
    return (first > 0xE3 && first < 0xED) || (first == 0xED && second < 0xA0);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Returns the bytes of a name that a text begins with. */
static size_t name_length(const char *text)
{
    size_t length = 0;

    for (;;) {
        char c = text[length];
        if (is_letter(c) || (length > 0 && ((c >= '0' && c <= '9') || c == '-' || c == '.')))
            length++;
        else if ((unsigned char)c >= 0xE3 && is_name_triple(text + length))
            length += 3;
        else
            return length;
    }
}

/* Reads a name and makes it the dictionary's. */
static enum outcome read_name(const xmlChar **out, struct reading *reading)
{
    size_t length = name_length(reading->at);

    if (length == 0 || length > NAME_MOST)
        return NOT_PLAIN;
    *out = xmlDictLookup(reading->document->tree->dict, (const xmlChar *)reading->at, (int)length);
    reading->at += length;
    return *out != NULL ? PLAIN : NO_MEMORY;
}

/* ---- characters ---- */

/* Whether a text begins with U+FFFE or U+FFFF, which are no characters. */
static bool is_no_character(const char *text)
{
    return (unsigned char)text[0] == 0xEF && (unsigned char)text[1] == 0xBF &&
           (unsigned char)text[2] >= 0xBE;
}

/* Returns the bytes of an attribute's value up to its quote; SIZE_MAX if it has more in it. */
static size_t value_length(const char *text, char quote)
{
    size_t length = 0;

    for (; text[length] != quote; length++) {
        char c = text[length];
        if ((unsigned char)c < ' ' || c == '<' || c == '&' || is_no_character(text + length))
            return SIZE_MAX;
    }
    return length;
}

/* The bytes of a text between tags. */
struct run {
    size_t length;
    size_t returns; /* of these, carriage returns, which each have a line feed behind them */
    bool bare;      /* there is no blank among them */
};

/* Measures the text up to the next tag; false if it has more in it. */
static bool measure_run(struct run *out, const char *text)
{
    *out = (struct run){.bare = true};
    for (;; out->length++) {
        const char *at = text + out->length;
        if ((unsigned char)*at >= '@') {
            if ((*at == ']' && at[1] == ']') || is_no_character(at))
                return false;
            continue;
        }
        if (*at == '<')
            return true;
        if (is_blank(*at))
            out->bare = false;
        if (*at == '\r' && at[1] == '\n')
            out->returns++;
        else if (*at == '&' || ((unsigned char)*at < ' ' && *at != '\n' && *at != '\t'))
            return false;
    }
}

/* Takes the carriage returns out of a text (XML 1.0, 2.11). */
static void drop_returns(char *text)
{
    char *out = text;

    for (; *text != '\0'; text++) {
        if (*text != '\r')
            *out++ = *text;
    }
    *out = '\0';
}

/* ---- what a document is made of ---- */

static bool has_attribute(const xmlNode *element, const xmlChar *name)
{
    const xmlAttr *attribute = element->properties;

    while (attribute != NULL && attribute->name != name)
        attribute = attribute->next;
    return attribute != NULL;
}

static enum outcome read_attribute(struct reading *reading)
{
    const xmlChar *name;
    size_t length;
    char quote;

    TRY(read_name(&name, reading));
    if (!skip(reading, "=") || xmlStrEqual(name, (const xmlChar *)"xmlns") ||
        has_attribute(reading->node, name))
        return NOT_PLAIN;
    quote = *reading->at++;
    length = quote == '"' || quote == '\'' ? value_length(reading->at, quote) : SIZE_MAX;
    if (length == SIZE_MAX)
        return NOT_PLAIN;
    if (fb_tree_add_attribute(reading->document, reading->node, name, NULL, reading->at, length) ==
        NULL)
        return NO_MEMORY;
    reading->at += length + 1;
    return PLAIN;
}

static void close_element(struct reading *reading)
{
    reading->depth--;
    reading->node = reading->node->parent;
}

/* Reads a start tag behind its '<'. */
static enum outcome read_start(struct reading *reading)
{
    size_t start = (size_t)(reading->at - 1 - reading->text);
    const xmlChar *name;
    xmlNode *element;

    TRY(read_name(&name, reading));
    if (++reading->depth > FB_XML_DEPTH_LIMIT)
        return NOT_PLAIN;
    element = fb_tree_add_element(reading->document, reading->node, name);
    if (element == NULL)
        return NO_MEMORY;
    fb_xml_set_offset(element, start);
    reading->node = element;
    while (is_blank(*reading->at)) {
        skip_blanks(reading);
        if (*reading->at != '/' && *reading->at != '>')
            TRY(read_attribute(reading));
    }
    if (skip(reading, ">"))
        return PLAIN;
    if (!skip(reading, "/>"))
        return NOT_PLAIN;
    close_element(reading);
    return PLAIN;
}

/* Reads an end tag behind its "</". */
static enum outcome read_end(struct reading *reading)
{
    if (reading->depth == 0 || !skip(reading, (const char *)reading->node->name))
        return NOT_PLAIN;
    skip_blanks(reading);
    if (!skip(reading, ">"))
        return NOT_PLAIN;
    close_element(reading);
    return PLAIN;
}

/* Reads the text before the next tag, if there is any. */
static enum outcome read_text(struct reading *reading)
{
    struct run run;
    xmlNode *node;

    if (!measure_run(&run, reading->at))
        return NOT_PLAIN;
    if (run.length == 0)
        return PLAIN;
    node =
        fb_tree_add_text(reading->document, reading->node, XML_TEXT_NODE, reading->at, run.length);
    if (node == NULL)
        return NO_MEMORY;
    if (run.returns > 0)
        drop_returns((char *)node->content);
    fb_xml_set_offset(node, (size_t)(reading->at - reading->text));
    fb_xml_set_bare(node, run.bare);
    reading->at += run.length;
    return PLAIN;
}

/* Skips the declaration, if there is one that says no more than all documents may. */
static bool skip_declaration(struct reading *reading)
{
    if (!skip(reading, "<?xml version=\"1.0\""))
        return true;
    if (!skip(reading, " encoding=\"UTF-8\""))
        (void)skip(reading, " encoding=\"utf-8\"");
    return skip(reading, "?>");
}

static enum outcome read_document(struct reading *reading)
{
    if (!skip_declaration(reading))
        return NOT_PLAIN;
    skip_blanks(reading);
    do {
        if (reading->depth > 0)
            TRY(read_text(reading));
        if (!skip(reading, "<"))
            return NOT_PLAIN;
        TRY(skip(reading, "/") ? read_end(reading) : read_start(reading));
    } while (reading->depth > 0);
    skip_blanks(reading);
    return *reading->at == '\0' ? PLAIN : NOT_PLAIN;
}

fb_status fb_xml_read_plain(bool *plain, struct fb_xml *document)
{
    /* A document begins with the members of every node. */
    struct reading reading = {.document = document,
                              .text = document->source->text,
                              .at = document->source->text,
                              .node = (xmlNode *)(void *)document->tree};
    enum outcome outcome = read_document(&reading);

    *plain = outcome == PLAIN;
    return outcome == NO_MEMORY ? FB_ERR_NOMEM : FB_OK;
}
