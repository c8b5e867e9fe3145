/*
 * merge_order.c: rows that were put elsewhere. As few as can be are moved in the file: those that
 * are not in the longest run of rows that stand in the right order already.
 */
#include "extract/merge_private.h"

#include <string.h>

/* The children of one name that stand both in the DOCX and in the file, in the DOCX's order. */
struct items {
    size_t *children; /* among the edited element's */
    size_t *lengths;  /* of the longest rising run that ends here */
    size_t count;
};

static size_t in_base(const struct fb_merge_place *place, size_t child)
{
    return fb_tree_index(place->edited->children.items[child]->origin);
}

static fb_status find_items(struct items *out, const struct fb_merge_place *place,
                            const struct fb_merging *merging, const char *name)
{
    size_t count = place->edited->children.count;

    out->children = fb_arena_alloc(merging->arena, (count + 1) * sizeof *out->children);
    out->lengths = fb_arena_alloc(merging->arena, (count + 1) * sizeof *out->lengths);
    if (out->children == NULL || out->lengths == NULL)
        return FB_ERR_NOMEM;
    out->count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct fb_tree *child = place->edited->children.items[i];
        if (place->here[i] != FB_MERGE_NONE && child->origin != NULL &&
            strcmp(child->name, name) == 0)
            out->children[out->count++] = i;
    }
    return FB_OK;
}

/* Whether the items, taken in the DOCX's order, rise by their places in the base. */
static bool edited_kept(const struct fb_merge_place *place, const struct items *items)
{
    for (size_t i = 1; i < items->count; i++) {
        if (in_base(place, items->children[i]) < in_base(place, items->children[i - 1]))
            return false;
    }
    return true;
}

/* Whether each two items stand in the file as they stand in the base. */
static bool file_kept(const struct fb_merge_place *place, const char *name)
{
    size_t last = 0;

    for (size_t i = 0; i < place->base->children.count; i++) {
        size_t twin = place->twins[i];
        if (twin == FB_MERGE_NONE || strcmp(place->base->children.items[i]->name, name) != 0)
            continue;
        if (twin < last)
            return false;
        last = twin;
    }
    return true;
}

/* Whether the items rise in the file: they stand as in the DOCX. */
static bool file_follows(const struct fb_merge_place *place, const struct items *items)
{
    for (size_t i = 1; i < items->count; i++) {
        if (place->here[items->children[i]] < place->here[items->children[i - 1]])
            return false;
    }
    return true;
}

static size_t measure_runs(const struct fb_merge_place *place, struct items *items)
{
    size_t longest = 0;

    for (size_t i = 0; i < items->count; i++) {
        items->lengths[i] = 1;
        for (size_t j = 0; j < i; j++) {
            if (place->here[items->children[j]] < place->here[items->children[i]] &&
                items->lengths[j] >= items->lengths[i])
                items->lengths[i] = items->lengths[j] + 1;
        }
        if (items->lengths[i] > longest)
            longest = items->lengths[i];
    }
    return longest;
}

/* Marks all but one of the longest rising runs as moved. */
static void mark_moved(struct fb_merge_place *place, struct items *items)
{
    size_t wanted = measure_runs(place, items), limit = SIZE_MAX;

    for (size_t i = items->count; i-- > 0;) {
        size_t here = place->here[items->children[i]];
        if (items->lengths[i] == wanted && here < limit) {
            wanted--;
            limit = here;
        } else {
            place->moved[items->children[i]] = true;
        }
    }
}

/* Whether a child is the first of its name. */
static bool is_first(const struct fb_tree *parent, size_t index)
{
    return fb_tree_number(parent->children.items[index]) == 1;
}

fb_status fb_merge_order(const char **conflict, struct fb_merge_place *place,
                         const struct fb_merging *merging)
{
    *conflict = NULL;
    for (size_t i = 0; i < place->edited->children.count; i++) {
        const char *name = place->edited->children.items[i]->name;
        struct items items;

        if (!is_first(place->edited, i))
            continue;
        FB_TRY(find_items(&items, place, merging, name));
        if (edited_kept(place, &items) || file_follows(place, &items))
            continue;
        if (file_kept(place, name))
            mark_moved(place, &items);
        else
            *conflict = name;
    }
    return FB_OK;
}
