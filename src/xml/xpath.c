#include "xml/xpath.h"

#include "xml/document_private.h"
#include "xml/xpath_functions.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

/* Steps that one evaluation may take; a template's expressions take a few hundred. */
static const unsigned long STEP_LIMIT = 10 * 1000 * 1000;

struct fb_xpath {
    xmlXPathCompExpr *compiled;
};

struct fb_xpath_context {
    xmlXPathContext *context;
};

struct compile_fault {
    bool seen;
    size_t offset;
};

static void on_compile_error(void *data, xmlErrorPtr error)
{
    struct compile_fault *fault = data;

    if (!fault->seen)
        fault->offset = error->int1 > 0 ? (size_t)error->int1 : 0;
    fault->seen = true;
}

static void ignore_error(void *data, xmlErrorPtr error)
{
    (void)data, (void)error;
}

static fb_status compile(struct fb_xpath *out, const char *expression, struct compile_fault *fault)
{
    xmlXPathContext *context = xmlXPathNewContext(NULL);

    FB_NEED(context);
    context->error = on_compile_error;
    context->userData = fault;
    out->compiled = xmlXPathCtxtCompile(context, (const xmlChar *)expression);
    xmlXPathFreeContext(context);
    return out->compiled != NULL ? FB_OK : FB_ERR_INPUT;
}

fb_status fb_xpath_compile(struct fb_xpath **out, const char *expression, size_t *offset,
                           const char **reason)
{
    struct fb_xpath *result = calloc(1, sizeof *result);
    struct compile_fault fault = {0};
    fb_status status;

    *out = NULL;
    FB_NEED(result);
    status = compile(result, expression, &fault);
    if (status != FB_OK) {
        *offset = fault.offset;
        *reason = "not an XPath 1.0 expression";
        free(result);
        return status;
    }
    *out = result;
    return FB_OK;
}

void fb_xpath_free(struct fb_xpath *expression)
{
    if (expression == NULL)
        return;
    xmlXPathFreeCompExpr(expression->compiled);
    free(expression);
}

fb_status fb_xpath_context_new(struct fb_xpath_context **out, const struct fb_xml *document)
{
    struct fb_xpath_context *result = calloc(1, sizeof *result);

    *out = NULL;
    FB_NEED(result);
    result->context = xmlXPathNewContext(document->tree);
    if (result->context == NULL) {
        free(result);
        return FB_ERR_NOMEM;
    }
    result->context->error = ignore_error;
    result->context->opLimit = STEP_LIMIT;
    if (fb_xpath_register_functions(result->context) != FB_OK) {
        fb_xpath_context_free(result);
        return FB_ERR_NOMEM;
    }
    *out = result;
    return FB_OK;
}

void fb_xpath_context_free(struct fb_xpath_context *context)
{
    if (context == NULL)
        return;
    xmlXPathFreeContext(context->context);
    free(context);
}

fb_status fb_xpath_context_set(struct fb_xpath_context *context, const char *name, const char *text)
{
    xmlXPathObject *value = xmlXPathNewCString(text);

    FB_NEED(value);
    if (xmlXPathRegisterVariable(context->context, (const xmlChar *)name, value) == 0)
        return FB_OK;
    xmlXPathFreeObject(value);
    return FB_ERR_NOMEM;
}

static void ignore_text(void *data, const char *format, ...)
{
    (void)data, (void)format;
}

/*
 * The library says that a function or a variable is unknown to its generic handler, which prints to
 * standard error; the failed evaluation tells it to us. The handler belongs to this thread.
 */
static xmlXPathObject *evaluate_quietly(const struct fb_xpath *expression, xmlXPathContext *context)
{
    xmlGenericErrorFunc handler = xmlGenericError;
    void *data = xmlGenericErrorContext;
    xmlXPathObject *result;

    xmlSetGenericErrorFunc(NULL, ignore_text);
    result = xmlXPathCompiledEval(expression->compiled, context);
    xmlSetGenericErrorFunc(data, handler);
    return result;
}

static xmlXPathObject *evaluate(struct fb_xpath_context *context, const struct fb_xpath *expression,
                                const struct fb_xml_node *node)
{
    /* Evaluation reads the tree alone, but the library's context has no const. */
    context->context->node = (xmlNode *)(uintptr_t)node;
    context->context->opCount = 0;
    return evaluate_quietly(expression, context->context);
}

fb_status fb_xpath_string(char **out, struct fb_arena *arena, struct fb_xpath_context *context,
                          const struct fb_xpath *expression, const struct fb_xml_node *node)
{
    xmlXPathObject *result = evaluate(context, expression, node);
    xmlChar *text;

    *out = NULL;
    if (result == NULL)
        return FB_ERR_INPUT;
    text = xmlXPathCastToString(result);
    xmlXPathFreeObject(result);
    FB_NEED(text);
    *out = fb_arena_string(arena, (const char *)text);
    xmlFree(text);
    FB_NEED(*out);
    return FB_OK;
}

fb_status fb_xpath_boolean(bool *out, struct fb_xpath_context *context,
                           const struct fb_xpath *expression, const struct fb_xml_node *node)
{
    xmlXPathObject *result = evaluate(context, expression, node);

    if (result == NULL)
        return FB_ERR_INPUT;
    *out = xmlXPathCastToBoolean(result) != 0;
    xmlXPathFreeObject(result);
    return FB_OK;
}

static fb_status copy_nodes(struct fb_xpath_nodes *out, struct fb_arena *arena, xmlNodeSet *set)
{
    size_t count = set == NULL ? 0 : (size_t)set->nodeNr;

    out->count = 0;
    out->items = FB_NEW_ARRAY(arena, const struct fb_xml_node *, count);
    FB_NEED(out->items);
    /* Evaluation leaves unions unsorted; the order of the document is the order of the rows. */
    if (count > 0)
        xmlXPathNodeSetSort(set);
    for (size_t i = 0; i < count; i++) {
        if (set->nodeTab[i]->type != XML_ELEMENT_NODE)
            return FB_ERR_INPUT;
        out->items[out->count++] = fb_xml_cooked(set->nodeTab[i]);
    }
    return FB_OK;
}

fb_status fb_xpath_nodes(struct fb_xpath_nodes *out, struct fb_arena *arena,
                         struct fb_xpath_context *context, const struct fb_xpath *expression,
                         const struct fb_xml_node *node)
{
    xmlXPathObject *result = evaluate(context, expression, node);
    fb_status status = FB_ERR_INPUT;

    *out = (struct fb_xpath_nodes){0};
    if (result != NULL && result->type == XPATH_NODESET)
        status = copy_nodes(out, arena, result->nodesetval);
    xmlXPathFreeObject(result);
    return status;
}
