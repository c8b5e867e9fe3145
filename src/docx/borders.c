#include "docx/borders.h"

static bool has_open_cells(const struct fb_table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        for (size_t j = 0; j < table->rows[i].cell_count; j++) {
            if (table->rows[i].cells[j].open_sides != 0)
                return true;
        }
    }
    return false;
}

void fb_docx_lines_init(struct fb_docx_lines *out, const struct fb_table *table,
                        const struct fb_grid *grid, bool continued)
{
    *out = (struct fb_docx_lines){
        .table = table, .grid = grid, .continued = continued, .open = has_open_cells(table)};
}

/* Writes one line of a frame. Widths are in eighths of a point, from 2 to 96 (17.18.2). */
static void write_border(struct fb_xml_writer *xml, const char *name, fb_length width)
{
    int64_t eighths = (width * 8 + FB_EMU_PER_PT / 2) / FB_EMU_PER_PT;

    fb_xml_write_start(xml, name);
    if (width <= 0) {
        fb_xml_write_attribute(xml, "w:val", "nil");
    } else {
        fb_xml_write_attribute(xml, "w:val", "single");
        fb_xml_write_integer(xml, "w:sz", eighths < 2 ? 2 : eighths > 96 ? 96 : eighths);
        fb_xml_write_integer(xml, "w:space", 0);
        fb_xml_write_attribute(xml, "w:color", "auto");
    }
    fb_xml_write_end(xml, name);
}

/*
 * Joined tables meet in an inner line. The lower one draws it, also above its header on later
 * pages. The upper one draws half of it, for a page may end between the two; where they meet, both
 * halves and the seam look like one line.
 */
void fb_docx_write_table_borders(struct fb_xml_writer *xml, const struct fb_docx_lines *lines)
{
    const struct fb_borders *borders = &lines->table->borders;

    fb_xml_write_start(xml, "w:tblBorders");
    write_border(xml, "w:top", lines->table->joined ? borders->inner : borders->outer);
    write_border(xml, "w:left", borders->outer);
    write_border(xml, "w:bottom", lines->continued ? borders->inner / 2 : borders->outer);
    write_border(xml, "w:right", borders->outer);
    write_border(xml, "w:insideH", borders->inner);
    write_border(xml, "w:insideV", borders->inner);
    fb_xml_write_end(xml, "w:tblBorders");
}

/* Whether a neighbour of the cell beyond its left or right side is open toward it in a row. */
static bool beside_is_open(const struct fb_docx_lines *lines, const struct fb_cell *cell,
                           size_t row, enum fb_side side)
{
    size_t end = cell->column + cell->column_span;

    if (side == FB_SIDE_LEFT)
        return cell->column > 0 &&
               (fb_grid_cell(lines->grid, row, cell->column - 1)->open_sides & FB_SIDE_RIGHT) != 0;
    return end < lines->grid->column_count &&
           (fb_grid_cell(lines->grid, row, end)->open_sides & FB_SIDE_LEFT) != 0;
}

/* Whether a neighbour of the cell in the row above or below is open toward it. */
static bool across_is_open(const struct fb_docx_lines *lines, const struct fb_cell *cell,
                           size_t row, enum fb_side side)
{
    enum fb_side facing = side == FB_SIDE_TOP ? FB_SIDE_BOTTOM : FB_SIDE_TOP;
    size_t other = side == FB_SIDE_TOP ? row - 1 : row + 1;

    if (other >= lines->grid->row_count)
        return false;
    for (size_t column = cell->column; column < cell->column + cell->column_span; column++) {
        if ((fb_grid_cell(lines->grid, other, column)->open_sides & facing) != 0)
            return true;
    }
    return false;
}

/* Returns the width of a side that is not open. */
static fb_length side_width(const struct fb_docx_lines *lines, const struct fb_cell *cell,
                            size_t row, enum fb_side side)
{
    const struct fb_borders *borders = &lines->table->borders;
    bool frame =
        (side == FB_SIDE_LEFT && cell->column == 0) ||
        (side == FB_SIDE_RIGHT && cell->column + cell->column_span == lines->grid->column_count) ||
        (side == FB_SIDE_TOP && row == 0 && !lines->table->joined) ||
        (side == FB_SIDE_BOTTOM && row + 1 == lines->grid->row_count && !lines->continued);

    return frame ? borders->outer : borders->inner;
}

/*
 * Of two cells that meet, one with a line and one with none, Word draws the line (17.4.66). So
 * where one is open, neither has one, and where neither is, both say so.
 */
static void write_side(struct fb_xml_writer *xml, const struct fb_docx_lines *lines,
                       const struct fb_cell *cell, size_t row, enum fb_side side)
{
    static const char *const NAMES[] = {[FB_SIDE_TOP] = "w:top",
                                        [FB_SIDE_BOTTOM] = "w:bottom",
                                        [FB_SIDE_LEFT] = "w:left",
                                        [FB_SIDE_RIGHT] = "w:right"};
    bool across = side == FB_SIDE_TOP || side == FB_SIDE_BOTTOM;
    bool open = (cell->open_sides & side) != 0 || (across ? across_is_open(lines, cell, row, side)
                                                          : beside_is_open(lines, cell, row, side));

    write_border(xml, NAMES[side], open ? 0 : side_width(lines, cell, row, side));
}

struct fb_docx_merge fb_docx_find_merge(const struct fb_docx_lines *lines, size_t row,
                                        const struct fb_cell *cell)
{
    size_t headers = lines->table->header_rows;
    struct fb_docx_merge merge = {.first = fb_grid_first_row(lines->grid, row, cell->column)};

    merge.end = merge.first + cell->row_span;
    if (merge.first >= headers || merge.end <= headers)
        return merge;
    if (row < headers) {
        merge.end = headers;
        merge.below = true;
    } else {
        merge.first = headers;
        merge.above = true;
    }
    return merge;
}

/*
 * Sides come in the order of the schema; rows inside a merged cell have none between them. Between
 * two merges of one cell there is none in any row, for any row may follow the repeated header.
 */
void fb_docx_write_cell_borders(struct fb_xml_writer *xml, const struct fb_docx_lines *lines,
                                const struct fb_cell *cell, size_t row)
{
    struct fb_docx_merge merge = fb_docx_find_merge(lines, row, cell);

    if (!lines->open && !merge.above && !merge.below)
        return;
    fb_xml_write_start(xml, "w:tcBorders");
    if (merge.above)
        write_border(xml, "w:top", 0);
    else if (lines->open && row == merge.first)
        write_side(xml, lines, cell, row, FB_SIDE_TOP);
    if (lines->open)
        write_side(xml, lines, cell, row, FB_SIDE_LEFT);
    if (merge.below)
        write_border(xml, "w:bottom", 0);
    else if (lines->open && row + 1 == merge.end)
        write_side(xml, lines, cell, row, FB_SIDE_BOTTOM);
    if (lines->open)
        write_side(xml, lines, cell, row, FB_SIDE_RIGHT);
    fb_xml_write_end(xml, "w:tcBorders");
}
