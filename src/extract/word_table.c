/*
 * word_table.c: which cells there are, and in which columns (ISO/IEC 29500-1, 17.4).
 */
#include "extract/word_private.h"

#include <stdlib.h>
#include <string.h>

/* No grid has more columns; Word itself has 63. */
enum { SPAN_LIMIT = 10000 };

/* Returns the number of a property, or `usual` if it has none that can be. */
static size_t number_of(const struct fb_xml_node *properties, const char *name, size_t usual)
{
    const char *text = fb_word_attribute(fb_word_child(properties, name), "val");
    unsigned long number = text != NULL ? strtoul(text, NULL, 10) : usual;

    return number <= SPAN_LIMIT ? number : usual;
}

fb_status fb_word_read_table(struct fb_word_reading *reading, const struct fb_xml_node *table)
{
    size_t table_before = reading->table, row = reading->row, cell = reading->cell;

    fb_word_end_line(reading);
    reading->table = ++reading->tables;
    reading->row = reading->cell = FB_WORD_NONE;
    FB_TRY(fb_word_walk(reading, table));
    reading->table = table_before;
    reading->row = row;
    reading->cell = cell;
    reading->ended = true;
    return FB_OK;
}

fb_status fb_word_read_row(struct fb_word_reading *reading, const struct fb_xml_node *element)
{
    const struct fb_xml_node *properties = fb_word_child(element, "trPr");
    size_t index = reading->word->rows.count;
    struct fb_word_row *row;

    if (fb_word_child(properties, "del") != NULL)
        return FB_OK;
    if (index >= FB_WORD_LIMIT)
        return FB_ERR_NOMEM;
    row = FB_PUSH(reading->arena, &reading->word->rows);
    FB_NEED(row);
    row->table = reading->table;
    reading->row = index;
    reading->cell = FB_WORD_NONE;
    reading->column = number_of(properties, "gridBefore", 0);
    FB_TRY(fb_word_walk(reading, element));
    reading->row = FB_WORD_NONE;
    return FB_OK;
}

static void place_cell(struct fb_word_reading *reading, struct fb_word_cell *cell,
                       const struct fb_xml_node *properties)
{
    const struct fb_xml_node *merge = fb_word_child(properties, "vMerge");
    const char *value = fb_word_attribute(merge, "val");

    cell->column = reading->column;
    cell->span = number_of(properties, "gridSpan", 1);
    cell->merged = merge != NULL;
    cell->continued = merge != NULL && (value == NULL || strcmp(value, "continue") == 0);
    reading->column += cell->span;
}

fb_status fb_word_read_cell(struct fb_word_reading *reading, const struct fb_xml_node *element)
{
    size_t row = reading->row, index, column, start;
    struct fb_word_cell *cell;

    if (row == FB_WORD_NONE)
        return fb_word_walk(reading, element);
    index = reading->word->rows.items[row].cells.count;
    cell = FB_PUSH(reading->arena, &reading->word->rows.items[row].cells);
    FB_NEED(cell);
    place_cell(reading, cell, fb_word_child(element, "tcPr"));
    reading->cell = index;
    reading->ended = false;
    column = reading->column;
    start = reading->text.length;
    FB_TRY(fb_word_walk(reading, element));
    cell = &reading->word->rows.items[row].cells.items[index];
    cell->start = start;
    cell->text = fb_word_slice(reading, start);
    FB_NEED(cell->text);
    if (cell->style == NULL)
        cell->style = "";
    reading->row = row;
    reading->cell = FB_WORD_NONE;
    reading->column = column;
    reading->ended = false;
    return FB_OK;
}
