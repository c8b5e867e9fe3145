#include "doc/doc.h"

fb_length fb_table_span_width(const struct fb_table *table, size_t column, size_t span)
{
    fb_length width = 0;

    for (size_t i = column; i < column + span && i < table->column_count; i++)
        width += table->columns[i];
    return width;
}
