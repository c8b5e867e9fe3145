/*
 * compare_moved.c: which rows of a list were moved: the fewest that explain the order.
 */
#include "extract/compare_private.h"

/* The longest series of rows in the order of print, as it grows (patience sorting). */
struct series {
    size_t *last;   /* of the best series of each length: its last entry */
    size_t *before; /* of each entry: the one before it in its series */
    size_t length;
};

static size_t number_at(const struct fb_list *list, size_t entry)
{
    return list->entries.items[entry].row->number;
}

/* Returns how many of the series end with a row before this one. */
static size_t longest_before(const struct fb_list *list, const struct series *series, size_t entry)
{
    size_t low = 0, high = series->length;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (number_at(list, series->last[middle]) < number_at(list, entry))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void extend(const struct fb_list *list, struct series *series, size_t entry)
{
    size_t length = longest_before(list, series, entry);

    series->before[entry] = length > 0 ? series->last[length - 1] : FB_WORD_NONE;
    series->last[length] = entry;
    if (length == series->length)
        series->length++;
}

fb_status fb_list_unsettle_moved(struct fb_list *list, struct fb_arena *arena)
{
    struct series series = {
        .last = FB_NEW_ARRAY(arena, size_t, list->entries.count + 1),
        .before = FB_NEW_ARRAY(arena, size_t, list->entries.count + 1),
    };

    FB_NEED(series.last);
    FB_NEED(series.before);
    for (size_t i = 0; i < list->entries.count; i++) {
        if (list->entries.items[i].result == NULL)
            continue;
        list->entries.items[i].settled = false;
        extend(list, &series, i);
    }
    if (series.length == 0)
        return FB_OK;
    for (size_t i = series.last[series.length - 1]; i != FB_WORD_NONE; i = series.before[i])
        list->entries.items[i].settled = true;
    return FB_OK;
}
