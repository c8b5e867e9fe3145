/*
 * report_index.c: all records as a workbook, with links to their documents.
 *
 * A sheet has at most so many rows that its links stay below what a sheet may have (65,530 in
 * Excel).
 */
#include "base/i18n.h"
#include "batch/report_private.h"
#include "convert/workbook_file.h"

#include <string.h>

enum { SHEET_RECORDS = 30000, LINKS = 2, CELL_BYTES = 32767, LINK_BYTES = 2000 };

enum column {
    NUMBER,
    DEPARTMENT,
    TITLE,
    STATE,
    DOCUMENT,
    FILE_NAME = DOCUMENT + LINKS,
    RECORD,
    ERRORS,
    WARNINGS,
    COLUMNS
};

struct index {
    struct fb_report_work work;
    struct fb_workbook_file file;
    lxw_worksheet *sheet;
    lxw_format *heading, *link, *bad;
    lxw_row_t row;
    size_t records, sheets;
};

/* ---- cells ---- */

static fb_status write_text(struct index *index, enum column column, const char *text,
                            lxw_format *format)
{
    const char *name = fb_report_name(index->work.scratch, text);

    FB_NEED(name);
    return fb_workbook_status(
        worksheet_write_string(index->sheet, index->row, (lxw_col_t)column, name, format));
}

static fb_status write_number(struct index *index, enum column column, size_t number)
{
    return fb_workbook_status(
        worksheet_write_number(index->sheet, index->row, (lxw_col_t)column, (double)number, NULL));
}

/* Gives the address of a document as a workbook has it: "%" and "#" mean something there. */
static fb_status address_of(const char **out, struct index *index, const char *path)
{
    struct fb_buffer address;
    const char *parts[] = {index->work.report->documents, path};

    fb_buffer_init(&address, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_append_string(&address, "external:");
    for (size_t part = 0; part < 2; part++) {
        for (const char *byte = parts[part]; *byte != '\0'; byte++) {
            if (*byte == '%' || *byte == '#')
                fb_buffer_append_string(&address, *byte == '%' ? "%25" : "%23");
            else
                fb_buffer_append_char(&address, *byte);
        }
    }
    *out = fb_report_clean(index->work.scratch, address.data);
    fb_buffer_release(&address);
    FB_NEED(*out);
    return FB_OK;
}

/* Writes a link; an address that no workbook can hold is written as text. */
static fb_status write_document(struct index *index, enum column column, const char *path)
{
    const char *dot = strrchr(path, '.'), *address;

    FB_TRY(address_of(&address, index, path));
    if (strlen(address) > LINK_BYTES)
        return write_text(index, column, path, NULL);
    FB_TRY(fb_workbook_status(
        worksheet_write_url(index->sheet, index->row, (lxw_col_t)column, address, index->link)));
    return write_text(index, column, dot != NULL ? dot + 1 : path, index->link);
}

/* ---- sheets ---- */

static fb_status write_headings(struct index *index)
{
    static const struct {
        const char *name;
        double width;
    } HEADINGS[COLUMNS] = {
        {N_("No."), 7},       {N_("Department"), 24}, {N_("Project"), 44}, {N_("State"), 9},
        {N_("Document"), 10}, {N_("Document"), 10},   {N_("File"), 40},    {N_("Record"), 8},
        {N_("Errors"), 8},    {N_("Warnings"), 8},
    };

    for (lxw_col_t i = 0; i < COLUMNS; i++) {
        FB_TRY(
            fb_workbook_status(worksheet_set_column(index->sheet, i, i, HEADINGS[i].width, NULL)));
        FB_TRY(write_text(index, (enum column)i, _(HEADINGS[i].name), index->heading));
    }
    return FB_OK;
}

/* Begins a sheet; those after the first have a number. */
static fb_status begin_sheet(struct index *index)
{
    char *name = index->sheets++ == 0
                     ? fb_arena_string(index->work.arena, _("Index"))
                     : fb_arena_format(index->work.arena, "%s%zu", _("Index"), index->sheets);

    FB_NEED(name);
    index->row = 0;
    index->sheet = workbook_add_worksheet(index->file.workbook, name);
    FB_NEED(index->sheet);
    worksheet_freeze_panes(index->sheet, 1, 0);
    worksheet_repeat_rows(index->sheet, 0, 0);
    worksheet_set_landscape(index->sheet);
    worksheet_fit_to_pages(index->sheet, 1, 0);
    return write_headings(index);
}

static fb_status end_sheet(struct index *index)
{
    return index->row == 0 ? FB_OK
                           : fb_workbook_status(
                                 worksheet_autofilter(index->sheet, 0, 0, index->row, COLUMNS - 1));
}

static fb_status write_record(void *data, const struct fb_report_record *shown)
{
    struct index *index = data;
    const struct fb_state_record *record = shown->record;

    if (index->row == SHEET_RECORDS) {
        FB_TRY(end_sheet(index));
        FB_TRY(begin_sheet(index));
    }
    index->row++;
    FB_TRY(write_number(index, NUMBER, ++index->records));
    FB_TRY(write_text(index, DEPARTMENT, record->department, NULL));
    FB_TRY(write_text(index, TITLE, record->title, NULL));
    FB_TRY(write_text(index, STATE, fb_report_class_word(shown->class),
                      shown->class == FB_REPORT_BAD ? index->bad : NULL));
    for (size_t i = 0; i < shown->outputs.count && i < LINKS; i++)
        FB_TRY(write_document(index, (enum column)(DOCUMENT + i), shown->outputs.items[i].path));
    FB_TRY(write_text(index, FILE_NAME, record->input, NULL));
    FB_TRY(write_number(index, RECORD, record->index + 1));
    FB_TRY(write_number(index, ERRORS, record->errors));
    return write_number(index, WARNINGS, record->warnings);
}

/* ---- the file ---- */

static fb_status open_workbook(struct index *index)
{
    FB_TRY(fb_workbook_file_open(&index->file, true));
    index->heading = workbook_add_format(index->file.workbook);
    index->link = workbook_add_format(index->file.workbook);
    index->bad = workbook_add_format(index->file.workbook);
    FB_NEED(index->heading);
    FB_NEED(index->link);
    FB_NEED(index->bad);
    format_set_bold(index->heading);
    format_set_bottom(index->heading, LXW_BORDER_THIN);
    format_set_font_color(index->link, LXW_COLOR_BLUE);
    format_set_underline(index->link, LXW_UNDERLINE_SINGLE);
    format_set_font_color(index->bad, LXW_COLOR_RED);
    return begin_sheet(index);
}

static fb_status write_index(struct index *index, struct fb_buffer *out)
{
    FB_TRY(open_workbook(index));
    FB_TRY(fb_report_each(&index->work, FB_REPORT_ALL, SIZE_MAX, write_record, index));
    FB_TRY(end_sheet(index));
    return fb_workbook_file_finish(&index->file, out);
}

fb_status fb_report_index(struct fb_buffer *out, const struct fb_batch_report *report,
                          struct fb_state *state)
{
    struct index index = {0};
    fb_status status = fb_report_begin(&index.work, report, state);

    if (status == FB_OK)
        status = write_index(&index, out);
    fb_workbook_file_close(&index.file);
    fb_report_end(&index.work);
    return status;
}
