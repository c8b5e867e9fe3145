/*
 * device.h: where pages are drawn.
 *
 * A device takes the calls of one document in this order, and writes a file's bytes at the end:
 *
 *     begin_document  (begin_part  (begin_page  (line | rule)*  end_page)*  end_part)+ end_document
 *
 * Most documents have one part. A bound one has several: documents that share one file, its fonts
 * and its outline. A part is forgotten when it ends, so that a file of many needs little memory.
 *
 *
 * Callers use the wrappers below, never the table: a wrapper checks the order (assert), and after
 * the first failure does nothing but return that failure, so a broken device is not called again.
 * Coordinates are EMU from the page's top left corner, y down.
 *
 * To add a device: one file with its table and its fb_<name>_device_new, a line in
 * device_kinds.c, a golden, and its name in the manual.
 */
#ifndef FB_DEVICE_DEVICE_H
#define FB_DEVICE_DEVICE_H

#include "base/buffer.h"
#include "base/length.h"
#include "text/line.h"

/* What a part of the text is to somebody who does not see the page. */
enum fb_element_kind {
    FB_ELEMENT_DOCUMENT,
    FB_ELEMENT_HEADING,
    FB_ELEMENT_PARAGRAPH,
    FB_ELEMENT_TABLE,
    FB_ELEMENT_TABLE_HEAD, /* the rows of headings for the columns below */
    FB_ELEMENT_TABLE_BODY,
    FB_ELEMENT_TABLE_ROW,
    FB_ELEMENT_HEADER_CELL,
    FB_ELEMENT_DATA_CELL,
    FB_ELEMENT_CONTENTS,      /* a table of contents; holds its entries */
    FB_ELEMENT_CONTENTS_ITEM, /* an entry: perhaps a label, then references */
    FB_ELEMENT_LABEL,         /* the number of an entry */
    FB_ELEMENT_REFERENCE,     /* holds a link */
    FB_ELEMENT_LINK,          /* text that leads to a place of the document */
    FB_ELEMENT_SPAN,          /* a piece of text inside of a link */
};

/* What a header cell heads. */
enum fb_header_scope { FB_SCOPE_ROW, FB_SCOPE_COLUMN, FB_SCOPE_BOTH };

/*
 * One element of a part's structure. Elements are listed in reading order, and what an element
 * holds comes right after it: the first is the document, the only one of its kind and its own
 * parent. Tables have a body, perhaps after a head, those have rows, and rows have cells that tile
 * the table. There may be millions of elements, so they are small, and what there is to say of few
 * is in notes.
 */
struct fb_element {
    uint32_t parent;      /* an element's number: its place in the list, from 0 */
    uint32_t row_span;    /* of a cell */
    uint16_t column_span; /* likewise */
    uint8_t kind;         /* of enum fb_element_kind */
    union {
        uint8_t level; /* of a heading, 1 to 6; no level is skipped on the way down */
        uint8_t scope; /* of a header cell; of enum fb_header_scope */
    };
};

/* What is said of an element besides. */
struct fb_element_note {
    uint32_t element;
    const char *title;                /* of a table, what it is about; not empty */
    const struct fb_bookmark *target; /* of a link, each has one; its title says where it leads */
};

/* An entry of the outline, which leads to a place. */
struct fb_bookmark {
    const char *title;
    int level;   /* from 1; deeper ones belong to the one before */
    size_t page; /* of the part, from 0; of a link: of the document, in the order of drawing */
    fb_length y; /* from the page's top */
};

/* A document, or one of those that are bound into one. Borrowed until end_part. */
struct fb_device_part {
    const struct fb_element *elements;
    size_t element_count;
    const struct fb_element_note *notes; /* of different elements, in their order */
    size_t note_count;
    /*
     * It is drawn last and stands first, and its pages are counted by themselves, in small Roman
     * numbers: a table of contents. Of a bound document at most one, the last, is so.
     */
    bool front;
};

/*
 * What a document says of itself. Borrowed until end_document; of a bound one all but `bound` may
 * change until then, for it may be known only when all parts are.
 */
struct fb_device_info {
    const char *title;    /* not empty where the document is to be accessible */
    const char *author;   /* "" if unknown */
    const char *subject;  /* "" if none */
    const char *keywords; /* "" if none; divided by ; ； , ， or 、 */
    const char *language; /* BCP 47 */
    const char *creator;  /* program and version */
    int date[6];          /* year, month, day, hour, minute, second, no zone; year 0: unknown */
    bool bound;           /* it has several parts */
};

/* A straight line, drawn with square ends so that corners close. */
struct fb_rule {
    fb_length x1, y1, x2, y2;
    fb_length width;
};

/* What a line of text is to the document. */
enum fb_text_part {
    FB_TEXT_CONTENT,
    FB_TEXT_PAGE_NUMBER, /* not part of the text (PDF: artifact) */
    FB_TEXT_REPEATED,    /* a header or label drawn before; not part of the text again */
};

struct fb_text_tag {
    enum fb_text_part part;
    size_t
        element; /* of FB_TEXT_CONTENT: the number in the part of the element that has the text */
};

struct fb_device;

struct fb_device_operations {
    const char *name;
    fb_status (*begin_document)(struct fb_device *, const struct fb_device_info *);
    fb_status (*begin_part)(struct fb_device *, const struct fb_device_part *);
    fb_status (*begin_page)(struct fb_device *, fb_length width, fb_length height);
    /* `x` is the line's left end, `y` its baseline. */
    fb_status (*line)(struct fb_device *, const struct fb_line *, fb_length x, fb_length y,
                      struct fb_text_tag);
    fb_status (*rule)(struct fb_device *, const struct fb_rule *);
    fb_status (*end_page)(struct fb_device *);
    fb_status (*end_part)(struct fb_device *, const struct fb_bookmark *, size_t count);
    fb_status (*end_document)(struct fb_device *);
    void (*free)(struct fb_device *);
};

/* The head of every device's own struct. */
struct fb_device {
    const struct fb_device_operations *operations;
    struct fb_buffer *out; /* borrowed; complete after end_document */
    fb_status status;      /* the first failure */
    int state;             /* of the call order; used by the wrappers alone */
};

/*
 * Besides the failures below, each of these gives FB_ERR_NOMEM when memory or the buffer's limit is
 * used up.
 */
FB_MUST_USE fb_status fb_device_begin_document(struct fb_device *, const struct fb_device_info *);
FB_MUST_USE fb_status fb_device_begin_part(struct fb_device *, const struct fb_device_part *);

/* A page is 3 to 14,400 points wide and high (PDF: FB_ERR_INTERNAL else; templates are checked). */
FB_MUST_USE fb_status fb_device_begin_page(struct fb_device *, fb_length width, fb_length height);

/*
 * `x` is the line's left end, `y` its baseline. A glyph must show at least one character. Lines of
 * content come in the order of their elements, except where a page's end cuts a row.
 */
FB_MUST_USE fb_status fb_device_line(struct fb_device *, const struct fb_line *, fb_length x,
                                     fb_length y, struct fb_text_tag);
FB_MUST_USE fb_status fb_device_rule(struct fb_device *, const struct fb_rule *);
FB_MUST_USE fb_status fb_device_end_page(struct fb_device *);

/* The bookmarks of the part are known when its pages are drawn. */
FB_MUST_USE fb_status fb_device_end_part(struct fb_device *, const struct fb_bookmark *bookmarks,
                                         size_t count);

/* FB_ERR_INTERNAL if a library fails (PDF: libharu, HarfBuzz); the buffer is then of no use. */
FB_MUST_USE fb_status fb_device_end_document(struct fb_device *);

/* NULL is legal. */
void fb_device_free(struct fb_device *);

/*
 * Makes a device by name; FB_ERR_INPUT if there is none of that name.
 *     pdf        PDF/A-2a and PDF/UA-1; the document must have elements and a title
 *     pdf-plain  PDF without tags, metadata stream and colour profile
 *     trace      the calls as text
 */
FB_MUST_USE fb_status fb_device_new(struct fb_device **out, const char *name,
                                    struct fb_buffer *buffer);

#endif
