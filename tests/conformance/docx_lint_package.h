/*
 * docx_lint_package.h: the parts of the package that is being judged.
 */
#ifndef FB_TESTS_DOCX_LINT_PACKAGE_H
#define FB_TESTS_DOCX_LINT_PACKAGE_H

#include "docx_lint_rules.h"

#include <stddef.h>

enum { PART_LIMIT = 200, NAME_LIMIT = 300 };

/* A package with all its parts read. */
struct package {
    struct {
        char name[NAME_LIMIT];
        xmlDocPtr document; /* NULL: not well-formed, which is a fault already; or a font */
    } parts[PART_LIMIT];
    size_t count;
};

/* Returns the part of a name; NULL if there is none. */
xmlDocPtr lint_find(const struct package *package, const char *name);

/* Judges content controls, what they are bound to, and bookmarks. */
void lint_controls(struct lint *lint, const struct package *package);

/* Puts the content of all controls in their place, so that rows and cells are where they show. */
void lint_unwrap(xmlDocPtr document);

#endif
