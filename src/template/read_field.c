/*
 * read_field.c: the type of a field, and the limits of its text.
 */
#include "template/template_private.h"

#include <string.h>

/* A field of text may be limited to so many characters. */
enum { FIELD_MAX = 1000000 };

static const char *const TYPE_NAMES[] = {"text",    "money", "year",   "date", "percent",
                                         "integer", "score", "choice", NULL};

void fb_limit_format(char out[FB_DECIMAL_TEXT], const struct fb_field *field,
                     const struct fb_limit *limit)
{
    if (field->type == FB_TYPE_DATE)
        fb_day_format(out, FB_DECIMAL_TEXT, limit->day, "yyyy-MM-dd");
    else
        fb_decimal_format(out, limit->number, limit->number.scale, false);
}

const char *fb_field_type_name(enum fb_field_type type)
{
    return TYPE_NAMES[type];
}

/* Reads the least or largest number or day; one that is none is reported. */
static void read_limit(struct fb_template_reader *reader, const struct fb_xml_node *element,
                       const char *name, enum fb_field_type type, struct fb_limit *out)
{
    const char *text = fb_xml_attribute(element, name);
    size_t offset;

    if (text == NULL)
        return;
    out->given = type == FB_TYPE_DATE ? fb_day_parse(&out->day, text)
                                      : fb_decimal_parse(&out->number, text, strlen(text), &offset);
    if (!out->given)
        fb_attribute_refuse(reader, element, name,
                            type == FB_TYPE_DATE ? "2021-01-31" : "0, 100, -0.5");
}

static bool is_reversed(const struct fb_field *field)
{
    if (!field->least.given || !field->most.given)
        return field->max > 0 && field->min > field->max;
    if (field->type == FB_TYPE_DATE)
        return fb_day_compare(field->least.day, field->most.day) > 0;
    return fb_decimal_compare(field->least.number, field->most.number) > 0;
}

/* Of a text the limits are numbers of characters, of all else values. */
static void read_limits(struct fb_template_reader *reader, const struct fb_xml_node *element,
                        struct fb_field *out)
{
    if (out->type == FB_TYPE_TEXT || out->type == FB_TYPE_CHOICE) {
        out->min = fb_attribute_count(reader, element, "min", 0, 1, FIELD_MAX);
        out->max = fb_attribute_count(reader, element, "max", 0, 1, FIELD_MAX);
    } else {
        read_limit(reader, element, "min", out->type, &out->least);
        read_limit(reader, element, "max", out->type, &out->most);
    }
    if (is_reversed(out))
        fb_report(reader->sink, FB_DIAG_TEMPLATE_LIMITS, fb_xml_attribute_position(element, "min"),
                  fb_xml_attribute(element, "min"), fb_xml_attribute(element, "max"));
}

/* A choice has words to choose from, and only a choice has. */
static fb_status read_choices(struct fb_template_reader *reader, const struct fb_xml_node *element,
                              struct fb_field *out)
{
    bool given = fb_xml_attribute(element, "choices") != NULL;

    FB_TRY(fb_attribute_words(reader, element, "choices", &out->choices, &out->choice_count));
    if ((out->type == FB_TYPE_CHOICE) != (out->choice_count > 0))
        fb_report(reader->sink, FB_DIAG_TEMPLATE_CHOICES,
                  given ? fb_xml_attribute_position(element, "choices") : fb_xml_position(element),
                  out->name);
    return FB_OK;
}

static fb_status read_pattern(struct fb_template_reader *reader, const struct fb_xml_node *element,
                              struct fb_field *out)
{
    struct fb_position position = fb_xml_attribute_position(element, "pattern");
    size_t offset = 0;
    fb_status status;

    out->pattern_text = fb_xml_attribute(element, "pattern");
    if (out->pattern_text == NULL)
        return FB_OK;
    status = fb_pattern_new(&out->pattern, reader->arena, out->pattern_text, &offset);
    if (status != FB_ERR_INPUT && out->pattern_text[0] != '\0')
        return status;
    fb_report(reader->sink, FB_DIAG_TEMPLATE_PATTERN, fb_xml_position_in(position, offset, 0),
              out->pattern_text);
    return FB_OK;
}

fb_status fb_read_field_type(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             struct fb_field *out)
{
    out->type =
        (enum fb_field_type)fb_attribute_word(reader, element, "type", TYPE_NAMES, FB_TYPE_TEXT);
    read_limits(reader, element, out);
    FB_TRY(read_pattern(reader, element, out));
    return read_choices(reader, element, out);
}
