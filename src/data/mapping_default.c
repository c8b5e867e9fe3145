/*
 * mapping_default.c: the mapping of a fill-in workbook, made from the shape of a record.
 */
#include "base/utf8.h"
#include "base/vector.h"
#include "data/mapping.h"

#include <string.h>

/* Names of sheets are at most so long, in characters (ISO 29500-1, 18.2.19; Excel). */
enum { SHEET_NAME_MAX = 31 };

struct maker {
    struct fb_arena *arena;
    FB_VECTOR(struct fb_mapping_list *) lists;
};

/* The fields of one sheet while they are gathered. */
struct gathering {
    struct maker *maker;
    FB_VECTOR(struct fb_mapping_field) fields;
    const struct fb_mapping_list *list; /* whose sheet it is; NULL: that of the records */
    const char *steps[FB_MAPPING_STEPS];
    size_t step_count;
};

/* Returns the steps, divided by `separator`, or NULL when memory is used up. */
static const char *join(struct fb_arena *arena, const char *const *steps, size_t count,
                        const char *separator)
{
    const char *text = count > 0 ? steps[0] : "";

    for (size_t i = 1; i < count && text != NULL; i++)
        text = fb_arena_format(arena, "%s%s%s", text, separator, steps[i]);
    return text;
}

static fb_status add_field(struct gathering *gathering, const struct fb_shape *shape)
{
    struct fb_arena *arena = gathering->maker->arena;
    struct fb_mapping_field *field = FB_PUSH(arena, &gathering->fields);

    FB_NEED(field);
    memcpy(field->steps, gathering->steps, sizeof field->steps);
    field->step_count = gathering->step_count;
    field->name = join(arena, field->steps, field->step_count, "/");
    FB_NEED(field->name);
    field->text = field->name;
    field->inherit = shape->inherit;
    field->order = shape->order;
    field->number = shape->number;
    field->optional = true;
    return FB_OK;
}

static fb_status add_attribute(struct gathering *gathering, const char *name)
{
    struct fb_mapping_field *field = FB_PUSH(gathering->maker->arena, &gathering->fields);

    FB_NEED(field);
    field->name = fb_arena_format(gathering->maker->arena, "@%s", name);
    FB_NEED(field->name);
    field->text = field->name;
    field->steps[0] = name;
    field->step_count = 1;
    field->attribute = true;
    field->optional = true;
    return FB_OK;
}

/* Cuts a name to what a sheet may have. */
static const char *cut_name(struct fb_arena *arena, const char *name)
{
    size_t bytes = 0, length = strlen(name);
    uint32_t character;

    for (int i = 0; i < SHEET_NAME_MAX && bytes < length; i++)
        bytes += fb_utf8_decode(name + bytes, length - bytes, &character);
    return fb_arena_copy(arena, name, bytes);
}

static bool is_taken(const struct maker *maker, const char *name)
{
    static const char *const OWN[] = {FB_MAPPING_RECORDS, FB_MAPPING_GUIDE, FB_MAPPING_CHOICES,
                                      FB_MAPPING_SILENCES};

    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++) {
        if (strcmp(OWN[i], name) == 0)
            return true;
    }
    for (size_t i = 0; i < maker->lists.count; i++) {
        if (strcmp(maker->lists.items[i]->sheet, name) == 0)
            return true;
    }
    return false;
}

/* Returns a name for the sheet of a list that no other sheet has, or NULL. */
static const char *name_sheet(struct maker *maker, const char *path)
{
    const char *name = cut_name(maker->arena, path), *tried = name;

    for (int i = 2; tried != NULL && is_taken(maker, tried); i++) {
        const char *numbered = fb_arena_format(maker->arena, "%d-%s", i, name);
        tried = numbered == NULL ? NULL : cut_name(maker->arena, numbered);
    }
    return tried;
}

static struct fb_mapping_field heading_field(const char *heading)
{
    return (struct fb_mapping_field){.name = heading, .text = heading};
}

static fb_status gather(struct gathering *gathering, const struct fb_shape *shape);

/* Makes the sheet of a list. */
static fb_status add_list(struct gathering *outer, const struct fb_shape *shape)
{
    struct maker *maker = outer->maker;
    struct fb_mapping_list *list = FB_NEW(maker->arena, struct fb_mapping_list);
    struct gathering inner = {.maker = maker, .list = list};
    struct fb_mapping_list **place;
    const char *path;

    FB_NEED(list);
    memcpy(list->steps, outer->steps, sizeof list->steps);
    list->step_count = outer->step_count;
    list->name = join(maker->arena, list->steps, list->step_count, "/");
    path = join(maker->arena, list->steps, list->step_count, "-");
    if (path != NULL && outer->list != NULL)
        path = fb_arena_format(maker->arena, "%s-%s", outer->list->sheet, path);
    FB_NEED(list->name);
    FB_NEED(path);
    list->item = shape->item;
    list->order = shape->order;
    list->first = 1;
    list->key = heading_field(FB_MAPPING_KEY);
    list->sheet = name_sheet(maker, path);
    FB_NEED(list->sheet);
    list->parent = outer->list;
    if (list->parent != NULL) {
        path = fb_arena_format(maker->arena, "%s序号", list->parent->item);
        FB_NEED(path);
        list->parent_row = heading_field(path);
    }
    place = FB_PUSH(maker->arena, &maker->lists);
    FB_NEED(place);
    *place = list;
    FB_TRY(gather(&inner, shape));
    list->fields = (struct fb_mapping_fields){inner.fields.items, inner.fields.count};
    return FB_OK;
}

/* Gathers what stands in a group or an item; the depth is that of the declarations. */
static fb_status gather(struct gathering *gathering, const struct fb_shape *shape)
{
    for (size_t i = 0; i < shape->shape_count; i++) {
        const struct fb_shape *inner = &shape->shapes[i];
        if (gathering->step_count == FB_MAPPING_STEPS)
            return FB_ERR_INTERNAL;
        gathering->steps[gathering->step_count++] = inner->name;
        if (inner->kind == FB_SHAPE_VALUE)
            FB_TRY(add_field(gathering, inner));
        else if (inner->kind == FB_SHAPE_GROUP)
            FB_TRY(gather(gathering, inner));
        else
            FB_TRY(add_list(gathering, inner));
        gathering->step_count--;
    }
    return FB_OK;
}

fb_status fb_mapping_of_shape(const struct fb_mapping **out, struct fb_arena *arena,
                              const struct fb_shape *record, const char *const *attributes)
{
    struct maker maker = {.arena = arena};
    struct gathering gathering = {.maker = &maker};
    struct fb_mapping *mapping = FB_NEW(arena, struct fb_mapping);

    FB_NEED(mapping);
    FB_TRY(gather(&gathering, record));
    for (; *attributes != NULL; attributes++)
        FB_TRY(add_attribute(&gathering, *attributes));
    *mapping = (struct fb_mapping){.root = record->name,
                                   .form = FB_MAPPING_ROWS,
                                   .sheet = FB_MAPPING_RECORDS,
                                   .first = 1,
                                   .key = heading_field(FB_MAPPING_KEY),
                                   .fields = {gathering.fields.items, gathering.fields.count},
                                   .lists = maker.lists.items,
                                   .list_count = maker.lists.count,
                                   .fill_in = true};
    mapping->key.optional = true;
    *out = mapping;
    return FB_OK;
}
