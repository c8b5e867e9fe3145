/*
 * frame.h: what goes before and behind blocks to make a stream in the zlib format (RFC 1950).
 */
#ifndef FB_DEFLATE_FRAME_H
#define FB_DEFLATE_FRAME_H

#include "deflate/adler.h"
#include "deflate/bits.h"

enum {
    FB_DEFLATE_FRAME_HEAD_BITS = 16,
    FB_DEFLATE_FRAME_END_BITS = 7 + 32, /* the filling, the checksum */
    FB_DEFLATE_FRAME_BITS = FB_DEFLATE_FRAME_HEAD_BITS + FB_DEFLATE_FRAME_END_BITS,
};

/* Begins a stream: FB_DEFLATE_FRAME_HEAD_BITS. */
void fb_deflate_begin_frame(struct fb_bits *bits);

/* Ends a stream, whose bytes have the sum: FB_DEFLATE_FRAME_END_BITS at most. */
void fb_deflate_end_frame(struct fb_bits *bits, struct fb_adler sum);

#endif
