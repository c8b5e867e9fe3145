#include "xml/xpath.h"

#include "xml/document_private.h"
#include "xml/xpath_functions.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

/* Steps that one evaluation may take; a template's expressions take a few hundred. */
static const unsigned long STEP_LIMIT = 10 * 1000 * 1000;

/*
 * An expression. Most are no more than names of elements with slashes between, which are followed
 * without the library.
 */
struct fb_xpath {
    xmlXPathCompExpr *compiled;
    char *names; /* of the steps, each ended by NUL; NULL: it says more than names */
    size_t name_count;
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

/* Whether an expression is made of names alone; counts them. */
static bool is_path_of_names(const char *expression, size_t *count)
{
    for (*count = 0;; ++*count) {
        size_t length = strcspn(expression, " \t\r\n/[]()@|*+=<>!,:'\"$");
        if (length == 0 || strchr(".-0123456789", expression[0]) != NULL)
            return false;
        expression += length;
        if (*expression == '\0') {
            ++*count;
            return true;
        }
        if (*expression++ != '/')
            return false;
    }
}

/* Keeps the steps of a path of names, one after the other. */
static fb_status keep_names(struct fb_xpath *out, const char *expression)
{
    size_t length = strlen(expression), count;

    if (!is_path_of_names(expression, &count))
        return FB_OK;
    out->names = malloc(length + 1);
    FB_NEED(out->names);
    memcpy(out->names, expression, length + 1);
    for (size_t i = 0; i < length; i++)
        out->names[i] = (char)(out->names[i] == '/' ? '\0' : out->names[i]);
    out->name_count = count;
    return FB_OK;
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
    status = keep_names(result, expression);
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
    free(expression->names);
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

/* A walk along a path of names. */
struct walk {
    struct fb_xpath_nodes *out;
    struct fb_arena *arena;
    size_t capacity;
};

static fb_status add_node(struct walk *walk, const xmlNode *node)
{
    struct fb_xpath_nodes *out = walk->out;

    if (out->count == walk->capacity) {
        const struct fb_xml_node **old = out->items;
        walk->capacity = walk->capacity == 0 ? 4 : 4 * walk->capacity;
        out->items = FB_NEW_ARRAY(walk->arena, const struct fb_xml_node *, walk->capacity);
        FB_NEED(out->items);
        if (out->count > 0)
            memcpy(out->items, old, out->count * sizeof *old);
    }
    out->items[out->count++] = fb_xml_cooked(node);
    return FB_OK;
}

/* Follows the steps from the first one of `names` on; in the order of the document, as it goes. */
static fb_status follow(struct walk *walk, const xmlNode *node, const char *names, size_t count)
{
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || child->ns != NULL ||
            strcmp((const char *)child->name, names) != 0)
            continue;
        if (count == 1)
            FB_TRY(add_node(walk, child));
        else
            FB_TRY(follow(walk, child, names + strlen(names) + 1, count - 1));
    }
    return FB_OK;
}

fb_status fb_xpath_nodes(struct fb_xpath_nodes *out, struct fb_arena *arena,
                         struct fb_xpath_context *context, const struct fb_xpath *expression,
                         const struct fb_xml_node *node)
{
    struct walk walk = {.out = out, .arena = arena};
    xmlXPathObject *result;
    fb_status status = FB_ERR_INPUT;

    *out = (struct fb_xpath_nodes){0};
    if (expression->names != NULL && node != NULL)
        return follow(&walk, fb_xml_raw(node), expression->names, expression->name_count);
    result = evaluate(context, expression, node);
    if (result != NULL && result->type == XPATH_NODESET)
        status = copy_nodes(out, arena, result->nodesetval);
    xmlXPathFreeObject(result);
    return status;
}
