/*
 * read_case.c: what the numbers of a case mean where they stand.
 */
#include "table_case.h"

bool case_by_catalogue(const struct table_case *table_case, const struct case_band *band)
{
    return band->list > 0 && band->by_catalogue && table_case->lists[band->list - 1].levels > 0;
}

int case_joined_to(const struct case_section *section, int block)
{
    if (!section->blocks[block].table.joined)
        return -1;
    for (int i = block - 1; i >= 0; i--) {
        if (!section->blocks[i].gone)
            return section->blocks[i].is_table ? i : -1;
    }
    return -1;
}

int case_columns(const struct case_section *section, int block)
{
    int before = case_joined_to(section, block);

    return before < 0 ? section->blocks[block].table.columns : case_columns(section, before);
}

enum case_content case_content_in(const struct table_case *table_case, const struct case_band *band,
                                  const struct case_cell *cell)
{
    if (band->list > 0 && cell->content == CONTENT_MONEY)
        return CONTENT_VALUE;
    if (cell->content == CONTENT_LABEL && !case_by_catalogue(table_case, band))
        return CONTENT_FIXED;
    if (cell->content == CONTENT_NUMBER && band->list == 0)
        return CONTENT_FIXED;
    return (enum case_content)cell->content;
}

int case_place_cells(struct placed_cell out[CASE_BAND_ROWS * CASE_COLUMNS],
                     const struct case_band *band, int columns)
{
    bool taken[CASE_BAND_ROWS][CASE_COLUMNS] = {{false}};
    int count = 0;

    for (int row = 0; row < band->rows; row++) {
        for (int column = 0; column < columns; column++) {
            const struct case_cell *cell = &band->cells[row][column];
            struct placed_cell *placed = &out[count];
            if (taken[row][column])
                continue;
            *placed = (struct placed_cell){.cell = cell, .row = row, .column = column};
            placed->rows = cell->rows < band->rows - row ? cell->rows : band->rows - row;
            while (placed->columns < cell->columns && column + placed->columns < columns &&
                   !taken[row][column + placed->columns])
                placed->columns++;
            for (int r = row; r < row + placed->rows; r++)
                for (int c = column; c < column + placed->columns; c++)
                    taken[r][c] = true;
            count++;
        }
    }
    return count;
}

int case_label_level(const struct table_case *table_case, const struct case_band *band,
                     const struct case_cell *cell)
{
    return cell->level < table_case->lists[band->list - 1].levels ? cell->level : 0;
}

int case_item_kind(const struct case_list *list, int item, int level)
{
    return list->item_kinds[item][level] % list->kinds[level];
}

/* The sheet as it is read, in tenths of a millimetre. */
static void sheet(const struct case_section *section, int *width, int *height)
{
    static const int PAPERS[][2] = {{2100, 2970}, {1480, 2100}, {2970, 4200}};
    bool turned = section->landscape != 0;

    *width = PAPERS[section->paper][turned];
    *height = PAPERS[section->paper][!turned];
}

struct case_margins case_margins(const struct case_section *section)
{
    struct case_margins margins;
    int width, height;

    sheet(section, &width, &height);
    margins.left = width * (100 - section->body_width) / 200;
    margins.right = width - width * section->body_width / 100 - margins.left;
    margins.top = height * (100 - section->body_height) / 200;
    margins.bottom = height - height * section->body_height / 100 - margins.top;
    return margins;
}

/* The number stands 7 mm from the type area, below it or, on a landscape sheet, beside it. */
bool case_has_number(const struct table_case *table_case, const struct case_section *section)
{
    const struct case_style *style = &table_case->styles[0];
    struct case_margins margins = case_margins(section);
    int room = section->landscape ? margins.left : margins.bottom;
    int pitch = style->size * style->line * 254 / 2 / 72 / 100 + 1;

    return section->number && 70 + pitch <= room;
}

int case_column_width(const struct case_section *section, const struct case_table *table,
                      int column)
{
    int width, height, shares = 0;

    sheet(section, &width, &height);
    for (int i = 0; i < table->columns; i++)
        shares += table->shares[i];
    return width * section->body_width / 100 * table->width / 100 * table->shares[column] / shares;
}
