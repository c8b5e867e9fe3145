/*
 * rule_run.h: what the checks of single rules share.
 *
 * A check gets a run: the rule, and the element of the record that the rule's `of` selected (the
 * root if it has no `of`). It reads the operands it needs by the names of the rule's parameters and
 * reports what it finds at the operand that is wrong.
 */
#ifndef FB_CHECK_RULE_RUN_H
#define FB_CHECK_RULE_RUN_H

#include "base/decimal.h"
#include "check/check_private.h"

struct fb_rule_run {
    struct fb_checker *checker;
    const struct fb_rule *rule;
    const struct fb_xpath_nodes *nodes; /* all that `of` selects, for a check of the second list */
    const struct fb_xml_node *node;     /* the one of them that is looked at */
    const char *text;                   /* its value, where it is known already; else NULL */
    size_t *found;                      /* findings so far, silenced ones with them */
};

/* What an expression of a rule gives. */
struct fb_operand {
    const struct fb_xml_node *node; /* the first element it selects; NULL: computed, or none */
    const char *text;               /* its value; "" if there is none, NULL without parameter */
    const struct fb_expression *expression; /* NULL: it is the element that is looked at */
};

/*
 * Reads the operand that a parameter names. FB_ERR_INPUT if the expression cannot be evaluated; the
 * rule is then reported as a whole.
 */
FB_MUST_USE fb_status fb_operand_read(struct fb_operand *out, const struct fb_rule_run *run,
                                      const char *parameter);
FB_MUST_USE fb_status fb_operand_evaluate(struct fb_operand *out, const struct fb_rule_run *run,
                                          const struct fb_expression *expression,
                                          const struct fb_xml_node *node);

/* The operand that is an element of the record itself. */
FB_MUST_USE fb_status fb_operand_of(struct fb_operand *out, const struct fb_rule_run *run,
                                    const struct fb_xml_node *node);

/* Whether there is text, other than one of the marks for "none": —, /, *, -. */
bool fb_operand_filled(const struct fb_operand *operand);

/* Reads an amount; blank is 0. False if the operand is no amount, which others report. */
bool fb_operand_amount(struct fb_decimal *out, const struct fb_operand *operand);

/* Reads points or a weight: a number with or without 分 or % behind it; false if blank or none. */
bool fb_operand_points(struct fb_decimal *out, const struct fb_operand *operand);

/* Returns an element as an argument of a message, which names it in words (diag/field.h). */
const char *fb_rule_field_of(const struct fb_rule_run *run, const struct fb_xml_node *element);

/* Likewise the fields of one name in all rows of a list. */
const char *fb_rule_column_of(const struct fb_rule_run *run, const struct fb_xml_node *element);

/* Returns an element as programs know it: 项目年度资金/资金总额, 绩效指标/指标[3]/指标值. */
const char *fb_rule_path_of(const struct fb_rule_run *run, const struct fb_xml_node *element);

/* Returns the operand's field as such an argument; the expression if it selects nothing. */
const char *fb_operand_name(const struct fb_rule_run *run, const struct fb_operand *operand);

/* The unit that the template declares for the operand's field; "" if none. */
const char *fb_operand_unit(const struct fb_rule_run *run, const struct fb_operand *operand);

/* Returns at most so many characters of a text, for a message, with … where it was cut. */
const char *fb_rule_excerpt(const struct fb_rule_run *run, const char *text);

/* Returns a number with as many decimals as it needs. */
const char *fb_rule_number(const struct fb_rule_run *run, struct fb_decimal value);

/* Parameters that are no expressions, with what holds where the rule does not give them. */
struct fb_decimal fb_rule_decimal(const struct fb_rule *rule, const char *name, int64_t fallback);
bool fb_rule_yes(const struct fb_rule *rule, const char *name);

/* Returns the words of a parameter; none if it is not given. */
const char *const *fb_rule_words(size_t *count, const struct fb_rule *rule, const char *name);

/*
 * Reports a finding at bytes of an operand's text (length 0: all of it), or, if the operand is no
 * element, at the element that is looked at. Used through the macro.
 */
struct fb_spot {
    const struct fb_operand *operand;
    size_t offset, length;
};
void fb_rule_report_at(const struct fb_rule_run *run, enum fb_diag_code code, struct fb_spot spot,
                       const char *const arguments[]);

#define fb_rule_report(run, code, operand, ...)                         \
    fb_rule_report_at((run), (code), (struct fb_spot){(operand), 0, 0}, \
                      (const char *const[]){__VA_ARGS__, NULL})
#define fb_rule_report_in(run, code, operand, offset, length, ...)                    \
    fb_rule_report_at((run), (code), (struct fb_spot){(operand), (offset), (length)}, \
                      (const char *const[]){__VA_ARGS__, NULL})

/*
 * The checks. Those of the first list look at one element at a time, those of the second at all
 * that `of` selects.
 */
fb_status fb_rule_own(struct fb_rule_run *run);
fb_status fb_rule_sum(struct fb_rule_run *run);
fb_status fb_rule_at_most(struct fb_rule_run *run);
fb_status fb_rule_hard(struct fb_rule_run *run);
fb_status fb_rule_weights(struct fb_rule_run *run);
fb_status fb_rule_execution(struct fb_rule_run *run);
fb_status fb_rule_score(struct fb_rule_run *run);
fb_status fb_rule_grade(struct fb_rule_run *run);
fb_status fb_rule_excess(struct fb_rule_run *run);
fb_status fb_rule_reason(struct fb_rule_run *run);
fb_status fb_rule_low_rate(struct fb_rule_run *run);
fb_status fb_rule_period(struct fb_rule_run *run);
fb_status fb_rule_years(struct fb_rule_run *run);
fb_status fb_rule_syntax(struct fb_rule_run *run);
fb_status fb_rule_satisfaction(struct fb_rule_run *run);
fb_status fb_rule_vague(struct fb_rule_run *run);
fb_status fb_rule_direction(struct fb_rule_run *run);
fb_status fb_rule_length(struct fb_rule_run *run);
fb_status fb_rule_distinct(struct fb_rule_run *run);
fb_status fb_rule_amounts(struct fb_rule_run *run);
fb_status fb_rule_almost(struct fb_rule_run *run);
fb_status fb_rule_cut(struct fb_rule_run *run);
fb_status fb_rule_pairs(struct fb_rule_run *run);
fb_status fb_rule_personal(struct fb_rule_run *run);
fb_status fb_rule_placeholders(struct fb_rule_run *run);
fb_status fb_rule_repeated(struct fb_rule_run *run);
fb_status fb_rule_spaces(struct fb_rule_run *run);
fb_status fb_rule_characters(struct fb_rule_run *run);
fb_status fb_rule_bytes(struct fb_rule_run *run);
fb_status fb_rule_filled(struct fb_rule_run *run);
fb_status fb_rule_empty_table(struct fb_rule_run *run);

fb_status fb_rule_costs(struct fb_rule_run *run);
fb_status fb_rule_shares(struct fb_rule_run *run);
fb_status fb_rule_names(struct fb_rule_run *run);
fb_status fb_rule_wording(struct fb_rule_run *run);

#endif
