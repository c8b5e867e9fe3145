/*
 * xlsx_relations.c: which part leads to which (ISO/IEC 29500-2, 6.5).
 */
#include "sheet/xlsx.h"

#include <string.h>

static const char SPACE[] = "http://schemas.openxmlformats.org/package/2006/relationships";

/* No workbook has more: a sheet each, and a few besides. */
enum { RELATION_LIMIT = 10000 };

struct reading {
    struct fb_xlsx *xlsx;
    struct fb_xlsx_relations *out;
    const char *part;
};

/* Takes the last folder or file off a name: "xl/a" becomes "xl/", and "" stays. */
static size_t parent_length(const char *name, size_t length)
{
    if (length > 0)
        length--;
    while (length > 0 && name[length - 1] != '/')
        length--;
    return length;
}

/* Resolves a target against the part that it stands in; ".." above the root stays at the root. */
static const char *resolve(struct fb_arena *arena, const char *part, const char *target,
                           size_t length)
{
    size_t base = parent_length(part, strlen(part));
    char *out = fb_arena_alloc(arena, base + length + 1);
    const char *end = target + length;

    if (out == NULL)
        return NULL;
    if (length > 0 && *target == '/')
        base = 0;
    memcpy(out, part, base);
    while (target < end) {
        const char *slash = memchr(target, '/', (size_t)(end - target));
        size_t step = slash == NULL ? (size_t)(end - target) : (size_t)(slash - target) + 1;
        bool dots = target[0] == '.' && (step == 1 || target[1] == '/');
        if (step >= 2 && strncmp(target, "..", 2) == 0 && (step == 2 || target[2] == '/')) {
            base = parent_length(out, base);
        } else if (!dots && *target != '/') {
            memcpy(out + base, target, step);
            base += step;
        }
        target += step;
    }
    out[base] = '\0';
    return out;
}

/* The transitional and the strict kind of a type differ in all but the last word. */
static struct fb_xml_piece last_word(struct fb_xml_piece type)
{
    size_t start = parent_length(type.bytes, type.length);

    return (struct fb_xml_piece){type.bytes + start, type.length - start};
}

static fb_status on_start(void *context, const char *space, const char *name,
                          const struct fb_xml_stream_attributes *attributes)
{
    struct reading *reading = context;
    struct fb_arena *arena = reading->xlsx->arena;
    struct fb_xml_piece id = fb_xml_stream_attribute(attributes, "Id");
    struct fb_xml_piece type = fb_xml_stream_attribute(attributes, "Type");
    struct fb_xml_piece target = fb_xml_stream_attribute(attributes, "Target");
    struct fb_xlsx_relation *relation;

    if (strcmp(space, SPACE) != 0 || strcmp(name, "Relationship") != 0 || id.bytes == NULL ||
        type.bytes == NULL || target.bytes == NULL ||
        fb_xlsx_piece_is(fb_xml_stream_attribute(attributes, "TargetMode"), "External"))
        return FB_OK;
    if (reading->out->list.count >= RELATION_LIMIT)
        return FB_ERR_INPUT;
    type = last_word(type);
    relation = FB_PUSH(arena, &reading->out->list);
    FB_NEED(relation);
    relation->id = fb_arena_copy(arena, id.bytes, id.length);
    relation->type = fb_arena_copy(arena, type.bytes, type.length);
    relation->target = resolve(arena, reading->part, target.bytes, target.length);
    FB_NEED(relation->id);
    FB_NEED(relation->type);
    FB_NEED(relation->target);
    return FB_OK;
}

fb_status fb_xlsx_read_relations(struct fb_xlsx_relations *out, struct fb_xlsx *xlsx,
                                 const char *part)
{
    static const struct fb_xml_stream_events EVENTS = {.start = on_start};
    struct reading reading = {xlsx, out, part};
    size_t folder = parent_length(part, strlen(part)), index;
    const char *name =
        fb_arena_format(xlsx->arena, "%.*s_rels/%s.rels", (int)folder, part, part + folder);

    *out = (struct fb_xlsx_relations){0};
    FB_NEED(name);
    index = fb_package_find(xlsx->package, name);
    return index == FB_PACKAGE_NONE ? FB_OK : fb_xlsx_part(xlsx, index, &EVENTS, &reading);
}

const struct fb_xlsx_relation *fb_xlsx_relation_of_type(const struct fb_xlsx_relations *relations,
                                                        const char *type)
{
    for (size_t i = 0; i < relations->list.count; i++)
        if (strcmp(relations->list.items[i].type, type) == 0)
            return &relations->list.items[i];
    return NULL;
}

const struct fb_xlsx_relation *fb_xlsx_relation_of_id(const struct fb_xlsx_relations *relations,
                                                      struct fb_xml_piece id)
{
    for (size_t i = 0; i < relations->list.count; i++)
        if (fb_xlsx_piece_is(id, relations->list.items[i].id))
            return &relations->list.items[i];
    return NULL;
}
