/*
 * read_section.c: pages, and the paragraphs and tables on them.
 */
#include "style/style_draft.h"
#include "style/style_size.h"
#include "template/template_private.h"

enum { FIT_PAGES_MAX = 1000 };

/* The number with its distance stands in the margin, at the foot of the sheet as it is bound. */
static void check_number_room(struct fb_template_reader *reader, const struct fb_xml_node *element,
                              const struct fb_page_setup *setup)
{
    fb_length room = setup->number_upright ? setup->left : setup->bottom;
    char needs[FB_LENGTH_TEXT], has[FB_LENGTH_TEXT];

    if (setup->number == NULL || setup->number_distance + setup->number->line_pitch <= room)
        return;
    fb_length_points(needs, setup->number_distance + setup->number->line_pitch);
    fb_length_points(has, room);
    fb_report(reader->sink, FB_DIAG_TEMPLATE_NUMBER_ROOM, fb_xml_position(element), needs, has,
              setup->number_upright ? "left" : "bottom");
}

static void read_page_number(struct fb_template_reader *reader, const struct fb_xml_node *page,
                             struct fb_page_setup *out)
{
    static const char *const PLACES[] = {"foot", "upright", NULL};
    static const char *const FORMATS[] = {"1", "i", NULL};
    const struct fb_xml_node *element = fb_template_child(page, "page-number");
    bool landscape = out->width > out->height;

    if (element == NULL)
        return;
    out->number = fb_read_style(reader, element);
    /* GB/T 9704-2012, 7.5: 7 mm below the type area. */
    out->number_distance = fb_attribute_length(reader, element, "distance", FB_MM(7));
    /* Clause 8: on a landscape sheet the number keeps the place that it has on the others. */
    out->number_upright = fb_attribute_word(reader, element, "place", PLACES, landscape) == 1;
    out->number_roman = fb_attribute_word(reader, element, "format", FORMATS, 0) == 1;
    check_number_room(reader, element, out);
}

static void read_sheet(struct fb_template_reader *reader, const struct fb_xml_node *element,
                       struct fb_page_setup *out)
{
    static const char *const ORIENTATIONS[] = {"portrait", "landscape", NULL};
    const char *size = fb_attribute_string(element, "size", "A4");

    fb_paper_parse(&out->width, &out->height, "A4");
    if (!fb_paper_parse(&out->width, &out->height, size))
        fb_attribute_refuse(reader, element, "size", fb_paper_names());
    if (fb_attribute_word(reader, element, "orientation", ORIENTATIONS, 0) == 1) {
        fb_length width = out->width;
        out->width = out->height;
        out->height = width;
    }
}

static void read_page(struct fb_template_reader *reader, const struct fb_xml_node *element,
                      struct fb_page_setup *out)
{
    read_sheet(reader, element, out);
    out->top = fb_attribute_length(reader, element, "top", 0);
    out->bottom = fb_attribute_length(reader, element, "bottom", 0);
    out->left = fb_attribute_length(reader, element, "left", 0);
    out->right = fb_attribute_length(reader, element, "right", 0);
    if (out->left + out->right >= out->width || out->top + out->bottom >= out->height)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_MARGINS, fb_xml_position(element), "");
    read_page_number(reader, element, out);
}

/* The blocks of a section while they are read. */
struct block_list {
    FB_VECTOR(struct fb_block_spec) blocks;
};

/* Reads a paragraph or a table. */
static fb_status read_block(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const struct fb_reading_place *place, struct block_list *list)
{
    const struct fb_block_spec *before =
        list->blocks.count > 0 ? &list->blocks.items[list->blocks.count - 1] : NULL;
    bool after_table = before != NULL && before->kind == FB_BLOCK_SPEC_TABLE;
    struct fb_block_spec block = {.when = place->when}, *slot;
    struct fb_reading_place inner = *place;

    inner.when = NULL;
    if (fb_xml_is(element, "table")) {
        block.kind = FB_BLOCK_SPEC_TABLE;
        FB_TRY(fb_read_table(reader, element, after_table ? &before->as.table : NULL,
                             &block.as.table));
    } else {
        block.kind = FB_BLOCK_SPEC_PARAGRAPH;
        FB_TRY(fb_read_paragraph(reader, element, &inner, &block.as.paragraph));
    }
    slot = FB_PUSH(reader->arena, &list->blocks);
    FB_NEED(slot);
    *slot = block;
    return FB_OK;
}

/* Reads the blocks inside an element, and inside the conditions in it. */
static fb_status read_blocks(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             const struct fb_reading_place *place, struct block_list *list)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    for (; child != NULL; child = fb_xml_next(child)) {
        struct fb_reading_place inner = *place;
        if (fb_xml_is(child, "if")) {
            FB_TRY(fb_read_condition(reader, child, place, &inner.when));
            FB_TRY(read_blocks(reader, child, &inner, list));
        } else if (fb_xml_is(child, "table") || fb_xml_is(child, "paragraph")) {
            FB_TRY(read_block(reader, child, place, list));
        }
    }
    return FB_OK;
}

/* Reads into how many pages a section is made to fit, and the smallest type for that. */
static void read_fit(struct fb_template_reader *reader, const struct fb_xml_node *element,
                     struct fb_section_spec *out)
{
    const char *floor = fb_xml_attribute(element, "floor");

    out->fit_pages = fb_attribute_count(reader, element, "fit", 0, 1, FIT_PAGES_MAX);
    out->fit_floor = FB_TYPE_FLOOR;
    if (floor != NULL && !fb_type_size_parse(&out->fit_floor, floor))
        fb_attribute_refuse(reader, element, "floor", fb_style_property_values("floor"));
}

static fb_status read_section(struct fb_template_reader *reader, const struct fb_xml_node *element,
                              struct fb_section_spec *out)
{
    struct fb_reading_place place = {.scope = {.field = &reader->template->record}};
    const struct fb_xml_node *page = fb_template_child(element, "page");
    struct block_list list = {0};

    out->position = fb_xml_position(element);
    read_fit(reader, element, out);
    if (page != NULL)
        read_page(reader, page, &out->page);
    FB_TRY(read_blocks(reader, element, &place, &list));
    out->blocks = list.blocks.items;
    out->block_count = list.blocks.count;
    fb_check_sizes(reader, out);
    return FB_OK;
}

fb_status fb_read_sections(struct fb_template_reader *reader, const struct fb_xml_node *root)
{
    FB_VECTOR(struct fb_section_spec) sections = {0};
    const struct fb_xml_node *element = fb_xml_first(root);

    for (; element != NULL; element = fb_xml_next(element)) {
        struct fb_section_spec *section;
        if (!fb_xml_is(element, "section"))
            continue;
        section = FB_PUSH(reader->arena, &sections);
        FB_NEED(section);
        FB_TRY(read_section(reader, element, section));
    }
    reader->template->sections = sections.items;
    reader->template->section_count = sections.count;
    return FB_OK;
}
