/*
 * nearest.h: the name that was probably meant.
 */
#ifndef FB_BASE_NEAREST_H
#define FB_BASE_NEAREST_H

#include <stddef.h>

/*
 * Returns the name nearest to `word`, counted in characters inserted, left out or replaced, or NULL
 * if none is near. A name is near if at most a third of the longer one differs, or one character,
 * or if it begins with the word (数量 for 数量指标), of two characters at least. Of equally near
 * names the first is returned. Words of more than 64 characters are near to nothing.
 */
const char *fb_nearest(const char *word, const char *const *names, size_t count);

#endif
