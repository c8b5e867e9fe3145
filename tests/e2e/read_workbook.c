/*
 * read_workbook.c: shows what is read from a workbook.
 *
 *     read_workbook FILE
 *
 * Prints a line for each sheet, cell, merge and range that is hidden, and what was reported. The
 * status is 1 if the workbook cannot be read.
 */
#include "base/file.h"
#include "sheet/sheet.h"

#include <stdio.h>

static void print_cells(const struct fb_workbook *workbook, const struct fb_sheet *sheet)
{
    static const char *const KINDS[] = {"text", "number", "date", "boolean", "error"};

    for (size_t i = 0; i < sheet->cell_count; i++) {
        const struct fb_cell *cell = &sheet->cells[i];
        const char *text = workbook->source.text + cell->offset;
        char name[FB_CELL_NAME];
        fb_cell_name(name, cell->row, cell->column);
        printf("%s %s ", name, KINDS[cell->kind]);
        for (uint32_t j = 0; j < cell->length; j++)
            putchar(text[j] == '\n' ? '|' : text[j]);
        putchar('\n');
    }
}

static void print_ranges(const char *what, const struct fb_sheet_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        printf("hidden %s %u-%u\n", what, ranges[i].first + 1, ranges[i].last + 1);
}

static void print_sheet(const struct fb_workbook *workbook, const struct fb_sheet *sheet)
{
    printf("[%s]%s\n", sheet->name, sheet->hidden ? " hidden" : "");
    print_cells(workbook, sheet);
    for (size_t i = 0; i < sheet->merge_count; i++) {
        char first[FB_CELL_NAME], last[FB_CELL_NAME];
        fb_cell_name(first, sheet->merges[i].row, sheet->merges[i].column);
        fb_cell_name(last, sheet->merges[i].row_end, sheet->merges[i].column_end);
        printf("merged %s:%s\n", first, last);
    }
    print_ranges("rows", sheet->hidden_rows, sheet->hidden_row_count);
    print_ranges("columns", sheet->hidden_columns, sheet->hidden_column_count);
}

static bool print_workbook(const char *path, const struct fb_buffer *bytes,
                           struct fb_diagnostics *sink)
{
    struct fb_workbook *workbook;
    struct fb_buffer reported;
    bool done = fb_workbook_read(&workbook, path, bytes->data, bytes->length, sink) == FB_OK;

    for (size_t i = 0; done && i < workbook->sheet_count; i++)
        print_sheet(workbook, &workbook->sheets[i]);
    fb_buffer_init(&reported, FB_BUFFER_OUTPUT_LIMIT);
    fb_diagnostics_print(sink, &reported, false);
    fputs(reported.data, stdout);
    fb_buffer_release(&reported);
    fb_workbook_free(workbook);
    return done;
}

int main(int count, char **arguments)
{
    struct fb_diagnostics *sink;
    struct fb_buffer bytes;
    bool done;

    if (count != 2 || fb_diagnostics_new(&sink) != FB_OK)
        return 2;
    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    done =
        fb_file_read(&bytes, arguments[1]) == FB_OK && print_workbook(arguments[1], &bytes, sink);
    fb_buffer_release(&bytes);
    fb_diagnostics_free(sink);
    return done ? 0 : 1;
}
