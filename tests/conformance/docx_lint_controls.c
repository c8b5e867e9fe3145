#include "docx_lint_package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char BODY[] = "word/document.xml";
static const char GLOSSARY[] = "word/glossary/document.xml";

enum { BOOKMARK_CHARACTERS = 40 };

/* Rules of one XPath about controls; each selects what breaks it. */
static const struct {
    const char *rule, *pattern;
} PATTERNS[] = {
    {"a control has no identifier", "//w:sdt[not(w:sdtPr/w:id/@w:val)]"},
    {"the identifier of a control is 0, or no whole number of 32 bits",
     "//w:sdtPr/w:id[not(@w:val = floor(@w:val)) or @w:val = 0 or @w:val < -2147483648"
     " or @w:val > 2147483647]"},
    {"a control has no content", "//w:sdt[not(w:sdtContent/*)]"},
    {"a control of rows holds something else",
     "//w:tbl/w:sdt/w:sdtContent/*[not(self::w:tr or self::w:sdt)]"},
    {"a control of a cell holds something else",
     "//w:tr/w:sdt/w:sdtContent/*[not(self::w:tc or self::w:sdt)]"},
    {"an item stands outside of a repeating section",
     "//w:sdt[w:sdtPr/w15:repeatingSectionItem]"
     "[not(parent::w:sdtContent/parent::w:sdt/w:sdtPr/w15:repeatingSection)]"},
    {"a repeating section holds something that is no item",
     "//w:sdt[w:sdtPr/w15:repeatingSection]/w:sdtContent"
     "/*[not(self::w:sdt[w:sdtPr/w15:repeatingSectionItem])]"},
    {"a lock in a repeating section keeps its rows from being deleted",
     "//w:sdt[w:sdtPr/w15:repeatingSection]//w:lock"},
    {"a bookmark begins and does not end",
     "//w:bookmarkStart[not(@w:id = following::w:bookmarkEnd/@w:id)]"},
    {"a bookmark ends and does not begin",
     "//w:bookmarkEnd[not(@w:id = preceding::w:bookmarkStart/@w:id)]"},
};

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Tells each value that two of the selected nodes have. */
static void check_unique(struct lint *lint, xmlDocPtr document, const char *xpath, const char *what)
{
    xmlXPathObjectPtr selection = lint_select(document, xmlDocGetRootElement(document), xpath);
    size_t count = (size_t)lint_selected(selection);
    char **values = calloc(count + 1, sizeof *values);

    if (values == NULL)
        abort();
    for (size_t i = 0; i < count; i++)
        values[i] = (char *)xmlNodeGetContent(selection->nodesetval->nodeTab[i]);
    qsort(values, count, sizeof *values, compare);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(values[i - 1], values[i]) == 0)
            lint_fault(lint, "two %s are %s", what, values[i]);
    }
    for (size_t i = 0; i < count; i++)
        xmlFree(values[i]);
    free(values);
    xmlXPathFreeObject(selection);
}

/* Returns what is selected from a node as one text; the caller frees it by xmlFree. */
static char *text_of(xmlNodePtr from, const char *xpath)
{
    xmlXPathObjectPtr object = lint_select(from->doc, from, xpath);
    xmlChar *text = xmlXPathCastToString(object);

    xmlXPathFreeObject(object);
    return (char *)text;
}

/* Returns the part of custom XML whose properties have an identifier. */
static xmlDocPtr find_store(const struct package *package, const char *id)
{
    for (int number = 1; number < 10; number++) {
        char name[NAME_LIMIT];
        xmlDocPtr props;
        char *own;
        bool same;

        snprintf(name, sizeof name, "customXml/itemProps%d.xml", number);
        props = lint_find(package, name);
        if (props == NULL)
            continue;
        own = text_of(xmlDocGetRootElement(props), "string(@ds:itemID)");
        same = strcmp(own, id) == 0;
        xmlFree(own);
        snprintf(name, sizeof name, "customXml/item%d.xml", number);
        if (same)
            return lint_find(package, name);
    }
    return NULL;
}

/* Returns the text that a control shows, with LF for breaks; the caller frees it. */
static char *shown_text(xmlNodePtr control)
{
    xmlXPathObjectPtr parts =
        lint_select(control->doc, control, "w:sdtContent//w:t | w:sdtContent//w:br");
    xmlBufferPtr text = xmlBufferCreate();
    char *copy;

    for (int i = 0; i < lint_selected(parts); i++) {
        xmlNodePtr part = parts->nodesetval->nodeTab[i];
        xmlChar *content = xmlNodeGetContent(part);
        xmlBufferCat(text, strcmp((const char *)part->name, "br") == 0 ? BAD_CAST "\n" : content);
        xmlFree(content);
    }
    copy = (char *)xmlStrdup(xmlBufferContent(text));
    xmlBufferFree(text);
    xmlXPathFreeObject(parts);
    return copy;
}

/* Word puts the text of the node into the control, so it must be there already. */
static void check_text(struct lint *lint, xmlNodePtr control, xmlNodePtr node)
{
    char *shown = shown_text(control), *value = (char *)xmlNodeGetContent(node);
    char *empty = text_of(control, "string(count(w:sdtPr/w:showingPlcHdr))");
    bool placeholder = strcmp(empty, "1") == 0;

    if (placeholder ? *value != '\0' : strcmp(shown, value) != 0)
        lint_fault(lint, "a control shows '%s' and its node has '%s'", shown, value);
    xmlFree(empty);
    xmlFree(value);
    xmlFree(shown);
}

/* Judges one w:dataBinding, or one w15:dataBinding of a repeating section. */
static void check_binding(struct lint *lint, const struct package *package, xmlNodePtr binding)
{
    char *id = text_of(binding, "string(@w:storeItemID)");
    char *xpath = text_of(binding, "string(@w:xpath)");
    char *items = text_of(binding, "string(count(../../w:sdtContent/w:sdt))");
    bool section = strcmp((const char *)binding->ns->prefix, "w15") == 0;
    xmlDocPtr store = find_store(package, id);

    if (store == NULL) {
        lint_fault(lint, "a control is bound to %s, which is not there", id);
    } else {
        xmlXPathObjectPtr nodes = lint_select(store, xmlDocGetRootElement(store), xpath);
        int wanted = section ? atoi(items) : 1;
        if (lint_selected(nodes) != wanted)
            lint_fault(lint, "%s selects %d nodes, not %d", xpath, lint_selected(nodes), wanted);
        else if (!section)
            check_text(lint, binding->parent->parent, nodes->nodesetval->nodeTab[0]);
        xmlXPathFreeObject(nodes);
    }
    xmlFree(items);
    xmlFree(xpath);
    xmlFree(id);
}

static void check_bindings(struct lint *lint, const struct package *package, xmlDocPtr document)
{
    xmlXPathObjectPtr bindings = lint_select(document, xmlDocGetRootElement(document),
                                             "//w:dataBinding | //w15:dataBinding");

    for (int i = 0; i < lint_selected(bindings); i++)
        check_binding(lint, package, bindings->nodesetval->nodeTab[i]);
    xmlXPathFreeObject(bindings);
}

/* Without the building block that a control names, Word shows a placeholder of its own. */
static void check_placeholders(struct lint *lint, const struct package *package, xmlDocPtr document)
{
    xmlXPathObjectPtr names =
        lint_select(document, xmlDocGetRootElement(document), "//w:placeholder/w:docPart/@w:val");
    xmlDocPtr glossary = lint_find(package, GLOSSARY);
    char *own = glossary == NULL ? (char *)xmlStrdup(BAD_CAST "")
                                 : text_of(xmlDocGetRootElement(glossary),
                                           "string(//w:docPart/w:docPartPr/w:name/@w:val)");

    for (int i = 0; i < lint_selected(names); i++) {
        char *name = (char *)xmlNodeGetContent(names->nodesetval->nodeTab[i]);
        if (strcmp(name, own) != 0)
            lint_fault(lint, "the placeholder %s is not in the glossary", name);
        xmlFree(name);
    }
    xmlFree(own);
    xmlXPathFreeObject(names);
}

static void check_bookmark_names(struct lint *lint, xmlDocPtr document)
{
    xmlXPathObjectPtr names =
        lint_select(document, xmlDocGetRootElement(document), "//w:bookmarkStart/@w:name");

    for (int i = 0; i < lint_selected(names); i++) {
        xmlChar *name = xmlNodeGetContent(names->nodesetval->nodeTab[i]);
        if (xmlUTF8Strlen(name) > BOOKMARK_CHARACTERS)
            lint_fault(lint, "the name of the bookmark %s is too long", (const char *)name);
        xmlFree(name);
    }
    xmlXPathFreeObject(names);
}

void lint_controls(struct lint *lint, const struct package *package)
{
    xmlDocPtr document = lint_find(package, BODY);

    lint->part = BODY;
    if (document == NULL)
        return;
    for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++)
        lint_pattern(lint, document, PATTERNS[i].rule, PATTERNS[i].pattern);
    check_unique(lint, document, "//w:sdtPr/w:id/@w:val", "controls");
    check_unique(lint, document, "//w:sdtPr/w:tag/@w:val", "tags");
    check_unique(lint, document, "//w:bookmarkStart/@w:id", "bookmarks");
    check_unique(lint, document, "//w:bookmarkStart/@w:name", "names of bookmarks");
    check_bookmark_names(lint, document);
    check_bindings(lint, package, document);
    check_placeholders(lint, package, document);
}

/* Moves the content of one control before it, and takes the control away. */
static void unwrap(xmlNodePtr control)
{
    for (xmlNodePtr part = control->children; part != NULL; part = part->next) {
        if (part->name == NULL || strcmp((const char *)part->name, "sdtContent") != 0)
            continue;
        while (part->children != NULL)
            xmlAddPrevSibling(control, part->children);
    }
    xmlUnlinkNode(control);
    xmlFreeNode(control);
}

void lint_unwrap(xmlDocPtr document)
{
    xmlXPathObjectPtr controls = lint_select(document, xmlDocGetRootElement(document), "//w:sdt");
    int count = lint_selected(controls);

    /* Inner ones first: a node of the selection that is freed is not looked at again. */
    for (int i = count - 1; i >= 0; i--) {
        unwrap(controls->nodesetval->nodeTab[i]);
        controls->nodesetval->nodeTab[i] = NULL;
    }
    if (controls->nodesetval != NULL)
        controls->nodesetval->nodeNr = 0;
    xmlXPathFreeObject(controls);
}
