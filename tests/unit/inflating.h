/* inflating.h: what zlib, which is no part of fubiao, makes of compressed data. */
#ifndef FB_TESTS_INFLATING_H
#define FB_TESTS_INFLATING_H

#include "base/buffer.h"
#include "testing.h"

#include <zlib.h>

/* Appends what a zlib stream holds; fails if it is broken, or if anything follows it. */
static inline void assert_inflates(struct fb_buffer *out, const struct fb_buffer *stream)
{
    z_stream zlib = {.next_in = (Bytef *)stream->data, .avail_in = (uInt)stream->length};
    unsigned char piece[4096];
    int result;

    assert_int_equal(stream->status, FB_OK);
    assert_int_equal(inflateInit(&zlib), Z_OK);
    do {
        zlib.next_out = piece;
        zlib.avail_out = sizeof piece;
        result = inflate(&zlib, Z_NO_FLUSH);
        assert_true(result == Z_OK || result == Z_STREAM_END);
        fb_buffer_append(out, piece, sizeof piece - zlib.avail_out);
    } while (result != Z_STREAM_END);
    assert_int_equal(zlib.avail_in, 0);
    assert_int_equal(inflateEnd(&zlib), Z_OK);
    assert_int_equal(out->status, FB_OK);
}

#endif
