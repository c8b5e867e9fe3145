/*
 * form_json.c: records as JSON: {"项目支出绩效目标": {"@模板": "…", "年度": "2021", …}}.
 *
 * An element is the text of its value, null if it has none, or an object of its attributes
 * ("@name") and elements; elements of one name are an array where the first stood, and so is the
 * one item of a list. Values stay texts, so that an amount keeps its digits. A set is an array of
 * records.
 */
#include "convert/form_private.h"
#include "data/record.h"

#include <jansson.h>
#include <stdlib.h>

/* The text of an element that has attributes too. */
static const char TEXT[] = "#text";

static fb_status begin(struct fb_form_writer *writer)
{
    if (writer->setup.several)
        fb_buffer_append_char(writer->bytes, '[');
    return FB_OK;
}

/* Sets a member of an object, whose reference it takes. */
static fb_status set_member(json_t *object, const char *name, json_t *value)
{
    return json_object_set_new(object, name, value) == 0 ? FB_OK : FB_ERR_NOMEM;
}

static fb_status set_attribute(struct fb_form_writer *writer, json_t *object, const char *name,
                               const char *value)
{
    const char *key = fb_arena_format(writer->arena, "@%s", name);

    FB_NEED(key);
    return set_member(object, key, json_string(value));
}

static fb_status set_attributes(struct fb_form_writer *writer, json_t *object,
                                const struct fb_xml_node *element)
{
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++)
        FB_TRY(set_attribute(writer, object, name, fb_xml_attribute(element, name)));
    return FB_OK;
}

/* Makes the member of a name an array, with what it was as the first element. */
static fb_status make_array(json_t *object, const char *name)
{
    json_t *known = json_object_get(object, name), *array = json_array();

    if (known != NULL)
        json_array_append(array, known);
    return set_member(object, name, array);
}

/* Adds an element to its parent's object, whose reference it takes. */
static fb_status add_child(json_t *object, const char *name, json_t *value, bool is_item)
{
    const json_t *known = json_object_get(object, name);
    fb_status status = FB_OK;

    if (known == NULL && !is_item)
        return set_member(object, name, value);
    if (!json_is_array(known))
        status = make_array(object, name);
    if (status != FB_OK) {
        json_decref(value);
        return status;
    }
    return json_array_append_new(json_object_get(object, name), value) == 0 ? FB_OK : FB_ERR_NOMEM;
}

static fb_status make_value(json_t **out, struct fb_form_writer *writer,
                            const struct fb_xml_node *element, const struct fb_field *field);

static fb_status add_children(struct fb_form_writer *writer, json_t *object,
                              const struct fb_xml_node *element, const struct fb_field *field)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    for (; child != NULL; child = fb_xml_next(child)) {
        const struct fb_field *inner = fb_form_field(field, child);
        bool is_item = inner != NULL && inner == field;
        json_t *value;
        FB_TRY(make_value(&value, writer, child, inner));
        FB_TRY(add_child(object, fb_xml_name(child), value, is_item));
    }
    return FB_OK;
}

static fb_status fill_object(struct fb_form_writer *writer, json_t *object,
                             const struct fb_xml_node *element, const struct fb_field *field)
{
    const char *text;

    FB_TRY(set_attributes(writer, object, element));
    if (fb_xml_first(element) != NULL)
        return add_children(writer, object, element, field);
    text = fb_form_text(writer, element);
    FB_NEED(text);
    return text[0] == '\0' ? FB_OK : set_member(object, TEXT, json_string(text));
}

/* Makes the value of an element without attributes and elements. */
static fb_status make_text(json_t **out, struct fb_form_writer *writer,
                           const struct fb_xml_node *element)
{
    const char *text = fb_form_text(writer, element);

    FB_NEED(text);
    *out = text[0] == '\0' ? json_null() : json_string(text);
    FB_NEED(*out);
    return FB_OK;
}

/* Makes the value of an element, owned by the caller. */
static fb_status make_value(json_t **out, struct fb_form_writer *writer,
                            const struct fb_xml_node *element, const struct fb_field *field)
{
    fb_status status;

    if (fb_xml_first(element) == NULL && fb_xml_attribute_name(element, 0) == NULL)
        return make_text(out, writer, element);
    *out = json_object();
    FB_NEED(*out);
    status = fill_object(writer, *out, element, field);
    if (status != FB_OK)
        json_decref(*out);
    return status;
}

/* Makes the record's outermost object, which has one member: the root element. */
static fb_status make_record(json_t *record, struct fb_form_writer *writer,
                             const struct fb_form_record *source)
{
    const struct fb_xml_node *root = fb_xml_root(source->xml);
    const char *template_name = fb_form_template_name(source);
    const struct fb_field *field = source->template != NULL ? &source->template->record : NULL;
    json_t *value = json_object();

    FB_TRY(set_member(record, fb_xml_name(root), value));
    if (template_name != NULL)
        FB_TRY(set_attribute(writer, value, FB_RECORD_TEMPLATE, template_name));
    return fill_object(writer, value, root, field);
}

static int append_bytes(const char *bytes, size_t length, void *data)
{
    struct fb_buffer *out = data;

    fb_buffer_append(out, bytes, length);
    return out->status == FB_OK ? 0 : -1;
}

static fb_status add(struct fb_form_writer *writer, const struct fb_form_record *record,
                     struct fb_diagnostics *sink)
{
    json_t *object = json_object();
    fb_status status;

    (void)sink;
    FB_NEED(object);
    status = make_record(object, writer, record);
    if (writer->setup.several)
        fb_buffer_append_string(writer->bytes, writer->count > 0 ? ",\n" : "\n");
    if (status == FB_OK &&
        json_dump_callback(object, append_bytes, writer->bytes, JSON_INDENT(2)) != 0)
        status = FB_ERR_NOMEM;
    json_decref(object);
    return status;
}

static fb_status finish(struct fb_form_writer *writer)
{
    fb_buffer_append_string(writer->bytes, writer->setup.several ? "\n]\n" : "\n");
    return FB_OK;
}

const struct fb_form_kind fb_form_json = {"json", begin, add, finish};
