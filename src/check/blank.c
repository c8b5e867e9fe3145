/*
 * blank.c: records that are a blank form (空表): the root says so, and nothing is filled in.
 *
 * What names the kind of a catalogue's row is there in a blank form too and does not count. As soon
 * as one field has a text, the record is judged as any other, whatever its root says: so a blank
 * record that somebody fills in is checked without a further step.
 */
#include "check/check_private.h"
#include "data/record.h"
#include "data/value.h"

#include <string.h>

static fb_status is_empty(bool *out, struct fb_checker *checker, const struct fb_xml_node *element,
                          const struct fb_field *field);

/* Whether the elements inside one are empty. */
static fb_status are_empty(bool *out, struct fb_checker *checker, const struct fb_xml_node *element,
                           const struct fb_field *field)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    for (; child != NULL && *out; child = fb_xml_next(child)) {
        if (!fb_check_is_silence(child))
            FB_TRY(is_empty(out, checker, child, field));
    }
    return FB_OK;
}

/* Sets `*out` to false if an element has a text; `above` is the field that it stands in, or NULL.
 */
static fb_status is_empty(bool *out, struct fb_checker *checker, const struct fb_xml_node *element,
                          const struct fb_field *above)
{
    const struct fb_field *field =
        above == NULL ? NULL : fb_field_find(above, fb_xml_name(element));
    bool is_item = above != NULL && above->kind == FB_FIELD_LIST;
    const struct fb_catalogue *catalogue =
        is_item ? fb_template_catalogue_of(checker->template, above) : NULL;
    const char *text;

    if (catalogue != NULL)
        return fb_check_blank_item(out, catalogue, element);
    if (fb_xml_first(element) != NULL)
        return are_empty(out, checker, element, is_item ? above : field);
    text = fb_value_of(element);
    FB_NEED(text);
    *out = text[0] == '\0';
    return FB_OK;
}

/* Reports a value of the attribute that says nothing. */
static bool says_blank(struct fb_checker *checker)
{
    const char *value = fb_xml_attribute(checker->root, FB_RECORD_BLANK);

    if (value == NULL || strcmp(value, FB_RECORD_BLANK_YES) == 0)
        return value != NULL;
    fb_report(checker->sink, FB_DIAG_RECORD_BLANK_VALUE,
              fb_xml_attribute_position(checker->root, FB_RECORD_BLANK), FB_RECORD_BLANK,
              FB_RECORD_BLANK_YES, value);
    return false;
}

fb_status fb_check_blank(struct fb_checker *checker)
{
    bool blank = says_blank(checker);

    if (blank)
        FB_TRY(are_empty(&blank, checker, checker->root, &checker->template->record));
    if (blank)
        fb_report(checker->sink, FB_DIAG_RECORD_BLANK, fb_xml_position(checker->root), "");
    checker->blank = blank;
    return FB_OK;
}
