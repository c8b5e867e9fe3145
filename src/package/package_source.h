/*
 * package_source.h: a part that is deflated already, as libzip takes it. Included by package_*.c
 * alone.
 *
 * libzip would inflate and deflate with zlib. A source whose state says that it is deflated is
 * copied as it is.
 */
#ifndef FB_PACKAGE_PACKAGE_SOURCE_H
#define FB_PACKAGE_PACKAGE_SOURCE_H

#include "package/package_memory.h"

#include <zip.h>

struct fb_source {
    struct fb_deflated deflated;
    size_t taken; /* by libzip so far */
};

/* Returns a source for libzip, or NULL. It borrows `source` until the archive is closed. */
zip_source_t *fb_source_new(zip_t *archive, struct fb_source *source);

#endif
