#include "docx_lint_rules.h"

#include <libxml/xpathInternals.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const struct {
    const char *prefix, *uri;
} NAMESPACES[] = {
    {"w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"},
    {"r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
    {"rel", "http://schemas.openxmlformats.org/package/2006/relationships"},
    {"ct", "http://schemas.openxmlformats.org/package/2006/content-types"},
    {"w15", "http://schemas.microsoft.com/office/word/2012/wordml"},
    {"ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml"},
};

/* Each pattern selects what breaks the rule. */
static const struct {
    const char *rule, *pattern;
} PATTERNS[] = {
    {"a cell does not end with a paragraph", "//w:tc[not(*[last()][self::w:p])]"},
    {"no paragraph follows a table", "//w:tbl[not(following-sibling::*[1][self::w:p])]"},
    {"the spans of a row do not add up to the grid",
     "//w:tr[count(w:tc[not(w:tcPr/w:gridSpan)]) + sum(w:tc/w:tcPr/w:gridSpan/@w:val)"
     " + sum(w:trPr/w:gridBefore/@w:val) + sum(w:trPr/w:gridAfter/@w:val)"
     " != count(ancestor::w:tbl[1]/w:tblGrid/w:gridCol)]"},
    {"the width of a table is not that of its grid",
     "//w:tbl[not(w:tblPr/w:tblW[@w:type = 'dxa']/@w:w = sum(w:tblGrid/w:gridCol/@w:w))]"},
    {"the layout of a table is not fixed", "//w:tbl[not(w:tblPr/w:tblLayout/@w:type = 'fixed')]"},
    {"a header row stands below a body row",
     "//w:tr[w:trPr/w:tblHeader][preceding-sibling::w:tr[not(w:trPr/w:tblHeader)]]"},
    {"a merged cell runs from the header into the body",
     "//w:tr[not(w:trPr/w:tblHeader)][preceding-sibling::w:tr[1][w:trPr/w:tblHeader]]"
     "/w:tc[w:tcPr/w:vMerge[not(@w:val = 'restart')]]"},
    {"a covered cell has text", "//w:tc[w:tcPr/w:vMerge[not(@w:val = 'restart')]][.//w:t]"},
    {"a row height has no rule", "//w:trHeight[not(@w:hRule)]"},
    {"a row property is set in a form that not all readers take", "//w:trPr/*[@w:val = 'true']"},
    {"a line feed stands in text", "//w:t[contains(., '\n')]"},
    {"blanks at the edge of a text are not preserved",
     "//w:t[not(@xml:space = 'preserve')]"
     "[starts-with(., ' ') or substring(., string-length(.)) = ' ']"},
    {"a font slot is missing", "//w:rFonts[@w:ascii or @w:hAnsi or @w:eastAsia or @w:cs]"
                               "[not(@w:ascii and @w:hAnsi and @w:eastAsia and @w:cs)]"},
    {"a font comes from a theme", "//w:rFonts[@w:asciiTheme or @w:eastAsiaTheme]"},
    {"the orientation of a page is not that of its sides",
     "//w:pgSz[(@w:orient = 'landscape') != (@w:w > @w:h)]"},
    {"a section of a numbered document has no footer",
     "//w:sectPr[//w:footerReference][count(w:footerReference) != 2]"},
};

void lint_fault(struct lint *lint, const char *format, ...)
{
    char text[500];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fb_buffer_append_format(lint->faults, "%s: %s\n", lint->part, text);
    lint->count++;
}

xmlXPathObjectPtr lint_select(xmlDocPtr document, xmlNodePtr from, const char *xpath)
{
    xmlXPathContextPtr context = xmlXPathNewContext(document);
    xmlXPathObjectPtr selection;

    if (context == NULL)
        abort();
    for (size_t i = 0; i < sizeof NAMESPACES / sizeof *NAMESPACES; i++)
        xmlXPathRegisterNs(context, BAD_CAST NAMESPACES[i].prefix, BAD_CAST NAMESPACES[i].uri);
    context->node = from;
    selection = xmlXPathEval(BAD_CAST xpath, context);
    xmlXPathFreeContext(context);
    if (selection == NULL) {
        fprintf(stderr, "not an XPath: %s\n", xpath);
        abort();
    }
    return selection;
}

int lint_selected(xmlXPathObjectPtr selection)
{
    return selection->nodesetval == NULL ? 0 : selection->nodesetval->nodeNr;
}

void lint_pattern(struct lint *lint, xmlDocPtr document, const char *rule, const char *pattern)
{
    xmlXPathObjectPtr selection = lint_select(document, xmlDocGetRootElement(document), pattern);

    if (lint_selected(selection) > 0)
        lint_fault(lint, "%s (%d times)", rule, lint_selected(selection));
    xmlXPathFreeObject(selection);
}

void lint_patterns(struct lint *lint, xmlDocPtr document)
{
    for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++)
        lint_pattern(lint, document, PATTERNS[i].rule, PATTERNS[i].pattern);
}

/* Returns the number that an XPath gives, from `from`. */
static int number(xmlNodePtr from, const char *xpath)
{
    xmlXPathObjectPtr object = lint_select(from->doc, from, xpath);
    double value = xmlXPathCastToNumber(object);

    xmlXPathFreeObject(object);
    return xmlXPathIsNaN(value) ? -1 : (int)value;
}

static int span_of(xmlNodePtr cell)
{
    int span = number(cell, "number(w:tcPr/w:gridSpan/@w:val)");

    return span < 1 ? 1 : span;
}

static int start_of(xmlNodePtr cell)
{
    return number(cell, "count(preceding-sibling::w:tc[not(w:tcPr/w:gridSpan)])"
                        " + sum(preceding-sibling::w:tc/w:tcPr/w:gridSpan/@w:val)"
                        " + sum(../w:trPr/w:gridBefore/@w:val)");
}

static void check_width(struct lint *lint, xmlNodePtr cell)
{
    char xpath[200];
    int start = start_of(cell);

    snprintf(xpath, sizeof xpath,
             "sum(ancestor::w:tbl[1]/w:tblGrid/w:gridCol"
             "[position() > %d and position() <= %d]/@w:w)",
             start, start + span_of(cell));
    if (number(cell, xpath) != number(cell, "number(w:tcPr/w:tcW[@w:type = 'dxa']/@w:w)"))
        lint_fault(lint, "a cell is not as wide as its columns (from column %d)", start + 1);
}

/* A covered cell must have, in the row above, a cell of the same merge and the same columns. */
static void check_merge(struct lint *lint, xmlNodePtr cell)
{
    xmlXPathObjectPtr above;
    int start = start_of(cell);
    bool aligned = false;

    if (number(cell, "count(w:tcPr/w:vMerge[not(@w:val = 'restart')])") == 0)
        return;
    above = lint_select(cell->doc, cell, "../preceding-sibling::w:tr[1]/w:tc[w:tcPr/w:vMerge]");
    for (int i = 0; i < lint_selected(above); i++) {
        xmlNodePtr upper = above->nodesetval->nodeTab[i];

        aligned = aligned || (start_of(upper) == start && span_of(upper) == span_of(cell));
    }
    xmlXPathFreeObject(above);
    if (!aligned)
        lint_fault(lint, "a merged cell is not aligned (from column %d)", start + 1);
}

void lint_tables(struct lint *lint, xmlDocPtr document)
{
    xmlXPathObjectPtr cells = lint_select(document, xmlDocGetRootElement(document), "//w:tc");

    for (int i = 0; i < lint_selected(cells); i++) {
        check_width(lint, cells->nodesetval->nodeTab[i]);
        check_merge(lint, cells->nodesetval->nodeTab[i]);
    }
    xmlXPathFreeObject(cells);
}
