/*
 * merge_match.c: which element of the file is which of the record that a DOCX was made of.
 *
 * An element that is alone of its name is known by it. Items of a list are known by what they say:
 * first equal ones in their order, then those of which at least half of the values are equal.
 */
#include "extract/merge_private.h"

#include <string.h>

static bool same_value(const struct fb_merging *merging, const struct fb_tree *base,
                       const struct fb_tree *file)
{
    const char *value = fb_tree_value(base);

    return strcmp(value, fb_tree_value(file)) == 0 || (merging->public_copy && *value == '\0');
}

bool fb_merge_same(const struct fb_merging *merging, const struct fb_tree *base,
                   const struct fb_tree *file)
{
    if (strcmp(base->name, file->name) != 0 || !same_value(merging, base, file))
        return false;
    if (merging->public_copy && base->children.count == 0)
        return true;
    if (base->children.count != file->children.count)
        return false;
    for (size_t i = 0; i < base->children.count; i++) {
        if (!fb_merge_same(merging, base->children.items[i], file->children.items[i]))
            return false;
    }
    return true;
}

void fb_merge_count(const struct fb_tree *base, const struct fb_tree *file, size_t *values,
                    size_t *equal)
{
    const char *value = fb_tree_value(base);

    if (*value != '\0') {
        (*values)++;
        *equal += file != NULL && strcmp(value, fb_tree_value(file)) == 0;
    }
    for (size_t i = 0; i < base->children.count; i++) {
        const struct fb_tree *child = base->children.items[i];
        const struct fb_tree *twin =
            file != NULL ? fb_tree_child(file, child->name, fb_tree_number(child)) : NULL;
        fb_merge_count(child, twin, values, equal);
    }
}

/* Fills an array of `count` places, none of which is known; NULL when memory is used up. */
static size_t *make_places(struct fb_arena *arena, size_t count)
{
    size_t *places = fb_arena_alloc(arena, (count + 1) * sizeof *places);

    for (size_t i = 0; places != NULL && i < count; i++)
        places[i] = FB_MERGE_NONE;
    return places;
}

/* Counts the children of a name. */
static size_t count_named(const struct fb_tree *parent, const char *name)
{
    size_t count = 0;

    for (size_t i = 0; i < parent->children.count; i++)
        count += strcmp(parent->children.items[i]->name, name) == 0;
    return count;
}

/* Whether a name is that of at most one child, everywhere. */
static bool is_single(const struct fb_merge_place *place, const char *name)
{
    return count_named(place->base, name) <= 1 && count_named(place->edited, name) <= 1 &&
           count_named(place->file, name) <= 1;
}

static void match_single(struct fb_merge_place *place, size_t index, bool *taken)
{
    const struct fb_tree *child =
        fb_tree_child(place->file, place->base->children.items[index]->name, 1);

    if (child == NULL)
        return;
    place->twins[index] = fb_tree_index(child);
    taken[place->twins[index]] = true;
}

/* Matches equal items, from the one after the last match on, so that equal ones keep their order.
 */
static void match_equal(struct fb_merge_place *place, const struct fb_merging *merging, bool *taken)
{
    size_t count = place->file->children.count, next = 0;

    for (size_t i = 0; i < place->base->children.count; i++) {
        if (place->twins[i] != FB_MERGE_NONE)
            continue;
        for (size_t step = 0; step < count; step++) {
            size_t j = (next + step) % count;
            if (taken[j] || !fb_merge_same(merging, place->base->children.items[i],
                                           place->file->children.items[j]))
                continue;
            place->twins[i] = j;
            taken[j] = true;
            next = j + 1;
            break;
        }
    }
}

/* Returns the item of the file that is most like one of the base, if half of it is. */
static size_t most_like(const struct fb_merge_place *place, size_t index, const bool *taken)
{
    const struct fb_tree *base = place->base->children.items[index];
    size_t best = FB_MERGE_NONE, best_equal = 0;

    for (size_t j = 0; j < place->file->children.count; j++) {
        const struct fb_tree *file = place->file->children.items[j];
        size_t values = 0, equal = 0;
        if (taken[j] || strcmp(base->name, file->name) != 0)
            continue;
        fb_merge_count(base, file, &values, &equal);
        if (equal > best_equal && 2 * equal >= values) {
            best = j;
            best_equal = equal;
        }
    }
    return best;
}

static void match_like(struct fb_merge_place *place, bool *taken)
{
    for (size_t i = 0; i < place->base->children.count; i++) {
        if (place->twins[i] != FB_MERGE_NONE)
            continue;
        place->twins[i] = most_like(place, i, taken);
        if (place->twins[i] != FB_MERGE_NONE)
            taken[place->twins[i]] = true;
    }
}

/* Returns a child of the file that a new child of the DOCX is: an equal one, or the only one. */
static size_t find_new(const struct fb_merge_place *place, const struct fb_tree *child,
                       const bool *taken)
{
    bool single = is_single(place, child->name);

    for (size_t j = 0; j < place->file->children.count; j++) {
        const struct fb_tree *file = place->file->children.items[j];
        if (!taken[j] && strcmp(file->name, child->name) == 0 &&
            (single || fb_tree_equal(child, file)))
            return j;
    }
    return FB_MERGE_NONE;
}

static void find_here(struct fb_merge_place *place, bool *taken)
{
    for (size_t i = 0; i < place->edited->children.count; i++) {
        const struct fb_tree *child = place->edited->children.items[i];
        place->here[i] = child->origin != NULL ? place->twins[fb_tree_index(child->origin)]
                                               : find_new(place, child, taken);
        if (place->here[i] != FB_MERGE_NONE)
            taken[place->here[i]] = true;
    }
}

fb_status fb_merge_match(struct fb_merge_place *place, const struct fb_merging *merging)
{
    bool *taken = fb_arena_alloc(merging->arena, (place->file->children.count + 1) * sizeof *taken);

    place->twins = make_places(merging->arena, place->base->children.count);
    place->here = make_places(merging->arena, place->edited->children.count);
    place->moved =
        fb_arena_alloc(merging->arena, (place->edited->children.count + 1) * sizeof *place->moved);
    if (taken == NULL || place->twins == NULL || place->here == NULL || place->moved == NULL)
        return FB_ERR_NOMEM;
    memset(taken, 0, (place->file->children.count + 1) * sizeof *taken);
    memset(place->moved, 0, (place->edited->children.count + 1) * sizeof *place->moved);
    for (size_t i = 0; i < place->base->children.count; i++) {
        if (is_single(place, place->base->children.items[i]->name))
            match_single(place, i, taken);
    }
    match_equal(place, merging, taken);
    match_like(place, taken);
    find_here(place, taken);
    return FB_OK;
}
