/*
 * xlsx_sheet.c: the rows of one sheet, what is hidden and what is merged (18.3.1). Its cells are in
 * xlsx_cell.c.
 */
#include "base/i18n.h"
#include "sheet/xlsx_cell.h"

#include <stdio.h>
#include <string.h>

/* A place is optional: a row without one follows the row before. */
static fb_status start_row(struct fb_xlsx_cells *cells,
                           const struct fb_xml_stream_attributes *attributes)
{
    struct fb_xml_piece place = fb_xml_stream_attribute(attributes, "r");
    uint32_t number = cells->next_row + 1;

    if (place.bytes != NULL)
        number = fb_xlsx_number(place, FB_SHEET_ROW_LIMIT, 0);
    if (number == 0 || number > FB_SHEET_ROW_LIMIT)
        return FB_ERR_INPUT;
    cells->row = number - 1;
    cells->next_row = number;
    cells->next_column = 0;
    if (!fb_xlsx_flag(attributes, "hidden"))
        return FB_OK;
    return fb_workbook_hide_rows(cells->xlsx->workbook, cells->row, cells->row);
}

static fb_status start_column(struct fb_xlsx_cells *cells,
                              const struct fb_xml_stream_attributes *attributes)
{
    const uint32_t most = FB_SHEET_COLUMN_LIMIT;
    uint32_t first = fb_xlsx_number(fb_xml_stream_attribute(attributes, "min"), most, 0);
    uint32_t last = fb_xlsx_number(fb_xml_stream_attribute(attributes, "max"), most, 0);

    if (first == 0 || last < first)
        return FB_ERR_INPUT;
    if (!fb_xlsx_flag(attributes, "hidden"))
        return FB_OK;
    return fb_workbook_hide_columns(cells->xlsx->workbook, first - 1, last - 1);
}

/* Reads "A1:C3"; a merge of one cell merges nothing. */
static fb_status start_merge(struct fb_xlsx_cells *cells,
                             const struct fb_xml_stream_attributes *attributes)
{
    struct fb_xml_piece place = fb_xml_stream_attribute(attributes, "ref");
    struct fb_merge merge = {0};
    char text[40];
    size_t first, last;

    if (place.bytes == NULL || place.length >= sizeof text)
        return FB_ERR_INPUT;
    snprintf(text, sizeof text, "%.*s", (int)place.length, place.bytes);
    first = fb_cell_reference(text, &merge.row, &merge.column);
    if (first == place.length && first > 0)
        return FB_OK;
    if (first == 0 || text[first] != ':')
        return FB_ERR_INPUT;
    last = fb_cell_reference(text + first + 1, &merge.row_end, &merge.column_end);
    if (last == 0 || text[first + 1 + last] != '\0' || merge.row_end < merge.row ||
        merge.column_end < merge.column)
        return FB_ERR_INPUT;
    if (++cells->merge_count > FB_WORKBOOK_MERGE_LIMIT)
        return fb_xlsx_refuse_size(cells->xlsx, N_("a sheet has more than 1,000,000 merged cells"));
    return fb_workbook_add_merge(cells->xlsx->workbook, &merge);
}

static fb_status on_start(void *context, const char *space, const char *name,
                          const struct fb_xml_stream_attributes *attributes)
{
    struct fb_xlsx_cells *cells = context;

    if (!fb_xlsx_is_main(space))
        return FB_OK;
    if (cells->in_cell)
        fb_xlsx_cell_start_inner(cells, name, attributes);
    else if (strcmp(name, "c") == 0)
        return fb_xlsx_cell_start(cells, attributes);
    else if (strcmp(name, "row") == 0)
        return start_row(cells, attributes);
    else if (strcmp(name, "col") == 0)
        return start_column(cells, attributes);
    else if (strcmp(name, "mergeCell") == 0)
        return start_merge(cells, attributes);
    return FB_OK;
}

static fb_status on_end(void *context, const char *space, const char *name)
{
    struct fb_xlsx_cells *cells = context;

    if (!cells->in_cell || !fb_xlsx_is_main(space))
        return FB_OK;
    if (strcmp(name, "c") == 0)
        return fb_xlsx_cell_end(cells);
    fb_xlsx_cell_end_inner(cells, name);
    return FB_OK;
}

static fb_status on_text(void *context, const char *bytes, size_t length)
{
    struct fb_xlsx_cells *cells = context;

    if (cells->collecting != NULL)
        fb_xlsx_text_add(cells->collecting, bytes, length);
    return FB_OK;
}

fb_status fb_xlsx_read_sheet(struct fb_xlsx *xlsx, size_t part)
{
    static const struct fb_xml_stream_events EVENTS = {on_start, on_end, on_text};
    struct fb_xlsx_cells cells = {.xlsx = xlsx};
    fb_status status;

    fb_xlsx_text_init(&cells.text);
    fb_xlsx_text_init(&cells.formula);
    status = fb_xlsx_part(xlsx, part, &EVENTS, &cells);
    fb_xlsx_text_release(&cells.text);
    fb_xlsx_text_release(&cells.formula);
    return status;
}
