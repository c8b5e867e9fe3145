/*
 * book_layout.c: the sheets of the workbook, their columns, headings and widths.
 */
#include "convert/book_private.h"
#include "convert/explain.h"

#include <string.h>

enum { HEADING_HEIGHT = 45 }; /* points: three lines */

/* Finds the declared field of a path inside `parent`; NULL if it declares none. */
static const struct fb_field *find_field(const struct fb_field *parent, const char *const *steps,
                                         size_t count)
{
    for (size_t i = 0; i < count && parent != NULL; i++)
        parent = fb_field_find(parent, steps[i]);
    return parent;
}

/* Returns the sheet of a list of the mapping; the first is that of the records. */
static struct fb_book_sheet *sheet_of(struct fb_book *book, const struct fb_mapping_list *list)
{
    for (size_t i = 1; i < book->sheet_count && list != NULL; i++) {
        if (book->sheets[i].list == list)
            return &book->sheets[i];
    }
    return &book->sheets[0];
}

static const struct fb_field *container_of(const struct fb_book *book,
                                           const struct fb_book_sheet *sheet)
{
    return sheet->field != NULL ? sheet->field : &book->template->record;
}

static void add_column(struct fb_book_sheet *sheet, const struct fb_mapping_field *field,
                       const struct fb_field *declared)
{
    struct fb_book_column *column = &sheet->columns[sheet->column_count++];

    column->name = field->name;
    column->field = declared;
    column->attribute = field->attribute ? field->steps[0] : NULL;
    column->used = !field->attribute;
    column->inherit = field->inherit;
}

static fb_status add_columns(struct fb_book *book, struct fb_book_sheet *sheet,
                             const struct fb_mapping_fields *fields)
{
    enum { KEYS_MAX = 2 };
    const struct fb_mapping_list *list = sheet->list;

    sheet->columns = FB_NEW_ARRAY(book->arena, struct fb_book_column, fields->count + KEYS_MAX);
    FB_NEED(sheet->columns);
    add_column(sheet, list == NULL ? &book->mapping->key : &list->key, NULL);
    if (list != NULL && list->parent != NULL)
        add_column(sheet, &list->parent_row, NULL);
    sheet->key_count = sheet->column_count;
    for (size_t i = 0; i < fields->count; i++) {
        const struct fb_mapping_field *field = &fields->items[i];
        add_column(sheet, field,
                   field->attribute
                       ? NULL
                       : find_field(container_of(book, sheet), field->steps, field->step_count));
    }
    return FB_OK;
}

static fb_status make_sheet(struct fb_book *book, struct fb_book_sheet *sheet, const char *name,
                            const struct fb_mapping_fields *fields)
{
    sheet->name = name;
    sheet->sheet = workbook_add_worksheet(book->file.workbook, name);
    FB_NEED(sheet->sheet);
    sheet->next = 1;
    return add_columns(book, sheet, fields);
}

fb_status fb_book_make_sheets(struct fb_book *book)
{
    const struct fb_mapping *mapping = book->mapping;

    book->sheets = FB_NEW_ARRAY(book->arena, struct fb_book_sheet, mapping->list_count + 1);
    FB_NEED(book->sheets);
    FB_TRY(make_sheet(book, &book->sheets[0], mapping->sheet, &mapping->fields));
    book->sheet_count = 1;
    for (size_t i = 0; i < mapping->list_count; i++) {
        const struct fb_mapping_list *list = mapping->lists[i];
        struct fb_book_sheet *sheet = &book->sheets[i + 1];
        sheet->list = list;
        sheet->field = find_field(container_of(book, sheet_of(book, list->parent)), list->steps,
                                  list->step_count);
        if (sheet->field == NULL)
            return FB_ERR_INTERNAL;
        sheet->catalogue = fb_template_catalogue_of(book->template, sheet->field);
        FB_TRY(make_sheet(book, sheet, list->sheet, &list->fields));
        book->sheet_count++;
    }
    return FB_OK;
}

/* Appends a heading: the name, the unit, and a star if the field must be filled in. */
static void append_heading(struct fb_buffer *out, const struct fb_book *book,
                           const struct fb_book_column *column)
{
    const struct fb_field *field = column->field;
    const char *unit = field != NULL && field->type == FB_TYPE_MONEY
                           ? fb_field_unit(book->template, field, NULL)
                           : "";

    fb_buffer_append_string(out, column->name);
    if (unit[0] != '\0')
        fb_buffer_append_format(out, "（%s）", unit);
    if (field != NULL && field->required)
        fb_buffer_append_char(out, '*');
}

/* The width of a column in characters of the normal style. */
static double width_of(const struct fb_field *field)
{
    enum { KEY = 9, NUMBER = 14, WORD = 18, LINE = 30, PROSE = 50, WORD_MAX = 50, LINE_MAX = 200 };

    if (field == NULL)
        return KEY;
    if (field->type != FB_TYPE_TEXT)
        return NUMBER;
    if (field->max == 0)
        return LINE;
    return field->max <= WORD_MAX ? WORD : field->max <= LINE_MAX ? LINE : PROSE;
}

static void write_heading(struct fb_book *book, struct fb_book_sheet *sheet, size_t index,
                          const char *text)
{
    const struct fb_book_column *column = &sheet->columns[index];
    struct fb_book_place place = {.sheet = sheet->sheet, .column = (lxw_col_t)index};
    bool required = index < sheet->key_count || (column->field != NULL && column->field->required);

    worksheet_set_column(sheet->sheet, place.column, place.column, width_of(column->field),
                         book->looks[fb_book_look_of(column->field)][0]);
    fb_book_write_text(book, &place, text, required ? FB_LOOK_REQUIRED : FB_LOOK_HEADING);
}

static fb_status write_sheet_headings(struct fb_book *book, struct fb_book_sheet *sheet)
{
    struct fb_buffer text;
    fb_status status;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    for (size_t i = 0; i < sheet->column_count; i++) {
        if (!sheet->columns[i].used)
            continue;
        fb_buffer_clear(&text);
        append_heading(&text, book, &sheet->columns[i]);
        write_heading(book, sheet, i, text.data);
    }
    status = text.status;
    fb_buffer_release(&text);
    worksheet_set_row(sheet->sheet, 0, HEADING_HEIGHT, NULL);
    worksheet_freeze_panes(sheet->sheet, 1, (lxw_col_t)sheet->key_count);
    return status;
}

fb_status fb_book_write_headings(struct fb_book *book)
{
    for (size_t i = 0; i < book->sheet_count; i++)
        FB_TRY(write_sheet_headings(book, &book->sheets[i]));
    return FB_OK;
}

/* Appends what an example row has in a column. */
static void append_example(struct fb_buffer *out, const struct fb_book_sheet *sheet, size_t index)
{
    const struct fb_field *field = sheet->columns[index].field;
    const struct fb_catalogue *catalogue = sheet->catalogue;

    if (index < sheet->key_count) {
        fb_buffer_append_string(out, index == 0 ? FB_MAPPING_EXAMPLE : "1");
        return;
    }
    for (size_t i = 0; catalogue != NULL && i < catalogue->level_count; i++) {
        const struct fb_kind *kinds = catalogue->kinds;
        if (fb_field_find(sheet->field, catalogue->levels[i]) != field)
            continue;
        for (size_t level = 0; level < i; level++)
            kinds = kinds[0].kinds;
        fb_buffer_append_string(out, kinds[0].value);
        return;
    }
    if (field != NULL)
        fb_explain_example(out, field);
}

static fb_status write_example(struct fb_book *book, struct fb_book_sheet *sheet)
{
    struct fb_book_place place = {.sheet = sheet->sheet, .row = sheet->next++, .example = true};
    struct fb_buffer text;
    lxw_error error = LXW_NO_ERROR;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    for (size_t i = 0; i < sheet->column_count && error == LXW_NO_ERROR; i++) {
        fb_buffer_clear(&text);
        append_example(&text, sheet, i);
        place.column = (lxw_col_t)i;
        if (text.length > 0)
            error = fb_book_write_value(book, &place, sheet->columns[i].field, text.data);
    }
    fb_buffer_release(&text);
    return error == LXW_NO_ERROR ? FB_OK : FB_ERR_INTERNAL;
}

fb_status fb_book_write_examples(struct fb_book *book)
{
    for (size_t i = 0; i < book->sheet_count; i++)
        FB_TRY(write_example(book, &book->sheets[i]));
    return FB_OK;
}
