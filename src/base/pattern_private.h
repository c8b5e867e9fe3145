/*
 * pattern_private.h: a pattern as steps, for those who write and who follow them.
 */
#ifndef FB_BASE_PATTERN_PRIVATE_H
#define FB_BASE_PATTERN_PRIVATE_H

#include "base/pattern.h"

#include <stdint.h>

enum fb_step_kind {
    FB_STEP_RANGE, /* takes a character that is one of the ranges, or none of them */
    FB_STEP_SPLIT, /* goes on at the next step and at another */
    FB_STEP_JUMP,  /* goes on at another step */
    FB_STEP_END,   /* the pattern is at its end */
};

struct fb_pattern_range {
    uint32_t from, to;
};

/* Other steps are counted from the step itself, so that a copy of steps is good as it is. */
struct fb_pattern_step {
    enum fb_step_kind kind;
    bool negated;
    const struct fb_pattern_range *ranges;
    size_t range_count;
    int other;
};

struct fb_pattern {
    const struct fb_pattern_step *steps;
    size_t count;
};

#endif
