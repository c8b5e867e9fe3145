/*
 * numbering.h: the number that a paragraph begins with: 一、（一）1. ①
 */
#ifndef FB_TEXT_NUMBERING_H
#define FB_TEXT_NUMBERING_H

#include <stddef.h>

/*
 * Returns how many bytes of the text are its number, with the mark that ends it and spaces after
 * it; 0 if it begins with none. The forms are those of GB/T 9704-2012, 7.3.3 (一、（一）1.（1）)
 * and their usual variants: 1、 1） (1) ① ⑴.
 */
size_t fb_numbering_length(const char *text, size_t length);

#endif
