#include "check/rule_run.h"

#include "base/utf8.h"
#include "data/value.h"

#include <stdio.h>
#include <string.h>

/* Characters of a value that a message shows. */
enum { EXCERPT = 24 };

fb_status fb_operand_of(struct fb_operand *out, const struct fb_rule_run *run,
                        const struct fb_xml_node *node)
{
    bool known = node == run->node && run->text != NULL;

    *out = (struct fb_operand){.node = node, .text = known ? run->text : fb_value_of(node)};
    return out->text != NULL ? FB_OK : FB_ERR_NOMEM;
}

/* An expression that computes something rather than selecting elements. */
static fb_status evaluate_text(struct fb_operand *out, const struct fb_rule_run *run,
                               const struct fb_expression *expression,
                               const struct fb_xml_node *node)
{
    char *text;

    FB_TRY(fb_xpath_string(&text, run->checker->arena, run->checker->xpath, expression->compiled,
                           node));
    fb_value_normalize(text);
    *out = (struct fb_operand){.text = text, .expression = expression};
    return FB_OK;
}

fb_status fb_operand_evaluate(struct fb_operand *out, const struct fb_rule_run *run,
                              const struct fb_expression *expression,
                              const struct fb_xml_node *node)
{
    const struct fb_xml_node *first;
    fb_status status = fb_xpath_first(&first, run->checker->xpath, expression->compiled, node);

    if (status == FB_ERR_INPUT)
        return evaluate_text(out, run, expression, node);
    FB_TRY(status);
    *out = (struct fb_operand){.text = ""};
    if (first != NULL)
        FB_TRY(fb_operand_of(out, run, first));
    out->expression = expression;
    return FB_OK;
}

fb_status fb_operand_read(struct fb_operand *out, const struct fb_rule_run *run,
                          const char *parameter)
{
    const struct fb_rule_parameter *found = fb_rule_parameter(run->rule, parameter);

    *out = (struct fb_operand){0};
    if (found == NULL)
        return FB_OK;
    return fb_operand_evaluate(out, run, &found->as.expressions.items[0],
                               found->kind == FB_PARAMETER_RECORD ? run->checker->root : run->node);
}

bool fb_operand_filled(const struct fb_operand *operand)
{
    static const char *const NONE[] = {"", "—", "——", "/", "*", "-", "无"};

    for (size_t i = 0; operand->text != NULL && i < sizeof NONE / sizeof *NONE; i++) {
        if (strcmp(operand->text, NONE[i]) == 0)
            return false;
    }
    return operand->text != NULL;
}

bool fb_operand_amount(struct fb_decimal *out, const struct fb_operand *operand)
{
    size_t offset;

    *out = (struct fb_decimal){0};
    return !fb_operand_filled(operand) ||
           fb_decimal_parse(out, operand->text, strlen(operand->text), &offset);
}

bool fb_operand_points(struct fb_decimal *out, const struct fb_operand *operand)
{
    static const char *const UNITS[] = {"分", "%", "％"};
    size_t length, offset;

    if (!fb_operand_filled(operand))
        return false;
    length = strlen(operand->text);
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        size_t unit = strlen(UNITS[i]);
        if (length > unit && strcmp(operand->text + length - unit, UNITS[i]) == 0)
            length -= unit;
    }
    return fb_decimal_parse(out, operand->text, length, &offset);
}

const char *fb_operand_name(const struct fb_rule_run *run, const struct fb_operand *operand)
{
    if (operand->node == NULL && operand->expression != NULL)
        return operand->expression->text;
    return fb_rule_field_of(run, operand->node != NULL ? operand->node : run->node);
}

const char *fb_operand_unit(const struct fb_rule_run *run, const struct fb_operand *operand)
{
    const struct fb_field *field =
        operand->node == NULL ? NULL : fb_check_field_of(run->checker, operand->node);

    return field == NULL ? "" : field->unit;
}

const char *fb_rule_excerpt(const struct fb_rule_run *run, const char *text)
{
    size_t length = strlen(text), at = 0;
    const char *result;
    uint32_t character;

    for (size_t i = 0; i < EXCERPT && at < length; i++)
        at += fb_utf8_decode(text + at, length - at, &character);
    result = fb_arena_format(run->checker->arena, "%.*s%s", (int)at, text, at < length ? "…" : "");
    return result == NULL ? "" : result;
}

const char *fb_rule_number(const struct fb_rule_run *run, struct fb_decimal value)
{
    char text[FB_DECIMAL_TEXT];
    const char *result;

    while (value.scale > 0 && value.units % 10 == 0) {
        value.units /= 10;
        value.scale--;
    }
    fb_decimal_format(text, value, value.scale, false);
    result = fb_arena_string(run->checker->arena, text);
    return result == NULL ? "" : result;
}

struct fb_decimal fb_rule_decimal(const struct fb_rule *rule, const char *name, int64_t fallback)
{
    const struct fb_rule_parameter *parameter = fb_rule_parameter(rule, name);

    return parameter == NULL ? (struct fb_decimal){.units = fallback} : parameter->as.number;
}

bool fb_rule_yes(const struct fb_rule *rule, const char *name)
{
    const struct fb_rule_parameter *parameter = fb_rule_parameter(rule, name);

    return parameter != NULL && parameter->as.yes;
}

const char *const *fb_rule_words(size_t *count, const struct fb_rule *rule, const char *name)
{
    const struct fb_rule_parameter *parameter = fb_rule_parameter(rule, name);

    *count = parameter == NULL ? 0 : parameter->as.words.count;
    return parameter == NULL ? NULL : parameter->as.words.items;
}

static struct fb_position spot_position(const struct fb_rule_run *run, struct fb_spot spot)
{
    const struct fb_xml_node *node = spot.operand->node;
    struct fb_position position;

    if (node == NULL)
        return fb_xml_position(run->node);
    position = fb_xml_content_position(node);
    return spot.length == 0 ? position : fb_xml_position_in(position, spot.offset, spot.length);
}

void fb_rule_report_at(const struct fb_rule_run *run, enum fb_diag_code code, struct fb_spot spot,
                       const char *const arguments[])
{
    const struct fb_xml_node *node = spot.operand->node != NULL ? spot.operand->node : run->node;
    enum fb_level own = fb_diag_level(code);
    /* That something cannot be checked is a note, whatever the rule's level is. */
    struct fb_diag_rule rule = {.id = run->rule->id,
                                .level = own == FB_NOTE ? FB_NOTE : run->rule->level,
                                .order = (size_t)(run->rule - run->checker->template->rules)};

    ++*run->found;
    if (fb_check_silenced(run->checker, run->rule, node))
        return;
    rule.field = fb_rule_path_of(run, node);
    fb_diagnostics_add_rule(run->checker->sink, rule, code, spot_position(run, spot), arguments);
}
