/*
 * table_columns.c: the sheets of a table, and the columns by their headings.
 *
 * A heading is the text of its cell without blanks and line ends, without the star that marks what
 * must be filled in, and, if no field has that name, without what stands in brackets at its end,
 * such as the unit. So people may break a heading, add a unit, and move columns. Without a mapping
 * the last word of a path is enough where no other field has it.
 */
#include "base/nearest.h"
#include "data/table_private.h"

#include <string.h>

/* A heading of a sheet. */
struct heading {
    const char *text;
    const char *bare; /* without the brackets at its end */
    const struct fb_cell *cell;
    bool taken; /* a field stands there */
};

struct headings {
    FB_VECTOR(struct heading) items;
};

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

static fb_status add_heading(struct headings *headings, struct fb_table *table,
                             const struct fb_cell *cell)
{
    struct heading *heading = FB_PUSH(table->arena, &headings->items);
    char *text = fb_cell_text(table->arena, table->workbook, cell), *bare;

    FB_NEED(heading);
    FB_NEED(text);
    squeeze(text);
    bare = fb_arena_string(table->arena, text);
    FB_NEED(bare);
    cut_brackets(bare);
    *heading = (struct heading){text, bare, cell, false};
    return FB_OK;
}

/* Reads the headings of a row. A heading that is merged with rows above stands in each of them. */
static fb_status read_headings(struct headings *out, struct fb_table *table,
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

static bool is_like(const struct heading *heading, const char *wanted, bool bare)
{
    return strcmp(bare ? heading->bare : heading->text, wanted) == 0;
}

/* Finds a heading; a second of the same text is reported. */
static struct heading *find_heading(struct fb_table *table, struct headings *headings,
                                    const char *wanted, bool bare)
{
    struct heading *found = NULL;

    for (size_t i = 0; i < headings->items.count; i++) {
        struct heading *heading = &headings->items.items[i];
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

/* Reports a heading that is not there, with the nearest of those that no field took. */
static fb_status report_missing(struct fb_table *table, const struct headings *headings,
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

/* Finds the heading of a name, with what may stand in brackets behind it. */
static fb_status find_name(struct heading **out, struct fb_table *table, struct headings *headings,
                           const char *name)
{
    char *wanted = fb_arena_string(table->arena, name);

    FB_NEED(wanted);
    squeeze(wanted);
    *out = find_heading(table, headings, wanted, false);
    if (*out == NULL)
        *out = find_heading(table, headings, wanted, true);
    return FB_OK;
}

static size_t count_word(const struct fb_mapping_fields *fields, const char *word)
{
    size_t count = 0;

    for (size_t i = 0; i < fields->count; i++) {
        const struct fb_mapping_field *field = &fields->items[i];
        count += !field->attribute && strcmp(field->steps[field->step_count - 1], word) == 0;
    }
    return count;
}

/* Whether no two fields of the whole mapping end in this word. */
static bool is_own_word(const struct fb_mapping *mapping, const char *word)
{
    size_t count = count_word(&mapping->fields, word);

    for (size_t i = 0; i < mapping->list_count; i++)
        count += count_word(&mapping->lists[i]->fields, word);
    return count == 1;
}

/* In a fill-in workbook the last word of a path is heading enough, if no other field has it. */
static fb_status find_word(struct heading **out, struct fb_table *table, struct headings *headings,
                           const struct fb_mapping_field *field)
{
    const char *word;

    *out = NULL;
    if (!table->mapping->fill_in || field->attribute || field->step_count == 0)
        return FB_OK;
    word = field->steps[field->step_count - 1];
    if (!is_own_word(table->mapping, word))
        return FB_OK;
    FB_TRY(find_name(out, table, headings, word));
    if (*out != NULL && (*out)->taken)
        *out = NULL;
    return FB_OK;
}

/* Marks the headings of a column that is found by its letters. */
static void take_column(struct headings *headings, uint32_t column)
{
    for (size_t i = 0; i < headings->items.count; i++) {
        struct heading *heading = &headings->items.items[i];
        heading->taken = heading->taken || heading->cell->column == column;
    }
}

/* Sets the column of a field. What has no heading is reported, unless it need not be there. */
static fb_status find_column(uint32_t *out, struct fb_table *table, struct headings *headings,
                             const struct fb_table_part *part, const struct fb_mapping_field *field,
                             const char *prefix)
{
    struct heading *heading;
    char *wanted;

    *out = field->by == FB_MAPPING_BY_COLUMN ? field->cell.column : FB_TABLE_NO_COLUMN;
    take_column(headings, *out);
    if (field->by != FB_MAPPING_BY_HEADING)
        return FB_OK;
    wanted = fb_arena_format(table->arena, "%s%s", prefix, field->text);
    FB_NEED(wanted);
    FB_TRY(find_name(&heading, table, headings, wanted));
    if (heading == NULL)
        FB_TRY(find_word(&heading, table, headings, field));
    if (heading != NULL) {
        heading->taken = true;
        *out = heading->cell->column;
        return FB_OK;
    }
    if (field->optional)
        return FB_OK;
    return report_missing(table, headings, part->sheet,
                          part->list == NULL ? table->mapping->heading : part->list->heading,
                          wanted);
}

static fb_status find_columns(struct fb_table *table, struct fb_table_part *part,
                              struct headings *headings, const char *prefix)
{
    part->columns = FB_NEW_ARRAY(table->arena, uint32_t, part->fields->count + 1);
    FB_NEED(part->columns);
    for (size_t i = 0; i < part->fields->count; i++)
        FB_TRY(
            find_column(&part->columns[i], table, headings, part, &part->fields->items[i], prefix));
    return FB_OK;
}

static fb_status find_key(uint32_t *out, struct fb_table *table, struct headings *headings,
                          const struct fb_table_part *part, const struct fb_mapping_field *key)
{
    *out = FB_TABLE_NO_COLUMN;
    return key->name == NULL ? FB_OK : find_column(out, table, headings, part, key, "");
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
                                const struct headings *headings)
{
    struct fb_position position = FB_NO_POSITION;
    const char *all = NULL;

    for (size_t i = 0; i < headings->items.count; i++) {
        const struct heading *heading = &headings->items.items[i];
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
                                const struct headings *headings)
{
    bool *known = FB_NEW_ARRAY(table->arena, bool, FB_SHEET_COLUMN_LIMIT);

    FB_NEED(known);
    for (size_t i = 0; i < headings->items.count; i++) {
        const struct heading *heading = &headings->items.items[i];
        if (heading->text[0] != '\0' && heading->cell->column < FB_SHEET_COLUMN_LIMIT)
            known[heading->cell->column] = true;
    }
    return fb_table_report_unnamed(table, part, known);
}

/* Says which columns of a part are not read. */
static fb_status report_unread(struct fb_table *table, const struct fb_table_part *part,
                               const struct headings *headings)
{
    FB_TRY(report_unknown(table, part, headings));
    return report_unnamed(table, part, headings);
}

/* Whether the column of a list is found by a heading in the rows of the record. */
static bool is_in_rows(const struct fb_table *table, const struct fb_table_part *part)
{
    return part->list->sheet == NULL ||
           (table->mapping->fill_in &&
            fb_workbook_sheet(table->workbook, part->list->sheet) == NULL);
}

/* Finds the columns of a list in the rows of the record. In a fill-in workbook, where its sheet is
 * not there, its headings begin with the name of the list. */
static fb_status find_flat(struct fb_table *table, struct fb_table_part *part,
                           struct headings *headings)
{
    const char *prefix =
        table->mapping->fill_in ? fb_arena_format(table->arena, "%s/", part->list->name) : "";

    FB_NEED(prefix);
    part->sheet = table->record.sheet;
    part->key = part->parent_row = FB_TABLE_NO_COLUMN;
    FB_TRY(find_columns(table, part, headings, prefix));
    for (size_t i = 0; i < part->fields->count; i++) {
        if (part->columns[i] != FB_TABLE_NO_COLUMN) {
            table->flat = true;
            return FB_OK;
        }
    }
    part->sheet = NULL;
    return FB_OK;
}

static fb_status find_list(struct fb_table *table, struct fb_table_part *part)
{
    part->sheet = fb_workbook_sheet(table->workbook, part->list->sheet);
    if (part->sheet != NULL)
        return fb_table_find_list(table, part);
    fb_report(table->sink, FB_DIAG_TABLE_SHEET, part->list->position, part->list->sheet,
              fb_table_sheet_near(table, part->list->sheet));
    return FB_OK;
}

fb_status fb_table_find_list(struct fb_table *table, struct fb_table_part *part)
{
    struct headings headings = {0};

    FB_TRY(read_headings(&headings, table, part->sheet, part->list->heading));
    FB_TRY(find_key(&part->key, table, &headings, part, &part->list->key));
    FB_TRY(find_key(&part->parent_row, table, &headings, part, &part->list->parent_row));
    FB_TRY(find_columns(table, part, &headings, ""));
    /* A sheet that is a record has more in it than the list. */
    return table->mapping->form == FB_MAPPING_SHEETS ? FB_OK
                                                     : report_unread(table, part, &headings);
}

/* The sheet of the records; a file that knows no sheets has one. */
static const struct fb_sheet *find_records(struct fb_table *table)
{
    const struct fb_workbook *workbook = table->workbook;
    const char *name = table->mapping->sheet;
    const struct fb_sheet *sheet = name == NULL ? NULL : fb_workbook_sheet(workbook, name);

    if (name == NULL || (sheet == NULL && workbook->sheets[0].name[0] == '\0'))
        return &workbook->sheets[0];
    if (sheet == NULL)
        fb_report(table->sink, FB_DIAG_TABLE_SHEET,
                  (struct fb_position){.source = &workbook->source}, name,
                  fb_table_sheet_near(table, name));
    return sheet;
}

const char *fb_table_sheet_near(const struct fb_table *table, const char *name)
{
    const struct fb_workbook *workbook = table->workbook;
    const char **names = FB_NEW_ARRAY(table->arena, const char *, workbook->sheet_count);
    const char *near = NULL;

    for (size_t i = 0; names != NULL && i < workbook->sheet_count; i++)
        names[i] = workbook->sheets[i].name;
    if (names != NULL)
        near = fb_nearest(name, names, workbook->sheet_count);
    return near == NULL || near[0] == '\0' ? fb_table_sheet_name(table, &workbook->sheets[0])
                                           : near;
}

/* Whether rows must say which record they belong to. */
static bool needs_key(const struct fb_table *table)
{
    bool needed = table->silences.sheet != NULL;

    for (size_t i = 0; i < table->mapping->list_count; i++)
        needed = needed || table->lists[i].sheet != NULL;
    return needed;
}

static bool is_read(const struct fb_table *table, const struct fb_sheet *sheet)
{
    bool read = sheet == table->record.sheet || fb_sheet_is(sheet, FB_MAPPING_GUIDE) ||
                fb_sheet_is(sheet, FB_MAPPING_CHOICES) || fb_sheet_is(sheet, FB_MAPPING_SILENCES);

    for (size_t i = 0; i < table->mapping->list_count; i++)
        read = read || sheet == table->lists[i].sheet;
    return read;
}

/* Reports sheets of a fill-in workbook that nothing reads; one that is like a list's is an error.
 */
static void report_sheets(struct fb_table *table)
{
    for (size_t i = 0; i < table->workbook->sheet_count; i++) {
        const struct fb_sheet *sheet = &table->workbook->sheets[i];
        const char *near = NULL;
        if (is_read(table, sheet) || sheet->cell_count == 0)
            continue;
        for (size_t k = 0; k < table->mapping->list_count && near == NULL; k++)
            near = table->lists[k].sheet == NULL
                       ? fb_nearest(sheet->name, &table->mapping->lists[k]->sheet, 1)
                       : NULL;
        if (near != NULL)
            fb_report(table->sink, FB_DIAG_TABLE_SHEET_LIKE, fb_table_row_position(table, sheet, 0),
                      sheet->name, near);
        else
            fb_report(table->sink, FB_DIAG_TABLE_SHEET_UNREAD,
                      fb_table_row_position(table, sheet, 0), sheet->name);
    }
}

fb_status fb_table_find_columns(struct fb_table *table)
{
    struct fb_table_part *record = &table->record;
    struct headings headings = {0};

    record->sheet = find_records(table);
    if (record->sheet == NULL)
        return FB_OK;
    FB_TRY(read_headings(&headings, table, record->sheet, table->mapping->heading));
    FB_TRY(find_key(&record->key, table, &headings, record, &table->mapping->key));
    FB_TRY(find_columns(table, record, &headings, ""));
    for (size_t i = 0; i < table->mapping->list_count; i++) {
        struct fb_table_part *part = &table->lists[i];
        FB_TRY(is_in_rows(table, part) ? find_flat(table, part, &headings)
                                       : find_list(table, part));
    }
    if (record->key == FB_TABLE_NO_COLUMN && needs_key(table))
        FB_TRY(report_missing(table, &headings, record->sheet, table->mapping->heading,
                              FB_MAPPING_KEY));
    FB_TRY(report_unread(table, record, &headings));
    if (table->mapping->fill_in)
        report_sheets(table);
    return FB_OK;
}
