/*
 * paint.h: pages to a device, in reading order.
 *
 * A document is a file by itself, or one of several that are bound into one (device/device.h). Its
 * pages are drawn one after the other, as they are laid out.
 */
#ifndef FB_PAINT_PAINT_H
#define FB_PAINT_PAINT_H

#include "device/device.h"
#include "layout/pages.h"

/* What is drawn; all of it is borrowed until it is finished. */
struct fb_paint_part {
    const struct fb_doc *doc;
    /* It is a part of a bound document, between its fb_device_begin_document and the end. */
    bool bound;
    /* Of a bound one. */
    const char
        *title; /* of the bookmark under which its own stand; NULL: they stand by themselves */
    bool front; /* as in struct fb_device_part */
    /* Where the entries of its tables of contents lead, in their order; none: nowhere. */
    const struct fb_bookmark *targets;
    size_t target_count;
};

struct fb_painter;

/* Begins a document on a device, which is borrowed. Owned by the caller. */
FB_MUST_USE fb_status fb_painter_new(struct fb_painter **out, struct fb_device *device,
                                     const struct fb_paint_part *part);

/* NULL is legal. */
void fb_painter_free(struct fb_painter *painter);

/* Draws the next page. */
FB_MUST_USE fb_status fb_painter_page(struct fb_painter *painter, const struct fb_page *page);

/* Ends the document; unless it is a part of one, the device's buffer is then complete. */
FB_MUST_USE fb_status fb_painter_finish(struct fb_painter *painter);

/* All of that for pages that were kept. */
FB_MUST_USE fb_status fb_paint(struct fb_device *device, const struct fb_paint_part *part,
                               const struct fb_pages *pages);

/* Says what the document says of itself; strings are borrowed. */
struct fb_device_info fb_paint_describe(const struct fb_doc *doc);

#endif
