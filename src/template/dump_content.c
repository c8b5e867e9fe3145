/*
 * dump_content.c: what stands in a cell, as text.
 */
#include "template/dump_private.h"

/* Line breaks are written "⏎". */
void fb_dump_text(struct fb_buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\n')
            fb_buffer_append_string(out, "⏎");
        else
            fb_buffer_append_char(out, *text);
    }
}

/* What is printed instead of a value, if there is such a text. */
static void dump_instead(struct fb_buffer *out, const char *name, const char *text)
{
    if (text != NULL)
        fb_buffer_append_format(out, " %s \"%s\"", name, text);
}

static void dump_number_format(struct fb_buffer *out, const struct fb_value_spec *value)
{
    char scale[FB_DECIMAL_TEXT];

    if (value->format != FB_FORMAT_UPPER)
        fb_buffer_append_format(out, ".%u%s", value->decimals, value->grouped ? " grouped" : "");
    if (value->scale.units == 1 && value->scale.scale == 0)
        return;
    fb_decimal_format(scale, value->scale, value->scale.scale, false);
    fb_buffer_append_format(out, " ×%s", scale);
}

static void dump_value(struct fb_buffer *out, const struct fb_value_spec *value)
{
    fb_buffer_append_format(out, "{%s", value->select.text);
    if (value->format != FB_FORMAT_TEXT)
        fb_buffer_append_format(out, " %s", fb_format_name(value->format));
    if (value->format == FB_FORMAT_DATE)
        fb_buffer_append_format(out, " %s", value->pattern);
    else if (value->format != FB_FORMAT_TEXT)
        dump_number_format(out, value);
    dump_instead(out, "empty", value->empty);
    dump_instead(out, "zero", value->zero);
    fb_buffer_append_char(out, '}');
}

static void dump_choice(struct fb_buffer *out, const struct fb_choice_spec *choice)
{
    fb_buffer_append_format(out, "{choice %s %s", choice->check.select.text,
                            choice->box_first ? "after boxes" : "before boxes");
    for (size_t i = 0; i < choice->word_count; i++)
        fb_buffer_append_format(out, "%s%s", i == 0 ? " " : choice->separator, choice->words[i]);
    fb_buffer_append_format(out, " %s/%s}", choice->check.mark, choice->check.box);
}

/* What stands around something under conditions, the outermost first. */
void fb_dump_when(struct fb_buffer *out, const struct fb_condition *when)
{
    if (when == NULL)
        return;
    fb_dump_when(out, when->outer);
    fb_buffer_append_format(out, "if {%s} ", when->test.text);
}

static void dump_inline(struct fb_buffer *out, const struct fb_inline *item)
{
    static const char *const SCRIPTS[] = {"", "<sup>", "<sub>"};
    static const char *const NUMERALS[] = {"{number}", "{number 一}"};

    fb_dump_when(out, item->when);
    fb_buffer_append_string(out, SCRIPTS[item->script]);
    switch (item->kind) {
    case FB_INLINE_TEXT:
        fb_buffer_append_string(out, item->as.text);
        break;
    case FB_INLINE_BREAK:
        fb_buffer_append_string(out, "⏎");
        break;
    case FB_INLINE_VALUE:
        dump_value(out, &item->as.value);
        break;
    case FB_INLINE_LABEL:
        fb_buffer_append_format(out, "{label %zu}", item->as.level + 1);
        break;
    case FB_INLINE_CHECK:
        fb_buffer_append_format(out, "{check %s %s/%s}", item->as.check.select.text,
                                item->as.check.mark, item->as.check.box);
        break;
    case FB_INLINE_CHOICE:
        dump_choice(out, &item->as.choice);
        break;
    case FB_INLINE_NUMBER:
        fb_buffer_append_string(out, NUMERALS[item->as.numerals]);
        break;
    case FB_INLINE_UNIT:
        fb_buffer_append_format(out, "{unit %s}", item->as.unit_of->unit);
        break;
    }
}

void fb_dump_content(struct fb_buffer *out, const struct fb_content *content)
{
    for (size_t i = 0; i < content->count; i++)
        dump_inline(out, &content->items[i]);
}
