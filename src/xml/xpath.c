#include "xml/xpath.h"

#include "xml/document_private.h"
#include "xml/xpath_functions.h"
#include "xml/xpath_path.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

/* Steps that one evaluation may take; a template's expressions take a few hundred. */
static const unsigned long STEP_LIMIT = 10 * 1000 * 1000;

struct fb_xpath {
    xmlXPathCompExpr *compiled;
    struct fb_path *path; /* what selects the same nodes without the library; NULL: nothing does */
};

/* The library's context is made when first it is needed: many records need none. */
struct fb_xpath_context {
    const struct fb_xml *document;
    xmlXPathContext *context; /* NULL: not needed yet */
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

size_t fb_xpath_name_length(const char *text)
{
    static const char ENDS[] = " \t\r\n/[]()@|*+=<>!,:'\"$", NO_BEGINNINGS[] = ".-0123456789";
    size_t length = strcspn(text, ENDS);

    return length > 0 && strchr(NO_BEGINNINGS, text[0]) != NULL ? 0 : length;
}

/* Whether each bracket of an expression is closed; those inside of literals are text. */
static bool brackets_close(const char *expression)
{
    size_t open = 0;

    for (; *expression != '\0'; expression++) {
        if (*expression == '"' || *expression == '\'')
            expression = strchr(expression + 1, *expression);
        if (expression == NULL)
            return false;
        open += *expression == '(';
        open -= *expression == ')';
    }
    return open == 0;
}

static fb_status compile(struct fb_xpath *out, const char *expression, struct compile_fault *fault)
{
    xmlXPathContext *context = xmlXPathNewContext(NULL);

    FB_NEED(context);
    context->error = on_compile_error;
    context->userData = fault;
    out->compiled = xmlXPathCtxtCompile(context, (const xmlChar *)expression);
    xmlXPathFreeContext(context);
    /* The library takes "count(" for a call without arguments. */
    if (out->compiled == NULL || brackets_close(expression))
        return out->compiled != NULL ? FB_OK : FB_ERR_INPUT;
    xmlXPathFreeCompExpr(out->compiled);
    fault->offset = strlen(expression);
    return FB_ERR_INPUT;
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
    status = fb_path_compile(&result->path, expression);
    if (status != FB_OK) {
        fb_xpath_free(result);
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
    fb_path_free(expression->path);
    free(expression);
}

fb_status fb_xpath_context_new(struct fb_xpath_context **out, const struct fb_xml *document)
{
    *out = calloc(1, sizeof **out);
    FB_NEED(*out);
    (*out)->document = document;
    return FB_OK;
}

static fb_status need_context(struct fb_xpath_context *context)
{
    xmlXPathContext *made;

    if (context->context != NULL)
        return FB_OK;
    made = xmlXPathNewContext(context->document->tree);
    FB_NEED(made);
    made->error = ignore_error;
    made->opLimit = STEP_LIMIT;
    if (fb_xpath_register_functions(made) != FB_OK) {
        xmlXPathFreeContext(made);
        return FB_ERR_NOMEM;
    }
    context->context = made;
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
    xmlXPathObject *value;

    FB_TRY(need_context(context));
    value = xmlXPathNewCString(text);
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

/* FB_ERR_INPUT if the expression fails; the caller frees the result. */
static fb_status evaluate(xmlXPathObject **out, struct fb_xpath_context *context,
                          const struct fb_xpath *expression, const struct fb_xml_node *node)
{
    *out = NULL;
    FB_TRY(need_context(context));
    /* Evaluation reads the tree alone, but the library's context has no const. */
    context->context->node = (xmlNode *)(uintptr_t)node;
    context->context->opCount = 0;
    *out = evaluate_quietly(expression, context->context);
    return *out != NULL ? FB_OK : FB_ERR_INPUT;
}

fb_status fb_xpath_string(char **out, struct fb_arena *arena, struct fb_xpath_context *context,
                          const struct fb_xpath *expression, const struct fb_xml_node *node)
{
    xmlXPathObject *result;
    xmlChar *text;

    *out = NULL;
    FB_TRY(evaluate(&result, context, expression, node));
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
    xmlXPathObject *result;

    FB_TRY(evaluate(&result, context, expression, node));
    *out = xmlXPathCastToBoolean(result) != 0;
    xmlXPathFreeObject(result);
    return FB_OK;
}

/*
 * Evaluates what is to select elements, in the order of the document; the caller frees the result
 * in any case.
 */
static fb_status select_elements(xmlXPathObject **out, struct fb_xpath_context *context,
                                 const struct fb_xpath *expression, const struct fb_xml_node *node)
{
    const xmlNodeSet *set;

    FB_TRY(evaluate(out, context, expression, node));
    if ((*out)->type != XPATH_NODESET)
        return FB_ERR_INPUT;
    set = (*out)->nodesetval;
    for (int i = 0; set != NULL && i < set->nodeNr; i++) {
        if (set->nodeTab[i]->type != XML_ELEMENT_NODE)
            return FB_ERR_INPUT;
    }
    /* Evaluation leaves unions unsorted; the order of the document is the order of the rows. */
    xmlXPathNodeSetSort((*out)->nodesetval);
    return FB_OK;
}

static fb_status copy_nodes(struct fb_xpath_nodes *out, struct fb_arena *arena,
                            const xmlNodeSet *set)
{
    size_t count = set == NULL ? 0 : (size_t)set->nodeNr;

    out->items = FB_NEW_ARRAY(arena, const struct fb_xml_node *, count);
    FB_NEED(out->items);
    for (size_t i = 0; i < count; i++)
        out->items[out->count++] = fb_xml_cooked(set->nodeTab[i]);
    return FB_OK;
}

fb_status fb_xpath_nodes(struct fb_xpath_nodes *out, struct fb_arena *arena,
                         struct fb_xpath_context *context, const struct fb_xpath *expression,
                         const struct fb_xml_node *node)
{
    xmlXPathObject *result;
    fb_status status;

    *out = (struct fb_xpath_nodes){0};
    if (expression->path != NULL && node != NULL)
        return fb_path_nodes(out, arena, expression->path, node);
    status = select_elements(&result, context, expression, node);
    if (status == FB_OK)
        status = copy_nodes(out, arena, result->nodesetval);
    xmlXPathFreeObject(result);
    return status;
}

fb_status fb_xpath_first(const struct fb_xml_node **out, struct fb_xpath_context *context,
                         const struct fb_xpath *expression, const struct fb_xml_node *node)
{
    xmlXPathObject *result;
    fb_status status;

    *out = NULL;
    if (expression->path != NULL && node != NULL)
        return fb_path_first(out, expression->path, node);
    status = select_elements(&result, context, expression, node);
    if (status == FB_OK && result->nodesetval != NULL && result->nodesetval->nodeNr > 0)
        *out = fb_xml_cooked(result->nodesetval->nodeTab[0]);
    xmlXPathFreeObject(result);
    return status;
}

size_t fb_xpath_steps(const struct fb_xpath *expression)
{
    return expression->path == NULL ? 0 : fb_path_steps(expression->path);
}

fb_status fb_xpath_takes(bool *out, const struct fb_xpath *expression, size_t step,
                         const struct fb_xml_node *element)
{
    return fb_path_takes(out, expression->path, step, element);
}
