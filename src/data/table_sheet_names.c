/*
 * table_sheet_names.c: which sheets of a workbook hold the records and their lists.
 */
#include "base/nearest.h"
#include "data/table_private.h"

const struct fb_sheet *fb_table_find_records(struct fb_table *table)
{
    const struct fb_workbook *workbook = table->workbook;
    const char *name = table->mapping->sheet;
    const struct fb_sheet *sheet = name == NULL ? NULL : fb_workbook_sheet(workbook, name);

    if (name == NULL || (sheet == NULL && workbook->sheets[0].name[0] == '\0'))
        return &workbook->sheets[0];
    if (sheet == NULL)
        fb_report(table->sink, FB_DIAG_TABLE_SHEET,
                  (struct fb_position){.source = &workbook->source}, name,
                  fb_table_sheet_near(table, name));
    return sheet;
}

const char *fb_table_sheet_near(const struct fb_table *table, const char *name)
{
    const struct fb_workbook *workbook = table->workbook;
    const char **names = FB_NEW_ARRAY(table->arena, const char *, workbook->sheet_count);
    const char *near = NULL;

    for (size_t i = 0; names != NULL && i < workbook->sheet_count; i++)
        names[i] = workbook->sheets[i].name;
    if (names != NULL)
        near = fb_nearest(name, names, workbook->sheet_count);
    return near == NULL || near[0] == '\0' ? fb_table_sheet_name(table, &workbook->sheets[0])
                                           : near;
}

static bool is_read(const struct fb_table *table, const struct fb_sheet *sheet)
{
    bool read = sheet == table->record.sheet || fb_sheet_is(sheet, FB_MAPPING_GUIDE) ||
                fb_sheet_is(sheet, FB_MAPPING_CHOICES) || fb_sheet_is(sheet, FB_MAPPING_SILENCES);

    for (size_t i = 0; i < table->mapping->list_count; i++)
        read = read || sheet == table->lists[i].sheet;
    return read;
}

void fb_table_report_sheets(struct fb_table *table)
{
    for (size_t i = 0; i < table->workbook->sheet_count; i++) {
        const struct fb_sheet *sheet = &table->workbook->sheets[i];
        const char *near = NULL;
        if (is_read(table, sheet) || sheet->cell_count == 0)
            continue;
        for (size_t k = 0; k < table->mapping->list_count && near == NULL; k++)
            near = table->lists[k].sheet == NULL
                       ? fb_nearest(sheet->name, &table->mapping->lists[k]->sheet, 1)
                       : NULL;
        if (near != NULL)
            fb_report(table->sink, FB_DIAG_TABLE_SHEET_LIKE, fb_table_row_position(table, sheet, 0),
                      sheet->name, near);
        else
            fb_report(table->sink, FB_DIAG_TABLE_SHEET_UNREAD,
                      fb_table_row_position(table, sheet, 0), sheet->name);
    }
}
