#include "convert/book.h"

#include "convert/book_private.h"
#include "convert/shape.h"

#include <stdlib.h>

static fb_status begin(struct fb_book *book, const struct fb_template *template, bool example)
{
    FB_TRY(fb_arena_new(&book->arena, FB_ARENA_JOB_LIMIT));
    book->template = template;
    FB_TRY(fb_shape_mapping(&book->mapping, book->arena, template));
    FB_TRY(fb_workbook_file_open(&book->file, false));
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
    fb_workbook_file_close(&book->file);
    fb_arena_free(book->arena);
    free(book);
}

fb_status fb_book_finish(struct fb_book *book, struct fb_buffer *out)
{
    FB_TRY(fb_book_write_headings(book));
    FB_TRY(fb_book_make_checks(book));
    FB_TRY(fb_book_write_guide(book));
    return fb_workbook_file_finish(&book->file, out);
}
