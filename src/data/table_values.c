/*
 * table_values.c: the text of a cell, as the value of a field.
 */
#include "data/table_private.h"
#include "data/value.h"

static fb_status read_number(const char **out, struct fb_arena *arena, const struct fb_table *table,
                             const struct fb_cell *cell)
{
    char *text = fb_cell_plain(arena, table->workbook, cell);

    FB_NEED(text);
    fb_value_normalize(text);
    *out = text;
    return FB_OK;
}

fb_status fb_table_value(const char **out, struct fb_arena *arena, struct fb_table *table,
                         const struct fb_cell *cell, bool number)
{
    *out = NULL;
    if (cell == NULL)
        return FB_OK;
    FB_TRY(number ? read_number(out, arena, table, cell) : fb_table_text(out, arena, table, cell));
    if (cell->kind == FB_CELL_ERROR)
        fb_report(table->sink, (*out)[0] == '=' ? FB_DIAG_TABLE_FORMULA : FB_DIAG_TABLE_ERROR_CELL,
                  fb_cell_position(table->workbook, cell), *out);
    if ((*out)[0] == '\0')
        *out = NULL;
    return FB_OK;
}
