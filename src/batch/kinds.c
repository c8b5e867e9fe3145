#include "batch/kinds.h"

#include "data/value.h"

#include <string.h>

/* Returns the element at a path of names from the root, "资金/总额", or NULL. */
static const struct fb_xml_node *find_element(const struct fb_xml *record, const char *path,
                                              size_t length)
{
    const struct fb_xml_node *element = fb_xml_root(record);
    const char *end = path + length;

    while (element != NULL && path < end) {
        size_t size = strcspn(path, "/}");
        if (path + size > end)
            size = (size_t)(end - path);
        for (element = fb_xml_first(element); element != NULL; element = fb_xml_next(element)) {
            const char *name = fb_xml_name(element);
            if (strlen(name) == size && memcmp(name, path, size) == 0)
                break;
        }
        path += size + 1;
    }
    return element;
}

const char *fb_field_value(struct fb_arena *arena, const struct fb_xml *record, const char *path,
                           size_t length)
{
    const struct fb_xml_node *element = find_element(record, path, length);

    return element != NULL ? fb_value_text(arena, element) : NULL;
}

static fb_status fits(bool *out, const struct fb_record_kind *kind, struct fb_arena *arena,
                      const struct fb_xml *record)
{
    const char *value;

    *out = kind->root == NULL || fb_xml_is(fb_xml_root(record), kind->root);
    if (!*out || kind->field == NULL)
        return FB_OK;
    *out = find_element(record, kind->field, strlen(kind->field)) != NULL;
    if (!*out)
        return FB_OK;
    value = fb_field_value(arena, record, kind->field, strlen(kind->field));
    FB_NEED(value);
    *out = strcmp(value, kind->value) == 0;
    return FB_OK;
}

fb_status fb_record_kinds_template(const char **out, const struct fb_record_kinds *kinds,
                                   struct fb_arena *arena, const struct fb_xml *record)
{
    bool found = false;

    *out = NULL;
    for (size_t i = 0; i < kinds->count && !found; i++) {
        FB_TRY(fits(&found, &kinds->items[i], arena, record));
        if (found)
            *out = kinds->items[i].template_name;
    }
    return FB_OK;
}

static const char *text_or_empty(const char *text)
{
    return text != NULL ? text : "";
}

void fb_record_kinds_append(struct fb_buffer *out, const struct fb_record_kinds *kinds)
{
    for (size_t i = 0; i < kinds->count; i++) {
        const struct fb_record_kind *kind = &kinds->items[i];
        fb_buffer_append_format(out, "\n%s\n%s\n%s\n%s", text_or_empty(kind->root),
                                text_or_empty(kind->field), text_or_empty(kind->value),
                                kind->template_name);
    }
}
