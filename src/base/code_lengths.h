/*
 * code_lengths.h: prefix codes of limited length, as compressed data describe them (RFC
 * 1951, 3.2.2).
 */
#ifndef FB_BASE_CODE_LENGTHS_H
#define FB_BASE_CODE_LENGTHS_H

#include <stddef.h>
#include <stdint.h>

enum { FB_CODE_SYMBOLS = 286, FB_CODE_BITS = 15 };

/*
 * Sets the lengths of the best code for symbols that are used so often; 0 for those that are not
 * used. No length is above `limit`, at most FB_CODE_BITS; so 2^limit symbols can be used. The
 * code is complete: where fewer than two symbols are used, the first ones get codes as well.
 */
void fb_code_lengths(uint8_t *lengths, const uint32_t *counts, size_t count, unsigned limit);

/* Sets the codes that follow from the lengths, the bit to be written first in the lowest place. */
void fb_codes_of_lengths(uint16_t *codes, const uint8_t *lengths, size_t count);

#endif
