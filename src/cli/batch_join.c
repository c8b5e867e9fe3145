#include "cli/batch_join.h"

#include "base/i18n.h"
#include "batch/join.h"
#include "cli/batch_reports.h"
#include "cli/batch_told.h"
#include "cli/session.h"
#include "cli/terminal.h"

/* Returns an option that says how documents are made, which the parts have done; NULL: none. */
static const char *find_idle_option(const struct fb_arguments *arguments)
{
    const struct {
        const char *name;
        bool given;
    } options[] = {
        {"template", arguments->template_name != NULL},
        {"parameter", arguments->settings.count > 0},
        {"mapping", arguments->mapping != NULL},
        {"encoding", arguments->encoding != NULL},
        {"format", arguments->format != NULL},
        {"jobs", arguments->jobs != NULL},
        {"name", arguments->name != NULL},
        {"department", arguments->department != NULL},
        {"merge", arguments->merge != NULL},
        {"merge-pages", arguments->merge_pages != NULL},
        {"timeout", arguments->timeout != NULL},
        {"memory", arguments->memory != NULL},
        {"shard", arguments->shard != NULL},
        {"pdf", arguments->pdf != NULL},
        {"docx-fonts", arguments->docx_fonts != NULL},
        {"docx-protect", arguments->docx_protect},
        {"public", arguments->public_copy},
    };

    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (options[i].given)
            return options[i].name;
    }
    return NULL;
}

/* Reads the command line; false, and a message, if something in it cannot be. */
static bool accept(const struct fb_arguments *arguments)
{
    const char *idle = find_idle_option(arguments);

    if (idle != NULL) {
        fb_terminal_error(_("--join makes no documents, so --%s cannot go with it"), idle);
        return false;
    }
    if (arguments->output == NULL) {
        fb_terminal_error(_("the output folder is missing; name it with -o"));
        return false;
    }
    return fb_batch_reports_check(arguments);
}

/* Tells of the whole in the files that the options name. */
static enum fb_exit write_reports(const struct fb_arguments *arguments,
                                  const struct fb_batch_sources *sources,
                                  const struct fb_batch_tally *tally, struct fb_diagnostics *sink)
{
    struct fb_batch_setup whole = {.output = arguments->output, .shards = 1};

    return fb_batch_reports_write(arguments, &whole, sources, tally, sink);
}

/* The states of the parts go only when all that they know has been told of. */
static enum fb_exit tell_of_whole(const struct fb_arguments *arguments,
                                  const struct fb_batch_sources *sources,
                                  const struct fb_batch_tally *tally, struct fb_diagnostics *sink)
{
    enum fb_exit result = write_reports(arguments, sources, tally, sink);

    if (result == FB_EXIT_DONE)
        result = fb_exit_of(fb_batch_join_finish(arguments->output, sink));
    return result;
}

static enum fb_exit join(const struct fb_arguments *arguments, struct fb_arena *arena,
                         struct fb_diagnostics *sink)
{
    struct fb_join_setup setup = {.output = arguments->output,
                                  .folders = arguments->operands,
                                  .folder_count = arguments->operand_count,
                                  .force = arguments->force,
                                  .prune = arguments->prune,
                                  .tell = fb_batch_told_record};
    struct fb_batch_sources sources;
    struct fb_batch_tally tally;
    enum fb_exit result = FB_EXIT_DONE;
    fb_status status = fb_batch_join(&tally, &sources, arena, &setup, sink);

    if (status == FB_OK)
        result = tell_of_whole(arguments, &sources, &tally, sink);
    fb_session_show(sink);
    result =
        fb_exit_worse(result, fb_session_judge(status, sink, arguments->output, arguments->strict));
    if (status != FB_OK)
        return result;
    fb_batch_told_summary(&tally);
    return fb_exit_worse(result, fb_batch_told_judge(&tally, arguments->strict));
}

enum fb_exit fb_batch_join_run(const struct fb_arguments *arguments)
{
    struct fb_diagnostics *sink = NULL;
    struct fb_arena *arena = NULL;
    enum fb_exit result;

    if (!accept(arguments))
        return FB_EXIT_USAGE;
    if (fb_arena_new(&arena, FB_ARENA_JOB_LIMIT) == FB_OK && fb_diagnostics_new(&sink) == FB_OK)
        result = join(arguments, arena, sink);
    else
        result = fb_session_out_of_memory("");
    fb_diagnostics_free(sink);
    fb_arena_free(arena);
    return result;
}
