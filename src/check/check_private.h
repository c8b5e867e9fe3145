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

struct fb_checker {
    struct fb_arena *arena; /* for what a check needs in between */
    const struct fb_template *template;
    const struct fb_xml *record;
    const struct fb_xml_node *root; /* of the record */
    const struct fb_check_setup *setup;
    struct fb_xpath_context *xpath; /* the record's */
    bool blank;                     /* the record is a blank form: nothing is required */
    bool namespaced;                /* a namespace was reported: one is enough */
    unsigned roles;                 /* bits of the typefaces that the template's styles use */
    FB_VECTOR(struct fb_silence) silences;
    struct fb_diagnostics *sink;
};

/* ---- blank.c ---- */

/* Finds out whether the record is a blank form, and says so. */
fb_status fb_check_blank(struct fb_checker *checker);

/* ---- fields.c ---- */

/* Checks the elements inside the record's root. */
fb_status fb_check_fields(struct fb_checker *checker);

/* A value while it is checked: text that is not empty. */
struct fb_checked_value {
    const struct fb_field *field;
    const struct fb_xml_node *element;
    const char *text;
    size_t length;
};

/* Where a value stands. To find that out costs more than to check most values. */
struct fb_position fb_checked_position(const struct fb_checked_value *value);

/* Reports a value that is not of its field's type or form, or not within its limits. */
FB_MUST_USE fb_status fb_check_type(struct fb_checker *checker,
                                    const struct fb_checked_value *value);

/* Returns the first child of a name, or NULL. */
const struct fb_xml_node *fb_check_find(const struct fb_xml_node *element, const char *name);

/* Whether an element is in a namespace, where a record has none; the first is reported. */
bool fb_check_namespace(struct fb_checker *checker, const struct fb_xml_node *element);

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
fb_status fb_check_blank_item(bool *out, const struct fb_catalogue *catalogue,
                              const struct fb_xml_node *item);

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
