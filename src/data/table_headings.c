#include "data/table_headings.h"

#include "base/nearest.h"

#include <string.h>

/* Takes blanks, line ends and stars out of a text, in place. */
static void squeeze(char *text)
{
    static const char *const DROPPED[] = {" ", "\t", "\r", "\n", "*", "　", "＊", "\xC2\xA0"};
    char *out = text;

    while (*text != '\0') {
        size_t length = 0;
        for (size_t i = 0; i < sizeof DROPPED / sizeof *DROPPED && length == 0; i++) {
            if (strncmp(text, DROPPED[i], strlen(DROPPED[i])) == 0)
                length = strlen(DROPPED[i]);
        }
        if (length == 0)
            *out++ = *text++;
        text += length;
    }
    *out = '\0';
}

/* Cuts what stands in brackets at the end of a text, in place. */
static void cut_brackets(char *text)
{
    static const char *const PAIRS[][2] = {{"（", "）"}, {"(", ")"}, {"〔", "〕"}, {"[", "]"}};
    size_t length = strlen(text);

    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        size_t closing = strlen(PAIRS[i][1]);
        char *opening, *next;
        if (length < closing || strcmp(text + length - closing, PAIRS[i][1]) != 0)
            continue;
        opening = strstr(text, PAIRS[i][0]);
        while (opening != NULL && (next = strstr(opening + 1, PAIRS[i][0])) != NULL)
            opening = next;
        if (opening != NULL && opening != text)
            *opening = '\0';
        return;
    }
}

static fb_status add_heading(struct fb_headings *headings, struct fb_table *table,
                             const struct fb_cell *cell)
{
    struct fb_heading *heading = FB_PUSH(table->arena, &headings->items);
    char *text = fb_cell_text(table->arena, table->workbook, cell), *bare;

    FB_NEED(heading);
    FB_NEED(text);
    squeeze(text);
    bare = fb_arena_string(table->arena, text);
    FB_NEED(bare);
    cut_brackets(bare);
    *heading = (struct fb_heading){text, bare, cell, false};
    return FB_OK;
}

fb_status fb_headings_read(struct fb_headings *out, struct fb_table *table,
                           const struct fb_sheet *sheet, uint32_t row)
{
    const struct fb_cell *cell = fb_sheet_row(sheet, row), *end = sheet->cells + sheet->cell_count;

    for (; cell != end && cell->row == row; cell++)
        FB_TRY(add_heading(out, table, cell));
    for (size_t i = 0; i < sheet->merge_count; i++) {
        const struct fb_merge *merge = &sheet->merges[i];
        if (merge->row >= row || merge->row_end < row)
            continue;
        cell = fb_sheet_at(sheet, merge->row, merge->column);
        if (cell != NULL)
            FB_TRY(add_heading(out, table, cell));
    }
    return FB_OK;
}

static bool is_like(const struct fb_heading *heading, const char *wanted, bool bare)
{
    return strcmp(bare ? heading->bare : heading->text, wanted) == 0;
}

/* Finds a heading; a second of the same text is reported. */
static struct fb_heading *find_heading(struct fb_table *table, struct fb_headings *headings,
                                       const char *wanted, bool bare)
{
    struct fb_heading *found = NULL;

    for (size_t i = 0; i < headings->items.count; i++) {
        struct fb_heading *heading = &headings->items.items[i];
        if (!is_like(heading, wanted, bare))
            continue;
        if (found != NULL) {
            char place[FB_POSITION_TEXT];
            fb_position_describe(place, fb_cell_position(table->workbook, found->cell));
            heading->taken = true;
            fb_report(table->sink, FB_DIAG_TABLE_HEADING_TWICE,
                      fb_cell_position(table->workbook, heading->cell), wanted, place);
            return found;
        }
        found = heading;
    }
    return found;
}

fb_status fb_headings_report_missing(struct fb_table *table, const struct fb_headings *headings,
                                     const struct fb_sheet *sheet, uint32_t row, const char *wanted)
{
    const char **names = FB_NEW_ARRAY(table->arena, const char *, headings->items.count + 1);
    char *bare = fb_arena_string(table->arena, wanted);
    const char *near;
    size_t count = 0;

    FB_NEED(names);
    FB_NEED(bare);
    squeeze(bare);
    for (size_t i = 0; i < headings->items.count; i++) {
        if (!headings->items.items[i].taken)
            names[count++] = headings->items.items[i].bare;
    }
    near = fb_nearest(bare, names, count);
    fb_report(table->sink, near != NULL ? FB_DIAG_TABLE_HEADING : FB_DIAG_TABLE_HEADING_ABSENT,
              fb_table_row_position(table, sheet, row), wanted, fb_table_sheet_name(table, sheet),
              near == NULL ? "" : near);
    return FB_OK;
}

fb_status fb_headings_find(struct fb_heading **out, struct fb_table *table,
                           struct fb_headings *headings, const char *name)
{
    char *wanted = fb_arena_string(table->arena, name);

    FB_NEED(wanted);
    squeeze(wanted);
    *out = find_heading(table, headings, wanted, false);
    if (*out == NULL)
        *out = find_heading(table, headings, wanted, true);
    return FB_OK;
}

void fb_headings_take_column(struct fb_headings *headings, uint32_t column)
{
    for (size_t i = 0; i < headings->items.count; i++) {
        struct fb_heading *heading = &headings->items.items[i];
        heading->taken = heading->taken || heading->cell->column == column;
    }
}

/* Returns the name of a field of the part that a heading may have meant, or NULL. */
static fb_status nearest_field(const char **out, struct fb_table *table,
                               const struct fb_table_part *part, const char *text)
{
    const char **names = FB_NEW_ARRAY(table->arena, const char *, part->fields->count + 1);
    size_t count = 0;

    FB_NEED(names);
    for (size_t i = 0; i < part->fields->count; i++) {
        if (part->columns[i] == FB_TABLE_NO_COLUMN)
            names[count++] = part->fields->items[i].name;
    }
    *out = fb_nearest(text, names, count);
    return FB_OK;
}

/*
 * Says which headings are not read. In a fill-in workbook a heading that is like that of a field is
 * an error, for what stands below it would be lost.
 */
static fb_status report_unknown(struct fb_table *table, const struct fb_table_part *part,
                                const struct fb_headings *headings)
{
    struct fb_position position = FB_NO_POSITION;
    const char *all = NULL;

    for (size_t i = 0; i < headings->items.count; i++) {
        const struct fb_heading *heading = &headings->items.items[i];
        const char *near = NULL;
        if (heading->taken || heading->text[0] == '\0')
            continue;
        if (table->mapping->fill_in)
            FB_TRY(nearest_field(&near, table, part, heading->bare));
        if (near != NULL) {
            fb_report(table->sink, FB_DIAG_TABLE_HEADING_LIKE,
                      fb_cell_position(table->workbook, heading->cell), heading->text, near);
            continue;
        }
        if (all == NULL)
            position = fb_cell_position(table->workbook, heading->cell);
        all = all == NULL ? heading->text
                          : fb_arena_format(table->arena, "%s、%s", all, heading->text);
        FB_NEED(all);
    }
    if (all != NULL)
        fb_report(table->sink, FB_DIAG_TABLE_HEADINGS_UNREAD, position, all);
    return FB_OK;
}

/* Says that columns without a heading are not read, if something stands in them. */
static fb_status report_unnamed(struct fb_table *table, const struct fb_table_part *part,
                                const struct fb_headings *headings)
{
    bool *known = FB_NEW_ARRAY(table->arena, bool, FB_SHEET_COLUMN_LIMIT);

    FB_NEED(known);
    for (size_t i = 0; i < headings->items.count; i++) {
        const struct fb_heading *heading = &headings->items.items[i];
        if (heading->text[0] != '\0' && heading->cell->column < FB_SHEET_COLUMN_LIMIT)
            known[heading->cell->column] = true;
    }
    return fb_table_report_unnamed(table, part, known);
}

fb_status fb_headings_report_unread(struct fb_table *table, const struct fb_table_part *part,
                                    const struct fb_headings *headings)
{
    FB_TRY(report_unknown(table, part, headings));
    return report_unnamed(table, part, headings);
}
