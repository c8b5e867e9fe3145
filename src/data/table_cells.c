/*
 * table_cells.c: cells of a table, as its reader sees them.
 */
#include "data/table_private.h"
#include "data/value.h"

#include <stdio.h>
#include <string.h>

const struct fb_cell *fb_table_cell(const struct fb_sheet *sheet, uint32_t row, uint32_t column)
{
    const struct fb_cell *cell = fb_sheet_at(sheet, row, column);
    const struct fb_merge *merge;

    if (cell != NULL || sheet->merge_count == 0)
        return cell;
    merge = fb_sheet_merge_at(sheet, row, column);
    /* What spans several columns is a text of the first alone. */
    return merge == NULL || merge->column != column ? NULL : fb_sheet_at(sheet, merge->row, column);
}

fb_status fb_table_text(const char **out, struct fb_arena *arena, const struct fb_table *table,
                        const struct fb_cell *cell)
{
    char *text = fb_cell_text(arena, table->workbook, cell);

    FB_NEED(text);
    fb_value_normalize(text);
    *out = text;
    return FB_OK;
}

const char *fb_table_sheet_name(const struct fb_table *table, const struct fb_sheet *sheet)
{
    return sheet->name[0] == '\0' ? table->workbook->source.name : sheet->name;
}

static bool is_end(const struct fb_sheet *sheet, const struct fb_cell *cell)
{
    return cell == sheet->cells + sheet->cell_count;
}

struct fb_position fb_table_row_position(const struct fb_table *table, const struct fb_sheet *sheet,
                                         uint32_t row)
{
    const struct fb_cell *cell = fb_sheet_row(sheet, row);

    if (!is_end(sheet, cell))
        return fb_cell_position(table->workbook, cell);
    return (struct fb_position){.source = &table->workbook->source};
}

bool fb_table_next_row(const struct fb_sheet *sheet, uint32_t *row)
{
    const struct fb_cell *cell = fb_sheet_row(sheet, *row);

    if (is_end(sheet, cell))
        return false;
    *row = cell->row;
    return true;
}

fb_status fb_table_row_ends(bool *out, const struct fb_table *table, const struct fb_sheet *sheet,
                            const char *until, uint32_t row)
{
    const struct fb_cell *cell = until == NULL ? NULL : fb_sheet_row(sheet, row);
    const char *text;

    *out = false;
    if (cell == NULL || is_end(sheet, cell) || cell->row != row)
        return FB_OK;
    FB_TRY(fb_table_text(&text, table->arena, table, cell));
    *out = strncmp(text, until, strlen(until)) == 0;
    return FB_OK;
}

static bool is_filled(const struct fb_sheet *sheet, uint32_t row, uint32_t column)
{
    return column != FB_TABLE_NO_COLUMN && fb_sheet_at(sheet, row, column) != NULL;
}

bool fb_table_row_filled(const struct fb_table_part *part, uint32_t row)
{
    if (is_filled(part->sheet, row, part->key))
        return true;
    for (size_t i = 0; i < part->fields->count; i++) {
        if (is_filled(part->sheet, row, part->columns[i]))
            return true;
    }
    return false;
}

bool fb_table_leave_out(struct fb_table_hidden *hidden, uint32_t row)
{
    if (!fb_sheet_row_hidden(hidden->sheet, row))
        return false;
    if (hidden->count++ == 0)
        hidden->first = row;
    return true;
}

void fb_table_report_hidden(struct fb_table *table, const struct fb_table_hidden *hidden)
{
    char count[24];

    if (hidden->count == 0)
        return;
    snprintf(count, sizeof count, "%zu", hidden->count);
    fb_report(table->sink, FB_DIAG_TABLE_HIDDEN,
              fb_table_row_position(table, hidden->sheet, hidden->first),
              fb_table_sheet_name(table, hidden->sheet), count);
}
