/*
 * kinds.c: the rows of a record against the catalogues of its template.
 */
#include "check/check_private.h"
#include "data/value.h"
#include "template/catalogue.h"

#include <string.h>

static bool is_level(const struct fb_catalogue *catalogue, const char *name)
{
    for (size_t i = 0; i < catalogue->level_count; i++) {
        if (strcmp(catalogue->levels[i], name) == 0)
            return true;
    }
    return false;
}

static fb_status is_empty(bool *out, const struct fb_xml_node *element)
{
    const char *text = fb_value_of(element);

    FB_NEED(text);
    *out = text[0] == '\0';
    return FB_OK;
}

fb_status fb_check_blank_item(bool *out, const struct fb_catalogue *catalogue,
                              const struct fb_xml_node *item)
{
    const struct fb_xml_node *child = fb_xml_first(item);

    *out = true;
    for (; child != NULL && *out; child = fb_xml_next(child)) {
        if (!is_level(catalogue, fb_xml_name(child)))
            FB_TRY(is_empty(out, child));
    }
    return FB_OK;
}

/* Whether an item lacks a level that was reported as missing or empty already. */
static fb_status lacks_level(bool *out, const struct fb_catalogue_use *use,
                             const struct fb_xml_node *item)
{
    *out = false;
    for (size_t i = 0; i < use->catalogue->level_count && !*out && use->list != NULL; i++) {
        const char *level = use->catalogue->levels[i];
        const struct fb_field *field = fb_field_find(use->list, level);
        const struct fb_xml_node *child = fb_check_find(item, level);
        if (field == NULL || !field->required)
            continue;
        *out = child == NULL;
        if (child != NULL)
            FB_TRY(is_empty(out, child));
    }
    return FB_OK;
}

/* Finds the kinds of the rows that are filled in; NULL for the others. */
static fb_status find_kinds(struct fb_checker *checker, const struct fb_catalogue_use *use,
                            const struct fb_xpath_nodes *items, const struct fb_kind **kinds)
{
    for (size_t i = 0; i < items->count; i++) {
        bool skipped;
        FB_TRY(lacks_level(&skipped, use, items->items[i]));
        if (skipped)
            continue;
        FB_TRY(fb_catalogue_find(&kinds[i], checker->arena, use->catalogue, items->items[i],
                                 checker->sink));
        FB_TRY(fb_check_blank_item(&skipped, use->catalogue, items->items[i]));
        if (skipped)
            kinds[i] = NULL;
    }
    return FB_OK;
}

static bool has_kind(const struct fb_kind *const *kinds, size_t count, const struct fb_kind *kind)
{
    for (size_t i = 0; i < count; i++) {
        if (kinds[i] == kind)
            return true;
    }
    return false;
}

/* Returns the values of a kind and those above it: "产出指标/数量指标". */
static const char *kind_path(struct fb_arena *arena, const struct fb_kind *kind)
{
    const char *above;

    if (kind->parent == NULL)
        return kind->value;
    above = kind_path(arena, kind->parent);
    return above == NULL ? NULL : fb_arena_format(arena, "%s/%s", above, kind->value);
}

/* Reports the kinds that must have rows and have none, at the list or else at the root. */
static fb_status check_required(struct fb_checker *checker, const struct fb_catalogue_use *use,
                                const struct fb_xpath_nodes *items,
                                const struct fb_kind *const *kinds)
{
    const struct fb_xml_node *place =
        items->count > 0 ? fb_xml_parent(items->items[0]) : checker->root;

    /* Of two lists side by side (中期, 年度) one may be left empty. */
    if (use->paired && items->count == 0)
        return FB_OK;
    for (size_t i = 0; i < use->catalogue->leaf_count; i++) {
        const struct fb_kind *kind = use->catalogue->leaves[i];
        const char *path;
        if (kind->obligation < FB_OBLIGATION_REQUIRED || has_kind(kinds, items->count, kind))
            continue;
        path = kind_path(checker->arena, kind);
        FB_NEED(path);
        fb_report(checker->sink, FB_DIAG_RECORD_KIND_MISSING, fb_xml_position(place), path,
                  fb_obligation_name(kind->obligation));
    }
    return FB_OK;
}

static fb_status check_use(struct fb_checker *checker, const struct fb_catalogue_use *use)
{
    const struct fb_kind **kinds;
    struct fb_xpath_nodes items;
    fb_status status = fb_xpath_nodes(&items, checker->arena, checker->xpath, use->select->compiled,
                                      checker->root);

    /* A selection that fails is reported by the merge, where it matters. */
    if (status == FB_ERR_INPUT)
        return FB_OK;
    FB_TRY(status);
    kinds = FB_NEW_ARRAY(checker->arena, const struct fb_kind *, items.count);
    FB_NEED(kinds);
    FB_TRY(find_kinds(checker, use, &items, kinds));
    if (checker->blank)
        return FB_OK;
    return check_required(checker, use, &items, kinds);
}

fb_status fb_check_kinds(struct fb_checker *checker)
{
    for (size_t i = 0; i < checker->template->use_count; i++)
        FB_TRY(check_use(checker, &checker->template->uses[i]));
    return FB_OK;
}
