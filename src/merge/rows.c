/*
 * rows.c: which rows a table has: fixed ones, and those of repeats.
 */
#include "merge/merge_private.h"
#include "template/catalogue.h"

static fb_status add_row(struct fb_merger *merger, const struct fb_row_spec *spec,
                         struct fb_merge_place place, size_t repeat, size_t keep,
                         struct fb_table_plan *plan)
{
    struct fb_row_plan *row = FB_PUSH(merger->arena, &plan->rows);

    FB_NEED(row);
    *row = (struct fb_row_plan){.spec = spec, .place = place, .repeat = repeat, .keep = keep};
    return FB_OK;
}

/* Appends a repeat's rows for one item. A repeat has only fixed rows inside it. */
static fb_status add_item(struct fb_merger *merger, const struct fb_rows_spec *repeat,
                          struct fb_merge_place place, struct fb_table_plan *plan)
{
    for (size_t i = 0; i < repeat->row_count; i++)
        FB_TRY(add_row(merger, &repeat->rows[i].row, place, plan->repeats, repeat->keep, plan));
    return FB_OK;
}

/* Appends blank items of a kind, or of none, until there are so many as the repeat wants. */
static fb_status add_blank_items(struct fb_merger *merger, const struct fb_rows_spec *repeat,
                                 const struct fb_kind *kind, size_t count, size_t least,
                                 struct fb_table_plan *plan)
{
    for (; count < least; count++)
        FB_TRY(add_item(merger, repeat, (struct fb_merge_place){.kind = kind}, plan));
    return FB_OK;
}

/* Finds the kind of each item; a NULL among them was reported. */
static fb_status find_kinds(struct fb_merger *merger, const struct fb_rows_spec *repeat,
                            const struct fb_xpath_nodes *items, const struct fb_kind ***out)
{
    const struct fb_kind **kinds =
        FB_NEW_ARRAY(merger->arena, const struct fb_kind *, items->count);

    FB_NEED(kinds);
    for (size_t i = 0; i < items->count; i++)
        FB_TRY(fb_catalogue_find(&kinds[i], merger->arena, repeat->catalogue, items->items[i],
                                 merger->sink));
    *out = kinds;
    return FB_OK;
}

/* Appends the items of one kind in the order of the record, and blank ones: at least one in all. */
static fb_status add_kind(struct fb_merger *merger, const struct fb_rows_spec *repeat,
                          const struct fb_xpath_nodes *items, const struct fb_kind *const *kinds,
                          const struct fb_kind *kind, struct fb_table_plan *plan)
{
    struct fb_merge_place place = {.kind = kind};
    size_t count = 0, least = repeat->min_items > 0 ? repeat->min_items : 1;

    for (size_t i = 0; i < items->count; i++) {
        if (kinds[i] != kind)
            continue;
        place.node = items->items[i];
        FB_TRY(add_item(merger, repeat, place, plan));
        count++;
    }
    return add_blank_items(merger, repeat, kind, count, least, plan);
}

static fb_status add_by_catalogue(struct fb_merger *merger, const struct fb_rows_spec *repeat,
                                  const struct fb_xpath_nodes *items, struct fb_table_plan *plan)
{
    const struct fb_kind **kinds;

    FB_TRY(find_kinds(merger, repeat, items, &kinds));
    for (size_t i = 0; i < repeat->catalogue->leaf_count; i++)
        FB_TRY(add_kind(merger, repeat, items, kinds, repeat->catalogue->leaves[i], plan));
    return FB_OK;
}

static fb_status add_repeat(struct fb_merger *merger, const struct fb_rows_spec *repeat,
                            const struct fb_xml_node *node, struct fb_table_plan *plan)
{
    struct fb_xpath_nodes items;
    fb_status status =
        fb_xpath_nodes(&items, merger->arena, merger->context, repeat->select.compiled, node);

    if (status == FB_ERR_INPUT) {
        fb_report(merger->sink, FB_DIAG_MERGE_ITEMS, repeat->select.position, repeat->select.text);
        return FB_OK;
    }
    FB_TRY(status);
    plan->repeats++;
    if (repeat->catalogue != NULL)
        return add_by_catalogue(merger, repeat, &items, plan);
    for (size_t i = 0; i < items.count; i++)
        FB_TRY(add_item(merger, repeat, (struct fb_merge_place){.node = items.items[i]}, plan));
    return add_blank_items(merger, repeat, NULL, items.count, repeat->min_items, plan);
}

fb_status fb_merge_plan_rows(struct fb_merger *merger, const struct fb_rows_spec *rows,
                             size_t count, const struct fb_xml_node *node,
                             struct fb_table_plan *plan)
{
    for (size_t i = 0; i < count; i++) {
        if (rows[i].kind == FB_ROWS_REPEAT)
            FB_TRY(add_repeat(merger, &rows[i], node, plan));
        else
            FB_TRY(
                add_row(merger, &rows[i].row, (struct fb_merge_place){.node = node}, 0, 0, plan));
    }
    return FB_OK;
}
