/*
 * pattern.h: what a text as a whole has to look like.
 *
 * A pattern is made of characters that stand for themselves and of
 *
 *     .        any character                [ab一-九]  one of these, or of a range
 *     [^ab]    any character but these      (甲|乙丙)  one of these
 *     x? x* x+ not or once, any number of times, once or more
 *     x{3} x{2,} x{2,5}                     so many times (at most 100)
 *     \        before a character of these: the character itself
 *
 * This is the common part of POSIX extended and XML Schema regular expressions, but in characters
 * of UTF-8 and without a locale. The time to match grows with the text times the pattern, whatever
 * they are, for no way is tried twice.
 */
#ifndef FB_BASE_PATTERN_H
#define FB_BASE_PATTERN_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* The most steps of a pattern, repetitions written out. */
enum { FB_PATTERN_LIMIT = 2000 };

struct fb_pattern;

/*
 * Compiles a pattern, UTF-8. FB_ERR_INPUT if it is none or takes more than FB_PATTERN_LIMIT steps;
 * `*offset` is then the byte where that is seen.
 */
FB_MUST_USE fb_status fb_pattern_new(const struct fb_pattern **out, struct fb_arena *arena,
                                     const char *text, size_t *offset);

/* Sets `*out` to whether all of a text, UTF-8, is as the pattern says. */
FB_MUST_USE fb_status fb_pattern_match(bool *out, struct fb_arena *arena,
                                       const struct fb_pattern *pattern, const char *text,
                                       size_t length);

#endif
