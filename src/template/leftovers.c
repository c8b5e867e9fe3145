/*
 * leftovers.c: what a template declares and does not use.
 */
#include "template/rule.h"
#include "template/template_private.h"

#include <string.h>

/* Notes a name that is a piece of a longer text. */
static fb_status note_name(struct fb_template_reader *reader, struct fb_map *map, const char *name,
                           size_t length)
{
    const char *copy = fb_arena_copy(reader->arena, name, length);

    FB_NEED(copy);
    return fb_map_put(reader->arena, map, copy, reader);
}

fb_status fb_note_parameter(struct fb_template_reader *reader, const struct fb_parameter *parameter)
{
    return fb_map_put(reader->arena, &reader->usage.parameters, parameter->name, reader);
}

/* Returns true if an expression asks for elements of any name. */
static bool selects_any(const char *text)
{
    for (const char *star = text; (star = strchr(star, '*')) != NULL; star++) {
        if (star == text || strchr("/:([|", star[-1]) != NULL)
            return true;
    }
    return strstr(text, "node(") != NULL;
}

/* An expression that says more than a path shows every field that it names. */
static fb_status note_names(struct fb_template_reader *reader, const char *text)
{
    struct fb_name name;
    size_t at = 0;

    while (fb_next_name(&name, text, &at)) {
        if (name.kind == FB_NAME_FIELD)
            FB_TRY(note_name(reader, &reader->usage.names, text + name.offset, name.length));
    }
    return FB_OK;
}

fb_status fb_note_expression(struct fb_template_reader *reader,
                             const struct fb_expression *expression, const struct fb_field *field)
{
    struct fb_usage *usage = &reader->usage;
    const struct fb_field **slot;

    if (!usage->showing)
        return FB_OK;
    if (selects_any(expression->text))
        usage->shows_unknown = true;
    /* The names of a predicate say which item is meant, and so need no cell of their own. */
    if (field == NULL || strchr(expression->text, '[') != NULL)
        FB_TRY(note_names(reader, expression->text));
    if (field == NULL)
        return FB_OK;
    slot = FB_PUSH(reader->arena, &usage->fields);
    FB_NEED(slot);
    *slot = field;
    return FB_OK;
}

/* What is left over, while it is found. */
struct finder {
    struct fb_template_reader *reader;
    const struct fb_source *source; /* of the template itself */
    FB_VECTOR(struct fb_leftover) leftovers;
};

static fb_status add(struct finder *finder, enum fb_diag_code code, const char *name,
                     struct fb_position position)
{
    struct fb_leftover *leftover = FB_PUSH(finder->reader->arena, &finder->leftovers);

    FB_NEED(leftover);
    *leftover = (struct fb_leftover){code, name, position};
    return FB_OK;
}

/* Labels of a catalogue show the fields that are its levels. */
static bool is_level(const struct fb_template *template, const struct fb_field *list,
                     const char *name)
{
    for (size_t i = 0; i < template->use_count; i++) {
        const struct fb_catalogue *catalogue = template->uses[i].catalogue;
        for (size_t level = 0; template->uses[i].list == list && level < catalogue->level_count;
             level++) {
            if (strcmp(catalogue->levels[level], name) == 0)
                return true;
        }
    }
    return false;
}

static bool is_shown(const struct finder *finder, const struct fb_field *parent,
                     const struct fb_field *field)
{
    const struct fb_usage *usage = &finder->reader->usage;

    for (size_t i = 0; i < usage->fields.count; i++) {
        if (usage->fields.items[i] == field)
            return true;
    }
    return usage->shows_unknown || fb_map_lookup(&usage->names, field->name) != NULL ||
           is_level(finder->reader->template, parent, field->name);
}

/* Finds the fields of a group or list that nothing shows or checks; the depth is that of the
 * declarations. */
static fb_status find_fields(struct finder *finder, const struct fb_field *parent)
{
    for (size_t i = 0; i < parent->field_count; i++) {
        const struct fb_field *field = &parent->fields[i];
        if (field->kind != FB_FIELD_VALUE)
            FB_TRY(find_fields(finder, field));
        else if (field->position.source == finder->source && !is_shown(finder, parent, field))
            FB_TRY(add(finder, FB_DIAG_TEMPLATE_FIELD_UNUSED, field->name, field->position));
    }
    return FB_OK;
}

static fb_status find_styles(struct finder *finder)
{
    for (size_t i = 0; i < finder->reader->style_names.count; i++) {
        const struct fb_xml_node *style = fb_unused_style(finder->reader, i, finder->source);
        if (style != NULL)
            FB_TRY(add(finder, FB_DIAG_TEMPLATE_STYLE_UNUSED, finder->reader->style_names.items[i],
                       fb_xml_attribute_position(style, "name")));
    }
    return FB_OK;
}

static fb_status find_parameters(struct finder *finder)
{
    const struct fb_template_reader *reader = finder->reader;

    for (size_t i = 0; i < reader->parameters.count; i++) {
        const struct fb_parameter *parameter = &reader->parameters.items[i];
        if (parameter->position.source == finder->source &&
            fb_map_lookup(&reader->usage.parameters, parameter->name) == NULL)
            FB_TRY(add(finder, FB_DIAG_TEMPLATE_PARAMETER_UNUSED, parameter->name,
                       parameter->position));
    }
    return FB_OK;
}

static bool is_used_by_rule(const struct fb_rule *rule, const struct fb_catalogue *catalogue)
{
    for (size_t i = 0; i < rule->parameter_count; i++) {
        const struct fb_rule_parameter *parameter = &rule->parameters[i];
        if (parameter->kind == FB_PARAMETER_CATALOGUE && parameter->as.catalogue == catalogue)
            return true;
    }
    return false;
}

static bool is_used(const struct fb_template *template, const struct fb_catalogue *catalogue)
{
    for (size_t i = 0; i < template->use_count; i++) {
        if (template->uses[i].catalogue == catalogue)
            return true;
    }
    for (size_t i = 0; i < template->rule_count; i++) {
        if (is_used_by_rule(&template->rules[i], catalogue))
            return true;
    }
    return false;
}

static fb_status find_catalogues(struct finder *finder)
{
    const struct fb_template *template = finder->reader->template;

    for (size_t i = 0; i < template->catalogue_count; i++) {
        const struct fb_catalogue *catalogue = template->catalogues[i];
        if (catalogue->position.source == finder->source && !is_used(template, catalogue))
            FB_TRY(add(finder, FB_DIAG_TEMPLATE_CATALOGUE_UNUSED, catalogue->name,
                       catalogue->position));
    }
    return FB_OK;
}

fb_status fb_find_leftovers(struct fb_template_reader *reader)
{
    const struct fb_xml_node *root = reader->roots.items[reader->roots.count - 1];
    struct finder finder = {.reader = reader, .source = fb_xml_position(root).source};

    FB_TRY(find_fields(&finder, &reader->template->record));
    FB_TRY(find_styles(&finder));
    FB_TRY(find_parameters(&finder));
    FB_TRY(find_catalogues(&finder));
    reader->template->leftovers = finder.leftovers.items;
    reader->template->leftover_count = finder.leftovers.count;
    return FB_OK;
}

void fb_template_review(const struct fb_template *template, struct fb_diagnostics *sink)
{
    for (size_t i = 0; i < template->leftover_count; i++) {
        const struct fb_leftover *leftover = &template->leftovers[i];
        fb_report(sink, leftover->code, leftover->position, leftover->name);
    }
}
