/*
 * session.h: what the commands share: a context, and how a job's end becomes messages and a status.
 */
#ifndef FB_CLI_SESSION_H
#define FB_CLI_SESSION_H

#include "base/buffer.h"
#include "cli/exit_status.h"
#include "cli/job_options.h"
#include "job/context.h"
#include "job/job.h"

/* Makes a context. What prevents it is printed, and then `*out` is NULL. */
enum fb_exit fb_session_open(struct fb_context **out);

/* Makes a job for a file; NULL, and it is printed, if there is no memory. */
struct fb_job *fb_session_job(struct fb_context *context, const struct fb_job_options *options,
                              const char *file);

/* Prints all diagnostics of a sink to standard error. */
void fb_session_show(struct fb_diagnostics *sink);

/*
 * Returns the exit status of a finished job or part of one: that of `status`, of errors that were
 * reported, or with `strict` of warnings. A failure that no diagnostic tells is printed, with
 * `subject` (a file, a template) at its head.
 */
enum fb_exit fb_session_judge(fb_status status, const struct fb_diagnostics *sink,
                              const char *subject, bool strict);

/* Writes a file, or to standard output if the path is FB_STANDARD_OUTPUT; a failure is printed. */
enum fb_exit fb_session_write(const char *path, const struct fb_buffer *bytes);

/* Says that a file or a folder cannot be written, for the reason that errno gives. */
enum fb_exit fb_session_write_failed(const char *path);

/* Says that memory is used up, with the subject if it is not "". */
enum fb_exit fb_session_out_of_memory(const char *subject);

#endif
