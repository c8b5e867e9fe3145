/*
 * book_record.c: a record put into the sheets of the workbook.
 */
#include "convert/book_private.h"

#include "base/nearest.h"
#include "data/record.h"
#include "data/value.h"

#include <string.h>

/* A record while it is added. */
struct adding {
    struct fb_book *book;
    struct fb_arena *arena; /* of this record */
    struct fb_diagnostics *sink;
    const char *key; /* of the record in all sheets */
};

/* A row, and the element whose fields it has. */
struct row {
    struct fb_book_sheet *sheet;
    uint32_t row;
    const char *place;  /* as the sheet 忽略 names the element; "" is the record */
    const char **texts; /* of each column, if the row is an item's; NULL where it is empty */
};

/* Writes a text to a cell; what the library refuses is reported at the element. */
static fb_status write_cell(struct adding *adding, const struct row *row, size_t column,
                            const struct fb_field *field, const char *text,
                            struct fb_position position)
{
    const struct fb_book_place place = {row->sheet->sheet, row->row, (lxw_col_t)column, false};

    switch (fb_book_write_value(adding->book, &place, field, text)) {
    case LXW_NO_ERROR:
        return FB_OK;
    case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
        fb_report(adding->sink, FB_DIAG_BOOK_CELL, position, "");
        return FB_ERR_INPUT;
    case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE:
        fb_report(adding->sink, FB_DIAG_BOOK_ROWS, position, row->sheet->name);
        return FB_ERR_INPUT;
    default:
        return FB_ERR_NOMEM;
    }
}

/* Begins a row of a sheet with the record's key. */
static fb_status begin_row(struct row *out, struct adding *adding, struct fb_book_sheet *sheet,
                           struct fb_position position)
{
    *out = (struct row){.sheet = sheet, .row = sheet->next++, .place = ""};
    return write_cell(adding, out, 0, NULL, adding->key, position);
}

/* ---- what a workbook cannot hold ---- */

static fb_status report_unknown(struct adding *adding, const struct fb_xml_node *element,
                                const struct fb_field *parent)
{
    const char **names = FB_NEW_ARRAY(adding->arena, const char *, parent->field_count + 1);
    const char *near;

    FB_NEED(names);
    for (size_t i = 0; i < parent->field_count; i++)
        names[i] = parent->fields[i].name;
    near = fb_nearest(fb_xml_name(element), names, parent->field_count);
    fb_report(adding->sink, FB_DIAG_RECORD_ELEMENT, fb_xml_position(element), fb_xml_name(element),
              fb_xml_name(fb_xml_parent(element)), near == NULL ? "–" : near);
    return FB_ERR_INPUT;
}

static fb_status refuse_attribute(struct adding *adding, const struct fb_xml_node *element,
                                  const char *name)
{
    fb_report(adding->sink, FB_DIAG_RECORD_ATTRIBUTE, fb_xml_attribute_position(element, name),
              fb_xml_name(element), name);
    return FB_ERR_INPUT;
}

static fb_status refuse_attributes(struct adding *adding, const struct fb_xml_node *element)
{
    const char *name = fb_xml_attribute_name(element, 0);

    return name == NULL ? FB_OK : refuse_attribute(adding, element, name);
}

/* A field that is there twice would lose one of its texts. */
static fb_status refuse_second(struct adding *adding, const struct fb_xml_node *element)
{
    if (fb_xml_number_of(element) == 1)
        return FB_OK;
    fb_report(adding->sink, FB_DIAG_RECORD_REPEATED, fb_xml_position(element), fb_xml_name(element),
              fb_xml_name(fb_xml_parent(element)));
    return FB_ERR_INPUT;
}

/* ---- the sheet 忽略 ---- */

static fb_status make_silences(struct fb_book *book)
{
    static const char *const HEADINGS[] = {FB_MAPPING_KEY, FB_MAPPING_PLACE, "规则", "理由"};
    static const double WIDTHS[] = {9, 24, 10, 60};
    struct fb_book_sheet *sheet = &book->silences;
    struct fb_book_place place = {0};

    if (sheet->sheet != NULL)
        return FB_OK;
    sheet->name = FB_MAPPING_SILENCES;
    sheet->sheet = workbook_add_worksheet(book->file.workbook, sheet->name);
    FB_NEED(sheet->sheet);
    sheet->next = 1;
    place.sheet = sheet->sheet;
    for (; place.column < sizeof HEADINGS / sizeof *HEADINGS; place.column++) {
        worksheet_set_column(sheet->sheet, place.column, place.column, WIDTHS[place.column], NULL);
        fb_book_write_text(book, &place, HEADINGS[place.column], FB_LOOK_HEADING);
    }
    worksheet_freeze_panes(sheet->sheet, 1, 0);
    return FB_OK;
}

static fb_status add_silence(struct adding *adding, const struct row *row,
                             const struct fb_xml_node *element)
{
    enum { PLACE = 1, RULE, REASON };
    const char *name;
    struct row silence;

    FB_TRY(make_silences(adding->book));
    FB_TRY(begin_row(&silence, adding, &adding->book->silences, fb_xml_position(element)));
    if (row->place[0] != '\0')
        FB_TRY(write_cell(adding, &silence, PLACE, NULL, row->place, fb_xml_position(element)));
    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++) {
        bool is_rule = strcmp(name, FB_RECORD_SILENCE_RULE) == 0;
        const char *text = fb_xml_attribute(element, name);
        if (!is_rule && strcmp(name, FB_RECORD_SILENCE_REASON) != 0)
            return refuse_attribute(adding, element, name);
        if (text[0] != '\0')
            FB_TRY(write_cell(adding, &silence, is_rule ? RULE : REASON, NULL, text,
                              fb_xml_attribute_position(element, name)));
    }
    return FB_OK;
}

/* ---- fields ---- */

static fb_status add_fields(struct adding *adding, const struct row *row,
                            const struct fb_xml_node *element, const struct fb_field *parent);

static fb_status add_value(struct adding *adding, const struct row *row,
                           const struct fb_xml_node *element, const struct fb_field *field)
{
    const struct fb_book_sheet *sheet = row->sheet;
    const char *text = fb_value_text(adding->arena, element);
    size_t column = sheet->key_count;

    FB_NEED(text);
    while (column < sheet->column_count && sheet->columns[column].field != field)
        column++;
    if (column == sheet->column_count)
        return FB_ERR_INTERNAL;
    if (fb_xml_first(element) != NULL) {
        fb_report(adding->sink, FB_DIAG_RECORD_NESTED, fb_xml_position(fb_xml_first(element)),
                  fb_xml_name(element), fb_xml_name(fb_xml_first(element)));
        return FB_ERR_INPUT;
    }
    if (text[0] == '\0')
        return FB_OK;
    if (row->texts != NULL)
        row->texts[column] = text;
    return write_cell(adding, row, column, field, text, fb_xml_content_position(element));
}

static struct fb_book_sheet *list_sheet(struct fb_book *book, const struct fb_field *field)
{
    size_t i = 1;

    while (i < book->sheet_count && book->sheets[i].field != field)
        i++;
    return &book->sheets[i];
}

static bool is_filled(const struct row *row)
{
    for (size_t i = 0; i < row->sheet->column_count; i++) {
        if (row->texts[i] != NULL)
            return true;
    }
    return false;
}

/*
 * An empty cell that inherits would be read with the text of the row above (data/table_build.c), so
 * an item without it cannot stand below one with it.
 */
static fb_status refuse_inheriting(struct adding *adding, const struct row *row,
                                   const struct fb_xml_node *item)
{
    struct fb_book_sheet *sheet = row->sheet;
    bool changed = !is_filled(row);

    for (size_t i = sheet->key_count; i < sheet->column_count && is_filled(row); i++) {
        struct fb_book_column *column = &sheet->columns[i];
        const char *text = row->texts[i];
        if (!column->inherit)
            continue;
        if (text == NULL && column->above != NULL && !changed) {
            fb_report(adding->sink, FB_DIAG_BOOK_INHERITED, fb_xml_position(item), column->name,
                      column->above);
            return FB_ERR_INPUT;
        }
        if (text != NULL && (column->above == NULL || strcmp(text, column->above) != 0))
            changed = true;
        column->above = text;
    }
    return FB_OK;
}

static fb_status add_item(struct adding *adding, const struct row *outer,
                          struct fb_book_sheet *sheet, const struct fb_xml_node *item)
{
    struct row row;

    FB_TRY(refuse_attributes(adding, item));
    FB_TRY(begin_row(&row, adding, sheet, fb_xml_position(item)));
    row.place = fb_arena_format(adding->arena, "%s/%u", sheet->name, row.row - sheet->first + 1);
    row.texts = FB_NEW_ARRAY(adding->arena, const char *, sheet->column_count);
    FB_NEED(row.place);
    FB_NEED(row.texts);
    if (sheet->key_count > 1) {
        const char *number =
            fb_arena_format(adding->arena, "%u", outer->row - outer->sheet->first + 1);
        FB_NEED(number);
        FB_TRY(write_cell(adding, &row, 1, NULL, number, fb_xml_position(item)));
    }
    FB_TRY(add_fields(adding, &row, item, sheet->field));
    return refuse_inheriting(adding, &row, item);
}

static fb_status add_list(struct adding *adding, const struct row *row,
                          const struct fb_xml_node *element, const struct fb_field *field)
{
    const struct fb_xml_node *item = fb_xml_first(element);
    struct fb_book_sheet *sheet = list_sheet(adding->book, field);

    for (; item != NULL; item = fb_xml_next(item)) {
        if (!fb_xml_is(item, field->item)) {
            fb_report(adding->sink, FB_DIAG_RECORD_ELEMENT, fb_xml_position(item),
                      fb_xml_name(item), field->name, field->item);
            return FB_ERR_INPUT;
        }
        FB_TRY(add_item(adding, row, sheet, item));
    }
    return FB_OK;
}

static fb_status add_group(struct adding *adding, const struct row *row,
                           const struct fb_xml_node *element, const struct fb_field *field)
{
    struct row inner = *row;

    inner.place = fb_arena_format(adding->arena, "%s%s%s", row->place,
                                  row->place[0] == '\0' ? "" : "/", field->name);
    FB_NEED(inner.place);
    return add_fields(adding, &inner, element, field);
}

static fb_status add_field(struct adding *adding, const struct row *row,
                           const struct fb_xml_node *element, const struct fb_field *field)
{
    FB_TRY(refuse_attributes(adding, element));
    FB_TRY(refuse_second(adding, element));
    if (field->kind == FB_FIELD_VALUE)
        return add_value(adding, row, element, field);
    if (field->kind == FB_FIELD_LIST)
        return add_list(adding, row, element, field);
    return add_group(adding, row, element, field);
}

/* Adds what an element holds; the depth is that of the declarations. */
static fb_status add_fields(struct adding *adding, const struct row *row,
                            const struct fb_xml_node *element, const struct fb_field *parent)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    for (; child != NULL; child = fb_xml_next(child)) {
        const struct fb_field *field = fb_field_find(parent, fb_xml_name(child));
        if (field != NULL)
            FB_TRY(add_field(adding, row, child, field));
        else if (fb_xml_is(child, FB_RECORD_SILENCE))
            FB_TRY(add_silence(adding, row, child));
        else
            return report_unknown(adding, child, parent);
    }
    return FB_OK;
}

/* ---- the record ---- */

static fb_status add_attribute(struct adding *adding, const struct row *row,
                               const struct fb_xml_node *root, const char *name, const char *text)
{
    struct fb_book_sheet *sheet = row->sheet;

    /* The sheet 说明 names the template for all. */
    if (strcmp(name, FB_RECORD_TEMPLATE) == 0 && strcmp(text, adding->book->template->name) == 0)
        return FB_OK;
    for (size_t i = sheet->key_count; i < sheet->column_count; i++) {
        const char *attribute = sheet->columns[i].attribute;
        if (attribute == NULL || strcmp(attribute, name) != 0)
            continue;
        sheet->columns[i].used = true;
        return write_cell(adding, row, i, NULL, text, fb_xml_attribute_position(root, name));
    }
    return refuse_attribute(adding, root, name);
}

static fb_status add_attributes(struct adding *adding, const struct row *row,
                                const struct fb_form_record *record)
{
    const struct fb_xml_node *root = fb_xml_root(record->xml);
    const char *name;

    if (fb_record_template(record->xml) == NULL && record->template_name != NULL)
        FB_TRY(add_attribute(adding, row, root, FB_RECORD_TEMPLATE, record->template_name));
    for (size_t i = 0; (name = fb_xml_attribute_name(root, i)) != NULL; i++)
        FB_TRY(add_attribute(adding, row, root, name, fb_xml_attribute(root, name)));
    return FB_OK;
}

static fb_status add_record(struct adding *adding, const struct fb_form_record *source)
{
    const struct fb_field *record = &adding->book->template->record;
    const struct fb_xml_node *root = fb_xml_root(source->xml);
    struct row row;

    if (!fb_xml_is(root, record->name)) {
        fb_report(adding->sink, FB_DIAG_RECORD_ROOT, fb_xml_position(root), fb_xml_name(root),
                  record->name, adding->book->template->name);
        return FB_ERR_INPUT;
    }
    FB_TRY(begin_row(&row, adding, &adding->book->sheets[0], fb_xml_position(root)));
    FB_TRY(add_attributes(adding, &row, source));
    return add_fields(adding, &row, root, record);
}

static void begin_record(struct fb_book_sheet *sheet)
{
    sheet->first = sheet->next;
    for (size_t i = 0; i < sheet->column_count; i++)
        sheet->columns[i].above = NULL;
}

fb_status fb_book_add(struct fb_book *book, const struct fb_form_record *record,
                      struct fb_diagnostics *sink)
{
    struct adding adding = {.book = book, .sink = sink, .arena = fb_arena_scratch(book->arena)};
    fb_status status = FB_ERR_NOMEM;

    FB_NEED(adding.arena);
    for (size_t i = 0; i < book->sheet_count; i++)
        begin_record(&book->sheets[i]);
    adding.key = fb_arena_format(adding.arena, "%u", ++book->record_count);
    if (adding.key != NULL)
        status = add_record(&adding, record);
    fb_arena_clear(adding.arena);
    return status;
}
