/*
 * table_rows.c: which rows of a workbook are which record, and which belong to its lists.
 */
#include "data/table_private.h"

#include <stdio.h>
#include <string.h>

/* Gives the text of a key, or NULL if the cell shows nothing. */
static fb_status read_key(const char **out, const struct fb_cell **cell, struct fb_table *table,
                          const struct fb_sheet *sheet, uint32_t row, uint32_t column)
{
    *out = NULL;
    *cell = column == FB_TABLE_NO_COLUMN ? NULL : fb_table_cell(sheet, row, column);
    if (*cell == NULL)
        return FB_OK;
    FB_TRY(fb_table_text(out, table->arena, table, *cell));
    if ((*out)[0] == '\0')
        *out = NULL;
    return FB_OK;
}

/* ---- records ---- */

static bool is_example(const struct fb_table *table, const char *key)
{
    return table->mapping->fill_in && key != NULL && strcmp(key, FB_MAPPING_EXAMPLE) == 0;
}

static fb_status put_key(struct fb_table *table, const char *text, const struct fb_cell *cell,
                         uint32_t record, bool hidden)
{
    struct fb_table_key *key = FB_NEW(table->arena, struct fb_table_key);

    FB_NEED(key);
    *key = (struct fb_table_key){cell, record, hidden};
    return fb_map_put(table->arena, &table->keys, text, key);
}

/* Begins a record with a row. */
static fb_status add_record(struct fb_table *table, uint32_t row)
{
    struct fb_table_record *record = FB_PUSH(table->arena, &table->records);
    uint32_t *place;

    FB_NEED(record);
    *record = (struct fb_table_record){table->record.sheet, table->rows.count, 1};
    place = FB_PUSH(table->arena, &table->rows);
    FB_NEED(place);
    *place = row;
    return FB_OK;
}

/* Adds a row to the last record. */
static fb_status continue_record(struct fb_table *table, uint32_t row)
{
    uint32_t *place = FB_PUSH(table->arena, &table->rows);

    FB_NEED(place);
    *place = row;
    table->records.items[table->records.count - 1].count++;
    return FB_OK;
}

static void report_twice(struct fb_table *table, const char *text, const struct fb_cell *cell,
                         const struct fb_table_key *other)
{
    char place[FB_POSITION_TEXT];

    fb_position_describe(place, fb_cell_position(table->workbook, other->cell));
    fb_report(table->sink, FB_DIAG_TABLE_KEY_TWICE, fb_cell_position(table->workbook, cell), text,
              place);
}

/* What the rows so far end with: a record, or rows that are left out. */
enum state { NOTHING, RECORD, LEFT_OUT };

/* A row whose key is empty goes on with the record above, where records may have several rows. */
static fb_status take_keyless(struct fb_table *table, uint32_t row, enum state *state)
{
    bool lists = table->record.key != FB_TABLE_NO_COLUMN;

    if (table->flat && *state == LEFT_OUT)
        return FB_OK;
    if (table->flat && *state == RECORD)
        return continue_record(table, row);
    if (lists && table->mapping->list_count > 0)
        fb_report(table->sink, FB_DIAG_TABLE_KEY_MISSING,
                  fb_table_row_position(table, table->record.sheet, row), table->mapping->key.name);
    *state = RECORD;
    return add_record(table, row);
}

static fb_status take_row(struct fb_table *table, uint32_t row, enum state *state)
{
    uint32_t last = (uint32_t)table->records.count - 1;
    const struct fb_table_key *known;
    const struct fb_cell *cell;
    const char *key;

    FB_TRY(read_key(&key, &cell, table, table->record.sheet, row, table->record.key));
    if (key == NULL)
        return take_keyless(table, row, state);
    known = fb_map_lookup(&table->keys, key);
    if (known != NULL && known->hidden)
        known = NULL;
    if (is_example(table, key)) {
        *state = LEFT_OUT;
        return known != NULL ? FB_OK : put_key(table, key, cell, FB_TABLE_NONE, false);
    }
    if (known != NULL && table->flat && *state == RECORD && known->record == last)
        return continue_record(table, row);
    if (known != NULL) {
        report_twice(table, key, cell, known);
        return FB_OK;
    }
    *state = RECORD;
    FB_TRY(put_key(table, key, cell, last + 1, false));
    return add_record(table, row);
}

/* Notes the key of a hidden row: what belongs to it in other rows is left out too. */
static fb_status take_hidden(struct fb_table *table, uint32_t row, enum state *state)
{
    const struct fb_cell *cell;
    const char *key;

    FB_TRY(read_key(&key, &cell, table, table->record.sheet, row, table->record.key));
    /* A hidden row of a record that is shown takes nothing with it. */
    if (key == NULL || fb_map_lookup(&table->keys, key) != NULL)
        return FB_OK;
    *state = LEFT_OUT;
    return put_key(table, key, cell, FB_TABLE_NONE, true);
}

/* Whether a row has something of the record, or of a list that stands in its rows. */
static bool is_filled(const struct fb_table *table, uint32_t row)
{
    if (fb_table_row_filled(&table->record, row))
        return true;
    for (size_t i = 0; table->flat && i < table->mapping->list_count; i++) {
        if (table->lists[i].sheet == table->record.sheet &&
            fb_table_row_filled(&table->lists[i], row))
            return true;
    }
    return false;
}

static fb_status find_records(struct fb_table *table)
{
    struct fb_table_hidden hidden = {.sheet = table->record.sheet};
    enum state state = NOTHING;

    for (uint32_t row = table->mapping->first; fb_table_next_row(hidden.sheet, &row); row++) {
        bool end;
        FB_TRY(fb_table_row_ends(&end, table, hidden.sheet, table->mapping->until, row));
        if (end)
            break;
        if (!is_filled(table, row))
            continue;
        FB_TRY(fb_table_leave_out(&hidden, row) ? take_hidden(table, row, &state)
                                                : take_row(table, row, &state));
    }
    fb_table_report_hidden(table, &hidden);
    return FB_OK;
}

/* ---- lists ---- */

static void report_unknown(struct fb_table *table, const struct fb_cell *cell, const char *key)
{
    fb_report(table->sink, FB_DIAG_TABLE_KEY_UNKNOWN, fb_cell_position(table->workbook, cell), key,
              table->record.sheet->name);
}

/* Finds the record of a row of a list by its key, or by that of the row above. Of a hidden row
 * nothing is reported. */
static fb_status find_record(uint32_t *last, struct fb_table *table,
                             const struct fb_table_part *part, uint32_t row, bool hidden)
{
    const struct fb_table_key *known;
    const struct fb_cell *cell;
    const char *key;

    FB_TRY(read_key(&key, &cell, table, part->sheet, row, part->key));
    if (key != NULL) {
        known = fb_map_lookup(&table->keys, key);
        if (known == NULL && !hidden && !is_example(table, key))
            report_unknown(table, cell, key);
        *last = known == NULL ? FB_TABLE_NONE : known->record;
    } else if (*last == FB_TABLE_NOT_YET && !hidden) {
        fb_report(table->sink, FB_DIAG_TABLE_KEY_MISSING,
                  fb_table_row_position(table, part->sheet, row), part->list->key.name);
        *last = FB_TABLE_NONE;
    }
    return FB_OK;
}

/* Puts the rows of a list in the order of the records. */
static fb_status sort_links(struct fb_table *table, struct fb_table_part *part,
                            const struct fb_table_link *links, size_t count)
{
    size_t records = table->records.count;

    part->rows = FB_NEW_ARRAY(table->arena, uint32_t, count + 1);
    part->starts = FB_NEW_ARRAY(table->arena, uint32_t, records + 2);
    FB_NEED(part->rows);
    FB_NEED(part->starts);
    for (size_t i = 0; i < count; i++)
        part->starts[links[i].record + 2]++;
    for (size_t i = 2; i < records + 2; i++)
        part->starts[i] += part->starts[i - 1];
    for (size_t i = 0; i < count; i++)
        part->rows[part->starts[links[i].record + 1]++] = links[i].row;
    return FB_OK;
}

static fb_status find_items(struct fb_table *table, struct fb_table_part *part, uint32_t first)
{
    FB_VECTOR(struct fb_table_link) links = {0};
    struct fb_table_hidden hidden = {.sheet = part->sheet};
    uint32_t record = FB_TABLE_NOT_YET;

    for (uint32_t row = first; fb_table_next_row(part->sheet, &row); row++) {
        struct fb_table_link *link;
        bool end, out;
        FB_TRY(fb_table_row_ends(&end, table, part->sheet, part->list->until, row));
        if (end)
            break;
        if (!fb_table_row_filled(part, row))
            continue;
        out = fb_table_leave_out(&hidden, row);
        FB_TRY(find_record(&record, table, part, row, out));
        if (out || record == FB_TABLE_NONE)
            continue;
        link = FB_PUSH(table->arena, &links);
        FB_NEED(link);
        *link = (struct fb_table_link){record, row};
    }
    fb_table_report_hidden(table, &hidden);
    return sort_links(table, part, links.items, links.count);
}

/* ---- limits ---- */

void fb_table_check_items(struct fb_table *table, const struct fb_table_part *part, uint32_t row,
                          size_t count)
{
    char limit[24], found[24];

    if (count <= FB_TABLE_ITEM_LIMIT)
        return;
    snprintf(limit, sizeof limit, "%d", FB_TABLE_ITEM_LIMIT);
    snprintf(found, sizeof found, "%zu", count);
    fb_report(table->sink, FB_DIAG_TABLE_ITEMS_MANY, fb_table_row_position(table, part->sheet, row),
              limit, found, part->list->name);
}

/* Counts the items of a list that stands in the rows of the records. */
static void check_flat(struct fb_table *table, const struct fb_table_part *part)
{
    for (size_t i = 0; i < table->records.count; i++) {
        const struct fb_table_record *record = &table->records.items[i];
        fb_table_check_items(table, part, table->rows.items[record->first], record->count);
    }
}

static void check_own(struct fb_table *table, const struct fb_table_part *part)
{
    for (size_t i = 0; i < table->records.count; i++) {
        struct fb_table_rows rows = fb_table_rows_of(part, i);
        fb_table_check_items(table, part, rows.count == 0 ? 0 : rows.rows[0], rows.count);
    }
}

static void check_limits(struct fb_table *table)
{
    char limit[24], found[24];

    if (table->records.count > FB_TABLE_RECORD_LIMIT) {
        snprintf(limit, sizeof limit, "%d", FB_TABLE_RECORD_LIMIT);
        snprintf(found, sizeof found, "%zu", table->records.count);
        fb_report(table->sink, FB_DIAG_TABLE_RECORDS_MANY,
                  fb_table_row_position(table, table->record.sheet, table->mapping->first), limit,
                  found);
    }
    for (size_t i = 0; i < table->mapping->list_count; i++) {
        const struct fb_table_part *part = &table->lists[i];
        if (part->sheet == table->record.sheet)
            check_flat(table, part);
        else if (part->sheet != NULL)
            check_own(table, part);
    }
}

fb_status fb_table_find_rows(struct fb_table *table)
{
    FB_TRY(find_records(table));
    for (size_t i = 0; i < table->mapping->list_count; i++) {
        struct fb_table_part *part = &table->lists[i];
        if (part->sheet != NULL && part->sheet != table->record.sheet)
            FB_TRY(find_items(table, part, part->list->first));
    }
    if (table->silences.sheet != NULL)
        FB_TRY(find_items(table, &table->silences, 1));
    check_limits(table);
    return FB_OK;
}

struct fb_table_rows fb_table_rows_of(const struct fb_table_part *part, size_t record)
{
    uint32_t start;

    if (part->starts == NULL)
        return (struct fb_table_rows){0};
    start = part->starts[record];
    return (struct fb_table_rows){part->rows + start, part->starts[record + 1] - start};
}
