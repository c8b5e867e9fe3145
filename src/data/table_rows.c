/*
 * table_rows.c: which rows of a workbook are which record, and which belong to its lists.
 */
#include "data/table_private.h"

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
                         uint32_t record)
{
    struct fb_table_key *key = FB_NEW(table->arena, struct fb_table_key);

    FB_NEED(key);
    *key = (struct fb_table_key){cell, record};
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

/* What the rows so far end with. */
enum state { NOTHING, RECORD, EXAMPLE };

/* A row whose key is empty goes on with the record above, where records may have several rows. */
static fb_status take_keyless(struct fb_table *table, uint32_t row, enum state *state)
{
    bool lists = table->record.key != FB_TABLE_NO_COLUMN;

    if (table->flat && *state == EXAMPLE)
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
    if (is_example(table, key)) {
        *state = EXAMPLE;
        return known != NULL ? FB_OK : put_key(table, key, cell, FB_TABLE_NONE);
    }
    if (known != NULL && table->flat && *state == RECORD && known->record == last)
        return continue_record(table, row);
    if (known != NULL) {
        report_twice(table, key, cell, known);
        return FB_OK;
    }
    *state = RECORD;
    FB_TRY(put_key(table, key, cell, last + 1));
    return add_record(table, row);
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
        if (!is_filled(table, row) || fb_table_leave_out(&hidden, row))
            continue;
        FB_TRY(take_row(table, row, &state));
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

/* Finds the record of a row of a list by its key, or by that of the row above. */
static fb_status find_record(uint32_t *out, struct fb_table *table,
                             const struct fb_table_part *part, uint32_t row, uint32_t *last)
{
    const struct fb_table_key *known;
    const struct fb_cell *cell;
    const char *key;

    FB_TRY(read_key(&key, &cell, table, part->sheet, row, part->key));
    if (key != NULL) {
        known = fb_map_lookup(&table->keys, key);
        if (known == NULL && !is_example(table, key))
            report_unknown(table, cell, key);
        *last = known == NULL ? FB_TABLE_NONE : known->record;
    } else if (*last == FB_TABLE_NOT_YET) {
        fb_report(table->sink, FB_DIAG_TABLE_KEY_MISSING,
                  fb_table_row_position(table, part->sheet, row), part->list->key.name);
        *last = FB_TABLE_NONE;
    }
    *out = *last;
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
    uint32_t last = FB_TABLE_NOT_YET, record;

    for (uint32_t row = first; fb_table_next_row(part->sheet, &row); row++) {
        struct fb_table_link *link;
        if (!fb_table_row_filled(part, row) || fb_table_leave_out(&hidden, row))
            continue;
        FB_TRY(find_record(&record, table, part, row, &last));
        if (record == FB_TABLE_NONE)
            continue;
        link = FB_PUSH(table->arena, &links);
        FB_NEED(link);
        *link = (struct fb_table_link){record, row};
    }
    fb_table_report_hidden(table, &hidden);
    return sort_links(table, part, links.items, links.count);
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
