/*
 * table_silences.c: the sheet 忽略 of a fill-in workbook: findings that a record has answered.
 *
 * The place is that of the element inside which the rule is silent: empty for the record, the path
 * of a group, or the sheet of a list and the number of the item among those of its record
 * (绩效指标/3), and after it the path of a group in the item.
 */
#include "data/record.h"
#include "data/table_private.h"

#include <string.h>

enum { PLACE, RULE, REASON, FIELDS };

fb_status fb_table_open_silences(struct fb_table *table)
{
    static const char *const HEADINGS[] = {FB_MAPPING_PLACE, FB_RECORD_SILENCE_RULE,
                                           FB_RECORD_SILENCE_REASON};
    struct fb_mapping_field *fields = FB_NEW_ARRAY(table->arena, struct fb_mapping_field, FIELDS);
    struct fb_mapping_fields *all = FB_NEW(table->arena, struct fb_mapping_fields);
    struct fb_mapping_list *list = FB_NEW(table->arena, struct fb_mapping_list);
    struct fb_table_part *part = &table->silences;

    FB_NEED(fields);
    FB_NEED(all);
    FB_NEED(list);
    part->sheet = fb_workbook_sheet(table->workbook, FB_MAPPING_SILENCES);
    if (part->sheet == NULL)
        return FB_OK;
    for (int i = 0; i < FIELDS; i++) {
        fields[i].name = fields[i].text = HEADINGS[i];
        fields[i].optional = i == PLACE;
    }
    *all = (struct fb_mapping_fields){fields, FIELDS};
    list->sheet = FB_MAPPING_SILENCES;
    list->key.name = list->key.text = FB_MAPPING_KEY;
    list->first = 1;
    part->list = list;
    part->fields = all;
    return fb_table_find_list(table, part);
}

/* Reads the number of an item at the start of a text and gives what follows; 0: there is none. */
static size_t read_number(const char *text, const char **rest)
{
    size_t number = 0;

    for (; *text >= '0' && *text <= '9' && number < FB_SHEET_ROW_LIMIT; text++)
        number = number * 10 + (size_t)(*text - '0');
    *rest = text;
    return *text == '\0' || *text == '/' ? number : 0;
}

/* Finds the container that a place begins with; what follows is a path of groups. */
static struct fb_table_container *find_container(const struct fb_table_building *building,
                                                 const char *place, const char **rest)
{
    for (size_t i = 1; i < building->containers.count; i++) {
        struct fb_table_container *container = building->containers.items[i];
        const char *sheet = container->part->list->sheet;
        size_t length = sheet == NULL ? 0 : strlen(sheet);
        if (length == 0 || strncmp(place, sheet, length) != 0 || place[length] != '/')
            continue;
        if (read_number(place + length + 1, rest) == container->number)
            return container;
    }
    *rest = place;
    return building->containers.items[0];
}

/* Finds the element of a group that the record has; NULL if it has none of that path. */
static struct fb_xml_node *find_group(const struct fb_table_container *container, const char *path)
{
    for (size_t i = 0; i < container->groups.count; i++) {
        const struct fb_table_group *group = &container->groups.items[i];
        const char *at = path;
        size_t step = 0;
        for (; step < group->count; step++) {
            size_t length = strlen(group->steps[step]);
            if (strncmp(at, group->steps[step], length) != 0)
                break;
            at += length;
            at += *at == '/' && step + 1 < group->count ? 1 : 0;
        }
        if (step == group->count && *at == '\0')
            return group->element;
    }
    return NULL;
}

static struct fb_xml_node *find_place(const struct fb_table_building *building, const char *place)
{
    const char *rest;
    const struct fb_table_container *container = find_container(building, place, &rest);

    rest += *rest == '/' ? 1 : 0;
    return *rest == '\0' ? container->element : find_group(container, rest);
}

static fb_status add_attribute(struct fb_table_building *building, struct fb_xml_node *element,
                               const char *name, const struct fb_cell *cell)
{
    const char *text;

    FB_TRY(fb_table_value(&text, building->arena, building->table, cell, false));
    if (text == NULL)
        return FB_OK;
    return fb_xml_build_attribute(building->xml, element, name, text,
                                  (struct fb_xml_place){cell->offset, cell->length});
}

static fb_status add_silence(struct fb_table_building *building, uint32_t row)
{
    struct fb_table *table = building->table;
    const struct fb_table_part *part = &table->silences;
    struct fb_position position = fb_table_row_position(table, part->sheet, row);
    const struct fb_cell *cells[FIELDS];
    struct fb_xml_node *parent, *element;
    const char *place;

    for (int i = 0; i < FIELDS; i++)
        cells[i] = part->columns[i] == FB_TABLE_NO_COLUMN
                       ? NULL
                       : fb_table_cell(part->sheet, row, part->columns[i]);
    FB_TRY(fb_table_value(&place, building->arena, table, cells[PLACE], false));
    parent = find_place(building, place == NULL ? "" : place);
    if (parent == NULL) {
        fb_report(table->sink, FB_DIAG_TABLE_PLACE, fb_cell_position(table->workbook, cells[PLACE]),
                  place);
        return FB_OK;
    }
    FB_TRY(fb_xml_build_element(&element, building->xml, parent, FB_RECORD_SILENCE,
                                (struct fb_xml_place){position.offset, position.length}));
    FB_TRY(add_attribute(building, element, FB_RECORD_SILENCE_RULE, cells[RULE]));
    return add_attribute(building, element, FB_RECORD_SILENCE_REASON, cells[REASON]);
}

fb_status fb_table_add_silences(struct fb_table_building *building)
{
    struct fb_table_rows rows = fb_table_rows_of(&building->table->silences, building->record);

    for (size_t i = 0; i < rows.count; i++)
        FB_TRY(add_silence(building, rows.rows[i]));
    return FB_OK;
}
