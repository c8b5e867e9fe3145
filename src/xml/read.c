/*
 * read.c: text to tree.
 *
 * libxml2 keeps no columns, and its nodes are many small pieces of memory. So its parser tells what
 * it reads, and the tree is made here (tree.h), with the byte offset of each node in it.
 */
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "xml/read_plain.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The state of one reading, at the parser's `_private`. */
struct reading {
    const struct fb_source *source;
    struct fb_diagnostics *sink;
    struct fb_xml *document;
    xmlNode *node;         /* the element that is open; the tree itself outside of the root */
    struct fb_buffer text; /* read in it, and not yet part of the tree */
    size_t text_start;     /* the offset where that begins */
    size_t depth;
    size_t errors;
    fb_status status; /* FB_ERR_NOMEM: the tree is not whole */
};

/* Faults that people make, in words that they know; others are told in the library's English. */
static const struct {
    int code;
    const char *text;
} FAULTS[] = {
    {XML_ERR_DOCUMENT_EMPTY, N_("the file is empty or does not begin with an element")},
    {XML_ERR_DOCUMENT_END, N_("there is text after the end of the last element")},
    {XML_ERR_TAG_NOT_FINISHED, N_("an element is not closed before the end of the file")},
    {XML_ERR_GT_REQUIRED, N_("a tag is not closed with '>'")},
    {XML_ERR_LTSLASH_REQUIRED, N_("an end tag is missing")},
    {XML_ERR_NAME_REQUIRED, N_("a name is missing; write '<' and '&' in text as &lt; and &amp;")},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, N_("an '&' stands alone; write it as &amp;")},
    {XML_ERR_UNDECLARED_ENTITY, N_("the entity is not one of &lt; &gt; &amp; &quot; &apos;")},
    {XML_WAR_UNDECLARED_ENTITY, N_("the entity is not one of &lt; &gt; &amp; &quot; &apos;")},
    {XML_ERR_ATTRIBUTE_REDEFINED, N_("an attribute is given twice")},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, N_("the value of an attribute is not in quotes")},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, N_("the value of an attribute has no closing quote")},
    {XML_ERR_LT_IN_ATTRIBUTE, N_("write '<' in the value of an attribute as &lt;")},
    {XML_ERR_INVALID_CHAR, N_("a control character, which XML does not allow")},
};

static size_t parser_offset(xmlParserCtxt *parser)
{
    long consumed = xmlByteConsumed(parser);

    return consumed < 0 ? 0 : (size_t)consumed;
}

static struct fb_position position_at(const struct fb_source *source, size_t offset)
{
    if (offset > source->length)
        offset = source->length;
    return (struct fb_position){.source = source, .offset = offset};
}

static void refuse(xmlParserCtxt *parser, enum fb_diag_code code, size_t offset,
                   const char *argument)
{
    struct reading *reading = parser->_private;

    reading->errors++;
    fb_report(reading->sink, code, position_at(reading->source, offset), argument);
    xmlStopParser(parser);
}

/* Returns the offset of the '<' that opens the tag before `offset`; attributes hold no raw '<'. */
static size_t tag_start(const struct fb_source *source, size_t offset)
{
    if (offset > source->length)
        offset = source->length;
    while (offset > 0 && source->text[offset - 1] != '<')
        offset--;
    return offset > 0 ? offset - 1 : 0;
}

/* The library hands over a piece of its own copy of the text, or of a buffer just filled from it.
 */
static size_t text_offset(xmlParserCtxt *parser, const xmlChar *text, int length)
{
    const xmlParserInput *input = parser->input;
    size_t end = parser_offset(parser);

    if (text >= input->base && text < input->end)
        return end - (size_t)(input->cur - input->base) + (size_t)(text - input->base);
    return end > (size_t)length ? end - (size_t)length : 0;
}

static void on_characters(void *context, const xmlChar *text, int length)
{
    xmlParserCtxt *parser = context;
    struct reading *reading = parser->_private;

    if (reading->text.length == 0)
        reading->text_start = text_offset(parser, text, length);
    fb_buffer_append(&reading->text, text, (size_t)length);
}

static void run_out(xmlParserCtxt *parser)
{
    struct reading *reading = parser->_private;

    reading->status = FB_ERR_NOMEM;
    xmlStopParser(parser);
}

static void place_text(xmlNode *text, size_t offset)
{
    fb_xml_set_offset(text, offset);
    fb_xml_set_bare(text, fb_tree_text_bare((const char *)text->content));
}

/* Makes what was read of a text a node. */
static void finish_text(xmlParserCtxt *parser)
{
    struct reading *reading = parser->_private;
    xmlNode *node;

    if (reading->text.status != FB_OK)
        run_out(parser);
    if (reading->text.length == 0 || reading->status != FB_OK)
        return;
    node = fb_tree_add_text(reading->document, reading->node, XML_TEXT_NODE, reading->text.data,
                            reading->text.length);
    if (node == NULL)
        run_out(parser);
    else
        place_text(node, reading->text_start);
    fb_buffer_clear(&reading->text);
}

/* As the library hands over an attribute: name, prefix, namespace, start and end of the value. */
enum { NAME, PREFIX, SPACE, START, END, FIELDS };

/*
 * Adds an attribute. In a value that had references the library leaves each '&' as it found it
 * safe, "&#38;", and ends the value by NUL; one without any it has left in its place.
 */
static bool add_attribute(struct reading *reading, xmlNode *element, const xmlChar **fields)
{
    static const char AMPERSAND[] = "&#38;";
    struct fb_xml *document = reading->document;
    xmlNs *space =
        fields[PREFIX] == NULL ? NULL : xmlSearchNs(document->tree, element, fields[PREFIX]);
    const char *at = (const char *)fields[START], *end = (const char *)fields[END];
    struct fb_buffer value;
    bool done;

    fb_buffer_init(&value, FB_BUFFER_OUTPUT_LIMIT);
    while (at < end) {
        fb_buffer_append_char(&value, *at);
        at +=
            *end == '\0' && strncmp(at, AMPERSAND, strlen(AMPERSAND)) == 0 ? strlen(AMPERSAND) : 1;
    }
    done = value.status == FB_OK && fb_tree_add_attribute(document, element, fields[NAME], space,
                                                          value.data, value.length) != NULL;
    fb_buffer_release(&value);
    return done;
}

/* A start tag as the library hands it over. */
struct start_tag {
    const xmlChar *name, *prefix;
    bool in_namespace;
    const xmlChar **namespaces, **attributes;
    int namespace_count, attribute_count;
};

/* Adds an element with its namespaces and attributes; false when memory is used up. */
static bool add_element(struct reading *reading, const struct start_tag *tag)
{
    xmlNode *element = fb_tree_add_element(reading->document, reading->node, tag->name);

    if (element == NULL)
        return false;
    for (int i = 0; i < tag->namespace_count; i++) {
        const xmlChar **names = tag->namespaces + 2 * (ptrdiff_t)i;
        if (fb_tree_add_namespace(reading->document, element, names[0], names[1]) == NULL)
            return false;
    }
    if (tag->in_namespace)
        element->ns = xmlSearchNs(reading->document->tree, element, tag->prefix);
    for (int i = 0; i < tag->attribute_count; i++) {
        if (!add_attribute(reading, element, tag->attributes + (ptrdiff_t)i * FIELDS))
            return false;
    }
    reading->node = element;
    return true;
}

static void on_start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                             const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                             int attribute_count, int defaulted_count, const xmlChar **attributes)
{
    xmlParserCtxt *parser = context;
    struct reading *reading = parser->_private;
    size_t start = tag_start(reading->source, parser_offset(parser));
    struct start_tag tag = {name,       prefix,          uri != NULL,    namespaces,
                            attributes, namespace_count, attribute_count};

    (void)defaulted_count;
    finish_text(parser);
    if (reading->status != FB_OK)
        return;
    if (!add_element(reading, &tag)) {
        run_out(parser);
        return;
    }
    fb_xml_set_offset(reading->node, start);
    if (++reading->depth > FB_XML_DEPTH_LIMIT) {
        char limit[16];
        snprintf(limit, sizeof limit, "%d", FB_XML_DEPTH_LIMIT);
        refuse(parser, FB_DIAG_XML_TOO_DEEP, start, limit);
    }
}

static void on_end_element(void *context, const xmlChar *name, const xmlChar *prefix,
                           const xmlChar *uri)
{
    xmlParserCtxt *parser = context;
    struct reading *reading = parser->_private;

    (void)name, (void)prefix, (void)uri;
    finish_text(parser);
    if (reading->status != FB_OK)
        return;
    reading->depth--;
    reading->node = reading->node->parent;
}

/* Comments and instructions divide a text; they stay for XPath, which can ask for them. */
static void add_aside(xmlParserCtxt *parser, xmlElementType type, const xmlChar *text)
{
    struct reading *reading = parser->_private;
    const char *bytes = text != NULL ? (const char *)text : "";

    finish_text(parser);
    if (reading->status == FB_OK &&
        fb_tree_add_text(reading->document, reading->node, type, bytes, strlen(bytes)) == NULL)
        run_out(parser);
}

static void on_comment(void *context, const xmlChar *text)
{
    add_aside(context, XML_COMMENT_NODE, text);
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *text)
{
    (void)target;
    add_aside(context, XML_PI_NODE, text);
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id)
{
    xmlParserCtxt *parser = context;
    struct reading *reading = parser->_private;

    (void)name, (void)public_id, (void)system_id;
    refuse(parser, FB_DIAG_XML_DOCTYPE, tag_start(reading->source, parser_offset(parser)), "");
}

/* The library gives both names, and the line of the start tag. */
static void report_tags(struct reading *reading, const xmlError *error, struct fb_position position)
{
    char line[16];

    snprintf(line, sizeof line, "%d", error->int1);
    fb_report(reading->sink, FB_DIAG_XML_TAGS, position, error->str1, error->str2, line);
}

static void report_fault(struct reading *reading, const xmlError *error, size_t offset)
{
    struct fb_position position = position_at(reading->source, offset);
    char message[256];
    size_t length;

    if (error->code == XML_ERR_TAG_NAME_MISMATCH && error->str1 != NULL && error->str2 != NULL) {
        report_tags(reading, error, position);
        return;
    }
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++) {
        if (FAULTS[i].code == error->code) {
            fb_report(reading->sink, FB_DIAG_XML_SYNTAX, position, _(FAULTS[i].text));
            return;
        }
    }
    snprintf(message, sizeof message, "%s", error->message != NULL ? error->message : "");
    length = strlen(message);
    while (length > 0 && message[length - 1] == '\n')
        message[--length] = '\0';
    fb_report(reading->sink, FB_DIAG_XML_SYNTAX, position, message);
}

static void on_error(void *context, xmlErrorPtr error)
{
    xmlParserCtxt *parser = context;
    struct reading *reading = parser->_private;

    /* One fault often brings others in its wake; the first says where to look. */
    if (error->level == XML_ERR_WARNING || reading->errors++ > 0)
        return;
    report_fault(reading, error, parser_offset(parser));
}

static void install_callbacks(xmlParserCtxt *parser, struct reading *reading)
{
    parser->_private = reading;
    parser->sax->startElementNs = on_start_element;
    parser->sax->endElementNs = on_end_element;
    parser->sax->characters = on_characters;
    parser->sax->ignorableWhitespace = on_characters;
    parser->sax->comment = on_comment;
    parser->sax->processingInstruction = on_instruction;
    parser->sax->internalSubset = on_doctype;
    parser->sax->serror = on_error;
}

struct fb_position fb_xml_declared_encoding(const struct fb_source *source)
{
    static const char BOM[] = "\xEF\xBB\xBF";
    size_t start = source->length >= 3 && memcmp(source->text, BOM, 3) == 0 ? 3 : 0;
    const char *end = strstr(source->text + start, "?>");
    const char *name = strstr(source->text + start, "encoding");

    if (strncmp(source->text + start, "<?xml", 5) != 0 || end == NULL || name == NULL || name > end)
        return (struct fb_position){.source = source};
    name += strcspn(name, "\"'");
    if (name >= end)
        return (struct fb_position){.source = source};
    name++;
    return (struct fb_position){source, (size_t)(name - source->text), strcspn(name, "\"'")};
}

/* Reports a declared encoding that is not UTF-8; the text has been found to be UTF-8. */
static bool declares_other_encoding(const struct fb_source *source, struct fb_diagnostics *sink)
{
    struct fb_position declared = fb_xml_declared_encoding(source);
    char found[40];

    if (declared.length == 0 || source->decoded)
        return false;
    snprintf(found, sizeof found, "%.*s", declared.length < sizeof found ? (int)declared.length : 0,
             source->text + declared.offset);
    if (strcmp(found, "UTF-8") == 0 || strcmp(found, "utf-8") == 0)
        return false;
    fb_report(sink, FB_DIAG_XML_ENCODING, declared, found);
    return true;
}

static bool is_utf8(const struct fb_source *source, struct fb_diagnostics *sink)
{
    size_t offset = 0;
    char found[16];

    if (fb_utf8_valid(source->text, source->length, &offset)) {
        const char *zero = memchr(source->text, '\0', source->length);
        if (zero == NULL)
            return true;
        offset = (size_t)(zero - source->text);
    }
    snprintf(found, sizeof found, "0x%02X", (unsigned)(unsigned char)source->text[offset]);
    fb_report(sink, FB_DIAG_XML_ENCODING, ((struct fb_position){source, offset, 1}), found);
    return false;
}

/* Lets the library read; it makes a document of its own, which has nothing but the dictionary. */
static fb_status run(xmlParserCtxt *parser, struct reading *reading)
{
    /* The library's own limits, such as 10 MB of text, are below ours: size, depth, no entities. */
    xmlCtxtUseOptions(parser,
                      XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_HUGE | XML_PARSE_IGNORE_ENC);
    install_callbacks(parser, reading);
    xmlParseDocument(parser);
    xmlFreeDoc(parser->myDoc);
    parser->myDoc = NULL;
    if (reading->status != FB_OK)
        return reading->status;
    if (reading->errors > 0)
        return FB_ERR_INPUT;
    return parser->wellFormed && xmlDocGetRootElement(reading->document->tree) != NULL
               ? FB_OK
               : FB_ERR_NOMEM;
}

static fb_status parse(struct fb_xml *document, struct fb_diagnostics *sink)
{
    const struct fb_source *source = document->source;
    struct reading reading = {.source = source, .sink = sink, .document = document};
    xmlParserCtxt *parser = xmlCreateMemoryParserCtxt(source->text, (int)source->length);
    fb_status status;

    FB_NEED(parser);
    fb_buffer_init(&reading.text, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_tree_make(document, parser->dict);
    /* A document begins with the members of every node. */
    reading.node = (xmlNode *)(void *)document->tree;
    if (status == FB_OK)
        status = run(parser, &reading);
    fb_buffer_release(&reading.text);
    xmlFreeParserCtxt(parser);
    return status;
}

/* Reads a plain document without the library; any other, or one that is wrong, by it. */
static fb_status read_tree(struct fb_xml *document, struct fb_diagnostics *sink)
{
    bool plain = false;
    fb_status status = fb_tree_make(document, NULL);

    if (status == FB_OK)
        status = fb_xml_read_plain(&plain, document);
    if (status != FB_OK || plain)
        return status;
    fb_tree_free(document);
    return parse(document, sink);
}

fb_status fb_xml_read(struct fb_xml **out, const struct fb_source *source,
                      struct fb_diagnostics *sink)
{
    struct fb_xml *document;
    fb_status status;

    *out = NULL;
    if (source->length > INT_MAX)
        return FB_ERR_NOMEM;
    if (!is_utf8(source, sink) || declares_other_encoding(source, sink))
        return FB_ERR_INPUT;
    if (source->length == 0) {
        fb_report(sink, FB_DIAG_XML_SYNTAX, position_at(source, 0), _(FAULTS[0].text));
        return FB_ERR_INPUT;
    }
    document = calloc(1, sizeof *document);
    FB_NEED(document);
    document->source = source;
    status = read_tree(document, sink);
    if (status != FB_OK) {
        fb_xml_free(document);
        return status;
    }
    *out = document;
    return FB_OK;
}

void fb_xml_free(struct fb_xml *document)
{
    if (document == NULL)
        return;
    fb_tree_free(document);
    free(document);
}
