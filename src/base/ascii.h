/*
 * ascii.h: names in which the case of ASCII letters makes no difference, in every locale.
 */
#ifndef FB_BASE_ASCII_H
#define FB_BASE_ASCII_H

/* As strcmp, with 'A' to 'Z' taken for 'a' to 'z'. */
int fb_ascii_compare(const char *left, const char *right);

#endif
