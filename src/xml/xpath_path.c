#include "xml/xpath_path.h"

#include "xml/document_private.h"

#include <libxml/xmlmemory.h>
#include <stdlib.h>
#include <string.h>

/* More conditions in one path, or brackets inside of brackets, are for the library. */
enum { CONDITIONS_MOST = 32, DEPTH_MOST = 8 };

static const char BLANKS[] = " \t\r\n";

enum condition_kind { EQUAL, DIFFERENT, CONTAINS, NOT, AND, OR };

struct condition {
    enum condition_kind kind;
    const char *name;    /* of the elements that are looked at; NULL: the element itself */
    const char *literal; /* what is looked for in their text */
    const struct condition *left, *right; /* what NOT, AND and OR join */
};

struct step {
    const char *name;
    const struct condition *condition; /* NULL: none */
};

struct fb_path {
    char *names; /* and literals, each ended by NUL */
    struct step *steps;
    size_t step_count;
    struct condition conditions[CONDITIONS_MOST];
    size_t condition_count;
};

/* ---- compiling ---- */

/* An expression being read, which the library has found to be one. */
struct reading {
    struct fb_path *path;
    const char *at;
    char *spare; /* where the next name is kept */
    size_t depth;
};

static char next(struct reading *reading)
{
    reading->at += strspn(reading->at, BLANKS);
    return *reading->at;
}

static bool skip(struct reading *reading, char character)
{
    if (next(reading) != character)
        return false;
    reading->at++;
    return true;
}

static const char *keep(struct reading *reading, size_t length)
{
    const char *kept = reading->spare;

    memcpy(reading->spare, reading->at, length);
    reading->spare += length;
    *reading->spare++ = '\0';
    reading->at += length;
    return kept;
}

/* Returns a name without a prefix; NULL if there is none. */
static const char *read_name(struct reading *reading)
{
    size_t length;

    next(reading);
    length = fb_xpath_name_length(reading->at);
    return length == 0 ? NULL : keep(reading, length);
}

static const char *read_literal(struct reading *reading)
{
    char quote = next(reading);
    const char *literal;

    if (quote != '\'' && quote != '"')
        return NULL;
    reading->at++;
    literal = keep(reading, strcspn(reading->at, quote == '"' ? "\"" : "'"));
    reading->at++;
    return literal;
}

static const struct condition *add(struct reading *reading, struct condition condition)
{
    struct fb_path *path = reading->path;

    if (path->condition_count == CONDITIONS_MOST)
        return NULL;
    path->conditions[path->condition_count] = condition;
    return &path->conditions[path->condition_count++];
}

static const struct condition *read_joined(struct reading *reading, enum condition_kind kind);

/* Reads a condition and the bracket that closes it. */
static const struct condition *read_enclosed(struct reading *reading)
{
    const struct condition *condition;

    if (reading->depth == DEPTH_MOST)
        return NULL;
    reading->depth++;
    condition = read_joined(reading, OR);
    reading->depth--;
    return skip(reading, ')') ? condition : NULL;
}

/* Reads what a condition looks at: a name, or "." for the element itself. */
static bool read_operand(struct reading *reading, const char **name)
{
    *name = NULL;
    if (skip(reading, '.'))
        return true;
    *name = read_name(reading);
    return *name != NULL;
}

static const struct condition *read_comparison(struct reading *reading, const char *name)
{
    struct condition condition = {.kind = next(reading) == '!' ? DIFFERENT : EQUAL, .name = name};

    if (condition.kind == DIFFERENT)
        reading->at++;
    if (!skip(reading, '='))
        return NULL;
    condition.literal = read_literal(reading);
    return condition.literal != NULL ? add(reading, condition) : NULL;
}

/* Reads the arguments of contains() behind its bracket. */
static const struct condition *read_contains(struct reading *reading)
{
    struct condition condition = {.kind = CONTAINS};

    if (!read_operand(reading, &condition.name) || !skip(reading, ','))
        return NULL;
    condition.literal = read_literal(reading);
    return condition.literal != NULL && skip(reading, ')') ? add(reading, condition) : NULL;
}

static const struct condition *read_negated(struct reading *reading)
{
    struct condition condition = {.kind = NOT, .left = read_enclosed(reading)};

    return condition.left != NULL ? add(reading, condition) : NULL;
}

static const struct condition *read_single(struct reading *reading)
{
    const char *name;

    if (skip(reading, '('))
        return read_enclosed(reading);
    if (!read_operand(reading, &name))
        return NULL;
    if (name == NULL || !skip(reading, '('))
        return read_comparison(reading, name);
    if (strcmp(name, "contains") == 0)
        return read_contains(reading);
    return strcmp(name, "not") == 0 ? read_negated(reading) : NULL;
}

/* Skips a word between conditions. */
static bool skip_word(struct reading *reading, const char *word)
{
    size_t length = strlen(word);

    next(reading);
    if (fb_xpath_name_length(reading->at) != length || memcmp(reading->at, word, length) != 0)
        return false;
    reading->at += length;
    return true;
}

/* Reads conditions joined by `or`, or those joined by `and`, which binds closer. */
static const struct condition *read_joined(struct reading *reading, enum condition_kind kind)
{
    const struct condition *left = kind == OR ? read_joined(reading, AND) : read_single(reading);

    while (left != NULL && skip_word(reading, kind == OR ? "or" : "and")) {
        const struct condition *right =
            kind == OR ? read_joined(reading, AND) : read_single(reading);
        if (right == NULL)
            return NULL;
        left = add(reading, (struct condition){.kind = kind, .left = left, .right = right});
    }
    return left;
}

/* Reads a path to its end; false if it is not as simple as that. */
static bool read_steps(struct reading *reading)
{
    struct fb_path *path = reading->path;

    do {
        struct step *step = &path->steps[path->step_count++];
        step->name = read_name(reading);
        if (step->name == NULL)
            return false;
        if (!skip(reading, '['))
            continue;
        step->condition = read_joined(reading, OR);
        if (step->condition == NULL || !skip(reading, ']'))
            return false;
    } while (skip(reading, '/'));
    return next(reading) == '\0';
}

fb_status fb_path_compile(struct fb_path **out, const char *expression)
{
    size_t length = strlen(expression);
    struct fb_path *path = calloc(1, sizeof *path);
    struct reading reading = {.path = path, .at = expression};

    *out = NULL;
    FB_NEED(path);
    /* Each name and literal has a mark behind it or ends the expression. */
    path->names = reading.spare = calloc(length + 1, 2);
    path->steps = calloc(length / 2 + 1, sizeof *path->steps);
    if (path->names == NULL || path->steps == NULL) {
        fb_path_free(path);
        return FB_ERR_NOMEM;
    }
    if (read_steps(&reading))
        *out = path;
    else
        fb_path_free(path);
    return FB_OK;
}

void fb_path_free(struct fb_path *path)
{
    if (path == NULL)
        return;
    free(path->names);
    free(path->steps);
    free(path);
}

/* ---- following ---- */

static bool is_named(const xmlNode *node, const char *name)
{
    /* Most names differ in their first byte already. */
    return node->type == XML_ELEMENT_NODE && node->ns == NULL && (char)node->name[0] == name[0] &&
           strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *find_named(const xmlNode *node, const char *name)
{
    while (node != NULL && !is_named(node, name))
        node = node->next;
    return node;
}

/* Whether a text is as a condition has it. */
static bool text_meets(const struct condition *condition, const char *text)
{
    if (condition->kind == CONTAINS)
        return strstr(text, condition->literal) != NULL;
    return (strcmp(text, condition->literal) == 0) == (condition->kind == EQUAL);
}

/* The same of the text of an element. */
static fb_status element_meets(bool *out, const struct condition *condition, const xmlNode *element)
{
    const xmlNode *only = element->children;
    xmlChar *text;

    /* Nearly every value is one text. */
    if (only == NULL || (only->next == NULL && only->type == XML_TEXT_NODE)) {
        bool empty = only == NULL || only->content == NULL;
        *out = text_meets(condition, empty ? "" : (const char *)only->content);
        return FB_OK;
    }
    text = xmlNodeGetContent(element);
    FB_NEED(text);
    *out = text_meets(condition, (const char *)text);
    xmlFree(text);
    return FB_OK;
}

/* A comparison holds if it does for one of the elements; contains() looks at the first. */
static fb_status named_meet(bool *out, const struct condition *condition, const xmlNode *element)
{
    const xmlNode *child = find_named(element->children, condition->name);

    *out = child == NULL && condition->kind == CONTAINS && text_meets(condition, "");
    for (; child != NULL && !*out; child = find_named(child->next, condition->name)) {
        FB_TRY(element_meets(out, condition, child));
        if (condition->kind == CONTAINS)
            break;
    }
    return FB_OK;
}

static fb_status meets(bool *out, const struct condition *condition, const xmlNode *element)
{
    switch (condition->kind) {
    case NOT:
        FB_TRY(meets(out, condition->left, element));
        *out = !*out;
        return FB_OK;
    case AND:
    case OR:
        FB_TRY(meets(out, condition->left, element));
        return *out == (condition->kind == OR) ? FB_OK : meets(out, condition->right, element);
    case EQUAL:
    case DIFFERENT:
    case CONTAINS:
        break;
    }
    return condition->name != NULL ? named_meet(out, condition, element)
                                   : element_meets(out, condition, element);
}

/* Whether a step takes an element of its name. */
static fb_status takes(bool *out, const struct step *step, const xmlNode *element)
{
    *out = true;
    return step->condition != NULL ? meets(out, step->condition, element) : FB_OK;
}

/* A walk along a path. */
struct walk {
    const struct fb_path *path;
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

/* Follows the steps from step `index` on; in the order of the document, as it goes. */
static fb_status follow(struct walk *walk, const xmlNode *node, size_t index)
{
    const struct step *step = &walk->path->steps[index];
    const xmlNode *child = find_named(node->children, step->name);

    for (; child != NULL; child = find_named(child->next, step->name)) {
        bool taken;
        FB_TRY(takes(&taken, step, child));
        if (!taken)
            continue;
        FB_TRY(index + 1 == walk->path->step_count ? add_node(walk, child)
                                                   : follow(walk, child, index + 1));
    }
    return FB_OK;
}

fb_status fb_path_nodes(struct fb_xpath_nodes *out, struct fb_arena *arena,
                        const struct fb_path *path, const struct fb_xml_node *node)
{
    struct walk walk = {.path = path, .out = out, .arena = arena};

    *out = (struct fb_xpath_nodes){0};
    return follow(&walk, fb_xml_raw(node), 0);
}

/* The same up to the first element of the last step. */
static fb_status find_first(const xmlNode **out, const struct fb_path *path, const xmlNode *node,
                            size_t index)
{
    const struct step *step = &path->steps[index];
    const xmlNode *child = find_named(node->children, step->name);

    for (; child != NULL && *out == NULL; child = find_named(child->next, step->name)) {
        bool taken;
        FB_TRY(takes(&taken, step, child));
        if (taken && index + 1 == path->step_count)
            *out = child;
        else if (taken)
            FB_TRY(find_first(out, path, child, index + 1));
    }
    return FB_OK;
}

fb_status fb_path_first(const struct fb_xml_node **out, const struct fb_path *path,
                        const struct fb_xml_node *node)
{
    const xmlNode *found = NULL;
    fb_status status = find_first(&found, path, fb_xml_raw(node), 0);

    *out = fb_xml_cooked(found);
    return status;
}

size_t fb_path_steps(const struct fb_path *path)
{
    return path->step_count;
}

fb_status fb_path_takes(bool *out, const struct fb_path *path, size_t step,
                        const struct fb_xml_node *element)
{
    const xmlNode *raw = fb_xml_raw(element);

    *out = is_named(raw, path->steps[step].name);
    return *out ? takes(out, &path->steps[step], raw) : FB_OK;
}
