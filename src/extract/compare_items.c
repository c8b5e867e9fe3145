/*
 * compare_items.c: the items of a list, in the store and in the text.
 */
#include "base/buffer.h"
#include "doc/docx_parts.h"
#include "extract/binding.h"
#include "extract/compare_private.h"
#include "extract/value.h"

#include <stdlib.h>
#include <string.h>

static struct fb_base_row *row_of_key(const struct fb_base_list *list, const char *key)
{
    return key != NULL ? fb_map_lookup(&list->rows_by_key, key) : NULL;
}

/* Counts the values that an item of the store has as they were written for a row. */
static size_t likeness(struct fb_tree *stored, const struct fb_base_row *row)
{
    size_t count = 0;

    for (size_t i = 0; i < row->fields.count; i++) {
        const struct fb_base_field *field = row->fields.items[i];
        const struct fb_tree *element = fb_tree_below(stored, field->below);
        count += element != NULL && strcmp(fb_tree_value(element), field->shown) == 0;
    }
    return count;
}

/* Of items with one key, the one most like the row is the row; the others are its copies. */
static void tell_copies(struct fb_list *list)
{
    for (size_t i = 0; i < list->items.count; i++) {
        struct fb_list_item *item = &list->items.items[i], *best;
        size_t *place;

        if (item->source == NULL)
            continue;
        place = &list->item_of_row[item->source->number];
        best = *place != FB_WORD_NONE ? &list->items.items[*place] : NULL;
        if (best != NULL &&
            likeness(best->stored, item->source) >= likeness(item->stored, item->source)) {
            item->row = NULL;
            continue;
        }
        if (best != NULL)
            best->row = NULL;
        *place = i;
    }
}

static fb_status add_item(struct fb_list *list, struct fb_comparing *comparing,
                          struct fb_tree *stored, struct fb_base_row *row)
{
    struct fb_list_item *item = FB_PUSH(comparing->arena, &list->items);

    FB_NEED(item);
    *item = (struct fb_list_item){.stored = stored, .row = row, .source = row};
    return FB_OK;
}

static fb_status begin_index(struct fb_list *list, struct fb_arena *arena)
{
    list->item_of_row = FB_NEW_ARRAY(arena, size_t, list->base->rows.count + 1);
    FB_NEED(list->item_of_row);
    for (size_t i = 0; i < list->base->rows.count; i++)
        list->item_of_row[i] = FB_WORD_NONE;
    return FB_OK;
}

/* Adds the rows that the store has lost. */
static fb_status add_lost(struct fb_list *list, struct fb_comparing *comparing)
{
    for (size_t i = 0; i < list->base->rows.count; i++) {
        if (list->item_of_row[i] != FB_WORD_NONE)
            continue;
        list->item_of_row[i] = list->items.count;
        FB_TRY(add_item(list, comparing, NULL, list->base->rows.items[i]));
    }
    return FB_OK;
}

fb_status fb_list_find_items(struct fb_list *list, struct fb_comparing *comparing)
{
    struct fb_base_list *base = list->base;

    FB_TRY(begin_index(list, comparing->arena));
    list->parent = fb_tree_find(comparing->input->store, base->parent);
    for (size_t i = 0; list->parent != NULL && i < list->parent->children.count; i++) {
        struct fb_tree *child = list->parent->children.items[i];
        if (strcmp(child->name, base->name) == 0)
            FB_TRY(add_item(list, comparing, child,
                            row_of_key(base, fb_tree_attribute(child, FB_DOCX_KEY))));
    }
    tell_copies(list);
    return add_lost(list, comparing);
}

/* Returns what follows the list's path and an item's name in a path, or NULL; sets the number. */
static const char *below_item(const struct fb_base_list *list, const char *path, size_t *number)
{
    size_t parent = strlen(list->parent), name = strlen(list->name);
    char *end;

    if (strncmp(path, list->parent, parent) != 0 || path[parent] != '/' ||
        strncmp(path + parent + 1, list->name, name) != 0 || path[parent + 1 + name] != '[')
        return NULL;
    *number = strtoul(path + parent + 1 + name + 1, &end, 10);
    return *end == ']' ? end + 1 : NULL;
}

/* Returns the index of the item that is the number-th of the store, or FB_WORD_NONE. */
static size_t stored_item(const struct fb_list *list, size_t number)
{
    return number >= 1 && number <= list->items.count &&
                   list->items.items[number - 1].stored != NULL
               ? number - 1
               : FB_WORD_NONE;
}

/* Tells whether a control shows a field of the list, and of which item. */
static bool find_hit(struct fb_list_hit *hit, const struct fb_list *list,
                     const struct fb_comparing *comparing, const struct fb_word_control *control)
{
    const struct fb_base_field *field;

    if (control->path != NULL) {
        hit->below = below_item(list->base, control->path, &hit->number);
        hit->item = hit->below != NULL ? stored_item(list, hit->number) : FB_WORD_NONE;
        return hit->below != NULL;
    }
    field = fb_map_lookup(&comparing->input->baseline->fields_by_tag, control->tag);
    if (field == NULL || field->row == NULL || field->row->list != list->base)
        return false;
    hit->below = field->below;
    hit->item = list->item_of_row[field->row->number];
    return true;
}

/* Returns the end of the hits that stand in one row of a table with the first. */
static size_t end_of_row(const struct fb_list *list, const struct fb_word *word, size_t first)
{
    size_t row = word->controls.items[list->hits.items[first].control].row, end = first + 1;

    while (row != FB_WORD_NONE && end < list->hits.count &&
           word->controls.items[list->hits.items[end].control].row == row)
        end++;
    return end;
}

/*
 * What is bound to nothing belongs to the item of the bound controls in its row: a tag is copied
 * with a row, and tells no more than where the row came from.
 */
static void adopt_items(struct fb_list *list, const struct fb_word *word)
{
    for (size_t first = 0, end; first < list->hits.count; first = end) {
        size_t bound = first;

        end = end_of_row(list, word, first);
        while (bound < end && list->hits.items[bound].number == 0)
            bound++;
        for (size_t i = first; bound < end && i < end; i++) {
            if (list->hits.items[i].number != 0)
                continue;
            list->hits.items[i].item = list->hits.items[bound].item;
            list->hits.items[i].number = list->hits.items[bound].number;
        }
    }
}

/* ---- rows of the text ---- */

static bool is_of_list(const struct fb_baseline *baseline, const struct fb_word_control *control)
{
    const struct fb_base_field *field;
    size_t number;

    for (size_t i = 0; control->path != NULL && i < baseline->lists.count; i++) {
        if (below_item(baseline->lists.items[i], control->path, &number) != NULL)
            return true;
    }
    field = control->tag != NULL ? fb_map_lookup(&baseline->fields_by_tag, control->tag) : NULL;
    return field != NULL && field->row != NULL;
}

static bool is_ours(const struct fb_baseline *baseline, const struct fb_word_control *control)
{
    return (control->tag != NULL && fb_map_lookup(&baseline->fields_by_tag, control->tag)) ||
           (control->path != NULL && fb_map_lookup(&baseline->fields_by_path, control->path)) ||
           is_of_list(baseline, control);
}

/* Whether a row is one that the form had from the start, such as a heading. */
static fb_status find_form_row(bool *out, const struct fb_baseline *baseline,
                               const struct fb_word_row *row)
{
    struct fb_buffer words;
    fb_status status;

    fb_buffer_init(&words, FB_BUFFER_OUTPUT_LIMIT);
    for (size_t i = 0; i < row->cells.count; i++)
        fb_docx_append_words(&words, row->cells.items[i].text);
    status = words.status;
    *out = status == FB_OK && fb_map_lookup(&baseline->form_rows, words.data) != NULL;
    fb_buffer_release(&words);
    return status;
}

fb_status fb_list_index_rows(struct fb_comparing *comparing)
{
    const struct fb_baseline *baseline = comparing->input->baseline;
    const struct fb_word *word = comparing->input->word;

    comparing->listed = FB_NEW_ARRAY(comparing->arena, bool, word->rows.count + 1);
    FB_NEED(comparing->listed);
    comparing->known = FB_NEW_ARRAY(comparing->arena, bool, word->rows.count + 1);
    FB_NEED(comparing->known);
    for (size_t i = 0; i < word->rows.count; i++)
        FB_TRY(find_form_row(&comparing->known[i], baseline, &word->rows.items[i]));
    for (size_t i = 0; i < word->controls.count; i++) {
        const struct fb_word_control *control = &word->controls.items[i];
        if (control->row == FB_WORD_NONE)
            continue;
        comparing->listed[control->row] |= is_of_list(baseline, control);
        comparing->known[control->row] |= is_ours(baseline, control);
    }
    return FB_OK;
}

/* ---- controls of a list ---- */

static fb_status find_hits(struct fb_list *list, struct fb_comparing *comparing)
{
    const struct fb_word *word = comparing->input->word;

    for (size_t i = 0; i < word->controls.count; i++) {
        struct fb_list_hit hit = {.control = i}, *place;
        if (!find_hit(&hit, list, comparing, &word->controls.items[i]))
            continue;
        place = FB_PUSH(comparing->arena, &list->hits);
        FB_NEED(place);
        *place = hit;
    }
    adopt_items(list, word);
    return FB_OK;
}

/* Another instance begins with another item, elsewhere, or where a row has all its fields again. */
static bool begins_instance(const struct fb_list *list, const struct fb_comparing *comparing,
                            const struct fb_list_instance *instance, const struct fb_list_hit *hit)
{
    const struct fb_word_control *controls = comparing->input->word->controls.items;
    size_t row = controls[hit->control].row;
    const struct fb_list_hit *first = &list->hits.items[instance->first];

    if (hit->item != instance->item ||
        (hit->item == FB_WORD_NONE && hit->number != instance->number))
        return true;
    if (row == instance->bottom)
        return false;
    if (row == FB_WORD_NONE || instance->bottom == FB_WORD_NONE || row != instance->bottom + 1)
        return true;
    return strcmp(hit->below, first->below) == 0;
}

static fb_status divide(struct fb_list *list, struct fb_comparing *comparing)
{
    const struct fb_word_control *controls = comparing->input->word->controls.items;
    struct fb_list_instance *instance = NULL;

    for (size_t i = 0; i < list->hits.count; i++) {
        const struct fb_list_hit *hit = &list->hits.items[i];
        size_t row = controls[hit->control].row;
        if (instance == NULL || begins_instance(list, comparing, instance, hit)) {
            instance = FB_PUSH(comparing->arena, &list->instances);
            FB_NEED(instance);
            *instance = (struct fb_list_instance){
                .item = hit->item, .number = hit->number, .first = i, .top = row};
            if (hit->item != FB_WORD_NONE)
                list->items.items[hit->item].instances++;
        }
        instance->end = i + 1;
        instance->bottom = row;
    }
    return FB_OK;
}

fb_status fb_list_find_instances(struct fb_list *list, struct fb_comparing *comparing)
{
    FB_TRY(find_hits(list, comparing));
    return divide(list, comparing);
}

fb_status fb_list_shown(struct fb_shown_texts *out, const struct fb_comparing *comparing,
                        const struct fb_list *list, const struct fb_list_instance *instance,
                        const char *below)
{
    struct fb_places places = {0};

    for (size_t i = instance->first; i < instance->end; i++) {
        size_t *item;
        if (strcmp(list->hits.items[i].below, below) != 0)
            continue;
        item = FB_PUSH(comparing->arena, &places.items);
        FB_NEED(item);
        *item = list->hits.items[i].control;
    }
    return fb_compare_shown(out, comparing, &places);
}
