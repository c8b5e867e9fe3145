/*
 * package_deflated.h: a part of an archive, deflated before libzip sees it. Included by
 * package_*.c alone.
 *
 * libzip would inflate and deflate with zlib, which for our documents takes three times as long as
 * libdeflate. A source whose state says that it is deflated already is copied as it is.
 */
#ifndef FB_PACKAGE_PACKAGE_DEFLATED_H
#define FB_PACKAGE_PACKAGE_DEFLATED_H

#include "package/package.h"

#include <libdeflate.h>
#include <zip.h>

struct fb_deflated {
    void *bytes;
    size_t length;
    size_t taken; /* by libzip so far */
    size_t full_length;
    uint32_t crc; /* of the full bytes */
};

/* Deflates the bytes. The caller releases `out` after success; before, it may be all 0. */
FB_MUST_USE fb_status fb_deflated_init(struct fb_deflated *out,
                                       struct libdeflate_compressor *compressor, const void *bytes,
                                       size_t length);
void fb_deflated_release(struct fb_deflated *deflated);

/* Returns a source for libzip, or NULL. It borrows `deflated` until the archive is closed. */
zip_source_t *fb_deflated_source(zip_t *archive, struct fb_deflated *deflated);

#endif
