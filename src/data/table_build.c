/*
 * table_build.c: a record of a table as a tree.
 *
 * Fields and lists come in the order in which the record declares them, whatever the order of
 * columns; a group is there if one of its fields has a text, and so is a list if it has a row.
 */
#include "data/table_private.h"

#include <string.h>

static struct fb_xml_place place_of(const struct fb_cell *cell)
{
    return (struct fb_xml_place){cell->offset, cell->length};
}

/* ---- elements ---- */

static bool is_group(const struct fb_table_group *group, const char *const *steps, size_t count)
{
    if (group->count != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(group->steps[i], steps[i]) != 0)
            return false;
    }
    return true;
}

/* The depth is that of a path. */
fb_status fb_table_group(struct fb_xml_node **out, struct fb_table_building *building,
                         struct fb_table_container *container, const char *const *steps,
                         size_t count)
{
    struct fb_table_group *group;
    struct fb_xml_node *above;

    *out = container->element;
    if (count == 0)
        return FB_OK;
    for (size_t i = 0; i < container->groups.count; i++) {
        *out = container->groups.items[i].element;
        if (is_group(&container->groups.items[i], steps, count))
            return FB_OK;
    }
    FB_TRY(fb_table_group(&above, building, container, steps, count - 1));
    FB_TRY(fb_xml_build_element(out, building->xml, above, steps[count - 1], container->place));
    group = FB_PUSH(building->arena, &container->groups);
    FB_NEED(group);
    *group = (struct fb_table_group){steps, count, *out};
    return FB_OK;
}

/* Adds a field with its text. */
static fb_status add_value(struct fb_table_building *building, struct fb_table_container *container,
                           const struct fb_mapping_field *field, const char *text,
                           struct fb_xml_place place)
{
    struct fb_xml_node *parent, *element;

    if (field->attribute)
        return fb_xml_build_attribute(building->xml, fb_xml_build_root(building->xml),
                                      field->steps[0], text, place);
    FB_TRY(fb_table_group(&parent, building, container, field->steps, field->step_count - 1));
    FB_TRY(fb_xml_build_element(&element, building->xml, parent,
                                field->steps[field->step_count - 1], place));
    return fb_xml_build_text(building->xml, element, text, strlen(text), place);
}

static fb_status add_cell(struct fb_table_building *building, struct fb_table_container *container,
                          const struct fb_mapping_field *field, const struct fb_cell *cell)
{
    const char *text;

    if (field->by == FB_MAPPING_BY_VALUE)
        return add_value(building, container, field, field->text, container->place);
    FB_TRY(fb_table_value(&text, building->arena, building->table, cell, field->number));
    return text == NULL ? FB_OK : add_value(building, container, field, text, place_of(cell));
}

/* ---- the record's own fields ---- */

/* The rows of the record; of a sheet that is one there are none. */
static const uint32_t *rows_of(const struct fb_table_building *building, size_t *count)
{
    const struct fb_table_record *record = &building->table->records.items[building->record];

    *count = record->count;
    return building->table->rows.items + record->first;
}

static bool is_same(const struct fb_table *table, const struct fb_cell *a, const struct fb_cell *b)
{
    const char *text = table->workbook->source.text;

    return a->length == b->length && memcmp(text + a->offset, text + b->offset, a->length) == 0;
}

/* Finds the one text that a field has in the rows of the record. Another one is reported. */
static const struct fb_cell *find_own(struct fb_table_building *building, size_t field)
{
    struct fb_table *table = building->table;
    uint32_t column = table->record.columns[field];
    const struct fb_cell *found = NULL;
    size_t count;
    const uint32_t *rows = rows_of(building, &count);

    for (size_t i = 0; i < count && column != FB_TABLE_NO_COLUMN; i++) {
        const struct fb_cell *cell = fb_table_cell(table->record.sheet, rows[i], column);
        char place[FB_POSITION_TEXT];
        if (found == NULL)
            found = cell;
        if (cell == NULL || is_same(table, cell, found))
            continue;
        fb_position_describe(place, fb_cell_position(table->workbook, found));
        fb_report(table->sink, FB_DIAG_TABLE_CONFLICT, fb_cell_position(table->workbook, cell),
                  table->record.fields->items[field].name, place);
    }
    return found;
}

static const struct fb_cell *own_cell(struct fb_table_building *building, size_t index)
{
    const struct fb_table *table = building->table;
    const struct fb_mapping_field *field = &table->record.fields->items[index];

    if (field->by != FB_MAPPING_BY_CELL)
        return find_own(building, index);
    return fb_table_cell(table->records.items[building->record].sheet, field->cell.row,
                         field->cell.column);
}

/* ---- lists ---- */

static fb_status add_lists(struct fb_table_building *building, struct fb_table_container *container,
                           size_t from, size_t to);

/* What the cells that are inherited had in the row above. */
struct above {
    const struct fb_cell **cells; /* of each field */
    bool changed;                 /* one at the left has another text in this row */
};

/* An empty cell has the text above, unless a cell at its left that does so too has changed. */
static const struct fb_cell *inherit(const struct fb_table *table, struct above *above,
                                     size_t field, const struct fb_cell *cell)
{
    const struct fb_cell *before = above->cells[field];

    if (cell == NULL)
        cell = above->changed ? NULL : before;
    else if (before == NULL || !is_same(table, cell, before))
        above->changed = true;
    above->cells[field] = cell;
    return cell;
}

/* Whether a row has something of the list besides its key. */
static bool has_fields(const struct fb_table_part *part, uint32_t row)
{
    for (size_t i = 0; i < part->fields->count; i++) {
        if (part->columns[i] != FB_TABLE_NO_COLUMN &&
            fb_sheet_at(part->sheet, row, part->columns[i]) != NULL)
            return true;
    }
    return false;
}

/* Adds the fields of an item, and the lists that stand between them. */
static fb_status add_item_fields(struct fb_table_building *building,
                                 struct fb_table_container *container, uint32_t row,
                                 struct above *above)
{
    const struct fb_table_part *part = container->part;
    bool inherits = has_fields(part, row);
    size_t from = 0;

    above->changed = false;
    for (size_t i = 0; i < part->fields->count; i++) {
        const struct fb_mapping_field *field = &part->fields->items[i];
        const struct fb_cell *cell = part->columns[i] == FB_TABLE_NO_COLUMN
                                         ? NULL
                                         : fb_table_cell(part->sheet, row, part->columns[i]);
        if (field->inherit && inherits)
            cell = inherit(building->table, above, i, cell);
        FB_TRY(add_lists(building, container, from, field->order));
        from = field->order;
        FB_TRY(add_cell(building, container, field, cell));
    }
    return add_lists(building, container, from, SIZE_MAX);
}

/* Makes the list's element with its first item. */
static fb_status make_list(struct fb_xml_node **out, struct fb_table_building *building,
                           struct fb_table_container *container, const struct fb_mapping_list *list,
                           struct fb_xml_place place)
{
    struct fb_xml_node *parent;

    if (*out != NULL)
        return FB_OK;
    FB_TRY(fb_table_group(&parent, building, container, list->steps, list->step_count - 1));
    return fb_xml_build_element(out, building->xml, parent, list->steps[list->step_count - 1],
                                place);
}

static fb_status add_item(struct fb_xml_node *list, struct fb_table_building *building,
                          const struct fb_table_part *part, uint32_t row, size_t number,
                          struct above *above)
{
    struct fb_table_container *item = FB_NEW(building->arena, struct fb_table_container), **place;

    FB_NEED(item);
    place = FB_PUSH(building->arena, &building->containers);
    FB_NEED(place);
    *place = item;
    item->part = part;
    item->number = number;
    item->place.offset = fb_table_row_position(building->table, part->sheet, row).offset;
    FB_TRY(
        fb_xml_build_element(&item->element, building->xml, list, part->list->item, item->place));
    return add_item_fields(building, item, row, above);
}

/* The rows in which a list of this record may have items. */
static struct fb_table_rows candidates(const struct fb_table_building *building,
                                       const struct fb_table_part *part)
{
    struct fb_table_rows rows;

    if (part->sheet != building->table->records.items[building->record].sheet ||
        building->table->mapping->form == FB_MAPPING_SHEETS)
        return fb_table_rows_of(part, building->record);
    rows.rows = rows_of(building, &rows.count);
    return rows;
}

/* The number of the item that a row belongs to: of those of the parent list, from 1. */
static size_t parent_number(const struct fb_table_building *building,
                            const struct fb_table_part *part, uint32_t row)
{
    const struct fb_cell *cell = fb_table_cell(part->sheet, row, part->parent_row);
    const char *text = building->table->workbook->source.text;
    size_t number = 0;

    for (uint32_t i = 0; cell != NULL && i < cell->length && number < FB_SHEET_ROW_LIMIT; i++) {
        char digit = text[cell->offset + i];
        if (digit < '0' || digit > '9')
            return 0;
        number = number * 10 + (size_t)(digit - '0');
    }
    return number;
}

/* Whether a row is an item of this list inside the container. */
static bool is_item(const struct fb_table_building *building,
                    const struct fb_table_container *container, const struct fb_table_part *part,
                    uint32_t row)
{
    if (part->list->parent != NULL)
        return parent_number(building, part, row) == container->number;
    /* In the rows of the record not every one has something of each list. */
    return part->starts != NULL || fb_table_row_filled(part, row);
}

static fb_status add_list(struct fb_table_building *building, struct fb_table_container *container,
                          const struct fb_table_part *part)
{
    struct above above = {
        FB_NEW_ARRAY(building->arena, const struct fb_cell *, part->fields->count + 1), false};
    struct fb_table_rows rows = candidates(building, part);
    struct fb_xml_node *list = NULL;

    FB_NEED(above.cells);
    for (size_t i = 0; i < rows.count; i++) {
        struct fb_xml_place place = {0};
        if (!is_item(building, container, part, rows.rows[i]))
            continue;
        place.offset = fb_table_row_position(building->table, part->sheet, rows.rows[i]).offset;
        FB_TRY(make_list(&list, building, container, part->list, place));
        FB_TRY(add_item(list, building, part, rows.rows[i], i + 1, &above));
    }
    return FB_OK;
}

/* Adds the lists of a container whose order is at least `from` and below `to`. */
static fb_status add_lists(struct fb_table_building *building, struct fb_table_container *container,
                           size_t from, size_t to)
{
    const struct fb_table *table = building->table;

    for (size_t order = from; from < to;) {
        const struct fb_table_part *next = NULL;
        for (size_t i = 0; i < table->mapping->list_count; i++) {
            const struct fb_table_part *part = &table->lists[i];
            if (part->sheet != NULL && part->list->parent == container->part->list &&
                part->list->order >= order && part->list->order < to &&
                (next == NULL || part->list->order < next->list->order))
                next = part;
        }
        if (next == NULL)
            break;
        FB_TRY(add_list(building, container, next));
        order = next->list->order + 1;
    }
    return FB_OK;
}

/* Rows of a list inside items must name one of them. */
static void check_parents(struct fb_table_building *building)
{
    struct fb_table *table = building->table;

    for (size_t i = 0; i < table->mapping->list_count; i++) {
        const struct fb_table_part *part = &table->lists[i];
        struct fb_table_rows rows = fb_table_rows_of(part, building->record), above = {0};
        if (part->sheet == NULL || part->list->parent == NULL)
            continue;
        for (size_t k = 0; k < i; k++) {
            if (table->lists[k].list == part->list->parent)
                above = fb_table_rows_of(&table->lists[k], building->record);
        }
        for (size_t k = 0; k < rows.count; k++) {
            size_t number = parent_number(building, part, rows.rows[k]);
            if (number == 0 || number > above.count)
                fb_report(table->sink, FB_DIAG_TABLE_PARENT,
                          fb_table_row_position(table, part->sheet, rows.rows[k]),
                          part->list->parent_row.name, part->list->parent->sheet);
        }
    }
}

/* ---- the whole ---- */

static fb_status add_fields(struct fb_table_building *building,
                            struct fb_table_container *container)
{
    const struct fb_mapping_fields *fields = building->table->record.fields;
    size_t from = 0;

    for (size_t i = 0; i < fields->count; i++) {
        const struct fb_mapping_field *field = &fields->items[i];
        if (!field->attribute) {
            FB_TRY(add_lists(building, container, from, field->order));
            from = field->order;
        }
        FB_TRY(add_cell(building, container, field, own_cell(building, i)));
    }
    return add_lists(building, container, from, SIZE_MAX);
}

/* The place of what the record has no cell for. */
static struct fb_xml_place record_place(const struct fb_table_building *building)
{
    const struct fb_table_record *record = &building->table->records.items[building->record];
    size_t count;
    const uint32_t *rows = rows_of(building, &count);
    uint32_t row = count > 0 ? rows[0] : 0;

    return (struct fb_xml_place){fb_table_row_position(building->table, record->sheet, row).offset,
                                 0};
}

static fb_status build(struct fb_table_building *building)
{
    struct fb_table_container root = {.part = &building->table->record};
    struct fb_table_container **place = FB_PUSH(building->arena, &building->containers);

    FB_NEED(place);
    *place = &root;
    root.place = record_place(building);
    FB_TRY(fb_xml_build(&building->xml, &building->table->workbook->source,
                        building->table->mapping->root, root.place));
    root.element = fb_xml_build_root(building->xml);
    FB_TRY(add_fields(building, &root));
    check_parents(building);
    return fb_table_add_silences(building);
}

fb_status fb_table_record(struct fb_xml **out, struct fb_table *table, size_t index,
                          struct fb_diagnostics *sink)
{
    struct fb_table_building building = {.table = table, .record = index};
    size_t before = fb_diagnostics_count(sink, FB_ERROR);
    fb_status status;

    *out = NULL;
    FB_TRY(fb_arena_new(&building.arena, FB_ARENA_JOB_LIMIT));
    table->sink = sink;
    status =
        table->mapping->form == FB_MAPPING_SHEETS ? fb_table_select_sheet(table, index) : FB_OK;
    if (status == FB_OK)
        status = build(&building);
    if (status == FB_OK && fb_diagnostics_count(sink, FB_ERROR) > before)
        status = FB_ERR_INPUT;
    fb_arena_free(building.arena);
    if (status == FB_OK)
        *out = building.xml;
    else
        fb_xml_free(building.xml);
    return status;
}
