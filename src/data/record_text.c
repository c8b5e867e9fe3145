/*
 * record_text.c: records in a text with a table (CSV, TSV).
 */
#include "base/ascii.h"
#include "data/record_table.h"

#include <string.h>

static bool ends_in(const char *path, const char *extension)
{
    size_t length = fb_record_extension(path);

    return fb_ascii_compare(path + strlen(path) - length, extension) == 0;
}

/* By the name of the file; without one, by a first line with separators, not of XML or JSON. */
static bool recognize(const struct fb_source *file)
{
    const char *first = file->text + strspn(file->text, " \t\r\n");

    if (fb_record_extension(file->name) > 0)
        return ends_in(file->name, ".csv") || ends_in(file->name, ".tsv");
    return strchr("<{[", *first) == NULL && strcspn(first, ",;\t") < strcspn(first, "\r\n");
}

static fb_status open_text(void **reader, const struct fb_source *file,
                           const struct fb_record_setup *setup, struct fb_diagnostics *sink)
{
    struct fb_workbook *workbook;

    *reader = NULL;
    FB_TRY(fb_workbook_read_text(&workbook, file, sink));
    return fb_record_table_open(reader, workbook, setup, sink);
}

const struct fb_record_kind fb_record_texts = {
    .recognizes = recognize,
    .open = open_text,
    .free = fb_record_table_free,
    .count = fb_record_table_count,
    .build = fb_record_table_build,
    .template_name = fb_record_table_template,
};
