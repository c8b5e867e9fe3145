/*
 * grey.h: grey pictures, as pdftoppm -gray writes them (PGM) and as they are kept (PNG).
 *
 * Kept ones have 16 greys, not interlaced, without filters (ISO/IEC 15948): that is enough to see a
 * page, and small.
 */
#ifndef FB_TESTS_GREY_H
#define FB_TESTS_GREY_H

#include <stdbool.h>
#include <stddef.h>

struct grey {
    size_t width, height;
    unsigned char *pixels; /* row by row, 0 black to 255 white */
};

/* Makes a white picture; false if memory is used up. */
bool grey_init(struct grey *out, size_t width, size_t height);
void grey_release(struct grey *picture);

/* Read a file; false, with a message printed, if it is no such picture. */
bool grey_read_pgm(struct grey *out, const char *path);
bool grey_read_png(struct grey *out, const char *path);

/* Writes a file with 16 greys; false, with a message printed, if that fails. */
bool grey_write_png(const struct grey *picture, const char *path);

#endif
