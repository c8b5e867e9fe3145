/*
 * command_check.c: fubiao check.
 */
#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "job/template_check.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const struct fb_option OPTIONS[] = {
    FB_OPTION_TEMPLATE,
    FB_OPTION_PARAMETER,
    FB_OPTION_MAPPING,
    FB_OPTION_ENCODING,
    {0, "format", "text|json", N_("print text to standard error, or JSON to standard output"),
     offsetof(struct fb_arguments, format)},
    {0, "no-layout", NULL, N_("check records without merging and laying them out"),
     offsetof(struct fb_arguments, no_layout)},
    {0, "coverage", NULL, N_("say which rules of the template these records do not try"),
     offsetof(struct fb_arguments, coverage)},
    FB_OPTION_PUBLIC,
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

/* A run of the command. */
struct check_run {
    const struct fb_arguments *arguments;
    struct fb_context *context;
    struct fb_coverage *coverage; /* or NULL */
    enum report report;
    size_t records;
    size_t counts[FB_ERROR + 1]; /* findings by level */
    size_t silenced;
};

static void count(struct check_run *run, const struct fb_diagnostics *sink)
{
    for (int level = FB_NOTE; level <= FB_ERROR; level++)
        run->counts[level] += fb_diagnostics_count(sink, (enum fb_level)level);
    run->silenced += fb_diagnostics_silenced(sink);
}

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
    fb_buffer_append_format(&text,
                            ", \"errors\": %zu, \"warnings\": %zu, \"notes\": %zu"
                            ", \"silenced\": %zu, \"diagnostics\": ",
                            fb_diagnostics_count(sink, FB_ERROR),
                            fb_diagnostics_count(sink, FB_WARNING),
                            fb_diagnostics_count(sink, FB_NOTE), fb_diagnostics_silenced(sink));
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
static enum fb_exit check_selected(struct check_run *run, struct fb_job *job, fb_status status,
                                   const struct checked *record)
{
    struct fb_diagnostics *sink = fb_job_diagnostics(job);
    enum fb_exit result;

    if (status == FB_OK)
        status = run->arguments->no_layout ? fb_job_check_record(job) : fb_job_check(job);
    run->records++;
    count(run, sink);
    result = run->report == REPORT_JSON ? print_json(sink, record) : print_text(sink, record);
    return fb_exit_worse(result,
                         fb_session_judge(status, sink, record->file, run->arguments->strict));
}

/* Checks the records of a file. */
static enum fb_exit check_file(struct check_run *run, const char *file)
{
    struct checked record = {.file = file, .first = run->records == 0};
    struct fb_job_options options = fb_job_options_plain(run->arguments);
    struct fb_job *job;
    enum fb_exit result;
    fb_status status;
    size_t records;

    options.coverage = run->coverage;
    job = fb_session_job(run->context, &options, file);
    if (job == NULL)
        return FB_EXIT_SYSTEM;
    status = fb_job_read(job, file);
    records = fb_job_record_count(job);
    record.number = records > 1;
    result = check_selected(run, job, status, &record);
    for (size_t i = 1; i < records; i++) {
        record.number = i + 1;
        record.first = false;
        status = fb_job_select(job, i);
        result = fb_exit_worse(result, check_selected(run, job, status, &record));
    }
    fb_job_free(job);
    return result;
}

/* Says how much was found in all records together. */
static enum fb_exit print_summary(const struct check_run *run)
{
    struct fb_buffer text;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_append_format(
        &text, _("records: %zu, errors: %zu, warnings: %zu, notes: %zu, silenced: %zu\n"),
        run->records, run->counts[FB_ERROR], run->counts[FB_WARNING], run->counts[FB_NOTE],
        run->silenced);
    fb_terminal_message(&text);
    fb_buffer_release(&text);
    return FB_EXIT_DONE;
}

static enum fb_exit check_records(struct check_run *run)
{
    enum fb_exit result = FB_EXIT_DONE;

    if (run->report == REPORT_JSON)
        result = fb_terminal_print("[\n");
    for (size_t i = 0; i < run->arguments->operand_count; i++)
        result = fb_exit_worse(result, check_file(run, run->arguments->operands[i]));
    return fb_exit_worse(result, run->report == REPORT_JSON ? fb_terminal_print("\n]\n")
                                                            : print_summary(run));
}

/* Prints what was found in a template, as of one record. */
static enum fb_exit print_template(const struct check_run *run, struct fb_diagnostics *sink)
{
    struct checked subject = {.file = run->arguments->template_name, .first = true};
    enum fb_exit result;

    if (run->report == REPORT_TEXT)
        return print_text(sink, &subject);
    result = fb_terminal_print("[\n");
    result = fb_exit_worse(result, print_json(sink, &subject));
    return fb_exit_worse(result, fb_terminal_print("\n]\n"));
}

/* Checks the template itself. */
static enum fb_exit check_template(const struct check_run *run)
{
    const char *name = run->arguments->template_name;
    struct fb_diagnostics *sink;
    enum fb_exit result = FB_EXIT_DONE;
    fb_status status;

    if (fb_diagnostics_new(&sink) != FB_OK)
        return fb_session_out_of_memory(name);
    status = fb_template_check(run->context, name, &run->arguments->settings, sink);
    result = print_template(run, sink);
    result = fb_exit_worse(result, fb_session_judge(status, sink, name, run->arguments->strict));
    fb_diagnostics_free(sink);
    return result;
}

/* Says on standard error which rules no record tried. */
static enum fb_exit print_coverage(const struct fb_coverage *coverage)
{
    struct fb_diagnostics *sink;

    if (fb_diagnostics_new(&sink) != FB_OK)
        return fb_session_out_of_memory("");
    fb_coverage_report(coverage, sink);
    fb_session_show(sink);
    fb_diagnostics_free(sink);
    return FB_EXIT_DONE;
}

static enum fb_exit check_all(struct check_run *run)
{
    enum fb_exit result;

    if (run->arguments->operand_count == 0)
        return check_template(run);
    if (run->arguments->coverage && fb_coverage_new(&run->coverage) != FB_OK)
        return fb_session_out_of_memory("");
    result = check_records(run);
    if (run->coverage != NULL)
        result = fb_exit_worse(result, print_coverage(run->coverage));
    fb_coverage_free(run->coverage);
    return result;
}

static enum fb_exit run(const struct fb_arguments *arguments)
{
    struct check_run run = {.arguments = arguments};
    enum fb_exit result;

    if (!parse_report(&run.report, arguments->format)) {
        fb_terminal_error(_("unknown format '%s'; there are text and json"), arguments->format);
        return FB_EXIT_USAGE;
    }
    if (arguments->operand_count == 0 && arguments->template_name == NULL) {
        fb_terminal_error("%s", _("nothing to check: name a record, or a template with -t"));
        return FB_EXIT_USAGE;
    }
    result = fb_session_open(&run.context);
    if (run.context == NULL)
        return result;
    result = fb_exit_worse(result, check_all(&run));
    fb_context_free(run.context);
    return result;
}

const struct fb_command fb_command_check = {
    .name = "check",
    .synopsis = "[-t TEMPLATE] [-p NAME=VALUE] [-m MAPPING] [--encoding NAME] [--format text|json] "
                "[--no-layout] [--coverage] "
                "[--public] [--strict] [RECORD...]",
    .summary = N_("say what is wrong with records or with a template"),
    .details =
        N_("Goes through all that 'render' does but writes nothing. Each finding says where it\n"
           "is, what was found, what was expected and how to put it right. JSON is an array\n"
           "with one object for each record. '-' reads a record from standard input. Without\n"
           "RECORD the template itself is checked."),
    .options = OPTIONS,
    .least_operands = 0,
    .run = run,
};
