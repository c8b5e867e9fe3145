#include "extract/merge.h"

#include "extract/merge_private.h"

#include <string.h>

static fb_status merge_element(struct fb_merging *merging, const struct fb_tree *base,
                               const struct fb_tree *edited, const struct fb_tree *file);

/* Reports a conflict at an element of the file. */
static fb_status conflict(struct fb_merging *merging, enum fb_diag_code code,
                          const struct fb_tree *at, const struct fb_tree *subject,
                          const char *const values[3])
{
    const char *path = fb_tree_path(merging->arena, subject);

    FB_NEED(path);
    merging->out->conflicts++;
    if (merging->sink != NULL)
        fb_report(merging->sink, code, fb_xml_content_position(at->element), path, values[0],
                  values[1], values[2]);
    return FB_OK;
}

/* Counts a change. Returns true if that is all that is asked for. */
static bool is_only_counted(struct fb_merging *merging)
{
    merging->out->changes++;
    return merging->source == NULL;
}

static const char *const NO_VALUES[3] = {"", "", ""};

static fb_status merge_value(struct fb_merging *merging, const struct fb_tree *base,
                             const struct fb_tree *edited, const struct fb_tree *file)
{
    const char *was = fb_tree_value(base), *now = fb_tree_value(edited);
    const char *here = fb_tree_value(file);

    if (strcmp(was, now) == 0 || (strcmp(here, now) == 0 && file->children.count == 0))
        return FB_OK;
    if (strcmp(here, was) == 0 && file->children.count == 0)
        return is_only_counted(merging) ? FB_OK : fb_merge_set_value(merging, file, now);
    return conflict(merging, FB_DIAG_MERGE_VALUE, file, file,
                    (const char *const[]){was, here, now});
}

/* Merges a child that the DOCX has and the base had, or that both made. */
static fb_status merge_child(struct fb_merging *merging, const struct fb_merge_place *place,
                             size_t index)
{
    const struct fb_tree *edited = place->edited->children.items[index];
    const struct fb_tree *base = edited->origin, *file;

    if (place->here[index] == FB_MERGE_NONE)
        return base == NULL || fb_tree_equal(base, edited)
                   ? FB_OK
                   : conflict(merging, FB_DIAG_MERGE_GONE, place->file, edited, NO_VALUES);
    file = place->file->children.items[place->here[index]];
    if (base == NULL)
        base = fb_tree_new(merging->arena, edited->name, "");
    FB_NEED(base);
    return merge_element(merging, base, edited, file);
}

static fb_status merge_children(struct fb_merging *merging, const struct fb_merge_place *place)
{
    for (size_t i = 0; i < place->edited->children.count; i++)
        FB_TRY(merge_child(merging, place, i));
    return FB_OK;
}

/* Whether the DOCX still has a child of the base. */
static bool is_kept(const struct fb_merge_place *place, const struct fb_tree *base)
{
    for (size_t i = 0; i < place->edited->children.count; i++) {
        if (place->edited->children.items[i]->origin == base)
            return true;
    }
    return false;
}

/* Takes out of the file what was taken out of the DOCX. */
static fb_status merge_removed(struct fb_merging *merging, const struct fb_merge_place *place)
{
    for (size_t i = 0; i < place->base->children.count; i++) {
        const struct fb_tree *base = place->base->children.items[i], *file;
        if (place->twins[i] == FB_MERGE_NONE || is_kept(place, base))
            continue;
        file = place->file->children.items[place->twins[i]];
        if (!fb_merge_same(merging, base, file))
            FB_TRY(conflict(merging, FB_DIAG_MERGE_REMOVED, file, file, NO_VALUES));
        else if (!is_only_counted(merging))
            FB_TRY(fb_merge_remove(merging, file));
    }
    return FB_OK;
}

/* A child that has to be put somewhere in the file. */
static bool is_placed(const struct fb_merge_place *place, size_t index)
{
    return place->moved[index] || (place->here[index] == FB_MERGE_NONE &&
                                   place->edited->children.items[index]->origin == NULL);
}

/* Returns the first child after `index` that stays where it is in the file, or NULL. */
static const struct fb_tree *next_staying(const struct fb_merge_place *place, size_t index)
{
    for (size_t i = index + 1; i < place->edited->children.count; i++) {
        if (place->here[i] != FB_MERGE_NONE && !place->moved[i])
            return place->file->children.items[place->here[i]];
    }
    return NULL;
}

static fb_status put_child(struct fb_merging *merging, const struct fb_merge_place *place,
                           size_t index, const struct fb_tree *before)
{
    const struct fb_tree *child = place->edited->children.items[index], *neighbour = before;
    bool after = before != NULL;

    if (is_only_counted(merging))
        return FB_OK;
    if (!after)
        neighbour = next_staying(place, index);
    if (neighbour == NULL) {
        neighbour = place->file->children.items[place->file->children.count - 1];
        after = true;
    }
    if (place->moved[index])
        return fb_merge_move(merging, neighbour, after,
                             place->file->children.items[place->here[index]]);
    return fb_merge_insert(merging, neighbour, after, child);
}

/* Puts what is new or moved after what it follows in the DOCX. */
static fb_status put_children(struct fb_merging *merging, const struct fb_merge_place *place)
{
    const struct fb_tree *before = NULL;

    for (size_t i = 0; i < place->edited->children.count; i++) {
        if (is_placed(place, i))
            FB_TRY(put_child(merging, place, i, before));
        else if (place->here[i] != FB_MERGE_NONE)
            before = place->file->children.items[place->here[i]];
    }
    return FB_OK;
}

/* Puts the new children into an element of the file that has none. */
static fb_status fill(struct fb_merging *merging, const struct fb_merge_place *place)
{
    size_t count = place->edited->children.count, number = 0;
    bool *chosen = FB_NEW_ARRAY(merging->arena, bool, count + 1);

    FB_NEED(chosen);
    for (size_t i = 0; i < count; i++) {
        chosen[i] = is_placed(place, i);
        number += chosen[i];
    }
    if (number == 0)
        return FB_OK;
    if (fb_tree_value(place->file)[0] != '\0')
        return conflict(merging, FB_DIAG_MERGE_VALUE, place->file, place->file,
                        (const char *const[]){"", fb_tree_value(place->file), "…"});
    if (is_only_counted(merging))
        return FB_OK;
    return fb_merge_fill(merging, place->file, place->edited, chosen);
}

/* Merges an element that has others in one of the three records. */
static fb_status merge_parent(struct fb_merging *merging, const struct fb_tree *base,
                              const struct fb_tree *edited, const struct fb_tree *file)
{
    struct fb_merge_place place = {.base = base, .edited = edited, .file = file};
    const char *twice;

    FB_TRY(fb_merge_match(&place, merging));
    FB_TRY(merge_children(merging, &place));
    FB_TRY(merge_removed(merging, &place));
    FB_TRY(fb_merge_order(&twice, &place, merging));
    if (twice != NULL)
        FB_TRY(conflict(merging, FB_DIAG_MERGE_ORDER, file, file, NO_VALUES));
    if (file->children.count == 0)
        return fill(merging, &place);
    return put_children(merging, &place);
}

/* The depth is bounded by FB_XML_DEPTH_LIMIT. */
static fb_status merge_element(struct fb_merging *merging, const struct fb_tree *base,
                               const struct fb_tree *edited, const struct fb_tree *file)
{
    if (base->children.count == 0 && edited->children.count == 0)
        return merge_value(merging, base, edited, file);
    return merge_parent(merging, base, edited, file);
}

static fb_status merge(struct fb_merging *merging, const struct fb_merge_input *input)
{
    const struct fb_tree *file = fb_tree_read(merging->arena, fb_xml_root(input->record));

    FB_NEED(file);
    *merging->out = (struct fb_merged){0};
    merging->public_copy = input->public_copy;
    FB_TRY(merge_element(merging, input->edited->origin, input->edited, file));
    fb_merge_sort(merging->out);
    return FB_OK;
}

fb_status fb_extract_merge(struct fb_merged *out, struct fb_arena *arena,
                           const struct fb_merge_input *input, struct fb_diagnostics *sink)
{
    struct fb_merging merging = {
        .arena = arena, .out = out, .source = fb_xml_source(input->record), .sink = sink};

    return merge(&merging, input);
}

fb_status fb_extract_count_changes(struct fb_merged *out, struct fb_arena *arena,
                                   const struct fb_merge_input *input)
{
    struct fb_merging merging = {.arena = arena, .out = out};

    return merge(&merging, input);
}

void fb_merged_write(struct fb_buffer *out, const struct fb_merged *merged,
                     const struct fb_source *source)
{
    fb_merge_write_range(out, merged, source, 0, source->length);
}

fb_status fb_extract_likeness(size_t *out, struct fb_arena *arena,
                              const struct fb_merge_input *input)
{
    const struct fb_tree *base = input->edited->origin;
    const struct fb_tree *file = fb_tree_read(arena, fb_xml_root(input->record));
    size_t values = 0, equal = 0;

    *out = 0;
    FB_NEED(file);
    if (strcmp(file->name, base->name) == 0)
        fb_merge_count(base, file, &values, &equal);
    if (values > 0)
        *out = equal * 1000 / values;
    return FB_OK;
}
