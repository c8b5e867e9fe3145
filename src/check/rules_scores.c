/*
 * rules_scores.c: points, and what they are given for.
 */
#include "check/indicator.h"
#include "check/rule_run.h"

#include <string.h>

enum { HUNDRED = 100, LOW_RATE = 90, EXCESS_FACTOR = 150 };

static const struct fb_decimal PERCENT = {.units = HUNDRED};

/* Reports points that are more than their weight; true if they are. */
static bool points_above(struct fb_rule_run *run, const struct fb_operand *points,
                         struct fb_decimal stated, struct fb_decimal weight)
{
    if (fb_decimal_compare(stated, weight) <= 0)
        return false;
    fb_rule_report(run, FB_DIAG_RULE_POINTS, points, fb_operand_name(run, points),
                   fb_rule_number(run, stated), fb_rule_number(run, weight));
    return true;
}

/* Sets `*out` to whole × part ÷ of with so many decimals; false if there is no such number. */
static bool share(struct fb_decimal *out, struct fb_decimal whole, struct fb_decimal part,
                  struct fb_decimal of, unsigned decimals)
{
    struct fb_decimal product;

    return fb_decimal_multiply(&product, whole, part) &&
           fb_decimal_divide(out, product, of, decimals);
}

/* ---- rate of execution ---- */

/* The two amounts whose quotient is the rate. */
struct execution {
    struct fb_operand budget, spent;
    struct fb_decimal planned, used;
};

/* Reads both; false if one is blank or no amount, or nothing was planned. */
static fb_status read_execution(bool *out, struct execution *execution,
                                const struct fb_rule_run *run)
{
    FB_TRY(fb_operand_read(&execution->budget, run, "budget"));
    FB_TRY(fb_operand_read(&execution->spent, run, "spent"));
    *out = fb_operand_filled(&execution->budget) && fb_operand_filled(&execution->spent) &&
           fb_operand_amount(&execution->planned, &execution->budget) &&
           fb_operand_amount(&execution->used, &execution->spent) && execution->planned.units > 0;
    return FB_OK;
}

/* A rate may be written in hundredths, with or without %, or as a fraction. */
static bool rate_agrees(const struct execution *execution, struct fb_decimal stated)
{
    struct fb_decimal percent, fraction;

    return (share(&percent, PERCENT, execution->used, execution->planned, stated.scale) &&
            fb_decimal_compare(percent, stated) == 0) ||
           (fb_decimal_divide(&fraction, execution->used, execution->planned, stated.scale) &&
            fb_decimal_compare(fraction, stated) == 0);
}

static void check_rate(struct fb_rule_run *run, const struct execution *execution,
                       const struct fb_operand *rate)
{
    struct fb_decimal stated, computed;

    if (rate->text == NULL || !fb_operand_points(&stated, rate) || rate_agrees(execution, stated) ||
        !share(&computed, PERCENT, execution->used, execution->planned, 2))
        return;
    fb_rule_report(run, FB_DIAG_RULE_RATE, rate, fb_operand_name(run, rate), rate->text,
                   fb_rule_number(run, execution->used), fb_rule_number(run, execution->planned),
                   fb_rule_number(run, computed));
}

/* The points that the rate gives, at most the weight, with as many decimals as are stated. */
static bool points_of_rate(struct fb_decimal *out, const struct execution *execution,
                           struct fb_decimal weight, unsigned decimals)
{
    struct fb_decimal used = execution->used;

    if (fb_decimal_compare(used, execution->planned) > 0)
        used = execution->planned;
    return share(out, weight, used, execution->planned, decimals);
}

static fb_status check_rate_points(struct fb_rule_run *run, const struct execution *execution,
                                   const struct fb_operand *rate)
{
    struct fb_operand weight, points;
    struct fb_decimal whole, stated, expected, by_rate, percent;

    FB_TRY(fb_operand_read(&weight, run, "weight"));
    FB_TRY(fb_operand_read(&points, run, "points"));
    if (!fb_operand_points(&whole, &weight) || !fb_operand_points(&stated, &points) ||
        points_above(run, &points, stated, whole) ||
        !points_of_rate(&expected, execution, whole, stated.scale) ||
        fb_decimal_compare(expected, stated) == 0)
        return FB_OK;
    /* A rate that was rounded before it was multiplied is right too. */
    if (fb_operand_points(&percent, rate) &&
        share(&by_rate, whole, percent, PERCENT, stated.scale) &&
        fb_decimal_compare(by_rate, stated) == 0)
        return FB_OK;
    fb_rule_report(run, FB_DIAG_RULE_RATE_POINTS, &points, fb_operand_name(run, &points),
                   fb_rule_number(run, stated), fb_rule_number(run, whole),
                   fb_rule_number(run, expected));
    return FB_OK;
}

fb_status fb_rule_execution(struct fb_rule_run *run)
{
    struct execution execution;
    struct fb_operand rate;
    bool known;

    FB_TRY(read_execution(&known, &execution, run));
    if (!known)
        return FB_OK;
    FB_TRY(fb_operand_read(&rate, run, "rate"));
    check_rate(run, &execution, &rate);
    return check_rate_points(run, &execution, &rate);
}

fb_status fb_rule_low_rate(struct fb_rule_run *run)
{
    struct fb_decimal rate, low = fb_rule_decimal(run->rule, "low", LOW_RATE);
    struct execution execution;
    struct fb_operand reason;
    bool known;

    FB_TRY(read_execution(&known, &execution, run));
    FB_TRY(fb_operand_read(&reason, run, "reason"));
    if (!known || fb_operand_filled(&reason) ||
        !share(&rate, PERCENT, execution.used, execution.planned, 2) ||
        fb_decimal_compare(rate, low) >= 0)
        return FB_OK;
    fb_rule_report(run, FB_DIAG_RULE_LOW_RATE, &execution.spent,
                   fb_operand_name(run, &execution.spent), fb_rule_number(run, rate),
                   fb_rule_number(run, low), fb_operand_name(run, &reason));
    return FB_OK;
}

/* ---- points of an indicator ---- */

/* A target and what was reached, both read. */
struct result {
    struct fb_operand target, actual;
    struct fb_indicator wanted, reached;
};

/* Reads both; false if one of them is no number, or their units differ. */
static fb_status read_result(bool *out, struct result *result, const struct fb_rule_run *run)
{
    FB_TRY(fb_operand_read(&result->target, run, "target"));
    FB_TRY(fb_operand_read(&result->actual, run, "actual"));
    *out = fb_indicator_read(&result->wanted, result->target.text) &&
           fb_indicator_read(&result->reached, result->actual.text) &&
           fb_indicator_comparable(&result->wanted, result->target.text, &result->reached,
                                   result->actual.text);
    return FB_OK;
}

static bool is_upper_limit(const struct result *result)
{
    return result->wanted.relation == FB_RELATION_AT_MOST ||
           result->wanted.relation == FB_RELATION_LESS;
}

/* The points that the result gives: all if the target is reached, else the share that is. */
static bool points_of_result(struct fb_decimal *out, const struct result *result,
                             struct fb_decimal weight, unsigned decimals)
{
    struct fb_decimal wanted = result->wanted.number, reached = result->reached.number;
    int order = fb_decimal_compare(reached, wanted);

    *out = weight;
    if (is_upper_limit(result))
        return order <= 0 || share(out, weight, wanted, reached, decimals);
    return order >= 0 || share(out, weight, reached, wanted, decimals);
}

/* Whether a result is a rule's `factor` hundredths of its target and more. */
static bool is_far_over(const struct fb_rule_run *run, const struct result *result)
{
    struct fb_decimal bound, factor = fb_rule_decimal(run->rule, "factor", EXCESS_FACTOR);

    return !is_upper_limit(result) && result->wanted.number.units > 0 &&
           share(&bound, result->wanted.number, factor, PERCENT, FB_DECIMAL_MAX_SCALE) &&
           fb_decimal_compare(result->reached.number, bound) >= 0;
}

fb_status fb_rule_score(struct fb_rule_run *run)
{
    struct fb_operand weight, points;
    struct fb_decimal whole, stated, expected;
    struct result result;
    int order;
    bool known;

    FB_TRY(fb_operand_read(&weight, run, "weight"));
    FB_TRY(fb_operand_read(&points, run, "points"));
    if (!fb_operand_points(&whole, &weight) || !fb_operand_points(&stated, &points) ||
        points_above(run, &points, stated, whole))
        return FB_OK;
    FB_TRY(read_result(&known, &result, run));
    if (!known || !points_of_result(&expected, &result, whole, stated.scale))
        return FB_OK;
    order = fb_decimal_compare(stated, expected);
    /* A target that was set much too low may cost points. */
    if (order == 0 || (order < 0 && (fb_rule_yes(run->rule, "lower") || is_far_over(run, &result))))
        return FB_OK;
    fb_rule_report(run, FB_DIAG_RULE_SCORE, &points, fb_operand_name(run, &points),
                   fb_rule_number(run, stated), result.target.text, result.actual.text,
                   fb_rule_number(run, expected));
    return FB_OK;
}

fb_status fb_rule_excess(struct fb_rule_run *run)
{
    struct fb_decimal factor = fb_rule_decimal(run->rule, "factor", EXCESS_FACTOR);
    struct fb_operand reason;
    struct result result;
    bool known;

    FB_TRY(read_result(&known, &result, run));
    FB_TRY(fb_operand_read(&reason, run, "reason"));
    if (!known || (reason.text != NULL && fb_operand_filled(&reason)) || !is_far_over(run, &result))
        return FB_OK;
    fb_rule_report(run, FB_DIAG_RULE_EXCESS, &result.actual, fb_operand_name(run, &result.actual),
                   result.actual.text, result.target.text, fb_rule_number(run, factor));
    return FB_OK;
}

fb_status fb_rule_reason(struct fb_rule_run *run)
{
    struct fb_operand weight, points, reason;
    struct fb_decimal whole, stated;

    FB_TRY(fb_operand_read(&weight, run, "weight"));
    FB_TRY(fb_operand_read(&points, run, "points"));
    FB_TRY(fb_operand_read(&reason, run, "reason"));
    if (!fb_operand_points(&whole, &weight) || !fb_operand_points(&stated, &points) ||
        fb_decimal_compare(stated, whole) >= 0 || fb_operand_filled(&reason))
        return FB_OK;
    fb_rule_report(run, FB_DIAG_RULE_REASON, &points, fb_operand_name(run, &points),
                   fb_rule_number(run, stated), fb_rule_number(run, whole),
                   fb_operand_name(run, &reason));
    return FB_OK;
}

/* ---- grades ---- */

/* Returns the band whose word comes first in the grade, or NULL. */
static const struct fb_rule_band *find_band(const struct fb_rule *rule, const char *grade)
{
    const struct fb_rule_parameter *bands = fb_rule_parameter(rule, "bands");
    const struct fb_rule_band *found = NULL;
    const char *place = NULL;

    for (size_t i = 0; i < bands->as.bands.count; i++) {
        const char *at = strstr(grade, bands->as.bands.items[i].word);
        if (at != NULL && (place == NULL || at < place)) {
            place = at;
            found = &bands->as.bands.items[i];
        }
    }
    return found;
}

fb_status fb_rule_grade(struct fb_rule_run *run)
{
    struct fb_operand grade, weight, points;
    struct fb_decimal whole, stated, low, high;
    const struct fb_rule_band *band;
    int above;

    FB_TRY(fb_operand_read(&grade, run, "grade"));
    FB_TRY(fb_operand_read(&weight, run, "weight"));
    FB_TRY(fb_operand_read(&points, run, "points"));
    band = find_band(run->rule, grade.text);
    if (band == NULL || !fb_operand_points(&whole, &weight) ||
        !fb_operand_points(&stated, &points) ||
        !share(&low, whole, band->low, PERCENT, FB_DECIMAL_MAX_SCALE) ||
        !share(&high, whole, band->high, PERCENT, FB_DECIMAL_MAX_SCALE))
        return FB_OK;
    above = fb_decimal_compare(stated, high);
    /* The upper end belongs to the band above, if there is one. */
    if (fb_decimal_compare(stated, low) >= 0 &&
        (above < 0 || (above == 0 && fb_decimal_compare(band->high, PERCENT) == 0)))
        return FB_OK;
    fb_rule_report(run, FB_DIAG_RULE_GRADE, &points, fb_operand_name(run, &points),
                   fb_rule_number(run, stated), band->word, fb_rule_number(run, low),
                   fb_rule_number(run, high));
    return FB_OK;
}
