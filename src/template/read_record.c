/*
 * read_record.c: the fields that a template declares.
 */
#include "template/template_private.h"

#include <string.h>

/* A field of text may be limited to so many characters. */
enum { FIELD_MAX = 1000000 };

static const char *const TYPE_NAMES[] = {"text", "money", "year", NULL};

const char *fb_field_type_name(enum fb_field_type type)
{
    return TYPE_NAMES[type];
}

const struct fb_field *fb_field_find(const struct fb_field *parent, const char *name)
{
    for (size_t i = 0; i < parent->field_count; i++) {
        if (strcmp(parent->fields[i].name, name) == 0)
            return &parent->fields[i];
    }
    return NULL;
}

/* Reports a declaration whose name an earlier one in the same place has. */
static bool name_taken(struct fb_template_reader *reader, const struct fb_xml_node *element,
                       const struct fb_field *fields, size_t count)
{
    const char *name = fb_xml_attribute(element, "name");

    for (size_t i = 0; i < count; i++) {
        if (strcmp(fields[i].name, name) == 0) {
            fb_report(reader->sink, FB_DIAG_TEMPLATE_NAME_TAKEN,
                      fb_xml_attribute_position(element, "name"), name);
            return true;
        }
    }
    return false;
}

static fb_status read_fields(struct fb_template_reader *reader, const struct fb_xml_node *parent,
                             struct fb_field *out);

/* Reads one declaration; `out->unit` is the unit of the group around it. */
static fb_status read_field(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            struct fb_field *out)
{
    out->name = fb_xml_attribute(element, "name");
    out->unit = fb_attribute_string(element, "unit", out->unit);
    out->position = fb_xml_attribute_position(element, "name");
    if (fb_xml_is(element, "field")) {
        out->kind = FB_FIELD_VALUE;
        out->type = (enum fb_field_type)fb_attribute_word(reader, element, "type", TYPE_NAMES,
                                                          FB_TYPE_TEXT);
        out->required = fb_attribute_yes(reader, element, "required");
        out->max = fb_attribute_count(reader, element, "max", 0, 1, FIELD_MAX);
        return FB_OK;
    }
    out->kind = fb_xml_is(element, "list") ? FB_FIELD_LIST : FB_FIELD_GROUP;
    out->item = fb_attribute_string(element, "item", "");
    return read_fields(reader, element, out);
}

static bool declares_field(const struct fb_xml_node *element)
{
    return (fb_xml_is(element, "field") || fb_xml_is(element, "group") ||
            fb_xml_is(element, "list")) &&
           fb_xml_attribute(element, "name") != NULL;
}

static fb_status read_fields(struct fb_template_reader *reader, const struct fb_xml_node *parent,
                             struct fb_field *out)
{
    FB_VECTOR(struct fb_field) fields = {0};
    const struct fb_xml_node *element = fb_xml_first(parent);

    for (; element != NULL; element = fb_xml_next(element)) {
        struct fb_field *field;
        if (!declares_field(element) || name_taken(reader, element, fields.items, fields.count))
            continue;
        field = FB_PUSH(reader->arena, &fields);
        FB_NEED(field);
        field->unit = out->unit;
        FB_TRY(read_field(reader, element, field));
    }
    out->fields = fields.items;
    out->field_count = fields.count;
    return FB_OK;
}

fb_status fb_read_record(struct fb_template_reader *reader, const struct fb_xml_node *record)
{
    struct fb_field *root = &reader->template->record;

    *root = (struct fb_field){.kind = FB_FIELD_GROUP,
                              .name = fb_attribute_string(record, "root", ""),
                              .unit = "",
                              .item = "",
                              .position = fb_xml_attribute_position(record, "root")};
    return read_fields(reader, record, root);
}
