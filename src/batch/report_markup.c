/*
 * report_markup.c: the elements of the report for people.
 */
#include "base/i18n.h"
#include "batch/report_page.h"

#include <string.h>

void fb_page_open(struct fb_page *page, const char *name, const char *class)
{
    fb_xml_write_start(&page->writer, name);
    if (class != NULL)
        fb_xml_write_attribute(&page->writer, "class", class);
}

void fb_page_close(struct fb_page *page, const char *name)
{
    fb_xml_write_end(&page->writer, name);
}

void fb_page_text(struct fb_page *page, const char *text)
{
    fb_xml_write_text(&page->writer, text[0] != '\0' ? text : " ",
                      text[0] != '\0' ? strlen(text) : 1);
}

void fb_page_element(struct fb_page *page, const char *name, const char *class, const char *text)
{
    fb_page_open(page, name, class);
    fb_page_text(page, text);
    fb_page_close(page, name);
}

void fb_page_number(struct fb_page *page, const char *name, size_t number)
{
    fb_page_open(page, name, "number");
    fb_page_text(page, "");
    fb_buffer_append_number(page->out, number);
    fb_page_close(page, name);
}

void fb_page_headings(struct fb_page *page, const char *const names[])
{
    fb_page_open(page, "thead", NULL);
    fb_page_open(page, "tr", NULL);
    for (; *names != NULL; names++)
        fb_page_element(page, "th", NULL, _(*names));
    fb_page_close(page, "tr");
    fb_page_close(page, "thead");
}

void fb_page_raw(struct fb_page *page, const char *name, const char *text)
{
    fb_page_open(page, name, NULL);
    fb_page_text(page, "");
    fb_buffer_append_string(page->out, text);
    fb_page_close(page, name);
}
