/*
 * public.c: a record as the public may see it.
 */
#include "check/check.h"

/* Empties the elements of private fields inside an element with those fields. */
static void blank_fields(struct fb_xml *record, const struct fb_xml_node *element,
                         const struct fb_field *parent)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    for (; child != NULL; child = fb_xml_next(child)) {
        const struct fb_field *field = parent;
        if (parent->kind != FB_FIELD_LIST || !fb_xml_is(child, parent->item))
            field = fb_field_find(parent, fb_xml_name(child));
        if (field != NULL && field->is_private)
            fb_xml_clear(record, child);
        else if (field != NULL)
            blank_fields(record, child, field);
    }
}

void fb_check_blank_private(const struct fb_template *template, struct fb_xml *record)
{
    blank_fields(record, fb_xml_root(record), &template->record);
}
