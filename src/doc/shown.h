/*
 * shown.h: which text of a document shows which value of the record, and which rows are its items.
 *
 * An output that people edit (docx/) needs to know where a value stands also if it is empty. An
 * element that the record lacks has the path that it would have (as of fb_xml_path: a position at
 * every step); the items that a form prints blank count as if they stood after the record's last
 * item of their list. What the record has is known by its element: paths would take most of the
 * memory of a long table.
 */
#ifndef FB_DOC_SHOWN_H
#define FB_DOC_SHOWN_H

#include <stddef.h>
#include <stdint.h>

struct fb_xml_node;

/* What is printed within a text where a blank form has a value to be written by hand. */
#define FB_DOC_GAP "　　　"

/* How the text shown is read again as a value. */
enum fb_shown_kind {
    FB_SHOWN_FIXED,   /* it cannot be: computed, scaled, in capitals, or boxes of a choice */
    FB_SHOWN_TEXT,    /* it is the value */
    FB_SHOWN_NUMBER,  /* the number is the value's; commas and zeros at the end may be more */
    FB_SHOWN_PERCENT, /* likewise, with % after it, whether or not the value has one */
    FB_SHOWN_DAY,     /* the day is the value's, otherwise written */
};

/* One value at one place of the document. */
struct fb_shown {
    const struct fb_xml_node *node; /* the element; NULL: the record has none */
    const char *path; /* that it would have; NULL too: there is none, it was computed */
    const char *text; /* as it is shown, lines divided by '\n'; "": nothing is */
    uint32_t number;  /* from 0, different for each of the document: fb_doc.shown_count */
    enum fb_shown_kind kind;
};

/* Where a value, or a line of one, stands in a paragraph. */
struct fb_shown_mark {
    uint32_t start, length; /* bytes of the paragraph's text, all runs together; length 0: empty */
    const struct fb_shown *shown;
};

/* A field of a blank item whose text follows from where it is printed. */
struct fb_item_level {
    const char *name, *value;
};

/* An item that the form has a row for and the record none. */
struct fb_blank_item {
    const char *path;
    const struct fb_item_level *levels;
    size_t level_count;
};

/* An item of a list that rows of a table show. */
struct fb_item {
    const struct fb_xml_node *node, *list; /* the element, and the one that it is in; NULL: blank */
    const struct fb_blank_item *blank;     /* NULL: the record has it */
    uint32_t number;                       /* of the element (fb_xml_number_of) */
};

#endif
