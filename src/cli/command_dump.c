/*
 * command_dump.c: fubiao dump.
 */
#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/session.h"
#include "cli/terminal.h"

static const struct fb_option OPTIONS[] = {
    FB_OPTION_TEMPLATE,
    FB_OPTION_PARAMETER,
    FB_OPTION_MAPPING,
    FB_OPTION_ENCODING,
    FB_OPTION_STRICT,
    FB_OPTION_HELP,
    {0},
};

/* Dumps the record that a job is at. */
static enum fb_exit dump_selected(struct fb_job *job, fb_status status, enum fb_stage stage,
                                  const char *record, bool strict)
{
    struct fb_buffer text;
    enum fb_exit result = FB_EXIT_DONE;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    if (status == FB_OK)
        status = fb_job_dump(job, stage, &text);
    if (status == FB_OK)
        result = fb_terminal_print_buffer(&text);
    fb_buffer_release(&text);
    fb_session_show(fb_job_diagnostics(job));
    return fb_exit_worse(result, fb_session_judge(status, fb_job_diagnostics(job), record, strict));
}

/* Dumps the records of a file one after the other. */
static enum fb_exit dump_job(struct fb_job *job, enum fb_stage stage, const char *record,
                             bool strict)
{
    fb_status status = fb_job_read(job, record);
    enum fb_exit result = dump_selected(job, status, stage, record, strict);

    for (size_t i = 1; i < fb_job_record_count(job); i++)
        result =
            fb_exit_worse(result, dump_selected(job, fb_job_select(job, i), stage, record, strict));
    return result;
}

static enum fb_exit dump_record(const struct fb_arguments *arguments, enum fb_stage stage)
{
    const char *record = arguments->operands[1];
    struct fb_job_options options = fb_job_options_plain(arguments);
    struct fb_context *context;
    struct fb_job *job;
    enum fb_exit result = fb_session_open(&context);

    if (context == NULL)
        return result;
    job = fb_session_job(context, &options, record);
    result = fb_exit_worse(result, job != NULL ? dump_job(job, stage, record, arguments->strict)
                                               : FB_EXIT_SYSTEM);
    fb_job_free(job);
    fb_context_free(context);
    return result;
}

static enum fb_exit run(const struct fb_arguments *arguments)
{
    enum fb_stage stage;

    if (!fb_stage_parse(&stage, arguments->operands[0])) {
        fb_terminal_error(_("unknown stage '%s'; there are record, template, doc and pages"),
                          arguments->operands[0]);
        return FB_EXIT_USAGE;
    }
    return dump_record(arguments, stage);
}

const struct fb_command fb_command_dump = {
    .name = "dump",
    .synopsis = "record|template|doc|pages [-t TEMPLATE] [-p NAME=VALUE] [-m MAPPING] [--encoding "
                "NAME] [--strict] RECORD",
    .summary = N_("show a stage of the work as text"),
    .details =
        N_("The stages are the record as it was read, its template, the resolved document and\n"
           "the pages with all positions. '-' reads the record from standard input."),
    .options = OPTIONS,
    .least_operands = 2,
    .most_operands = 2,
    .run = run,
};
