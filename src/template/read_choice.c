/*
 * read_choice.c: boxes that the record ticks.
 */
#include "template/template_private.h"

static fb_status read_check(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            struct fb_scope scope, struct fb_check_spec *out,
                            struct fb_scope *selected)
{
    out->mark = fb_attribute_string(element, "mark", "☑");
    out->box = fb_attribute_string(element, "box", "□");
    return fb_read_expression(reader, element, "select", scope, &out->select, selected);
}

fb_status fb_read_check(struct fb_template_reader *reader, const struct fb_xml_node *element,
                        struct fb_scope scope, struct fb_check_spec *out)
{
    struct fb_scope selected;

    return read_check(reader, element, scope, out, &selected);
}

/* Reads the words of a choice: its own, or else those that the field may have. */
static fb_status read_words(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const struct fb_field *field, struct fb_choice_spec *out)
{
    FB_TRY(fb_attribute_words(reader, element, "of", &out->words, &out->word_count));
    if (fb_xml_attribute(element, "of") != NULL && out->word_count == 0)
        fb_attribute_refuse(reader, element, "of", "优 良 中 差");
    if (fb_xml_attribute(element, "of") != NULL)
        return FB_OK;
    if (field == NULL || field->choice_count == 0) {
        fb_report(reader->sink, FB_DIAG_TEMPLATE_ATTRIBUTE_MISSING, fb_xml_position(element),
                  "choice", "of");
        return FB_OK;
    }
    out->words = field->choices;
    out->word_count = field->choice_count;
    return FB_OK;
}

fb_status fb_read_choice(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         struct fb_scope scope, struct fb_choice_spec *out)
{
    static const char *const PLACES[] = {"after", "before", NULL};
    struct fb_scope selected;

    FB_TRY(read_check(reader, element, scope, &out->check, &selected));
    out->separator = fb_attribute_string(element, "separator", " ");
    out->box_first = fb_attribute_word(reader, element, "place", PLACES, 0) == 1;
    return read_words(reader, element, selected.field, out);
}
