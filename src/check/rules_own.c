/*
 * rules_own.c: rules that a template states itself, with a test and its own words.
 */
#include "check/rule_run.h"

#include <string.h>

static fb_status append(const char **out, const struct fb_rule_run *run, const char *text)
{
    *out = fb_arena_format(run->checker->arena, "%s%s", *out, text);
    return *out != NULL ? FB_OK : FB_ERR_NOMEM;
}

/* Writes a message or a hint with the values of the record that it names. */
static fb_status write_text(const char **out, const struct fb_rule_run *run,
                            const struct fb_content *content)
{
    *out = "";
    for (size_t i = 0; i < content->count; i++) {
        const struct fb_inline *item = &content->items[i];
        struct fb_operand value;
        if (item->kind == FB_INLINE_TEXT) {
            FB_TRY(append(out, run, item->as.text));
        } else if (item->kind == FB_INLINE_VALUE) {
            FB_TRY(fb_operand_evaluate(&value, run, &item->as.value.select, run->node));
            FB_TRY(append(out, run, fb_rule_excerpt(run, value.text)));
        }
    }
    return FB_OK;
}

static fb_status write_all(const char *out[FB_RULE_LANGUAGES], const struct fb_rule_run *run,
                           const struct fb_content contents[FB_RULE_LANGUAGES])
{
    for (size_t i = 0; i < FB_RULE_LANGUAGES; i++)
        FB_TRY(write_text(&out[i], run, &contents[i]));
    return FB_OK;
}

fb_status fb_rule_own(struct fb_rule_run *run)
{
    const struct fb_rule_parameter *test = fb_rule_parameter(run->rule, "test");
    const char *messages[FB_RULE_LANGUAGES], *hints[FB_RULE_LANGUAGES];
    struct fb_operand field;
    bool holds;

    FB_TRY(fb_xpath_boolean(&holds, run->checker->xpath, test->as.expressions.items[0].compiled,
                            run->node));
    if (holds)
        return FB_OK;
    FB_TRY(fb_operand_read(&field, run, "field"));
    if (field.node == NULL)
        field.node = run->node;
    FB_TRY(write_all(messages, run, run->rule->messages));
    FB_TRY(write_all(hints, run, run->rule->hints));
    fb_rule_report(run, FB_DIAG_RULE, &field, messages[FB_RULE_ENGLISH], hints[FB_RULE_ENGLISH],
                   messages[FB_RULE_CHINESE], hints[FB_RULE_CHINESE]);
    return FB_OK;
}
