/*
 * compare_result.c: the record that comes out, which begins as a copy of the baseline's.
 */
#include "extract/binding.h"
#include "extract/compare_private.h"

#include <stdlib.h>
#include <string.h>

/* Keeps the elements of the copy under the paths that they have before anything is changed. */
static fb_status keep_paths(struct fb_comparing *comparing, struct fb_tree *element,
                            const char *path)
{
    FB_TRY(fb_map_put(comparing->arena, &comparing->results, path, element));
    for (size_t i = 0; i < element->children.count; i++) {
        struct fb_tree *child = element->children.items[i];
        const char *below = fb_arena_format(comparing->arena, "%s/%s[%zu]", path, child->name,
                                            fb_tree_number(child));
        FB_NEED(below);
        FB_TRY(keep_paths(comparing, child, below));
    }
    return FB_OK;
}

fb_status fb_result_begin(struct fb_comparing *comparing)
{
    struct fb_tree *record = fb_tree_copy(comparing->arena, comparing->input->baseline->record);
    const char *path;

    FB_NEED(record);
    comparing->out->record = record;
    path = fb_tree_path(comparing->arena, record);
    FB_NEED(path);
    return keep_paths(comparing, record, path);
}

struct fb_tree *fb_result_find(const struct fb_comparing *comparing, const char *origin)
{
    return origin != NULL ? fb_map_lookup(&comparing->results, origin) : NULL;
}

/* Returns the place of a new child: after those that stand before it in the model. */
static size_t place_of(const struct fb_tree *parent, const struct fb_tree *model, const char *name)
{
    size_t place = 0;

    if (model == NULL)
        return parent->children.count;
    for (size_t i = 0; i < model->children.count; i++) {
        const char *before = model->children.items[i]->name;
        for (size_t j = parent->children.count; j > place; j--) {
            if (strcmp(parent->children.items[j - 1]->name, before) == 0)
                place = j;
        }
        if (strcmp(before, name) == 0)
            return place;
    }
    return parent->children.count;
}

static fb_status need_child(struct fb_tree **out, struct fb_comparing *comparing,
                            struct fb_tree *parent, const struct fb_tree *model, const char *name,
                            size_t number)
{
    *out = fb_tree_child(parent, name, number);
    if (*out != NULL)
        return FB_OK;
    *out = fb_tree_new(comparing->arena, name, "");
    FB_NEED(*out);
    return fb_tree_insert(comparing->arena, parent, place_of(parent, model, name), *out);
}

fb_status fb_result_need(struct fb_tree **out, struct fb_comparing *comparing, struct fb_tree *top,
                         const struct fb_tree *model, const char *below)
{
    *out = top;
    while (*below == '/') {
        size_t length = strcspn(below + 1, "[");
        const char *name = fb_arena_copy(comparing->arena, below + 1, length);
        size_t number = strtoul(below + 1 + length + 1, NULL, 10);

        FB_NEED(name);
        FB_TRY(need_child(out, comparing, *out, model, name, number));
        model = model != NULL ? fb_tree_child(model, name, number) : NULL;
        below += strcspn(below, "]") + 1;
    }
    return FB_OK;
}
