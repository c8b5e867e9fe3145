/*
 * progress.h: how fast a run is and how long it has still to go, for a terminal or a log.
 */
#ifndef FB_BATCH_PROGRESS_H
#define FB_BATCH_PROGRESS_H

#include "base/buffer.h"
#include "batch/run.h"

#include <stdint.h>

/* Milliseconds of a clock that only ever goes forward. */
struct fb_progress {
    int64_t begun;
    int64_t told; /* when it was last told */
};

/* The clock. */
int64_t fb_progress_clock(void);

/* Begins at a moment, which counts as told: a short run tells nothing. */
void fb_progress_begin(struct fb_progress *progress, int64_t now);

/* True, and the moment is remembered, if so many milliseconds have passed since it was told. */
bool fb_progress_due(struct fb_progress *progress, int64_t now, int64_t every);

/* Appends how far the binding of volumes is, likewise. */
void fb_progress_append_binding(struct fb_buffer *out, const struct fb_binding_progress *binding);

/* Appends one line, without a line feed, in the user's language. `left` is in records. */
void fb_progress_append(struct fb_buffer *out, const struct fb_progress *progress, int64_t now,
                        const struct fb_batch_tally *tally, size_t left);

#endif
