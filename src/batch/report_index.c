/*
 * report_index.c: all records as a workbook, with links to their documents, and behind them the
 * volumes (合订本).
 *
 * A sheet has at most so many rows that its links stay below what a sheet may have (65,530 in
 * Excel).
 */
#include "base/i18n.h"
#include "batch/report_private.h"
#include "batch/state_volume.h"
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

/* The columns of a sheet of volumes. */
enum volume_column {
    VOLUME_NUMBER,
    VOLUME_VALUE,
    VOLUME_FILE,
    VOLUME_RECORDS,
    VOLUME_MISSING,
    VOLUME_PAGES,
    VOLUME_COLUMNS
};

struct heading {
    const char *name;
    double width;
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

static fb_status write_text(struct index *index, size_t column, const char *text,
                            lxw_format *format)
{
    const char *name = fb_report_name(index->work.scratch, text);

    FB_NEED(name);
    return fb_workbook_status(
        worksheet_write_string(index->sheet, index->row, (lxw_col_t)column, name, format));
}

static fb_status write_number(struct index *index, size_t column, size_t number)
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

/* Writes a link that shows a name; an address that no workbook can hold is written as text. */
static fb_status write_link(struct index *index, size_t column, const char *path, const char *name)
{
    const char *address;

    FB_TRY(address_of(&address, index, path));
    if (strlen(address) > LINK_BYTES)
        return write_text(index, column, path, NULL);
    FB_TRY(fb_workbook_status(
        worksheet_write_url(index->sheet, index->row, (lxw_col_t)column, address, index->link)));
    return write_text(index, column, name, index->link);
}

static fb_status write_document(struct index *index, size_t column, const char *path)
{
    const char *dot = strrchr(path, '.');

    return write_link(index, column, path, dot != NULL ? dot + 1 : path);
}

/* ---- sheets ---- */

static fb_status write_headings(struct index *index, const struct heading *headings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        lxw_col_t column = (lxw_col_t)i;
        FB_TRY(fb_workbook_status(
            worksheet_set_column(index->sheet, column, column, headings[i].width, NULL)));
        FB_TRY(write_text(index, i, _(headings[i].name), index->heading));
    }
    return FB_OK;
}

/* Begins a sheet; those of a kind have a number after the first. */
static fb_status begin_sheet(struct index *index, const char *title, const struct heading *headings,
                             size_t count)
{
    char *name = index->sheets++ == 0
                     ? fb_arena_string(index->work.arena, title)
                     : fb_arena_format(index->work.arena, "%s%zu", title, index->sheets);

    FB_NEED(name);
    index->row = 0;
    index->sheet = workbook_add_worksheet(index->file.workbook, name);
    FB_NEED(index->sheet);
    worksheet_freeze_panes(index->sheet, 1, 0);
    worksheet_repeat_rows(index->sheet, 0, 0);
    worksheet_set_landscape(index->sheet);
    worksheet_fit_to_pages(index->sheet, 1, 0);
    return write_headings(index, headings, count);
}

static fb_status end_sheet(struct index *index, size_t columns)
{
    lxw_col_t last = (lxw_col_t)(columns - 1);

    return index->row == 0
               ? FB_OK
               : fb_workbook_status(worksheet_autofilter(index->sheet, 0, 0, index->row, last));
}

/* ---- records ---- */

static fb_status begin_records(struct index *index)
{
    static const struct heading HEADINGS[COLUMNS] = {
        {N_("No."), 7},       {N_("Department"), 24}, {N_("Project"), 44}, {N_("State"), 9},
        {N_("Document"), 10}, {N_("Document"), 10},   {N_("File"), 40},    {N_("Record"), 8},
        {N_("Errors"), 8},    {N_("Warnings"), 8},
    };

    return begin_sheet(index, _("Index"), HEADINGS, COLUMNS);
}

static fb_status write_record(void *data, const struct fb_report_record *shown)
{
    struct index *index = data;
    const struct fb_state_record *record = shown->record;

    if (index->row == SHEET_RECORDS) {
        FB_TRY(end_sheet(index, COLUMNS));
        FB_TRY(begin_records(index));
    }
    index->row++;
    FB_TRY(write_number(index, NUMBER, ++index->records));
    FB_TRY(write_text(index, DEPARTMENT, record->department, NULL));
    FB_TRY(write_text(index, TITLE, record->title, NULL));
    FB_TRY(write_text(index, STATE, fb_report_class_word(shown->class),
                      shown->class == FB_REPORT_BAD ? index->bad : NULL));
    for (size_t i = 0; i < shown->outputs.count && i < LINKS; i++)
        FB_TRY(write_document(index, DOCUMENT + i, shown->outputs.items[i].path));
    FB_TRY(write_text(index, FILE_NAME, record->input, NULL));
    FB_TRY(write_number(index, RECORD, record->index + 1));
    FB_TRY(write_number(index, ERRORS, record->errors));
    return write_number(index, WARNINGS, record->warnings);
}

/* ---- volumes ---- */

static fb_status begin_volumes(struct index *index)
{
    static const struct heading HEADINGS[VOLUME_COLUMNS] = {
        {N_("No."), 7},     {N_("Bound by"), 32}, {N_("File"), 56},
        {N_("Records"), 9}, {N_("Missing"), 9},   {N_("Pages"), 9},
    };

    return begin_sheet(index, _("Volumes"), HEADINGS, VOLUME_COLUMNS);
}

/* Writes how many records are in a volume, and how many should be. */
static fb_status write_bounds(struct index *index, const struct fb_state_volume *volume)
{
    struct fb_report_work *work = &index->work;
    struct fb_state_bounds bounds;
    size_t missing = 0;

    FB_TRY(fb_state_bounds(&bounds, work->scratch, work->state, volume->id));
    for (size_t i = 0; i < bounds.count; i++)
        missing += bounds.items[i].page == 0;
    FB_TRY(write_number(index, VOLUME_RECORDS, bounds.count - missing));
    return write_number(index, VOLUME_MISSING, missing);
}

static fb_status write_volume(struct index *index, size_t number,
                              const struct fb_state_volume *volume)
{
    struct fb_report_work *work = &index->work;
    struct fb_state_outputs outputs;
    const char *path;

    index->row++;
    FB_TRY(fb_state_outputs_of(&outputs, work->scratch, work->state, FB_STATE_VOLUME_INPUT,
                               volume->id));
    FB_TRY(write_number(index, VOLUME_NUMBER, number));
    FB_TRY(write_text(index, VOLUME_VALUE, volume->value, NULL));
    if (outputs.count > 0) {
        path = outputs.items[0].path;
        FB_TRY(write_link(index, VOLUME_FILE, path, path));
    }
    FB_TRY(write_bounds(index, volume));
    return write_number(index, VOLUME_PAGES, volume->pages);
}

/* Volumes have sheets of their own, if there are any. */
static fb_status write_volumes(struct index *index)
{
    struct fb_report_work *work = &index->work;
    struct fb_state_volumes volumes;

    FB_TRY(fb_state_volumes(&volumes, work->arena, work->state, NULL, NULL));
    index->sheets = 0;
    for (size_t i = 0; i < volumes.count; i++) {
        fb_arena_clear(work->scratch);
        if (i > 0 && i % SHEET_RECORDS == 0)
            FB_TRY(end_sheet(index, VOLUME_COLUMNS));
        if (i % SHEET_RECORDS == 0)
            FB_TRY(begin_volumes(index));
        FB_TRY(write_volume(index, i + 1, &volumes.items[i]));
    }
    return volumes.count > 0 ? end_sheet(index, VOLUME_COLUMNS) : FB_OK;
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
    return begin_records(index);
}

static fb_status write_index(struct index *index, struct fb_buffer *out)
{
    FB_TRY(open_workbook(index));
    FB_TRY(fb_report_each(&index->work, FB_REPORT_ALL, SIZE_MAX, write_record, index));
    FB_TRY(end_sheet(index, COLUMNS));
    FB_TRY(write_volumes(index));
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
