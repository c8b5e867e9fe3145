/*
 * compare_plain.c: rows of a table without controls, as an editor adds them that knows no repeats.
 */
#include "extract/compare_private.h"
#include "extract/value.h"

#include <string.h>

/* So many rows added in one place are seen; a longer search would cost too much. */
enum { NEIGHBOUR_LIMIT = 500 };

const struct fb_word_cell *fb_list_column(const struct fb_comparing *comparing,
                                          const struct fb_list *list,
                                          const struct fb_list_instance *instance,
                                          const char *below)
{
    const struct fb_word *word = comparing->input->word;

    for (size_t i = instance->first; i < instance->end; i++) {
        const struct fb_list_hit *hit = &list->hits.items[i];
        const struct fb_word_control *control = &word->controls.items[hit->control];
        if (strcmp(hit->below, below) == 0 && control->cell != FB_WORD_NONE)
            return &word->rows.items[control->row].cells.items[control->cell];
    }
    return NULL;
}

const struct fb_word_cell *fb_list_cell(const struct fb_word_row *row,
                                        const struct fb_word_cell *model)
{
    for (size_t i = 0; i < row->cells.count; i++) {
        const struct fb_word_cell *cell = &row->cells.items[i];
        if (cell->column == model->column && cell->span == model->span)
            return cell;
    }
    return NULL;
}

/* A cell that can hold a value as the model's does: it has its style, and no control. */
static bool is_like(const struct fb_word_cell *cell, const struct fb_word_cell *model)
{
    return cell != NULL && cell->controls == 0 && !cell->continued &&
           strcmp(cell->style, model->style) == 0;
}

static bool has_text(const struct fb_word_cell *cell)
{
    return cell->text[strspn(cell->text, " \t\r\n")] != '\0';
}

/* Whether a row has a cell for each field of the instance, and text in one of them. */
static bool fits(const struct fb_comparing *comparing, const struct fb_list *list,
                 const struct fb_list_instance *model, const struct fb_word_row *row)
{
    bool text = false;

    for (size_t i = 0; i < list->base->below.count; i++) {
        const struct fb_word_cell *column =
            fb_list_column(comparing, list, model, list->base->below.items[i]);
        const struct fb_word_cell *cell = column != NULL ? fb_list_cell(row, column) : NULL;
        /* A label that the row shares with others is in one of them only. */
        if (column == NULL || (column->merged && (cell == NULL || cell->continued)))
            continue;
        if (!is_like(cell, column))
            return false;
        text = text || has_text(cell);
    }
    return text;
}

/* Returns the instance of one row at that row of the document, or NULL. */
static const struct fb_list_instance *instance_at(const struct fb_list *list, size_t row)
{
    size_t low = 0, high = list->instances.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct fb_list_instance *instance = &list->instances.items[middle];
        if (instance->top == row && instance->bottom == row)
            return instance;
        /* Those outside tables stand nowhere; a search then finds less, and never wrongly. */
        if (instance->top == FB_WORD_NONE || instance->top > row)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Whether two rows have their cells in the same columns. */
static bool is_laid_out_like(const struct fb_word_row *row, const struct fb_word_row *other)
{
    if (row->cells.count != other->cells.count)
        return false;
    for (size_t i = 0; i < row->cells.count; i++) {
        if (fb_list_cell(other, &row->cells.items[i]) == NULL)
            return false;
    }
    return true;
}

/* What the next row on one side that is known tells of a row without controls. */
enum side { SIDE_NOTHING, SIDE_ITEM, SIDE_OTHER_LIST };

static enum side look(const struct fb_list_instance **model, const struct fb_comparing *comparing,
                      const struct fb_list *list, size_t row, bool below)
{
    const struct fb_word *word = comparing->input->word;
    const struct fb_word_row *rows = word->rows.items;
    size_t at = row;

    for (size_t steps = 0; steps < NEIGHBOUR_LIMIT; steps++) {
        if (below ? at + 1 >= word->rows.count : at == 0)
            return SIDE_NOTHING;
        at = below ? at + 1 : at - 1;
        if (rows[at].table != rows[row].table)
            return SIDE_NOTHING;
        *model = instance_at(list, at);
        if (*model != NULL)
            return fits(comparing, list, *model, &rows[row]) ? SIDE_ITEM : SIDE_NOTHING;
        if (comparing->listed[at] && is_laid_out_like(&rows[row], &rows[at]))
            return SIDE_OTHER_LIST;
        /* Between the row and its neighbour there are only more of its kind. */
        if (comparing->listed[at] || rows[at].cells.count != rows[row].cells.count)
            return SIDE_NOTHING;
    }
    return SIDE_NOTHING;
}

/* A label that begins in the row and goes on below makes it one with the rows below. */
static bool begins_label(const struct fb_word *word, size_t row)
{
    const struct fb_word_row *here = &word->rows.items[row], *next = here + 1;

    if (row + 1 >= word->rows.count || next->table != here->table)
        return false;
    for (size_t i = 0; i < here->cells.count; i++) {
        const struct fb_word_cell *cell = &here->cells.items[i];
        const struct fb_word_cell *other = fb_list_cell(next, cell);
        if (cell->merged && !cell->continued && other != NULL && other->continued)
            return true;
    }
    return false;
}

/* Of two lists in one table the row is the one's that it would be first. */
void fb_list_plain_row(const struct fb_list_instance **model, const struct fb_comparing *comparing,
                       const struct fb_list *list, size_t row)
{
    bool below_first = begins_label(comparing->input->word, row);
    enum side side = SIDE_OTHER_LIST;

    if (!comparing->known[row])
        side = look(model, comparing, list, row, below_first);
    if (side == SIDE_NOTHING)
        side = look(model, comparing, list, row, !below_first);
    if (side != SIDE_ITEM)
        *model = NULL;
}

/* Returns the text of a cell; that of a merged one stands in the first of its rows. */
static const char *label_text(const struct fb_word *word, size_t row,
                              const struct fb_word_cell *cell)
{
    const struct fb_word_cell *at = cell;

    while (at != NULL && at->continued && row > 0 &&
           word->rows.items[row - 1].table == word->rows.items[row].table)
        at = fb_list_cell(&word->rows.items[--row], cell);
    return at != NULL ? at->text : "";
}

static bool is_field(const struct fb_comparing *comparing, const struct fb_list *list,
                     const struct fb_list_instance *model, const struct fb_word_cell *cell)
{
    for (size_t i = 0; i < list->base->below.count; i++) {
        const struct fb_word_cell *column =
            fb_list_column(comparing, list, model, list->base->below.items[i]);
        if (column != NULL && column->column == cell->column && column->span == cell->span)
            return true;
    }
    return false;
}

/* Counts the values of an item that are in a label, as "数量指标" is in "1、数量指标". */
static size_t values_in(const struct fb_tree *item, const char *label)
{
    size_t count = 0;

    for (size_t i = 0; i < item->children.count; i++) {
        const char *value = fb_tree_value(item->children.items[i]);
        count += *value != '\0' && strstr(label, value) != NULL;
    }
    return count;
}

size_t fb_list_labels_of(const struct fb_comparing *comparing, const struct fb_list *list,
                         const struct fb_list_instance *model, size_t row,
                         const struct fb_base_row *base)
{
    const struct fb_word *word = comparing->input->word;
    const struct fb_tree *item = list->items.items[list->item_of_row[base->number]].stored;
    size_t count = 0;

    for (size_t i = 0; item != NULL && i < word->rows.items[row].cells.count; i++) {
        const struct fb_word_cell *cell = &word->rows.items[row].cells.items[i];
        if (!is_field(comparing, list, model, cell))
            count += values_in(item, label_text(word, row, cell));
    }
    return count;
}
