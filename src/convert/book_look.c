/*
 * book_look.c: how cells look.
 */
#include "convert/book_private.h"

enum {
    HEADING_COLOUR = 0xDDEBF7,
    REQUIRED_COLOUR = 0xFCE4D6,
    LINE_COLOUR = 0xBFBFBF,
    EXAMPLE_COLOUR = 0x7F7F7F,
    TEXT_SIZE = 10,
    TITLE_SIZE = 14,
};

static const char FONT[] = "宋体";

/* ISO 29500-1, 18.8.31. An optional digit leaves no amount rounded that somebody types. */
static const char *const NUMBER_FORMATS[FB_LOOKS] = {
    [FB_LOOK_TEXT] = "@",
    [FB_LOOK_AMOUNT] = "0.00####",
    [FB_LOOK_GROUPED] = "#,##0.00####",
    [FB_LOOK_NUMBER] = "General",
    [FB_LOOK_PERCENT] = "0%",
    [FB_LOOK_DAY] = "yyyy\\-mm\\-dd",
    [FB_LOOK_CHINESE_DAY] = "yyyy\"年\"m\"月\"d\"日\"",
    [FB_LOOK_HEADING] = "@",
    [FB_LOOK_REQUIRED] = "@",
    [FB_LOOK_TITLE] = "@",
};

static void set_heading(lxw_format *format, lxw_color_t colour)
{
    format_set_bold(format);
    format_set_bg_color(format, colour);
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, LINE_COLOUR);
}

static void set_look(lxw_format *format, enum fb_look look)
{
    format_set_font_name(format, FONT);
    format_set_font_size(format, look == FB_LOOK_TITLE ? TITLE_SIZE : TEXT_SIZE);
    format_set_num_format(format, NUMBER_FORMATS[look]);
    if (look == FB_LOOK_HEADING || look == FB_LOOK_REQUIRED)
        set_heading(format, look == FB_LOOK_HEADING ? HEADING_COLOUR : REQUIRED_COLOUR);
    else
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (look == FB_LOOK_TITLE)
        format_set_bold(format);
    if (look == FB_LOOK_TEXT || look == FB_LOOK_HEADING || look == FB_LOOK_REQUIRED)
        format_set_text_wrap(format);
}

fb_status fb_book_make_looks(struct fb_book *book)
{
    for (int look = 0; look < FB_LOOKS; look++) {
        for (int example = 0; example < 2; example++) {
            lxw_format *format = workbook_add_format(book->file.workbook);
            FB_NEED(format);
            set_look(format, (enum fb_look)look);
            if (example == 1) {
                format_set_italic(format);
                format_set_font_color(format, EXAMPLE_COLOUR);
            }
            book->looks[look][example] = format;
        }
    }
    return FB_OK;
}
