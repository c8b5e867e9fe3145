/*
 * rules.c: the rules of a template on a record.
 *
 * A record is walked once, in its order, and every rule looks at the elements that it is about when
 * the walk comes to them: of a long list no cache would hold the first rows when a rule has come to
 * the last. What is found is put into the order of the rules afterwards. Rules that look at all
 * their elements at once are asked after the walk, and so are those whose elements no simple path
 * selects.
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

/* A rule while the record is checked. */
struct progress {
    const struct check *check;
    const struct fb_xpath *of; /* what selects its elements; NULL: the root, or the values */
    struct fb_rule_run run;
    struct fb_rule_tally tally;
    bool failed; /* it cannot be evaluated, and is not asked again */
    FB_VECTOR(const struct fb_xml_node *) chosen; /* what is to be looked at at once */
};

/* Rules that are looking for elements, or for values. */
struct seeking {
    struct progress **items;
    size_t count;
};

struct walk {
    struct fb_checker *checker;
    struct progress *rules; /* as many as the template has, in its order */
    size_t count;
    size_t depth;            /* steps of the longest path */
    struct progress **lists; /* room for `count` rules at each step */
    struct seeking on_values;
};

/* What a rule found while it looked. A rule that fails is reported as a whole. */
static fb_status settle(struct walk *walk, struct progress *rule, fb_status status)
{
    if (status != FB_ERR_INPUT)
        return status;
    rule->failed = true;
    fb_report(walk->checker->sink, FB_DIAG_RULE_EXPRESSION, rule->run.rule->position,
              rule->run.rule->id);
    return FB_OK;
}

/* Has a rule look at an element, or keep it for later; `text` is its value, or NULL. */
static fb_status look(struct walk *walk, struct progress *rule, const struct fb_xml_node *element,
                      const char *text)
{
    const struct fb_xml_node **slot;

    if (rule->failed)
        return FB_OK;
    rule->tally.looked++;
    if (rule->check->all != NULL) {
        FB_NEED(slot = FB_PUSH(walk->checker->arena, &rule->chosen));
        *slot = element;
        return FB_OK;
    }
    rule->run.node = element;
    rule->run.text = text;
    return settle(walk, rule, rule->check->each(&rule->run));
}

/* ---- the walk ---- */

/* Has the rules on all values look at one, which is an element without elements. */
static fb_status look_at_value(struct walk *walk, const struct fb_xml_node *element)
{
    const char *text;
    unsigned traits;

    if (walk->on_values.count == 0)
        return FB_OK;
    FB_NEED(text = fb_value_of(element));
    traits = fb_text_traits(text);
    for (size_t i = 0; i < walk->on_values.count; i++) {
        struct progress *rule = walk->on_values.items[i];
        if (rule->check->trait == 0 || (traits & rule->check->trait) != 0)
            FB_TRY(look(walk, rule, element, text));
        else
            rule->tally.looked++;
    }
    return FB_OK;
}

static fb_status walk_inside(struct walk *walk, const struct fb_xml_node *element, size_t step,
                             struct seeking seeking);

/* Has the rules look at an element whose next step it is, and goes on inside it. */
static fb_status walk_element(struct walk *walk, const struct fb_xml_node *element, size_t step,
                              struct seeking seeking)
{
    struct seeking below = {0};

    if (seeking.count > 0)
        below.items = walk->lists + (step + 1) * walk->count;
    for (size_t i = 0; i < seeking.count; i++) {
        struct progress *rule = seeking.items[i];
        bool taken;
        FB_TRY(fb_xpath_takes(&taken, rule->of, step, element));
        if (taken && step + 1 == fb_xpath_steps(rule->of))
            FB_TRY(look(walk, rule, element, NULL));
        else if (taken)
            below.items[below.count++] = rule;
    }
    if (fb_xml_first(element) != NULL)
        return walk_inside(walk, element, step + 1, below);
    return fb_xml_first_content(element) != NULL ? look_at_value(walk, element) : FB_OK;
}

/* The depth is bounded by FB_XML_DEPTH_LIMIT. */
static fb_status walk_inside(struct walk *walk, const struct fb_xml_node *element, size_t step,
                             struct seeking seeking)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    if (seeking.count == 0 && walk->on_values.count == 0)
        return FB_OK;
    for (; child != NULL; child = fb_xml_next(child))
        FB_TRY(walk_element(walk, child, step, seeking));
    return FB_OK;
}

/* ---- before and after it ---- */

static void begin_rule(struct progress *out, struct fb_checker *checker, const struct fb_rule *rule)
{
    const struct fb_rule_parameter *of = fb_rule_parameter(rule, "of");

    *out = (struct progress){
        .check = &CHECKS[rule->kind],
        .of = of == NULL ? NULL : of->as.expressions.items[0].compiled,
        .run = {
            .checker = checker, .rule = rule, .node = checker->root, .found = &out->tally.found}};
}

/* Divides the rules by what they look at; the lists are those of the first step. */
static fb_status begin(struct walk *walk, struct seeking *seeking)
{
    struct fb_arena *arena = walk->checker->arena;

    for (size_t i = 0; i < walk->count; i++) {
        struct progress *rule = &walk->rules[i];
        begin_rule(rule, walk->checker, &walk->checker->template->rules[i]);
        if (rule->of != NULL && fb_xpath_steps(rule->of) > walk->depth)
            walk->depth = fb_xpath_steps(rule->of);
    }
    FB_NEED(walk->lists = FB_NEW_ARRAY(arena, struct progress *, (walk->depth + 2) * walk->count));
    *seeking = (struct seeking){.items = walk->lists};
    walk->on_values.items = walk->lists + (walk->depth + 1) * walk->count;
    for (size_t i = 0; i < walk->count; i++) {
        struct progress *rule = &walk->rules[i];
        if (rule->of == NULL && rule->check->on_values)
            walk->on_values.items[walk->on_values.count++] = rule;
        else if (rule->of != NULL && fb_xpath_steps(rule->of) > 0)
            seeking->items[seeking->count++] = rule;
    }
    return FB_OK;
}

/* Has a rule look at the root, or at what the library of XPath selects. */
static fb_status look_outside(struct walk *walk, struct progress *rule)
{
    struct fb_checker *checker = walk->checker;
    struct fb_xpath_nodes nodes;
    fb_status status;

    if (rule->of == NULL)
        return rule->check->on_values ? FB_OK : look(walk, rule, checker->root, NULL);
    if (fb_xpath_steps(rule->of) > 0)
        return FB_OK;
    status = fb_xpath_nodes(&nodes, checker->arena, checker->xpath, rule->of, checker->root);
    for (size_t i = 0; status == FB_OK && i < nodes.count; i++)
        status = look(walk, rule, nodes.items[i], NULL);
    return settle(walk, rule, status);
}

static fb_status look_at_all(struct walk *walk, struct progress *rule)
{
    const struct fb_xpath_nodes nodes = {rule->chosen.items, rule->chosen.count};
    struct fb_rule_run run = rule->run;

    if (rule->failed || nodes.count == 0)
        return FB_OK;
    run.nodes = &nodes;
    return settle(walk, rule, rule->check->all(&run));
}

static void add_tally(const struct walk *walk, size_t index)
{
    struct fb_rule_tally *tally = &walk->checker->setup->tallies[index];

    if (walk->rules[index].failed)
        return;
    tally->looked += walk->rules[index].tally.looked;
    tally->found += walk->rules[index].tally.found;
}

static fb_status finish(struct walk *walk)
{
    for (size_t i = 0; i < walk->count; i++) {
        FB_TRY(look_outside(walk, &walk->rules[i]));
        FB_TRY(look_at_all(walk, &walk->rules[i]));
        if (walk->checker->setup->tallies != NULL)
            add_tally(walk, i);
    }
    return FB_OK;
}

fb_status fb_check_rules(struct fb_checker *checker)
{
    struct walk walk = {.checker = checker, .count = checker->template->rule_count};
    size_t before = fb_diagnostics_kept(checker->sink);
    struct seeking seeking;

    FB_NEED(walk.rules = FB_NEW_ARRAY(checker->arena, struct progress, walk.count));
    FB_TRY(begin(&walk, &seeking));
    FB_TRY(walk_inside(&walk, checker->root, 0, seeking));
    FB_TRY(finish(&walk));
    fb_diagnostics_order(checker->sink, before);
    return FB_OK;
}
