/*
 * format.h: number formats of cells (ISO/IEC 29500-1, 18.8.30 and 18.8.31), as Excel shows them.
 *
 * Understood are sections and their conditions, digits, grouping, scaling, percent, exponents,
 * fractions, dates, times and elapsed times, texts, Chinese numerals ([DBNum1], [DBNum2]) and the
 * Chinese names of days and months. Colours are passed over; fill characters (*x) and the blanks of
 * a letter's width (_x) show as nothing and as one blank. The reader's language is Chinese, as for
 * formats that depend on it. A format that cannot be understood counts as General.
 */
#ifndef FB_SHEET_FORMAT_H
#define FB_SHEET_FORMAT_H

#include "base/arena.h"
#include "sheet/digits.h"
#include "sheet/sheet.h"

struct fb_format;

/* Compiles a format code, in the arena. */
FB_MUST_USE fb_status fb_format_compile(struct fb_format **out, struct fb_arena *arena,
                                        const char *code);

/* Returns the code of a built-in format as a Chinese Excel has it; NULL if there is none. */
const char *fb_format_builtin(unsigned id);

/*
 * Appends a number as shown, without blanks at its ends, and returns what it is: a number, a date,
 * or an error where an office shows "####" because it is no day. `from_1904`: days count from
 * 1904-01-01 rather than from 1900.
 */
enum fb_cell_kind fb_format_number(struct fb_buffer *out, const struct fb_format *format,
                                   const struct fb_digits *number, bool from_1904);

/* Appends a text as shown. */
void fb_format_text(struct fb_buffer *out, const struct fb_format *format, const char *text,
                    size_t length);

/* Returns true if numbers are shown just as fb_digits_print has them. */
bool fb_format_is_general(const struct fb_format *format);

#endif
