/*
 * rule.h: the rules by which a template judges a record.
 *
 * A rule is an element of the template's <rules>. Each kind of rule is a named check with
 * parameters (rule_kinds.def); a rule of the template's own has an XPath test and messages. The
 * check itself is done in check/.
 *
 * Invariants after fb_template_read: all expressions are compiled, all parameters that a kind needs
 * are there, and rules that are off are left out.
 */
#ifndef FB_TEMPLATE_RULE_H
#define FB_TEMPLATE_RULE_H

#include "base/decimal.h"
#include "template/template.h"

enum fb_rule_kind {
#define FB_RULE_KIND(kind, element, id, level, parameters) FB_RULE_##kind,
#include "template/rule_kinds.def"
#undef FB_RULE_KIND
    FB_RULE_KIND_COUNT
};

/* The languages in which a rule of the template's own has its message. */
enum fb_rule_language { FB_RULE_CHINESE, FB_RULE_ENGLISH, FB_RULE_LANGUAGES };

enum fb_rule_parameter_kind {
    FB_PARAMETER_NODES,  /* an expression that selects elements of the record */
    FB_PARAMETER_PATH,   /* an expression on an element that `of` selects */
    FB_PARAMETER_PATHS,  /* several of them */
    FB_PARAMETER_RECORD, /* an expression on the record's root */
    FB_PARAMETER_NUMBER,
    FB_PARAMETER_WORDS,
    FB_PARAMETER_BANDS, /* words that each stand for numbers: 产出指标:50 达成:80-100 */
    FB_PARAMETER_YES,
    FB_PARAMETER_CATALOGUE,
};

/* A word and the numbers from `low` to `high` that belong to it. */
struct fb_rule_band {
    const char *word;
    struct fb_decimal low, high;
    size_t alternative; /* from 0: bands that hold together; "|" begins others */
};

struct fb_rule_parameter {
    const char *name;
    enum fb_rule_parameter_kind kind;
    union {
        struct {
            const struct fb_expression *items;
            size_t count; /* 1, but of FB_PARAMETER_PATHS */
        } expressions;
        struct fb_decimal number;
        struct {
            const char *const *items;
            size_t count;
        } words;
        struct {
            const struct fb_rule_band *items;
            size_t count;
        } bands;
        bool yes;
        const struct fb_catalogue *catalogue; /* NULL: there is none of that name */
    } as;
};

struct fb_rule {
    enum fb_rule_kind kind;
    const char *id; /* by which a record names it; several rules may share one */
    enum fb_level level;
    bool binding; /* a record may not silence it */
    const struct fb_rule_parameter *parameters;
    size_t parameter_count;
    struct fb_content messages[FB_RULE_LANGUAGES]; /* of a rule of the template's own */
    struct fb_content hints[FB_RULE_LANGUAGES];
    struct fb_position position; /* of its element in the template */
};

/* Returns the parameter of that name, or NULL if the rule does not give it. */
const struct fb_rule_parameter *fb_rule_parameter(const struct fb_rule *rule, const char *name);

/* Returns the element by which a template switches a kind on. */
const char *fb_rule_element(enum fb_rule_kind kind);

#endif
