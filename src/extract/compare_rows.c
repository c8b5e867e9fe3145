/*
 * compare_rows.c: the rows of the record, made as the entries of a list say.
 *
 * Rows keep the order of the record, which need not be that of print. One that is new, or was
 * moved, is put after the row that it is printed after.
 */
#include "data/record.h"
#include "doc/docx_parts.h"
#include "extract/compare_private.h"
#include "extract/value.h"

#include <string.h>

/* ---- values ---- */

/* Adds what the text of a cell says of a field, which stands in it as in a row with controls. */
static fb_status add_divided(struct fb_shown_texts *texts, struct fb_comparing *comparing,
                             const struct fb_list *list, const struct fb_list_instance *model,
                             const char *below, const struct fb_word_cell *cell)
{
    const char *text, *path;
    bool undivided = false;

    FB_TRY(fb_list_divide(&text, &undivided, comparing, list, model, below, cell->text));
    FB_TRY(fb_compare_add_text(texts, comparing, text));
    if (!undivided)
        return FB_OK;
    path =
        fb_arena_format(comparing->arena, "%s/%s%s", list->base->parent, list->base->name, below);
    FB_NEED(path);
    return fb_compare_note(
        comparing, (struct fb_edit){.kind = FB_EDIT_UNDIVIDED, .path = path, .to = cell->text});
}

/* Adds the text of the cell where a plain row has a field. */
static fb_status add_cell(struct fb_shown_texts *texts, struct fb_comparing *comparing,
                          const struct fb_list *list, const struct fb_list_entry *entry,
                          const char *below)
{
    const struct fb_word_cell *column = fb_list_column(comparing, list, entry->model, below);
    const struct fb_word_cell *cell = column != NULL ? fb_list_cell(entry->plain, column) : NULL;

    if (cell == NULL || cell->continued || cell->controls > 0)
        return FB_OK;
    return add_divided(texts, comparing, list, entry->model, below, cell);
}

/* A field that lost its control is read from the cell in the columns of the row's neighbours. */
static fb_status add_bare_cell(struct fb_shown_texts *texts, struct fb_comparing *comparing,
                               const struct fb_list *list, const struct fb_list_entry *entry,
                               const char *below)
{
    size_t index = (size_t)(entry->shown - list->instances.items);
    const struct fb_list_instance *model = NULL;
    const struct fb_word_cell *column = NULL, *cell;

    if (entry->shown->top == FB_WORD_NONE || entry->shown->top != entry->shown->bottom)
        return FB_OK;
    if (index > 0) {
        model = entry->shown - 1;
        column = fb_list_column(comparing, list, model, below);
    }
    if (column == NULL && index + 1 < list->instances.count) {
        model = entry->shown + 1;
        column = fb_list_column(comparing, list, model, below);
    }
    if (column == NULL || column->merged)
        return FB_OK;
    cell = fb_list_cell(&comparing->input->word->rows.items[entry->shown->top], column);
    /* The label of rows above says what the store says of this one. */
    if (cell == NULL || cell->controls > 0 || cell->continued)
        return FB_OK;
    return add_divided(texts, comparing, list, model, below, cell);
}

static fb_status shown_texts(struct fb_shown_texts *texts, struct fb_comparing *comparing,
                             const struct fb_list *list, const struct fb_list_entry *entry,
                             const char *below)
{
    *texts = (struct fb_shown_texts){0};
    if (entry->plain != NULL)
        return add_cell(texts, comparing, list, entry, below);
    if (entry->shown == NULL)
        return FB_OK;
    FB_TRY(fb_list_shown(texts, comparing, list, entry->shown, below));
    return texts->seen ? FB_OK : add_bare_cell(texts, comparing, list, entry, below);
}

/* Sets `*out` to the value of a field in an entry; NULL: nothing tells it. */
static fb_status value_of(const char **out, struct fb_comparing *comparing,
                          const struct fb_list *list, const struct fb_list_entry *entry,
                          const char *below)
{
    const struct fb_base_row *base = entry->row != NULL ? entry->row : entry->source;
    const struct fb_base_field *field = fb_base_row_field(base, below);
    const struct fb_tree *stored =
        entry->stored != NULL ? fb_tree_below(entry->stored, below) : NULL;
    struct fb_shown_texts texts;

    *out = NULL;
    FB_TRY(shown_texts(&texts, comparing, list, entry, below));
    if (stored == NULL && texts.items.count == 0)
        return FB_OK;
    if (field == NULL || (entry->row == NULL && entry->stored == NULL)) {
        const char *value = texts.items.count > 0 ? texts.items.items[0] : fb_tree_value(stored);
        *out = fb_extract_value(comparing->arena, value);
        return *out != NULL ? FB_OK : FB_ERR_NOMEM;
    }
    return fb_compare_decide(out, comparing, field->format,
                             field->origin != NULL ? field->origin : field->path, field->shown,
                             stored != NULL ? fb_tree_value(stored) : NULL, &texts);
}

/* ---- rows that the record has ---- */

/* Gives the rows that a merged cell is beside the value that it was given. */
static fb_status set_merged(struct fb_comparing *comparing, const struct fb_list *list,
                            const struct fb_list_entry *entry, const struct fb_base_field *field,
                            const char *value)
{
    size_t end = entry->row->number + field->rows;

    for (size_t i = (size_t)(entry - list->entries.items) + 1; i < list->entries.count; i++) {
        const struct fb_list_entry *other = &list->entries.items[i];
        struct fb_tree *element;

        if (other->row == NULL || other->row->number < entry->row->number || other->result == NULL)
            continue;
        if (other->row->number >= end)
            break;
        element = fb_tree_below(other->result, field->below);
        if (element != NULL && fb_base_row_field(other->row, field->below) == NULL)
            element->value =
                fb_extract_recorded(comparing->arena, field->format, value, fb_tree_value(element));
    }
    return FB_OK;
}

static fb_status set_fields(struct fb_comparing *comparing, const struct fb_list *list,
                            const struct fb_list_entry *entry)
{
    for (size_t i = 0; i < entry->row->fields.count; i++) {
        const struct fb_base_field *field = entry->row->fields.items[i];
        const char *value;

        if (field->format == FB_EXTRACT_FIXED)
            continue;
        FB_TRY(value_of(&value, comparing, list, entry, field->below));
        if (value != NULL)
            FB_TRY(fb_compare_set(comparing, field, value, entry->result, entry->stored));
        if (value != NULL && field->rows > 1)
            FB_TRY(set_merged(comparing, list, entry, field, value));
    }
    return FB_OK;
}

/* ---- rows that the record gets ---- */

/* Returns a copy of an item of the store as a row of a record has it. */
static struct fb_tree *copy_item(struct fb_arena *arena, const struct fb_tree *stored)
{
    struct fb_tree *copy = fb_tree_new(arena, stored->name, stored->value);

    for (size_t i = 0; copy != NULL && i < stored->children.count; i++) {
        const struct fb_tree *child = stored->children.items[i];
        struct fb_tree *below;
        /* What silences a rule in a row is said of that row alone. */
        if (strcmp(child->name, FB_RECORD_SILENCE) == 0)
            continue;
        below = copy_item(arena, child);
        if (below == NULL || fb_tree_insert(arena, copy, copy->children.count, below) != FB_OK)
            return NULL;
    }
    return copy;
}

/* Takes elements without a value out, unless the record's own row has them. */
static void drop_blanks(struct fb_tree *row, const struct fb_tree *own)
{
    for (size_t i = row->children.count; i > 0; i--) {
        struct fb_tree *child = row->children.items[i - 1];
        const struct fb_tree *twin =
            own != NULL ? fb_tree_child(own, child->name, fb_tree_number(child)) : NULL;
        if (twin == NULL && fb_tree_blank(child))
            fb_tree_remove(child);
        else if (child->children.count > 0)
            drop_blanks(child, twin);
    }
}

/* Returns a value of a new row in the form in which the row that it comes from has its own. */
static const char *in_form(const struct fb_comparing *comparing, const struct fb_base_field *field,
                           const char *value)
{
    const struct fb_tree *own = NULL;

    if (field == NULL)
        return value;
    if (field->origin != NULL)
        own = fb_tree_find(comparing->input->baseline->record, field->origin);
    return fb_extract_recorded(comparing->arena, field->format, value,
                               own != NULL ? fb_tree_value(own) : "");
}

/* Sets the fields of a new row, and `*filled` if one of them has a value. */
static fb_status fill_row(bool *filled, struct fb_comparing *comparing, const struct fb_list *list,
                          const struct fb_list_entry *entry, struct fb_tree *row)
{
    const struct fb_base_row *base = entry->row != NULL ? entry->row : entry->source;

    *filled = false;
    for (size_t i = 0; i < list->base->below.count; i++) {
        const char *below = list->base->below.items[i], *value;
        const struct fb_base_field *field = fb_base_row_field(base, below);
        struct fb_tree *element;

        if (field != NULL && field->format == FB_EXTRACT_FIXED)
            continue;
        FB_TRY(value_of(&value, comparing, list, entry, below));
        if (value == NULL)
            continue;
        FB_TRY(fb_result_need(&element, comparing, row, entry->stored, below));
        element->value = in_form(comparing, field, value);
        FB_NEED(element->value);
        /* A label over several rows says nothing about this one. */
        *filled =
            *filled || (value[0] != '\0' && (entry->row == NULL || field == NULL ||
                                             !fb_extract_same(field->format, value, field->shown)));
    }
    return FB_OK;
}

/* Makes the row of a blank one that was filled in, or of a new one; NULL if there is no value. */
static fb_status make_row(struct fb_tree **out, struct fb_comparing *comparing,
                          const struct fb_list *list, const struct fb_list_entry *entry)
{
    const struct fb_base_row *source = entry->source;
    const struct fb_tree *model = entry->stored;
    struct fb_tree *row;
    bool filled;

    *out = NULL;
    if (model == NULL && source != NULL)
        model = list->items.items[list->item_of_row[source->number]].stored;
    row = model != NULL ? copy_item(comparing->arena, model)
                        : fb_tree_new(comparing->arena, list->base->name, "");
    FB_NEED(row);
    FB_TRY(fill_row(&filled, comparing, list, entry, row));
    if (!filled)
        return FB_OK;
    drop_blanks(row, source != NULL && source->origin != NULL
                         ? fb_tree_find(comparing->input->baseline->record, source->origin)
                         : NULL);
    *out = row;
    return FB_OK;
}

/* ---- where rows stand ---- */

/* Returns the place after the nearest row before, or before the nearest after, among its siblings.
 */
static size_t place_of(const struct fb_list *list, size_t index, const struct fb_tree *parent)
{
    for (size_t i = index; i > 0; i--) {
        const struct fb_list_entry *entry = &list->entries.items[i - 1];
        if (entry->settled && entry->result != NULL)
            return fb_tree_index(entry->result) + 1;
    }
    for (size_t i = index + 1; i < list->entries.count; i++) {
        const struct fb_list_entry *entry = &list->entries.items[i];
        if (entry->settled && entry->result != NULL)
            return fb_tree_index(entry->result);
    }
    return parent->children.count;
}

/* The element that holds the list's rows in the record. */
static fb_status need_parent(struct fb_tree **out, const struct fb_list *list,
                             struct fb_comparing *comparing)
{
    const char *below = strchr(list->base->parent + 1, '/');

    for (size_t i = 0; i < list->base->rows.count; i++) {
        const struct fb_tree *row = fb_result_find(comparing, list->base->rows.items[i]->origin);
        if (row != NULL && row->parent != NULL) {
            *out = row->parent;
            return FB_OK;
        }
    }
    return fb_result_need(out, comparing, comparing->out->record, comparing->input->store,
                          below != NULL ? below : "");
}

static fb_status insert_row(struct fb_list *list, struct fb_comparing *comparing, size_t index,
                            struct fb_tree *row)
{
    struct fb_tree *parent;

    FB_TRY(need_parent(&parent, list, comparing));
    list->entries.items[index].result = row;
    FB_TRY(fb_tree_insert(comparing->arena, parent, place_of(list, index, parent), row));
    list->entries.items[index].settled = true;
    return FB_OK;
}

/* Shows a row in a message: its values, divided by blanks. */
static fb_status describe(struct fb_buffer *out, const struct fb_tree *row)
{
    if (row->children.count == 0 && fb_tree_value(row)[0] != '\0') {
        if (out->length > 0)
            fb_buffer_append_char(out, ' ');
        fb_buffer_append_string(out, fb_tree_value(row));
    }
    for (size_t i = 0; i < row->children.count; i++)
        FB_TRY(describe(out, row->children.items[i]));
    return out->status;
}

static fb_status note_row(struct fb_comparing *comparing, enum fb_edit_kind kind, const char *path,
                          const struct fb_tree *row)
{
    struct fb_buffer text;
    const char *shown;
    fb_status status;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    status = describe(&text, row);
    shown = fb_arena_copy(comparing->arena, text.data, text.length);
    fb_buffer_release(&text);
    FB_TRY(status);
    FB_NEED(shown);
    FB_NEED(path);
    return fb_compare_note(
        comparing, (struct fb_edit){.kind = kind, .path = path, .from = shown, .to = shown});
}

/* Finds the rows of the record among the entries; those that are left have been removed. */
static fb_status remove_rows(struct fb_list *list, struct fb_comparing *comparing)
{
    bool *stays = FB_NEW_ARRAY(comparing->arena, bool, list->base->rows.count + 1);

    FB_NEED(stays);
    for (size_t i = 0; i < list->entries.count; i++) {
        struct fb_list_entry *entry = &list->entries.items[i];
        if (entry->row == NULL)
            continue;
        stays[entry->row->number] = true;
        entry->result = fb_result_find(comparing, entry->row->origin);
        entry->settled = entry->result != NULL;
    }
    for (size_t i = 0; i < list->base->rows.count; i++) {
        const struct fb_base_row *row = list->base->rows.items[i];
        struct fb_tree *element = fb_result_find(comparing, row->origin);
        if (stays[i] || element == NULL)
            continue;
        FB_TRY(note_row(comparing, FB_EDIT_ROW_REMOVED, row->origin, element));
        fb_tree_remove(element);
    }
    return FB_OK;
}

static fb_status move_row(struct fb_list *list, struct fb_comparing *comparing, size_t index)
{
    struct fb_tree *row = list->entries.items[index].result;

    FB_TRY(note_row(comparing, FB_EDIT_ROW_MOVED, list->entries.items[index].row->origin, row));
    fb_tree_remove(row);
    return insert_row(list, comparing, index, row);
}

static fb_status add_row(struct fb_list *list, struct fb_comparing *comparing, size_t index)
{
    struct fb_tree *row;

    FB_TRY(make_row(&row, comparing, list, &list->entries.items[index]));
    if (row == NULL)
        return FB_OK;
    FB_TRY(insert_row(list, comparing, index, row));
    return note_row(comparing, FB_EDIT_ROW_ADDED, fb_tree_path(comparing->arena, row), row);
}

fb_status fb_list_build(struct fb_list *list, struct fb_comparing *comparing)
{
    FB_TRY(remove_rows(list, comparing));
    FB_TRY(fb_list_unsettle_moved(list, comparing->arena));
    for (size_t i = 0; i < list->entries.count; i++) {
        const struct fb_list_entry *entry = &list->entries.items[i];
        if (entry->result == NULL)
            FB_TRY(add_row(list, comparing, i));
        else if (!entry->settled)
            FB_TRY(move_row(list, comparing, i));
        if (entry->row != NULL && entry->row->origin != NULL)
            FB_TRY(set_fields(comparing, list, entry));
    }
    return FB_OK;
}
