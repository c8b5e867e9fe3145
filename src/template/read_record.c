/*
 * read_record.c: the fields that a template declares.
 */
#include "template/template_private.h"

#include <string.h>

const struct fb_field *fb_field_find(const struct fb_field *parent, const char *name)
{
    for (size_t i = 0; i < parent->field_count; i++) {
        if (strcmp(parent->fields[i].name, name) == 0)
            return &parent->fields[i];
    }
    return NULL;
}

/* The fields of one element while they are read. */
struct field_list {
    FB_VECTOR(struct fb_field) fields;
};

static struct fb_field *find(const struct field_list *list, const char *name)
{
    for (size_t i = 0; i < list->fields.count; i++) {
        if (strcmp(list->fields.items[i].name, name) == 0)
            return &list->fields.items[i];
    }
    return NULL;
}

/*
 * Finds the place of a declaration: a new one, or that of the field of an included file, which is
 * declared anew. `*out` is NULL if the same file has declared that name.
 */
static fb_status find_place(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            struct field_list *list, struct fb_field **out)
{
    const char *name = fb_xml_attribute(element, "name");

    *out = find(list, name);
    if (*out != NULL && !fb_declared_elsewhere((*out)->position, element)) {
        fb_report(reader->sink, FB_DIAG_TEMPLATE_NAME_TAKEN,
                  fb_xml_attribute_position(element, "name"), name);
        *out = NULL;
        return FB_OK;
    }
    if (*out == NULL) {
        *out = FB_PUSH(reader->arena, &list->fields);
        FB_NEED(*out);
    }
    return FB_OK;
}

static fb_status read_fields(struct fb_template_reader *reader, const struct fb_xml_node *parent,
                             struct fb_field *out);

/* A unit is a text, or with $ before it the name of a parameter. */
static fb_status check_unit(struct fb_template_reader *reader, const struct fb_xml_node *element)
{
    const char *unit = fb_attribute_string(element, "unit", "");
    const struct fb_parameter *parameter;

    if (unit[0] != '$')
        return FB_OK;
    parameter = fb_find_parameter(reader, unit + 1, strlen(unit + 1));
    if (parameter != NULL)
        return fb_note_parameter(reader, parameter);
    fb_report_parameter(reader, fb_xml_attribute_position(element, "unit"), unit + 1);
    return FB_OK;
}

/*
 * Reads one declaration. `unit` is that of the group around it. A group or list that an included
 * file has already keeps its fields and what it is not told anew.
 */
static fb_status read_field(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const char *unit, struct fb_field *out)
{
    enum fb_field_kind kind = fb_xml_is(element, "field")  ? FB_FIELD_VALUE
                              : fb_xml_is(element, "list") ? FB_FIELD_LIST
                                                           : FB_FIELD_GROUP;
    struct fb_field before = {.unit = unit, .item = ""};

    if (out->name != NULL && out->kind == kind && kind != FB_FIELD_VALUE)
        before = *out;
    *out = (struct fb_field){.kind = kind,
                             .name = fb_xml_attribute(element, "name"),
                             .required = fb_attribute_yes(reader, element, "required"),
                             .is_private = fb_attribute_yes(reader, element, "private"),
                             .unit = fb_attribute_string(element, "unit", before.unit),
                             .item = fb_attribute_string(element, "item", before.item),
                             .fields = before.fields,
                             .field_count = before.field_count,
                             .position = fb_xml_attribute_position(element, "name")};
    FB_TRY(check_unit(reader, element));
    if (kind == FB_FIELD_LIST && out->item[0] == '\0')
        fb_report(reader->sink, FB_DIAG_TEMPLATE_ATTRIBUTE_MISSING, fb_xml_position(element),
                  "list", "item");
    if (kind != FB_FIELD_VALUE)
        return read_fields(reader, element, out);
    return fb_read_field_type(reader, element, out);
}

static bool declares_field(const struct fb_xml_node *element)
{
    return (fb_xml_is(element, "field") || fb_xml_is(element, "group") ||
            fb_xml_is(element, "list")) &&
           fb_xml_attribute(element, "name") != NULL;
}

/* Begins a list with the fields that files read before have declared. */
static fb_status copy_fields(struct fb_template_reader *reader, const struct fb_field *parent,
                             struct field_list *list)
{
    for (size_t i = 0; i < parent->field_count; i++) {
        struct fb_field *field = FB_PUSH(reader->arena, &list->fields);
        FB_NEED(field);
        *field = parent->fields[i];
    }
    return FB_OK;
}

static fb_status read_fields(struct fb_template_reader *reader, const struct fb_xml_node *parent,
                             struct fb_field *out)
{
    const struct fb_xml_node *element = fb_xml_first(parent);
    struct field_list list = {0};

    FB_TRY(copy_fields(reader, out, &list));
    for (; element != NULL; element = fb_xml_next(element)) {
        struct fb_field *field;
        if (!declares_field(element))
            continue;
        FB_TRY(find_place(reader, element, &list, &field));
        if (field != NULL)
            FB_TRY(read_field(reader, element, out->unit, field));
    }
    out->fields = list.fields.items;
    out->field_count = list.fields.count;
    return FB_OK;
}

fb_status fb_read_record(struct fb_template_reader *reader, const struct fb_xml_node *root)
{
    const struct fb_xml_node *record = fb_template_child(root, "record");
    struct fb_field *out = &reader->template->record;

    if (record == NULL)
        return FB_OK;
    if (fb_xml_attribute(record, "root") != NULL) {
        out->name = fb_xml_attribute(record, "root");
        out->position = fb_xml_attribute_position(record, "root");
    }
    return read_fields(reader, record, out);
}
