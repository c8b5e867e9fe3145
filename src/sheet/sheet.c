#include "sheet/sheet.h"

#include <string.h>

/* Bytes of the blank that a text begins with, or 0; the wide ones are U+00A0 and U+3000. */
static size_t blank_length(const char *text)
{
    static const char *const BLANKS[] = {" ", "\t", "\xC2\xA0", "　"};

    for (size_t i = 0; i < sizeof BLANKS / sizeof *BLANKS; i++) {
        if (strncmp(text, BLANKS[i], strlen(BLANKS[i])) == 0)
            return strlen(BLANKS[i]);
    }
    return 0;
}

static const char *skip_blanks(const char *text)
{
    for (size_t length; (length = blank_length(text)) > 0;)
        text += length;
    return text;
}

static char folded(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool fb_sheet_is(const struct fb_sheet *sheet, const char *name)
{
    const char *own = skip_blanks(sheet->name);

    name = skip_blanks(name);
    while (*own != '\0' && folded(*own) == folded(*name)) {
        own++;
        name++;
    }
    return *skip_blanks(own) == '\0' && *skip_blanks(name) == '\0';
}

const struct fb_sheet *fb_workbook_sheet(const struct fb_workbook *workbook, const char *name)
{
    for (size_t i = 0; i < workbook->sheet_count; i++)
        if (fb_sheet_is(&workbook->sheets[i], name))
            return &workbook->sheets[i];
    return NULL;
}

/* Returns the first cell that does not stand before a place. */
static const struct fb_cell *first_from(const struct fb_sheet *sheet, uint32_t row, uint32_t column)
{
    size_t low = 0, high = sheet->cell_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct fb_cell *cell = &sheet->cells[middle];
        if (cell->row < row || (cell->row == row && cell->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    return sheet->cells + low;
}

const struct fb_cell *fb_sheet_at(const struct fb_sheet *sheet, uint32_t row, uint32_t column)
{
    const struct fb_cell *cell = first_from(sheet, row, column);
    bool found =
        cell != sheet->cells + sheet->cell_count && cell->row == row && cell->column == column;

    return found ? cell : NULL;
}

const struct fb_cell *fb_sheet_row(const struct fb_sheet *sheet, uint32_t row)
{
    return first_from(sheet, row, 0);
}

/*
 * The merges are a search tree whose root is in the middle; each knows the last row that it and
 * those under it reach, so that a search leaves out what ends above the place.
 */
static const struct fb_merge *merge_among(const struct fb_merge *merges, size_t count, uint32_t row,
                                          uint32_t column)
{
    const struct fb_merge *root = merges + count / 2, *found;

    if (count == 0 || root->reach < row)
        return NULL;
    found = merge_among(merges, count / 2, row, column);
    if (found != NULL || root->row > row)
        return found;
    if (row <= root->row_end && root->column <= column && column <= root->column_end)
        return root;
    return merge_among(root + 1, count - count / 2 - 1, row, column);
}

const struct fb_merge *fb_sheet_merge_at(const struct fb_sheet *sheet, uint32_t row,
                                         uint32_t column)
{
    return merge_among(sheet->merges, sheet->merge_count, row, column);
}

static bool among(const struct fb_sheet_range *ranges, size_t count, uint32_t number)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ranges[middle].last < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && ranges[low].first <= number;
}

bool fb_sheet_row_hidden(const struct fb_sheet *sheet, uint32_t row)
{
    return among(sheet->hidden_rows, sheet->hidden_row_count, row);
}

bool fb_sheet_column_hidden(const struct fb_sheet *sheet, uint32_t column)
{
    return among(sheet->hidden_columns, sheet->hidden_column_count, column);
}

/* Takes the second of two quotes out, and the first byte of a line end of two, as sources have it.
 */
static void unquote(char *text)
{
    char *out = text;

    for (const char *in = text; *in != '\0'; in++) {
        if ((in[0] == '"' && in[1] == '"') || (in[0] == '\r' && in[1] == '\n'))
            in++;
        *out++ = *in;
    }
    *out = '\0';
}

char *fb_cell_text(struct fb_arena *arena, const struct fb_workbook *workbook,
                   const struct fb_cell *cell)
{
    const struct fb_source *source = &workbook->source;
    char *text = fb_arena_copy(arena, source->text + cell->offset, cell->length);

    if (text != NULL && source->escapes == FB_ESCAPES_QUOTES && cell->offset > 0 &&
        source->text[cell->offset - 1] == '"')
        unquote(text);
    return text;
}

struct fb_position fb_cell_position(const struct fb_workbook *workbook, const struct fb_cell *cell)
{
    return (struct fb_position){&workbook->source, cell->offset, cell->length};
}

/* Reads digits or letters (base 26, without a zero) as a number from 1; 0 if beyond the limit. */
static uint32_t read_part(const char **at, uint32_t base, char first, uint32_t limit)
{
    uint32_t number = 0;

    for (;; (*at)++) {
        unsigned char byte = (unsigned char)**at;
        char letter = (char)(base == 26 && byte >= 'a' && byte <= 'z' ? byte - 'a' + 'A' : byte);
        if (letter < first || letter >= first + (char)base)
            return number;
        number = number * base + (uint32_t)(letter - first) + (base == 26);
        if (number > limit)
            return 0;
    }
}

size_t fb_cell_reference(const char *text, uint32_t *row, uint32_t *column)
{
    const char *at = text + (*text == '$');
    uint32_t letters = read_part(&at, 26, 'A', FB_SHEET_COLUMN_LIMIT), digits;

    if (letters == 0)
        return 0;
    at += *at == '$';
    digits = read_part(&at, 10, '0', FB_SHEET_ROW_LIMIT);
    if (digits == 0)
        return 0;
    *column = letters - 1;
    *row = digits - 1;
    return (size_t)(at - text);
}
