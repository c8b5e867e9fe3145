/*
 * table_values.c: the text of a cell, as the value of a field.
 */
#include "data/table_private.h"

fb_status fb_table_value(const char **out, struct fb_arena *arena, struct fb_table *table,
                         const struct fb_cell *cell)
{
    *out = NULL;
    if (cell == NULL)
        return FB_OK;
    FB_TRY(fb_table_text(out, arena, table, cell));
    if (cell->kind == FB_CELL_ERROR)
        fb_report(table->sink, FB_DIAG_TABLE_ERROR_CELL, fb_cell_position(table->workbook, cell),
                  *out);
    if ((*out)[0] == '\0')
        *out = NULL;
    return FB_OK;
}
