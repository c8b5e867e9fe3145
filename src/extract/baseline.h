/*
 * baseline.h: what a DOCX of ours was when it was made (docs/docx.md, "Round trip").
 *
 * The baseline tells the record, which items of its lists were printed in which order, and which
 * value each control showed. The store is the record as the controls are bound to it. Both are
 * parts of the package, read here from their XML.
 */
#ifndef FB_EXTRACT_BASELINE_H
#define FB_EXTRACT_BASELINE_H

#include "base/map.h"
#include "extract/tree.h"

/* How the text of a control is read as a value. */
enum fb_extract_format {
    FB_EXTRACT_TEXT,
    FB_EXTRACT_NUMBER,
    FB_EXTRACT_PERCENT,
    FB_EXTRACT_DATE,
    FB_EXTRACT_FIXED, /* it cannot be */
};

/* One value that controls show. */
struct fb_base_field {
    const char *path;   /* in the store, when written */
    const char *below;  /* the rest of the path after its row's, or after the root's */
    const char *origin; /* in the record; NULL: the record has no such element */
    const char *shown;  /* its text when written */
    enum fb_extract_format format;
    size_t rows; /* items that it stands for, from its own on: equal cells were merged */
    FB_VECTOR(const char *) tags; /* of its controls, in their order */
    struct fb_base_row *row;      /* NULL: none */
};

/* One item of a list. */
struct fb_base_row {
    const char *key;
    const char *path;   /* in the store, when written */
    const char *origin; /* in the record; NULL: the row was printed blank */
    struct fb_base_list *list;
    size_t number; /* among the rows of its list, from 0 */
    FB_VECTOR(struct fb_base_field *) fields;
};

struct fb_base_list {
    const char *parent; /* path of the element that holds the items */
    const char *name;   /* of an item */
    FB_VECTOR(struct fb_base_row *) rows;
    struct fb_map rows_by_key;
    FB_VECTOR(const char *) below; /* all ways from a row to a field, in the order of print */
};

struct fb_baseline {
    const char *template_name;
    const char *store; /* identifier of the store */
    bool public_copy;
    struct fb_tree *record;
    FB_VECTOR(struct fb_base_field *) fields;
    FB_VECTOR(struct fb_base_list *) lists;
    struct fb_map fields_by_path, fields_by_tag, rows_by_path;
    struct fb_map form_rows; /* by their words (FB_BASELINE_WORDS) */
};

/*
 * Fills a baseline from the root of its part. FB_ERR_INPUT if it is none of ours or does not hold
 * together: what it says of the record must be there. Nothing is reported. The XML is borrowed for
 * as long as the baseline is used.
 */
FB_MUST_USE fb_status fb_baseline_read(struct fb_baseline *out, struct fb_arena *arena,
                                       const struct fb_xml_node *root);

/* Returns the list of those items, or NULL. */
struct fb_base_list *fb_baseline_list(const struct fb_baseline *baseline, const char *parent,
                                      const char *name);

/* Returns the field of a row by its way from there, or NULL. */
struct fb_base_field *fb_base_row_field(const struct fb_base_row *row, const char *below);

#endif
