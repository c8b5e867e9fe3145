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
    bool text; /* text may stand among the children */
};

#define STYLE_PROPERTIES                                                                \
    "font bold size line align wrap breaking gap direction indent hanging indent-left " \
    "indent-right before after valign padding-x padding-y overflow max-lines floor"

#define INLINES "value br label sup sub check"

/* What may stand in <rules>. */
static const char RULE_ELEMENTS[] = "adjust"
#define FB_RULE_KIND(kind, element, id, level, parameters) " " element
#include "template/rule_kinds.def"
#undef FB_RULE_KIND
    ;

static const struct element_rule RULES[] = {
    {"template", "name1 version lang",
     "include parameter title1 author? subject? keywords? record? catalogue rules styles? section!",
     false},
    {"family", "name", "include parameter record? catalogue rules styles?", false},
    {"include", "href1", "", false},
    {"parameter", "name1 value1", "", false},
    {"title", "", "value", true},
    {"author", "", "value", true},
    {"subject", "", "value", true},
    {"keywords", "", "value", true},
    {"record", "root", "field group list", false},
    {"field", "name1 type required max unit private", "", false},
    {"group", "name1 unit", "field group list", false},
    {"list", "name1 item", "field group list", false},
    {"catalogue", "name1 levels1", "kind!", false},
    {"kind", "value1 label obligation", "kind", false},
    {"styles", "", "style!", false},
    {"style", "name1 title base " STYLE_PROPERTIES, "", false},
    {"section", "fit floor", "page1 paragraph table", false},
    {"page", "size orientation top1 bottom1 left1 right1", "page-number?", false},
    {"page-number", "style1 distance place", "", false},
    {"paragraph", "style heading", INLINES, true},
    {"table", "columns joined outer inner style title", "continued? carried? header? row repeat",
     false},
    {"continued", "style1", "br", true},
    {"carried", "style1", "br", true},
    {"header", "", "row!", false},
    {"repeat", "select1 catalogue min-rows keep", "row!", false},
    {"row", "height exact-height keep-next fill", "cell", false},
    {"cell", "span rows style head merge show borders", INLINES " paragraph", true},
    {"value", "select1 format decimals grouped scale empty zero pattern", "", false},
    {"br", "", "", false},
    {"label", "level1", "", false},
    {"sup", "", "value label", true},
    {"sub", "", "value label", true},
    {"check", "select1", "", false},
    {"rules", "", RULE_ELEMENTS, false},
    {"adjust", "rule1 level1", "", false},
    /* Found before the row of rule_kinds.def, for it alone holds something. */
    {"rule", "id1 level binding of test1 field", "message! hint", false},
    {"message", "lang", "value", true},
    {"hint", "lang", "value", true},
#define FB_RULE_KIND(kind, element, id, level, parameters) \
    {element, "id level binding " parameters, "", false},
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

/* Reports children of one name that are missing or too many. */
static void check_number(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         const char *name, char mark)
{
    const struct fb_xml_node *child = fb_xml_first(element);
    size_t count = 0;

    for (; child != NULL; child = fb_xml_next(child)) {
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
        const struct element_rule *inner = find_rule(fb_xml_name(child));
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
