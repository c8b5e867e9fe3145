/*
 * listing.h: the templates and the fonts there are, a line for each.
 */
#ifndef FB_JOB_LISTING_H
#define FB_JOB_LISTING_H

#include "job/context.h"

/*
 * Appends "name TAB version TAB title" for each template of the data folders, by name. In a title,
 * "…" stands for what comes from the record. A template with errors is reported and left out; the
 * result is then FB_ERR_INPUT. An unreadable folder is reported and FB_ERR_IO.
 */
FB_MUST_USE fb_status fb_list_templates(struct fb_buffer *out, struct fb_context *context,
                                        struct fb_diagnostics *sink);

/*
 * Appends "face TAB typefaces TAB file" for each open face, in the order of the set. A missing face
 * for rare characters is reported as a note.
 */
FB_MUST_USE fb_status fb_list_fonts(struct fb_buffer *out, struct fb_context *context,
                                    struct fb_diagnostics *sink);

#endif
