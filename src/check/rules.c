/*
 * rules.c: the rules of a template, one after the other, on a record.
 */
#include "check/rule_run.h"
#include "check/traits.h"
#include "data/value.h"

#include <string.h>

struct check {
    fb_status (*each)(struct fb_rule_run *run); /* one element at a time */
    fb_status (*all)(struct fb_rule_run *run);  /* all elements at once */
    bool on_values;                             /* without `of`: on every text, not on the root */
    unsigned trait;                             /* 0: any text; else it looks at texts with this */
};

static const struct check CHECKS[FB_RULE_KIND_COUNT] = {
    [FB_RULE_OWN] = {.each = fb_rule_own},
    [FB_RULE_SUM] = {.each = fb_rule_sum},
    [FB_RULE_AT_MOST] = {.each = fb_rule_at_most},
    [FB_RULE_COSTS] = {.all = fb_rule_costs},
    [FB_RULE_HARD] = {.each = fb_rule_hard},
    [FB_RULE_WEIGHTS] = {.each = fb_rule_weights},
    [FB_RULE_SHARES] = {.all = fb_rule_shares},
    [FB_RULE_EXECUTION] = {.each = fb_rule_execution},
    [FB_RULE_SCORE] = {.each = fb_rule_score},
    [FB_RULE_GRADE] = {.each = fb_rule_grade},
    [FB_RULE_EXCESS] = {.each = fb_rule_excess},
    [FB_RULE_REASON] = {.each = fb_rule_reason},
    [FB_RULE_LOW_RATE] = {.each = fb_rule_low_rate},
    [FB_RULE_PERIOD] = {.each = fb_rule_period},
    [FB_RULE_YEARS] = {.each = fb_rule_years, .on_values = true},
    [FB_RULE_SYNTAX] = {.each = fb_rule_syntax},
    [FB_RULE_SATISFACTION] = {.each = fb_rule_satisfaction},
    [FB_RULE_NAMES] = {.all = fb_rule_names},
    [FB_RULE_VAGUE] = {.each = fb_rule_vague},
    [FB_RULE_DIRECTION] = {.each = fb_rule_direction},
    [FB_RULE_LENGTH] = {.each = fb_rule_length},
    [FB_RULE_DISTINCT] = {.each = fb_rule_distinct},
    [FB_RULE_AMOUNTS] = {.each = fb_rule_amounts},
    [FB_RULE_ALMOST] = {.each = fb_rule_almost},
    [FB_RULE_CUT] = {.each = fb_rule_cut, .on_values = true},
    [FB_RULE_PAIRS] = {.each = fb_rule_pairs, .on_values = true, .trait = FB_TRAIT_PAIR},
    [FB_RULE_PERSONAL] = {.each = fb_rule_personal, .on_values = true},
    [FB_RULE_PLACEHOLDERS] = {.each = fb_rule_placeholders,
                              .on_values = true,
                              .trait = FB_TRAIT_BLANK},
    [FB_RULE_REPEATED] = {.each = fb_rule_repeated, .on_values = true},
    [FB_RULE_SPACES] = {.each = fb_rule_spaces, .on_values = true, .trait = FB_TRAIT_SPACE},
    [FB_RULE_WORDING] = {.all = fb_rule_wording, .on_values = true},
    [FB_RULE_EMPTY_TABLE] = {.each = fb_rule_empty_table},
    [FB_RULE_CHARACTERS] = {.each = fb_rule_characters},
    [FB_RULE_BYTES] = {.each = fb_rule_bytes},
    [FB_RULE_FILLED] = {.each = fb_rule_filled},
};

struct value_list {
    FB_VECTOR(const struct fb_xml_node *) list;
};

/* Collects the elements without elements in them, in the order of the record. */
static fb_status collect_values(struct fb_checker *checker, const struct fb_xml_node *element,
                                struct value_list *out)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    for (; child != NULL; child = fb_xml_next(child)) {
        const struct fb_xml_node **slot;
        if (fb_xml_first(child) != NULL) {
            FB_TRY(collect_values(checker, child, out));
            continue;
        }
        if (fb_xml_first_content(child) == NULL)
            continue;
        slot = FB_PUSH(checker->arena, &out->list);
        FB_NEED(slot);
        *slot = child;
    }
    return FB_OK;
}

/* Collects the values with their texts: the rules on all of them then need not look them up. */
static fb_status need_values(struct fb_checker *checker)
{
    struct value_list values = {0};
    const char **texts;
    unsigned *traits;

    if (checker->value_texts != NULL)
        return FB_OK;
    FB_TRY(collect_values(checker, checker->root, &values));
    FB_NEED(texts = FB_NEW_ARRAY(checker->arena, const char *, values.list.count));
    FB_NEED(traits = FB_NEW_ARRAY(checker->arena, unsigned, values.list.count));
    for (size_t i = 0; i < values.list.count; i++) {
        FB_NEED(texts[i] = fb_value_of(values.list.items[i]));
        traits[i] = fb_text_traits(texts[i]);
    }
    checker->values = (struct fb_xpath_nodes){values.list.items, values.list.count};
    checker->value_texts = texts;
    checker->value_traits = traits;
    return FB_OK;
}

static bool is_on_values(const struct fb_rule *rule)
{
    return CHECKS[rule->kind].on_values && fb_rule_parameter(rule, "of") == NULL;
}

static fb_status select_nodes(struct fb_xpath_nodes *out, struct fb_checker *checker,
                              const struct fb_rule *rule)
{
    const struct fb_rule_parameter *of = fb_rule_parameter(rule, "of");

    if (of != NULL)
        return fb_xpath_nodes(out, checker->arena, checker->xpath,
                              of->as.expressions.items[0].compiled, checker->root);
    if (is_on_values(rule)) {
        FB_TRY(need_values(checker));
        *out = checker->values;
        return FB_OK;
    }
    out->items = FB_NEW(checker->arena, const struct fb_xml_node *);
    FB_NEED(out->items);
    out->items[0] = checker->root;
    out->count = 1;
    return FB_OK;
}

static fb_status run_rule(struct fb_rule_run *run)
{
    const struct check *check = &CHECKS[run->rule->kind];
    bool on_values = is_on_values(run->rule);

    if (check->all != NULL)
        return run->nodes->count > 0 ? check->all(run) : FB_OK;
    for (size_t i = 0; i < run->nodes->count; i++) {
        if (on_values && check->trait != 0 && (run->checker->value_traits[i] & check->trait) == 0)
            continue;
        run->node = run->nodes->items[i];
        run->text = on_values ? run->checker->value_texts[i] : NULL;
        FB_TRY(check->each(run));
    }
    return FB_OK;
}

static fb_status check_rule(struct fb_checker *checker, size_t index)
{
    const struct fb_rule *rule = &checker->template->rules[index];
    struct fb_rule_tally tally = {0};
    struct fb_xpath_nodes nodes;
    struct fb_rule_run run = {.checker = checker,
                              .rule = rule,
                              .nodes = &nodes,
                              .node = checker->root,
                              .found = &tally.found};
    fb_status status = select_nodes(&nodes, checker, rule);

    if (status == FB_OK)
        status = run_rule(&run);
    if (status == FB_ERR_INPUT) {
        fb_report(checker->sink, FB_DIAG_RULE_EXPRESSION, rule->position, rule->id);
        return FB_OK;
    }
    if (checker->setup->tallies != NULL) {
        checker->setup->tallies[index].looked += nodes.count;
        checker->setup->tallies[index].found += tally.found;
    }
    return status;
}

fb_status fb_check_rules(struct fb_checker *checker)
{
    for (size_t i = 0; i < checker->template->rule_count; i++)
        FB_TRY(check_rule(checker, i));
    return FB_OK;
}
