#include "convert/explain.h"

/* What a type is called, and how its values look. */
static const char *const TYPES[] = {
    [FB_TYPE_TEXT] = "文字",
    [FB_TYPE_MONEY] = "金额",
    [FB_TYPE_YEAR] = "年份，四位数字",
    [FB_TYPE_DATE] = "日期，如2021-01-31",
    [FB_TYPE_PERCENT] = "百分数，如95%",
    [FB_TYPE_INTEGER] = "整数",
    [FB_TYPE_SCORE] = "分数",
    [FB_TYPE_CHOICE] = "选项",
};

static const char *const EXAMPLES[] = {
    [FB_TYPE_TEXT] = "（示例文字）", [FB_TYPE_MONEY] = "100.00", [FB_TYPE_YEAR] = "2021",
    [FB_TYPE_DATE] = "2021-01-31",   [FB_TYPE_PERCENT] = "95%",  [FB_TYPE_INTEGER] = "1",
    [FB_TYPE_SCORE] = "10",          [FB_TYPE_CHOICE] = "",
};

static void explain_unit(struct fb_buffer *out, const struct fb_template *template,
                         const struct fb_field *field)
{
    const char *unit = fb_field_unit(template, field, NULL);

    if (unit[0] != '\0' && (field->kind == FB_FIELD_GROUP || field->type == FB_TYPE_MONEY))
        fb_buffer_append_format(out, "%s单位%s", out->length > 0 ? "，" : "", unit);
}

static void explain_choices(struct fb_buffer *out, const struct fb_field *field)
{
    for (size_t i = 0; i < field->choice_count; i++)
        fb_buffer_append_format(out, "%s%s", i == 0 ? "：" : "、", field->choices[i]);
    if (field->type == FB_TYPE_CHOICE)
        fb_buffer_append_string(out, "；选多项时每项一行");
}

static void explain_length(struct fb_buffer *out, const struct fb_field *field)
{
    if (field->min > 0 && field->max > 0)
        fb_buffer_append_format(out, "；%zu至%zu字", field->min, field->max);
    else if (field->min > 0)
        fb_buffer_append_format(out, "；至少%zu字", field->min);
    else if (field->max > 0)
        fb_buffer_append_format(out, "；至多%zu字", field->max);
}

static void append_limit(struct fb_buffer *out, const struct fb_field *field, const char *words,
                         const struct fb_limit *limit)
{
    char text[FB_DECIMAL_TEXT];

    if (!limit->given)
        return;
    fb_limit_format(text, field, limit);
    fb_buffer_append_format(out, "；%s%s", words, text);
}

static void explain_limits(struct fb_buffer *out, const struct fb_field *field)
{
    bool is_day = field->type == FB_TYPE_DATE;

    append_limit(out, field, is_day ? "不早于" : "不小于", &field->least);
    append_limit(out, field, is_day ? "不晚于" : "不大于", &field->most);
}

static void explain_value(struct fb_buffer *out, const struct fb_template *template,
                          const struct fb_field *field)
{
    fb_buffer_append_string(out, TYPES[field->type]);
    explain_unit(out, template, field);
    explain_choices(out, field);
    fb_buffer_append_string(out, field->required ? "；必填" : "；可不填");
    if (field->type == FB_TYPE_TEXT || field->type == FB_TYPE_CHOICE)
        explain_length(out, field);
    else
        explain_limits(out, field);
    if (field->is_private)
        fb_buffer_append_string(out, "；公开时留空");
}

void fb_explain_field(struct fb_buffer *out, const struct fb_template *template,
                      const struct fb_field *field)
{
    struct fb_buffer text;

    fb_buffer_init(&text, out->limit);
    if (field->kind == FB_FIELD_VALUE)
        explain_value(&text, template, field);
    else if (field->kind == FB_FIELD_GROUP)
        explain_unit(&text, template, field);
    else
        fb_buffer_append_format(&text, "每行一个“%s”，行数不限%s", field->item,
                                field->required ? "；至少一行" : "");
    fb_buffer_append(out, text.data, text.length);
    if (text.status != FB_OK)
        out->status = text.status;
    fb_buffer_release(&text);
}

void fb_explain_obligation(struct fb_buffer *out, enum fb_obligation obligation)
{
    if (obligation != FB_OBLIGATION_NONE)
        fb_buffer_append_string(out, fb_obligation_name(obligation));
}

void fb_explain_example(struct fb_buffer *out, const struct fb_field *field)
{
    if (field->choice_count > 0)
        fb_buffer_append_string(out, field->choices[0]);
    else
        fb_buffer_append_string(out, EXAMPLES[field->type]);
}
