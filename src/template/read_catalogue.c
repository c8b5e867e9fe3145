/*
 * read_catalogue.c: the kinds of rows that a form has, in the form's order.
 */
#include "template/template_private.h"

#include <string.h>

static const char *const OBLIGATION_NAMES[] = {"无", "选填", "必填", "必填硬性", NULL};

const char *fb_obligation_name(enum fb_obligation obligation)
{
    return OBLIGATION_NAMES[obligation];
}

struct catalogue_reader {
    struct fb_template_reader *base;
    struct fb_catalogue *catalogue;
    FB_VECTOR(const struct fb_kind *) leaves;
};

static bool value_taken(struct fb_template_reader *reader, const struct fb_xml_node *element,
                        const struct fb_kind *kinds, size_t count)
{
    const char *value = fb_xml_attribute(element, "value");

    for (size_t i = 0; i < count; i++) {
        if (strcmp(kinds[i].value, value) == 0) {
            fb_report(reader->sink, FB_DIAG_TEMPLATE_NAME_TAKEN,
                      fb_xml_attribute_position(element, "value"), value);
            return true;
        }
    }
    return false;
}

static size_t count_kinds(const struct fb_xml_node *parent)
{
    const struct fb_xml_node *element = fb_xml_first(parent);
    size_t count = 0;

    for (; element != NULL; element = fb_xml_next(element))
        count += fb_xml_is(element, "kind");
    return count;
}

static fb_status read_kinds(struct catalogue_reader *reader, const struct fb_xml_node *parent,
                            const struct fb_kind *parent_kind, size_t level,
                            const struct fb_kind **out, size_t *count);

static fb_status add_leaf(struct catalogue_reader *reader, const struct fb_kind *kind)
{
    const struct fb_kind **leaf = FB_PUSH(reader->base->arena, &reader->leaves);

    FB_NEED(leaf);
    *leaf = kind;
    return FB_OK;
}

/* Reads one kind of a level from 0; on the last level it has no kinds inside, above it must. */
static fb_status read_kind(struct catalogue_reader *reader, const struct fb_xml_node *element,
                           size_t level, struct fb_kind *out)
{
    struct fb_template_reader *base = reader->base;
    bool last = level + 1 >= reader->catalogue->level_count;

    out->value = fb_xml_attribute(element, "value");
    out->label = fb_attribute_string(element, "label", out->value);
    out->obligation = (enum fb_obligation)fb_attribute_word(base, element, "obligation",
                                                            OBLIGATION_NAMES, FB_OBLIGATION_NONE);
    out->position = fb_xml_attribute_position(element, "value");
    if (last != (fb_xml_first(element) == NULL)) {
        const char *depth = fb_arena_format(base->arena, "%zu", reader->catalogue->level_count);
        fb_report(base->sink, FB_DIAG_TEMPLATE_KIND_LEVEL, out->position, out->value,
                  depth == NULL ? "" : depth);
    }
    if (last)
        return add_leaf(reader, out);
    return read_kinds(reader, element, out, level + 1, &out->kinds, &out->kind_count);
}

static fb_status read_kinds(struct catalogue_reader *reader, const struct fb_xml_node *parent,
                            const struct fb_kind *parent_kind, size_t level,
                            const struct fb_kind **out, size_t *count)
{
    /* Kinds are pointed to, so they are counted first and never move. */
    struct fb_kind *kinds = FB_NEW_ARRAY(reader->base->arena, struct fb_kind, count_kinds(parent));
    const struct fb_xml_node *element = fb_xml_first(parent);

    FB_NEED(kinds);
    *out = kinds;
    for (*count = 0; element != NULL; element = fb_xml_next(element)) {
        if (!fb_xml_is(element, "kind") || fb_xml_attribute(element, "value") == NULL ||
            value_taken(reader->base, element, kinds, *count))
            continue;
        kinds[*count].parent = parent_kind;
        FB_TRY(read_kind(reader, element, level, &kinds[*count]));
        (*count)++;
    }
    return FB_OK;
}

static fb_status read_levels(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             struct fb_catalogue *out)
{
    const char *const *words;
    size_t count;

    FB_TRY(fb_attribute_words(reader, element, "levels", &words, &count));
    if (count > FB_CATALOGUE_LEVELS ||
        (count == 0 && fb_xml_attribute(element, "levels") != NULL)) {
        fb_attribute_refuse(reader, element, "levels", "1 … 8");
        count = count > 0 ? FB_CATALOGUE_LEVELS : 0;
    }
    for (size_t i = 0; i < count; i++)
        out->levels[i] = words[i];
    out->level_count = count;
    return FB_OK;
}

static fb_status read_catalogue(struct fb_template_reader *reader,
                                const struct fb_xml_node *element, struct fb_catalogue *out)
{
    struct catalogue_reader inner = {.base = reader, .catalogue = out};

    out->name = fb_xml_attribute(element, "name");
    out->position = fb_xml_attribute_position(element, "name");
    FB_TRY(read_levels(reader, element, out));
    if (out->level_count > 0)
        FB_TRY(read_kinds(&inner, element, NULL, 0, &out->kinds, &out->kind_count));
    out->leaves = inner.leaves.items;
    out->leaf_count = inner.leaves.count;
    return FB_OK;
}

/*
 * Finds the place of a catalogue: a new one, or that of an included file, which is declared anew.
 * NULL, and a report, if the same file has declared it.
 */
static fb_status find_place(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            struct fb_catalogue **out)
{
    const char *name = fb_xml_attribute(element, "name");
    const struct fb_catalogue **slot;

    *out = fb_map_lookup(&reader->catalogues, name);
    if (*out == NULL) {
        *out = FB_NEW(reader->arena, struct fb_catalogue);
        slot = FB_PUSH(reader->arena, &reader->catalogue_list);
        FB_NEED(*out);
        FB_NEED(slot);
        *slot = *out;
        return fb_map_put(reader->arena, &reader->catalogues, name, *out);
    }
    if (fb_declared_elsewhere((*out)->position, element))
        return FB_OK;
    fb_report(reader->sink, FB_DIAG_TEMPLATE_NAME_TAKEN, fb_xml_attribute_position(element, "name"),
              name);
    *out = NULL;
    return FB_OK;
}

fb_status fb_read_catalogues(struct fb_template_reader *reader, const struct fb_xml_node *root)
{
    const struct fb_xml_node *element = fb_xml_first(root);

    for (; element != NULL; element = fb_xml_next(element)) {
        struct fb_catalogue *catalogue;
        if (!fb_xml_is(element, "catalogue") || fb_xml_attribute(element, "name") == NULL)
            continue;
        FB_TRY(find_place(reader, element, &catalogue));
        if (catalogue == NULL)
            continue;
        *catalogue = (struct fb_catalogue){0};
        FB_TRY(read_catalogue(reader, element, catalogue));
    }
    reader->template->catalogues = reader->catalogue_list.items;
    reader->template->catalogue_count = reader->catalogue_list.count;
    return FB_OK;
}
