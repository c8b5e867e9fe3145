#include "data/table.h"

#include "data/record.h"
#include "data/table_private.h"

#include <stdlib.h>
#include <string.h>

static fb_status begin(struct fb_table *table)
{
    const struct fb_mapping *mapping = table->mapping;

    FB_TRY(fb_arena_new(&table->arena, FB_ARENA_JOB_LIMIT));
    table->record.fields = &mapping->fields;
    table->record.key = FB_TABLE_NO_COLUMN;
    table->lists = FB_NEW_ARRAY(table->arena, struct fb_table_part, mapping->list_count + 1);
    FB_NEED(table->lists);
    for (size_t i = 0; i < mapping->list_count; i++) {
        table->lists[i].list = mapping->lists[i];
        table->lists[i].fields = &mapping->lists[i]->fields;
    }
    return FB_OK;
}

static bool has_errors(const struct fb_table *table, size_t before)
{
    return fb_diagnostics_count(table->sink, FB_ERROR) > before;
}

/* Finds records and rows; not where columns are missing, for rows would then seem to be blank. */
static fb_status find(struct fb_table *table)
{
    size_t before = fb_diagnostics_count(table->sink, FB_ERROR);

    if (table->mapping->form == FB_MAPPING_SHEETS) {
        FB_TRY(fb_table_find_sheets(table));
    } else {
        if (table->mapping->fill_in)
            FB_TRY(fb_table_open_silences(table));
        FB_TRY(fb_table_find_columns(table));
        if (!has_errors(table, before))
            FB_TRY(fb_table_find_rows(table));
    }
    if (has_errors(table, before))
        return FB_ERR_INPUT;
    if (table->records.count > 0)
        return FB_OK;
    fb_report(table->sink, FB_DIAG_TABLE_EMPTY,
              (struct fb_position){.source = &table->workbook->source}, "");
    return FB_ERR_INPUT;
}

fb_status fb_table_open(struct fb_table **out, const struct fb_workbook *workbook,
                        const struct fb_mapping *mapping, struct fb_diagnostics *sink)
{
    struct fb_table *table = calloc(1, sizeof *table);
    fb_status status;

    *out = NULL;
    FB_NEED(table);
    *table = (struct fb_table){.workbook = workbook, .mapping = mapping, .sink = sink};
    status = begin(table);
    if (status == FB_OK)
        status = find(table);
    if (status != FB_OK) {
        fb_table_free(table);
        return status;
    }
    *out = table;
    return FB_OK;
}

void fb_table_free(struct fb_table *table)
{
    if (table == NULL)
        return;
    fb_arena_free(table->arena);
    free(table);
}

size_t fb_table_count(const struct fb_table *table)
{
    return table->records.count;
}

fb_status fb_table_template(const char **out, struct fb_position *position, struct fb_arena *arena,
                            const struct fb_workbook *workbook)
{
    const struct fb_sheet *sheet = fb_workbook_sheet(workbook, FB_MAPPING_GUIDE);
    const struct fb_table table = {.workbook = workbook};
    const char *text;

    *out = NULL;
    for (size_t i = 0; sheet != NULL && i + 1 < sheet->cell_count; i++) {
        const struct fb_cell *cell = &sheet->cells[i];
        if (cell->column != 0 || cell[1].row != cell->row)
            continue;
        FB_TRY(fb_table_text(&text, arena, &table, cell));
        if (strcmp(text, FB_RECORD_TEMPLATE) != 0)
            continue;
        *position = fb_cell_position(workbook, &cell[1]);
        return fb_table_text(out, arena, &table, &cell[1]);
    }
    return FB_OK;
}
