#include "template/catalogue.h"

#include "base/nearest.h"
#include "data/value.h"

#include <string.h>

static const struct fb_xml_node *find_child(const struct fb_xml_node *item, const char *name)
{
    const struct fb_xml_node *child = fb_xml_first(item);

    while (child != NULL && !fb_xml_is(child, name))
        child = fb_xml_next(child);
    return child;
}

static const struct fb_kind *find_kind(const struct fb_kind *kinds, size_t count, const char *value)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(kinds[i].value, value) == 0)
            return &kinds[i];
    }
    return NULL;
}

/* Writes the kind that was probably meant, or all that there are on this level. */
static fb_status suggest(const char **out, struct fb_arena *arena, const struct fb_kind *kinds,
                         size_t count, const char *value)
{
    const char **values = FB_NEW_ARRAY(arena, const char *, count);
    const char *text = "";

    FB_NEED(values);
    for (size_t i = 0; i < count; i++) {
        values[i] = kinds[i].value;
        text = fb_arena_format(arena, "%s%s%s", text, i == 0 ? "" : "、", kinds[i].value);
        FB_NEED(text);
    }
    *out = fb_nearest(value, values, count);
    if (*out == NULL)
        *out = text;
    return FB_OK;
}

/* Finds the kind of one level among `kinds`; NULL, and a report, if the item's is none of them. */
static fb_status find_level(const struct fb_kind **out, struct fb_arena *arena,
                            const struct fb_xml_node *item, const char *level,
                            const struct fb_kind *kinds, size_t count, struct fb_diagnostics *sink)
{
    const struct fb_xml_node *child = find_child(item, level);
    const char *value = child == NULL ? "" : fb_value_of(child), *near;

    FB_NEED(value);
    *out = find_kind(kinds, count, value);
    if (*out != NULL)
        return FB_OK;
    FB_TRY(suggest(&near, arena, kinds, count, value));
    fb_report(sink, FB_DIAG_RECORD_KIND,
              child == NULL ? fb_xml_position(item) : fb_xml_content_position(child), level, value,
              near);
    return FB_OK;
}

fb_status fb_catalogue_find(const struct fb_kind **out, struct fb_arena *arena,
                            const struct fb_catalogue *catalogue, const struct fb_xml_node *item,
                            struct fb_diagnostics *sink)
{
    const struct fb_kind *kinds = catalogue->kinds;
    size_t count = catalogue->kind_count;

    *out = NULL;
    for (size_t i = 0; i < catalogue->level_count; i++) {
        FB_TRY(find_level(out, arena, item, catalogue->levels[i], kinds, count, sink));
        if (*out == NULL)
            return FB_OK;
        kinds = (*out)->kinds;
        count = (*out)->kind_count;
    }
    return FB_OK;
}

const struct fb_kind *fb_kind_at_level(const struct fb_kind *kind, size_t level)
{
    size_t depth = 0;

    for (const struct fb_kind *above = kind->parent; above != NULL; above = above->parent)
        depth++;
    for (; depth > level; depth--)
        kind = kind->parent;
    return kind;
}
