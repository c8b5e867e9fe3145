/*
 * command_convert.c: fubiao convert.
 */
#include "base/file.h"
#include "base/i18n.h"
#include "base/map.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/output_plan.h"
#include "cli/session.h"
#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>

static const struct fb_option OPTIONS[] = {
    FB_OPTION_TEMPLATE,
    FB_OPTION_MAPPING,
    FB_OPTION_ENCODING,
    {'f', "format", "xml|json|xlsx", N_("the form to convert into; else as -o FILE ends"),
     offsetof(struct fb_arguments, format)},
    {'o', "output", "DIR|FILE", N_("write into this folder, or all into this one file"),
     offsetof(struct fb_arguments, output)},
    FB_OPTION_HELP,
    {0},
};

/* Inputs that become one file. */
struct conversion {
    struct fb_context *context;
    struct fb_job_options options;
    enum fb_form form;
    const char *path;
    char **inputs;
    size_t input_count;
    struct fb_job **jobs; /* of the inputs that are read */
};

/* ---- one file ---- */

/* Shows what was found so far and says what the status means. */
static enum fb_exit show(struct fb_job *job, fb_status status, const char *input)
{
    fb_session_show(fb_job_diagnostics(job));
    return fb_session_judge(status, fb_job_diagnostics(job), input, false);
}

/* Reads all inputs, and counts their records. */
static enum fb_exit read_inputs(struct conversion *conversion, size_t *count)
{
    enum fb_exit result = FB_EXIT_DONE;

    *count = 0;
    for (size_t i = 0; i < conversion->input_count; i++) {
        struct fb_job **job = &conversion->jobs[i];
        const char *input = conversion->inputs[i];
        *job = fb_session_job(conversion->context, &conversion->options, input);
        if (*job == NULL)
            return FB_EXIT_SYSTEM;
        result = fb_exit_worse(result, show(*job, fb_job_read(*job, input), input));
        *count += fb_job_record_count(*job);
    }
    return result;
}

/* Adds the records of a job. XML alone needs no template. */
static enum fb_exit add_job(const struct conversion *conversion, struct fb_job *job,
                            struct fb_form_writer *writer, const char *input)
{
    const struct fb_template *template;
    enum fb_exit result = FB_EXIT_DONE;

    for (size_t i = 0; i < fb_job_record_count(job); i++) {
        fb_status status = fb_job_select(job, i);
        if (status == FB_OK && conversion->form != FB_FORM_XML)
            status = fb_job_template(&template, job);
        if (status == FB_OK)
            status = fb_job_convert(job, writer);
        result = fb_exit_worse(result, show(job, status, input));
    }
    return result;
}

static enum fb_exit add_jobs(const struct conversion *conversion, struct fb_form_writer *writer)
{
    enum fb_exit result = FB_EXIT_DONE;
    fb_status status;

    for (size_t i = 0; i < conversion->input_count; i++)
        result = fb_exit_worse(
            result, add_job(conversion, conversion->jobs[i], writer, conversion->inputs[i]));
    if (result != FB_EXIT_DONE)
        return result;
    status = fb_form_writer_finish(writer);
    if (status == FB_ERR_IO)
        return fb_session_write_failed(conversion->path);
    return status == FB_OK ? FB_EXIT_DONE : fb_session_out_of_memory(conversion->path);
}

/* Makes the bytes of the file from the jobs, whose inputs are read. */
static enum fb_exit make_bytes(const struct conversion *conversion, size_t count,
                               struct fb_buffer *bytes)
{
    struct fb_job *first = conversion->jobs[0];
    struct fb_form_setup setup = {.several = count > 1,
                                  .template_name = fb_job_set_template(first)};
    struct fb_form_writer *writer;
    enum fb_exit result;
    fb_status status;

    if (conversion->form == FB_FORM_WORKBOOK) {
        result = show(first, fb_job_template(&setup.template, first), conversion->inputs[0]);
        if (result != FB_EXIT_DONE)
            return result;
    }
    status = fb_form_writer_new(&writer, conversion->form, bytes, &setup);
    if (status == FB_ERR_IO)
        return fb_session_write_failed(conversion->path);
    if (status != FB_OK)
        return fb_session_out_of_memory(conversion->path);
    result = add_jobs(conversion, writer);
    fb_form_writer_free(writer);
    return result;
}

static enum fb_exit convert_read(struct conversion *conversion)
{
    struct fb_buffer bytes;
    enum fb_exit result;
    size_t count;

    result = read_inputs(conversion, &count);
    if (result != FB_EXIT_DONE)
        return result;
    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    result = make_bytes(conversion, count, &bytes);
    if (result == FB_EXIT_DONE)
        result = fb_session_write(conversion->path, &bytes);
    fb_buffer_release(&bytes);
    return result;
}

/* Makes one file of the inputs; it is written only if all records are in it. */
static enum fb_exit convert(struct conversion *conversion)
{
    enum fb_exit result;

    conversion->jobs = calloc(conversion->input_count, sizeof *conversion->jobs);
    if (conversion->jobs == NULL)
        return fb_session_out_of_memory("");
    result = convert_read(conversion);
    for (size_t i = 0; i < conversion->input_count; i++)
        fb_job_free(conversion->jobs[i]);
    free(conversion->jobs);
    return result;
}

/* ---- which files ---- */

/* A plan: one file for all inputs, or one for each. */
struct plan {
    struct fb_arena *arena;
    struct fb_buffer *error;
    enum fb_form form;
    const char *folder; /* "" is the current one */
    bool single;
    const char **paths; /* of each input, unless there is one for all */
};

static bool choose_form(struct plan *plan, const struct fb_arguments *arguments)
{
    const char *output = arguments->output;

    if (arguments->format != NULL) {
        if (fb_form_parse(&plan->form, arguments->format))
            return true;
        fb_buffer_append_format(plan->error, _("unknown form '%s'; there are xml, json and xlsx"),
                                arguments->format);
        return false;
    }
    if (output != NULL && fb_form_of_path(&plan->form, output))
        return true;
    fb_buffer_append_string(plan->error, _("say with -f which form to convert into"));
    return false;
}

static bool names_file(const char *output)
{
    enum fb_form form;

    if (output == NULL || fb_file_is_folder(output))
        return false;
    return strcmp(output, FB_STANDARD_OUTPUT) == 0 || fb_file_exists(output) ||
           fb_form_of_path(&form, output);
}

/* Names the file of one input, which no other input has and which is not the input. */
static fb_status name_file(const char **out, struct plan *plan, struct fb_map *taken, char *input)
{
    const char *slash = plan->folder[0] == '\0' ? "" : "/", *base, *other;
    size_t length;

    if (strcmp(input, "-") == 0) {
        fb_buffer_append_string(plan->error,
                                _("a record from standard input has no name; give one with -o"));
        return FB_ERR_INPUT;
    }
    fb_output_base(input, &base, &length);
    *out = fb_arena_format(plan->arena, "%s%s%.*s.%s", plan->folder, slash, (int)length, base,
                           fb_form_name(plan->form));
    FB_NEED(*out);
    other = fb_map_lookup(taken, *out);
    if (other != NULL) {
        fb_buffer_append_format(plan->error, _("'%s' and '%s' would both become '%s'"), other,
                                input, *out);
        return FB_ERR_INPUT;
    }
    FB_TRY(fb_output_accept_file(*out, input, plan->error));
    return fb_map_put(plan->arena, taken, *out, input);
}

static fb_status make_plan(struct plan *plan, const struct fb_arguments *arguments)
{
    struct fb_map taken = {0};

    if (!choose_form(plan, arguments))
        return FB_ERR_INPUT;
    plan->single = names_file(arguments->output);
    if (plan->single) {
        for (size_t i = 0; i < arguments->operand_count; i++)
            FB_TRY(fb_output_accept_file(arguments->output, arguments->operands[i], plan->error));
        return FB_OK;
    }
    plan->folder = arguments->output != NULL ? arguments->output : "";
    plan->paths = FB_NEW_ARRAY(plan->arena, const char *, arguments->operand_count);
    FB_NEED(plan->paths);
    for (size_t i = 0; i < arguments->operand_count; i++)
        FB_TRY(name_file(&plan->paths[i], plan, &taken, arguments->operands[i]));
    return FB_OK;
}

/* Converts each input by itself. */
static enum fb_exit convert_each(struct conversion *conversion, const struct plan *plan,
                                 const struct fb_arguments *arguments)
{
    enum fb_exit result = FB_EXIT_DONE;

    if (plan->folder[0] != '\0' && fb_file_make_folder(plan->folder) != FB_OK)
        return fb_session_write_failed(plan->folder);
    conversion->input_count = 1;
    for (size_t i = 0; i < arguments->operand_count; i++) {
        conversion->inputs = &arguments->operands[i];
        conversion->path = plan->paths[i];
        result = fb_exit_worse(result, convert(conversion));
    }
    return result;
}

static enum fb_exit follow(const struct plan *plan, const struct fb_arguments *arguments)
{
    struct conversion conversion = {.options = fb_job_options_plain(arguments),
                                    .form = plan->form,
                                    .path = arguments->output,
                                    .inputs = arguments->operands,
                                    .input_count = arguments->operand_count};
    enum fb_exit result = fb_session_open(&conversion.context);

    if (conversion.context == NULL)
        return result;
    result = fb_exit_worse(result, plan->single ? convert(&conversion)
                                                : convert_each(&conversion, plan, arguments));
    fb_context_free(conversion.context);
    return result;
}

static enum fb_exit run(const struct fb_arguments *arguments)
{
    struct fb_buffer error;
    struct plan plan = {.error = &error};
    enum fb_exit result = FB_EXIT_USAGE;
    fb_status status;

    if (fb_arena_new(&plan.arena, FB_ARENA_JOB_LIMIT) != FB_OK)
        return fb_session_out_of_memory("");
    fb_buffer_init(&error, FB_BUFFER_OUTPUT_LIMIT);
    status = make_plan(&plan, arguments);
    if (status == FB_OK)
        result = follow(&plan, arguments);
    else if (status == FB_ERR_INPUT)
        fb_terminal_error("%s", error.data);
    else
        result = fb_session_out_of_memory("");
    fb_buffer_release(&error);
    fb_arena_free(plan.arena);
    return result;
}

const struct fb_command fb_command_convert = {
    .name = "convert",
    .synopsis =
        "[-t TEMPLATE] [-m MAPPING] [--encoding NAME] [-f xml|json|xlsx] [-o DIR|FILE] RECORD...",
    .summary = N_("convert records into XML, JSON or a workbook"),
    .details =
        N_("Each file becomes one of its own name, or all together become the one that -o names.\n"
           "Nothing is lost, and records are not checked. Where a record cannot be converted, its\n"
           "file is not written."),
    .options = OPTIONS,
    .least_operands = 1,
    .most_operands = 0,
    .run = run,
};
