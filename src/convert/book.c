#include "convert/book.h"

#include "base/file.h"
#include "convert/book_private.h"
#include "convert/shape.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* When every workbook was made: 1980-01-01, the first moment that a zip file can tell. */
static const time_t MADE = 315532800;

/* Makes the folder for the file, which nobody else can enter. */
static fb_status make_folder(struct fb_book *book)
{
    const char *place = getenv("TMPDIR");
    const char *pattern = fb_arena_format(book->arena, "%s/fubiao-XXXXXX",
                                          place != NULL && place[0] != '\0' ? place : "/tmp");
    char *folder;

    FB_NEED(pattern);
    folder = strdup(pattern);
    FB_NEED(folder);
    if (mkdtemp(folder) == NULL) {
        free(folder);
        return FB_ERR_IO;
    }
    book->folder = folder;
    book->path = fb_arena_format(book->arena, "%s/book.xlsx", folder);
    FB_NEED(book->path);
    return FB_OK;
}

static fb_status open_workbook(struct fb_book *book)
{
    lxw_workbook_options options = {.tmpdir = book->folder};
    lxw_doc_properties properties = {.created = MADE};

    book->workbook = workbook_new_opt(book->path, &options);
    FB_NEED(book->workbook);
    return workbook_set_properties(book->workbook, &properties) == LXW_NO_ERROR ? FB_OK
                                                                                : FB_ERR_NOMEM;
}

static fb_status begin(struct fb_book *book, const struct fb_template *template, bool example)
{
    FB_TRY(fb_arena_new(&book->arena, FB_ARENA_JOB_LIMIT));
    book->template = template;
    FB_TRY(fb_shape_mapping(&book->mapping, book->arena, template));
    FB_TRY(make_folder(book));
    FB_TRY(open_workbook(book));
    FB_TRY(fb_book_make_looks(book));
    FB_TRY(fb_book_make_sheets(book));
    return example ? fb_book_write_examples(book) : FB_OK;
}

fb_status fb_book_new(struct fb_book **out, const struct fb_template *template, bool example)
{
    struct fb_book *book = calloc(1, sizeof *book);
    fb_status status;

    *out = NULL;
    FB_NEED(book);
    status = begin(book, template, example);
    if (status != FB_OK) {
        fb_book_free(book);
        return status;
    }
    *out = book;
    return FB_OK;
}

void fb_book_free(struct fb_book *book)
{
    if (book == NULL)
        return;
    if (book->workbook != NULL)
        lxw_workbook_free(book->workbook);
    if (book->path != NULL)
        (void)unlink(book->path);
    if (book->folder != NULL)
        (void)rmdir(book->folder);
    free(book->folder);
    fb_arena_free(book->arena);
    free(book);
}

/* Closes the workbook, which writes the file. */
static fb_status close_workbook(struct fb_book *book)
{
    lxw_error error = workbook_close(book->workbook);

    book->workbook = NULL;
    switch (error) {
    case LXW_NO_ERROR:
        return FB_OK;
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

/* As close_workbook, with the decimal point that the file needs, whatever the process has set. */
static fb_status close_neutrally(struct fb_book *book)
{
    locale_t neutral = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0), before;
    fb_status status;

    if (neutral == (locale_t)0)
        return FB_ERR_NOMEM;
    before = uselocale(neutral);
    status = close_workbook(book);
    uselocale(before);
    freelocale(neutral);
    return status;
}

fb_status fb_book_finish(struct fb_book *book, struct fb_buffer *out)
{
    FB_TRY(fb_book_write_headings(book));
    FB_TRY(fb_book_make_checks(book));
    FB_TRY(fb_book_write_guide(book));
    FB_TRY(close_neutrally(book));
    return fb_file_read(out, book->path);
}
