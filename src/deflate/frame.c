#include "deflate/frame.h"

void fb_deflate_begin_frame(struct fb_bits *bits)
{
    /* Deflate with a window of 32 KiB; how hard it was tried: least (RFC 1950, 2.2). */
    fb_bits_put(bits, 0x0178, FB_DEFLATE_FRAME_HEAD_BITS);
}

void fb_deflate_end_frame(struct fb_bits *bits, struct fb_adler sum)
{
    uint32_t value = fb_adler_value(sum);

    fb_bits_align(bits);
    for (unsigned i = 0; i < 4; i++)
        fb_bits_put(bits, value >> (24 - 8 * i) & 0xFF, 8);
}
