#include "convert/workbook_file.h"

#include "base/file.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* 1980-01-01, in seconds since 1970. */
static const time_t MADE = 315532800;

static const char FOLDER[] = "/fubiao-XXXXXX", NAME[] = "/book.xlsx";

fb_status fb_workbook_status(lxw_error error)
{
    switch (error) {
    case LXW_NO_ERROR:
        return FB_OK;
    case LXW_ERROR_MEMORY_MALLOC_FAILED:
        return FB_ERR_NOMEM;
    case LXW_ERROR_CREATING_XLSX_FILE:
    case LXW_ERROR_CREATING_TMPFILE:
    case LXW_ERROR_READING_TMPFILE:
    case LXW_ERROR_ZIP_FILE_OPERATION:
    case LXW_ERROR_ZIP_FILE_ADD:
    case LXW_ERROR_ZIP_CLOSE:
        return FB_ERR_IO;
    default:
        return FB_ERR_INTERNAL;
    }
}

static char *join(const char *before, const char *after)
{
    size_t length = strlen(before) + strlen(after) + 1;
    char *text = malloc(length);

    if (text != NULL)
        snprintf(text, length, "%s%s", before, after);
    return text;
}

static fb_status make_folder(struct fb_workbook_file *file)
{
    const char *place = getenv("TMPDIR");
    char *folder = join(place != NULL && place[0] != '\0' ? place : "/tmp", FOLDER);

    FB_NEED(folder);
    if (mkdtemp(folder) == NULL) {
        free(folder);
        return FB_ERR_IO;
    }
    file->folder = folder;
    file->path = join(folder, NAME);
    FB_NEED(file->path);
    return FB_OK;
}

fb_status fb_workbook_file_open(struct fb_workbook_file *file, bool by_rows)
{
    lxw_workbook_options options = {.constant_memory = by_rows};
    lxw_doc_properties properties = {.created = MADE};

    FB_TRY(make_folder(file));
    options.tmpdir = file->folder;
    file->workbook = workbook_new_opt(file->path, &options);
    FB_NEED(file->workbook);
    return fb_workbook_status(workbook_set_properties(file->workbook, &properties));
}

/* Closing writes the file, with the decimal point that it needs, whatever the process has set. */
fb_status fb_workbook_file_finish(struct fb_workbook_file *file, struct fb_buffer *out)
{
    locale_t neutral = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0), before;
    lxw_error error;

    FB_NEED(neutral);
    before = uselocale(neutral);
    error = workbook_close(file->workbook);
    file->workbook = NULL;
    uselocale(before);
    freelocale(neutral);
    FB_TRY(fb_workbook_status(error));
    return fb_file_read(out, file->path);
}

void fb_workbook_file_close(struct fb_workbook_file *file)
{
    if (file->workbook != NULL)
        lxw_workbook_free(file->workbook);
    if (file->path != NULL)
        (void)unlink(file->path);
    if (file->folder != NULL)
        (void)rmdir(file->folder);
    free(file->path);
    free(file->folder);
    *file = (struct fb_workbook_file){0};
}
