/*
 * shown.c: what an output that can be edited needs to know of values and rows.
 */
#include "base/day.h"
#include "merge/merge_private.h"
#include "template/catalogue.h"

#include <string.h>

/* ---- paths of elements that are not there ---- */

/* Whether an expression is a path of names and nothing else. */
static bool is_plain(const char *text)
{
    for (;;) {
        size_t length = fb_xpath_name_length(text);
        if (length == 0 || (text[length] != '/' && text[length] != '\0'))
            return false;
        if (text[length] == '\0')
            return true;
        text += length + 1;
    }
}

/* Gives the path of what an expression starts from; NULL if that is nowhere. */
static fb_status path_of_place(struct fb_merger *merger, struct fb_merge_place place,
                               const char **out)
{
    *out = NULL;
    if (place.node != NULL) {
        *out = fb_xml_path(merger->arena, place.node);
        FB_NEED(*out);
    } else if (place.item != NULL && place.item->blank != NULL) {
        *out = place.item->blank->path;
    }
    return FB_OK;
}

/* Gives the path of what a plain path selects, with [1] at each step but perhaps the last. */
static fb_status append_steps(struct fb_merger *merger, const char *text, bool number_last,
                              const char **path)
{
    for (;;) {
        size_t length = fb_xpath_name_length(text);
        bool last = text[length] == '\0';
        *path = fb_arena_format(merger->arena, "%s/%.*s%s", *path, (int)length, text,
                                last && !number_last ? "" : "[1]");
        FB_NEED(*path);
        if (last)
            return FB_OK;
        text += length + 1;
    }
}

static fb_status plain_path(struct fb_merger *merger, const struct fb_expression *select,
                            struct fb_merge_place place, bool number_last, const char **out)
{
    FB_TRY(path_of_place(merger, place, out));
    if (*out == NULL || strcmp(select->text, ".") == 0)
        return FB_OK;
    if (is_plain(select->text))
        return append_steps(merger, select->text, number_last, out);
    *out = NULL;
    return FB_OK;
}

fb_status fb_merge_path(struct fb_merger *merger, const struct fb_expression *select,
                        struct fb_merge_place place, const char **out)
{
    return plain_path(merger, select, place, true, out);
}

/* ---- values ---- */

/* Returns true if a printed number, without commas and per cent sign, is that of the record. */
static bool same_number(const char *raw, const char *printed)
{
    size_t lengths[] = {strcspn(raw, "%"), strcspn(printed, "%")}, offset;
    struct fb_decimal a, b;

    return fb_decimal_parse(&a, raw, lengths[0], &offset) &&
           fb_decimal_parse(&b, printed, lengths[1], &offset) && fb_decimal_compare(a, b) == 0;
}

static bool same_day(const char *raw, const char *printed)
{
    struct fb_day a, b;

    return fb_day_parse(&a, raw) && fb_day_parse(&b, printed) && fb_day_compare(a, b) == 0;
}

enum fb_shown_kind fb_merge_shown_kind(const struct fb_value_spec *spec, const char *raw,
                                       const char *printed)
{
    switch (spec->format) {
    case FB_FORMAT_TEXT:
        return FB_SHOWN_TEXT;
    case FB_FORMAT_MONEY:
        return same_number(raw, printed) ? FB_SHOWN_NUMBER : FB_SHOWN_FIXED;
    case FB_FORMAT_PERCENT:
        return same_number(raw, printed) ? FB_SHOWN_PERCENT : FB_SHOWN_FIXED;
    case FB_FORMAT_DATE:
        return same_day(raw, printed) ? FB_SHOWN_DAY : FB_SHOWN_FIXED;
    case FB_FORMAT_UPPER:
        break;
    }
    return FB_SHOWN_FIXED;
}

enum fb_shown_kind fb_merge_empty_kind(const struct fb_value_spec *spec)
{
    static const struct fb_decimal one = {.units = 1};

    if (spec->format == FB_FORMAT_UPPER)
        return FB_SHOWN_FIXED;
    if ((spec->format == FB_FORMAT_MONEY || spec->format == FB_FORMAT_PERCENT) &&
        fb_decimal_compare(spec->scale, one) != 0)
        return FB_SHOWN_FIXED;
    return FB_SHOWN_TEXT;
}

fb_status fb_merge_shown(struct fb_merger *merger, struct fb_shown shown,
                         const struct fb_shown **out)
{
    struct fb_shown *copy = FB_NEW(merger->arena, struct fb_shown);

    FB_NEED(copy);
    *copy = shown;
    copy->number = (uint32_t)merger->shown_count++;
    if (shown.node == NULL && shown.path == NULL)
        copy->kind = FB_SHOWN_FIXED;
    *out = copy;
    return FB_OK;
}

/* ---- items ---- */

/* Counts the items that a plain path selects from a place of the record. */
static size_t count_items(const struct fb_xml_node *node, const char *path)
{
    size_t count = 0;

    for (; node != NULL; path += fb_xpath_name_length(path) + 1) {
        size_t length = fb_xpath_name_length(path);
        const struct fb_xml_node *child = fb_xml_first(node), *found = NULL;
        for (; child != NULL; child = fb_xml_next(child)) {
            const char *name = fb_xml_name(child);
            if (strlen(name) != length || memcmp(name, path, length) != 0)
                continue;
            found = found != NULL ? found : child;
            count += path[length] == '\0';
        }
        if (path[length] == '\0')
            return count;
        node = found;
    }
    return 0;
}

/* Returns the number of the next blank item of a list; SIZE_MAX if there is no memory. */
static fb_status next_blank(struct fb_merger *merger, const char *items,
                            const struct fb_xml_node *outer, const char *path, size_t *out)
{
    struct fb_blanks *blanks;

    for (size_t i = 0; i < merger->blanks.count; i++) {
        if (strcmp(merger->blanks.items[i].items, items) == 0) {
            *out = ++merger->blanks.items[i].count;
            return FB_OK;
        }
    }
    blanks = FB_PUSH(merger->arena, &merger->blanks);
    FB_NEED(blanks);
    *blanks = (struct fb_blanks){.items = items, .count = count_items(outer, path) + 1};
    *out = blanks->count;
    return FB_OK;
}

static fb_status set_levels(struct fb_merger *merger, const struct fb_catalogue *catalogue,
                            const struct fb_kind *kind, struct fb_blank_item *item)
{
    struct fb_item_level *levels;

    if (catalogue == NULL)
        return FB_OK;
    levels = FB_NEW_ARRAY(merger->arena, struct fb_item_level, catalogue->level_count);
    FB_NEED(levels);
    for (size_t i = 0; i < catalogue->level_count; i++)
        levels[i] = (struct fb_item_level){catalogue->levels[i], fb_kind_at_level(kind, i)->value};
    item->levels = levels;
    item->level_count = catalogue->level_count;
    return FB_OK;
}

/* Makes a blank item; `*out` stays NULL if its path cannot be told. */
static fb_status blank_item(struct fb_merger *merger, const struct fb_expression *select,
                            struct fb_merge_place outer, const struct fb_catalogue *catalogue,
                            const struct fb_kind *kind, const struct fb_blank_item **out)
{
    struct fb_blank_item *item;
    const char *items;
    size_t number;

    FB_TRY(plain_path(merger, select, outer, false, &items));
    if (items == NULL)
        return FB_OK;
    FB_TRY(next_blank(merger, items, outer.node, select->text, &number));
    item = FB_NEW(merger->arena, struct fb_blank_item);
    FB_NEED(item);
    item->path = fb_arena_format(merger->arena, "%s[%zu]", items, number);
    FB_NEED(item->path);
    *out = item;
    return set_levels(merger, catalogue, kind, item);
}

fb_status fb_merge_item(struct fb_merger *merger, const struct fb_expression *select,
                        struct fb_merge_place outer, const struct fb_catalogue *catalogue,
                        const struct fb_kind *kind, const struct fb_xml_node *node,
                        const struct fb_item **out)
{
    const struct fb_blank_item *blank = NULL;
    struct fb_item *item;

    *out = NULL;
    if (!merger->editable)
        return FB_OK;
    if (node == NULL) {
        FB_TRY(blank_item(merger, select, outer, catalogue, kind, &blank));
        if (blank == NULL)
            return FB_OK;
    }
    item = FB_NEW(merger->arena, struct fb_item);
    FB_NEED(item);
    *out = item;
    item->blank = blank;
    if (node == NULL)
        return FB_OK;
    item->node = node;
    item->list = fb_xml_parent(node);
    item->number = (uint32_t)fb_xml_number_of(node);
    return FB_OK;
}
