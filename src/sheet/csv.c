/*
 * csv.c: texts with a table: CSV (RFC 4180) and TSV, as Excel, WPS and LibreOffice write them.
 *
 * The text is the workbook's source and its cells point into it, between their quotes. Its
 * separator is that of a first line "sep=;", the tab of a file .tsv, or the one of tab, comma and
 * semicolon that the first line with one has most of.
 */
#include "base/ascii.h"
#include "base/i18n.h"
#include "sheet/build.h"

#include <stdio.h>
#include <string.h>

/* How many fields the rows have: told by the first that has more than one. */
struct measure {
    uint32_t fields; /* 0: no such row yet */
    uint32_t row;    /* from 1 */
};

struct reading {
    const struct fb_source *source;
    struct fb_workbook *workbook;
    struct fb_diagnostics *sink;
    char separator;
    size_t at;
    uint32_t row, column;
    struct measure measure;
    size_t faults;
};

static bool ends_line(char byte)
{
    return byte == '\n' || byte == '\r';
}

static size_t line_end(const struct fb_source *source, size_t at)
{
    while (at < source->length && !ends_line(source->text[at]))
        at++;
    return at;
}

/* Counts a separator in a line, outside of quotes. */
static size_t count_in_line(const char *line, size_t length, char separator)
{
    bool quoted = false;
    size_t count = 0;

    for (size_t i = 0; i < length; i++) {
        if (line[i] == '"')
            quoted = !quoted;
        count += line[i] == separator && !quoted;
    }
    return count;
}

/* Finds the separator of the first line that has one. */
static char detect_separator(const struct fb_source *source)
{
    static const char SEPARATORS[] = "\t,;";

    for (size_t at = 0; at < source->length;) {
        size_t length = line_end(source, at) - at, most = 0;
        const char *best = NULL;
        for (const char *separator = SEPARATORS; *separator != '\0'; separator++) {
            size_t count = count_in_line(source->text + at, length, *separator);
            if (count > most) {
                most = count;
                best = separator;
            }
        }
        if (best != NULL)
            return *best;
        at += length + 1;
    }
    return ',';
}

/* Sets the separator; the line of Excel that names it is no row. */
static void choose_separator(struct reading *reading)
{
    static const char NAMED[] = "sep=";
    const struct fb_source *source = reading->source;
    size_t name = strlen(source->name), end = line_end(source, 0);

    if (end == strlen(NAMED) + 1 && memcmp(source->text, NAMED, strlen(NAMED)) == 0) {
        reading->separator = source->text[strlen(NAMED)];
        reading->at = end;
        reading->at += end < source->length && source->text[end] == '\r';
        reading->at += reading->at < source->length && source->text[reading->at] == '\n';
    } else if (name > 4 && fb_ascii_compare(source->name + name - 4, ".tsv") == 0) {
        reading->separator = '\t';
    } else {
        reading->separator = detect_separator(source);
    }
}

static struct fb_position position_at(const struct reading *reading, size_t offset, size_t length)
{
    return (struct fb_position){&reading->workbook->source, offset, length};
}

static fb_status refuse_size(struct reading *reading, const char *reason)
{
    fb_report(reading->sink, FB_DIAG_WORKBOOK_TOO_LARGE, position_at(reading, reading->at, 0),
              _(reason));
    return FB_ERR_INPUT;
}

static fb_status add_cell(struct reading *reading, size_t offset, size_t length)
{
    struct fb_cell cell = {reading->row, reading->column, (uint32_t)offset, (uint32_t)length,
                           FB_CELL_TEXT};
    fb_status status;

    if (reading->row >= FB_SHEET_ROW_LIMIT)
        return refuse_size(reading, N_("it has more than 1,048,576 rows"));
    if (reading->column >= FB_SHEET_COLUMN_LIMIT)
        return refuse_size(reading, N_("it has more than 16,384 columns"));
    status = fb_workbook_add_cell(reading->workbook, &cell);
    if (status == FB_ERR_NOMEM)
        return refuse_size(reading, N_("it has more than 5,000,000 cells that are filled in"));
    return status;
}

static bool ends_field(const struct reading *reading, size_t at)
{
    return at >= reading->source->length || ends_line(reading->source->text[at]) ||
           reading->source->text[at] == reading->separator;
}

/* Returns the offset of the quote that ends what begins at `start`, or the end of the text. */
static size_t closing_quote(const struct fb_source *source, size_t start)
{
    size_t at = start;

    while (at < source->length) {
        const char *quote = memchr(source->text + at, '"', source->length - at);
        if (quote == NULL)
            return source->length;
        at = (size_t)(quote - source->text);
        if (at + 1 >= source->length || source->text[at + 1] != '"')
            return at;
        at += 2;
    }
    return source->length;
}

/* Reads a field that begins with a quote; after a fault it goes on behind the field. */
static fb_status read_quoted(struct reading *reading)
{
    const struct fb_source *source = reading->source;
    size_t start = reading->at + 1, end = closing_quote(source, start);

    if (end == source->length) {
        reading->faults++;
        fb_report(reading->sink, FB_DIAG_CSV_QUOTE_OPEN, position_at(reading, reading->at, 1), "");
        reading->at = end;
        return FB_OK;
    }
    FB_TRY(add_cell(reading, start, end - start));
    reading->at = end + 1;
    if (ends_field(reading, reading->at))
        return FB_OK;
    reading->faults++;
    fb_report(reading->sink, FB_DIAG_CSV_QUOTE_INSIDE, position_at(reading, end, 1), "");
    while (!ends_field(reading, reading->at))
        reading->at++;
    return FB_OK;
}

static fb_status read_field(struct reading *reading)
{
    size_t start = reading->at;

    if (start < reading->source->length && reading->source->text[start] == '"')
        return read_quoted(reading);
    while (!ends_field(reading, reading->at))
        reading->at++;
    return add_cell(reading, start, reading->at - start);
}

/* A row with one field more or less than the others has most often a separator in a text. */
static void measure_row(struct reading *reading, size_t start)
{
    uint32_t fields = reading->column + 1;
    char found[16], expected[16], row[16];

    if (fields < 2 || reading->measure.fields == fields)
        return;
    if (reading->measure.fields == 0) {
        reading->measure = (struct measure){fields, reading->row + 1};
        return;
    }
    snprintf(found, sizeof found, "%u", (unsigned)fields);
    snprintf(expected, sizeof expected, "%u", (unsigned)reading->measure.fields);
    snprintf(row, sizeof row, "%u", (unsigned)reading->measure.row);
    fb_report(reading->sink, FB_DIAG_CSV_RAGGED, position_at(reading, start, reading->at - start),
              found, row, expected);
}

static fb_status read_row(struct reading *reading)
{
    const struct fb_source *source = reading->source;
    size_t start = reading->at, before = reading->faults;

    reading->column = 0;
    FB_TRY(read_field(reading));
    while (reading->at < source->length && source->text[reading->at] == reading->separator) {
        reading->at++;
        reading->column++;
        FB_TRY(read_field(reading));
    }
    if (reading->faults == before)
        measure_row(reading, start);
    if (reading->at < source->length && source->text[reading->at] == '\r')
        reading->at++;
    if (reading->at < source->length && source->text[reading->at] == '\n')
        reading->at++;
    reading->row++;
    return FB_OK;
}

static fb_status read_rows(struct reading *reading)
{
    FB_TRY(fb_workbook_add_sheet(reading->workbook, "", false));
    choose_separator(reading);
    while (reading->at < reading->source->length)
        FB_TRY(read_row(reading));
    if (reading->faults > 0)
        return FB_ERR_INPUT;
    return fb_workbook_finish(reading->workbook);
}

fb_status fb_workbook_read_text(struct fb_workbook **out, const struct fb_source *source,
                                struct fb_diagnostics *sink)
{
    struct reading reading = {.source = source, .sink = sink};
    fb_status status;

    *out = NULL;
    FB_TRY(fb_workbook_new(&reading.workbook, source->name));
    reading.workbook->source = *source;
    reading.workbook->source.escapes = FB_ESCAPES_QUOTES;
    status = read_rows(&reading);
    if (status != FB_OK) {
        fb_workbook_free(reading.workbook);
        return status;
    }
    *out = reading.workbook;
    return FB_OK;
}
