#include "convert/shape.h"

#include "data/record.h"

#include <string.h>

/* The two lists of kinds are the same. */
static const enum fb_shape_kind KINDS[] = {
    [FB_FIELD_VALUE] = FB_SHAPE_VALUE,
    [FB_FIELD_GROUP] = FB_SHAPE_GROUP,
    [FB_FIELD_LIST] = FB_SHAPE_LIST,
};

/* Whether a field says the kind of a row; such cells are left empty where they repeat. */
static bool names_level(const struct fb_catalogue *catalogue, const char *name)
{
    for (size_t i = 0; catalogue != NULL && i < catalogue->level_count; i++) {
        if (strcmp(catalogue->levels[i], name) == 0)
            return true;
    }
    return false;
}

static bool is_number(enum fb_field_type type)
{
    return type == FB_TYPE_MONEY || type == FB_TYPE_PERCENT || type == FB_TYPE_INTEGER ||
           type == FB_TYPE_SCORE;
}

struct maker {
    struct fb_arena *arena;
    const struct fb_template *template;
    size_t count; /* shapes so far */
};

/* Fills a shape; the depth is that of the declarations. */
static fb_status fill(struct fb_shape *out, struct maker *maker, const struct fb_field *field)
{
    struct fb_shape *shapes = FB_NEW_ARRAY(maker->arena, struct fb_shape, field->field_count);
    const struct fb_catalogue *catalogue =
        field->kind == FB_FIELD_LIST ? fb_template_catalogue_of(maker->template, field) : NULL;

    FB_NEED(shapes);
    out->order = maker->count++;
    for (size_t i = 0; i < field->field_count; i++) {
        FB_TRY(fill(&shapes[i], maker, &field->fields[i]));
        shapes[i].inherit = names_level(catalogue, field->fields[i].name);
    }
    out->kind = KINDS[field->kind];
    out->name = field->name;
    out->item = field->item;
    out->shapes = shapes;
    out->shape_count = field->field_count;
    out->number = field->kind == FB_FIELD_VALUE && is_number(field->type);
    return FB_OK;
}

fb_status fb_shape_of(const struct fb_shape **out, struct fb_arena *arena,
                      const struct fb_template *template)
{
    struct maker maker = {.arena = arena, .template = template};
    struct fb_shape *shape = FB_NEW(arena, struct fb_shape);

    FB_NEED(shape);
    *out = shape;
    return fill(shape, &maker, &template->record);
}

fb_status fb_shape_attributes(const char *const **out, struct fb_arena *arena,
                              const struct fb_template *template)
{
    enum { OWN = 2 }; /* that every record may have */
    size_t count = template->parameter_count;
    const char **attributes = FB_NEW_ARRAY(arena, const char *, count + OWN + 1);

    FB_NEED(attributes);
    for (size_t i = 0; i < count; i++)
        attributes[i] = template->parameters[i].name;
    attributes[count] = FB_RECORD_TEMPLATE;
    attributes[count + 1] = FB_RECORD_BLANK;
    *out = attributes;
    return FB_OK;
}

fb_status fb_shape_mapping(const struct fb_mapping **out, struct fb_arena *arena,
                           const struct fb_template *template)
{
    const char *const *attributes;
    const struct fb_shape *shape;

    FB_TRY(fb_shape_attributes(&attributes, arena, template));
    FB_TRY(fb_shape_of(&shape, arena, template));
    return fb_mapping_of_shape(out, arena, shape, attributes);
}
