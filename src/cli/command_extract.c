/*
 * command_extract.c: fubiao extract.
 */
#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/output_plan.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "job/extraction.h"

#include <stdlib.h>
#include <string.h>

/* What the file of a record was is kept under its name and this. */
#define KEPT ".bak"

static const struct fb_option OPTIONS[] = {
    {'o', "output", "RECORD", N_("write the record into this file, not to standard output"),
     offsetof(struct fb_arguments, output)},
    {0, "into", "RECORD", N_("put what was edited into this file; what it was becomes RECORD.bak"),
     offsetof(struct fb_arguments, into)},
    FB_OPTION_STRICT,
    FB_OPTION_HELP,
    {0},
};

static enum fb_exit extract_record(const struct fb_arguments *arguments,
                                   struct fb_diagnostics *sink)
{
    const char *docx = arguments->operands[0];
    const char *output = arguments->output != NULL ? arguments->output : FB_STANDARD_OUTPUT;
    struct fb_buffer record;
    enum fb_exit result;
    fb_status status;

    fb_buffer_init(&record, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_extraction_record(&record, docx, sink);
    fb_session_show(sink);
    result = fb_session_judge(status, sink, docx, arguments->strict);
    if (status == FB_OK)
        result = fb_exit_worse(result, fb_session_write(output, &record));
    fb_buffer_release(&record);
    return result;
}

/* Keeps what a file was, and then replaces it; nothing is written if nothing changes. */
static enum fb_exit replace(const char *path, const struct fb_buffer *old,
                            const struct fb_buffer *merged)
{
    size_t length = strlen(path) + sizeof KEPT;
    char *kept;
    enum fb_exit result;

    if (old->length == merged->length && memcmp(old->data, merged->data, old->length) == 0) {
        fb_terminal_progress(_("nothing to change: %s"), path);
        return FB_EXIT_DONE;
    }
    kept = malloc(length);
    if (kept == NULL)
        return fb_session_out_of_memory(path);
    memcpy(kept, path, strlen(path));
    memcpy(kept + strlen(path), KEPT, sizeof KEPT);
    result = fb_session_write(kept, old);
    if (result == FB_EXIT_DONE)
        result = fb_session_write(path, merged);
    free(kept);
    return result;
}

static enum fb_exit merge_record(const struct fb_arguments *arguments, struct fb_diagnostics *sink)
{
    struct fb_buffer merged, old;
    enum fb_exit result;
    fb_status status;

    fb_buffer_init(&merged, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&old, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_extraction_merge(&merged, &old, arguments->operands[0], arguments->into, sink);
    fb_session_show(sink);
    result = fb_session_judge(status, sink, arguments->operands[0], arguments->strict);
    if (status == FB_OK)
        result = fb_exit_worse(result, replace(arguments->into, &old, &merged));
    fb_buffer_release(&merged);
    fb_buffer_release(&old);
    return result;
}

/* Returns true if the options can be met; else appends why not. */
static bool accept(const struct fb_arguments *arguments, struct fb_buffer *error)
{
    if (arguments->into != NULL && arguments->output != NULL)
        fb_buffer_append_string(error, _("-o and --into cannot both be given"));
    else if (arguments->into != NULL && strcmp(arguments->into, FB_STANDARD_OUTPUT) == 0)
        fb_buffer_append_string(error, _("--into needs the name of a file"));
    else if (arguments->output != NULL)
        return fb_output_accept_file(arguments->output, arguments->operands[0], error) == FB_OK;
    return error->length == 0;
}

static enum fb_exit extract(const struct fb_arguments *arguments)
{
    struct fb_diagnostics *sink;
    enum fb_exit result;

    if (fb_diagnostics_new(&sink) != FB_OK)
        return fb_session_out_of_memory("");
    result =
        arguments->into != NULL ? merge_record(arguments, sink) : extract_record(arguments, sink);
    fb_diagnostics_free(sink);
    return result;
}

static enum fb_exit run(const struct fb_arguments *arguments)
{
    enum { ERROR_LIMIT = 64 << 10 };
    struct fb_buffer error;
    enum fb_exit result = FB_EXIT_USAGE;

    fb_buffer_init(&error, ERROR_LIMIT);
    if (accept(arguments, &error))
        result = extract(arguments);
    else
        fb_terminal_error("%s", error.data);
    fb_buffer_release(&error);
    return result;
}

const struct fb_command fb_command_extract = {
    .name = "extract",
    .synopsis = "[-o RECORD] [--into RECORD] [--strict] DOCX",
    .summary = N_("read the record back from a DOCX that was edited"),
    .details =
        N_("A DOCX that 'render' made and that was edited in Word, WPS or LibreOffice gives its\n"
           "record back, as XML, and what was edited is told. With --into only the values and\n"
           "rows that were edited are changed in the record's file; if both were changed, in two\n"
           "ways, nothing is written. '-' reads the DOCX from standard input."),
    .options = OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
