/*
 * encoding_private.h: what the decoders share.
 */
#ifndef FB_BASE_ENCODING_PRIVATE_H
#define FB_BASE_ENCODING_PRIVATE_H

#include "base/encoding.h"

/* Appends a character whose code in the input was `code`; notes it if it is private. */
void fb_encoding_put(struct fb_buffer *out, uint32_t character, uint32_t code,
                     struct fb_decoding *found);

/* Notes up to four bytes as no character, and returns FB_ERR_INPUT. */
fb_status fb_encoding_refuse(struct fb_decoding *found, const unsigned char *bytes, size_t length);

/* As fb_encoding_decode, for one encoding and a text without its mark. */
FB_MUST_USE fb_status fb_encoding_decode_gb(struct fb_buffer *out, const unsigned char *bytes,
                                            size_t length, struct fb_decoding *found);

#endif
