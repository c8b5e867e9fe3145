/*
 * form_workbook.c: records as a fill-in workbook (book.h).
 */
#include "convert/book.h"
#include "convert/form_private.h"

static fb_status begin(struct fb_form_writer *writer)
{
    return fb_book_new(&writer->book, writer->setup.template, writer->setup.example);
}

static fb_status add(struct fb_form_writer *writer, const struct fb_form_record *record,
                     struct fb_diagnostics *sink)
{
    return fb_book_add(writer->book, record, sink);
}

static fb_status finish(struct fb_form_writer *writer)
{
    return fb_book_finish(writer->book, writer->bytes);
}

const struct fb_form_kind fb_form_workbook = {"xlsx", begin, add, finish};
