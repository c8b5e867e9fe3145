/*
 * read_rules.c: the rules of a template, and how much each of them counts.
 */
#include "base/nearest.h"
#include "template/template_private.h"

#include <string.h>

/* The words of `level`, in the order of enum fb_level, and one more. */
static const char *const LEVELS[] = {"note", "warning", "error", "off", NULL};
enum { LEVEL_OFF = FB_ERROR + 1 };

/* A rule with the level that it has so far: one of enum fb_level, or LEVEL_OFF. */
struct draft {
    struct fb_rule rule;
    size_t level;
};

struct drafts {
    FB_VECTOR(struct draft) list;
};

static fb_status read_drafts(struct fb_template_reader *reader, const struct fb_xml_node *rules,
                             struct drafts *out)
{
    const struct fb_xml_node *element = fb_xml_first(rules);

    for (; element != NULL; element = fb_xml_next(element)) {
        struct draft *draft;
        if (!fb_is_rule(element))
            continue;
        draft = FB_PUSH(reader->arena, &out->list);
        FB_NEED(draft);
        FB_TRY(fb_read_rule(reader, element, &draft->rule));
        draft->level = fb_attribute_word(reader, element, "level", LEVELS, draft->rule.level);
    }
    return FB_OK;
}

static fb_status report_unknown(struct fb_template_reader *reader,
                                const struct fb_xml_node *element, const struct drafts *drafts)
{
    const char **ids = FB_NEW_ARRAY(reader->arena, const char *, drafts->list.count);
    const char *id = fb_xml_attribute(element, "rule"), *near;

    FB_NEED(ids);
    for (size_t i = 0; i < drafts->list.count; i++)
        ids[i] = drafts->list.items[i].rule.id;
    near = fb_nearest(id, ids, drafts->list.count);
    if (near == NULL)
        near = fb_join_words(reader->arena, ids, drafts->list.count);
    fb_report(reader->sink, FB_DIAG_TEMPLATE_RULE, fb_xml_attribute_position(element, "rule"), id,
              near);
    return FB_OK;
}

/* Gives the rules of an id, wherever they come from, another level. */
static fb_status adjust(struct fb_template_reader *reader, const struct fb_xml_node *element,
                        struct drafts *drafts)
{
    const char *id = fb_xml_attribute(element, "rule");
    size_t level = fb_attribute_word(reader, element, "level", LEVELS, LEVEL_OFF);
    bool found = false;

    for (size_t i = 0; i < drafts->list.count && id != NULL; i++) {
        if (strcmp(drafts->list.items[i].rule.id, id) != 0)
            continue;
        drafts->list.items[i].level = level;
        found = true;
    }
    return found || id == NULL ? FB_OK : report_unknown(reader, element, drafts);
}

static fb_status adjust_all(struct fb_template_reader *reader, const struct fb_xml_node *rules,
                            struct drafts *drafts)
{
    const struct fb_xml_node *element = fb_xml_first(rules);

    for (; element != NULL; element = fb_xml_next(element)) {
        if (fb_xml_is(element, "adjust"))
            FB_TRY(adjust(reader, element, drafts));
    }
    return FB_OK;
}

/* Keeps the rules that are not off. */
static fb_status keep(struct fb_template_reader *reader, const struct drafts *drafts)
{
    struct fb_template *template = reader->template;
    struct fb_rule *rules = FB_NEW_ARRAY(reader->arena, struct fb_rule, drafts->list.count);

    FB_NEED(rules);
    template->rules = rules;
    for (size_t i = 0; i < drafts->list.count; i++) {
        const struct draft *draft = &drafts->list.items[i];
        if (draft->level == LEVEL_OFF)
            continue;
        rules[template->rule_count] = draft->rule;
        rules[template->rule_count++].level = (enum fb_level)draft->level;
    }
    return FB_OK;
}

/* Goes through the <rules> of a file: first for what they switch on, then for how much it counts.
 */
static fb_status read_file(struct fb_template_reader *reader, const struct fb_xml_node *root,
                           struct drafts *drafts)
{
    const struct fb_xml_node *element;

    for (element = fb_xml_first(root); element != NULL; element = fb_xml_next(element)) {
        if (fb_xml_is(element, "rules"))
            FB_TRY(read_drafts(reader, element, drafts));
    }
    for (element = fb_xml_first(root); element != NULL; element = fb_xml_next(element)) {
        if (fb_xml_is(element, "rules"))
            FB_TRY(adjust_all(reader, element, drafts));
    }
    return FB_OK;
}

fb_status fb_read_rules(struct fb_template_reader *reader)
{
    struct drafts drafts = {0};

    for (size_t i = 0; i < reader->roots.count; i++)
        FB_TRY(read_file(reader, reader->roots.items[i], &drafts));
    return keep(reader, &drafts);
}
