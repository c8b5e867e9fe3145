/*
 * schema.c: which elements and attributes the template language has, and where.
 *
 * docs/template.md says the same for people. A mark after a name says how often it stands: none for
 * any number (an attribute: at most once), '?' at most once, '1' exactly once, '!' at least once.
 */
#include "template/template_private.h"

#include <string.h>

struct element_rule {
    const char *name;
    const char *attributes;
    const char *children;
    bool text;          /* text may stand among the children */
    const char *branch; /* what may stand in an <if> inside; NULL: there is no <if> inside */
};

#define STYLE_PROPERTIES                                                                      \
    "font bold size line align wrap words breaking gap direction indent hanging indent-left " \
    "indent-right before after valign padding-x padding-y overflow max-lines floor"

#define INLINES "value br label sup sub check choice number unit"
#define ROWS    "row repeat if"

/* What may stand in <rules>. */
static const char RULE_ELEMENTS[] = "adjust"
#define FB_RULE_KIND(kind, element, id, level, parameters) " " element
#include "template/rule_kinds.def"
#undef FB_RULE_KIND
    ;

static const struct element_rule RULES[] = {
    {"template", "name1 version lang",
     "include parameter title1 author? subject? keywords? record? catalogue rules styles? section!",
     false, NULL},
    {"family", "name", "include parameter record? catalogue rules styles?", false, NULL},
    {"include", "href1", "", false, NULL},
    {"parameter", "name1 value1", "", false, NULL},
    {"title", "", "value if", true, "value if"},
    {"author", "", "value if", true, "value if"},
    {"subject", "", "value if", true, "value if"},
    {"keywords", "", "value if", true, "value if"},
    {"record", "root", "field group list", false, NULL},
    {"field", "name1 type required min max pattern unit choices private", "", false, NULL},
    {"group", "name1 unit", "field group list", false, NULL},
    {"list", "name1 item required", "field group list", false, NULL},
    {"catalogue", "name1 levels1", "kind!", false, NULL},
    {"kind", "value1 label obligation", "kind", false, NULL},
    {"styles", "", "style!", false, NULL},
    {"style", "name1 title base " STYLE_PROPERTIES, "", false, NULL},
    {"section", "fit floor", "page1 paragraph table if", false, "paragraph table if"},
    {"page", "size orientation top1 bottom1 left1 right1", "page-number?", false, NULL},
    {"page-number", "style1 distance place format", "", false, NULL},
    {"paragraph", "style heading keep-next", INLINES " if", true, INLINES " if"},
    {"table", "columns joined contents outer inner style title",
     "continued? carried? header? " ROWS, false, ROWS},
    {"continued", "style1", "br", true, NULL},
    {"carried", "style1", "br", true, NULL},
    {"header", "", "row! if", false, "row if"},
    {"repeat", "select1 beside catalogue min-rows blank-rows keep", "row! repeat if", false, ROWS},
    {"row", "height exact-height keep-next fill", "cell", false, NULL},
    {"cell", "span rows style head merge show borders item", INLINES " paragraph if", true,
     INLINES " paragraph if"},
    {"value", "select1 format decimals grouped scale empty zero pattern", "", false, NULL},
    {"br", "", "", false, NULL},
    {"label", "level1", "", false, NULL},
    {"sup", "", "value label", true, NULL},
    {"sub", "", "value label", true, NULL},
    {"check", "select1 mark box", "", false, NULL},
    {"choice", "select1 of mark box separator place", "", false, NULL},
    {"number", "format", "", false, NULL},
    {"unit", "of1", "", false, NULL},
    {"rules", "", RULE_ELEMENTS, false, NULL},
    {"adjust", "rule1 level1", "", false, NULL},
    /* Found before the row of rule_kinds.def, for it alone holds something. */
    {"rule", "id1 level binding of test1 field", "message! hint", false, NULL},
    {"message", "lang", "value", true, NULL},
    {"hint", "lang", "value", true, NULL},
#define FB_RULE_KIND(kind, element, id, level, parameters) \
    {element, "id level binding " parameters, "", false, NULL},
#include "template/rule_kinds.def"
#undef FB_RULE_KIND
};

static const struct element_rule *find_rule(const char *name)
{
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
        if (strcmp(RULES[i].name, name) == 0)
            return &RULES[i];
    }
    return NULL;
}

/* A word of a rule's list. */
struct word {
    const char *text;
    size_t length;
    char mark; /* '?', '1', '!' or 0 */
};

/* Reads the next word of a list and moves `*list` past it; false at the end. */
static bool next_word(struct word *out, const char **list)
{
    size_t length;

    *list += strspn(*list, " ");
    length = strcspn(*list, " ");
    if (length == 0)
        return false;
    *out = (struct word){.text = *list, .length = length};
    *list += length;
    if (strchr("?1!", out->text[length - 1]) != NULL)
        out->mark = out->text[--out->length];
    return true;
}

static bool word_is(const struct word *word, const char *name)
{
    return strlen(name) == word->length && memcmp(word->text, name, word->length) == 0;
}

static bool list_has(const char *list, const char *name)
{
    struct word word;

    while (next_word(&word, &list)) {
        if (word_is(&word, name))
            return true;
    }
    return false;
}

/* Writes a rule's list for a message: the words without marks, separated by commas; "–" if none. */
static const char *describe(struct fb_arena *arena, const char *list)
{
    const char *text = NULL;
    struct word word;

    while (next_word(&word, &list)) {
        text = text == NULL ? fb_arena_format(arena, "%.*s", (int)word.length, word.text)
                            : fb_arena_format(arena, "%s, %.*s", text, (int)word.length, word.text);
        if (text == NULL)
            return "";
    }
    return text == NULL ? "–" : text;
}

static void check_attributes(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             const struct element_rule *rule)
{
    const char *name, *list = rule->attributes;
    struct word word;

    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++) {
        if (!list_has(rule->attributes, name))
            fb_report(reader->sink, FB_DIAG_TEMPLATE_ATTRIBUTE,
                      fb_xml_attribute_position(element, name), rule->name, name,
                      describe(reader->arena, rule->attributes));
    }
    while (next_word(&word, &list)) {
        name = fb_arena_copy(reader->arena, word.text, word.length);
        if (word.mark == '1' && name != NULL && fb_xml_attribute(element, name) == NULL)
            fb_report(reader->sink, FB_DIAG_TEMPLATE_ATTRIBUTE_MISSING, fb_xml_position(element),
                      rule->name, name);
    }
}

static void check_texts(struct fb_template_reader *reader, const struct fb_xml_node *element,
                        const struct element_rule *rule)
{
    const struct fb_xml_node *node = fb_xml_first_content(element);

    for (; node != NULL && !rule->text; node = fb_xml_next_content(node)) {
        const char *text = fb_xml_is_text(node) ? fb_xml_text(reader->arena, node) : NULL;
        if (text != NULL && text[strspn(text, " \t\r\n")] != '\0')
            fb_report(reader->sink, FB_DIAG_TEMPLATE_TEXT, fb_xml_position(node), rule->name);
    }
}

static bool is_ours(const struct fb_xml_node *element)
{
    return strcmp(fb_xml_namespace(element), FB_TEMPLATE_NAMESPACE) == 0;
}

/*
 * Reports children of one name that are missing or too many. What stands in a condition or a repeat
 * is as good as one.
 */
static void check_number(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         const char *name, char mark)
{
    const struct fb_xml_node *child = fb_xml_first(element);
    size_t count = 0;

    for (; child != NULL; child = fb_xml_next(child)) {
        if (mark == '!' && (fb_xml_is(child, "if") || fb_xml_is(child, "repeat")))
            count++;
        if (!fb_xml_is(child, name))
            continue;
        if (++count > 1 && (mark == '?' || mark == '1'))
            fb_report(reader->sink, FB_DIAG_TEMPLATE_ELEMENT_REPEATED, fb_xml_position(child),
                      fb_xml_name(element), name);
    }
    if (count == 0 && (mark == '1' || mark == '!'))
        fb_report(reader->sink, FB_DIAG_TEMPLATE_ELEMENT_MISSING, fb_xml_position(element),
                  fb_xml_name(element), name);
}

static void check_children(struct fb_template_reader *reader, const struct fb_xml_node *element,
                           const struct element_rule *rule)
{
    const struct fb_xml_node *child = fb_xml_first(element);
    const char *list = rule->children;
    struct word word;

    for (; child != NULL; child = fb_xml_next(child)) {
        if (!is_ours(child) || !list_has(rule->children, fb_xml_name(child)))
            fb_report(reader->sink, FB_DIAG_TEMPLATE_ELEMENT, fb_xml_position(child),
                      fb_xml_name(child), rule->name, describe(reader->arena, rule->children));
    }
    while (next_word(&word, &list)) {
        const char *name = fb_arena_copy(reader->arena, word.text, word.length);
        if (name != NULL && word.mark != 0)
            check_number(reader, element, name, word.mark);
    }
}

/* Checks an element and all inside it; the depth is bounded by FB_XML_DEPTH_LIMIT. */
static void check_element(struct fb_template_reader *reader, const struct fb_xml_node *element,
                          const struct element_rule *rule)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    check_attributes(reader, element, rule);
    check_texts(reader, element, rule);
    check_children(reader, element, rule);
    for (; child != NULL; child = fb_xml_next(child)) {
        const struct element_rule branch = {"if", "test1", rule->branch, rule->text, rule->branch};
        const struct element_rule *inner =
            fb_xml_is(child, "if") ? &branch : find_rule(fb_xml_name(child));
        if (inner != NULL && is_ours(child) && list_has(rule->children, inner->name))
            check_element(reader, child, inner);
    }
}

fb_status fb_schema_check(struct fb_template_reader *reader, const struct fb_xml_node *root,
                          const char *name)
{
    if (!fb_xml_is(root, name) || !is_ours(root)) {
        fb_report(reader->sink, FB_DIAG_TEMPLATE_ROOT, fb_xml_position(root), fb_xml_name(root),
                  FB_TEMPLATE_NAMESPACE, name);
        return FB_ERR_INPUT;
    }
    check_element(reader, root, find_rule(name));
    return FB_OK;
}
