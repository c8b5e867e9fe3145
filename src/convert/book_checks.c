/*
 * book_checks.c: what the cells of a field offer and refuse while somebody fills them in.
 *
 * The words of all lists stand in a hidden sheet, for a list inside a check has room for 255
 * characters only. The kinds of a deeper level stand beside those above them, and the list that a
 * cell offers is the part that belongs to the kinds at its left.
 */
#include "base/utf8.h"
#include "convert/book_private.h"
#include "convert/explain.h"

#include <string.h>

enum {
    LAST_ROW = LXW_ROW_MAX - 1,
    TITLE_MAX = 32,    /* characters (Excel) */
    MESSAGE_MAX = 255, /* likewise */
};

static const char REFUSED[] = "填写内容不符合要求";

/* Cuts a text to so many characters, in place. */
static void cut(char *text, size_t characters)
{
    size_t bytes = 0, length = strlen(text);
    uint32_t character;

    for (; characters > 0 && bytes < length; characters--)
        bytes += fb_utf8_decode(text + bytes, length - bytes, &character);
    text[bytes] = '\0';
}

/* Writes a column of the hidden sheet, from its first row, and gives its letter. */
struct words {
    struct fb_book *book;
    lxw_col_t column;
    uint32_t next;
};

static fb_status begin_words(struct words *out, struct fb_book *book)
{
    if (book->choices == NULL) {
        book->choices = workbook_add_worksheet(book->file.workbook, FB_MAPPING_CHOICES);
        FB_NEED(book->choices);
        worksheet_hide(book->choices);
    }
    *out = (struct words){book, book->choice_column++, 0};
    return FB_OK;
}

static fb_status add_word(struct words *words, const char *word)
{
    const struct fb_book_place place = {words->book->choices, words->next++, words->column, false};

    return fb_book_write_text(words->book, &place, word, FB_LOOK_TEXT) == LXW_NO_ERROR
               ? FB_OK
               : FB_ERR_INTERNAL;
}

/* Returns the letters of a column: A, B … AA. */
static char *letters(struct fb_arena *arena, lxw_col_t column)
{
    char text[16];

    lxw_col_to_name(text, column, 0);
    return fb_arena_string(arena, text);
}

/* The formula of all words of a column. */
static fb_status whole_formula(const char **out, const struct words *words)
{
    struct fb_arena *arena = words->book->arena;
    const char *letter = letters(arena, words->column);

    FB_NEED(letter);
    *out = fb_arena_format(arena, "='%s'!$%s$1:$%s$%u", FB_MAPPING_CHOICES, letter, letter,
                           words->next);
    FB_NEED(*out);
    return FB_OK;
}

/* ---- kinds ---- */

/* Returns the column of a level in the sheet of its list, or SIZE_MAX. */
static size_t level_column(const struct fb_book_sheet *sheet, size_t level)
{
    const struct fb_field *field = fb_field_find(sheet->field, sheet->catalogue->levels[level]);

    for (size_t i = 0; i < sheet->column_count && field != NULL; i++) {
        if (sheet->columns[i].field == field)
            return i;
    }
    return SIZE_MAX;
}

/* The cells at the left that name the kinds above, as one text: $B2&"/"&$C2. */
static fb_status above_formula(const char **out, struct fb_arena *arena,
                               const struct fb_book_sheet *sheet, size_t level)
{
    *out = "";
    for (size_t i = 0; i < level; i++) {
        size_t column = level_column(sheet, i);
        const char *letter = column == SIZE_MAX ? NULL : letters(arena, (lxw_col_t)column);
        FB_NEED(letter);
        *out = fb_arena_format(arena, "%s%s$%s2", *out, i == 0 ? "" : "&\"/\"&", letter);
        FB_NEED(*out);
    }
    return FB_OK;
}

/* Writes the kinds of a level below `path`, and beside each the path. */
static fb_status add_kinds(struct words *paths, struct words *values, const struct fb_kind *kinds,
                           size_t count, const char *path, size_t level)
{
    for (size_t i = 0; i < count; i++) {
        const char *inner = fb_arena_format(paths->book->arena, "%s%s%s", path,
                                            path[0] == '\0' ? "" : "/", kinds[i].value);
        FB_NEED(inner);
        if (level > 0) {
            FB_TRY(add_kinds(paths, values, kinds[i].kinds, kinds[i].kind_count, inner, level - 1));
            continue;
        }
        FB_TRY(add_word(values, kinds[i].value));
        FB_TRY(add_word(paths, path));
    }
    return FB_OK;
}

/* The formula of the kinds of a level that fit the cells at the left. */
static fb_status level_formula(const char **out, struct fb_book *book,
                               const struct fb_book_sheet *sheet, size_t level)
{
    const struct fb_catalogue *catalogue = sheet->catalogue;
    const char *above, *path, *value;
    struct words paths, values;

    FB_TRY(begin_words(&paths, book));
    FB_TRY(begin_words(&values, book));
    FB_TRY(add_kinds(&paths, &values, catalogue->kinds, catalogue->kind_count, "", level));
    if (level == 0)
        return whole_formula(out, &values);
    FB_TRY(above_formula(&above, book->arena, sheet, level));
    path = letters(book->arena, paths.column);
    value = letters(book->arena, values.column);
    FB_NEED(path);
    FB_NEED(value);
    *out = fb_arena_format(book->arena,
                           "=OFFSET('%s'!$%s$1,MATCH(%s,'%s'!$%s:$%s,0)-1,0,"
                           "COUNTIF('%s'!$%s:$%s,%s),1)",
                           FB_MAPPING_CHOICES, value, above, FB_MAPPING_CHOICES, path, path,
                           FB_MAPPING_CHOICES, path, path, above);
    FB_NEED(*out);
    return FB_OK;
}

/* ---- checks ---- */

static lxw_datetime datetime_of(struct fb_day day)
{
    return (lxw_datetime){.year = day.year, .month = day.month, .day = day.day};
}

static double number_of(const struct fb_limit *limit, double otherwise)
{
    return limit->given ? fb_book_number(limit->number) : otherwise;
}

static void check_numbers(lxw_data_validation *check, const struct fb_field *field, bool whole)
{
    static const double MOST = 1e15;

    check->validate = whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL;
    check->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    check->minimum_number = number_of(&field->least, -MOST);
    check->maximum_number = number_of(&field->most, MOST);
}

static void check_years(lxw_data_validation *check, const struct fb_field *field)
{
    static const double FIRST = 1000, LAST = 9999;

    check_numbers(check, field, true);
    check->minimum_number = number_of(&field->least, FIRST);
    check->maximum_number = number_of(&field->most, LAST);
}

static void check_days(lxw_data_validation *check, const struct fb_field *field)
{
    static const struct fb_day FIRST = {1901, 1, 1}, LAST = {9999, 12, 31};

    check->validate = LXW_VALIDATION_TYPE_DATE;
    check->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    check->minimum_datetime = datetime_of(field->least.given ? field->least.day : FIRST);
    check->maximum_datetime = datetime_of(field->most.given ? field->most.day : LAST);
}

/* A text may be shorter than it should be while it is being written; the check of records tells. */
static void check_length(lxw_data_validation *check, const struct fb_field *field)
{
    check->validate = LXW_VALIDATION_TYPE_LENGTH;
    check->criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
    check->value_number = field->max > 0 ? (double)field->max : (double)FB_BOOK_TEXT_MAX;
}

static fb_status check_words(lxw_data_validation *check, struct fb_book *book,
                             const struct fb_field *field)
{
    struct words words;
    const char *formula;

    FB_TRY(begin_words(&words, book));
    for (size_t i = 0; i < field->choice_count; i++)
        FB_TRY(add_word(&words, field->choices[i]));
    FB_TRY(whole_formula(&formula, &words));
    check->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    check->value_formula = fb_arena_string(book->arena, formula);
    FB_NEED(check->value_formula);
    /* Several words may stand in a cell, which no list allows: Excel only asks back. */
    check->error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    return FB_OK;
}

static fb_status check_kinds(lxw_data_validation *check, struct fb_book *book,
                             const struct fb_book_sheet *sheet, size_t level)
{
    const char *formula;

    FB_TRY(level_formula(&formula, book, sheet, level));
    check->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    check->value_formula = fb_arena_string(book->arena, formula);
    FB_NEED(check->value_formula);
    return FB_OK;
}

/* Returns the level of the sheet's catalogue that a column names, or SIZE_MAX. */
static size_t level_of(const struct fb_book_sheet *sheet, size_t column)
{
    for (size_t i = 0; sheet->catalogue != NULL && i < sheet->catalogue->level_count; i++) {
        if (level_column(sheet, i) == column)
            return i;
    }
    return SIZE_MAX;
}

static fb_status fill_check(lxw_data_validation *check, struct fb_book *book,
                            const struct fb_book_sheet *sheet, size_t column)
{
    const struct fb_field *field = sheet->columns[column].field;
    size_t level = level_of(sheet, column);

    if (level != SIZE_MAX)
        return check_kinds(check, book, sheet, level);
    if (field->choice_count > 0)
        return check_words(check, book, field);
    if (field->type == FB_TYPE_DATE)
        check_days(check, field);
    else if (field->type == FB_TYPE_YEAR)
        check_years(check, field);
    else if (field->type == FB_TYPE_TEXT || field->type == FB_TYPE_CHOICE)
        check_length(check, field);
    else
        check_numbers(check, field, field->type == FB_TYPE_INTEGER);
    return FB_OK;
}

/* Gives the cells of a column a check, and a note that shows while one is chosen. */
static fb_status make_check(struct fb_book *book, const struct fb_book_sheet *sheet, size_t column)
{
    const struct fb_field *field = sheet->columns[column].field;
    lxw_data_validation check = {.show_input = LXW_VALIDATION_ON, .error_title = NULL};
    struct fb_buffer text;
    fb_status status;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_explain_field(&text, book->template, field);
    status = fill_check(&check, book, sheet, column);
    check.input_title = fb_arena_string(book->arena, field->name);
    check.input_message = fb_arena_string(book->arena, text.data);
    check.error_title = fb_arena_string(book->arena, REFUSED);
    if (check.input_title == NULL || check.input_message == NULL || check.error_title == NULL)
        status = FB_ERR_NOMEM;
    fb_buffer_release(&text);
    FB_TRY(status);
    cut(check.input_title, TITLE_MAX);
    cut(check.input_message, MESSAGE_MAX);
    check.error_message = check.input_message;
    return worksheet_data_validation_range(sheet->sheet, 1, (lxw_col_t)column, LAST_ROW,
                                           (lxw_col_t)column, &check) == LXW_NO_ERROR
               ? FB_OK
               : FB_ERR_INTERNAL;
}

fb_status fb_book_make_checks(struct fb_book *book)
{
    for (size_t i = 0; i < book->sheet_count; i++) {
        const struct fb_book_sheet *sheet = &book->sheets[i];
        for (size_t column = sheet->key_count; column < sheet->column_count; column++) {
            if (sheet->columns[column].field != NULL)
                FB_TRY(make_check(book, sheet, column));
        }
    }
    return FB_OK;
}
