/*
 * record_workbook.c: records in a workbook (XLSX).
 */
#include "base/ascii.h"
#include "data/record_table.h"

#include <string.h>

/*
 * A ZIP archive, also an empty one. Also what is none, to say what it is: an old or an encrypted
 * document of Office, and a file that its name alone makes a workbook.
 */
static bool recognize(const struct fb_source *file)
{
    static const char *const STARTS[] = {"PK\x03\x04", "PK\x05\x06", "\xD0\xCF\x11\xE0"};
    enum { START = 4 };
    size_t extension = fb_record_extension(file->name);

    for (size_t i = 0; i < sizeof STARTS / sizeof *STARTS; i++) {
        if (file->length >= START && memcmp(file->text, STARTS[i], START) == 0)
            return true;
    }
    return fb_ascii_compare(file->name + strlen(file->name) - extension, ".xlsx") == 0;
}

static fb_status open_workbook(void **reader, const struct fb_source *file,
                               const struct fb_record_setup *setup, struct fb_diagnostics *sink)
{
    struct fb_workbook *workbook;

    *reader = NULL;
    FB_TRY(fb_workbook_read(&workbook, file->name, file->text, file->length, sink));
    return fb_record_table_open(reader, workbook, setup, sink);
}

const struct fb_record_kind fb_record_workbooks = {
    .recognizes = recognize,
    .open = open_workbook,
    .free = fb_record_table_free,
    .count = fb_record_table_count,
    .build = fb_record_table_build,
    .template_name = fb_record_table_template,
};
