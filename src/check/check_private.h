/*
 * check_private.h: what the files of this room share.
 */
#ifndef FB_CHECK_CHECK_PRIVATE_H
#define FB_CHECK_CHECK_PRIVATE_H

#include "check/check.h"

struct fb_checker {
    struct fb_arena *arena; /* for what a check needs in between */
    const struct fb_template *template;
    const struct fb_xml *record;
    const struct fb_xml_node *root;  /* of the record */
    const struct fb_font_set *fonts; /* or NULL */
    bool roles[FB_FONT_ROLES];       /* the typefaces that the template's styles use */
    struct fb_diagnostics *sink;
};

/* ---- fields.c ---- */

/* Checks the elements inside the record's root. */
fb_status fb_check_fields(struct fb_checker *checker);

/* Returns the first child of a name, or NULL. */
const struct fb_xml_node *fb_check_find(const struct fb_xml_node *element, const char *name);

/* Reports attributes that an element may not have: all but `allowed`, which may be NULL. */
void fb_check_attributes(struct fb_checker *checker, const struct fb_xml_node *element,
                         const char *allowed);

/* ---- value.c ---- */

/* Checks the text of a field; `required` says whether it may be empty. */
fb_status fb_check_value(struct fb_checker *checker, const struct fb_xml_node *element,
                         const struct fb_field *field, bool required);

/* ---- kinds.c ---- */

/* Sets `*out` to whether an item has no text but in the fields that name its kind. */
fb_status fb_check_blank_item(bool *out, struct fb_arena *arena,
                              const struct fb_catalogue *catalogue, const struct fb_xml_node *item);

/* Checks the items of all catalogues: of a known kind each, and enough of each kind. */
fb_status fb_check_kinds(struct fb_checker *checker);

#endif
