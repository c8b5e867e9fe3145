/*
 * change_expect.c: the record as it must be after the changes, by the rules of docs/extract.md.
 */
#include "change.h"

#include "base/decimal.h"
#include "doc/docx_parts.h"
#include "verdict.h"

#include <string.h>

static bool read_number(struct fb_decimal *out, const struct made_field *field, const char *text)
{
    size_t length = strlen(text), offset;

    if (field->format == MADE_PERCENT && length > 0 && text[length - 1] == '%')
        length--;
    return fb_decimal_parse(out, text, length, &offset);
}

/* Whether two texts are one number. */
static bool same_number(const struct made_field *field, const char *a, const char *b)
{
    struct fb_decimal first, second;

    return (field->format == MADE_NUMBER || field->format == MADE_PERCENT) &&
           read_number(&first, field, a) && read_number(&second, field, b) &&
           fb_decimal_compare(first, second) == 0;
}

static const char *without(struct fb_arena *arena, const char *text, char character)
{
    char *copy = must(fb_arena_string(arena, text)), *to = copy;

    for (const char *from = copy; *from != '\0'; from++) {
        if (*from != character)
            *to++ = *from;
    }
    *to = '\0';
    return copy;
}

const char *change_recorded(struct fb_arena *arena, const struct made_field *field,
                            const char *text)
{
    const char *was = field->record != NULL ? part_text(arena, field->record) : "";

    if (strcmp(text, field->shown) == 0 || same_number(field, text, field->shown))
        return was;
    if (field->format == MADE_NUMBER && strchr(was, ',') == NULL)
        return without(arena, text, ',');
    if (field->format == MADE_PERCENT && *was != '\0' && strchr(was, '%') == NULL)
        return without(arena, text, '%');
    return text;
}

/* ---- elements that the record lacks ---- */

/* Returns the first child that must stand after a new one: the store has them in their order. */
static struct part_node *follower(const struct part_node *element, const struct part_node *stored,
                                  const char *name)
{
    struct part_node *place = element->first;

    for (const struct part_node *i = stored != NULL ? stored->first : NULL; i != NULL;
         i = i->next) {
        if (i->name == NULL)
            continue;
        for (struct part_node *child = place; child != NULL; child = child->next) {
            if (part_is(child, i->name))
                place = child->next;
        }
        if (strcmp(i->name, name) == 0)
            return place;
    }
    return NULL;
}

struct part_node *change_need(struct fb_arena *arena, struct part_node *element,
                              const struct part_node *stored, const char *steps)
{
    while (*steps == '/') {
        size_t length = strcspn(steps, "]") + 1;
        const char *step = must(fb_arena_copy(arena, steps, length));
        const char *name = must(fb_arena_copy(arena, steps + 1, strcspn(steps + 1, "[")));
        struct part_node *child = part_find(element, step);

        if (child == NULL) {
            child = part_new(arena, name);
            part_insert(element, follower(element, stored, name), child);
        }
        stored = stored != NULL ? part_child(stored, name) : NULL;
        element = child;
        steps += length;
    }
    return element;
}

/* ---- rows ---- */

static bool is_blank(const struct part_node *node)
{
    if (node->name == NULL)
        return node->text[strspn(node->text, " \n\t")] == '\0';
    for (const struct part_node *child = node->first; child != NULL; child = child->next) {
        if (!is_blank(child))
            return false;
    }
    return true;
}

/* Takes empty elements out, unless the row that it comes from has them too. */
static void drop_blanks(struct part_node *row, const struct part_node *own)
{
    struct part_node *next;

    for (struct part_node *child = row->first; child != NULL; child = next) {
        const struct part_node *twin = child->name != NULL ? part_child(own, child->name) : NULL;
        next = child->next;
        if (child->name != NULL && twin == NULL && is_blank(child))
            part_remove(child);
        else if (child->name != NULL)
            drop_blanks(child, twin);
    }
}

/* Whether a row that the record lacked has come to say something. */
static bool is_filled(struct fb_arena *arena, const struct change_row *row)
{
    for (size_t i = 0; i < row->base->field_count; i++) {
        const struct made_field *field = row->base->fields[i];
        struct part_node *element = part_find(row->record, field->below);
        const char *text = element != NULL ? part_text(arena, element) : "";
        if (field->format != MADE_FIXED && *text != '\0' && strcmp(text, field->shown) != 0)
            return true;
    }
    return false;
}

/* Whether a row is in the record, and what it then is. */
static bool is_recorded(struct change *change, struct change_row *row)
{
    if (row->deleted)
        return false;
    if (row->base->record != NULL && !row->added)
        return true;
    if (!is_filled(change->arena, row))
        return false;
    drop_blanks(row->record, row->base->record);
    return true;
}

/* Puts the rows of a list into the record's list in the order of print. */
static void place_rows(struct change *change, struct change_list *list)
{
    const char *parent_steps = list->base->parent + strcspn(list->base->parent, "]") + 1;
    struct part_node *parent = NULL, *place = NULL;

    for (int i = 0; i < list->count; i++) {
        struct change_row *row = &list->rows[i];
        if (!is_recorded(change, row))
            continue;
        if (parent == NULL) {
            parent = change_need(change->arena, change->record, change->store, parent_steps);
            for (place = parent->first; place != NULL; place = place->next) {
                if (part_is(place, list->base->name))
                    break;
            }
            place = place != NULL ? place : NULL;
        }
        if (row->record->parent != NULL) {
            place = place == row->record ? place->next : place;
            part_remove(row->record);
        }
        part_insert(parent, place, row->record);
    }
}

/* Within the baseline the record is out of its namespace; by itself it has none. */
static void drop_namespace(struct fb_arena *arena, struct part_node *record)
{
    struct part_attribute *attributes = record->attributes;

    record->attributes = NULL;
    for (; attributes != NULL; attributes = attributes->next) {
        if (strcmp(attributes->name, "xmlns") != 0)
            part_set(arena, record, attributes->name, attributes->value);
    }
}

void change_put_expected(struct fb_buffer *out, struct change *change)
{
    for (size_t i = 0; i < change->list_count; i++)
        place_rows(change, &change->lists[i]);
    drop_namespace(change->arena, change->record);
    part_write(out, change->record);
}
