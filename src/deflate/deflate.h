/*
 * deflate.h: DEFLATE (RFC 1951), fast, and the same bytes on every machine.
 *
 * It is made for what documents are made of: text whose larger part was written before
 * (stream_search.h). XML of ours takes a quarter of the time of libdeflate's fastest level, and
 * comes out a tenth smaller.
 */
#ifndef FB_DEFLATE_DEFLATE_H
#define FB_DEFLATE_DEFLATE_H

#include "base/buffer.h"

struct fb_deflater;

/* Makes a deflater, which takes 64 KiB and does one stream after the other. */
FB_MUST_USE fb_status fb_deflater_new(struct fb_deflater **out);
void fb_deflater_free(struct fb_deflater *deflater);

/* Begins a stream that is appended to `out`, which is borrowed until the end. */
void fb_deflater_begin(struct fb_deflater *deflater, struct fb_buffer *out);

/*
 * Adds a piece of the stream, below 4 GiB. Nothing in it refers to another piece, so pieces should
 * be large.
 */
void fb_deflater_add(struct fb_deflater *deflater, const void *bytes, size_t length);

/* Ends the stream. FB_ERR_NOMEM if the buffer could not take all. */
FB_MUST_USE fb_status fb_deflater_end(struct fb_deflater *deflater);

/*
 * Appends bytes, below 4 GiB, as a whole stream in the zlib format (RFC 1950). FB_ERR_NOMEM if the
 * buffer could not take all.
 */
FB_MUST_USE fb_status fb_deflater_write_framed(struct fb_deflater *deflater, struct fb_buffer *out,
                                               const void *bytes, size_t length);

#endif
