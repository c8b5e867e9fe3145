#include "device/device.h"

#include <assert.h>
#include <stddef.h>

/* How far a document has come. */
enum { STATE_NEW, STATE_BETWEEN_PARTS, STATE_BETWEEN_PAGES, STATE_ON_PAGE, STATE_ENDED };

/* Notes the order of calls; a call out of order is a mistake of the caller's code. */
static void advance(struct fb_device *device, int from, int to)
{
    assert(device->state == from);
    (void)from;
    device->state = to;
}

/* Keeps the first failure: of the call just made, or of the buffer it wrote to. */
static fb_status keep(struct fb_device *device, fb_status status)
{
    device->status = status != FB_OK ? status : device->out->status;
    return device->status;
}

fb_status fb_device_begin_document(struct fb_device *device, const struct fb_device_info *info)
{
    advance(device, STATE_NEW, STATE_BETWEEN_PARTS);
    FB_TRY(device->status);
    return keep(device, device->operations->begin_document(device, info));
}

fb_status fb_device_begin_part(struct fb_device *device, const struct fb_device_part *part)
{
    advance(device, STATE_BETWEEN_PARTS, STATE_BETWEEN_PAGES);
    FB_TRY(device->status);
    return keep(device, device->operations->begin_part(device, part));
}

fb_status fb_device_begin_page(struct fb_device *device, fb_length width, fb_length height)
{
    advance(device, STATE_BETWEEN_PAGES, STATE_ON_PAGE);
    FB_TRY(device->status);
    return keep(device, device->operations->begin_page(device, width, height));
}

fb_status fb_device_line(struct fb_device *device, const struct fb_line *line, fb_length x,
                         fb_length y, struct fb_text_tag tag)
{
    advance(device, STATE_ON_PAGE, STATE_ON_PAGE);
    FB_TRY(device->status);
    return keep(device, device->operations->line(device, line, x, y, tag));
}

fb_status fb_device_rule(struct fb_device *device, const struct fb_rule *rule)
{
    advance(device, STATE_ON_PAGE, STATE_ON_PAGE);
    FB_TRY(device->status);
    return keep(device, device->operations->rule(device, rule));
}

fb_status fb_device_end_page(struct fb_device *device)
{
    advance(device, STATE_ON_PAGE, STATE_BETWEEN_PAGES);
    FB_TRY(device->status);
    return keep(device, device->operations->end_page(device));
}

fb_status fb_device_end_part(struct fb_device *device, const struct fb_bookmark *bookmarks,
                             size_t count)
{
    advance(device, STATE_BETWEEN_PAGES, STATE_BETWEEN_PARTS);
    FB_TRY(device->status);
    return keep(device, device->operations->end_part(device, bookmarks, count));
}

fb_status fb_device_end_document(struct fb_device *device)
{
    advance(device, STATE_BETWEEN_PARTS, STATE_ENDED);
    FB_TRY(device->status);
    return keep(device, device->operations->end_document(device));
}

void fb_device_free(struct fb_device *device)
{
    if (device != NULL)
        device->operations->free(device);
}
