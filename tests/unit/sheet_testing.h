/*
 * sheet_testing.h: workbooks made of hand-written parts, and what was read from them as text.
 */
#ifndef FB_TESTS_SHEET_TESTING_H
#define FB_TESTS_SHEET_TESTING_H

#include "package_testing.h"
#include "sheet/sheet.h"
#include "testing.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Namespaces and relationship types, of the transitional kind and of the strict one. */
#define MAIN    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define OFFICE  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SMAIN   "xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\""
#define SOFFICE "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define RELS    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""

#define RELATION(id, type, target) \
    "<Relationship Id=\"" id "\" Type=\"" OFFICE "/" type "\" Target=\"" target "\"/>"
#define ROOT_RELATIONS     \
    "<Relationships " RELS \
    ">" RELATION("r1", "officeDocument", "xl/workbook.xml") "</Relationships>"
#define SHEET(rows) "<worksheet " MAIN "><sheetData>" rows "</sheetData></worksheet>"
#define TYPES_PART  "[Content_Types].xml"
#define CONTENT_TYPE \
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"

/* The most parts that a workbook of a test has. */
enum { PART_MOST = 20 };

struct part {
    const char *name, *text;
};

/* Writes the parts up to the first without a name. */
static inline void make_package(struct fb_buffer *out, const struct part *parts)
{
    struct package_part written[PART_MOST];
    size_t count = 0;

    for (; parts[count].name != NULL; count++)
        written[count] =
            (struct package_part){parts[count].name, parts[count].text, strlen(parts[count].text)};
    fb_buffer_init(out, 64 << 20);
    assert_int_equal(package_write(out, written, count), FB_OK);
}

static inline void dump_range(struct fb_buffer *out, const char *what,
                              const struct fb_sheet_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        fb_buffer_append_format(out, "%s %u-%u\n", what, ranges[i].first + 1, ranges[i].last + 1);
}

/* A line for each cell, such as "C7 number 935.00"; a line end in a text is shown as '|'. */
static inline void dump_sheet(struct fb_buffer *out, const struct fb_workbook *workbook,
                              const struct fb_sheet *sheet)
{
    static const char *const KINDS[] = {"text", "number", "date", "boolean", "error"};

    fb_buffer_append_format(out, "[%s]%s\n", sheet->name, sheet->hidden ? " hidden" : "");
    for (size_t i = 0; i < sheet->cell_count; i++) {
        const struct fb_cell *cell = &sheet->cells[i];
        char name[FB_CELL_NAME];
        size_t start;
        fb_cell_name(name, cell->row, cell->column);
        fb_buffer_append_format(out, "%s %s ", name, KINDS[cell->kind]);
        start = out->length;
        fb_buffer_append(out, workbook->source.text + cell->offset, cell->length);
        for (; start < out->length; start++)
            if (out->data[start] == '\n')
                out->data[start] = '|';
        fb_buffer_append_char(out, '\n');
    }
    for (size_t i = 0; i < sheet->merge_count; i++) {
        char from[FB_CELL_NAME], to[FB_CELL_NAME];
        fb_cell_name(from, sheet->merges[i].row, sheet->merges[i].column);
        fb_cell_name(to, sheet->merges[i].row_end, sheet->merges[i].column_end);
        fb_buffer_append_format(out, "merged %s:%s\n", from, to);
    }
    dump_range(out, "hidden rows", sheet->hidden_rows, sheet->hidden_row_count);
    dump_range(out, "hidden columns", sheet->hidden_columns, sheet->hidden_column_count);
}

static inline void dump_workbook(struct fb_buffer *out, const struct fb_workbook *workbook)
{
    for (size_t i = 0; i < workbook->sheet_count; i++)
        dump_sheet(out, workbook, &workbook->sheets[i]);
}

/* Reads a package, and gives what was read and what was reported as text. */
static inline fb_status read_package(struct fb_buffer *read, struct fb_buffer *reported,
                                     const void *bytes, size_t length)
{
    struct fb_diagnostics *sink;
    struct fb_workbook *workbook;
    fb_status status;

    fb_buffer_init(read, 64 << 20);
    fb_buffer_init(reported, 1 << 20);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    status = fb_workbook_read(&workbook, "项目.xlsx", bytes, length, sink);
    assert_int_equal(status == FB_OK, workbook != NULL);
    if (status == FB_ERR_INPUT)
        assert_true(fb_diagnostics_count(sink, FB_ERROR) > 0);
    if (workbook != NULL)
        dump_workbook(read, workbook);
    fb_diagnostics_print(sink, reported, false);
    fb_workbook_free(workbook);
    fb_diagnostics_free(sink);
    return status;
}

/* Reads a workbook of these parts, without anything to report. */
static inline void check_workbook(const struct part *parts, const char *expected)
{
    struct fb_buffer package, read, reported;

    make_package(&package, parts);
    assert_int_equal(read_package(&read, &reported, package.data, package.length), FB_OK);
    assert_string_equal(reported.data, "");
    assert_string_equal(read.data, expected);
    fb_buffer_release(&package);
    fb_buffer_release(&read);
    fb_buffer_release(&reported);
}

#endif
