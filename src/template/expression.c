#include "base/nearest.h"
#include "template/template_private.h"

#include <stdlib.h>
#include <string.h>

/* Keeps a compiled expression with the template, which frees it. */
static fb_status keep(struct fb_template *template, struct fb_xpath *compiled)
{
    FB_VECTOR(struct fb_xpath *)
    list = {template->expressions, template->expression_count, template->expression_capacity};
    struct fb_xpath **slot = FB_PUSH(template->arena, &list);

    if (slot == NULL) {
        fb_xpath_free(compiled);
        return FB_ERR_NOMEM;
    }
    *slot = compiled;
    template->expressions = list.items;
    template->expression_count = list.count;
    template->expression_capacity = list.capacity;
    return FB_OK;
}

static fb_status compile(struct fb_template_reader *reader, struct fb_expression *out)
{
    struct fb_xpath *compiled;
    const char *reason;
    size_t offset;
    fb_status status = fb_xpath_compile(&compiled, out->text, &offset, &reason);

    if (status == FB_ERR_INPUT) {
        fb_report(reader->sink, FB_DIAG_TEMPLATE_XPATH,
                  fb_xml_position_in(out->position, offset, 0), out->text);
        return FB_OK;
    }
    FB_TRY(status);
    out->compiled = compiled;
    return keep(reader->template, compiled);
}

static void report_missing(struct fb_template_reader *reader,
                           const struct fb_expression *expression,
                           const struct fb_scope_result *found)
{
    const char *name =
        fb_arena_copy(reader->arena, expression->text + found->offset, found->length);
    const char *near = name == NULL ? NULL : fb_nearest(name, found->names, found->name_count);

    if (near == NULL)
        near = fb_join_words(reader->arena, found->names, found->name_count);
    fb_report(reader->sink, FB_DIAG_TEMPLATE_FIELD,
              fb_xml_position_in(expression->position, found->offset, found->length),
              name == NULL ? "" : name, near);
}

/* Whether a name is that of a field, a group, a list or an item anywhere in the record. */
static bool is_declared(const struct fb_field *field, const char *name)
{
    if (strcmp(field->name, name) == 0 || strcmp(field->item, name) == 0)
        return true;
    for (size_t i = 0; i < field->field_count; i++) {
        if (is_declared(&field->fields[i], name))
            return true;
    }
    return false;
}

/* Reports names that the record has nowhere, in an expression that is more than a path. */
static fb_status check_fields(struct fb_template_reader *reader,
                              const struct fb_expression *expression)
{
    struct fb_name name;
    size_t at = 0;

    while (fb_next_name(&name, expression->text, &at)) {
        const char *copy;
        if (name.kind != FB_NAME_FIELD)
            continue;
        copy = fb_arena_copy(reader->arena, expression->text + name.offset, name.length);
        FB_NEED(copy);
        if (!is_declared(&reader->template->record, copy))
            fb_report(reader->sink, FB_DIAG_TEMPLATE_FIELD_NOWHERE,
                      fb_xml_position_in(expression->position, name.offset, name.length), copy);
    }
    return FB_OK;
}

/* Reports a parameter or a function that there is not. */
static fb_status check_name(struct fb_template_reader *reader,
                            const struct fb_expression *expression, const struct fb_name *name)
{
    const char *start = expression->text + name->offset, *copy;
    struct fb_position position =
        fb_xml_position_in(expression->position, name->offset, name->length);

    const struct fb_parameter *parameter =
        name->kind == FB_NAME_PARAMETER ? fb_find_parameter(reader, start, name->length) : NULL;

    if (parameter != NULL)
        return fb_note_parameter(reader, parameter);
    if (name->kind == FB_NAME_FUNCTION && fb_xpath_function_known(start, name->length))
        return FB_OK;
    copy = fb_arena_copy(reader->arena, start, name->length);
    FB_NEED(copy);
    if (name->kind == FB_NAME_PARAMETER)
        fb_report_parameter(reader, position, copy);
    else
        fb_report(reader->sink, FB_DIAG_TEMPLATE_FUNCTION, position, copy);
    return FB_OK;
}

/* Checks parameters and functions, and sees whether the expression names any field. */
static fb_status read_names(struct fb_template_reader *reader, struct fb_expression *out)
{
    struct fb_name name;
    size_t at = 0;

    out->fixed = strpbrk(out->text, ".*@/") == NULL;
    while (fb_next_name(&name, out->text, &at)) {
        if (name.kind == FB_NAME_PARAMETER || name.kind == FB_NAME_FUNCTION)
            FB_TRY(check_name(reader, out, &name));
        if (name.kind != FB_NAME_PARAMETER)
            out->fixed =
                out->fixed && (name.kind == FB_NAME_FUNCTION || name.kind == FB_NAME_OPERATOR);
    }
    return FB_OK;
}

fb_status fb_read_expression(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             const char *attribute, struct fb_scope scope,
                             struct fb_expression *out, struct fb_scope *result)
{
    *result = (struct fb_scope){0};
    *out = (struct fb_expression){.text = fb_attribute_string(element, attribute, "."),
                                  .position = fb_xml_attribute_position(element, attribute)};
    if (fb_xml_attribute(element, attribute) == NULL)
        return FB_OK;
    return fb_compile_expression(reader, scope, out, result);
}

fb_status fb_compile_expression(struct fb_template_reader *reader, struct fb_scope scope,
                                struct fb_expression *out, struct fb_scope *result)
{
    struct fb_scope_result found;

    *result = (struct fb_scope){0};
    FB_TRY(compile(reader, out));
    if (out->compiled == NULL)
        return FB_OK;
    FB_TRY(read_names(reader, out));
    FB_TRY(fb_scope_follow(&found, reader->arena, &reader->template->record, scope, out->text));
    if (found.answer == FB_SCOPE_MISSING)
        report_missing(reader, out, &found);
    else
        FB_TRY(check_fields(reader, out));
    if (found.answer == FB_SCOPE_FOUND)
        *result = found.scope;
    return fb_note_expression(reader, out, result->field);
}

fb_status fb_read_condition(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const struct fb_reading_place *place, const struct fb_condition **out)
{
    struct fb_condition *condition = FB_NEW(reader->arena, struct fb_condition);
    bool showing = reader->usage.showing;
    struct fb_scope selected;

    FB_NEED(condition);
    condition->outer = place->when;
    *out = condition;
    reader->usage.showing = false;
    FB_TRY(fb_read_expression(reader, element, "test", place->scope, &condition->test, &selected));
    reader->usage.showing = showing;
    return FB_OK;
}
