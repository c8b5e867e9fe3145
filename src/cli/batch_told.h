/*
 * batch_told.h: what a batch says while it runs and when it ends.
 */
#ifndef FB_CLI_BATCH_TOLD_H
#define FB_CLI_BATCH_TOLD_H

#include "batch/run.h"
#include "cli/exit_status.h"

/* Prints what is wrong with a record: fb_batch_tell. */
void fb_batch_told_record(void *data, const struct fb_state_record *record, const char *text);

/* Prints how far the run is: fb_batch_tell_progress, whose data is a struct fb_progress. */
void fb_batch_told_progress(void *data, const struct fb_batch_tally *tally, size_t left);

/* Prints how far the binding of volumes is: fb_batch_tell_binding, with the same data. */
void fb_batch_told_binding(void *data, const struct fb_binding_progress *binding);

/* Prints how many records ended how. */
void fb_batch_told_summary(const struct fb_batch_tally *tally);

/* Returns the exit status that the records call for. */
enum fb_exit fb_batch_told_judge(const struct fb_batch_tally *tally, bool strict);

#endif
