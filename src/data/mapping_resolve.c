/*
 * mapping_resolve.c: the paths of a mapping against what a record is made of.
 */
#include "base/nearest.h"
#include "data/mapping.h"

#include <stdlib.h>
#include <string.h>

/* A mapping while it is resolved. */
struct resolver {
    struct fb_arena *arena;
    struct fb_diagnostics *sink;
};

static const struct fb_shape *find_shape(const struct fb_shape *parent, const char *name)
{
    for (size_t i = 0; i < parent->shape_count; i++) {
        if (strcmp(parent->shapes[i].name, name) == 0)
            return &parent->shapes[i];
    }
    return NULL;
}

/* Reports a step that `parent` does not have, with the name that was probably meant, or all. */
static fb_status report(const struct resolver *resolver, const struct fb_shape *parent,
                        const char *step, struct fb_position position)
{
    const char **names = FB_NEW_ARRAY(resolver->arena, const char *, parent->shape_count + 1),
               *all = "";
    const char *near;

    FB_NEED(names);
    for (size_t i = 0; i < parent->shape_count; i++)
        names[i] = parent->shapes[i].name;
    near = fb_nearest(step, names, parent->shape_count);
    for (size_t i = 0; near == NULL && i < parent->shape_count; i++) {
        all = fb_arena_format(resolver->arena, "%s%s%s", all, i == 0 ? "" : "、", names[i]);
        FB_NEED(all);
    }
    fb_report(resolver->sink, FB_DIAG_MAPPING_FIELD, position, step, parent->name,
              near == NULL ? all : near);
    return FB_OK;
}

/* A path, and what it leads to. */
struct path {
    const char *const *steps;
    size_t count;
    enum fb_shape_kind kind;
    struct fb_position position;
};

/* Finds the shape of a path inside `shape`; NULL, and reported, if there is none of that kind. */
static fb_status follow(const struct fb_shape **out, const struct resolver *resolver,
                        const struct fb_shape *shape, const struct path *path)
{
    *out = NULL;
    for (size_t i = 0; i < path->count; i++) {
        enum fb_shape_kind wanted = i + 1 < path->count ? FB_SHAPE_GROUP : path->kind;
        const struct fb_shape *inner = find_shape(shape, path->steps[i]);
        if (inner == NULL)
            return report(resolver, shape, path->steps[i], path->position);
        if (inner->kind != wanted) {
            fb_report(resolver->sink, FB_DIAG_MAPPING_KIND, path->position, path->steps[i],
                      wanted == FB_SHAPE_LIST ? "list" : "field");
            return FB_OK;
        }
        shape = inner;
    }
    *out = shape;
    return FB_OK;
}

static int compare_fields(const void *left, const void *right)
{
    const struct fb_mapping_field *a = left, *b = right;

    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return strcmp(a->name, b->name);
}

/* A field that is there twice would have two texts. */
static void check_twice(const struct resolver *resolver, const struct fb_mapping_fields *fields)
{
    for (size_t i = 1; i < fields->count; i++) {
        if (strcmp(fields->items[i - 1].name, fields->items[i].name) == 0)
            fb_report(resolver->sink, FB_DIAG_MAPPING_TWICE, fields->items[i].position,
                      fields->items[i].name);
    }
}

static fb_status resolve_fields(struct fb_mapping_fields *fields, const struct resolver *resolver,
                                const struct fb_shape *parent)
{
    const struct fb_shape *shape;

    for (size_t i = 0; i < fields->count; i++) {
        struct fb_mapping_field *field = &fields->items[i];
        const struct path path = {field->steps, field->step_count, FB_SHAPE_VALUE, field->position};
        if (field->attribute)
            continue;
        FB_TRY(follow(&shape, resolver, parent, &path));
        if (shape == NULL)
            continue;
        field->order = shape->order;
        field->number = shape->number;
    }
    if (fields->count > 0)
        qsort(fields->items, fields->count, sizeof *fields->items, compare_fields);
    check_twice(resolver, fields);
    return FB_OK;
}

/* The shape of a list that stands before `index`; NULL if that one was reported. */
static const struct fb_shape *shape_of(const struct fb_mapping *mapping,
                                       const struct fb_shape *const *shapes, size_t index,
                                       const struct fb_mapping_list *list)
{
    for (size_t i = 0; i < index; i++) {
        if (mapping->lists[i] == list)
            return shapes[i];
    }
    return NULL;
}

/* Resolves a list inside `parent`; `*out` is NULL if it is reported. */
static fb_status resolve_list(const struct fb_shape **out, struct fb_mapping_list *list,
                              const struct resolver *resolver, const struct fb_shape *parent)
{
    const struct path path = {list->steps, list->step_count, FB_SHAPE_LIST, list->position};

    FB_TRY(follow(out, resolver, parent, &path));
    if (*out == NULL)
        return FB_OK;
    list->item = (*out)->item;
    list->order = (*out)->order;
    return resolve_fields(&list->fields, resolver, *out);
}

fb_status fb_mapping_resolve(struct fb_mapping *mapping, struct fb_arena *arena,
                             const struct fb_shape *record, struct fb_diagnostics *sink)
{
    size_t before = fb_diagnostics_count(sink, FB_ERROR);
    const struct resolver resolver = {arena, sink};
    const struct fb_shape **shapes =
        FB_NEW_ARRAY(arena, const struct fb_shape *, mapping->list_count + 1);

    FB_NEED(shapes);
    mapping->root = record->name;
    FB_TRY(resolve_fields(&mapping->fields, &resolver, record));
    for (size_t i = 0; i < mapping->list_count; i++) {
        struct fb_mapping_list *list = mapping->lists[i];
        const struct fb_shape *parent =
            list->parent == NULL ? record : shape_of(mapping, shapes, i, list->parent);
        if (parent != NULL)
            FB_TRY(resolve_list(&shapes[i], list, &resolver, parent));
    }
    return fb_diagnostics_count(sink, FB_ERROR) > before ? FB_ERR_INPUT : FB_OK;
}
