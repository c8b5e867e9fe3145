#include "device/device_kinds.h"

#include <string.h>

struct device_kind {
    const char *name;
    fb_status (*make)(struct fb_device **device, struct fb_buffer *out);
};

static const struct device_kind device_kinds[] = {
    {"pdf", fb_pdf_device_new},
    {"pdf-plain", fb_pdf_plain_device_new},
    {"trace", fb_trace_device_new},
};

fb_status fb_device_new(struct fb_device **out, const char *name, struct fb_buffer *buffer)
{
    *out = NULL;
    for (size_t i = 0; i < sizeof device_kinds / sizeof *device_kinds; i++)
        if (strcmp(device_kinds[i].name, name) == 0)
            return device_kinds[i].make(out, buffer);
    return FB_ERR_INPUT;
}
