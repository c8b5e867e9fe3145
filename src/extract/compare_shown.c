/*
 * compare_shown.c: what the controls of a document show, and what becomes of a value.
 */
#include "doc/docx_parts.h"
#include "extract/compare_private.h"
#include "extract/value.h"

#include <string.h>

static fb_status add_place(struct fb_map *map, struct fb_arena *arena, const char *name,
                           size_t place)
{
    struct fb_places *places = fb_map_lookup(map, name);
    size_t *item;

    if (places == NULL) {
        places = FB_NEW(arena, struct fb_places);
        FB_NEED(places);
        FB_TRY(fb_map_put(arena, map, name, places));
    }
    item = FB_PUSH(arena, &places->items);
    FB_NEED(item);
    *item = place;
    return FB_OK;
}

fb_status fb_compare_index(struct fb_comparing *comparing)
{
    const struct fb_word *word = comparing->input->word;

    for (size_t i = 0; i < word->controls.count; i++) {
        const struct fb_word_control *control = &word->controls.items[i];
        if (control->path != NULL)
            FB_TRY(add_place(&comparing->by_path, comparing->arena, control->path, i));
        if (control->tag != NULL)
            FB_TRY(add_place(&comparing->by_tag, comparing->arena, control->tag, i));
    }
    return FB_OK;
}

fb_status fb_compare_add_text(struct fb_shown_texts *out, const struct fb_comparing *comparing,
                              const char *text)
{
    const char *value = fb_extract_value(comparing->arena, text), **item;

    FB_NEED(value);
    for (size_t i = 0; i < out->items.count; i++) {
        if (strcmp(out->items.items[i], value) == 0)
            return FB_OK;
    }
    item = FB_PUSH(comparing->arena, &out->items);
    FB_NEED(item);
    *item = value;
    return FB_OK;
}

/* Several controls of one node in one paragraph are what LibreOffice makes of one. */
static bool is_multiplied(const struct fb_word *word, const struct fb_places *places,
                          const struct fb_word_control *control)
{
    size_t count = 0;

    for (size_t i = 0; i < places->items.count; i++) {
        const struct fb_word_control *other = &word->controls.items[places->items.items[i]];
        count += !other->bookmark && other->paragraph == control->paragraph;
    }
    return count > 1;
}

static bool says_nothing(const struct fb_comparing *comparing, const struct fb_places *places,
                         const struct fb_word_control *control)
{
    return (comparing->input->libre_office && control->plain) ||
           is_multiplied(comparing->input->word, places, control);
}

static fb_status add_controls(struct fb_shown_texts *out, const struct fb_comparing *comparing,
                              const struct fb_places *places, bool bookmarks)
{
    for (size_t i = 0; i < places->items.count; i++) {
        const struct fb_word_control *control =
            &comparing->input->word->controls.items[places->items.items[i]];
        if (control->bookmark != bookmarks)
            continue;
        out->seen = true;
        if (!bookmarks && says_nothing(comparing, places, control))
            continue;
        FB_TRY(fb_compare_add_text(out, comparing, control->placeholder ? "" : control->text));
    }
    return FB_OK;
}

fb_status fb_compare_shown(struct fb_shown_texts *out, const struct fb_comparing *comparing,
                           const struct fb_places *places)
{
    FB_TRY(add_controls(out, comparing, places, false));
    return out->seen ? FB_OK : add_controls(out, comparing, places, true);
}

fb_status fb_compare_note(struct fb_comparing *comparing, struct fb_edit edit)
{
    struct fb_edit *place = FB_PUSH(comparing->arena, &comparing->out->edits);

    FB_NEED(place);
    *place = edit;
    return FB_OK;
}

/* Takes a text that differs from the base; one more that differs from both is a conflict. */
static void take(const char **found, const char **other, enum fb_extract_format format,
                 const char *base, const char *text)
{
    if (fb_extract_same(format, text, base))
        return;
    if (*found == NULL)
        *found = text;
    else if (*other == NULL && !fb_extract_same(format, text, *found))
        *other = text;
}

fb_status fb_compare_decide(const char **out, struct fb_comparing *comparing,
                            enum fb_extract_format format, const char *path, const char *base,
                            const char *stored, const struct fb_shown_texts *texts)
{
    const char *found = NULL, *other = NULL;
    const char *was = fb_extract_value(comparing->arena, base);

    FB_NEED(was);
    *out = was;
    if (stored != NULL) {
        stored = fb_extract_value(comparing->arena, stored);
        FB_NEED(stored);
        take(&found, &other, format, was, stored);
    }
    for (size_t i = 0; i < texts->items.count; i++)
        take(&found, &other, format, was, texts->items.items[i]);
    if (other != NULL)
        return fb_compare_note(comparing,
                               (struct fb_edit){FB_EDIT_CONFLICT, path, was, found, other});
    if (found != NULL)
        *out = found;
    return FB_OK;
}
