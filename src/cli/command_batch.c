/*
 * command_batch.c: fubiao batch.
 */
#include "base/i18n.h"
#include "batch/pattern.h"
#include "batch/progress.h"
#include "batch/run.h"
#include "cli/batch_config.h"
#include "cli/batch_config_values.h"
#include "cli/batch_join.h"
#include "cli/batch_reports.h"
#include "cli/batch_told.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/session.h"
#include "cli/terminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct fb_option OPTIONS[] = {
    {0, "config", "FILE.xml", N_("take sources and options from this file as well"),
     offsetof(struct fb_arguments, config)},
    FB_OPTION_TEMPLATE,
    FB_OPTION_PARAMETER,
    FB_OPTION_MAPPING,
    FB_OPTION_ENCODING,
    {'f', "format", "pdf,docx", N_("write these outputs; both, if not given"),
     offsetof(struct fb_arguments, format)},
    {'o', "output", "DIR", N_("write into this folder"), offsetof(struct fb_arguments, output)},
    {'j', "jobs", "N", N_("work in so many processes; one for each processor, if not given"),
     offsetof(struct fb_arguments, jobs)},
    {0, "name", "PATTERN", N_("name documents so, as in {主管部门}/{项目名称}.{格式}"),
     offsetof(struct fb_arguments, name)},
    {0, "department", "FIELD", N_("count by this field; 主管部门, if not given"),
     offsetof(struct fb_arguments, department)},
    {0, "merge", "FIELD", N_("bind the records of each value of this field into one PDF"),
     offsetof(struct fb_arguments, merge)},
    {0, "merge-pages", "N", N_("begin another volume after so many pages; 1000, if not given"),
     offsetof(struct fb_arguments, merge_pages)},
    {0, "timeout", "SECONDS", N_("give up a record after so long; 60, if not given"),
     offsetof(struct fb_arguments, timeout)},
    {0, "memory", "MB", N_("memory that one process may take; 2048, if not given"),
     offsetof(struct fb_arguments, memory)},
    {0, "shard", "K/N", N_("make only the records of part K of N"),
     offsetof(struct fb_arguments, shard)},
    {0, "join", NULL, N_("join the parts that --shard made, in the output folder or other folders"),
     offsetof(struct fb_arguments, join)},
    {0, "report", "FILE", N_("tell of the run in this .html or .json; may be given again"),
     offsetof(struct fb_arguments, reports)},
    {0, "index", "FILE.xlsx", N_("list all records in a workbook, with links"),
     offsetof(struct fb_arguments, index)},
    {0, "force", NULL, N_("make all documents anew, and replace files of others"),
     offsetof(struct fb_arguments, force)},
    {0, "prune", NULL, N_("take away the documents of records that are gone"),
     offsetof(struct fb_arguments, prune)},
    FB_OPTION_PDF,
    FB_OPTION_DOCX_FONTS,
    FB_OPTION_DOCX_PROTECT,
    FB_OPTION_PUBLIC,
    FB_OPTION_STRICT,
    FB_OPTION_HELP,
    {0},
};

enum {
    SECONDS_DEFAULT = 60,
    MEGABYTES_DEFAULT = 2048,
    VOLUME_PAGES_DEFAULT = 1000,
    NUMBER_MOST = 1000000
};

/* Set by the first SIGINT or SIGTERM; the second ends the program as usual. */
static volatile sig_atomic_t stopped;

static void stop(int number)
{
    (void)number;
    stopped = 1;
}

/* A file that passes a limit of the shell's (ulimit -f) is a file that cannot be written. */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = stop, .sa_flags = (int)SA_RESETHAND};
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    (void)sigaction(SIGXFSZ, &ignore, NULL);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
}

/* Reads a whole number from `least` on; false, and a message, if it is none. */
static bool read_number(size_t *out, const char *option, const char *text, size_t least)
{
    char *end;
    unsigned long number;

    if (text == NULL)
        return true;
    number = strtoul(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || number < least || number > NUMBER_MOST) {
        fb_terminal_error(_("--%s is '%s', not a number from %zu to %d"), option, text, least,
                          NUMBER_MOST);
        return false;
    }
    *out = number;
    return true;
}

/* Reads "K/N" with K from 1 to N. */
static bool read_shard(struct fb_batch_setup *setup, const char *text)
{
    char *slash, *end = NULL;
    unsigned long part, parts = 0;

    setup->shards = 1;
    if (text == NULL)
        return true;
    part = strtoul(text, &slash, 10);
    if (*slash == '/')
        parts = strtoul(slash + 1, &end, 10);
    if (parts == 0 || *end != '\0' || part == 0 || part > parts || parts > NUMBER_MOST) {
        fb_terminal_error(_("--shard is '%s', not K/N with K from 1 to N, such as 2/8"), text);
        return false;
    }
    setup->shard = part - 1;
    setup->shards = parts;
    return true;
}

static bool read_pattern(const char *pattern)
{
    size_t offset;

    if (pattern == NULL || fb_pattern_check(pattern, &offset) == FB_PATTERN_GOOD)
        return true;
    fb_terminal_error(_("--name '%s' goes wrong at byte %zu; a pattern is a path below the output "
                        "folder that ends with .{格式}, as in {主管部门}/{项目名称}.{格式}"),
                      pattern, offset + 1);
    return false;
}

/* A field is named by a path of elements. */
static bool check_field(const char *option, const char *field)
{
    if (field == NULL || fb_config_is_field(field))
        return true;
    fb_terminal_error(_("--%s '%s' names no field, such as 主管部门 or 资金/总额"), option, field);
    return false;
}

static bool check_fields(const struct fb_arguments *arguments)
{
    if (arguments->merge_pages != NULL && arguments->merge == NULL) {
        fb_terminal_error(_("--merge-pages says how volumes are divided, and none are made "
                            "without --merge"));
        return false;
    }
    return check_field("merge", arguments->merge) &&
           check_field("department", arguments->department);
}

static bool read_outputs(struct fb_work_setup *work, const struct fb_arguments *arguments)
{
    enum { ERROR_LIMIT = 64 << 10 };
    struct fb_buffer error;
    fb_status status;

    work->outputs = FB_OUTPUT_ALL;
    if (arguments->format != NULL && !fb_output_parse(&work->outputs, arguments->format)) {
        fb_terminal_error(_("unknown output in '%s'; there are pdf and docx"), arguments->format);
        return false;
    }
    fb_buffer_init(&error, ERROR_LIMIT);
    status = fb_job_options_read(&work->job, arguments, &error);
    if (status == FB_ERR_INPUT)
        fb_terminal_error("%s", error.data);
    fb_buffer_release(&error);
    return status == FB_OK;
}

/* Reads the command line; false, and a message, if something in it cannot be. */
static bool read_setup(struct fb_batch_setup *setup, const struct fb_arguments *arguments)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t megabytes = MEGABYTES_DEFAULT;

    *setup = (struct fb_batch_setup){
        .output = arguments->output,
        .workers = processors > 0 ? (size_t)processors : 1,
        .seconds = SECONDS_DEFAULT,
        .force = arguments->force,
        .prune = arguments->prune,
        .stop = &stopped,
        .work = {.pattern = arguments->name,
                 .merge = arguments->merge,
                 .volume_pages = VOLUME_PAGES_DEFAULT,
                 .department = arguments->department != NULL ? arguments->department : "主管部门"},
    };
    if (setup->output == NULL) {
        fb_terminal_error(_("the output folder is missing; name it with -o"));
        return false;
    }
    if (!read_number(&setup->workers, "jobs", arguments->jobs, 1) ||
        !read_number(&setup->seconds, "timeout", arguments->timeout, 1) ||
        !read_number(&megabytes, "memory", arguments->memory, 64) ||
        !read_number(&setup->work.volume_pages, "merge-pages", arguments->merge_pages, 1) ||
        !check_fields(arguments) || !fb_batch_reports_check(arguments) ||
        !read_shard(setup, arguments->shard) || !read_pattern(arguments->name) ||
        !read_outputs(&setup->work, arguments))
        return false;
    setup->memory = megabytes << 20;
    if (setup->workers > FB_POOL_WORKERS)
        setup->workers = FB_POOL_WORKERS;
    return true;
}

/* Where a source is not there, as after a mount that failed, its records have not vanished. */
static void spare(struct fb_batch_setup *setup, const struct fb_diagnostics *sink)
{
    bool missing =
        fb_diagnostics_count(sink, FB_ERROR) + fb_diagnostics_count(sink, FB_WARNING) > 0;

    if (!missing || !setup->prune)
        return;
    fb_terminal_note(_("not all sources are there: nothing is taken away"));
    setup->prune = false;
}

/* Collects the sources and makes what is to be made. */
static enum fb_exit run_batch(struct fb_batch_setup *setup, const struct fb_arguments *arguments,
                              struct fb_arena *arena, struct fb_diagnostics *sink)
{
    struct fb_batch_sources sources;
    struct fb_batch_tally tally = {0};
    fb_status collected, status;
    enum fb_exit result = FB_EXIT_DONE;

    collected = fb_batch_sources_collect(&sources, arena, arguments->operands,
                                         arguments->operand_count, setup->output, sink);
    status = collected == FB_ERR_INPUT ? FB_OK : collected;
    spare(setup, sink);
    if (status == FB_OK)
        status = fb_batch_run(&tally, setup, &sources, sink);
    fb_terminal_status("");
    if (status == FB_OK || tally.records > 0)
        result = fb_batch_reports_write(arguments, setup, &sources, &tally, sink);
    fb_session_show(sink);
    result =
        fb_exit_worse(result, fb_session_judge(status, sink, setup->output, arguments->strict));
    if (status == FB_OK || tally.records > 0)
        fb_batch_told_summary(&tally);
    return fb_exit_worse(result, fb_batch_told_judge(&tally, arguments->strict));
}

static enum fb_exit run_with_context(struct fb_batch_setup *setup,
                                     const struct fb_arguments *arguments)
{
    struct fb_diagnostics *sink = NULL;
    struct fb_arena *arena = NULL;
    enum fb_exit result;

    if (fb_arena_new(&arena, FB_ARENA_JOB_LIMIT) == FB_OK && fb_diagnostics_new(&sink) == FB_OK)
        result = run_batch(setup, arguments, arena, sink);
    else
        result = fb_session_out_of_memory("");
    fb_diagnostics_free(sink);
    fb_arena_free(arena);
    return result;
}

/* Sees whether the templates are there that a file of options gives to kinds of records. */
static enum fb_exit check_kinds(struct fb_context *context, const struct fb_batch_config *config)
{
    struct fb_diagnostics *sink;
    enum fb_exit result;
    fb_status status;

    if (fb_diagnostics_new(&sink) != FB_OK)
        return fb_session_out_of_memory("");
    status = fb_batch_config_check_kinds(config, context, sink);
    fb_session_show(sink);
    result = fb_session_judge(status, sink, "", false);
    fb_diagnostics_free(sink);
    return result;
}

/* Makes all. `config`, which may be NULL, says which kinds of records get which template. */
static enum fb_exit run_options(const struct fb_arguments *arguments,
                                const struct fb_batch_config *config)
{
    struct fb_batch_setup setup;
    struct fb_progress progress;
    enum fb_exit result, checked = FB_EXIT_DONE;

    if (arguments->join)
        return fb_batch_join_run(arguments);
    if (arguments->operand_count == 0) {
        fb_terminal_error(_("there is no source; name files, folders or a file with --config"));
        return FB_EXIT_USAGE;
    }
    if (!read_setup(&setup, arguments))
        return FB_EXIT_USAGE;
    result = fb_session_open(&setup.work.context);
    if (setup.work.context == NULL)
        return result;
    if (config != NULL) {
        setup.work.kinds = fb_batch_config_kinds(config);
        checked = check_kinds(setup.work.context, config);
    }
    fb_progress_begin(&progress, fb_progress_clock());
    setup.tell = fb_batch_told_record;
    setup.progress = fb_batch_told_progress;
    setup.binding = fb_batch_told_binding;
    setup.data = &progress;
    catch_signals();
    if (checked == FB_EXIT_DONE)
        checked = run_with_context(&setup, arguments);
    fb_context_free(setup.work.context);
    return fb_exit_worse(result, checked);
}

/*
 * Sees which templates are missing besides what else is wrong in the file, so that all is told at
 * once.
 */
static enum fb_exit check_kinds_as_well(const struct fb_batch_config *config,
                                        struct fb_diagnostics *sink)
{
    struct fb_context *context;
    enum fb_exit result;

    if (config == NULL || fb_batch_config_kinds(config).count == 0)
        return FB_EXIT_DONE;
    result = fb_session_open(&context);
    if (context != NULL && fb_batch_config_check_kinds(config, context, sink) == FB_ERR_NOMEM)
        result = fb_session_out_of_memory("");
    fb_context_free(context);
    return result;
}

/* Reads the file of options, and runs as it and the command line say. */
static enum fb_exit run_config(const struct fb_arguments *arguments, struct fb_diagnostics *sink)
{
    struct fb_arguments all = *arguments;
    struct fb_batch_config *config;
    enum fb_exit result = FB_EXIT_DONE;
    fb_status status = fb_batch_config_read(&config, arguments->config, OPTIONS, sink);

    if (status == FB_OK)
        status = fb_batch_config_apply(config, &all, sink);
    if (status == FB_ERR_INPUT && arguments->template_name == NULL)
        result = check_kinds_as_well(config, sink);
    fb_session_show(sink);
    result = fb_exit_worse(result, fb_session_judge(status, sink, arguments->config, false));
    if (result == FB_EXIT_DONE)
        result = run_options(&all, arguments->template_name == NULL ? config : NULL);
    fb_batch_config_free(config);
    return result;
}

static enum fb_exit run(const struct fb_arguments *arguments)
{
    struct fb_diagnostics *sink;
    enum fb_exit result;

    if (arguments->config == NULL)
        return run_options(arguments, NULL);
    if (fb_diagnostics_new(&sink) != FB_OK)
        return fb_session_out_of_memory("");
    result = run_config(arguments, sink);
    fb_diagnostics_free(sink);
    return result;
}

const struct fb_command fb_command_batch = {
    .name = "batch",
    .synopsis = "[-o DIR] [--config FILE.xml] [-t TEMPLATE] [-p NAME=VALUE] [-m MAPPING] [-f "
                "pdf,docx] [-j N] [--name "
                "PATTERN] [--shard K/N] [--join] [--report FILE] [--index FILE.xlsx] "
                "[--force] [--prune] [OPTION...] [SOURCE...]",
    .summary = N_("make the documents of many records, and only of those that changed"),
    .details =
        N_("A source is a file, a folder with all in it, or @LIST, a list of such, a line each.\n"
           "What is made of a record is left alone as long as nothing it is made of changes;\n"
           "what the folder's earlier runs did stands in .fubiao.sqlite. A record that fails\n"
           "never stops another. A DOCX that somebody edited is kept. After SIGINT or SIGTERM\n"
           "what is in hand is finished, and the next run goes on from there. -o and a source\n"
           "must be given, here or in the file of --config. With --join sources are folders\n"
           "into which parts were made, if not into that of -o, and nothing else is made."),
    .options = OPTIONS,
    .least_operands = 0,
    .run = run,
};
