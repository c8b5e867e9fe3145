/*
 * table_unnamed.c: what stands in columns without a heading, which nothing reads.
 */
#include "data/table_private.h"

#include <string.h>

/* More columns than these are not named. */
enum { NAMED = 10 };

/* The columns of a sheet: those with a heading or a field, and those that were found without. */
struct columns {
    struct fb_table *table;
    const struct fb_sheet *sheet;
    bool *known;
    const char *unnamed; /* the letters of those without; NULL: there are none so far */
    size_t count;
    struct fb_position position; /* of the first cell in one of them */
};

static void know(struct columns *columns, uint32_t column)
{
    if (column < FB_SHEET_COLUMN_LIMIT)
        columns->known[column] = true;
}

static void know_part(struct columns *columns, const struct fb_table_part *part)
{
    if (part->sheet != columns->sheet || part->columns == NULL)
        return;
    know(columns, part->key);
    know(columns, part->parent_row);
    for (size_t i = 0; i < part->fields->count; i++)
        know(columns, part->columns[i]);
}

/* Letters as a spreadsheet has them: A, Z, AA. */
static const char *letters_of(struct fb_arena *arena, uint32_t column)
{
    const char *last = fb_arena_format(arena, "%c", (char)('A' + column % 26));

    /* No column has more than three letters. */
    if (last == NULL || column < 26)
        return last;
    return fb_arena_format(arena, "%s%s", letters_of(arena, column / 26 - 1), last);
}

static fb_status add_unnamed(struct columns *columns, const struct fb_cell *cell)
{
    struct fb_arena *arena = columns->table->arena;
    const char *letters = letters_of(arena, cell->column), *text;

    FB_TRY(fb_table_text(&text, arena, columns->table, cell));
    if (text[0] == '\0')
        return FB_OK;
    FB_NEED(letters);
    know(columns, cell->column);
    columns->count++;
    if (columns->count == 1) {
        columns->position = fb_cell_position(columns->table->workbook, cell);
        columns->unnamed = letters;
    } else if (columns->count <= NAMED) {
        columns->unnamed = fb_arena_format(arena, "%s、%s", columns->unnamed, letters);
    } else if (columns->count == NAMED + 1) {
        columns->unnamed = fb_arena_format(arena, "%s…", columns->unnamed);
    }
    FB_NEED(columns->unnamed);
    return FB_OK;
}

fb_status fb_table_report_unnamed(struct fb_table *table, const struct fb_table_part *part,
                                  bool *known)
{
    const struct fb_sheet *sheet = part->sheet;
    uint32_t first = part->list == NULL ? table->mapping->first : part->list->first;
    const char *until = part->list == NULL ? table->mapping->until : part->list->until;
    const struct fb_cell *cell = fb_sheet_row(sheet, first);
    struct columns columns = {.table = table, .sheet = sheet, .known = known};
    bool end = false;

    know_part(&columns, part);
    know_part(&columns, &table->record);
    for (size_t i = 0; i < table->mapping->list_count; i++)
        know_part(&columns, &table->lists[i]);
    for (uint32_t row = UINT32_MAX; cell != sheet->cells + sheet->cell_count && !end; cell++) {
        if (cell->row != row)
            FB_TRY(fb_table_row_ends(&end, table, sheet, until, cell->row));
        row = cell->row;
        if (!end && cell->column < FB_SHEET_COLUMN_LIMIT && !known[cell->column])
            FB_TRY(add_unnamed(&columns, cell));
    }
    if (columns.unnamed != NULL)
        fb_report(table->sink, FB_DIAG_TABLE_HEADINGS_NONE, columns.position, columns.unnamed);
    return FB_OK;
}
