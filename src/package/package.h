/*
 * package.h: the ZIP archives that office documents are (DOCX, XLSX, OFD).
 *
 * An archive is made and kept in memory. Equal parts give equal bytes: entries stand in the order
 * given, all bear the time 1980-01-01 00:00 (the first that ZIP can say), no attributes and no
 * extra fields, and are deflated at one fixed level. The bytes still depend on the zlib in use;
 * what another machine must reproduce is the content of the parts.
 */
#ifndef FB_PACKAGE_PACKAGE_H
#define FB_PACKAGE_PACKAGE_H

#include "base/buffer.h"

struct fb_package_part {
    const char *name; /* ASCII, with '/' between folders and none at the start */
    const void *bytes;
    size_t length;
};

/* No package of ours has more parts. */
enum { FB_PACKAGE_PART_LIMIT = 10000 };

/*
 * Appends an archive of `count` parts to `out`; names must differ. Parts are read before the call
 * returns. FB_ERR_NOMEM if memory or the buffer's limit is used up, or there are too many parts;
 * FB_ERR_INTERNAL if libzip fails in another way.
 */
FB_MUST_USE fb_status fb_package_write(struct fb_buffer *out, const struct fb_package_part *parts,
                                       size_t count);

#endif
