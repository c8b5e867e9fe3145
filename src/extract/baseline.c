#include "extract/baseline.h"

#include "data/value.h"
#include "doc/docx_parts.h"
#include "extract/binding.h"
#include "extract/word.h"

#include <stdlib.h>
#include <string.h>

static bool is_element(const struct fb_xml_node *element, const char *name)
{
    return fb_xml_is(element, name) &&
           strcmp(fb_xml_namespace(element), FB_DOCX_BASELINE_NAMESPACE) == 0;
}

static bool is_yes(const struct fb_xml_node *element, const char *attribute)
{
    const char *value = fb_xml_attribute(element, attribute);

    return value != NULL && strcmp(value, "yes") == 0;
}

struct fb_base_list *fb_baseline_list(const struct fb_baseline *baseline, const char *parent,
                                      const char *name)
{
    for (size_t i = 0; i < baseline->lists.count; i++) {
        struct fb_base_list *list = baseline->lists.items[i];
        if (strcmp(list->parent, parent) == 0 && strcmp(list->name, name) == 0)
            return list;
    }
    return NULL;
}

struct fb_base_field *fb_base_row_field(const struct fb_base_row *row, const char *below)
{
    for (size_t i = 0; row != NULL && i < row->fields.count; i++) {
        if (strcmp(row->fields.items[i]->below, below) == 0)
            return row->fields.items[i];
    }
    return NULL;
}

/* Finds the list that an item's path is in, or makes it. */
static fb_status need_list(struct fb_base_list **out, struct fb_baseline *baseline,
                           struct fb_arena *arena, const char *path)
{
    size_t length, number;
    const char *name = fb_binding_last(arena, path, &length, &number), *parent;
    struct fb_base_list **place;

    parent = fb_arena_copy(arena, path, length);
    FB_NEED(name);
    FB_NEED(parent);
    *out = fb_baseline_list(baseline, parent, name);
    if (*out != NULL)
        return FB_OK;
    *out = FB_NEW(arena, struct fb_base_list);
    place = FB_PUSH(arena, &baseline->lists);
    FB_NEED(*out);
    FB_NEED(place);
    **out = (struct fb_base_list){.parent = parent, .name = name};
    *place = *out;
    return FB_OK;
}

/* A path of the baseline in the one form; a wrong one is FB_ERR_INPUT, and a missing one NULL. */
static fb_status read_path(const char **out, struct fb_arena *arena,
                           const struct fb_xml_node *element, const char *attribute)
{
    const char *text = fb_xml_attribute(element, attribute);
    char *path;

    *out = NULL;
    if (text == NULL || text[0] == '\0')
        return FB_OK;
    FB_TRY(fb_binding_normalize(&path, arena, text));
    *out = path;
    return path != NULL ? FB_OK : FB_ERR_INPUT;
}

static fb_status read_row(struct fb_baseline *baseline, struct fb_arena *arena,
                          const struct fb_xml_node *element)
{
    struct fb_base_row *row = FB_NEW(arena, struct fb_base_row), **place;

    FB_NEED(row);
    row->key = fb_xml_attribute(element, FB_BASELINE_KEY);
    FB_TRY(read_path(&row->path, arena, element, FB_BASELINE_PATH));
    FB_TRY(read_path(&row->origin, arena, element, FB_BASELINE_ORIGIN));
    if (row->key == NULL || row->path == NULL ||
        fb_map_lookup(&baseline->rows_by_path, row->path) != NULL)
        return FB_ERR_INPUT;
    FB_TRY(need_list(&row->list, baseline, arena, row->path));
    row->number = row->list->rows.count;
    place = FB_PUSH(arena, &row->list->rows);
    FB_NEED(place);
    *place = row;
    if (fb_map_lookup(&row->list->rows_by_key, row->key) != NULL)
        return FB_ERR_INPUT;
    FB_TRY(fb_map_put(arena, &row->list->rows_by_key, row->key, row));
    return fb_map_put(arena, &baseline->rows_by_path, row->path, row);
}

static const char *const FORMATS[] = {
    [FB_EXTRACT_TEXT] = FB_BASELINE_TEXT,       [FB_EXTRACT_NUMBER] = FB_BASELINE_NUMBER,
    [FB_EXTRACT_PERCENT] = FB_BASELINE_PERCENT, [FB_EXTRACT_DATE] = FB_BASELINE_DATE,
    [FB_EXTRACT_FIXED] = FB_BASELINE_FIXED,
};

/* A format that is not known, of a newer version, cannot be read as a value. */
static enum fb_extract_format read_format(const struct fb_xml_node *element)
{
    const char *name = fb_xml_attribute(element, FB_BASELINE_FORMAT);
    size_t i = 0;

    while (i < FB_EXTRACT_FIXED && (name == NULL || strcmp(name, FORMATS[i]) != 0))
        i++;
    return (enum fb_extract_format)i;
}

static size_t read_rows(const struct fb_xml_node *element)
{
    const char *text = fb_xml_attribute(element, FB_BASELINE_ROWS);
    unsigned long rows = text != NULL ? strtoul(text, NULL, 10) : 1;

    return rows >= 1 && rows <= FB_WORD_LIMIT ? rows : 1;
}

/* Returns the innermost row that a path leads through, or NULL. */
static struct fb_base_row *row_above(const struct fb_baseline *baseline, struct fb_arena *arena,
                                     const char *path)
{
    char *above = fb_arena_string(arena, path), *step;

    while (above != NULL && (step = strrchr(above, '/')) != NULL && step != above) {
        struct fb_base_row *row;
        *step = '\0';
        row = fb_map_lookup(&baseline->rows_by_path, above);
        if (row != NULL)
            return row;
    }
    return NULL;
}

static fb_status add_below(struct fb_base_list *list, struct fb_arena *arena, const char *below)
{
    const char **place;

    for (size_t i = 0; i < list->below.count; i++) {
        if (strcmp(list->below.items[i], below) == 0)
            return FB_OK;
    }
    place = FB_PUSH(arena, &list->below);
    FB_NEED(place);
    *place = below;
    return FB_OK;
}

static fb_status add_to_row(struct fb_base_field *field, struct fb_arena *arena)
{
    struct fb_base_field **place;

    if (field->row == NULL) {
        field->below = strchr(field->path + 1, '/');
        field->below = field->below != NULL ? field->below : "";
        return FB_OK;
    }
    field->below = field->path + strlen(field->row->path);
    place = FB_PUSH(arena, &field->row->fields);
    FB_NEED(place);
    *place = field;
    return add_below(field->row->list, arena, field->below);
}

static fb_status new_field(struct fb_base_field **out, struct fb_baseline *baseline,
                           struct fb_arena *arena, const struct fb_xml_node *element)
{
    struct fb_base_field *field = FB_NEW(arena, struct fb_base_field), **place;

    FB_NEED(field);
    *out = field;
    field->format = read_format(element);
    field->rows = read_rows(element);
    FB_TRY(read_path(&field->path, arena, element, FB_BASELINE_PATH));
    FB_TRY(read_path(&field->origin, arena, element, FB_BASELINE_ORIGIN));
    field->shown = fb_xml_attribute(element, FB_BASELINE_SHOWN);
    if (field->shown == NULL)
        return FB_ERR_INPUT;
    place = FB_PUSH(arena, &baseline->fields);
    FB_NEED(place);
    *place = field;
    if (field->path == NULL)
        return FB_OK;
    field->row = row_above(baseline, arena, field->path);
    FB_TRY(add_to_row(field, arena));
    return fb_map_put(arena, &baseline->fields_by_path, field->path, field);
}

/* Controls that show one value belong to one field; what is fixed is a field of its own. */
static fb_status read_control(struct fb_baseline *baseline, struct fb_arena *arena,
                              const struct fb_xml_node *element)
{
    const char *tag = fb_xml_attribute(element, FB_BASELINE_TAG), **place, *path;
    struct fb_base_field *field = NULL;

    FB_TRY(read_path(&path, arena, element, FB_BASELINE_PATH));
    if (tag == NULL)
        return FB_ERR_INPUT;
    if (path != NULL)
        field = fb_map_lookup(&baseline->fields_by_path, path);
    if (field == NULL)
        FB_TRY(new_field(&field, baseline, arena, element));
    place = FB_PUSH(arena, &field->tags);
    FB_NEED(place);
    *place = tag;
    return fb_map_put(arena, &baseline->fields_by_tag, tag, field);
}

static fb_status read_record(struct fb_baseline *baseline, struct fb_arena *arena,
                             const struct fb_xml_node *element)
{
    const struct fb_xml_node *root = fb_xml_first(element);

    if (root == NULL || fb_xml_namespace(root)[0] != '\0')
        return FB_ERR_INPUT;
    baseline->record = fb_tree_read(arena, root);
    return baseline->record != NULL ? FB_OK : FB_ERR_NOMEM;
}

/* Several rows may have the same words. */
static fb_status read_form(struct fb_baseline *baseline, struct fb_arena *arena,
                           const struct fb_xml_node *element)
{
    const char *words = fb_xml_attribute(element, FB_BASELINE_WORDS);

    if (words == NULL)
        return FB_ERR_INPUT;
    if (fb_map_lookup(&baseline->form_rows, words) != NULL)
        return FB_OK;
    return fb_map_put(arena, &baseline->form_rows, words, (void *)words);
}

static fb_status read_part(struct fb_baseline *baseline, struct fb_arena *arena,
                           const struct fb_xml_node *element)
{
    if (is_element(element, FB_BASELINE_RECORD))
        return read_record(baseline, arena, element);
    if (is_element(element, FB_BASELINE_ROW))
        return read_row(baseline, arena, element);
    if (is_element(element, FB_BASELINE_FORM))
        return read_form(baseline, arena, element);
    if (is_element(element, FB_BASELINE_CONTROL))
        return read_control(baseline, arena, element);
    return FB_OK;
}

/* ---- whether it holds together ---- */

/* Each row that the record has is an element of its own there. */
static fb_status check_rows(struct fb_map *seen, const struct fb_baseline *baseline,
                            struct fb_arena *arena, const struct fb_base_list *list)
{
    for (size_t i = 0; i < list->rows.count; i++) {
        const struct fb_base_row *row = list->rows.items[i];
        const struct fb_tree *element;
        if (row->origin == NULL)
            continue;
        element = fb_tree_find(baseline->record, row->origin);
        if (element == NULL || element->parent == NULL || fb_map_lookup(seen, row->origin) != NULL)
            return FB_ERR_INPUT;
        FB_TRY(fb_map_put(arena, seen, row->origin, list->rows.items[i]));
    }
    return FB_OK;
}

/* Each value that the record has is an element without elements there. */
static fb_status check_places(const struct fb_baseline *baseline, struct fb_arena *arena)
{
    struct fb_map seen = {0};

    for (size_t i = 0; i < baseline->lists.count; i++)
        FB_TRY(check_rows(&seen, baseline, arena, baseline->lists.items[i]));
    for (size_t i = 0; i < baseline->fields.count; i++) {
        const struct fb_base_field *field = baseline->fields.items[i];
        const struct fb_tree *element;
        if (field->origin == NULL)
            continue;
        element = fb_tree_find(baseline->record, field->origin);
        if (element == NULL || element->children.count > 0)
            return FB_ERR_INPUT;
    }
    return FB_OK;
}

fb_status fb_baseline_read(struct fb_baseline *out, struct fb_arena *arena,
                           const struct fb_xml_node *root)
{
    const struct fb_xml_node *element = fb_xml_first(root);

    *out = (struct fb_baseline){0};
    if (!is_element(root, FB_BASELINE))
        return FB_ERR_INPUT;
    out->template_name = fb_xml_attribute(root, FB_BASELINE_TEMPLATE);
    out->store = fb_xml_attribute(root, FB_BASELINE_STORE);
    out->public_copy = is_yes(root, FB_BASELINE_PUBLIC);
    for (; element != NULL; element = fb_xml_next(element))
        FB_TRY(read_part(out, arena, element));
    if (out->record == NULL || out->store == NULL)
        return FB_ERR_INPUT;
    return check_places(out, arena);
}
