#include "deflate/adler.h"

#include <libdeflate.h>

static const uint32_t PRIME = 65521; /* the largest below 2^16 */

struct fb_adler fb_adler_of(const uint8_t *bytes, size_t length)
{
    /* libdeflate goes on from any sum; from 0 as well as from the start of a stream. */
    uint32_t value = libdeflate_adler32(0, bytes, length);

    return (struct fb_adler){.low = value & 0xFFFF, .high = value >> 16};
}

void fb_adler_join(struct fb_adler *sum, struct fb_adler piece, size_t length)
{
    uint64_t carried = (uint64_t)sum->low * (length % PRIME);

    sum->high = (uint32_t)((sum->high + carried + piece.high) % PRIME);
    sum->low = (sum->low + piece.low) % PRIME;
}

uint32_t fb_adler_value(struct fb_adler sum)
{
    return sum.high << 16 | sum.low;
}
