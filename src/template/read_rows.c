/*
 * read_rows.c: the rows of a table, fixed and repeated.
 */
#include "template/template_private.h"

#include <string.h>

/* Word's own limit on the columns of a table. */
enum { SPAN_MAX = 63, ROW_SPAN_MAX = 1000, MIN_ITEMS_MAX = 1000 };

static fb_status read_paragraphs(struct fb_template_reader *reader,
                                 const struct fb_xml_node *element,
                                 const struct fb_reading_place *place, struct fb_cell_spec *out)
{
    FB_VECTOR(struct fb_paragraph_spec) list = {0};
    const struct fb_xml_node *child = fb_xml_first(element);
    struct fb_paragraph_spec *paragraph;

    for (; child != NULL; child = fb_xml_next(child)) {
        if (!fb_xml_is(child, "paragraph"))
            continue;
        paragraph = FB_PUSH(reader->arena, &list);
        FB_NEED(paragraph);
        FB_TRY(fb_read_paragraph(reader, child, place, paragraph));
    }
    if (list.count == 0) {
        paragraph = FB_PUSH(reader->arena, &list);
        FB_NEED(paragraph);
        *paragraph = (struct fb_paragraph_spec){.style = place->style, .position = out->position};
        FB_TRY(fb_read_content(reader, element, place, &paragraph->content));
    }
    out->paragraphs = list.items;
    out->paragraph_count = list.count;
    return FB_OK;
}

static bool has_paragraph(const struct fb_xml_node *cell)
{
    const struct fb_xml_node *child = fb_xml_first(cell);

    while (child != NULL && !fb_xml_is(child, "paragraph"))
        child = fb_xml_next(child);
    return child != NULL;
}

/* A cell has text of its own or paragraphs, not both: the first piece of text is reported. */
static void check_mixture(struct fb_template_reader *reader, const struct fb_xml_node *element)
{
    const struct fb_xml_node *node = fb_xml_first_content(element);

    if (!has_paragraph(element))
        return;
    for (; node != NULL; node = fb_xml_next_content(node)) {
        const char *text = fb_xml_is_text(node) ? fb_xml_text(reader->arena, node) : NULL;
        bool blank = text != NULL && text[strspn(text, " \t\r\n")] == '\0';
        if (blank || (!fb_xml_is_text(node) && fb_xml_is(node, "paragraph")))
            continue;
        fb_report(reader->sink, FB_DIAG_TEMPLATE_MIXTURE, fb_xml_position(node), "paragraph");
        return;
    }
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

/* A cell of a repeat has no rest of its own: it would begin again with each item. */
static size_t read_row_span(struct fb_template_reader *reader, const struct fb_xml_node *element)
{
    const char *rows = fb_attribute_string(element, "rows", "1");
    const struct fb_xml_node *parent = fb_xml_parent(fb_xml_parent(element));

    if (strcmp(rows, "rest") != 0 || fb_xml_is(parent, "repeat"))
        return fb_attribute_count(reader, element, "rows", 1, 1, ROW_SPAN_MAX);
    return FB_ROW_SPAN_REST;
}

static fb_status read_cell(struct fb_template_reader *reader, const struct fb_xml_node *element,
                           const struct fb_reading_place *place, struct fb_cell_spec *out)
{
    static const char *const HEADS[] = {"none", "row", "column", NULL};
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
    check_mixture(reader, element);
    return read_paragraphs(reader, element, &inner, out);
}

/* Only the last row of a table, not one of a header or a repeat, can fill the page. */
static bool read_fill(struct fb_template_reader *reader, const struct fb_xml_node *element)
{
    if (!fb_attribute_yes(reader, element, "fill"))
        return false;
    if (fb_xml_next(element) != NULL || !fb_xml_is(fb_xml_parent(element), "table"))
        fb_report(reader->sink, FB_DIAG_TEMPLATE_FILL, fb_xml_attribute_position(element, "fill"),
                  "fill");
    return true;
}

/* A row lower than a point would only be a thick line, and a page could hold any number of it. */
static void read_height(struct fb_template_reader *reader, const struct fb_xml_node *element,
                        struct fb_row_spec *out)
{
    out->exact = fb_xml_attribute(element, "exact-height") != NULL;
    out->height = fb_attribute_length(reader, element, out->exact ? "exact-height" : "height", 0);
    if (out->exact && out->height < FB_EMU_PER_PT)
        fb_attribute_refuse(reader, element, "exact-height", "≥ 1pt");
    if (out->exact && fb_xml_attribute(element, "height") != NULL)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_ATTRIBUTE,
                  fb_xml_attribute_position(element, "height"), "row", "height", "exact-height");
}

static fb_status read_row(struct fb_template_reader *reader, const struct fb_xml_node *element,
                          const struct fb_reading_place *place, struct fb_placement *placement,
                          struct fb_row_spec *out)
{
    FB_VECTOR(struct fb_cell_spec) cells = {0};
    const struct fb_xml_node *child = fb_xml_first(element);

    out->position = fb_xml_position(element);
    read_height(reader, element, out);
    out->keep_next = fb_attribute_yes(reader, element, "keep-next");
    out->fill = read_fill(reader, element);
    /* No cell from above reaches into a row of which there may be none or many. */
    if (out->fill) {
        fb_placement_end_rows(placement, reader);
        fb_placement_end_rest(placement);
    }
    for (; child != NULL; child = fb_xml_next(child)) {
        struct fb_cell_spec *cell;
        if (!fb_xml_is(child, "cell"))
            continue;
        cell = FB_PUSH(reader->arena, &cells);
        FB_NEED(cell);
        FB_TRY(read_cell(reader, child, place, cell));
        fb_placement_cell(placement, reader, cell);
    }
    fb_placement_end_row(placement, reader, out->position);
    out->cells = cells.items;
    out->cell_count = cells.count;
    return FB_OK;
}

/* Finds the catalogue that a repeat names, or reports that there is none. */
static const struct fb_catalogue *find_catalogue(struct fb_template_reader *reader,
                                                 const struct fb_xml_node *element)
{
    const char *name = fb_xml_attribute(element, "catalogue");
    const struct fb_catalogue *catalogue;

    if (name == NULL)
        return NULL;
    catalogue = fb_map_lookup(&reader->catalogues, name);
    if (catalogue == NULL)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_CATALOGUE,
                  fb_xml_attribute_position(element, "catalogue"), name);
    return catalogue;
}

/* The levels of a catalogue are fields of the items that are printed under it. */
static void check_levels(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         const struct fb_catalogue *catalogue, const struct fb_field *list)
{
    for (size_t i = 0; i < catalogue->level_count; i++) {
        const struct fb_field *field = fb_field_find(list, catalogue->levels[i]);
        if (field == NULL || field->kind != FB_FIELD_VALUE)
            fb_report(reader->sink, FB_DIAG_TEMPLATE_FIELD,
                      fb_xml_attribute_position(element, "catalogue"), catalogue->levels[i],
                      list->name);
    }
}

static fb_status note_use(struct fb_template_reader *reader, const struct fb_rows_spec *repeat,
                          const struct fb_field *list)
{
    struct fb_catalogue_use *use = FB_PUSH(reader->arena, &reader->uses);
    struct fb_expression *select = FB_NEW(reader->arena, struct fb_expression);

    FB_NEED(use);
    FB_NEED(select);
    *select = repeat->select;
    *use =
        (struct fb_catalogue_use){.select = select, .list = list, .catalogue = repeat->catalogue};
    return FB_OK;
}

static fb_status read_repeat(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             const struct fb_reading_place *place, size_t column_count,
                             struct fb_rows_spec *out)
{
    struct fb_reading_place inner = *place;

    FB_TRY(fb_read_expression(reader, element, "select", place->scope, &out->select, &inner.scope));
    if (inner.scope.field != NULL && !inner.scope.item) {
        fb_report(reader->sink, FB_DIAG_TEMPLATE_NOT_ITEMS, out->select.position, out->select.text);
        inner.scope = (struct fb_scope){0};
    }
    out->catalogue = find_catalogue(reader, element);
    out->min_items = fb_attribute_count(reader, element, "min-rows", 0, 1, MIN_ITEMS_MAX);
    out->keep = fb_attribute_count(reader, element, "keep", 0, 1, SPAN_MAX);
    inner.catalogue = out->catalogue;
    if (out->catalogue != NULL && inner.scope.field != NULL)
        check_levels(reader, element, out->catalogue, inner.scope.field);
    if (out->catalogue != NULL)
        FB_TRY(note_use(reader, out, inner.scope.field));
    return fb_read_rows(reader, element, &inner, column_count, &out->rows, &out->row_count);
}

fb_status fb_read_rows(struct fb_template_reader *reader, const struct fb_xml_node *parent,
                       const struct fb_reading_place *place, size_t column_count,
                       const struct fb_rows_spec **out, size_t *count)
{
    FB_VECTOR(struct fb_rows_spec) list = {0};
    const struct fb_xml_node *element = fb_xml_first(parent);
    struct fb_placement placement;

    FB_TRY(fb_placement_init(&placement, reader->arena, column_count, place->rest));
    for (; element != NULL; element = fb_xml_next(element)) {
        struct fb_rows_spec rows = {.position = fb_xml_position(element)}, *slot;
        if (fb_xml_is(element, "row")) {
            rows.kind = FB_ROWS_ROW;
            FB_TRY(read_row(reader, element, place, &placement, &rows.row));
        } else if (fb_xml_is(element, "repeat")) {
            rows.kind = FB_ROWS_REPEAT;
            fb_placement_end_rows(&placement, reader);
            FB_TRY(read_repeat(reader, element, place, column_count, &rows));
        } else {
            continue;
        }
        slot = FB_PUSH(reader->arena, &list);
        FB_NEED(slot);
        *slot = rows;
    }
    fb_placement_end_rows(&placement, reader);
    *out = list.items;
    *count = list.count;
    return FB_OK;
}
