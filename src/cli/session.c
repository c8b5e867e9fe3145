#include "cli/session.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/system_error.h"
#include "cli/output_plan.h"
#include "cli/terminal.h"

#include <errno.h>
#include <string.h>

/* SOURCE_DATE_EPOCH and the like belong to how the program was called. */
static enum fb_exit surroundings_exit(fb_status status)
{
    return status == FB_ERR_INPUT ? FB_EXIT_USAGE : fb_exit_of(status);
}

enum fb_exit fb_session_open(struct fb_context **out)
{
    struct fb_diagnostics *sink;
    enum fb_exit result;
    fb_status status;

    *out = NULL;
    if (fb_diagnostics_new(&sink) != FB_OK)
        return fb_session_out_of_memory("");
    status = fb_context_new(out, NULL, sink);
    fb_session_show(sink);
    result = fb_exit_worse(fb_session_judge(status, sink, "", false), surroundings_exit(status));
    fb_diagnostics_free(sink);
    return result;
}

struct fb_job *fb_session_job(struct fb_context *context, const struct fb_job_options *options,
                              const char *file)
{
    struct fb_job *job;

    if (fb_job_new(&job, context, options) == FB_OK)
        return job;
    fb_session_out_of_memory(file);
    return NULL;
}

void fb_session_show(struct fb_diagnostics *sink)
{
    struct fb_buffer text;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_diagnostics_print(sink, &text, fb_terminal_colour());
    fb_terminal_message(&text);
    fb_buffer_release(&text);
}

/* Prints a message with the subject, if it is not "", at its head. */
static void complain(const char *subject, const char *message)
{
    fb_terminal_error("%s%s%s", subject, subject[0] != '\0' ? ": " : "", message);
}

enum fb_exit fb_session_out_of_memory(const char *subject)
{
    complain(subject, _("memory, or a limit on it, is used up"));
    return FB_EXIT_SYSTEM;
}

/* Says what a status means that no diagnostic explains. */
static void explain(fb_status status, const char *subject)
{
    if (status == FB_ERR_NOMEM)
        fb_session_out_of_memory(subject);
    else
        complain(subject, _("this is a fault of fubiao; please report it with the record"));
}

enum fb_exit fb_session_judge(fb_status status, const struct fb_diagnostics *sink,
                              const char *subject, bool strict)
{
    bool explained = fb_diagnostics_count(sink, FB_ERROR) > 0;

    if (status == FB_ERR_NOMEM || status == FB_ERR_INTERNAL || (status != FB_OK && !explained))
        explain(status, subject);
    if (status == FB_OK && explained)
        return FB_EXIT_INPUT;
    if (status == FB_OK && strict && fb_diagnostics_count(sink, FB_WARNING) > 0)
        return FB_EXIT_WARNINGS;
    return fb_exit_of(status);
}

enum fb_exit fb_session_write_failed(const char *path)
{
    fb_terminal_error(_("cannot write '%s': %s"), path, fb_system_error(errno));
    return FB_EXIT_SYSTEM;
}

enum fb_exit fb_session_write(const char *path, const struct fb_buffer *bytes)
{
    if (strcmp(path, FB_STANDARD_OUTPUT) == 0)
        return fb_terminal_print_buffer(bytes);
    if (fb_file_write(path, bytes->data, bytes->length) != FB_OK)
        return fb_session_write_failed(path);
    fb_terminal_progress(_("written: %s"), path);
    return FB_EXIT_DONE;
}
