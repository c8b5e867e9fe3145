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
    int *edges; /* of the columns, in twips from the left: column_count + 1 of them */
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

    writing->edges = FB_NEW_ARRAY(writing->context->arena, int, table->column_count + 1);
    FB_NEED(writing->edges);
    for (size_t i = 0; i <= table->column_count; i++)
        writing->edges[i] = fb_docx_twips(fb_table_span_width(table, 0, i));
    return FB_OK;
}

/* Returns a width in twips; WPS goes by w:gridCol, Word by w:tblW and w:tcW. */
static int span_twips(const struct writing *writing, size_t column, size_t span)
{
    return writing->edges[column + span] - writing->edges[column];
}

/*
 * Writes the four sides of a cell's padding. Word processors count a line between rows into the
 * height of the row below it, and margins from its edges; on our pages they count from its middle.
 */
static void write_padding(const struct writing *writing, const struct fb_style *style)
{
    int x = fb_docx_twips(style->padding_x);
    int y = fb_docx_twips(style->padding_y - writing->table->borders.inner / 2);

    y = y > 0 ? y : 0;
    fb_xml_write_format(writing->xml,
                        "<w:top w:w=\"%d\" w:type=\"dxa\"/>"
                        "<w:left w:w=\"%d\" w:type=\"dxa\"/>"
                        "<w:bottom w:w=\"%d\" w:type=\"dxa\"/>"
                        "<w:right w:w=\"%d\" w:type=\"dxa\"/>",
                        y, x, y, x);
}

/* No part of a table style applies: no special first row or column, no bands. */
static void write_look(struct fb_xml_writer *xml)
{
    fb_xml_write_markup(xml, "<w:tblLook w:val=\"0600\" w:firstRow=\"0\" w:lastRow=\"0\""
                             " w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\""
                             " w:noVBand=\"1\"/>");
}

static void write_table_properties(const struct writing *writing)
{
    struct fb_xml_writer *xml = writing->xml;
    const char *title = writing->table->title;

    fb_xml_write_format(xml, "<w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>",
                        span_twips(writing, 0, writing->table->column_count));
    fb_docx_write_table_borders(xml, &writing->lines);
    fb_xml_write_markup(xml, "<w:tblLayout w:type=\"fixed\"/>");
    if (writing->first_style != NULL) {
        fb_xml_write_markup(xml, "<w:tblCellMar>");
        write_padding(writing, writing->first_style);
        fb_xml_write_markup(xml, "</w:tblCellMar>");
    }
    write_look(xml);
    if (title != NULL && *title != '\0')
        fb_xml_write_format(xml, "<w:tblCaption w:val=\"%s\"/>", title);
    fb_xml_write_markup(xml, "</w:tblPr>");
}

static void write_grid(const struct writing *writing)
{
    fb_xml_write_markup(writing->xml, "<w:tblGrid>");
    for (size_t i = 0; i < writing->table->column_count; i++)
        fb_xml_write_format(writing->xml, "<w:gridCol w:w=\"%d\"/>", span_twips(writing, i, 1));
    fb_xml_write_markup(writing->xml, "</w:tblGrid>");
}

/* A height without w:hRule is read in two ways; so it always has one. */
static void write_height(struct fb_xml_writer *xml, const struct fb_row *row)
{
    if (row->height_rule == FB_HEIGHT_AUTO)
        return;
    fb_xml_write_format(xml, "<w:trHeight w:val=\"%d\" w:hRule=\"%s\"/>",
                        fb_docx_twips(row->height),
                        row->height_rule == FB_HEIGHT_EXACT ? "exact" : "atLeast");
}

static void write_row_properties(const struct writing *writing, size_t row)
{
    fb_xml_write_markup(writing->xml, "<w:trPr><w:cantSplit/>");
    write_height(writing->xml, &writing->table->rows[row]);
    fb_xml_write_markup(writing->xml, row < writing->table->header_rows ? "<w:tblHeader/></w:trPr>"
                                                                        : "</w:trPr>");
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
    fb_xml_write_markup(xml, row == merge->first ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>");
}

static void write_cell_properties(const struct writing *writing, const struct fb_cell *cell,
                                  const struct fb_docx_merge *merge, size_t row)
{
    struct fb_xml_writer *xml = writing->xml;

    fb_xml_write_format(xml, "<w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>",
                        span_twips(writing, cell->column, cell->column_span));
    if (cell->column_span > 1)
        fb_xml_write_format(xml, "<w:gridSpan w:val=\"%d\"/>", (int)cell->column_span);
    write_merge(xml, merge, row);
    fb_docx_write_cell_borders(xml, &writing->lines, cell, row);
    if (!same_padding(cell->style, writing->first_style)) {
        fb_xml_write_markup(xml, "<w:tcMar>");
        write_padding(writing, cell->style);
        fb_xml_write_markup(xml, "</w:tcMar>");
    }
    if (cell->style->direction == FB_DIRECTION_VERTICAL) /* upright; tbRl turns Han too */
        fb_xml_write_markup(xml, "<w:textDirection w:val=\"tbRlV\"/>");
    fb_xml_write_format(xml, "<w:vAlign w:val=\"%s\"/></w:tcPr>", VALIGNS[cell->style->valign]);
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
        const struct fb_grid_place place = fb_grid_at(grid, row, column);
        size_t end = place.first_row + place.cell->row_span;

        if (row + 1 < end && (row == place.first_row || row + 2 == end))
            return true;
        column += place.cell->column_span;
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
static fb_status write_cell(const struct writing *writing, size_t row, const struct fb_cell *cell,
                            bool keep_next)
{
    struct fb_docx_merge merge = fb_docx_find_merge(&writing->lines, row, cell);
    bool first = row == merge.first && !merge.below;
    const struct fb_docx_field *field = first ? cell_field(writing, cell) : NULL;
    const struct fb_docx_place place = {.at_top = true,
                                        .at_bottom = true,
                                        .keep_next = keep_next,
                                        .deletable = writing->table->rows[row].item != NULL,
                                        .in_control = field != NULL,
                                        .width = text_width(writing, cell)};
    const struct fb_docx_control control = {.field = field, .deletable = place.deletable};

    if (field != NULL)
        fb_docx_begin_control(writing->xml, writing->context, &control);
    fb_xml_write_markup(writing->xml, "<w:tc>");
    write_cell_properties(writing, cell, &merge, row);
    FB_TRY(write_cell_content(writing, cell, first, &place));
    fb_xml_write_markup(writing->xml, "</w:tc>");
    if (field != NULL)
        fb_docx_end_control(writing->xml);
    return FB_OK;
}

static fb_status write_row(const void *context, size_t row)
{
    const struct writing *writing = context;
    bool keep_next = stays_with_next(writing, row);

    fb_xml_write_markup(writing->xml, "<w:tr>");
    write_row_properties(writing, row);
    for (size_t column = 0; column < writing->grid.column_count;) {
        const struct fb_cell *cell = fb_grid_cell(&writing->grid, row, column);

        FB_TRY(write_cell(writing, row, cell, keep_next));
        column += cell->column_span;
    }
    fb_xml_write_markup(writing->xml, "</w:tr>");
    fb_docx_hand_over(writing->context, writing->xml);
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
    fb_xml_write_markup(xml, "<w:tbl>");
    write_table_properties(&writing);
    write_grid(&writing);
    FB_TRY(fb_docx_write_rows(xml, context, table, write_row, &writing));
    fb_xml_write_markup(xml, "</w:tbl>");
    return FB_OK;
}
