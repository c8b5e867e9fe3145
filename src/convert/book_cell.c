/*
 * book_cell.c: the value of a field as a cell.
 *
 * A number or a day is a true one, so that a workbook can add and sort, but only where the cell
 * then shows the very text of the record: a format with optional digits shows 935.00 and 824.355,
 * but not 935.0. What no such format shows stays a text.
 */
#include "convert/book_private.h"

#include <string.h>

enum {
    EXACT_DIGITS = 15,   /* of a number of 64 bits */
    GENERAL_DIGITS = 10, /* that General shows without an exponent, with a sign and a point */
    AMOUNT_DECIMALS = 2,
    AMOUNT_DECIMALS_MAX = 6,
};

double fb_book_number(struct fb_decimal decimal)
{
    double divisor = 1;

    for (unsigned i = 0; i < decimal.scale; i++)
        divisor *= 10;
    return (double)decimal.units / divisor;
}

static size_t count_digits(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += *text >= '0' && *text <= '9';
    return count;
}

/* Finds the look that shows a number as it is written; false if none does. */
static bool find_number_look(enum fb_look *look, const char *text, struct fb_decimal number)
{
    bool grouped = strchr(text, ',') != NULL, short_form = text[strlen(text) - 1] != '0';
    char shown[FB_DECIMAL_TEXT];

    fb_decimal_format(shown, number, number.scale, grouped);
    if (strcmp(shown, text) != 0 || count_digits(text) > EXACT_DIGITS)
        return false;
    *look = grouped ? FB_LOOK_GROUPED : FB_LOOK_AMOUNT;
    if (number.scale == AMOUNT_DECIMALS ||
        (number.scale > AMOUNT_DECIMALS && number.scale <= AMOUNT_DECIMALS_MAX && short_form))
        return true;
    *look = FB_LOOK_NUMBER;
    return !grouped && count_digits(text) <= GENERAL_DIGITS && (number.scale == 0 || short_form);
}

static bool read_number(double *number, enum fb_look *look, const char *text)
{
    struct fb_decimal decimal;
    size_t offset;

    if (!fb_decimal_parse(&decimal, text, strlen(text), &offset) ||
        !find_number_look(look, text, decimal))
        return false;
    *number = fb_book_number(decimal);
    return true;
}

/* Reads "95%"; other numbers of per cent are read as numbers are. */
static bool read_percent(double *number, enum fb_look *look, const char *text)
{
    size_t length = strlen(text), offset;
    struct fb_decimal decimal;

    if (length == 0 || text[length - 1] != '%')
        return read_number(number, look, text);
    if (strspn(text, "0123456789") != length - 1 || length > GENERAL_DIGITS ||
        (text[0] == '0' && length > 2) || !fb_decimal_parse(&decimal, text, length - 1, &offset))
        return false;
    decimal.scale = 2;
    *number = fb_book_number(decimal);
    *look = FB_LOOK_PERCENT;
    return true;
}

/* Reads a day that one of the looks shows as it is written. */
static bool read_day(struct fb_day *day, enum fb_look *look, const char *text)
{
    static const struct {
        const char *pattern;
        enum fb_look look;
    } PATTERNS[] = {
        {"yyyy-MM-dd", FB_LOOK_DAY},
        {"yyyy年M月d日", FB_LOOK_CHINESE_DAY},
    };
    enum { FIRST_YEAR = 1901 }; /* Excel takes 1900 for a leap year */
    char shown[32];

    if (!fb_day_parse(day, text) || day->year < FIRST_YEAR)
        return false;
    for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++) {
        fb_day_format(shown, sizeof shown, *day, PATTERNS[i].pattern);
        *look = PATTERNS[i].look;
        if (strcmp(shown, text) == 0)
            return true;
    }
    return false;
}

static bool is_hex(const char *text, size_t count)
{
    return strspn(text, "0123456789ABCDEFabcdef") >= count;
}

/* Writes "_x000A_" as it stands: alone it would be read as a character (ISO 29500-1, 22.4.2.4). */
static void append_literal(struct fb_buffer *out, const char *text)
{
    enum { DIGITS = 4 };

    for (; *text != '\0'; text++) {
        if (text[0] == '_' && text[1] == 'x' && is_hex(text + 2, DIGITS) && text[2 + DIGITS] == '_')
            fb_buffer_append_string(out, "_x005F");
        fb_buffer_append_char(out, *text);
    }
}

lxw_error fb_book_write_text(struct fb_book *book, const struct fb_book_place *place,
                             const char *text, enum fb_look look)
{
    lxw_format *format = book->looks[look][place->example ? 1 : 0];
    struct fb_buffer literal;
    lxw_error error;

    if (strstr(text, "_x") == NULL)
        return worksheet_write_string(place->sheet, place->row, place->column, text, format);
    fb_buffer_init(&literal, FB_BUFFER_OUTPUT_LIMIT);
    append_literal(&literal, text);
    error = literal.status != FB_OK ? LXW_ERROR_MEMORY_MALLOC_FAILED
                                    : worksheet_write_string(place->sheet, place->row,
                                                             place->column, literal.data, format);
    fb_buffer_release(&literal);
    return error;
}

static lxw_error write_number(struct fb_book *book, const struct fb_book_place *place,
                              double number, enum fb_look look)
{
    return worksheet_write_number(place->sheet, place->row, place->column, number,
                                  book->looks[look][place->example ? 1 : 0]);
}

static lxw_error write_day(struct fb_book *book, const struct fb_book_place *place,
                           struct fb_day day, enum fb_look look)
{
    lxw_datetime datetime = {.year = day.year, .month = day.month, .day = day.day};

    return worksheet_write_datetime(place->sheet, place->row, place->column, &datetime,
                                    book->looks[look][place->example ? 1 : 0]);
}

lxw_error fb_book_write_value(struct fb_book *book, const struct fb_book_place *place,
                              const struct fb_field *field, const char *text)
{
    enum fb_field_type type = field == NULL ? FB_TYPE_TEXT : field->type;
    enum fb_look look;
    struct fb_day day;
    double number;

    if (type == FB_TYPE_DATE && read_day(&day, &look, text))
        return write_day(book, place, day, look);
    if (type == FB_TYPE_PERCENT && read_percent(&number, &look, text))
        return write_number(book, place, number, look);
    if ((type == FB_TYPE_MONEY || type == FB_TYPE_YEAR || type == FB_TYPE_INTEGER ||
         type == FB_TYPE_SCORE) &&
        read_number(&number, &look, text))
        return write_number(book, place, number, look);
    return fb_book_write_text(book, place, text, FB_LOOK_TEXT);
}

enum fb_look fb_book_look_of(const struct fb_field *field)
{
    static const enum fb_look LOOKS[] = {
        [FB_TYPE_TEXT] = FB_LOOK_TEXT,      [FB_TYPE_MONEY] = FB_LOOK_AMOUNT,
        [FB_TYPE_YEAR] = FB_LOOK_NUMBER,    [FB_TYPE_DATE] = FB_LOOK_DAY,
        [FB_TYPE_PERCENT] = FB_LOOK_NUMBER, [FB_TYPE_INTEGER] = FB_LOOK_NUMBER,
        [FB_TYPE_SCORE] = FB_LOOK_NUMBER,   [FB_TYPE_CHOICE] = FB_LOOK_TEXT,
    };

    return field == NULL ? FB_LOOK_TEXT : LOOKS[field->type];
}
