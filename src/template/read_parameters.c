/*
 * read_parameters.c: texts by a name, which a record may change.
 */
#include "base/nearest.h"
#include "template/template_private.h"

#include <string.h>

/* The attribute of a record's root that names its template (data/record.h). */
static const char RESERVED[] = "模板";

const struct fb_parameter *fb_find_parameter(const struct fb_template_reader *reader,
                                             const char *name, size_t length)
{
    for (size_t i = 0; i < reader->parameters.count; i++) {
        const struct fb_parameter *parameter = &reader->parameters.items[i];
        if (strlen(parameter->name) == length && memcmp(parameter->name, name, length) == 0)
            return parameter;
    }
    return NULL;
}

void fb_report_parameter(struct fb_template_reader *reader, struct fb_position position,
                         const char *name)
{
    size_t count = reader->parameters.count;
    const char **names = FB_NEW_ARRAY(reader->arena, const char *, count), *near = NULL;

    for (size_t i = 0; names != NULL && i < count; i++)
        names[i] = reader->parameters.items[i].name;
    if (names != NULL)
        near = fb_nearest(name, names, count);
    if (names != NULL && near == NULL)
        near = fb_join_words(reader->arena, names, count);
    fb_report(reader->sink, FB_DIAG_TEMPLATE_PARAMETER, position, name, near == NULL ? "" : near);
}

/* Finds the place of a parameter: that of one of an included file, or a new one. */
static fb_status find_place(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const char *name, struct fb_parameter **out)
{
    const struct fb_parameter *old = fb_find_parameter(reader, name, strlen(name));

    *out = NULL;
    if (old != NULL && !fb_declared_elsewhere(old->position, element)) {
        fb_report(reader->sink, FB_DIAG_TEMPLATE_NAME_TAKEN,
                  fb_xml_attribute_position(element, "name"), name);
        return FB_OK;
    }
    *out = old != NULL ? &reader->parameters.items[old - reader->parameters.items]
                       : FB_PUSH(reader->arena, &reader->parameters);
    FB_NEED(*out);
    return FB_OK;
}

static fb_status read_parameter(struct fb_template_reader *reader,
                                const struct fb_xml_node *element)
{
    const char *name = fb_xml_attribute(element, "name");
    struct fb_parameter *place;

    if (name == NULL)
        return FB_OK;
    if (!fb_xml_name_valid(name) || strcmp(name, RESERVED) == 0) {
        fb_attribute_refuse(reader, element, "name", "期间, 单位");
        return FB_OK;
    }
    FB_TRY(find_place(reader, element, name, &place));
    if (place != NULL)
        *place = (struct fb_parameter){.name = name,
                                       .value = fb_attribute_string(element, "value", ""),
                                       .position = fb_xml_attribute_position(element, "name")};
    return FB_OK;
}

fb_status fb_read_parameters(struct fb_template_reader *reader, const struct fb_xml_node *root)
{
    const struct fb_xml_node *element = fb_xml_first(root);

    for (; element != NULL; element = fb_xml_next(element)) {
        if (fb_xml_is(element, "parameter"))
            FB_TRY(read_parameter(reader, element));
    }
    reader->template->parameters = reader->parameters.items;
    reader->template->parameter_count = reader->parameters.count;
    return FB_OK;
}

const char *fb_parameter_value(const struct fb_parameter *parameter, const struct fb_xml_node *root)
{
    return root == NULL ? parameter->value
                        : fb_attribute_string(root, parameter->name, parameter->value);
}

const char *fb_field_unit(const struct fb_template *template, const struct fb_field *field,
                          const struct fb_xml_node *root)
{
    for (size_t i = 0; field->unit[0] == '$' && i < template->parameter_count; i++) {
        if (strcmp(template->parameters[i].name, field->unit + 1) == 0)
            return fb_parameter_value(&template->parameters[i], root);
    }
    return field->unit;
}

fb_status fb_template_set_parameters(const struct fb_template *template,
                                     const struct fb_xml_node *root,
                                     struct fb_xpath_context *context)
{
    for (size_t i = 0; i < template->parameter_count; i++) {
        const struct fb_parameter *parameter = &template->parameters[i];
        FB_TRY(fb_xpath_context_set(context, parameter->name, fb_parameter_value(parameter, root)));
    }
    return FB_OK;
}
