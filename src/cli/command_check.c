/*
 * command_check.c: fubiao check.
 */
#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/session.h"
#include "cli/terminal.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const struct fb_option OPTIONS[] = {
    FB_OPTION_TEMPLATE,
    {0, "format", "text|json", N_("print text to standard error, or JSON to standard output"),
     offsetof(struct fb_arguments, format)},
    FB_OPTION_STRICT,
    FB_OPTION_HELP,
    {0},
};

enum report { REPORT_TEXT, REPORT_JSON };

static bool parse_report(enum report *out, const char *name)
{
    if (name == NULL || strcmp(name, "text") == 0)
        *out = REPORT_TEXT;
    else if (strcmp(name, "json") == 0)
        *out = REPORT_JSON;
    else
        return false;
    return true;
}

/* Appends a string as JSON; null if it is not UTF-8. */
static void append_json_string(struct fb_buffer *out, const char *string)
{
    json_t *value = json_string(string);
    char *text = json_dumps(value, JSON_ENCODE_ANY);

    fb_buffer_append_string(out, text != NULL ? text : "null");
    free(text);
    json_decref(value);
}

/* Prints an object for one record; `index` is its place in the array. */
static enum fb_exit print_json(struct fb_diagnostics *sink, const char *record, size_t index)
{
    struct fb_buffer text;
    enum fb_exit result = FB_EXIT_SYSTEM;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_append_string(&text, index > 0 ? ",\n{\"record\": " : "{\"record\": ");
    append_json_string(&text, record);
    fb_buffer_append_format(&text, ", \"errors\": %zu, \"warnings\": %zu, \"diagnostics\": ",
                            fb_diagnostics_count(sink, FB_ERROR),
                            fb_diagnostics_count(sink, FB_WARNING));
    fb_diagnostics_print_json(sink, &text);
    fb_buffer_append_char(&text, '}');
    if (text.status == FB_OK)
        result = fb_terminal_print_buffer(&text);
    else
        fb_session_out_of_memory(record);
    fb_buffer_release(&text);
    return result;
}

static enum fb_exit print_text(struct fb_diagnostics *sink, const char *record)
{
    fb_session_show(sink);
    fb_terminal_progress(_("%s: errors: %zu, warnings: %zu"), record,
                         fb_diagnostics_count(sink, FB_ERROR),
                         fb_diagnostics_count(sink, FB_WARNING));
    return FB_EXIT_DONE;
}

/* Checks record `index` of the operands. */
static enum fb_exit check_record(struct fb_context *context, const struct fb_arguments *arguments,
                                 enum report report, size_t index)
{
    const char *record = arguments->operands[index];
    struct fb_diagnostics *sink;
    struct fb_job *job;
    enum fb_exit result;
    fb_status status;

    if (fb_job_new(&job, context, arguments->template_name) != FB_OK)
        return fb_session_out_of_memory(record);
    sink = fb_job_diagnostics(job);
    status = fb_job_read(job, record);
    if (status == FB_OK)
        status = fb_job_check(job);
    result = report == REPORT_JSON ? print_json(sink, record, index) : print_text(sink, record);
    result = fb_exit_worse(result, fb_session_judge(status, sink, record, arguments->strict));
    fb_job_free(job);
    return result;
}

static enum fb_exit check_all(struct fb_context *context, const struct fb_arguments *arguments,
                              enum report report)
{
    enum fb_exit result = FB_EXIT_DONE;

    if (report == REPORT_JSON)
        result = fb_terminal_print("[\n");
    for (size_t i = 0; i < arguments->operand_count; i++)
        result = fb_exit_worse(result, check_record(context, arguments, report, i));
    if (report == REPORT_JSON)
        result = fb_exit_worse(result, fb_terminal_print("\n]\n"));
    return result;
}

static enum fb_exit run(const struct fb_arguments *arguments)
{
    struct fb_context *context;
    enum report report;
    enum fb_exit result;

    if (!parse_report(&report, arguments->format)) {
        fb_terminal_error(_("unknown format '%s'; there are text and json"), arguments->format);
        return FB_EXIT_USAGE;
    }
    result = fb_session_open(&context);
    if (context == NULL)
        return result;
    result = fb_exit_worse(result, check_all(context, arguments, report));
    fb_context_free(context);
    return result;
}

const struct fb_command fb_command_check = {
    .name = "check",
    .synopsis = "[-t TEMPLATE] [--format text|json] [--strict] RECORD...",
    .summary = N_("say what is wrong with records"),
    .details =
        N_("Goes through all that 'render' does but writes nothing. Each finding says where it\n"
           "is, what was found, what was expected and how to put it right. JSON is an array\n"
           "with one object for each record. '-' reads a record from standard input."),
    .options = OPTIONS,
    .least_operands = 1,
    .run = run,
};
