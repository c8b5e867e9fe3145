/*
 * xlsx_text.h: the text of a cell, put together from its runs (18.3.1.53, 18.4.8, 22.9.2.19).
 *
 * Blanks at the ends of a run count only under xml:space="preserve". Characters that XML cannot
 * hold are written _x0007_ there: of those a line end is kept, and the others, which no office
 * shows, become U+FFFD, so that the loss is seen.
 */
#ifndef FB_SHEET_XLSX_TEXT_H
#define FB_SHEET_XLSX_TEXT_H

#include "sheet/sheet.h"
#include "xml/stream.h"

struct fb_xlsx_text {
    struct fb_buffer run; /* the run that is being read, as it is written */
    struct fb_buffer text;
    bool preserve;
    bool too_long; /* over FB_SHEET_CELL_LENGTH characters; the rest was dropped */
};

void fb_xlsx_text_init(struct fb_xlsx_text *text);
void fb_xlsx_text_release(struct fb_xlsx_text *text);

/* Begins a text, a run of it, adds to the run, ends the run. */
void fb_xlsx_text_clear(struct fb_xlsx_text *text);
void fb_xlsx_text_begin(struct fb_xlsx_text *text, bool preserve);
void fb_xlsx_text_add(struct fb_xlsx_text *text, const char *bytes, size_t length);
void fb_xlsx_text_end(struct fb_xlsx_text *text);

#endif
