/*
 * batch_reports.h: the files that tell of a batch: --report and --index.
 */
#ifndef FB_CLI_BATCH_REPORTS_H
#define FB_CLI_BATCH_REPORTS_H

#include "batch/run.h"
#include "cli/exit_status.h"
#include "cli/options.h"

/* Looks whether the files' extensions are known; false, and a message, if one is not. */
bool fb_batch_reports_check(const struct fb_arguments *arguments);

/*
 * Writes the files that the options name, from the state as it is after the run. `sink` has what is
 * wrong with the run itself. What cannot be written is printed.
 */
enum fb_exit fb_batch_reports_write(const struct fb_arguments *arguments,
                                    const struct fb_batch_setup *setup,
                                    const struct fb_batch_sources *sources,
                                    const struct fb_batch_tally *tally,
                                    struct fb_diagnostics *sink);

#endif
