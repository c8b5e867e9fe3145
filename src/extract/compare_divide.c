/*
 * compare_divide.c: what a cell without controls says of each of several values.
 *
 * A cell may hold several fields, as 指标性质, 指标值 and 计量单位 are one text ("≥95%"), and words
 * of the form beside them. The same cell of a row with controls tells which, in which order, and
 * which words stand between. Of fields that nothing divides, the first and the last are known by
 * values that other rows have; what is left is the one between them.
 */
#include "extract/compare_private.h"

#include <string.h>

enum { PART_LIMIT = 8 };

/* A field of a cell, and the words before it. */
struct part {
    const char *below;
    size_t start, end; /* of its text, in that of the document */
    const char *words;
    const char *value; /* in the text that is divided; NULL: not known */
};

struct parts {
    struct part items[PART_LIMIT];
    size_t count;
    const char *words; /* after the last */
};

/* LibreOffice writes one control several times over, side by side. */
static bool add_part(struct parts *parts, const char *below, const struct fb_word_control *control)
{
    struct part *last = parts->count > 0 ? &parts->items[parts->count - 1] : NULL;

    if (last != NULL && strcmp(last->below, below) == 0) {
        last->end = control->end > last->end ? control->end : last->end;
        return true;
    }
    if (parts->count == PART_LIMIT || (last != NULL && control->start < last->end))
        return false;
    parts->items[parts->count++] =
        (struct part){.below = below, .start = control->start, .end = control->end};
    return true;
}

/* Cuts the words between two places of the document's text out of the cell's. */
static bool cut(const char **out, struct fb_arena *arena, const struct fb_word_cell *cell,
                size_t start, size_t end)
{
    size_t length = strlen(cell->text);

    if (start < cell->start || end < start || end - cell->start > length)
        return false;
    *out = fb_arena_copy(arena, cell->text + (start - cell->start), end - start);
    return *out != NULL;
}

/* Finds the fields of a cell of the model. Returns false if they do not stand in it one by one. */
static bool find_parts(struct parts *out, const struct fb_comparing *comparing,
                       const struct fb_list *list, const struct fb_list_instance *model,
                       const struct fb_word_cell *cell)
{
    const struct fb_word *word = comparing->input->word;
    size_t at = cell->start;

    *out = (struct parts){0};
    for (size_t i = model->first; i < model->end; i++) {
        const struct fb_word_control *control = &word->controls.items[list->hits.items[i].control];
        if (control->cell != FB_WORD_NONE &&
            &word->rows.items[control->row].cells.items[control->cell] == cell &&
            !add_part(out, list->hits.items[i].below, control))
            return false;
    }
    for (size_t i = 0; i < out->count; i++) {
        if (!cut(&out->items[i].words, comparing->arena, cell, at, out->items[i].start))
            return false;
        at = out->items[i].end;
    }
    return cut(&out->words, comparing->arena, cell, at, cell->start + strlen(cell->text));
}

/* ---- fields that nothing divides ---- */

/* Returns the length of the longest value that a row has of a field at one end of a text. */
static size_t known_length(const struct fb_list *list, const char *below, const char *text,
                           size_t length, bool at_end)
{
    size_t longest = 0;

    for (size_t i = 0; i < list->base->rows.count; i++) {
        const struct fb_base_field *field = fb_base_row_field(list->base->rows.items[i], below);
        size_t size = field != NULL ? strlen(field->shown) : 0;
        if (size > longest && size <= length &&
            memcmp(at_end ? text + length - size : text, field->shown, size) == 0)
            longest = size;
    }
    return longest;
}

/* Whether the record has a row in which a field is blank. */
static bool may_be_blank(const struct fb_list *list, const char *below)
{
    for (size_t i = 0; i < list->base->rows.count; i++) {
        const struct fb_base_field *field = fb_base_row_field(list->base->rows.items[i], below);
        if (field != NULL && field->row->origin != NULL && field->shown[0] == '\0')
            return true;
    }
    return false;
}

/* Divides a text among the fields from `first` to before `end`: their outer ones first. */
static bool divide_known(struct parts *parts, const struct fb_comparing *comparing,
                         const struct fb_list *list, size_t first, size_t end, const char *text,
                         size_t length)
{
    for (bool at_end = false; end - first > 1; at_end = !at_end) {
        struct part *part = &parts->items[at_end ? end - 1 : first];
        size_t size = known_length(list, part->below, text, length, at_end);

        if (size == 0 && !may_be_blank(list, part->below)) {
            /* Of two, the other may be known. */
            if (at_end || end - first > 2)
                return false;
            continue;
        }
        part->value = fb_arena_copy(comparing->arena, at_end ? text + length - size : text, size);
        text += at_end ? 0 : size;
        length -= size;
        end -= at_end;
        first += !at_end;
    }
    parts->items[first].value = fb_arena_copy(comparing->arena, text, length);
    return true;
}

/* Returns where the words stand that end a field, or NULL; the last ones end the text. */
static const char *find_words(const char *text, const char *words, bool last)
{
    size_t length = strlen(text), size = strlen(words);

    if (!last)
        return strstr(text, words);
    return length >= size && strcmp(text + length - size, words) == 0 ? text + length - size : NULL;
}

/* Divides a text by the words between fields, and what is between those by known values. */
static bool divide(struct parts *parts, const struct fb_comparing *comparing,
                   const struct fb_list *list, const char *text)
{
    size_t begun = 0, before = strlen(parts->items[0].words);

    if (strncmp(text, parts->items[0].words, before) != 0)
        return false;
    text += before;
    for (size_t i = 1; i <= parts->count; i++) {
        bool last = i == parts->count;
        const char *words = last ? parts->words : parts->items[i].words, *stop;
        if (!last && *words == '\0')
            continue;
        stop = find_words(text, words, last);
        if (stop == NULL ||
            !divide_known(parts, comparing, list, begun, i, text, (size_t)(stop - text)))
            return false;
        text = stop + strlen(words);
        begun = i;
    }
    return true;
}

/* Counts the characters of all values that the rows have of a field. */
static size_t size_of(const struct fb_list *list, const char *below)
{
    size_t size = 0;

    for (size_t i = 0; i < list->base->rows.count; i++) {
        const struct fb_base_field *field = fb_base_row_field(list->base->rows.items[i], below);
        for (const char *at = field != NULL ? field->shown : ""; *at != '\0'; at++)
            size += ((unsigned char)*at & 0xC0) != 0x80;
    }
    return size;
}

/* Returns the field that says most: not the sign before an amount, nor its unit. */
static size_t largest_part(const struct parts *parts, const struct fb_list *list)
{
    size_t largest = 0;

    for (size_t i = 1; i < parts->count; i++) {
        if (size_of(list, parts->items[i].below) > size_of(list, parts->items[largest].below))
            largest = i;
    }
    return largest;
}

fb_status fb_list_divide(const char **out, bool *undivided, const struct fb_comparing *comparing,
                         const struct fb_list *list, const struct fb_list_instance *model,
                         const char *below, const char *text)
{
    const struct fb_word_cell *cell = fb_list_column(comparing, list, model, below);
    struct parts parts;
    size_t i = 0;

    *out = text;
    if (cell == NULL || !find_parts(&parts, comparing, list, model, cell) || parts.count == 0)
        return FB_OK;
    while (i + 1 < parts.count && strcmp(parts.items[i].below, below) != 0)
        i++;
    if (divide(&parts, comparing, list, text)) {
        *out = parts.items[i].value;
        return *out != NULL ? FB_OK : FB_ERR_NOMEM;
    }
    *undivided = parts.count > 1 && i == largest_part(&parts, list);
    *out = i == largest_part(&parts, list) ? text : "";
    return FB_OK;
}
