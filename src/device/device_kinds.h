/*
 * device_kinds.h: the devices there are. Used inside this room; callers use fb_device_new.
 *
 * Each makes a device that writes to `out`, which it borrows. FB_ERR_NOMEM is the only failure.
 */
#ifndef FB_DEVICE_DEVICE_KINDS_H
#define FB_DEVICE_DEVICE_KINDS_H

#include "device/device.h"

FB_MUST_USE fb_status fb_pdf_device_new(struct fb_device **device, struct fb_buffer *out);
FB_MUST_USE fb_status fb_pdf_plain_device_new(struct fb_device **device, struct fb_buffer *out);
FB_MUST_USE fb_status fb_trace_device_new(struct fb_device **device, struct fb_buffer *out);

#endif
