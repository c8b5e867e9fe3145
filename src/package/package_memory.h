/*
 * package_memory.h: parts that many packages have, kept deflated. Included by package_*.c alone.
 */
#ifndef FB_PACKAGE_PACKAGE_MEMORY_H
#define FB_PACKAGE_PACKAGE_MEMORY_H

#include "deflate/deflate.h"
#include "package/package.h"

#include <stdbool.h>

/* A part as ZIP has it. */
struct fb_deflated {
    const char *bytes; /* borrowed */
    size_t length;
    uint64_t full_length;
    uint32_t crc; /* of the full bytes */
};

struct fb_deflater *fb_package_deflater(struct fb_package_memory *memory);

/* Returns whether a part with the same content was kept, and sets it; valid until the next call. */
bool fb_package_recall(struct fb_deflated *out, const struct fb_package_memory *memory,
                       const void *bytes, size_t length);

/* Keeps a part, perhaps in place of another; one that is too large, or finds no memory, is not. */
void fb_package_keep(struct fb_package_memory *memory, const void *bytes,
                     const struct fb_deflated *deflated);

#endif
