/*
 * rules_kinds.c: what the kinds of rows ask for, and how much they weigh.
 */
#include "base/quantity.h"
#include "check/rule_run.h"
#include "data/value.h"

#include <string.h>

static const struct fb_kind *find_kind(const struct fb_kind *kinds, size_t count, const char *value)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(kinds[i].value, value) == 0)
            return &kinds[i];
    }
    return NULL;
}

/* Finds the kind of a row; NULL for a row of no known kind, which is reported elsewhere. */
static fb_status kind_of(const struct fb_kind **out, struct fb_rule_run *run,
                         const struct fb_catalogue *catalogue)
{
    const struct fb_kind *kinds = catalogue->kinds;
    size_t count = catalogue->kind_count;

    *out = NULL;
    for (size_t i = 0; i < catalogue->level_count; i++) {
        const struct fb_xml_node *level = fb_check_find(run->node, catalogue->levels[i]);
        const char *value = level == NULL ? "" : fb_value_of(level);
        FB_NEED(value);
        *out = find_kind(kinds, count, value);
        if (*out == NULL)
            return FB_OK;
        kinds = (*out)->kinds;
        count = (*out)->kind_count;
    }
    return FB_OK;
}

fb_status fb_rule_hard(struct fb_rule_run *run)
{
    const struct fb_catalogue *catalogue = fb_rule_parameter(run->rule, "catalogue")->as.catalogue;
    const struct fb_kind *kind;
    struct fb_operand value;

    FB_TRY(kind_of(&kind, run, catalogue));
    FB_TRY(fb_operand_read(&value, run, "value"));
    if (kind == NULL || kind->obligation != FB_OBLIGATION_REQUIRED_HARD || value.text[0] == '\0' ||
        fb_has_number(value.text))
        return FB_OK;
    fb_rule_report(run, FB_DIAG_RULE_HARD, &value, fb_operand_name(run, &value),
                   fb_rule_excerpt(run, value.text), kind->value,
                   fb_obligation_name(kind->obligation));
    return FB_OK;
}

fb_status fb_rule_weights(struct fb_rule_run *run)
{
    const struct fb_expression *path = fb_rule_parameter(run->rule, "weight")->as.expressions.items;
    struct fb_checker *checker = run->checker;
    struct fb_decimal sum = {0}, expected;
    struct fb_operand whole, first = {0};
    struct fb_xpath_nodes nodes;

    FB_TRY(fb_operand_read(&whole, run, "whole"));
    FB_TRY(fb_xpath_nodes(&nodes, checker->arena, checker->xpath, path->compiled, run->node));
    for (size_t i = 0; i < nodes.count; i++) {
        struct fb_operand weight;
        struct fb_decimal number;
        FB_TRY(fb_operand_of(&weight, run, nodes.items[i]));
        if (!fb_operand_points(&number, &weight))
            continue;
        first = first.text == NULL ? weight : first;
        if (!fb_decimal_add(&sum, sum, number))
            return FB_OK;
    }
    if (first.text == NULL || !fb_operand_points(&expected, &whole) ||
        fb_decimal_compare(sum, expected) == 0)
        return FB_OK;
    fb_rule_report(run, FB_DIAG_RULE_WEIGHTS, &first, fb_rule_column_of(run, first.node),
                   fb_rule_number(run, sum), fb_rule_number(run, expected));
    return FB_OK;
}

/* ---- what groups of rows weigh together ---- */

/* The rows of one group. */
struct group {
    struct fb_operand first; /* the field that names the group, in its first row */
    struct fb_decimal sum;
    bool good; /* all weights are numbers, and their sum fits */
};

struct groups {
    FB_VECTOR(struct group) list;
};

static struct group *find_group(struct groups *groups, const char *name)
{
    for (size_t i = 0; i < groups->list.count; i++) {
        if (strcmp(groups->list.items[i].first.text, name) == 0)
            return &groups->list.items[i];
    }
    return NULL;
}

static fb_status add_row(struct groups *groups, struct fb_rule_run *run)
{
    struct fb_operand name, weight;
    struct fb_decimal number;
    struct group *group;

    FB_TRY(fb_operand_read(&name, run, "group"));
    FB_TRY(fb_operand_read(&weight, run, "weight"));
    if (name.text[0] == '\0' || !fb_operand_filled(&weight))
        return FB_OK;
    group = find_group(groups, name.text);
    if (group == NULL) {
        group = FB_PUSH(run->checker->arena, &groups->list);
        FB_NEED(group);
        *group = (struct group){.first = name, .good = true};
    }
    group->good = group->good && fb_operand_points(&number, &weight) &&
                  fb_decimal_add(&group->sum, group->sum, number);
    return FB_OK;
}

static const struct fb_rule_band *find_band(const struct fb_rule_parameter *bands,
                                            size_t alternative, const char *word)
{
    for (size_t i = 0; i < bands->as.bands.count; i++) {
        const struct fb_rule_band *band = &bands->as.bands.items[i];
        if (band->alternative == alternative && strcmp(band->word, word) == 0)
            return band;
    }
    return NULL;
}

/* Whether an alternative has a band for every group there is. */
static bool covers(const struct fb_rule_parameter *bands, size_t alternative,
                   const struct groups *groups)
{
    for (size_t i = 0; i < groups->list.count; i++) {
        if (find_band(bands, alternative, groups->list.items[i].first.text) == NULL)
            return false;
    }
    return true;
}

/* Whether an alternative has bands for the groups there are and for no others. */
static bool fits(const struct fb_rule_parameter *bands, size_t alternative,
                 const struct groups *groups)
{
    size_t count = 0;

    for (size_t i = 0; i < bands->as.bands.count; i++)
        count += bands->as.bands.items[i].alternative == alternative;
    return count == groups->list.count && covers(bands, alternative, groups);
}

/* Chooses the alternative for the groups there are: one that fits, else the first that covers. */
static bool choose(size_t *out, const struct fb_rule_parameter *bands, const struct groups *groups)
{
    size_t last = bands->as.bands.count == 0
                      ? 0
                      : bands->as.bands.items[bands->as.bands.count - 1].alternative;

    for (*out = 0; *out <= last; ++*out) {
        if (fits(bands, *out, groups))
            return true;
    }
    for (*out = 0; *out <= last; ++*out) {
        if (covers(bands, *out, groups))
            return true;
    }
    return false;
}

static const char *describe(struct fb_rule_run *run, const struct fb_rule_band *band)
{
    const char *text;

    if (fb_decimal_compare(band->low, band->high) == 0)
        return fb_rule_number(run, band->low);
    text = fb_arena_format(run->checker->arena, "%s–%s", fb_rule_number(run, band->low),
                           fb_rule_number(run, band->high));
    return text == NULL ? "" : text;
}

fb_status fb_rule_shares(struct fb_rule_run *run)
{
    const struct fb_rule_parameter *bands = fb_rule_parameter(run->rule, "expected");
    struct groups groups = {0};
    size_t alternative;

    for (size_t i = 0; i < run->nodes->count; i++) {
        run->node = run->nodes->items[i];
        FB_TRY(add_row(&groups, run));
    }
    if (!choose(&alternative, bands, &groups))
        return FB_OK;
    for (size_t i = 0; i < groups.list.count; i++) {
        const struct group *group = &groups.list.items[i];
        const struct fb_rule_band *band = find_band(bands, alternative, group->first.text);
        if (!group->good || (fb_decimal_compare(group->sum, band->low) >= 0 &&
                             fb_decimal_compare(group->sum, band->high) <= 0))
            continue;
        fb_rule_report(run, FB_DIAG_RULE_SHARE, &group->first, group->first.text,
                       fb_rule_number(run, group->sum), describe(run, band));
    }
    return FB_OK;
}
