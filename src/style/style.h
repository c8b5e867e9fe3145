/*
 * style.h: how text, cells and pages look, once resolved.
 *
 * A template names styles and lets them inherit; the structs here are the result, complete and
 * without references to follow. Both outputs read the same ones. Lengths are EMU.
 */
#ifndef FB_STYLE_STYLE_H
#define FB_STYLE_STYLE_H

#include "base/length.h"
#include "font/font.h"

#include <stdbool.h>

enum fb_align { FB_ALIGN_LEFT, FB_ALIGN_CENTER, FB_ALIGN_RIGHT, FB_ALIGN_JUSTIFY };
enum fb_valign { FB_VALIGN_TOP, FB_VALIGN_MIDDLE, FB_VALIGN_BOTTOM };

/* How a paragraph that needs several lines is broken. */
enum fb_wrap {
    FB_WRAP_FILL,    /* each line as full as it gets */
    FB_WRAP_BALANCE, /* as few lines, of widths as equal as they get: labels and titles */
};

/* Which prohibitions at line starts and ends are kept (clreq, "Prohibition Rules"). */
enum fb_breaking {
    FB_BREAKING_BASIC,  /* the usual one */
    FB_BREAKING_NONE,   /* none; only words, numbers and pairs of marks stay whole */
    FB_BREAKING_GB,     /* basic, and no solidus at a line's end (GB/T 15834-2011, 5.1.9) */
    FB_BREAKING_STRICT, /* GB, and no dash or ellipsis at a line's start */
};

/* The gap between Chinese and Western text (clreq, "Mixed Text Composition"). */
enum fb_gap { FB_GAP_QUARTER, FB_GAP_NONE };

enum fb_direction {
    FB_DIRECTION_HORIZONTAL,
    FB_DIRECTION_VERTICAL, /* characters from top to bottom, lines from right to left */
};

/* fb_style.hanging: as wide as the number that the paragraph begins with, if it does. */
enum { FB_HANGING_NUMBER = -1 };

/* Whether text stands on the line, or smaller above or below it. */
enum fb_script { FB_SCRIPT_NORMAL, FB_SCRIPT_SUPER, FB_SCRIPT_SUB };

/* What happens when a cell's text needs more lines or height than the cell may have. */
enum fb_overflow {
    FB_OVERFLOW_GROW,   /* the row gets higher; where its height is exact, that is an error */
    FB_OVERFLOW_SHRINK, /* the text gets smaller; below `floor`, that is an error */
    FB_OVERFLOW_ERROR,
};

struct fb_style {
    const char *name;       /* as in the template; unique there */
    const char *title;      /* the name a Word user sees (表题, 标签 …) */
    enum fb_font_role font; /* the typeface of East Asian text; Latin text follows from it */
    bool bold;
    fb_length size;       /* of the em square */
    fb_length line_pitch; /* from baseline to baseline, at least the size */
    enum fb_align align;
    enum fb_wrap wrap;
    /*
     * What balanced lines keep whole, divided by blanks: 指标 满意度 …; NULL: nothing. Borrowed
     * from the template.
     */
    const char *words;
    enum fb_breaking breaking;
    enum fb_gap gap;
    /* In hundredths of an em. */
    int indent;  /* of a paragraph's first line (clreq: 200) */
    int hanging; /* of its other lines; or FB_HANGING_NUMBER, after which they are indented alike */
    int indent_left, indent_right; /* of all lines, besides */
    fb_length before;              /* space above a paragraph; in a cell, between paragraphs only */
    fb_length after;               /* likewise below it */
    /* The rest applies to cells. */
    enum fb_direction direction;
    enum fb_valign valign; /* across the lines: in vertical text top is the right side */
    fb_length padding_x;   /* between the text and the grid line at the left and right */
    fb_length padding_y;   /* likewise above and below */
    enum fb_overflow overflow;
    int max_lines;   /* a cell's text may have; 0: as many as it needs */
    fb_length floor; /* the smallest size that FB_OVERFLOW_SHRINK may come to */
};

/*
 * A page. The page number is set as GB/T 9704-2012, 7.5 wants it: its own style, a dash at each
 * side, on odd pages at the right and on even pages at the left, one character from the margin.
 */
struct fb_page_setup {
    fb_length width, height;            /* of the sheet as it is read: landscape sheets are wider */
    fb_length top, bottom, left, right; /* margins */
    const struct fb_style *number;      /* style of the page number; NULL: none */
    bool number_roman;                  /* it is written i, ii, iii … */
    bool number_upright;       /* it stands where it would if the sheet were turned upright */
    fb_length number_distance; /* from the type area's lower edge to the number's upper edge */
};

/* Widths of the lines of a table. */
struct fb_borders {
    fb_length outer; /* the frame, also where a page ends or begins inside the table */
    fb_length inner;
};

/* The sides of a cell; sets of them are combined by |. */
enum fb_side { FB_SIDE_TOP = 1, FB_SIDE_BOTTOM = 2, FB_SIDE_LEFT = 4, FB_SIDE_RIGHT = 8 };

enum { FB_SIDES = 4 };

#endif
