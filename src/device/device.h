/*
 * device.h: where pages are drawn.
 *
 * A device takes the calls of one document in this order, and writes a file's bytes at the end:
 *
 *     begin_document  (begin_page  (line | rule)*  end_page)*  end_document
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

/* What a document says of itself. Borrowed until end_document. */
struct fb_device_info {
    const char *title;
    const char *author;   /* "" if unknown */
    const char *subject;  /* "" if none */
    const char *language; /* BCP 47 */
    const char *creator;  /* program and version */
    int date[6];          /* year, month, day, hour, minute, second, no zone; year 0: unknown */
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

struct fb_device;

struct fb_device_operations {
    const char *name;
    fb_status (*begin_document)(struct fb_device *, const struct fb_device_info *);
    fb_status (*begin_page)(struct fb_device *, fb_length width, fb_length height);
    /* `x` is the line's left end, `y` its baseline. */
    fb_status (*line)(struct fb_device *, const struct fb_line *, fb_length x, fb_length y,
                      enum fb_text_part);
    fb_status (*rule)(struct fb_device *, const struct fb_rule *);
    fb_status (*end_page)(struct fb_device *);
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
 * used up. `info` is borrowed until the end of the document.
 */
FB_MUST_USE fb_status fb_device_begin_document(struct fb_device *, const struct fb_device_info *);

/* A page is 3 to 14,400 points wide and high (PDF: FB_ERR_INTERNAL else; templates are checked). */
FB_MUST_USE fb_status fb_device_begin_page(struct fb_device *, fb_length width, fb_length height);

/* `x` is the line's left end, `y` its baseline. A glyph must show at least one character. */
FB_MUST_USE fb_status fb_device_line(struct fb_device *, const struct fb_line *, fb_length x,
                                     fb_length y, enum fb_text_part);
FB_MUST_USE fb_status fb_device_rule(struct fb_device *, const struct fb_rule *);
FB_MUST_USE fb_status fb_device_end_page(struct fb_device *);

/* FB_ERR_INTERNAL if a library fails (PDF: libharu, HarfBuzz); the buffer is then of no use. */
FB_MUST_USE fb_status fb_device_end_document(struct fb_device *);

/* NULL is legal. */
void fb_device_free(struct fb_device *);

/* Makes a device by name: "pdf" or "trace". FB_ERR_INPUT if there is none of that name. */
FB_MUST_USE fb_status fb_device_new(struct fb_device **out, const char *name,
                                    struct fb_buffer *buffer);

#endif
