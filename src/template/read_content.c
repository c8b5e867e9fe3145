/*
 * read_content.c: text with values, labels and other elements in it.
 */
#include "template/template_private.h"

#include <stdio.h>
#include <string.h>

/*
 * Drops each run of white space that contains a line break: it is the layout of the template's
 * source. Other text stays as it is.
 */
static void drop_source_layout(char *text)
{
    char *out = text;

    while (*text != '\0') {
        size_t blank = strspn(text, " \t\r\n");
        bool layout = memchr(text, '\n', blank) != NULL;
        if (!layout) {
            memmove(out, text, blank);
            out += blank;
        }
        text += blank;
        if (*text != '\0')
            *out++ = *text++;
    }
    *out = '\0';
}

static fb_status read_text(struct fb_template_reader *reader, const struct fb_xml_node *node,
                           struct fb_inline *out)
{
    char *text = fb_xml_text(reader->arena, node);

    FB_NEED(text);
    drop_source_layout(text);
    out->kind = FB_INLINE_TEXT;
    out->as.text = text;
    return FB_OK;
}

static fb_status read_label(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const struct fb_reading_place *place, struct fb_inline *out)
{
    out->kind = FB_INLINE_LABEL;
    out->as.level = 0;
    if (place->catalogue == NULL || place->catalogue->level_count == 0)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_LABEL, fb_xml_position(element), "label");
    else
        out->as.level =
            fb_attribute_count(reader, element, "level", 1, 1, place->catalogue->level_count) - 1;
    return FB_OK;
}

static fb_status read_unit(struct fb_template_reader *reader, const struct fb_xml_node *element,
                           const struct fb_reading_place *place, struct fb_inline *out)
{
    static const struct fb_field NONE = {.unit = ""};
    struct fb_expression of;
    struct fb_scope selected;

    out->kind = FB_INLINE_UNIT;
    out->as.unit_of = &NONE;
    FB_TRY(fb_read_expression(reader, element, "of", place->scope, &of, &selected));
    if (selected.field != NULL && selected.field->unit[0] != '\0')
        out->as.unit_of = selected.field;
    else if (of.compiled != NULL)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_UNIT, of.position, of.text);
    return FB_OK;
}

static fb_status read_number(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             const struct fb_reading_place *place, struct fb_inline *out)
{
    static const char *const NUMERALS[] = {"1", "一", NULL};

    out->kind = FB_INLINE_NUMBER;
    out->as.numerals = (enum fb_numerals)fb_attribute_word(reader, element, "format", NUMERALS, 0);
    if (!place->repeated)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_NUMBER, fb_xml_position(element), "number");
    return FB_OK;
}

static fb_status read_break(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const struct fb_reading_place *place, struct fb_inline *out)
{
    (void)reader, (void)element, (void)place;
    out->kind = FB_INLINE_BREAK;
    return FB_OK;
}

static fb_status read_value(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const struct fb_reading_place *place, struct fb_inline *out)
{
    out->kind = FB_INLINE_VALUE;
    return fb_read_value(reader, element, place->scope, &out->as.value);
}

static fb_status read_check(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const struct fb_reading_place *place, struct fb_inline *out)
{
    out->kind = FB_INLINE_CHECK;
    return fb_read_check(reader, element, place->scope, &out->as.check);
}

static fb_status read_choice(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             const struct fb_reading_place *place, struct fb_inline *out)
{
    out->kind = FB_INLINE_CHOICE;
    return fb_read_choice(reader, element, place->scope, &out->as.choice);
}

/* The elements that stand in text, but for those that hold text. */
static const struct {
    const char *name;
    fb_status (*read)(struct fb_template_reader *reader, const struct fb_xml_node *element,
                      const struct fb_reading_place *place, struct fb_inline *out);
} INLINES[] = {
    {"value", read_value},   {"br", read_break},      {"label", read_label}, {"check", read_check},
    {"choice", read_choice}, {"number", read_number}, {"unit", read_unit},
};

/* Reads a text or an element of text; `*found` is false for any other element. */
static fb_status read_inline(struct fb_template_reader *reader, const struct fb_xml_node *node,
                             const struct fb_reading_place *place, struct fb_inline *out,
                             bool *found)
{
    *found = true;
    out->position = fb_xml_position(node);
    if (fb_xml_is_text(node))
        return read_text(reader, node, out);
    for (size_t i = 0; i < sizeof INLINES / sizeof *INLINES; i++) {
        if (fb_xml_is(node, INLINES[i].name))
            return INLINES[i].read(reader, node, place, out);
    }
    *found = false;
    return FB_OK;
}

/* Content being collected. */
struct collector {
    struct fb_template_reader *reader;
    struct fb_reading_place place;
    enum fb_script script;
    FB_VECTOR(struct fb_inline) items;
};

static fb_status collect_inside(struct collector *collector, const struct fb_xml_node *element);

static fb_status collect_inline(struct collector *collector, const struct fb_xml_node *node)
{
    struct fb_inline item = {.script = collector->script, .when = collector->place.when}, *slot;
    bool found;

    FB_TRY(read_inline(collector->reader, node, &collector->place, &item, &found));
    if (!found || (item.kind == FB_INLINE_TEXT && item.as.text[0] == '\0'))
        return FB_OK;
    slot = FB_PUSH(collector->reader->arena, &collector->items);
    FB_NEED(slot);
    *slot = item;
    return FB_OK;
}

/* Collects what stands in <sup> or <sub>, neither of which holds another. */
static fb_status collect_script(struct collector *collector, const struct fb_xml_node *element,
                                enum fb_script script)
{
    enum fb_script outer = collector->script;

    collector->script = script;
    FB_TRY(collect_inside(collector, element));
    collector->script = outer;
    return FB_OK;
}

static fb_status collect_if(struct collector *collector, const struct fb_xml_node *element)
{
    const struct fb_condition *outer = collector->place.when;

    FB_TRY(
        fb_read_condition(collector->reader, element, &collector->place, &collector->place.when));
    FB_TRY(collect_inside(collector, element));
    collector->place.when = outer;
    return FB_OK;
}

static fb_status collect(struct collector *collector, const struct fb_xml_node *node)
{
    if (!fb_xml_is_text(node) && fb_xml_is(node, "sup"))
        return collect_script(collector, node, FB_SCRIPT_SUPER);
    if (!fb_xml_is_text(node) && fb_xml_is(node, "sub"))
        return collect_script(collector, node, FB_SCRIPT_SUB);
    if (!fb_xml_is_text(node) && fb_xml_is(node, "if"))
        return collect_if(collector, node);
    return collect_inline(collector, node);
}

static fb_status collect_inside(struct collector *collector, const struct fb_xml_node *element)
{
    const struct fb_xml_node *node = fb_xml_first_content(element);

    for (; node != NULL; node = fb_xml_next_content(node))
        FB_TRY(collect(collector, node));
    return FB_OK;
}

fb_status fb_read_content(struct fb_template_reader *reader, const struct fb_xml_node *element,
                          const struct fb_reading_place *place, struct fb_content *out)
{
    struct collector collector = {.reader = reader, .place = *place};

    FB_TRY(collect_inside(&collector, element));
    out->items = collector.items.items;
    out->count = collector.items.count;
    return FB_OK;
}

/* A heading is at most one level below the one before it (ISO 14289-1, 7.4.2). */
static void read_heading(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         struct fb_paragraph_spec *out)
{
    enum { LEVELS = 6 };
    char level[16], allowed[16];

    out->heading = (int)fb_attribute_count(reader, element, "heading", 0, 1, LEVELS);
    if (out->heading > reader->last_heading + 1) {
        snprintf(level, sizeof level, "%d", out->heading);
        snprintf(allowed, sizeof allowed, "%d", reader->last_heading + 1);
        fb_report(reader->sink, FB_DIAG_TEMPLATE_HEADING,
                  fb_xml_attribute_position(element, "heading"), level, allowed);
    }
    if (out->heading > 0)
        reader->last_heading = out->heading;
}

fb_status fb_read_paragraph(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const struct fb_reading_place *place, struct fb_paragraph_spec *out)
{
    struct fb_reading_place inner = *place;

    out->style = fb_read_style_or(reader, element, place->style);
    out->position = fb_xml_position(element);
    read_heading(reader, element, out);
    out->keep_next = fb_attribute_yes(reader, element, "keep-next");
    out->when = place->when;
    /* Its conditions are those of the paragraph as a whole. */
    inner.when = NULL;
    return fb_read_content(reader, element, &inner, &out->content);
}
