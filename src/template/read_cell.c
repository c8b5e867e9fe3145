/*
 * read_cell.c: a cell of a table, and the text in it.
 */
#include "template/template_private.h"

#include <string.h>

/* Word's own limit on the columns of a table. */
enum { SPAN_MAX = 63, ROW_SPAN_MAX = 1000 };

/* The paragraphs of a cell while they are read. */
struct paragraph_list {
    FB_VECTOR(struct fb_paragraph_spec) paragraphs;
};

/* What is together on a page is for the row to say. */
static void refuse_keep(struct fb_template_reader *reader, const struct fb_xml_node *paragraph)
{
    static const char KEEP[] = "keep-next";

    if (fb_xml_attribute(paragraph, KEEP) != NULL)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_ATTRIBUTE,
                  fb_xml_attribute_position(paragraph, KEEP), "paragraph", KEEP, "style, heading");
}

/* Reads the paragraphs inside an element, and inside the conditions in it. */
static fb_status collect_paragraphs(struct fb_template_reader *reader,
                                    const struct fb_xml_node *element,
                                    const struct fb_reading_place *place,
                                    struct paragraph_list *list)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    for (; child != NULL; child = fb_xml_next(child)) {
        struct fb_reading_place inner = *place;
        struct fb_paragraph_spec *paragraph;
        if (fb_xml_is(child, "if")) {
            FB_TRY(fb_read_condition(reader, child, place, &inner.when));
            FB_TRY(collect_paragraphs(reader, child, &inner, list));
        }
        if (!fb_xml_is(child, "paragraph"))
            continue;
        refuse_keep(reader, child);
        paragraph = FB_PUSH(reader->arena, &list->paragraphs);
        FB_NEED(paragraph);
        FB_TRY(fb_read_paragraph(reader, child, place, paragraph));
    }
    return FB_OK;
}

/* Returns true if there is a paragraph inside an element or a condition in it. */
static bool has_paragraph(const struct fb_xml_node *element)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    while (child != NULL && !fb_xml_is(child, "paragraph") &&
           !(fb_xml_is(child, "if") && has_paragraph(child)))
        child = fb_xml_next(child);
    return child != NULL;
}

static fb_status read_paragraphs(struct fb_template_reader *reader,
                                 const struct fb_xml_node *element,
                                 const struct fb_reading_place *place, struct fb_cell_spec *out)
{
    struct paragraph_list list = {0};
    struct fb_paragraph_spec *own;

    if (has_paragraph(element)) {
        FB_TRY(collect_paragraphs(reader, element, place, &list));
    } else {
        own = FB_PUSH(reader->arena, &list.paragraphs);
        FB_NEED(own);
        *own = (struct fb_paragraph_spec){.style = place->style, .position = out->position};
        FB_TRY(fb_read_content(reader, element, place, &own->content));
    }
    out->paragraphs = list.paragraphs.items;
    out->paragraph_count = list.paragraphs.count;
    return FB_OK;
}

/* Finds text, or an element of text, that stands beside paragraphs; NULL if there is none. */
static const struct fb_xml_node *find_beside(const struct fb_xml_node *element)
{
    const struct fb_xml_node *node = fb_xml_first_content(element), *found = NULL;

    for (; node != NULL && found == NULL; node = fb_xml_next_content(node)) {
        if (fb_xml_is_text(node))
            found = fb_xml_is_blank(node) ? NULL : node;
        else if (fb_xml_is(node, "if"))
            found = find_beside(node);
        else if (!fb_xml_is(node, "paragraph"))
            found = node;
    }
    return found;
}

/* A cell has text of its own or paragraphs, not both: the first piece of text is reported. */
static void check_mixture(struct fb_template_reader *reader, const struct fb_xml_node *element)
{
    const struct fb_xml_node *found = has_paragraph(element) ? find_beside(element) : NULL;

    if (found != NULL)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_MIXTURE, fb_xml_position(found), "paragraph");
}

/* Reads which sides of a cell have a line; the others are open. */
static fb_status read_borders(struct fb_template_reader *reader, const struct fb_xml_node *element,
                              unsigned *open_sides)
{
    static const char *const NAMES[FB_SIDES] = {"top", "bottom", "left", "right"};
    const unsigned all = (1U << FB_SIDES) - 1;
    const char *const *words;
    unsigned drawn = 0;
    size_t count;

    FB_TRY(fb_attribute_words(reader, element, "borders", &words, &count));
    for (size_t i = 0; i < count; i++) {
        unsigned side = 0;
        while (side < FB_SIDES && strcmp(NAMES[side], words[i]) != 0)
            side++;
        if (side < FB_SIDES)
            drawn |= 1U << side;
        else if (count > 1 || strcmp(words[i], "none") != 0)
            fb_attribute_refuse(reader, element, "borders", "none, top, bottom, left, right");
    }
    *open_sides = count == 0 ? 0 : all & ~drawn;
    return FB_OK;
}

/*
 * A cell of a repeat has no rest of its own: it would begin again with each item. Nor has one of a
 * condition: the rows below count on it.
 */
static size_t read_row_span(struct fb_template_reader *reader, const struct fb_xml_node *element)
{
    const char *rows = fb_attribute_string(element, "rows", "1");
    const struct fb_xml_node *parent = fb_xml_parent(fb_xml_parent(element));

    if (strcmp(rows, "rest") != 0 || fb_xml_is(parent, "repeat") || fb_xml_is(parent, "if"))
        return fb_attribute_count(reader, element, "rows", 1, 1, ROW_SPAN_MAX);
    return FB_ROW_SPAN_REST;
}

/* Reads which of two lists side by side a cell belongs to, and what its text is evaluated on. */
static void read_item(struct fb_template_reader *reader, const struct fb_xml_node *element,
                      struct fb_reading_place *place, struct fb_cell_spec *out)
{
    static const char *const ITEMS[] = {"first", "beside", NULL};

    out->beside = fb_attribute_word(reader, element, "item", ITEMS, 0) == 1;
    if (fb_xml_attribute(element, "item") != NULL && place->beside == NULL)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_BESIDE, fb_xml_attribute_position(element, "item"),
                  "item");
    else if (out->beside)
        place->scope = *place->beside;
}

fb_status fb_read_cell(struct fb_template_reader *reader, const struct fb_xml_node *element,
                       const struct fb_reading_place *place, struct fb_cell_spec *out)
{
    static const char *const HEADS[] = {"none", "row", "column", "both", NULL};
    static const char *const MERGES[] = {"none", "equal", NULL};
    static const char *const SHOWS[] = {"each-page", "once", NULL};
    struct fb_reading_place inner = *place;

    out->position = fb_xml_position(element);
    out->column_span = fb_attribute_count(reader, element, "span", 1, 1, SPAN_MAX);
    out->row_span = read_row_span(reader, element);
    out->head = (enum fb_head)fb_attribute_word(reader, element, "head", HEADS, FB_HEAD_NONE);
    out->merge = fb_attribute_word(reader, element, "merge", MERGES, 0) == 1;
    out->once = fb_attribute_word(reader, element, "show", SHOWS, 0) == 1;
    FB_TRY(read_borders(reader, element, &out->open_sides));
    out->style = fb_read_style_or(reader, element, place->style);
    inner.style = out->style;
    inner.when = NULL;
    read_item(reader, element, &inner, out);
    check_mixture(reader, element);
    return read_paragraphs(reader, element, &inner, out);
}
