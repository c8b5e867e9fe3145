/*
 * check_private.h: what the files of this room share.
 */
#ifndef FB_CHECK_CHECK_PRIVATE_H
#define FB_CHECK_CHECK_PRIVATE_H

#include "base/vector.h"
#include "check/check.h"
#include "template/rule.h"

/* A rule that the record silences (silence.c). */
struct fb_silence {
    const char *rule;
    const char *reason;
    const struct fb_xml_node *element; /* <忽略>; it counts inside its parent */
    size_t used;                       /* findings that were not reported */
};

/* So many characters, the first plane, are looked up in the fonts only once. */
enum { FB_CHECK_REMEMBERED = 0x10000 };

struct fb_checker {
    struct fb_arena *arena; /* for what a check needs in between */
    const struct fb_template *template;
    const struct fb_xml *record;
    const struct fb_xml_node *root; /* of the record */
    const struct fb_check_setup *setup;
    struct fb_xpath_context *xpath;             /* the record's */
    bool roles[FB_FONT_ROLES];                  /* the typefaces that the template's styles use */
    uint32_t covered[FB_CHECK_REMEMBERED / 32]; /* a bit for each character that all of them have */
    FB_VECTOR(struct fb_silence) silences;
    struct fb_xpath_nodes values; /* all elements of the record that hold text (rules.c) */
    bool values_known;
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

/* Returns the declared field of an element of the record, or NULL. */
const struct fb_field *fb_check_field_of(const struct fb_checker *checker,
                                         const struct fb_xml_node *element);

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

/* ---- silence.c ---- */

/* Whether an element of the record is one that silences a rule. */
bool fb_check_is_silence(const struct fb_xml_node *element);

/* Reads such an element, and reports what is wrong with it. */
fb_status fb_check_read_silence(struct fb_checker *checker, const struct fb_xml_node *element);

/* Whether the record silences a rule at a place; counts it. */
bool fb_check_silenced(struct fb_checker *checker, const struct fb_rule *rule,
                       const struct fb_xml_node *node);

/* Reports what was silenced, and what silenced nothing. */
fb_status fb_check_report_silences(struct fb_checker *checker);

/* ---- rules.c ---- */

/* Checks the rules of the template, in its order. */
fb_status fb_check_rules(struct fb_checker *checker);

#endif
