#include "doc/doc.h"

#include "xml/document.h"

struct fb_position fb_origin(const struct fb_position *origin)
{
    return origin != NULL ? *origin : FB_NO_POSITION;
}

struct fb_position fb_run_origin(const struct fb_run *run)
{
    return run->node != NULL ? fb_xml_content_position(run->node) : fb_origin(run->origin);
}

fb_length fb_table_span_width(const struct fb_table *table, size_t column, size_t span)
{
    fb_length width = 0;

    for (size_t i = column; i < column + span && i < table->column_count; i++)
        width += table->columns[i];
    return width;
}

/*
 * The row before the last is kept with it. That row may itself be kept with those above it; where
 * so many would move that the page before is left empty, the last row stands alone after all.
 */
static bool accompanies_last(const struct fb_table *table, size_t row)
{
    enum { MOVED_MAX = 4 };
    size_t first = row;

    if (row + 2 != table->row_count || row <= table->header_rows || table->goes_on ||
        table->rows[row + 1].fill)
        return false;
    while (first > table->header_rows && row - first < MOVED_MAX &&
           table->rows[first - 1].keep_next)
        first--;
    return row + 2 - first <= MOVED_MAX;
}

bool fb_table_keeps_next(const struct fb_table *table, size_t row)
{
    return table->rows[row].keep_next || accompanies_last(table, row);
}
