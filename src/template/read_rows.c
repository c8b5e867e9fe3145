/*
 * read_rows.c: the rows of a table: fixed, repeated, and under conditions.
 */
#include "template/template_private.h"

enum { MIN_ITEMS_MAX = 1000, KEEP_MAX = 63 };

/* Returns the first text inside an element, or the element that gives it; NULL if there is none. */
static const struct fb_xml_node *find_text(const struct fb_xml_node *element)
{
    const struct fb_xml_node *node = fb_xml_first_content(element), *found = NULL;

    for (; node != NULL && found == NULL; node = fb_xml_next_content(node)) {
        if (fb_xml_is_text(node))
            found = fb_xml_is_blank(node) ? NULL : node;
        else if (fb_xml_is(node, "cell") || fb_xml_is(node, "paragraph") || fb_xml_is(node, "if"))
            found = find_text(node);
        else if (!fb_xml_is(node, "br"))
            found = node;
    }
    return found;
}

/* It is drawn as often as there is room for, so that its text would be printed again and again. */
static void check_blank(struct fb_template_reader *reader, const struct fb_xml_node *row)
{
    const struct fb_xml_node *text = find_text(row);

    if (text != NULL)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_FILL_TEXT, fb_xml_position(text), "fill");
}

/* Only the last row of a table, not one of a header or a repeat, can fill the page. */
static bool read_fill(struct fb_template_reader *reader, const struct fb_xml_node *element)
{
    if (!fb_attribute_yes(reader, element, "fill"))
        return false;
    if (fb_xml_next(element) != NULL || !fb_xml_is(fb_xml_parent(element), "table"))
        fb_report(reader->sink, FB_DIAG_TEMPLATE_FILL, fb_xml_attribute_position(element, "fill"),
                  "fill");
    check_blank(reader, element);
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
        FB_TRY(fb_read_cell(reader, child, place, cell));
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
                          const struct fb_expression *select, const struct fb_field *list)
{
    struct fb_catalogue_use *use = FB_PUSH(reader->arena, &reader->uses);
    struct fb_expression *copy = FB_NEW(reader->arena, struct fb_expression);

    FB_NEED(use);
    FB_NEED(copy);
    *copy = *select;
    *use = (struct fb_catalogue_use){.select = copy,
                                     .paired = repeat->beside != NULL,
                                     .list = list,
                                     .catalogue = repeat->catalogue};
    return FB_OK;
}

/* Reads the items that an attribute of a repeat selects, and what their fields are. */
static fb_status read_items(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const char *attribute, struct fb_scope scope, struct fb_expression *out,
                            struct fb_scope *items)
{
    FB_TRY(fb_read_expression(reader, element, attribute, scope, out, items));
    if (out->fixed || (items->field != NULL && !items->item)) {
        fb_report(reader->sink, FB_DIAG_TEMPLATE_NOT_ITEMS, out->position, out->text);
        *items = (struct fb_scope){0};
    }
    return FB_OK;
}

/* Notes that the items of a selection are printed under the catalogue of the repeat. */
static fb_status use_catalogue(struct fb_template_reader *reader, const struct fb_xml_node *element,
                               const struct fb_rows_spec *repeat,
                               const struct fb_expression *select, struct fb_scope items)
{
    if (repeat->catalogue == NULL)
        return FB_OK;
    if (items.field != NULL)
        check_levels(reader, element, repeat->catalogue, items.field);
    return note_use(reader, repeat, select, items.field);
}

/* Reads the second list that is printed in the same rows, if there is one. */
static fb_status read_beside(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             const struct fb_reading_place *place, struct fb_rows_spec *out,
                             struct fb_scope *items)
{
    struct fb_expression *beside;

    if (fb_xml_attribute(element, "beside") == NULL)
        return FB_OK;
    beside = FB_NEW(reader->arena, struct fb_expression);
    FB_NEED(beside);
    out->beside = beside;
    FB_TRY(read_items(reader, element, "beside", place->scope, beside, items));
    return use_catalogue(reader, element, out, beside, *items);
}

/* Kinds are those of the whole record, so a repeat in a repeat has the catalogue of the outer. */
static void check_nesting(struct fb_template_reader *reader, const struct fb_xml_node *element,
                          const struct fb_reading_place *place)
{
    if (place->repeated && fb_xml_attribute(element, "catalogue") != NULL)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_NESTED_CATALOGUE,
                  fb_xml_attribute_position(element, "catalogue"), "catalogue");
}

static fb_status read_repeat(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             const struct fb_reading_place *place, size_t column_count,
                             struct fb_rows_spec *out)
{
    struct fb_reading_place inner = *place;
    struct fb_scope beside = {0};

    check_nesting(reader, element, place);
    FB_TRY(read_items(reader, element, "select", place->scope, &out->select, &inner.scope));
    out->catalogue = find_catalogue(reader, element);
    out->min_items = fb_attribute_count(reader, element, "min-rows", 0, 1, MIN_ITEMS_MAX);
    out->blank_items = fb_attribute_count(reader, element, "blank-rows", 0, 1, MIN_ITEMS_MAX);
    out->keep = fb_attribute_count(reader, element, "keep", 0, 1, KEEP_MAX);
    FB_TRY(read_beside(reader, element, place, out, &beside));
    FB_TRY(use_catalogue(reader, element, out, &out->select, inner.scope));
    inner.beside = out->beside == NULL ? NULL : &beside;
    inner.repeated = true;
    if (out->catalogue != NULL)
        inner.catalogue = out->catalogue;
    return fb_read_rows(reader, element, &inner, column_count, &out->rows, &out->row_count);
}

/* Rows of a condition tile by themselves: those around them are there without them too. */
static fb_status read_if(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         const struct fb_reading_place *place, size_t column_count,
                         struct fb_rows_spec *out)
{
    struct fb_scope selected;

    FB_TRY(fb_read_expression(reader, element, "test", place->scope, &out->select, &selected));
    return fb_read_rows(reader, element, place, column_count, &out->rows, &out->row_count);
}

/* Reads a row, or the element that holds rows; `*found` is false for any other. */
static fb_status read_one(struct fb_template_reader *reader, const struct fb_xml_node *element,
                          const struct fb_reading_place *place, struct fb_placement *placement,
                          struct fb_rows_spec *out, bool *found)
{
    *found = true;
    if (fb_xml_is(element, "row")) {
        out->kind = FB_ROWS_ROW;
        return read_row(reader, element, place, placement, &out->row);
    }
    if (fb_xml_is(element, "repeat")) {
        out->kind = FB_ROWS_REPEAT;
        fb_placement_end_rows(placement, reader);
        return read_repeat(reader, element, place, placement->column_count, out);
    }
    *found = fb_xml_is(element, "if");
    if (!*found)
        return FB_OK;
    out->kind = FB_ROWS_IF;
    fb_placement_end_rows(placement, reader);
    return read_if(reader, element, place, placement->column_count, out);
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
        bool found;
        FB_TRY(read_one(reader, element, place, &placement, &rows, &found));
        if (!found)
            continue;
        slot = FB_PUSH(reader->arena, &list);
        FB_NEED(slot);
        *slot = rows;
    }
    fb_placement_end_rows(&placement, reader);
    *out = list.items;
    *count = list.count;
    return FB_OK;
}
