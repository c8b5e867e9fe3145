/*
 * fields.c: the elements of a record against the fields that its template declares.
 */
#include "base/nearest.h"
#include "check/check_private.h"
#include "data/record.h"

#include <string.h>

const struct fb_xml_node *fb_check_find(const struct fb_xml_node *element, const char *name)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    while (child != NULL && !fb_xml_is(child, name))
        child = fb_xml_next(child);
    return child;
}

void fb_check_attributes(struct fb_checker *checker, const struct fb_xml_node *element,
                         const char *allowed)
{
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++) {
        if (allowed == NULL || strcmp(name, allowed) != 0)
            fb_report(checker->sink, FB_DIAG_RECORD_ATTRIBUTE,
                      fb_xml_attribute_position(element, name), fb_xml_name(element), name);
    }
}

/* Reports text beside the fields of an element. */
static void check_texts(struct fb_checker *checker, const struct fb_xml_node *element)
{
    const struct fb_xml_node *node = fb_xml_first_content(element);

    for (; node != NULL; node = fb_xml_next_content(node)) {
        if (fb_xml_is_text(node) && !fb_xml_is_blank(node))
            fb_report(checker->sink, FB_DIAG_RECORD_TEXT, fb_xml_position(node),
                      fb_xml_name(element));
    }
}

bool fb_check_namespace(struct fb_checker *checker, const struct fb_xml_node *element)
{
    const char *name = fb_xml_namespace(element);

    if (name[0] == '\0')
        return false;
    if (checker->namespaced)
        return true;
    checker->namespaced = true;
    fb_report(checker->sink, FB_DIAG_RECORD_NAMESPACE, fb_xml_position(element),
              fb_xml_name(element), name);
    return true;
}

/* Reports an element that is no field of `parent`, with the name that was probably meant. */
static fb_status report_unknown(struct fb_checker *checker, const struct fb_xml_node *element,
                                const char *parent, const char *const *names, size_t count)
{
    const char *near = fb_nearest(fb_xml_name(element), names, count), *all = "";

    if (fb_check_namespace(checker, element))
        return FB_OK;
    for (size_t i = 0; near == NULL && i < count; i++) {
        all = fb_arena_format(checker->arena, "%s%s%s", all, i == 0 ? "" : "、", names[i]);
        FB_NEED(all);
    }
    fb_report(checker->sink, FB_DIAG_RECORD_ELEMENT, fb_xml_position(element), fb_xml_name(element),
              parent, near == NULL ? all : near);
    return FB_OK;
}

static fb_status report_unknown_field(struct fb_checker *checker, const struct fb_xml_node *element,
                                      const struct fb_field *parent)
{
    const char **names = FB_NEW_ARRAY(checker->arena, const char *, parent->field_count);

    FB_NEED(names);
    for (size_t i = 0; i < parent->field_count; i++)
        names[i] = parent->fields[i].name;
    return report_unknown(checker, element, fb_xml_name(fb_xml_parent(element)), names,
                          parent->field_count);
}

/* Whether a record must have this field at all. */
static bool is_required(const struct fb_field *field)
{
    if (field->kind == FB_FIELD_VALUE)
        return field->required;
    if (field->kind == FB_FIELD_LIST)
        return false;
    for (size_t i = 0; i < field->field_count; i++) {
        if (is_required(&field->fields[i]))
            return true;
    }
    return false;
}

/* An element with fields: the root, a group, an item of a list. */
struct container {
    const struct fb_xml_node *element;
    const struct fb_field *field;
    const struct fb_catalogue *catalogue; /* whose blank item the element is; NULL: it is not */
};

/* Of a blank item only the fields that name its kind are required, of a blank form none. */
static bool is_required_in(const struct fb_checker *checker, const struct container *container,
                           const struct fb_field *field)
{
    if (checker->blank)
        return false;
    if (container->catalogue == NULL)
        return is_required(field);
    for (size_t i = 0; i < container->catalogue->level_count; i++) {
        if (strcmp(container->catalogue->levels[i], field->name) == 0)
            return is_required(field);
    }
    return false;
}

static fb_status check_container(struct fb_checker *checker, const struct container *container);

static fb_status check_items(struct fb_checker *checker, const struct fb_xml_node *list,
                             const struct fb_field *field)
{
    const struct fb_catalogue *catalogue = fb_template_catalogue_of(checker->template, field);
    const struct fb_xml_node *item = fb_xml_first(list);

    fb_check_attributes(checker, list, NULL);
    check_texts(checker, list);
    for (; item != NULL; item = fb_xml_next(item)) {
        struct container container = {.element = item, .field = field};
        bool blank = false;
        if (!fb_xml_is(item, field->item) || fb_xml_namespace(item)[0] != '\0') {
            FB_TRY(report_unknown(checker, item, field->name, &field->item, 1));
            continue;
        }
        if (catalogue != NULL)
            FB_TRY(fb_check_blank_item(&blank, catalogue, item));
        container.catalogue = blank ? catalogue : NULL;
        fb_check_attributes(checker, item, NULL);
        FB_TRY(check_container(checker, &container));
    }
    return FB_OK;
}

static fb_status check_field(struct fb_checker *checker, const struct container *container,
                             const struct fb_xml_node *element, const struct fb_field *field)
{
    struct container group = {.element = element, .field = field};

    switch (field->kind) {
    case FB_FIELD_VALUE:
        return fb_check_value(checker, element, field, is_required_in(checker, container, field));
    case FB_FIELD_LIST:
        return check_items(checker, element, field);
    case FB_FIELD_GROUP:
        break;
    }
    fb_check_attributes(checker, element, NULL);
    return check_container(checker, &group);
}

static void report_missing(struct fb_checker *checker, const struct container *container)
{
    for (size_t i = 0; i < container->field->field_count; i++) {
        const struct fb_field *field = &container->field->fields[i];
        if (is_required_in(checker, container, field) &&
            fb_check_find(container->element, field->name) == NULL)
            fb_report(checker->sink, FB_DIAG_RECORD_MISSING, fb_xml_position(container->element),
                      field->name, fb_xml_name(container->element));
    }
}

/* Checks what an element holds; the depth is that of the declared fields. */
static fb_status check_container(struct fb_checker *checker, const struct container *container)
{
    const struct fb_xml_node *child = fb_xml_first(container->element);

    check_texts(checker, container->element);
    report_missing(checker, container);
    for (; child != NULL; child = fb_xml_next(child)) {
        const struct fb_field *field = fb_field_find(container->field, fb_xml_name(child));
        if (field == NULL && fb_check_is_silence(child)) {
            FB_TRY(fb_check_read_silence(checker, child));
            continue;
        }
        if (field == NULL || fb_xml_namespace(child)[0] != '\0') {
            FB_TRY(report_unknown_field(checker, child, container->field));
            continue;
        }
        if (fb_check_find(container->element, field->name) != child)
            fb_report(checker->sink, FB_DIAG_RECORD_REPEATED, fb_xml_position(child), field->name,
                      fb_xml_name(container->element));
        FB_TRY(check_field(checker, container, child, field));
    }
    return FB_OK;
}

static bool is_parameter(const struct fb_template *template, const char *name)
{
    for (size_t i = 0; i < template->parameter_count; i++) {
        if (strcmp(template->parameters[i].name, name) == 0)
            return true;
    }
    return false;
}

/* The root may name the template and give its parameters other values. */
static void check_root_attributes(struct fb_checker *checker)
{
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(checker->root, i)) != NULL; i++) {
        if (strcmp(name, FB_RECORD_TEMPLATE) != 0 && strcmp(name, FB_RECORD_BLANK) != 0 &&
            !is_parameter(checker->template, name))
            fb_report(checker->sink, FB_DIAG_RECORD_ATTRIBUTE,
                      fb_xml_attribute_position(checker->root, name), fb_xml_name(checker->root),
                      name);
    }
}

const struct fb_field *fb_check_field_of(const struct fb_checker *checker,
                                         const struct fb_xml_node *element)
{
    const struct fb_xml_node *parent = fb_xml_parent(element);
    const struct fb_field *above;

    if (element == checker->root)
        return &checker->template->record;
    above = parent == NULL ? NULL : fb_check_field_of(checker, parent);
    if (above == NULL)
        return NULL;
    /* An item has the fields of its list. */
    if (above->kind == FB_FIELD_LIST && fb_xml_is(element, above->item))
        return above;
    return fb_field_find(above, fb_xml_name(element));
}

fb_status fb_check_fields(struct fb_checker *checker)
{
    struct container root = {.element = checker->root, .field = &checker->template->record};

    check_root_attributes(checker);
    FB_TRY(fb_check_blank(checker));
    return check_container(checker, &root);
}
