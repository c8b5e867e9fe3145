/*
 * schema_testing.h: templates judged by the schema that is shipped for editors.
 */
#ifndef FB_TESTS_SCHEMA_TESTING_H
#define FB_TESTS_SCHEMA_TESTING_H

#include "testing.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>

#define SCHEMA_FOLDER FB_TEST_SOURCE_DIR "/schema/"
#define SCHEMA_FILE   SCHEMA_FOLDER "fubiao-template.rng"

static inline xmlRelaxNGPtr schema_open(const char *file)
{
    xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt(file);
    xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);

    xmlRelaxNGFreeParserCtxt(parser);
    assert_non_null(schema);
    return schema;
}

/* What a schema said first. */
struct schema_message {
    char text[300];
};

static inline void keep_message(void *data, xmlErrorPtr error)
{
    struct schema_message *message = data;

    if (message->text[0] == '\0')
        snprintf(message->text, sizeof message->text, "%d: %s", error->line, error->message);
}

/* Returns true if the schema accepts the text of a template; else `message` says why not. */
static inline bool schema_accepts(xmlRelaxNGPtr schema, const char *text, size_t length,
                                  struct schema_message *message)
{
    xmlDocPtr document = xmlReadMemory(text, (int)length, NULL, NULL, XML_PARSE_NONET);
    xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(schema);
    int result;

    assert_non_null(document);
    message->text[0] = '\0';
    xmlRelaxNGSetValidStructuredErrors(context, keep_message, message);
    result = xmlRelaxNGValidateDoc(context, document);
    xmlRelaxNGFreeValidCtxt(context);
    xmlFreeDoc(document);
    assert_true(result >= 0);
    return result == 0;
}

#endif
