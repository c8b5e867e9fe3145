/*
 * table_sheets.c: workbooks in which each sheet is a record.
 */
#include "data/table_private.h"

#include <string.h>

/* Whether a name is one of those in a list, divided by '/'. */
static bool is_excepted(const char *names, const char *name)
{
    size_t length = strlen(name);

    while (names != NULL && *names != '\0') {
        size_t taken = strcspn(names, "/");
        if (taken == length && memcmp(names, name, length) == 0)
            return true;
        names += taken + (names[taken] == '/' ? 1 : 0);
    }
    return false;
}

static bool is_record(const struct fb_table *table, const struct fb_sheet *sheet)
{
    const struct fb_mapping *mapping = table->mapping;

    if (mapping->sheet != NULL)
        return sheet == fb_workbook_sheet(table->workbook, mapping->sheet);
    return !sheet->hidden && sheet->cell_count > 0 && !is_excepted(mapping->except, sheet->name);
}

fb_status fb_table_find_sheets(struct fb_table *table)
{
    const struct fb_workbook *workbook = table->workbook;
    const char *name = table->mapping->sheet;

    table->record.columns = FB_NEW_ARRAY(table->arena, uint32_t, table->record.fields->count + 1);
    FB_NEED(table->record.columns);
    for (size_t i = 0; i < table->record.fields->count; i++)
        table->record.columns[i] = FB_TABLE_NO_COLUMN;
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        struct fb_table_record *record;
        if (!is_record(table, &workbook->sheets[i]))
            continue;
        record = FB_PUSH(table->arena, &table->records);
        FB_NEED(record);
        record->sheet = &workbook->sheets[i];
    }
    if (name != NULL && table->records.count == 0)
        fb_report(table->sink, FB_DIAG_TABLE_SHEET,
                  (struct fb_position){.source = &workbook->source}, name,
                  fb_table_sheet_near(table, name));
    return FB_OK;
}

/* Gathers the rows of a list in its sheet: down to the text that ends it, or to a blank row. */
static fb_status find_rows(struct fb_table *table, struct fb_table_part *part, uint32_t *count)
{
    FB_VECTOR(uint32_t) rows = {0};
    struct fb_table_hidden hidden = {.sheet = part->sheet};
    uint32_t row = part->list->first;
    bool end = false;

    for (; fb_table_next_row(part->sheet, &row) && !end; row++) {
        bool filled = fb_table_row_filled(part, row);
        uint32_t *place;
        if (part->list->until == NULL && row != part->list->first + rows.count + hidden.count)
            break;
        FB_TRY(fb_table_row_ends(&end, table, part->sheet, part->list->until, row));
        if (part->list->until == NULL && !filled)
            break;
        if (end || !filled || fb_table_leave_out(&hidden, row))
            continue;
        place = FB_PUSH(table->arena, &rows);
        FB_NEED(place);
        *place = row;
    }
    fb_table_report_hidden(table, &hidden);
    part->rows = rows.items;
    *count = (uint32_t)rows.count;
    return FB_OK;
}

fb_status fb_table_select_sheet(struct fb_table *table, size_t index)
{
    for (size_t i = 0; i < table->mapping->list_count; i++) {
        struct fb_table_part *part = &table->lists[i];
        uint32_t count;
        part->sheet = table->records.items[index].sheet;
        FB_TRY(fb_table_find_list(table, part));
        FB_TRY(find_rows(table, part, &count));
        fb_table_check_items(table, part, part->list->first, count);
        if (count > FB_TABLE_ITEM_LIMIT)
            return FB_ERR_INPUT;
        part->starts = FB_NEW_ARRAY(table->arena, uint32_t, index + 2);
        FB_NEED(part->starts);
        part->starts[index + 1] = count;
    }
    return FB_OK;
}
