#include "extract/compare.h"

#include "extract/compare_private.h"
#include "extract/value.h"

#include <string.h>

/* The controls of a field without a row: those bound to it, else those of its tags. */
static fb_status field_texts(struct fb_shown_texts *out, const struct fb_comparing *comparing,
                             const struct fb_base_field *field)
{
    const struct fb_places *places =
        field->path != NULL ? fb_map_lookup(&comparing->by_path, field->path) : NULL;

    if (places != NULL)
        FB_TRY(fb_compare_shown(out, comparing, places));
    for (size_t i = 0; !out->seen && i < field->tags.count; i++) {
        places = fb_map_lookup(&comparing->by_tag, field->tags.items[i]);
        if (places != NULL)
            FB_TRY(fb_compare_shown(out, comparing, places));
    }
    return FB_OK;
}

/* A text that is no value cannot come back; that it was changed is told. */
static fb_status compare_fixed(struct fb_comparing *comparing, const struct fb_base_field *field)
{
    struct fb_shown_texts texts = {0};
    const char *was = fb_extract_value(comparing->arena, field->shown);

    FB_NEED(was);
    if (comparing->input->libre_office)
        return FB_OK;
    FB_TRY(field_texts(&texts, comparing, field));
    for (size_t i = 0; i < texts.items.count; i++) {
        if (strcmp(texts.items.items[i], was) != 0)
            return fb_compare_note(
                comparing, (struct fb_edit){.kind = FB_EDIT_FIXED,
                                            .path = field->origin != NULL ? field->origin : "",
                                            .from = was,
                                            .to = texts.items.items[i]});
    }
    return FB_OK;
}

static const char *stored_value(const struct fb_comparing *comparing,
                                const struct fb_base_field *field)
{
    const struct fb_tree *element = fb_tree_find(comparing->input->store, field->path);

    return element != NULL ? fb_tree_value(element) : NULL;
}

fb_status fb_compare_set(struct fb_comparing *comparing, const struct fb_base_field *field,
                         const char *value, struct fb_tree *top, const struct fb_tree *model)
{
    struct fb_tree *element = fb_result_find(comparing, field->origin);
    const char *was = fb_extract_value(comparing->arena, field->shown), *path = field->origin;

    FB_NEED(was);
    if (fb_extract_same(field->format, value, was))
        return FB_OK;
    if (element == NULL)
        FB_TRY(fb_result_need(&element, comparing, top, model, field->below));
    element->value = fb_extract_recorded(comparing->arena, field->format, value,
                                         element->origin != NULL ? fb_tree_value(element) : "");
    if (path == NULL)
        path = fb_tree_path(comparing->arena, element);
    FB_NEED(element->value);
    FB_NEED(path);
    return fb_compare_note(
        comparing, (struct fb_edit){.kind = FB_EDIT_VALUE, .path = path, .from = was, .to = value});
}

static fb_status compare_field(struct fb_comparing *comparing, const struct fb_base_field *field)
{
    struct fb_shown_texts texts = {0};
    const char *value;

    if (field->format == FB_EXTRACT_FIXED || field->path == NULL)
        return compare_fixed(comparing, field);
    FB_TRY(field_texts(&texts, comparing, field));
    FB_TRY(fb_compare_decide(&value, comparing, field->format,
                             field->origin != NULL ? field->origin : field->path, field->shown,
                             stored_value(comparing, field), &texts));
    return fb_compare_set(comparing, field, value, comparing->out->record, comparing->input->store);
}

static fb_status compare_list(struct fb_comparing *comparing, struct fb_base_list *base)
{
    struct fb_list list = {.base = base};

    FB_TRY(fb_list_find_items(&list, comparing));
    FB_TRY(fb_list_find_instances(&list, comparing));
    FB_TRY(fb_list_find_entries(&list, comparing));
    return fb_list_build(&list, comparing);
}

fb_status fb_compare(struct fb_compared *out, struct fb_arena *arena,
                     const struct fb_compare_input *input)
{
    struct fb_comparing comparing = {.arena = arena, .input = input, .out = out};
    const struct fb_baseline *baseline = input->baseline;

    *out = (struct fb_compared){0};
    FB_TRY(fb_compare_index(&comparing));
    FB_TRY(fb_list_index_rows(&comparing));
    FB_TRY(fb_result_begin(&comparing));
    for (size_t i = 0; i < baseline->fields.count; i++) {
        if (baseline->fields.items[i]->row == NULL)
            FB_TRY(compare_field(&comparing, baseline->fields.items[i]));
    }
    for (size_t i = 0; i < baseline->lists.count; i++)
        FB_TRY(compare_list(&comparing, baseline->lists.items[i]));
    return FB_OK;
}
