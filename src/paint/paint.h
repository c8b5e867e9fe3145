/*
 * paint.h: pages to a device, in reading order.
 *
 * A document is a file by itself, or one of several that are bound into one (device/device.h).
 */
#ifndef FB_PAINT_PAINT_H
#define FB_PAINT_PAINT_H

#include "device/device.h"
#include "layout/pages.h"

/* Draws all pages of a document; the device's buffer is then complete. */
FB_MUST_USE fb_status fb_paint(const struct fb_pages *pages, const struct fb_doc *doc,
                               struct fb_device *device);

/* A document as a part of a bound one. */
struct fb_paint_part {
    const struct fb_doc *doc;
    const struct fb_pages *pages;
    const char
        *title; /* of the bookmark under which its own stand; NULL: they stand by themselves */
    bool front; /* as in struct fb_device_part */
    /* Where the entries of its tables of contents lead, in their order; none: nowhere. */
    const struct fb_bookmark *targets;
    size_t target_count;
};

/* Says what the document says of itself; strings are borrowed. */
struct fb_device_info fb_paint_describe(const struct fb_doc *doc);

/* Draws a part between fb_device_begin_document and fb_device_end_document. */
FB_MUST_USE fb_status fb_paint_part(struct fb_device *device, const struct fb_paint_part *part);

#endif
