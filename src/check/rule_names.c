/*
 * rule_names.c: elements of a record as messages name them, and as programs know them.
 */
#include "check/rule_run.h"
#include "diag/field.h"

/* Whether an element is an item of a list. */
static bool is_item(const struct fb_rule_run *run, const struct fb_xml_node *element)
{
    const struct fb_field *above = fb_check_field_of(run->checker, fb_xml_parent(element));

    return above != NULL && above->kind == FB_FIELD_LIST && fb_xml_is(element, above->item) &&
           fb_check_field_of(run->checker, element) == above;
}

/* Whether an element is the only one of its name in its parent. */
static bool is_alone(const struct fb_xml_node *element)
{
    const struct fb_xml_node *next = fb_xml_next(element);

    while (next != NULL && !fb_xml_is(next, fb_xml_name(element)))
        next = fb_xml_next(next);
    return next == NULL && fb_xml_number_of(element) == 1;
}

static bool is_outermost(const struct fb_rule_run *run, const struct fb_xml_node *element)
{
    return element == run->checker->root || fb_xml_parent(element) == NULL;
}

/* The steps that lead to an element, as diag/field.h has them; NULL when memory is used up. */
static const char *steps_to(const struct fb_rule_run *run, const struct fb_xml_node *element)
{
    struct fb_arena *arena = run->checker->arena;
    const struct fb_xml_node *parent = fb_xml_parent(element);
    const char *above;

    if (is_outermost(run, element) || parent == run->checker->root)
        return fb_xml_name(element);
    above = steps_to(run, parent);
    if (above == NULL)
        return NULL;
    if (is_item(run, element))
        return fb_arena_format(arena, "%s[%zu]", above, fb_xml_number_of(element));
    return fb_arena_format(arena, "%s/%s", above, fb_xml_name(element));
}

/* Marks steps, with those of a field in them if there is one. */
static const char *mark(const struct fb_rule_run *run, const char *steps, const char *field)
{
    const char *marked = NULL;

    if (steps != NULL)
        marked = fb_arena_format(run->checker->arena, "%s%s%s%s", FB_FIELD_MARK, steps,
                                 field != NULL ? "/" : "", field != NULL ? field : "");
    return marked == NULL ? "" : marked;
}

const char *fb_rule_field_of(const struct fb_rule_run *run, const struct fb_xml_node *element)
{
    return mark(run, steps_to(run, element), NULL);
}

const char *fb_rule_column_of(const struct fb_rule_run *run, const struct fb_xml_node *element)
{
    const struct fb_xml_node *row = fb_xml_parent(element);

    if (is_outermost(run, element) || !is_item(run, row))
        return fb_rule_field_of(run, element);
    return mark(run, steps_to(run, fb_xml_parent(row)), fb_xml_name(element));
}

const char *fb_rule_path_of(const struct fb_rule_run *run, const struct fb_xml_node *element)
{
    struct fb_arena *arena = run->checker->arena;
    const char *above = "", *slash = "", *name;

    if (is_outermost(run, element))
        return fb_xml_name(element);
    if (fb_xml_parent(element) != run->checker->root) {
        above = fb_rule_path_of(run, fb_xml_parent(element));
        slash = "/";
    }
    name = is_alone(element) && !is_item(run, element)
               ? fb_arena_format(arena, "%s%s%s", above, slash, fb_xml_name(element))
               : fb_arena_format(arena, "%s%s%s[%zu]", above, slash, fb_xml_name(element),
                                 fb_xml_number_of(element));
    return name == NULL ? fb_xml_name(element) : name;
}
