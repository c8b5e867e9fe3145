/*
 * command_render.c: fubiao render.
 */
#include "base/file.h"
#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/output_plan.h"
#include "cli/session.h"
#include "cli/terminal.h"

#include <string.h>

static const struct fb_option OPTIONS[] = {
    FB_OPTION_TEMPLATE,
    FB_OPTION_PARAMETER,
    FB_OPTION_MAPPING,
    FB_OPTION_ENCODING,
    {'f', "format", "pdf,docx", N_("write these outputs; both, if not given"),
     offsetof(struct fb_arguments, format)},
    {'o', "output", "DIR|FILE", N_("write into this folder, or this one file ('-': to the pipe)"),
     offsetof(struct fb_arguments, output)},
    FB_OPTION_PDF,
    FB_OPTION_DOCX_FONTS,
    FB_OPTION_DOCX_PROTECT,
    {0, "force", NULL, N_("write over a DOCX even if it was edited since it was made"),
     offsetof(struct fb_arguments, force)},
    FB_OPTION_PUBLIC,
    FB_OPTION_STRICT,
    FB_OPTION_HELP,
    {0},
};

static enum fb_exit write_outputs(const struct fb_output_plan *plan,
                                  const struct fb_planned_record *planned,
                                  const struct fb_output_files *files)
{
    enum fb_exit result = FB_EXIT_DONE;

    if (plan->folder != NULL && fb_file_make_folder(plan->folder) != FB_OK)
        return fb_session_write_failed(plan->folder);
    for (size_t kind = 0; kind < FB_OUTPUT_KINDS && result == FB_EXIT_DONE; kind++) {
        if (planned->paths[kind] != NULL)
            result = fb_session_write(planned->paths[kind], &files->buffers[kind]);
    }
    return result;
}

/* Refuses to write over a DOCX that somebody edited. */
static fb_status guard_docx(struct fb_job *job, const char *path,
                            const struct fb_output_files *files)
{
    if (path == NULL || strcmp(path, FB_STANDARD_OUTPUT) == 0)
        return FB_OK;
    return fb_job_guard(job, path, &files->buffers[FB_OUTPUT_DOCX]);
}

/* Renders the record that a job is at; files are written only after all outputs are there. */
static enum fb_exit render_selected(struct fb_job *job, fb_status status,
                                    const struct fb_output_plan *plan,
                                    const struct fb_planned_record *planned, bool strict)
{
    struct fb_output_files files;
    enum fb_exit result;

    fb_output_files_init(&files);
    if (status == FB_OK)
        status = fb_job_render(job, plan->outputs, &files);
    if (status == FB_OK && !plan->force)
        status = guard_docx(job, planned->paths[FB_OUTPUT_DOCX], &files);
    fb_session_show(fb_job_diagnostics(job));
    result = fb_session_judge(status, fb_job_diagnostics(job), planned->record, strict);
    if (status == FB_OK)
        result = fb_exit_worse(result, write_outputs(plan, planned, &files));
    fb_output_files_release(&files);
    return result;
}

/* Renders the record that a job is at, one of several of a file, into files with its number. */
static enum fb_exit render_numbered(struct fb_job *job, fb_status selected,
                                    const struct fb_output_plan *plan,
                                    const struct fb_planned_record *planned, size_t index,
                                    bool strict)
{
    enum { NUMBER_LIMIT = 1 << 20 };
    enum fb_exit result = FB_EXIT_USAGE;
    struct fb_planned_record numbered;
    struct fb_arena *arena;
    struct fb_buffer error;
    fb_status status;

    if (fb_arena_new(&arena, NUMBER_LIMIT) != FB_OK)
        return fb_session_out_of_memory(planned->record);
    fb_buffer_init(&error, NUMBER_LIMIT);
    status = fb_output_plan_number(&numbered, arena, plan, planned, index, &error);
    if (status == FB_OK)
        result = render_selected(job, selected, plan, &numbered, strict);
    else if (status == FB_ERR_INPUT)
        fb_terminal_error("%s", error.data);
    else
        result = fb_session_out_of_memory(planned->record);
    fb_buffer_release(&error);
    fb_arena_free(arena);
    return result;
}

/* Renders the records of a file that a job was made for. */
static enum fb_exit render_job(struct fb_job *job, const struct fb_output_plan *plan,
                               const struct fb_planned_record *planned, bool strict)
{
    fb_status status = fb_job_read(job, planned->record);
    size_t count = fb_job_record_count(job);
    enum fb_exit result;

    if (count <= 1)
        return render_selected(job, status, plan, planned, strict);
    result = render_numbered(job, status, plan, planned, 0, strict);
    for (size_t i = 1; i < count; i++) {
        status = fb_job_select(job, i);
        result = fb_exit_worse(result, render_numbered(job, status, plan, planned, i, strict));
    }
    return result;
}

static enum fb_exit render_record(struct fb_context *context, const struct fb_output_plan *plan,
                                  const struct fb_planned_record *planned, bool strict)
{
    struct fb_job *job = fb_session_job(context, &plan->job, planned->record);
    enum fb_exit result;

    if (job == NULL)
        return FB_EXIT_SYSTEM;
    result = render_job(job, plan, planned, strict);
    fb_job_free(job);
    return result;
}

static enum fb_exit render_all(const struct fb_output_plan *plan, bool strict)
{
    struct fb_context *context;
    enum fb_exit result = fb_session_open(&context);

    if (context == NULL)
        return result;
    for (size_t i = 0; i < plan->record_count; i++)
        result = fb_exit_worse(result, render_record(context, plan, &plan->records[i], strict));
    fb_context_free(context);
    return result;
}

static enum fb_exit plan_and_render(const struct fb_arguments *arguments, struct fb_arena *arena,
                                    struct fb_buffer *error)
{
    struct fb_output_plan plan;
    fb_status status = fb_output_plan_make(&plan, arena, arguments, error);

    if (status == FB_OK)
        return render_all(&plan, arguments->strict);
    if (status != FB_ERR_INPUT)
        return fb_session_out_of_memory("");
    fb_terminal_error("%s", error->data);
    return FB_EXIT_USAGE;
}

static enum fb_exit run(const struct fb_arguments *arguments)
{
    enum { PLAN_LIMIT = 256 << 20, ERROR_LIMIT = 64 << 10 };
    struct fb_arena *arena;
    struct fb_buffer error;
    enum fb_exit result;

    if (fb_arena_new(&arena, PLAN_LIMIT) != FB_OK)
        return fb_session_out_of_memory("");
    fb_buffer_init(&error, ERROR_LIMIT);
    result = plan_and_render(arguments, arena, &error);
    fb_buffer_release(&error);
    fb_arena_free(arena);
    return result;
}

const struct fb_command fb_command_render = {
    .name = "render",
    .synopsis =
        "[-t TEMPLATE] [-p NAME=VALUE] [-m MAPPING] [--encoding NAME] [-f pdf,docx] [-o DIR|FILE] "
        "[--pdf archive|plain] [--docx-fonts none|subset|full] [--docx-protect] [--force] "
        "[--public] "
        "[--strict] RECORD...",
    .summary = N_("make documents of records"),
    .details =
        N_("Each record becomes a file of its own name for each output; several records in one\n"
           "file get numbers (name-1.pdf). A record with errors leaves its earlier files as they\n"
           "are and does not stop the next one. '-' reads a record from standard input."),
    .options = OPTIONS,
    .least_operands = 1,
    .run = run,
};
