/*
 * report_page.h: what the files of the report for people share.
 *
 * The page is HTML that is well-formed XML too, so that one writer escapes everything and any XML
 * parser can prove it. Nothing in it is fetched from elsewhere; without its script it shows all it
 * has, and only the search is missing.
 */
#ifndef FB_BATCH_REPORT_PAGE_H
#define FB_BATCH_REPORT_PAGE_H

#include "batch/report_private.h"
#include "xml/writer.h"

struct fb_page {
    struct fb_report_work work;
    struct fb_xml_writer writer;
    struct fb_buffer *out;
};

/* What stands in the page as it is: neither has a "<" or an "&". */
extern const char FB_PAGE_STYLE[];
extern const char FB_PAGE_SCRIPT[];

/* Opens an element; `class` may be NULL. */
void fb_page_open(struct fb_page *page, const char *name, const char *class);
void fb_page_close(struct fb_page *page, const char *name);

/* Writes a text; an empty one too ends the start tag, so that no element is a lone tag. */
void fb_page_text(struct fb_page *page, const char *text);

/* Writes an element with nothing but a text. */
void fb_page_element(struct fb_page *page, const char *name, const char *class, const char *text);
/* Writes an element whose text stands as it is: it is our own. */
void fb_page_raw(struct fb_page *page, const char *name, const char *text);
void fb_page_number(struct fb_page *page, const char *name, size_t number);

/* Writes a row of headings: column names, ended by NULL. */
void fb_page_headings(struct fb_page *page, const char *const names[]);

/* Its name in the page's own attributes. */
const char *fb_page_class_name(enum fb_report_class class);

/* What a department is called: its name, or that there is none. */
const char *fb_page_department(struct fb_page *page, const char *name);

/* fb_report_visit: a record with all that was said of it; and as a row of the table of all. */
fb_status fb_page_record(void *data, const struct fb_report_record *record);
fb_status fb_page_row(void *data, const struct fb_report_record *record);

/* Writes links to documents. */
FB_MUST_USE fb_status fb_page_links(struct fb_page *page, const struct fb_state_outputs *outputs);

/* Writes which volumes there are, and what is wrong with them, if there are any. */
FB_MUST_USE fb_status fb_page_volumes(struct fb_page *page);

/* Writes diagnostics that fb_diagnostics_print_json printed; `file` is the one they are about. */
FB_MUST_USE fb_status fb_page_messages(struct fb_page *page, const char *messages,
                                       const char *file);

#endif
