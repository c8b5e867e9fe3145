/*
 * job_options.h: what the command line says of how jobs work.
 */
#ifndef FB_CLI_JOB_OPTIONS_H
#define FB_CLI_JOB_OPTIONS_H

#include "cli/options.h"
#include "job/options.h"

/* All but the kind of PDF and the fonts of a DOCX. The strings are borrowed. */
struct fb_job_options fb_job_options_plain(const struct fb_arguments *arguments);

/*
 * All of it. What is not said is as all zero. The strings are borrowed.
 * FB_ERR_INPUT, and one line appended to `error` (translated, without a line feed), if there is no
 * such kind of PDF, or of fonts.
 */
FB_MUST_USE fb_status fb_job_options_read(struct fb_job_options *out,
                                          const struct fb_arguments *arguments,
                                          struct fb_buffer *error);

#endif
