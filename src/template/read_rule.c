/*
 * read_rule.c: one rule and its parameters.
 */
#include "template/template_private.h"

#include <string.h>

static const struct {
    const char *element, *id;
    enum fb_level level;
    const char *parameters;
} KINDS[] = {
#define FB_RULE_KIND(kind, element, id, level, parameters) {element, id, level, parameters},
#include "template/rule_kinds.def"
#undef FB_RULE_KIND
};

/* What kind of value a parameter of a name has, in all rules. */
static const struct {
    const char *name;
    enum fb_rule_parameter_kind kind;
} PARAMETERS[] = {
    {"of", FB_PARAMETER_NODES},
    {"test", FB_PARAMETER_PATH},
    {"field", FB_PARAMETER_PATH},
    {"total", FB_PARAMETER_PATH},
    {"value", FB_PARAMETER_PATH},
    {"limit", FB_PARAMETER_PATH},
    {"whole", FB_PARAMETER_PATH},
    {"weight", FB_PARAMETER_PATH},
    {"points", FB_PARAMETER_PATH},
    {"group", FB_PARAMETER_PATH},
    {"budget", FB_PARAMETER_PATH},
    {"spent", FB_PARAMETER_PATH},
    {"rate", FB_PARAMETER_PATH},
    {"target", FB_PARAMETER_PATH},
    {"actual", FB_PARAMETER_PATH},
    {"grade", FB_PARAMETER_PATH},
    {"reason", FB_PARAMETER_PATH},
    {"name", FB_PARAMETER_PATH},
    {"goal", FB_PARAMETER_PATH},
    {"parts", FB_PARAMETER_PATHS},
    {"against", FB_PARAMETER_RECORD},
    {"with", FB_PARAMETER_RECORD},
    {"year", FB_PARAMETER_RECORD},
    {"tolerance", FB_PARAMETER_NUMBER},
    {"low", FB_PARAMETER_NUMBER},
    {"high", FB_PARAMETER_NUMBER},
    {"least", FB_PARAMETER_NUMBER},
    {"most", FB_PARAMETER_NUMBER},
    {"factor", FB_PARAMETER_NUMBER},
    {"names", FB_PARAMETER_WORDS},
    {"not", FB_PARAMETER_WORDS},
    {"words", FB_PARAMETER_WORDS},
    {"except", FB_PARAMETER_WORDS},
    {"characters", FB_PARAMETER_WORDS},
    {"expected", FB_PARAMETER_BANDS},
    {"bands", FB_PARAMETER_BANDS},
    {"lower", FB_PARAMETER_YES},
    {"alone", FB_PARAMETER_YES},
    {"gb", FB_PARAMETER_YES},
    {"strict", FB_PARAMETER_YES},
    {"catalogue", FB_PARAMETER_CATALOGUE},
};

const struct fb_rule_parameter *fb_rule_parameter(const struct fb_rule *rule, const char *name)
{
    for (size_t i = 0; i < rule->parameter_count; i++) {
        if (strcmp(rule->parameters[i].name, name) == 0)
            return &rule->parameters[i];
    }
    return NULL;
}

const char *fb_rule_element(enum fb_rule_kind kind)
{
    return KINDS[kind].element;
}

/* A rule while it is read. */
struct rule_reader {
    struct fb_template_reader *base;
    const struct fb_xml_node *element;
    struct fb_scope root;  /* what parameters about the whole record are read on */
    struct fb_scope scope; /* what `of` selects */
    FB_VECTOR(struct fb_rule_parameter) parameters;
};

/* Returns the bytes up to the next blank that stands neither in brackets nor in quotes. */
static size_t path_length(const char *text)
{
    size_t depth = 0, i = 0;
    char quote = '\0';

    for (; text[i] != '\0'; i++) {
        if (quote != '\0')
            quote = text[i] == quote ? '\0' : quote;
        else if (text[i] == '\'' || text[i] == '"')
            quote = text[i];
        else if (text[i] == '[' || text[i] == '(')
            depth++;
        else if ((text[i] == ']' || text[i] == ')') && depth > 0)
            depth--;
        else if (depth == 0 && strchr(" \t\r\n", text[i]) != NULL)
            break;
    }
    return i;
}

/* Reads the expressions of an attribute, divided by blanks. */
static fb_status read_paths(struct rule_reader *reader, struct fb_rule_parameter *out)
{
    FB_VECTOR(struct fb_expression) list = {0};
    const char *text = fb_xml_attribute(reader->element, out->name);
    struct fb_position position = fb_xml_attribute_position(reader->element, out->name);
    size_t at = strspn(text, " \t\r\n");

    while (text[at] != '\0') {
        struct fb_expression *path = FB_PUSH(reader->base->arena, &list);
        size_t length = path_length(text + at);
        struct fb_scope ignored;
        FB_NEED(path);
        path->text = fb_arena_copy(reader->base->arena, text + at, length);
        FB_NEED(path->text);
        path->position = fb_xml_position_in(position, at, length);
        FB_TRY(fb_compile_expression(reader->base, reader->scope, path, &ignored));
        at += length;
        at += strspn(text + at, " \t\r\n");
    }
    out->as.expressions.items = list.items;
    out->as.expressions.count = list.count;
    return FB_OK;
}

static fb_status read_path(struct rule_reader *reader, struct fb_scope scope,
                           struct fb_rule_parameter *out, struct fb_scope *result)
{
    struct fb_expression *path = FB_NEW(reader->base->arena, struct fb_expression);

    FB_NEED(path);
    FB_TRY(fb_read_expression(reader->base, reader->element, out->name, scope, path, result));
    out->as.expressions.items = path;
    out->as.expressions.count = 1;
    return FB_OK;
}

static void read_number(struct rule_reader *reader, struct fb_rule_parameter *out)
{
    const char *text = fb_xml_attribute(reader->element, out->name);
    size_t offset;

    if (!fb_decimal_parse(&out->as.number, text, strlen(text), &offset))
        fb_attribute_refuse(reader->base, reader->element, out->name, "100, 0.01");
}

/* Reads "word:10" or "word:60-80" of `text`, which the word is cut out of. */
static bool parse_band(struct fb_rule_band *out, char *text)
{
    char *numbers = strrchr(text, ':'), *high;
    size_t offset;

    if (numbers == NULL || numbers == text)
        return false;
    *numbers++ = '\0';
    out->word = text;
    high = strchr(numbers, '-');
    if (high != NULL)
        *high++ = '\0';
    else
        high = numbers;
    return fb_decimal_parse(&out->low, numbers, strlen(numbers), &offset) &&
           fb_decimal_parse(&out->high, high, strlen(high), &offset);
}

static fb_status read_bands(struct rule_reader *reader, struct fb_rule_parameter *out)
{
    FB_VECTOR(struct fb_rule_band) list = {0};
    const char *const *words;
    size_t count, alternative = 0;

    FB_TRY(fb_attribute_words(reader->base, reader->element, out->name, &words, &count));
    for (size_t i = 0; i < count; i++) {
        char *word = fb_arena_string(reader->base->arena, words[i]);
        struct fb_rule_band *band;
        FB_NEED(word);
        if (strcmp(word, "|") == 0) {
            alternative++;
            continue;
        }
        band = FB_PUSH(reader->base->arena, &list);
        FB_NEED(band);
        band->alternative = alternative;
        if (!parse_band(band, word)) {
            fb_attribute_refuse(reader->base, reader->element, out->name,
                                "产出指标:50, 达成:80-100");
            break;
        }
    }
    out->as.bands.items = list.items;
    out->as.bands.count = list.count;
    return FB_OK;
}

static void read_catalogue(struct rule_reader *reader, struct fb_rule_parameter *out)
{
    const char *name = fb_xml_attribute(reader->element, out->name);

    out->as.catalogue = fb_map_lookup(&reader->base->catalogues, name);
    if (out->as.catalogue == NULL)
        fb_report(reader->base->sink, FB_DIAG_TEMPLATE_CATALOGUE,
                  fb_xml_attribute_position(reader->element, out->name), name);
}

static fb_status read_value(struct rule_reader *reader, struct fb_rule_parameter *out)
{
    struct fb_scope ignored;

    switch (out->kind) {
    case FB_PARAMETER_NODES:
        return read_path(reader, reader->root, out, &reader->scope);
    case FB_PARAMETER_PATH:
        return read_path(reader, reader->scope, out, &ignored);
    case FB_PARAMETER_RECORD:
        return read_path(reader, reader->root, out, &ignored);
    case FB_PARAMETER_PATHS:
        return read_paths(reader, out);
    case FB_PARAMETER_NUMBER:
        read_number(reader, out);
        return FB_OK;
    case FB_PARAMETER_WORDS:
        return fb_attribute_words(reader->base, reader->element, out->name, &out->as.words.items,
                                  &out->as.words.count);
    case FB_PARAMETER_BANDS:
        return read_bands(reader, out);
    case FB_PARAMETER_YES:
        out->as.yes = fb_attribute_yes(reader->base, reader->element, out->name);
        return FB_OK;
    case FB_PARAMETER_CATALOGUE:
        read_catalogue(reader, out);
        return FB_OK;
    }
    return FB_OK;
}

/* Whether the list of a kind's parameters has a name, with or without its mark. */
static bool kind_has(enum fb_rule_kind kind, const char *name)
{
    const char *list = KINDS[kind].parameters;
    size_t length = strlen(name);

    while (*list != '\0') {
        size_t word = strcspn(list, " ");
        if (strncmp(list, name, length) == 0 && (word == length || list[length] == '1'))
            return true;
        list += word;
        list += strspn(list, " ");
    }
    return false;
}

/* Reads the parameters that are there; what misses was reported with the schema. */
static fb_status read_parameters(struct rule_reader *reader, struct fb_rule *out)
{
    for (size_t i = 0; i < sizeof PARAMETERS / sizeof *PARAMETERS; i++) {
        struct fb_rule_parameter *parameter;
        if (fb_xml_attribute(reader->element, PARAMETERS[i].name) == NULL ||
            !kind_has(out->kind, PARAMETERS[i].name))
            continue;
        parameter = FB_PUSH(reader->base->arena, &reader->parameters);
        FB_NEED(parameter);
        parameter->name = PARAMETERS[i].name;
        parameter->kind = PARAMETERS[i].kind;
        FB_TRY(read_value(reader, parameter));
    }
    out->parameters = reader->parameters.items;
    out->parameter_count = reader->parameters.count;
    return FB_OK;
}

/* A test that names no field is true or false for good. */
static void check_test(struct rule_reader *reader, const struct fb_rule *rule)
{
    const struct fb_rule_parameter *test = fb_rule_parameter(rule, "test");
    const struct fb_expression *expression = test == NULL ? NULL : test->as.expressions.items;

    if (expression != NULL && expression->compiled != NULL && expression->fixed)
        fb_report(reader->base->sink, FB_DIAG_TEMPLATE_TEST, expression->position,
                  expression->text);
}

/* Reads the messages, or the hints, of a rule of the template's own. */
static fb_status read_texts(struct rule_reader *reader, const char *name,
                            struct fb_content out[FB_RULE_LANGUAGES])
{
    static const char *const LANGUAGES[] = {"zh-CN", "en", NULL};
    struct fb_reading_place place = {.scope = reader->scope};
    const struct fb_xml_node *child = fb_xml_first(reader->element);

    for (; child != NULL; child = fb_xml_next(child)) {
        size_t language;
        if (!fb_xml_is(child, name))
            continue;
        language = fb_attribute_word(reader->base, child, "lang", LANGUAGES, FB_RULE_CHINESE);
        FB_TRY(fb_read_content(reader->base, child, &place, &out[language]));
    }
    for (size_t i = 0; i < FB_RULE_LANGUAGES; i++) {
        if (out[i].count == 0)
            out[i] = out[FB_RULE_LANGUAGES - 1 - i];
    }
    return FB_OK;
}

static bool find_kind(enum fb_rule_kind *out, const struct fb_xml_node *element)
{
    for (size_t i = 0; i < FB_RULE_KIND_COUNT; i++) {
        if (fb_xml_is(element, KINDS[i].element)) {
            *out = (enum fb_rule_kind)i;
            return true;
        }
    }
    return false;
}

bool fb_is_rule(const struct fb_xml_node *element)
{
    enum fb_rule_kind ignored;

    return find_kind(&ignored, element);
}

fb_status fb_read_rule(struct fb_template_reader *reader, const struct fb_xml_node *element,
                       struct fb_rule *out)
{
    struct rule_reader inner = {.base = reader, .element = element};

    inner.root.field = &reader->template->record;
    inner.scope = inner.root;
    if (!find_kind(&out->kind, element))
        return FB_ERR_INTERNAL;
    out->id = fb_attribute_string(element, "id", KINDS[out->kind].id);
    out->level = KINDS[out->kind].level;
    out->binding = fb_attribute_yes(reader, element, "binding");
    out->position = fb_xml_position(element);
    FB_TRY(read_parameters(&inner, out));
    if (out->kind != FB_RULE_OWN)
        return FB_OK;
    check_test(&inner, out);
    FB_TRY(read_texts(&inner, "message", out->messages));
    return read_texts(&inner, "hint", out->hints);
}
