/*
 * words.h: the words that balanced lines keep whole (struct fb_style, words).
 *
 * Two lines of 服务对象满意度指标 are 服务对象 / 满意度指标, not 服务对象满 / 意度指标. Chinese
 * writes no blanks between words, so a template lists those of its labels.
 */
#ifndef FB_TEXT_WORDS_H
#define FB_TEXT_WORDS_H

#include <stddef.h>

/*
 * Returns the bytes of the longest word of a list, divided by white space, that a text of `length`
 * bytes begins with; 0 if it begins with none. `words` may be NULL.
 */
size_t fb_words_match(const char *words, const char *text, size_t length);

#endif
