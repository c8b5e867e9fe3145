/*
 * batch_join.h: fubiao batch --join.
 */
#ifndef FB_CLI_BATCH_JOIN_H
#define FB_CLI_BATCH_JOIN_H

#include "cli/exit_status.h"
#include "cli/options.h"

/* Joins the parts of a run, and tells of the whole. */
enum fb_exit fb_batch_join_run(const struct fb_arguments *arguments);

#endif
