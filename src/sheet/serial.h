/*
 * serial.h: the numbers that offices keep days as.
 */
#ifndef FB_SHEET_SERIAL_H
#define FB_SHEET_SERIAL_H

#include "sheet/digits.h"

/*
 * Reads a day of ISO 8601 with or without a time, "2021-03-05T08:30:00", as the number of days
 * since 1899-12-30 or, `from_1904`, since 1904-01-01. False if it is none, or before these.
 */
bool fb_serial_parse(struct fb_digits *out, const char *text, size_t length, bool from_1904);

#endif
