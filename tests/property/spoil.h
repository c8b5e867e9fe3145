/*
 * spoil.h: faults put into pages, to see that the looking at them finds each.
 */
#ifndef FB_TESTS_SPOIL_H
#define FB_TESTS_SPOIL_H

#include "trial.h"

/* A fault, and the properties of which it breaks one. */
struct spoiler {
    const char *name;
    /* Changes a copy of the pages, at a place that the seed chooses; false if there is none. */
    bool (*spoil)(struct fb_pages *pages, struct fb_arena *arena, const struct fb_doc *doc,
                  uint64_t seed);
    const char *properties; /* divided by blanks */
    /* A few times it cannot be found: beside rows without text, pages do not tell what is cut. */
    bool may_escape;
};

/* All faults; the last has no name. */
extern const struct spoiler SPOILERS[];

#endif
