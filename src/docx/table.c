#include "doc/grid.h"
#include "docx/body.h"
#include "docx/borders.h"
#include "docx/control.h"
#include "docx/rows.h"

/* One table while it is written. */
struct writing {
    struct fb_xml_writer *xml;
    const struct fb_docx_context *context;
    const struct fb_table *table;
    const struct fb_style *first_style; /* of the first cell: the table's default padding */
    struct fb_grid grid;
    struct fb_docx_lines lines;
    int64_t *edges; /* of the columns, in twips from the left: column_count + 1 of them */
};

static const char *const VALIGNS[] = {
    [FB_VALIGN_TOP] = "top",
    [FB_VALIGN_MIDDLE] = "center",
    [FB_VALIGN_BOTTOM] = "bottom",
};

/* Rounds edges, not widths: the widths then add up to the table's whatever their number. */
static fb_status measure_edges(struct writing *writing)
{
    const struct fb_table *table = writing->table;

    writing->edges = FB_NEW_ARRAY(writing->context->arena, int64_t, table->column_count + 1);
    FB_NEED(writing->edges);
    for (size_t i = 0; i <= table->column_count; i++)
        writing->edges[i] = fb_length_twips(fb_table_span_width(table, 0, i));
    return FB_OK;
}

static int64_t span_twips(const struct writing *writing, size_t column, size_t span)
{
    return writing->edges[column + span] - writing->edges[column];
}

/* Writes a width in twips; WPS goes by w:gridCol, Word by w:tblW and w:tcW. */
static void write_width(struct fb_xml_writer *xml, const char *name, int64_t twips)
{
    fb_xml_write_start(xml, name);
    fb_xml_write_integer(xml, "w:w", twips);
    fb_xml_write_attribute(xml, "w:type", "dxa");
    fb_xml_write_end(xml, name);
}

/* Writes w:tblCellMar or w:tcMar. */
static void write_padding(struct fb_xml_writer *xml, const char *name, const struct fb_style *style)
{
    fb_xml_write_start(xml, name);
    write_width(xml, "w:top", fb_length_twips(style->padding_y));
    write_width(xml, "w:left", fb_length_twips(style->padding_x));
    write_width(xml, "w:bottom", fb_length_twips(style->padding_y));
    write_width(xml, "w:right", fb_length_twips(style->padding_x));
    fb_xml_write_end(xml, name);
}

/* No part of a table style applies: no special first row or column, no bands. */
static void write_look(struct fb_xml_writer *xml)
{
    fb_xml_write_start(xml, "w:tblLook");
    fb_xml_write_attribute(xml, "w:val", "0600");
    fb_xml_write_attribute(xml, "w:firstRow", "0");
    fb_xml_write_attribute(xml, "w:lastRow", "0");
    fb_xml_write_attribute(xml, "w:firstColumn", "0");
    fb_xml_write_attribute(xml, "w:lastColumn", "0");
    fb_xml_write_attribute(xml, "w:noHBand", "1");
    fb_xml_write_attribute(xml, "w:noVBand", "1");
    fb_xml_write_end(xml, "w:tblLook");
}

static void write_layout(struct fb_xml_writer *xml)
{
    fb_xml_write_start(xml, "w:tblLayout");
    fb_xml_write_attribute(xml, "w:type", "fixed");
    fb_xml_write_end(xml, "w:tblLayout");
}

static void write_table_properties(const struct writing *writing)
{
    struct fb_xml_writer *xml = writing->xml;
    const char *title = writing->table->title;

    fb_xml_write_start(xml, "w:tblPr");
    write_width(xml, "w:tblW", span_twips(writing, 0, writing->table->column_count));
    fb_docx_write_value(xml, "w:jc", "center");
    fb_docx_write_table_borders(xml, &writing->lines);
    write_layout(xml);
    if (writing->first_style != NULL)
        write_padding(xml, "w:tblCellMar", writing->first_style);
    write_look(xml);
    if (title != NULL && *title != '\0')
        fb_docx_write_value(xml, "w:tblCaption", title);
    fb_xml_write_end(xml, "w:tblPr");
}

static void write_grid(const struct writing *writing)
{
    fb_xml_write_start(writing->xml, "w:tblGrid");
    for (size_t i = 0; i < writing->table->column_count; i++) {
        fb_xml_write_start(writing->xml, "w:gridCol");
        fb_xml_write_integer(writing->xml, "w:w", span_twips(writing, i, 1));
        fb_xml_write_end(writing->xml, "w:gridCol");
    }
    fb_xml_write_end(writing->xml, "w:tblGrid");
}

/* A height without w:hRule is read in two ways; so it always has one. */
static void write_height(struct fb_xml_writer *xml, const struct fb_row *row)
{
    if (row->height_rule == FB_HEIGHT_AUTO)
        return;
    fb_xml_write_start(xml, "w:trHeight");
    fb_xml_write_integer(xml, "w:val", fb_length_twips(row->height));
    fb_xml_write_attribute(xml, "w:hRule",
                           row->height_rule == FB_HEIGHT_EXACT ? "exact" : "atLeast");
    fb_xml_write_end(xml, "w:trHeight");
}

static void write_row_properties(const struct writing *writing, size_t row)
{
    fb_xml_write_start(writing->xml, "w:trPr");
    fb_xml_write_empty(writing->xml, "w:cantSplit");
    write_height(writing->xml, &writing->table->rows[row]);
    if (row < writing->table->header_rows)
        fb_xml_write_empty(writing->xml, "w:tblHeader");
    fb_xml_write_end(writing->xml, "w:trPr");
}

static bool same_padding(const struct fb_style *a, const struct fb_style *b)
{
    return a->padding_x == b->padding_x && a->padding_y == b->padding_y;
}

/* Every row that a merged cell spans has a w:tc of the same columns; the first one restarts. */
static void write_merge(struct fb_xml_writer *xml, const struct fb_docx_merge *merge, size_t row)
{
    if (merge->end - merge->first == 1)
        return;
    fb_xml_write_start(xml, "w:vMerge");
    if (row == merge->first)
        fb_xml_write_attribute(xml, "w:val", "restart");
    fb_xml_write_end(xml, "w:vMerge");
}

static void write_cell_properties(const struct writing *writing, const struct fb_cell *cell,
                                  const struct fb_docx_merge *merge, size_t row)
{
    struct fb_xml_writer *xml = writing->xml;

    fb_xml_write_start(xml, "w:tcPr");
    write_width(xml, "w:tcW", span_twips(writing, cell->column, cell->column_span));
    if (cell->column_span > 1)
        fb_docx_write_number(xml, "w:gridSpan", (int64_t)cell->column_span);
    write_merge(xml, merge, row);
    fb_docx_write_cell_borders(xml, &writing->lines, cell, row);
    if (!same_padding(cell->style, writing->first_style))
        write_padding(xml, "w:tcMar", cell->style);
    if (cell->style->direction == FB_DIRECTION_VERTICAL)
        fb_docx_write_value(xml, "w:textDirection", "tbRlV"); /* upright; tbRl turns Han too */
    fb_docx_write_value(xml, "w:vAlign", VALIGNS[cell->style->valign]);
    fb_xml_write_end(xml, "w:tcPr");
}

/* Every w:tc ends with a w:p, also where nothing shows (17.4.65). */
static fb_status write_cell_content(const struct writing *writing, const struct fb_cell *cell,
                                    bool first, const struct fb_docx_place *place)
{
    if (!first || cell->paragraph_count == 0)
        return fb_docx_write_empty_paragraph(writing->xml, writing->context, cell->style, place);
    for (size_t i = 0; i < cell->paragraph_count; i++) {
        struct fb_docx_place here = *place;
        here.at_top = i == 0;
        here.at_bottom = i + 1 == cell->paragraph_count;
        here.before = i > 0 ? &cell->paragraphs[i - 1] : NULL;
        here.after = here.at_bottom ? NULL : &cell->paragraphs[i + 1];
        FB_TRY(
            fb_docx_write_paragraph(writing->xml, writing->context, &cell->paragraphs[i], &here));
    }
    return FB_OK;
}

/* Tells whether a page break below this row would part a merged cell from one of its rows only. */
static bool parts_merge(const struct writing *writing, size_t row)
{
    const struct fb_grid *grid = &writing->grid;

    for (size_t column = 0; column < grid->column_count;) {
        const struct fb_cell *cell = fb_grid_cell(grid, row, column);
        size_t first = fb_grid_first_row(grid, row, column), end = first + cell->row_span;

        if (row + 1 < end && (row == first || row + 2 == end))
            return true;
        column += cell->column_span;
    }
    return false;
}

/*
 * Neither header rows nor the first or last row of a merged label stand alone on a page; the
 * template may keep more together.
 */
static bool stays_with_next(const struct writing *writing, size_t row)
{
    return row < writing->table->header_rows || fb_table_keeps_next(writing->table, row) ||
           parts_merge(writing, row);
}

/* Returns the length of a cell's lines; that of vertical ones is not known. */
static fb_length text_width(const struct writing *writing, const struct fb_cell *cell)
{
    if (cell->style->direction == FB_DIRECTION_VERTICAL)
        return 0;
    return fb_table_span_width(writing->table, cell->column, cell->column_span) -
           2 * cell->style->padding_x;
}

/* Returns the field of several lines that the whole cell is; NULL: it is something else. */
static const struct fb_docx_field *cell_field(const struct writing *writing,
                                              const struct fb_cell *cell)
{
    const struct fb_docx_field *field = NULL;

    for (size_t i = 0; i < cell->paragraph_count; i++) {
        const struct fb_docx_field *own =
            fb_docx_lines_field(writing->context, &cell->paragraphs[i]);
        if (own == NULL || (i > 0 && own != field))
            return NULL;
        field = own;
    }
    return field;
}

/* A control for all that a cell has stands around the cell, as Word itself puts it. */
static fb_status write_cell(const struct writing *writing, size_t row, const struct fb_cell *cell)
{
    struct fb_docx_merge merge = fb_docx_find_merge(&writing->lines, row, cell);
    bool first = row == merge.first && !merge.below;
    const struct fb_docx_field *field = first ? cell_field(writing, cell) : NULL;
    const struct fb_docx_place place = {.at_top = true,
                                        .at_bottom = true,
                                        .keep_next = stays_with_next(writing, row),
                                        .deletable = writing->table->rows[row].item != NULL,
                                        .in_control = field != NULL,
                                        .width = text_width(writing, cell)};
    const struct fb_docx_control control = {.field = field, .deletable = place.deletable};

    if (field != NULL)
        fb_docx_begin_control(writing->xml, writing->context, &control);
    fb_xml_write_start(writing->xml, "w:tc");
    write_cell_properties(writing, cell, &merge, row);
    FB_TRY(write_cell_content(writing, cell, first, &place));
    fb_xml_write_end(writing->xml, "w:tc");
    if (field != NULL)
        fb_docx_end_control(writing->xml);
    return FB_OK;
}

static fb_status write_row(const void *context, size_t row)
{
    const struct writing *writing = context;

    fb_xml_write_start(writing->xml, "w:tr");
    write_row_properties(writing, row);
    for (size_t column = 0; column < writing->grid.column_count;) {
        const struct fb_cell *cell = fb_grid_cell(&writing->grid, row, column);

        FB_TRY(write_cell(writing, row, cell));
        column += cell->column_span;
    }
    fb_xml_write_end(writing->xml, "w:tr");
    return FB_OK;
}

static fb_status prepare(struct writing *writing)
{
    struct fb_grid_error error;
    fb_status status =
        fb_grid_build(&writing->grid, writing->context->arena, writing->table, &error);

    if (status == FB_ERR_INPUT)
        return FB_ERR_INTERNAL;
    FB_TRY(status);
    if (writing->grid.row_count > 0)
        writing->first_style = fb_grid_cell(&writing->grid, 0, 0)->style;
    return measure_edges(writing);
}

fb_status fb_docx_write_table(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                              const struct fb_table *table, bool continued)
{
    struct writing writing = {.xml = xml, .context = context, .table = table};

    FB_TRY(prepare(&writing));
    fb_docx_lines_init(&writing.lines, table, &writing.grid, continued);
    fb_xml_write_start(xml, "w:tbl");
    write_table_properties(&writing);
    write_grid(&writing);
    FB_TRY(fb_docx_write_rows(xml, context, table, write_row, &writing));
    fb_xml_write_end(xml, "w:tbl");
    return FB_OK;
}
