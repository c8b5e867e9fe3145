/*
 * read_value.c: text of the record in a form's text, and how it is printed.
 */
#include "template/template_private.h"

#include <string.h>

static const char *const FORMAT_NAMES[] = {"text", "money", "percent", "upper", "date", NULL};

enum { DECIMALS = 2, PATTERN_MAX = 100 };

/* Which formats an attribute changes: a set of 1 << format. */
enum {
    NUMBERS = 1 << FB_FORMAT_MONEY | 1 << FB_FORMAT_PERCENT,
    AMOUNTS = NUMBERS | 1 << FB_FORMAT_UPPER,
    DATES = 1 << FB_FORMAT_DATE,
};

const char *fb_format_name(enum fb_format format)
{
    return FORMAT_NAMES[format];
}

/* Reports an attribute that changes nothing in this format. */
static void check_use(struct fb_template_reader *reader, const struct fb_xml_node *element,
                      enum fb_format format)
{
    static const struct {
        const char *name;
        unsigned formats;
    } ATTRIBUTES[] = {{"decimals", NUMBERS},
                      {"grouped", NUMBERS},
                      {"scale", AMOUNTS},
                      {"zero", AMOUNTS},
                      {"pattern", DATES}};

    for (size_t i = 0; i < sizeof ATTRIBUTES / sizeof *ATTRIBUTES; i++) {
        const char *name = ATTRIBUTES[i].name;
        if (fb_xml_attribute(element, name) != NULL && (ATTRIBUTES[i].formats & 1U << format) == 0)
            fb_report(reader->sink, FB_DIAG_TEMPLATE_FORMAT_ATTRIBUTE,
                      fb_xml_attribute_position(element, name), name, FORMAT_NAMES[format]);
    }
}

static void read_pattern(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         struct fb_value_spec *out)
{
    out->pattern = fb_attribute_string(element, "pattern", "yyyy年M月d日");
    if (strlen(out->pattern) > PATTERN_MAX || strpbrk(out->pattern, "yMd") == NULL)
        fb_attribute_refuse(reader, element, "pattern", "yyyy年M月d日, yyyy.MM.dd");
}

static void read_format(struct fb_template_reader *reader, const struct fb_xml_node *element,
                        struct fb_value_spec *out)
{
    static const struct fb_decimal ONE = {.units = 1};

    out->format =
        (enum fb_format)fb_attribute_word(reader, element, "format", FORMAT_NAMES, FB_FORMAT_TEXT);
    out->decimals = (unsigned)fb_attribute_count(reader, element, "decimals", DECIMALS, 0,
                                                 FB_DECIMAL_MAX_SCALE);
    out->grouped = fb_attribute_yes(reader, element, "grouped");
    out->scale = fb_attribute_decimal(reader, element, "scale", ONE);
    out->empty = fb_xml_attribute(element, "empty");
    out->zero = fb_xml_attribute(element, "zero");
    read_pattern(reader, element, out);
    check_use(reader, element, out->format);
}

fb_status fb_read_value(struct fb_template_reader *reader, const struct fb_xml_node *element,
                        struct fb_scope scope, struct fb_value_spec *out)
{
    struct fb_scope selected;

    FB_TRY(fb_read_expression(reader, element, "select", scope, &out->select, &selected));
    if (selected.field != NULL && selected.field->kind != FB_FIELD_VALUE)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_NOT_A_VALUE, out->select.position,
                  out->select.text);
    read_format(reader, element, out);
    return FB_OK;
}
