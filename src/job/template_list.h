/*
 * template_list.h: the names of all templates there are.
 */
#ifndef FB_JOB_TEMPLATE_LIST_H
#define FB_JOB_TEMPLATE_LIST_H

#include "job/data_folders.h"

#include <stddef.h>

struct fb_template_names {
    const char **items; /* sorted by bytes, each once; in the arena */
    size_t count;
};

/*
 * Lists the templates of all folders and the folders in them. Hidden files are passed over, and so
 * are those whose name begins with "_": what templates share.
 * FB_ERR_IO with errno set.
 */
FB_MUST_USE fb_status fb_template_list(struct fb_template_names *out, struct fb_arena *arena,
                                       const struct fb_data_folders *folders);

#endif
