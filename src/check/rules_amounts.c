/*
 * rules_amounts.c: amounts of money that must agree.
 */
#include "base/quantity.h"
#include "check/rule_run.h"

#include <string.h>

/* So many parts of a sum are written out in a message. */
enum { PARTS_SHOWN = 6 };

/* What was added up, and how. */
struct addition {
    struct fb_decimal sum;
    const char *text; /* "90 + 3.5"; beyond PARTS_SHOWN parts it ends with … */
    size_t count;
    bool good; /* every part was a number, and the sum fits */
};

static fb_status add(struct addition *addition, const struct fb_rule_run *run,
                     struct fb_decimal part)
{
    struct fb_arena *arena = run->checker->arena;

    addition->good = addition->good && fb_decimal_add(&addition->sum, addition->sum, part);
    if (addition->count < PARTS_SHOWN)
        addition->text =
            fb_arena_format(arena, "%s%s%s", addition->text, addition->count == 0 ? "" : " + ",
                            fb_rule_number(run, part));
    else if (addition->count == PARTS_SHOWN)
        addition->text = fb_arena_format(arena, "%s + …", addition->text);
    FB_NEED(addition->text);
    addition->count++;
    return FB_OK;
}

static struct addition addition_new(void)
{
    return (struct addition){.text = "", .good = true};
}

/* Writes an addition for a message: "90 + 3.5 = 93.5"; of one part or none the sum alone. */
static const char *equation(const struct fb_rule_run *run, const struct addition *addition)
{
    const char *sum = fb_rule_number(run, addition->sum);
    const char *text = addition->count < 2
                           ? sum
                           : fb_arena_format(run->checker->arena, "%s = %s", addition->text, sum);

    return text == NULL ? sum : text;
}

static struct fb_decimal negative(struct fb_decimal value)
{
    value.units = -value.units;
    return value;
}

/* Sets `*out` to the distance of two numbers; false if it does not fit. */
static bool distance(struct fb_decimal *out, struct fb_decimal a, struct fb_decimal b)
{
    if (!fb_decimal_add(out, a, negative(b)))
        return false;
    if (out->units < 0)
        *out = negative(*out);
    return true;
}

/* Reports a part that is more than the whole; true if it is. */
static bool part_too_large(struct fb_rule_run *run, const struct fb_operand *part,
                           const struct fb_operand *total)
{
    struct fb_decimal whole, amount;

    if (!fb_operand_amount(&whole, total) || !fb_operand_amount(&amount, part) ||
        fb_decimal_compare(amount, whole) <= 0 || whole.units < 0)
        return false;
    fb_rule_report(run, FB_DIAG_RULE_PART, part, fb_operand_name(run, part),
                   fb_rule_number(run, amount), fb_operand_name(run, total),
                   fb_rule_number(run, whole));
    return true;
}

/* Adds the parts that one expression selects; `*reported` if one is more than the whole. */
static fb_status add_parts(struct addition *out, struct fb_rule_run *run,
                           const struct fb_expression *path, const struct fb_operand *total,
                           bool *reported)
{
    struct fb_checker *checker = run->checker;
    struct fb_xpath_nodes nodes;

    FB_TRY(fb_xpath_nodes(&nodes, checker->arena, checker->xpath, path->compiled, run->node));
    for (size_t i = 0; i < nodes.count; i++) {
        struct fb_operand part;
        struct fb_decimal amount;
        FB_TRY(fb_operand_of(&part, run, nodes.items[i]));
        if (!fb_operand_filled(&part))
            continue;
        out->good = out->good && fb_operand_amount(&amount, &part);
        if (!out->good)
            return FB_OK;
        FB_TRY(add(out, run, amount));
        *reported = *reported || part_too_large(run, &part, total);
    }
    return FB_OK;
}

fb_status fb_rule_sum(struct fb_rule_run *run)
{
    const struct fb_rule_parameter *parts = fb_rule_parameter(run->rule, "parts");
    struct addition addition = addition_new();
    struct fb_decimal whole, difference;
    struct fb_operand total;
    bool reported = false;

    FB_TRY(fb_operand_read(&total, run, "total"));
    if (!fb_operand_amount(&whole, &total))
        return FB_OK;
    for (size_t i = 0; i < parts->as.expressions.count; i++)
        FB_TRY(add_parts(&addition, run, &parts->as.expressions.items[i], &total, &reported));
    if (reported || !addition.good || !distance(&difference, whole, addition.sum) ||
        fb_decimal_compare(difference, fb_rule_decimal(run->rule, "tolerance", 0)) <= 0)
        return FB_OK;
    fb_rule_report(run, FB_DIAG_RULE_SUM, &total, fb_operand_name(run, &total),
                   fb_rule_number(run, whole), equation(run, &addition),
                   fb_rule_number(run, difference));
    return FB_OK;
}

static fb_status compare_fields(struct fb_rule_run *run, const struct fb_operand *value,
                                const struct fb_operand *limit)
{
    struct fb_decimal amount, most;

    if (!fb_operand_filled(value) || !fb_operand_amount(&amount, value) ||
        !fb_operand_amount(&most, limit) || fb_decimal_compare(amount, most) <= 0)
        return FB_OK;
    fb_rule_report(run, FB_DIAG_RULE_AT_MOST, value, fb_operand_name(run, value),
                   fb_rule_number(run, amount), fb_operand_name(run, limit),
                   fb_rule_number(run, most));
    return FB_OK;
}

/* The field of a name inside an operand's element. */
static fb_status inner_operand(struct fb_operand *out, const struct fb_rule_run *run,
                               const struct fb_operand *group, const char *name)
{
    const struct fb_xml_node *child = group->node == NULL ? NULL : fb_check_find(group->node, name);

    *out = (struct fb_operand){.node = group->node, .text = ""};
    return child == NULL ? FB_OK : fb_operand_of(out, run, child);
}

fb_status fb_rule_at_most(struct fb_rule_run *run)
{
    struct fb_operand value, limit;
    const char *const *names;
    size_t count;

    FB_TRY(fb_operand_read(&value, run, "value"));
    FB_TRY(fb_operand_read(&limit, run, "limit"));
    names = fb_rule_words(&count, run->rule, "names");
    if (count == 0)
        return compare_fields(run, &value, &limit);
    for (size_t i = 0; i < count; i++) {
        struct fb_operand inner, most;
        FB_TRY(inner_operand(&inner, run, &value, names[i]));
        FB_TRY(inner_operand(&most, run, &limit, names[i]));
        FB_TRY(compare_fields(run, &inner, &most));
    }
    return FB_OK;
}

/*
 * Sets the power of ten of 元 that the unit of a field of the record is. If no unit is declared for
 * it, that is reported, for an amount in words can be compared with no bare number.
 */
static bool known_unit(int *power, struct fb_rule_run *run, const struct fb_operand *value,
                       const struct fb_operand *against)
{
    const char *unit = fb_operand_unit(run, against);
    size_t length;

    if (fb_money_unit(power, &length, unit) && unit[length] == '\0')
        return true;
    fb_rule_report(run, FB_DIAG_RULE_UNIT, value, fb_operand_name(run, value),
                   fb_operand_name(run, against));
    return false;
}

/* Adds the amount that a value is, all of it: "≤824.355万元"; not good if it is anything else. */
static fb_status add_cost(struct addition *out, struct fb_rule_run *run,
                          const struct fb_operand *value, int power)
{
    struct fb_amount amount, second;
    struct fb_decimal part;

    out->good = out->good && fb_amount_next(&amount, value->text, 0) && !amount.each &&
                value->text[amount.offset + amount.length] == '\0' &&
                !fb_amount_next(&second, value->text, amount.offset + amount.length) &&
                fb_amount_in(&part, &amount, power);
    return out->good ? add(out, run, part) : FB_OK;
}

fb_status fb_rule_costs(struct fb_rule_run *run)
{
    struct addition addition = addition_new();
    struct fb_operand against, value, first = {0};
    struct fb_decimal whole;
    int power;

    FB_TRY(fb_operand_read(&against, run, "against"));
    if (!fb_operand_filled(&against) || !fb_operand_amount(&whole, &against))
        return FB_OK;
    for (size_t i = 0; i < run->nodes->count; i++) {
        run->node = run->nodes->items[i];
        FB_TRY(fb_operand_read(&value, run, "value"));
        if (!fb_operand_filled(&value))
            continue;
        if (first.text == NULL && !known_unit(&power, run, &value, &against))
            return FB_OK;
        first = first.text == NULL ? value : first;
        FB_TRY(add_cost(&addition, run, &value, power));
    }
    if (addition.count == 0 || !addition.good || fb_decimal_compare(addition.sum, whole) == 0)
        return FB_OK;
    fb_rule_report(run, FB_DIAG_RULE_COSTS, &first, equation(run, &addition),
                   fb_operand_name(run, &against), fb_rule_number(run, whole),
                   fb_operand_unit(run, &against));
    return FB_OK;
}

/* The amounts that a text names, in units of the field that they are compared with. */
struct named_amounts {
    struct addition addition;
    bool has_whole;  /* the whole amount itself is one of them: the others are of it */
    size_t from, to; /* bytes from the first to the last */
};

static fb_status collect_amounts(struct named_amounts *out, struct fb_rule_run *run,
                                 const struct fb_operand *text, struct fb_decimal whole, int power)
{
    struct fb_amount amount;

    *out = (struct named_amounts){.addition = addition_new()};
    for (size_t at = 0; fb_amount_next(&amount, text->text, at);
         at = amount.offset + amount.length) {
        struct fb_decimal part;
        if (amount.each || !amount.spent || !fb_amount_in(&part, &amount, power))
            continue;
        if (out->addition.count == 0)
            out->from = amount.offset;
        out->to = amount.offset + amount.length;
        out->has_whole = out->has_whole || fb_decimal_compare(part, whole) == 0;
        FB_TRY(add(&out->addition, run, part));
    }
    return FB_OK;
}

fb_status fb_rule_amounts(struct fb_rule_run *run)
{
    struct fb_operand text, against;
    struct named_amounts named;
    struct fb_decimal whole;
    struct fb_amount any;
    int power;

    FB_TRY(fb_operand_of(&text, run, run->node));
    FB_TRY(fb_operand_read(&against, run, "against"));
    if (!fb_operand_filled(&against) || !fb_operand_amount(&whole, &against) ||
        !fb_amount_next(&any, text.text, 0) || !known_unit(&power, run, &text, &against))
        return FB_OK;
    FB_TRY(collect_amounts(&named, run, &text, whole, power));
    if (named.addition.count == 0 || !named.addition.good || named.has_whole ||
        fb_decimal_compare(named.addition.sum, whole) == 0)
        return FB_OK;
    fb_rule_report_in(run, FB_DIAG_RULE_AMOUNTS, &text, named.from, named.to - named.from,
                      fb_operand_name(run, &text), equation(run, &named.addition),
                      fb_operand_name(run, &against), fb_rule_number(run, whole),
                      fb_operand_unit(run, &against));
    return FB_OK;
}
