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

/* One record while it is checked. */
struct checked {
    const char *file;
    size_t number; /* in its file, from 1; 0: the file is one record */
    bool first;    /* of all */
};

/* Prints an object for one record. */
static enum fb_exit print_json(struct fb_diagnostics *sink, const struct checked *record)
{
    struct fb_buffer text;
    enum fb_exit result = FB_EXIT_SYSTEM;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_append_string(&text, record->first ? "{\"record\": " : ",\n{\"record\": ");
    append_json_string(&text, record->file);
    if (record->number > 0)
        fb_buffer_append_format(&text, ", \"number\": %zu", record->number);
    fb_buffer_append_format(&text, ", \"errors\": %zu, \"warnings\": %zu, \"diagnostics\": ",
                            fb_diagnostics_count(sink, FB_ERROR),
                            fb_diagnostics_count(sink, FB_WARNING));
    fb_diagnostics_print_json(sink, &text);
    fb_buffer_append_char(&text, '}');
    if (text.status == FB_OK)
        result = fb_terminal_print_buffer(&text);
    else
        fb_session_out_of_memory(record->file);
    fb_buffer_release(&text);
    return result;
}

static enum fb_exit print_text(struct fb_diagnostics *sink, const struct checked *record)
{
    size_t errors = fb_diagnostics_count(sink, FB_ERROR);
    size_t warnings = fb_diagnostics_count(sink, FB_WARNING);

    fb_session_show(sink);
    if (record->number > 0)
        fb_terminal_progress(_("%s, record %zu: errors: %zu, warnings: %zu"), record->file,
                             record->number, errors, warnings);
    else
        fb_terminal_progress(_("%s: errors: %zu, warnings: %zu"), record->file, errors, warnings);
    return FB_EXIT_DONE;
}

/* Checks the record that a job is at. */
static enum fb_exit check_selected(struct fb_job *job, fb_status status, enum report report,
                                   const struct checked *record, bool strict)
{
    struct fb_diagnostics *sink = fb_job_diagnostics(job);
    enum fb_exit result;

    if (status == FB_OK)
        status = fb_job_check(job);
    result = report == REPORT_JSON ? print_json(sink, record) : print_text(sink, record);
    return fb_exit_worse(result, fb_session_judge(status, sink, record->file, strict));
}

/* Checks the records of a file. */
static enum fb_exit check_file(struct fb_context *context, const struct fb_arguments *arguments,
                               enum report report, size_t index)
{
    struct checked record = {.file = arguments->operands[index], .first = index == 0};
    enum fb_exit result;
    struct fb_job *job;
    fb_status status;
    size_t count;

    if (fb_job_new(&job, context, arguments->template_name) != FB_OK)
        return fb_session_out_of_memory(record.file);
    status = fb_job_read(job, record.file);
    count = fb_job_record_count(job);
    record.number = count > 1;
    result = check_selected(job, status, report, &record, arguments->strict);
    for (size_t i = 1; i < count; i++) {
        record.number = i + 1;
        record.first = false;
        status = fb_job_select(job, i);
        result =
            fb_exit_worse(result, check_selected(job, status, report, &record, arguments->strict));
    }
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
        result = fb_exit_worse(result, check_file(context, arguments, report, i));
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
