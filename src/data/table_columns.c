/*
 * table_columns.c: the columns of a table's parts, by their headings. Without a mapping the last
 * word of a path is enough where no other field has it.
 */
#include "data/table_headings.h"

#include <string.h>

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
static fb_status find_word(struct fb_heading **out, struct fb_table *table,
                           struct fb_headings *headings, const struct fb_mapping_field *field)
{
    const char *word;

    *out = NULL;
    if (!table->mapping->fill_in || field->attribute || field->step_count == 0)
        return FB_OK;
    word = field->steps[field->step_count - 1];
    if (!is_own_word(table->mapping, word))
        return FB_OK;
    FB_TRY(fb_headings_find(out, table, headings, word));
    if (*out != NULL && (*out)->taken)
        *out = NULL;
    return FB_OK;
}

/* Sets the column of a field. What has no heading is reported, unless it need not be there. */
static fb_status find_column(uint32_t *out, struct fb_table *table, struct fb_headings *headings,
                             const struct fb_table_part *part, const struct fb_mapping_field *field,
                             const char *prefix)
{
    struct fb_heading *heading;
    char *wanted;

    *out = field->by == FB_MAPPING_BY_COLUMN ? field->cell.column : FB_TABLE_NO_COLUMN;
    fb_headings_take_column(headings, *out);
    if (field->by != FB_MAPPING_BY_HEADING)
        return FB_OK;
    wanted = fb_arena_format(table->arena, "%s%s", prefix, field->text);
    FB_NEED(wanted);
    FB_TRY(fb_headings_find(&heading, table, headings, wanted));
    if (heading == NULL)
        FB_TRY(find_word(&heading, table, headings, field));
    if (heading != NULL) {
        heading->taken = true;
        *out = heading->cell->column;
        return FB_OK;
    }
    if (field->optional)
        return FB_OK;
    return fb_headings_report_missing(
        table, headings, part->sheet,
        part->list == NULL ? table->mapping->heading : part->list->heading, wanted);
}

static fb_status find_columns(struct fb_table *table, struct fb_table_part *part,
                              struct fb_headings *headings, const char *prefix)
{
    part->columns = FB_NEW_ARRAY(table->arena, uint32_t, part->fields->count + 1);
    FB_NEED(part->columns);
    for (size_t i = 0; i < part->fields->count; i++)
        FB_TRY(
            find_column(&part->columns[i], table, headings, part, &part->fields->items[i], prefix));
    return FB_OK;
}

static fb_status find_key(uint32_t *out, struct fb_table *table, struct fb_headings *headings,
                          const struct fb_table_part *part, const struct fb_mapping_field *key)
{
    *out = FB_TABLE_NO_COLUMN;
    return key->name == NULL ? FB_OK : find_column(out, table, headings, part, key, "");
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
                           struct fb_headings *headings)
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
    struct fb_headings headings = {0};

    FB_TRY(fb_headings_read(&headings, table, part->sheet, part->list->heading));
    FB_TRY(find_key(&part->key, table, &headings, part, &part->list->key));
    FB_TRY(find_key(&part->parent_row, table, &headings, part, &part->list->parent_row));
    FB_TRY(find_columns(table, part, &headings, ""));
    /* A sheet that is a record has more in it than the list. */
    return table->mapping->form == FB_MAPPING_SHEETS
               ? FB_OK
               : fb_headings_report_unread(table, part, &headings);
}

/* Whether rows must say which record they belong to. */
static bool needs_key(const struct fb_table *table)
{
    bool needed = table->silences.sheet != NULL;

    for (size_t i = 0; i < table->mapping->list_count; i++)
        needed = needed || table->lists[i].sheet != NULL;
    return needed;
}

fb_status fb_table_find_columns(struct fb_table *table)
{
    struct fb_table_part *record = &table->record;
    struct fb_headings headings = {0};

    record->sheet = fb_table_find_records(table);
    if (record->sheet == NULL)
        return FB_OK;
    FB_TRY(fb_headings_read(&headings, table, record->sheet, table->mapping->heading));
    FB_TRY(find_key(&record->key, table, &headings, record, &table->mapping->key));
    FB_TRY(find_columns(table, record, &headings, ""));
    for (size_t i = 0; i < table->mapping->list_count; i++) {
        struct fb_table_part *part = &table->lists[i];
        FB_TRY(is_in_rows(table, part) ? find_flat(table, part, &headings)
                                       : find_list(table, part));
    }
    if (record->key == FB_TABLE_NO_COLUMN && needs_key(table))
        FB_TRY(fb_headings_report_missing(table, &headings, record->sheet, table->mapping->heading,
                                          FB_MAPPING_KEY));
    FB_TRY(fb_headings_report_unread(table, record, &headings));
    if (table->mapping->fill_in)
        fb_table_report_sheets(table);
    return FB_OK;
}
