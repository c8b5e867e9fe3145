/*
 * rows.c: which rows a table has: fixed ones, those of repeats, and those whose condition is true.
 */
#include "merge/merge_private.h"
#include "template/catalogue.h"

/* Where rows are planned. */
struct row_scope {
    struct fb_merge_place place;
    size_t repeat; /* number of the outermost repeat around; 0: none */
    size_t keep;
};

static fb_status add_rows(struct fb_merger *merger, const struct fb_rows_spec *rows, size_t count,
                          const struct row_scope *scope, struct fb_table_plan *plan);

static fb_status add_row(struct fb_merger *merger, const struct fb_row_spec *spec,
                         const struct row_scope *scope, struct fb_table_plan *plan)
{
    struct fb_row_plan *row = FB_PUSH(merger->plans, &plan->rows);

    FB_NEED(row);
    *row = (struct fb_row_plan){
        .spec = spec, .place = scope->place, .repeat = scope->repeat, .keep = scope->keep};
    return FB_OK;
}

/* A repeat while its items are added. */
struct repeating {
    struct fb_merger *merger;
    const struct fb_rows_spec *spec;
    struct row_scope scope; /* of its rows, but for the place */
    struct fb_table_plan *plan;
    size_t numbered; /* items so far that have a number: those that are not blank */
};

/* Two lists in the same rows, or one; the second is then empty. */
struct item_lists {
    struct fb_xpath_nodes first, beside;
};

/* Sets what the items are to the document. */
static fb_status set_items(struct repeating *repeating, const struct fb_xml_node *first,
                           const struct fb_xml_node *beside, const struct fb_kind *kind,
                           struct fb_merge_place *place)
{
    const struct fb_rows_spec *spec = repeating->spec;
    const struct fb_merge_place *outer = &repeating->scope.place;

    FB_TRY(fb_merge_item(repeating->merger, &spec->select, *outer, spec->catalogue, kind, first,
                         &place->item));
    place->beside_item = NULL;
    if (spec->beside == NULL)
        return FB_OK;
    return fb_merge_item(repeating->merger, spec->beside, *outer, spec->catalogue, kind, beside,
                         &place->beside_item);
}

/* Appends a repeat's rows for one item, or for a pair of them. */
static fb_status add_item(struct repeating *repeating, const struct fb_xml_node *first,
                          const struct fb_xml_node *beside, const struct fb_kind *kind)
{
    struct row_scope scope = repeating->scope;

    scope.place.node = first;
    scope.place.beside = beside;
    FB_TRY(set_items(repeating, first, beside, kind, &scope.place));
    scope.place.number = first != NULL || beside != NULL ? ++repeating->numbered : 0;
    if (kind != NULL)
        scope.place.kind = kind;
    return add_rows(repeating->merger, repeating->spec->rows, repeating->spec->row_count, &scope,
                    repeating->plan);
}

/* Appends pairs of items until both lists are through and there are so many as there must be. */
static fb_status add_items(struct repeating *repeating, const struct item_lists *lists,
                           const struct fb_kind *kind, size_t least)
{
    size_t count =
        lists->first.count > lists->beside.count ? lists->first.count : lists->beside.count;

    for (size_t i = 0; i < count || i < least; i++)
        FB_TRY(add_item(repeating, i < lists->first.count ? lists->first.items[i] : NULL,
                        i < lists->beside.count ? lists->beside.items[i] : NULL, kind));
    return FB_OK;
}

/* Returns how many items there must be, of each kind in a catalogue. */
static size_t least_items(const struct fb_merger *merger, const struct fb_rows_spec *spec)
{
    if (merger->blank_form && spec->blank_items > spec->min_items)
        return spec->blank_items;
    return spec->min_items;
}

/* Finds the kind of each item; a NULL among them was reported. */
static fb_status find_kinds(struct repeating *repeating, const struct fb_xpath_nodes *items,
                            const struct fb_kind ***out)
{
    struct fb_merger *merger = repeating->merger;
    const struct fb_kind **kinds =
        FB_NEW_ARRAY(merger->plans, const struct fb_kind *, items->count);

    FB_NEED(kinds);
    *out = kinds;
    for (size_t i = 0; i < items->count; i++) {
        fb_status status = fb_catalogue_find(&kinds[i], merger->scratch, repeating->spec->catalogue,
                                             items->items[i], merger->sink);
        fb_arena_clear(merger->scratch);
        FB_TRY(status);
    }
    return FB_OK;
}

/* Chooses the items of one kind, in the order of the record. */
static fb_status choose(struct repeating *repeating, const struct fb_xpath_nodes *items,
                        const struct fb_kind *const *kinds, const struct fb_kind *kind,
                        struct fb_xpath_nodes *out)
{
    size_t count = 0;

    *out = (struct fb_xpath_nodes){0};
    for (size_t i = 0; i < items->count; i++)
        count += kinds[i] == kind;
    out->items = FB_NEW_ARRAY(repeating->merger->plans, const struct fb_xml_node *, count);
    FB_NEED(out->items);
    for (size_t i = 0; i < items->count; i++) {
        if (kinds[i] == kind)
            out->items[out->count++] = items->items[i];
    }
    return FB_OK;
}

/* Appends the items of all kinds in the order of the form, in each one row at least. */
static fb_status add_by_catalogue(struct repeating *repeating, const struct item_lists *lists)
{
    const struct fb_catalogue *catalogue = repeating->spec->catalogue;
    size_t least = least_items(repeating->merger, repeating->spec);
    const struct fb_kind **first, **beside;

    FB_TRY(find_kinds(repeating, &lists->first, &first));
    FB_TRY(find_kinds(repeating, &lists->beside, &beside));
    for (size_t i = 0; i < catalogue->leaf_count; i++) {
        const struct fb_kind *kind = catalogue->leaves[i];
        struct item_lists chosen;
        FB_TRY(choose(repeating, &lists->first, first, kind, &chosen.first));
        FB_TRY(choose(repeating, &lists->beside, beside, kind, &chosen.beside));
        FB_TRY(add_items(repeating, &chosen, kind, least > 0 ? least : 1));
    }
    return FB_OK;
}

/* Selects the items of a repeat; none if what is selected are no elements, which is reported. */
static fb_status select_items(struct fb_merger *merger, const struct fb_expression *select,
                              const struct fb_xml_node *node, struct fb_xpath_nodes *out)
{
    fb_status status = fb_xpath_nodes(out, merger->plans, merger->context, select->compiled, node);

    if (status != FB_ERR_INPUT)
        return status;
    fb_report(merger->sink, FB_DIAG_MERGE_ITEMS, select->position, select->text);
    *out = (struct fb_xpath_nodes){0};
    return FB_OK;
}

/* A repeat in another one belongs to it: cells are merged across its rows too. */
static fb_status add_repeat(struct fb_merger *merger, const struct fb_rows_spec *spec,
                            const struct row_scope *outer, struct fb_table_plan *plan)
{
    struct repeating repeating = {.merger = merger, .spec = spec, .scope = *outer, .plan = plan};
    struct item_lists lists = {0};

    FB_TRY(select_items(merger, &spec->select, outer->place.node, &lists.first));
    if (spec->beside != NULL)
        FB_TRY(select_items(merger, spec->beside, outer->place.node, &lists.beside));
    if (outer->repeat == 0)
        repeating.scope.repeat = ++plan->repeats;
    if (spec->keep > 0)
        repeating.scope.keep = spec->keep;
    if (spec->catalogue != NULL)
        return add_by_catalogue(&repeating, &lists);
    return add_items(&repeating, &lists, NULL, least_items(merger, spec));
}

static fb_status add_if(struct fb_merger *merger, const struct fb_rows_spec *spec,
                        const struct row_scope *scope, struct fb_table_plan *plan)
{
    bool shown;

    FB_TRY(fb_merge_test(merger, &spec->select, scope->place.node, &shown));
    return shown ? add_rows(merger, spec->rows, spec->row_count, scope, plan) : FB_OK;
}

/* The depth is that of the template's elements. */
static fb_status add_rows(struct fb_merger *merger, const struct fb_rows_spec *rows, size_t count,
                          const struct row_scope *scope, struct fb_table_plan *plan)
{
    for (size_t i = 0; i < count; i++) {
        switch (rows[i].kind) {
        case FB_ROWS_ROW:
            FB_TRY(add_row(merger, &rows[i].row, scope, plan));
            break;
        case FB_ROWS_REPEAT:
            FB_TRY(add_repeat(merger, &rows[i], scope, plan));
            break;
        case FB_ROWS_IF:
            FB_TRY(add_if(merger, &rows[i], scope, plan));
            break;
        }
    }
    return FB_OK;
}

fb_status fb_merge_plan_rows(struct fb_merger *merger, const struct fb_rows_spec *rows,
                             size_t count, struct fb_table_plan *plan)
{
    const struct row_scope scope = {.place = {.node = merger->root}};

    return add_rows(merger, rows, count, &scope, plan);
}
