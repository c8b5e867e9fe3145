/*
 * read_styles.c: styles, each resolved after its base.
 */
#include "base/nearest.h"
#include "style/style_draft.h"
#include "template/template_private.h"

#include <string.h>

enum resolve_state { STATE_NEW, STATE_OPEN, STATE_DONE };

struct style_entry {
    const char *name;
    /* What declares it: in an included file, and in those that change it, in that order. */
    FB_VECTOR(const struct fb_xml_node *) elements;
    struct fb_style_draft draft;
    enum resolve_state state;
    bool used;
    struct style_entry *base;    /* NULL: none, or none that can be used */
    struct style_entry *derived; /* of the chain that is being resolved */
};

static fb_status add_entry(struct fb_template_reader *reader, const char *name,
                           struct style_entry **out)
{
    struct style_entry *entry = FB_NEW(reader->arena, struct style_entry);
    const char **slot = FB_PUSH(reader->arena, &reader->style_names);

    FB_NEED(entry);
    FB_NEED(slot);
    *slot = entry->name = name;
    *out = entry;
    return fb_map_put(reader->arena, &reader->styles, name, entry);
}

/* Of two styles with one name in one file the first is kept. */
static bool is_taken(struct fb_template_reader *reader, const struct style_entry *entry,
                     const struct fb_xml_node *element)
{
    const struct fb_xml_node *last = entry->elements.items[entry->elements.count - 1];

    if (fb_declared_elsewhere(fb_xml_position(last), element))
        return false;
    fb_report(reader->sink, FB_DIAG_TEMPLATE_NAME_TAKEN, fb_xml_attribute_position(element, "name"),
              entry->name);
    return true;
}

static fb_status collect(struct fb_template_reader *reader, const struct fb_xml_node *element)
{
    const char *name = fb_xml_attribute(element, "name");
    struct style_entry *entry;
    const struct fb_xml_node **slot;

    if (name == NULL || !fb_xml_is(element, "style"))
        return FB_OK;
    entry = fb_map_lookup(&reader->styles, name);
    if (entry != NULL && is_taken(reader, entry, element))
        return FB_OK;
    if (entry == NULL)
        FB_TRY(add_entry(reader, name, &entry));
    slot = FB_PUSH(reader->arena, &entry->elements);
    FB_NEED(slot);
    *slot = element;
    return FB_OK;
}

fb_status fb_collect_styles(struct fb_template_reader *reader, const struct fb_xml_node *root)
{
    const struct fb_xml_node *styles = fb_template_child(root, "styles");
    const struct fb_xml_node *element = styles == NULL ? NULL : fb_xml_first(styles);

    for (; element != NULL; element = fb_xml_next(element))
        FB_TRY(collect(reader, element));
    return FB_OK;
}

/* Stands for a style that was reported, until the template is refused. */
static const struct fb_style PLACEHOLDER = {.name = "", .title = ""};

static void report_unknown(struct fb_template_reader *reader, const struct fb_xml_node *element,
                           const char *attribute)
{
    const char *name = fb_xml_attribute(element, attribute);
    const char *text = fb_nearest(name, reader->style_names.items, reader->style_names.count);

    if (text == NULL)
        text = fb_join_words(reader->arena, reader->style_names.items, reader->style_names.count);
    fb_report(reader->sink, FB_DIAG_TEMPLATE_STYLE, fb_xml_attribute_position(element, attribute),
              name, text);
}

/* Finds the entry that an attribute names, or reports that there is none. */
static struct style_entry *find_style(struct fb_template_reader *reader,
                                      const struct fb_xml_node *element, const char *attribute)
{
    const char *name = fb_xml_attribute(element, attribute);
    struct style_entry *entry = name == NULL ? NULL : fb_map_lookup(&reader->styles, name);

    if (name != NULL && entry == NULL)
        report_unknown(reader, element, attribute);
    if (entry != NULL)
        entry->used = true;
    return entry;
}

static bool is_property(const char *attribute)
{
    return strcmp(attribute, "name") != 0 && strcmp(attribute, "title") != 0 &&
           strcmp(attribute, "base") != 0;
}

static void set_properties(struct fb_template_reader *reader, struct fb_style_draft *draft,
                           const struct fb_xml_node *element)
{
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++) {
        const char *value = fb_xml_attribute(element, name);
        /* A property that does not exist was reported with the other attributes. */
        if (is_property(name) && fb_style_draft_set(draft, name, value) == FB_STYLE_BAD_VALUE)
            fb_attribute_refuse(reader, element, name, fb_style_property_values(name));
    }
}

/* Returns the last element that gives the attribute; NULL if none does. */
static const struct fb_xml_node *last_with(const struct style_entry *entry, const char *attribute)
{
    for (size_t i = entry->elements.count; i-- > 0;) {
        if (fb_xml_attribute(entry->elements.items[i], attribute) != NULL)
            return entry->elements.items[i];
    }
    return NULL;
}

/* Finds the base of a style; one that is open already closes a circle, which is reported. */
static struct style_entry *find_base(struct fb_template_reader *reader,
                                     const struct style_entry *entry)
{
    const struct fb_xml_node *element = last_with(entry, "base");
    struct style_entry *base = element == NULL ? NULL : find_style(reader, element, "base");

    if (base == NULL || base->state != STATE_OPEN)
        return base;
    fb_report(reader->sink, FB_DIAG_TEMPLATE_STYLE_CYCLE,
              fb_xml_attribute_position(element, "base"), entry->name, base->name);
    return NULL;
}

/* Completes a style whose base is complete. */
static void complete(struct fb_template_reader *reader, struct style_entry *entry)
{
    const struct fb_xml_node *titled = last_with(entry, "title");

    if (entry->base != NULL)
        entry->draft = entry->base->draft;
    else
        fb_style_draft_init(&entry->draft);
    for (size_t i = 0; i < entry->elements.count; i++)
        set_properties(reader, &entry->draft, entry->elements.items[i]);
    entry->draft.style.name = entry->name;
    entry->draft.style.title = titled == NULL ? entry->name : fb_xml_attribute(titled, "title");
    fb_style_draft_finish(&entry->draft);
    entry->state = STATE_DONE;
}

/* Completes a style after those it is based on: up the chain, then down again. */
static void resolve(struct fb_template_reader *reader, struct style_entry *entry)
{
    struct style_entry *chain = NULL;

    while (entry != NULL && entry->state == STATE_NEW) {
        entry->state = STATE_OPEN;
        entry->derived = chain;
        chain = entry;
        entry->base = find_base(reader, entry);
        entry = entry->base;
    }
    for (; chain != NULL; chain = chain->derived)
        complete(reader, chain);
}

const struct fb_xml_node *fb_unused_style(const struct fb_template_reader *reader, size_t index,
                                          const struct fb_source *source)
{
    const struct style_entry *entry =
        fb_map_lookup(&reader->styles, reader->style_names.items[index]);
    const struct fb_xml_node *last = entry->elements.items[entry->elements.count - 1];

    return entry->used || fb_xml_position(last).source != source ? NULL : last;
}

fb_status fb_resolve_styles(struct fb_template_reader *reader)
{
    size_t count = reader->style_names.count;
    const struct fb_style **list = FB_NEW_ARRAY(reader->arena, const struct fb_style *, count);

    FB_NEED(list);
    for (size_t i = 0; i < count; i++) {
        struct style_entry *entry = fb_map_lookup(&reader->styles, reader->style_names.items[i]);
        resolve(reader, entry);
        list[i] = &entry->draft.style;
    }
    reader->template->styles = list;
    reader->template->style_count = count;
    return FB_OK;
}

const struct fb_style *fb_read_style(struct fb_template_reader *reader,
                                     const struct fb_xml_node *element)
{
    const struct style_entry *entry = find_style(reader, element, "style");

    if (entry != NULL)
        return &entry->draft.style;
    return fb_xml_attribute(element, "style") == NULL ? NULL : &PLACEHOLDER;
}

const struct fb_style *fb_read_style_or(struct fb_template_reader *reader,
                                        const struct fb_xml_node *element,
                                        const struct fb_style *fallback)
{
    const struct fb_style *style = fb_read_style(reader, element);

    if (style != NULL || fallback != NULL)
        return style != NULL ? style : fallback;
    fb_report(reader->sink, FB_DIAG_TEMPLATE_ATTRIBUTE_MISSING, fb_xml_position(element),
              fb_xml_name(element), "style");
    return &PLACEHOLDER;
}
