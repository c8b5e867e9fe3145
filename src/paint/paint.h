/*
 * paint.h: pages to a device, in reading order.
 */
#ifndef FB_PAINT_PAINT_H
#define FB_PAINT_PAINT_H

#include "device/device.h"
#include "layout/pages.h"

/* Draws all pages of a document; the device's buffer is then complete. */
FB_MUST_USE fb_status fb_paint(const struct fb_pages *pages, const struct fb_doc *doc,
                               struct fb_device *device);

#endif
