/*
 * adler.h: the Adler-32 checksum that ends a zlib stream (RFC 1950, 8.2), also of joined pieces.
 *
 * The sum of a piece is taken as if nothing went before: both halves begin with 0.
 */
#ifndef FB_DEFLATE_ADLER_H
#define FB_DEFLATE_ADLER_H

#include <stddef.h>
#include <stdint.h>

struct fb_adler {
    uint32_t low;  /* of the bytes, modulo 65,521 */
    uint32_t high; /* of the low sums after each byte, modulo 65,521 */
};

/* What a stream's sum begins with. */
#define FB_ADLER_START ((struct fb_adler){.low = 1, .high = 0})

struct fb_adler fb_adler_of(const uint8_t *bytes, size_t length);

/* Makes `sum` that of what it was of, followed by a piece of `length` bytes. */
void fb_adler_join(struct fb_adler *sum, struct fb_adler piece, size_t length);

/* Returns the checksum as it is written, the most significant byte first. */
uint32_t fb_adler_value(struct fb_adler sum);

#endif
