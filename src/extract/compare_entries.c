/*
 * compare_entries.c: which rows a list has now, and in which order.
 */
#include "extract/compare_private.h"
#include "extract/value.h"

#include <string.h>

/* Returns how often a row was printed: the least of the times that its fields were. */
static size_t times_printed(const struct fb_base_row *row)
{
    size_t least = 0;

    for (size_t i = 0; i < row->fields.count; i++) {
        size_t count = row->fields.items[i]->tags.count;
        least = i == 0 || count < least ? count : least;
    }
    return least;
}

static fb_status add_entry(struct fb_list *list, struct fb_comparing *comparing,
                           struct fb_list_entry entry)
{
    struct fb_list_entry *place = FB_PUSH(comparing->arena, &list->entries);

    FB_NEED(place);
    *place = entry;
    return FB_OK;
}

/* The row that a new one stands after, of which it then has what it does not show itself. */
static struct fb_base_row *row_before(const struct fb_list *list)
{
    const struct fb_list_entry *last;

    if (list->entries.count == 0)
        return list->base->rows.count > 0 ? list->base->rows.items[0] : NULL;
    last = &list->entries.items[list->entries.count - 1];
    return last->row != NULL ? last->row : last->source;
}

static fb_status add_item_entry(struct fb_list *list, struct fb_comparing *comparing, size_t index,
                                const struct fb_list_instance *shown)
{
    const struct fb_list_item *item = &list->items.items[index];

    return add_entry(list, comparing,
                     (struct fb_list_entry){
                         .row = item->row,
                         .source = item->source != NULL ? item->source : row_before(list),
                         .stored = item->stored,
                         .shown = shown,
                     });
}

/* Returns how many rows of a list were printed; they come first. */
static size_t printed_rows(const struct fb_base_list *list)
{
    size_t count = 0;

    for (size_t i = 0; i < list->rows.count; i++)
        count += times_printed(list->rows.items[i]) > 0;
    return count;
}

/* Whether the text shows each row where and as it was printed. */
static fb_status text_is_base(bool *out, struct fb_list *list, struct fb_comparing *comparing)
{
    const struct fb_base_list *base = list->base;

    *out = list->instances.count == printed_rows(base);
    for (size_t i = 0; *out && i < list->instances.count; i++) {
        const struct fb_list_instance *instance = &list->instances.items[i];
        *out = instance->number == i + 1;
        for (size_t j = 0; *out && j < base->rows.items[i]->fields.count; j++) {
            const struct fb_base_field *field = base->rows.items[i]->fields.items[j];
            struct fb_shown_texts texts = {0};
            const char *was = fb_extract_value(comparing->arena, field->shown);

            FB_NEED(was);
            FB_TRY(fb_list_shown(&texts, comparing, list, instance, field->below));
            for (size_t k = 0; k < texts.items.count; k++)
                *out = *out && fb_extract_same(field->format, texts.items.items[k], was);
        }
    }
    return FB_OK;
}

/* Whether the store has each row, in the order of print, and no more. */
static bool store_is_base(const struct fb_list *list)
{
    if (list->items.count != list->base->rows.count)
        return false;
    for (size_t i = 0; i < list->items.count; i++) {
        if (list->items.items[i].stored == NULL ||
            list->items.items[i].row != list->base->rows.items[i])
            return false;
    }
    return true;
}

static fb_status take_store(struct fb_list *list, struct fb_comparing *comparing)
{
    for (size_t i = 0; i < list->items.count; i++) {
        if (list->items.items[i].stored != NULL)
            FB_TRY(add_item_entry(list, comparing, i, NULL));
    }
    return FB_OK;
}

/* Adds an instance: of an item for the first time, of a copy, or of a node that is not stored. */
static fb_status add_instance(struct fb_list *list, struct fb_comparing *comparing,
                              const struct fb_list_instance *instance, bool *placed)
{
    const struct fb_list_item *item;

    if (instance->item == FB_WORD_NONE)
        return add_entry(list, comparing,
                         (struct fb_list_entry){.source = row_before(list), .shown = instance});
    item = &list->items.items[instance->item];
    /* What the store has given up is shown by a text that was not brought up to date. */
    if (item->stored == NULL)
        return FB_OK;
    if (!placed[instance->item]) {
        placed[instance->item] = true;
        return add_item_entry(list, comparing, instance->item, instance);
    }
    if (item->source != NULL && times_printed(item->source) != 1)
        return FB_OK;
    return add_entry(
        list, comparing,
        (struct fb_list_entry){.source = item->source, .stored = item->stored, .shown = instance});
}

/* Returns the index of the first instance that stands after a row. */
static size_t instances_before(const struct fb_list *list, size_t from, size_t row)
{
    while (from < list->instances.count && list->instances.items[from].top != FB_WORD_NONE &&
           list->instances.items[from].top < row)
        from++;
    return from;
}

/* Whether a plain row says at least half of what a row said, as one does that lost its controls. */
static bool resembles(const struct fb_list *list, const struct fb_comparing *comparing,
                      const struct fb_list_instance *model, const struct fb_word_row *row,
                      const struct fb_base_row *base)
{
    size_t values = 0, equal = 0;

    for (size_t i = 0; i < base->fields.count; i++) {
        const struct fb_base_field *field = base->fields.items[i];
        const struct fb_word_cell *column = fb_list_column(comparing, list, model, field->below);
        const struct fb_word_cell *cell = column != NULL ? fb_list_cell(row, column) : NULL;
        if (cell == NULL || (field->shown[0] == '\0' && cell->text[0] == '\0'))
            continue;
        values++;
        equal += strcmp(cell->text, field->shown) == 0;
    }
    return equal > 0 && equal * 2 >= values;
}

/* Returns the number of the first row after the entries that the text still shows. */
static size_t next_shown(const struct fb_list *list, size_t from)
{
    while (from < list->base->rows.count &&
           list->items.items[list->item_of_row[from]].instances == 0)
        from++;
    return from;
}

/* A row that may be the source of a plain one, and how much of it the labels beside that name. */
struct choice {
    struct fb_base_row *row;
    size_t labels;
};

static void consider(struct choice *choice, const struct fb_list *list,
                     const struct fb_comparing *comparing, const struct fb_list_entry *entry,
                     size_t first, size_t end)
{
    const struct fb_word_row *rows = comparing->input->word->rows.items;

    for (size_t i = first; i < end && i < list->base->rows.count; i++) {
        struct fb_base_row *row = list->base->rows.items[i];
        size_t labels =
            fb_list_labels_of(comparing, list, entry->model, (size_t)(entry->plain - rows), row);
        if (choice->row == NULL || labels > choice->labels)
            *choice = (struct choice){row, labels};
    }
}

/*
 * Chooses the row that a plain one has its other values from: the row beside it, or one that stood
 * here and is gone, whichever the labels beside the plain row name; else any that they name.
 */
static struct fb_base_row *choose_source(const struct fb_list *list,
                                         const struct fb_comparing *comparing,
                                         const struct fb_list_entry *entry, size_t next)
{
    struct choice choice = {0};
    const struct fb_base_row *beside = NULL;

    if (entry->model->item != FB_WORD_NONE)
        beside = list->items.items[entry->model->item].source;
    if (beside != NULL)
        consider(&choice, list, comparing, entry, beside->number, beside->number + 1);
    consider(&choice, list, comparing, entry, next > 0 ? next - 1 : 0, next_shown(list, next) + 1);
    if (choice.labels == 0)
        consider(&choice, list, comparing, entry, 0, list->base->rows.count);
    return choice.row;
}

/* A plain row is the item that should stand here and has lost its controls, or a new one. */
static fb_status add_plain(struct fb_list *list, struct fb_comparing *comparing, size_t row,
                           const struct fb_list_instance *model, bool *placed)
{
    const struct fb_word_row *plain = &comparing->input->word->rows.items[row];
    const struct fb_base_row *before = list->entries.count > 0 ? row_before(list) : NULL;
    size_t next = before != NULL ? before->number + 1 : 0, item = FB_WORD_NONE;
    struct fb_list_entry entry = {.plain = plain, .model = model};

    entry.source = choose_source(list, comparing, &entry, next);
    if (next < list->base->rows.count)
        item = list->item_of_row[next];
    if (item != FB_WORD_NONE && list->items.items[item].instances == 0 && !placed[item] &&
        resembles(list, comparing, model, plain, list->base->rows.items[next])) {
        placed[item] = true;
        entry.row = entry.source = list->base->rows.items[next];
        entry.stored = list->items.items[item].stored;
    }
    return add_entry(list, comparing, entry);
}

/* Goes through the rows of the document, those without controls among them. */
static fb_status take_text(struct fb_list *list, struct fb_comparing *comparing, bool *placed)
{
    const struct fb_word *word = comparing->input->word;
    size_t done = 0;

    for (size_t row = 0; row < word->rows.count; row++) {
        const struct fb_list_instance *model;
        size_t next = instances_before(list, done, row);

        for (; done < next; done++)
            FB_TRY(add_instance(list, comparing, &list->instances.items[done], placed));
        if (done < list->instances.count && list->instances.items[done].top == row)
            continue;
        if (done > 0 && list->instances.items[done - 1].bottom >= row &&
            list->instances.items[done - 1].bottom != FB_WORD_NONE)
            continue;
        fb_list_plain_row(&model, comparing, list, row);
        if (model != NULL)
            FB_TRY(add_plain(list, comparing, row, model, placed));
    }
    for (; done < list->instances.count; done++)
        FB_TRY(add_instance(list, comparing, &list->instances.items[done], placed));
    return FB_OK;
}

/* Puts an item that no control shows after the item that stands before it in the store. */
static fb_status add_unshown(struct fb_list *list, struct fb_comparing *comparing, size_t index)
{
    struct fb_tree *before = index > 0 ? list->items.items[index - 1].stored : NULL;
    size_t place = 0;
    struct fb_list_entry entry;

    FB_TRY(add_item_entry(list, comparing, index, NULL));
    entry = list->entries.items[list->entries.count - 1];
    for (size_t i = 0; before != NULL && i + 1 < list->entries.count; i++) {
        if (list->entries.items[i].stored == before)
            place = i + 1;
    }
    memmove(list->entries.items + place + 1, list->entries.items + place,
            (list->entries.count - 1 - place) * sizeof entry);
    list->entries.items[place] = entry;
    return FB_OK;
}

/* New items of the store, and rows that never had controls, are there though no control shows them.
 */
static fb_status take_unshown(struct fb_list *list, struct fb_comparing *comparing,
                              const bool *placed)
{
    for (size_t i = 0; i < list->items.count; i++) {
        const struct fb_list_item *item = &list->items.items[i];
        if (item->stored == NULL || placed[i])
            continue;
        if (item->row == NULL || times_printed(item->row) == 0)
            FB_TRY(add_unshown(list, comparing, i));
    }
    return FB_OK;
}

static fb_status note_lost(struct fb_list *list, struct fb_comparing *comparing)
{
    const char *path =
        fb_arena_format(comparing->arena, "%s/%s", list->base->parent, list->base->name);

    FB_NEED(path);
    return fb_compare_note(comparing, (struct fb_edit){.kind = FB_EDIT_LIST_LOST, .path = path});
}

fb_status fb_list_find_entries(struct fb_list *list, struct fb_comparing *comparing)
{
    bool *placed = FB_NEW_ARRAY(comparing->arena, bool, list->items.count + 1), unchanged;

    FB_NEED(placed);
    FB_TRY(text_is_base(&unchanged, list, comparing));
    if (unchanged && !store_is_base(list))
        return take_store(list, comparing);
    if (list->instances.count == 0 && printed_rows(list->base) > 0 && store_is_base(list)) {
        FB_TRY(note_lost(list, comparing));
        return take_store(list, comparing);
    }
    FB_TRY(take_text(list, comparing, placed));
    return take_unshown(list, comparing, placed);
}
