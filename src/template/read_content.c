/*
 * read_content.c: text with values, breaks, labels and check boxes in it.
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

static void read_label(struct fb_template_reader *reader, const struct fb_xml_node *element,
                       const struct fb_reading_place *place, struct fb_inline *out)
{
    out->kind = FB_INLINE_LABEL;
    out->as.level = 0;
    if (place->catalogue == NULL || place->catalogue->level_count == 0)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_LABEL, fb_xml_position(element), "label");
    else
        out->as.level =
            fb_attribute_count(reader, element, "level", 1, 1, place->catalogue->level_count) - 1;
}

static fb_status read_check(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const struct fb_reading_place *place, struct fb_inline *out)
{
    struct fb_scope selected;

    out->kind = FB_INLINE_CHECK;
    return fb_read_expression(reader, element, "select", place->scope, &out->as.check, &selected);
}

static fb_status read_inline(struct fb_template_reader *reader, const struct fb_xml_node *node,
                             const struct fb_reading_place *place, struct fb_inline *out)
{
    out->position = fb_xml_position(node);
    if (fb_xml_is_text(node))
        return read_text(reader, node, out);
    if (fb_xml_is(node, "value")) {
        out->kind = FB_INLINE_VALUE;
        return fb_read_value(reader, node, place->scope, &out->as.value);
    }
    if (fb_xml_is(node, "check"))
        return read_check(reader, node, place, out);
    if (fb_xml_is(node, "label"))
        read_label(reader, node, place, out);
    else
        out->kind = FB_INLINE_BREAK;
    return FB_OK;
}

static bool is_inline(const struct fb_xml_node *node)
{
    return fb_xml_is_text(node) || fb_xml_is(node, "value") || fb_xml_is(node, "label") ||
           fb_xml_is(node, "check") || fb_xml_is(node, "br");
}

/* Content being collected. */
struct collector {
    struct fb_template_reader *reader;
    const struct fb_reading_place *place;
    FB_VECTOR(struct fb_inline) items;
};

static fb_status collect(struct collector *collector, const struct fb_xml_node *node,
                         enum fb_script script)
{
    struct fb_inline item = {.script = script}, *slot;

    if (!is_inline(node))
        return FB_OK;
    FB_TRY(read_inline(collector->reader, node, collector->place, &item));
    if (item.kind == FB_INLINE_TEXT && item.as.text[0] == '\0')
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
    const struct fb_xml_node *node = fb_xml_first_content(element);

    for (; node != NULL; node = fb_xml_next_content(node))
        FB_TRY(collect(collector, node, script));
    return FB_OK;
}

fb_status fb_read_content(struct fb_template_reader *reader, const struct fb_xml_node *element,
                          const struct fb_reading_place *place, struct fb_content *out)
{
    struct collector collector = {.reader = reader, .place = place};
    const struct fb_xml_node *node = fb_xml_first_content(element);

    for (; node != NULL; node = fb_xml_next_content(node)) {
        if (fb_xml_is(node, "sup"))
            FB_TRY(collect_script(&collector, node, FB_SCRIPT_SUPER));
        else if (fb_xml_is(node, "sub"))
            FB_TRY(collect_script(&collector, node, FB_SCRIPT_SUB));
        else
            FB_TRY(collect(&collector, node, FB_SCRIPT_NORMAL));
    }
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
    out->style = fb_read_style_or(reader, element, place->style);
    out->position = fb_xml_position(element);
    read_heading(reader, element, out);
    return fb_read_content(reader, element, place, &out->content);
}
