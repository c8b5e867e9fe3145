#include "sheet/xlsx_cell.h"

#include "base/i18n.h"
#include "sheet/serial.h"

#include <stdio.h>
#include <string.h>

/* So many bytes of a text that is too long are kept, for the diagnostic to show. */
enum { EXCERPT = 60 };

/* Numbers of so many digits, not all of them 0, are marks of identity and accounts. */
enum { LONGEST_MARK = 21, FEWEST_DIGITS = 10 };

static bool read_type(enum fb_xlsx_type *out, struct fb_xml_piece type)
{
    static const struct {
        const char *name;
        enum fb_xlsx_type type;
    } TYPES[] = {
        {"s", FB_XLSX_SHARED},       {"n", FB_XLSX_NUMBER},  {"str", FB_XLSX_TEXT},
        {"inlineStr", FB_XLSX_TEXT}, {"b", FB_XLSX_BOOLEAN}, {"e", FB_XLSX_ERROR},
        {"d", FB_XLSX_DATE},
    };

    *out = FB_XLSX_NUMBER;
    if (type.bytes == NULL)
        return true;
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++) {
        *out = TYPES[i].type;
        if (fb_xlsx_piece_is(type, TYPES[i].name))
            return true;
    }
    return false;
}

/* A place is optional: a cell without one follows the cell before. */
static bool read_place(struct fb_xlsx_cells *cells, struct fb_xml_piece place)
{
    char text[16];

    cells->cell_row = cells->row;
    cells->column = cells->next_column;
    if (place.bytes != NULL) {
        if (place.length >= sizeof text)
            return false;
        snprintf(text, sizeof text, "%.*s", (int)place.length, place.bytes);
        if (place.length == 0 ||
            fb_cell_reference(text, &cells->cell_row, &cells->column) != place.length)
            return false;
    }
    cells->next_column = cells->column + 1;
    return cells->column < FB_SHEET_COLUMN_LIMIT;
}

fb_status fb_xlsx_cell_start(struct fb_xlsx_cells *cells,
                             const struct fb_xml_stream_attributes *attributes)
{
    const struct fb_xlsx_styles *styles = &cells->xlsx->styles;
    uint32_t style = fb_xlsx_number(fb_xml_stream_attribute(attributes, "s"), UINT32_MAX, 0);

    if (!read_place(cells, fb_xml_stream_attribute(attributes, "r")) ||
        !read_type(&cells->type, fb_xml_stream_attribute(attributes, "t")))
        return FB_ERR_INPUT;
    cells->in_cell = true;
    cells->in_phonetic = cells->has_value = cells->has_formula = false;
    cells->format = style < styles->formats.count ? styles->formats.items[style] : NULL;
    if (cells->format != NULL && fb_format_is_general(cells->format))
        cells->format = NULL;
    fb_xlsx_text_clear(&cells->text);
    fb_xlsx_text_clear(&cells->formula);
    return FB_OK;
}

void fb_xlsx_cell_start_inner(struct fb_xlsx_cells *cells, const char *name,
                              const struct fb_xml_stream_attributes *attributes)
{
    bool value = strcmp(name, "v") == 0, run = strcmp(name, "t") == 0, preserve = true;

    if (strcmp(name, "rPh") == 0)
        cells->in_phonetic = true;
    if (strcmp(name, "f") == 0) {
        cells->has_formula = true;
        cells->collecting = &cells->formula;
    } else if (value || (run && !cells->in_phonetic)) {
        cells->has_value = true;
        cells->collecting = &cells->text;
    }
    if (run)
        preserve = fb_xlsx_piece_is(fb_xml_stream_attribute(attributes, "space"), "preserve");
    else if (value)
        preserve = cells->type == FB_XLSX_TEXT;
    if (cells->collecting != NULL)
        fb_xlsx_text_begin(cells->collecting, preserve);
}

void fb_xlsx_cell_end_inner(struct fb_xlsx_cells *cells, const char *name)
{
    if (strcmp(name, "rPh") == 0)
        cells->in_phonetic = false;
    if (cells->collecting != NULL)
        fb_xlsx_text_end(cells->collecting);
    cells->collecting = NULL;
}

static fb_status find(struct fb_xlsx *xlsx, enum fb_diag_code code, const struct fb_cell *cell)
{
    struct fb_xlsx_finding *finding;

    if (xlsx->findings.count >= FB_DIAG_LIMIT)
        return FB_OK;
    finding = FB_PUSH(xlsx->arena, &xlsx->findings);
    FB_NEED(finding);
    *finding = (struct fb_xlsx_finding){code, cell->offset, cell->length};
    return FB_OK;
}

/* Adds a cell whose text stands at the end of the texts. */
static fb_status add_cell(struct fb_xlsx_cells *cells, struct fb_cell *cell)
{
    struct fb_xlsx *xlsx = cells->xlsx;
    struct fb_buffer *texts = fb_workbook_text(xlsx->workbook);

    cell->length = (uint32_t)(texts->length - cell->offset);
    if (cell->length > 0)
        fb_buffer_append_char(texts, '\n');
    if (texts->status != FB_OK)
        return fb_xlsx_refuse_size(xlsx, N_("its texts have more than 256 MB"));
    if (cell->length > 0 && ++xlsx->cell_count > FB_WORKBOOK_CELL_LIMIT)
        return fb_xlsx_refuse_size(xlsx, N_("it has more than 5,000,000 cells that are filled in"));
    return fb_workbook_add_cell(xlsx->workbook, cell);
}

static fb_status add_text(struct fb_xlsx_cells *cells, struct fb_cell *cell, const char *text,
                          size_t length)
{
    struct fb_buffer *texts = fb_workbook_text(cells->xlsx->workbook);

    if (cells->format == NULL)
        fb_buffer_append(texts, text, length);
    else
        fb_format_text(texts, cells->format, text, length);
    return add_cell(cells, cell);
}

/* What is kept of a text that is too long only shows where it is, for the reading fails. */
static fb_status add_long_text(struct fb_xlsx_cells *cells, struct fb_cell *cell)
{
    size_t length = cells->text.text.length < EXCERPT ? cells->text.text.length : EXCERPT;

    while (length > 0 && ((unsigned char)cells->text.text.data[length] & 0xC0) == 0x80)
        length--;
    if (length == 0)
        FB_TRY(add_text(cells, cell, "…", strlen("…")));
    else
        FB_TRY(add_text(cells, cell, cells->text.text.data, length));
    return find(cells->xlsx, FB_DIAG_CELL_TOO_LONG, cell);
}

static fb_status add_shared(struct fb_xlsx_cells *cells, struct fb_cell *cell)
{
    const struct fb_xlsx_strings *strings = &cells->xlsx->strings;
    struct fb_xml_piece value = {cells->text.text.data, cells->text.text.length};
    uint32_t index = fb_xlsx_number(value, UINT32_MAX - 1, UINT32_MAX), start, length;

    if (index >= strings->ends.count)
        return FB_ERR_INPUT;
    start = index == 0 ? 0 : strings->ends.items[index - 1];
    length = strings->ends.items[index] - start;
    if (length == 1 && strings->text.data[start] == '\0') {
        fb_xlsx_text_clear(&cells->text);
        return add_long_text(cells, cell);
    }
    return add_text(cells, cell, strings->text.data + start, length);
}

/* Adds what an office shows as it is, whatever the number format. */
static fb_status add_plain(struct fb_xlsx_cells *cells, struct fb_cell *cell,
                           enum fb_cell_kind kind, const char *text)
{
    cell->kind = kind;
    fb_buffer_append_string(fb_workbook_text(cells->xlsx->workbook), text);
    return add_cell(cells, cell);
}

static fb_status add_number(struct fb_xlsx_cells *cells, struct fb_cell *cell,
                            const struct fb_digits *number)
{
    struct fb_xlsx *xlsx = cells->xlsx;
    struct fb_buffer *texts = fb_workbook_text(xlsx->workbook);

    cell->kind = FB_CELL_NUMBER;
    if (cells->format == NULL)
        fb_digits_print(texts, number);
    else
        cell->kind = fb_format_number(texts, cells->format, number, xlsx->from_1904);
    FB_TRY(add_cell(cells, cell));
    if (cell->kind == FB_CELL_NUMBER && number->point > FB_DIGITS &&
        number->point <= LONGEST_MARK && number->count >= FEWEST_DIGITS && cell->length > 0)
        return find(xlsx, FB_DIAG_CELL_DIGITS, cell);
    return FB_OK;
}

/* A value that is not what its type says is shown as it is, as an error. */
static fb_status add_value(struct fb_xlsx_cells *cells, struct fb_cell *cell)
{
    const struct fb_buffer *value = &cells->text.text;
    struct fb_digits number;

    if (cells->type == FB_XLSX_BOOLEAN) {
        bool yes = strcmp(value->data, "1") == 0 || strcmp(value->data, "true") == 0;
        return add_plain(cells, cell, FB_CELL_BOOLEAN, yes ? "TRUE" : "FALSE");
    }
    if (cells->type == FB_XLSX_DATE &&
        fb_serial_parse(&number, value->data, value->length, cells->xlsx->from_1904))
        return cells->format == NULL ? add_plain(cells, cell, FB_CELL_DATE, value->data)
                                     : add_number(cells, cell, &number);
    if (cells->type == FB_XLSX_NUMBER && fb_digits_parse(&number, value->data, value->length))
        return add_number(cells, cell, &number);
    return add_plain(cells, cell, FB_CELL_ERROR, value->data);
}

/* A formula whose value was never calculated and saved. */
static fb_status add_formula(struct fb_xlsx_cells *cells, struct fb_cell *cell)
{
    fb_buffer_append_char(fb_workbook_text(cells->xlsx->workbook), '=');
    return add_plain(cells, cell, FB_CELL_ERROR, cells->formula.text.data);
}

/* A formula may have calculated an empty text; an empty number was not calculated. */
static bool is_calculated(const struct fb_xlsx_cells *cells)
{
    return !cells->has_formula ||
           (cells->has_value && (cells->type == FB_XLSX_TEXT || cells->text.text.length > 0));
}

fb_status fb_xlsx_cell_end(struct fb_xlsx_cells *cells)
{
    struct fb_cell cell = {.row = cells->cell_row,
                           .column = cells->column,
                           .offset = (uint32_t)fb_workbook_text(cells->xlsx->workbook)->length};

    cells->in_cell = false;
    if (cells->text.too_long)
        return add_long_text(cells, &cell);
    if (!is_calculated(cells))
        return add_formula(cells, &cell);
    if (cells->type == FB_XLSX_TEXT)
        return add_text(cells, &cell, cells->text.text.data, cells->text.text.length);
    if (cells->text.text.length == 0)
        return FB_OK;
    return cells->type == FB_XLSX_SHARED ? add_shared(cells, &cell) : add_value(cells, &cell);
}
