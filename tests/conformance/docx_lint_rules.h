/*
 * docx_lint_rules.h: between the files of the judge.
 */
#ifndef FB_TESTS_DOCX_LINT_RULES_H
#define FB_TESTS_DOCX_LINT_RULES_H

#include "base/buffer.h"

#include <libxml/xpath.h>
#include <stdbool.h>

/* One part that is being judged, and where its faults go. */
struct lint {
    struct fb_buffer *faults;
    size_t count;
    const char *part; /* its name */
};

__attribute__((format(printf, 2, 3))) void lint_fault(struct lint *lint, const char *format, ...);

/* Returns the elements or attributes that an XPath selects; the caller frees. Never NULL. */
xmlXPathObjectPtr lint_select(xmlDocPtr document, xmlNodePtr from, const char *xpath);

/* Returns the number of nodes in a selection. */
int lint_selected(xmlXPathObjectPtr selection);

/* Tells how many nodes break a rule. */
void lint_pattern(struct lint *lint, xmlDocPtr document, const char *rule, const char *pattern);

/* Judges what one XPath can tell: each rule selects the nodes that break it. */
void lint_patterns(struct lint *lint, xmlDocPtr document);

/* Judges widths and merges of all tables. */
void lint_tables(struct lint *lint, xmlDocPtr document);

#endif
