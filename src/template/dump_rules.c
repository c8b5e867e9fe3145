/*
 * dump_rules.c: the rules of a template, as text.
 */
#include "template/dump_private.h"

static void dump_expressions(struct fb_buffer *out, const struct fb_rule_parameter *parameter)
{
    for (size_t i = 0; i < parameter->as.expressions.count; i++)
        fb_buffer_append_format(out, " {%s}", parameter->as.expressions.items[i].text);
}

static void dump_number(struct fb_buffer *out, struct fb_decimal number)
{
    char text[FB_DECIMAL_TEXT];

    fb_decimal_format(text, number, number.scale, false);
    fb_buffer_append_string(out, text);
}

static void dump_bands(struct fb_buffer *out, const struct fb_rule_parameter *parameter)
{
    for (size_t i = 0; i < parameter->as.bands.count; i++) {
        const struct fb_rule_band *band = &parameter->as.bands.items[i];
        bool begins = i > 0 && band->alternative != band[-1].alternative;
        fb_buffer_append_format(out, "%s %s:", begins ? " |" : "", band->word);
        dump_number(out, band->low);
        if (fb_decimal_compare(band->low, band->high) == 0)
            continue;
        fb_buffer_append_char(out, '-');
        dump_number(out, band->high);
    }
}

static void dump_value(struct fb_buffer *out, const struct fb_rule_parameter *parameter)
{
    switch (parameter->kind) {
    case FB_PARAMETER_NODES:
    case FB_PARAMETER_PATH:
    case FB_PARAMETER_PATHS:
    case FB_PARAMETER_RECORD:
        dump_expressions(out, parameter);
        break;
    case FB_PARAMETER_NUMBER:
        fb_buffer_append_char(out, ' ');
        dump_number(out, parameter->as.number);
        break;
    case FB_PARAMETER_WORDS:
        for (size_t i = 0; i < parameter->as.words.count; i++)
            fb_buffer_append_format(out, " %s", parameter->as.words.items[i]);
        break;
    case FB_PARAMETER_BANDS:
        dump_bands(out, parameter);
        break;
    case FB_PARAMETER_YES:
        fb_buffer_append_string(out, parameter->as.yes ? " yes" : " no");
        break;
    case FB_PARAMETER_CATALOGUE:
        fb_buffer_append_format(out, " %s", parameter->as.catalogue->name);
        break;
    }
}

/* The texts of a rule of the template's own, each language in a line. */
static void dump_texts(struct fb_buffer *out, const char *name,
                       const struct fb_content texts[FB_RULE_LANGUAGES])
{
    static const char *const LANGUAGES[] = {[FB_RULE_CHINESE] = "zh-CN", [FB_RULE_ENGLISH] = "en"};

    for (size_t i = 0; i < FB_RULE_LANGUAGES; i++) {
        if (texts[i].count == 0)
            continue;
        fb_dump_indent(out, 1);
        fb_buffer_append_format(out, "%s %s ", name, LANGUAGES[i]);
        fb_dump_content(out, &texts[i]);
        fb_buffer_append_char(out, '\n');
    }
}

void fb_dump_rule(struct fb_buffer *out, const struct fb_rule *rule)
{
    static const char *const LEVELS[] = {
        [FB_NOTE] = "note", [FB_WARNING] = "warning", [FB_ERROR] = "error"};

    fb_buffer_append_format(out, "rule %s %s %s%s", rule->id, fb_rule_element(rule->kind),
                            LEVELS[rule->level], rule->binding ? " binding" : "");
    for (size_t i = 0; i < rule->parameter_count; i++) {
        fb_buffer_append_format(out, " %s", rule->parameters[i].name);
        dump_value(out, &rule->parameters[i]);
    }
    fb_buffer_append_char(out, '\n');
    dump_texts(out, "message", rule->messages);
    dump_texts(out, "hint", rule->hints);
}
