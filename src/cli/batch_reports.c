#include "cli/batch_reports.h"

#include "base/ascii.h"
#include "base/i18n.h"
#include "batch/report.h"
#include "cli/moment.h"
#include "cli/session.h"
#include "cli/terminal.h"

#include <string.h>

typedef fb_status write_form(struct fb_buffer *out, const struct fb_batch_report *report,
                             struct fb_state *state);

static const struct {
    const char *extension;
    write_form *write;
} FORMS[] = {{".html", fb_report_html}, {".json", fb_report_json}};

/* Returns how a report of that name is written; NULL if its extension is none that is known. */
static write_form *form_of(const char *path)
{
    const char *dot = strrchr(path, '.');

    for (size_t i = 0; dot != NULL && i < sizeof FORMS / sizeof *FORMS; i++) {
        if (fb_ascii_compare(dot, FORMS[i].extension) == 0)
            return FORMS[i].write;
    }
    return NULL;
}

bool fb_batch_reports_check(const struct fb_arguments *arguments)
{
    const char *index = arguments->index;
    const char *dot = index != NULL ? strrchr(index, '.') : NULL;

    for (size_t i = 0; i < arguments->report_count; i++) {
        if (form_of(arguments->reports[i]) != NULL)
            continue;
        fb_terminal_error(_("--report '%s' is neither an .html nor a .json"),
                          arguments->reports[i]);
        return false;
    }
    if (index == NULL || (dot != NULL && fb_ascii_compare(dot, ".xlsx") == 0))
        return true;
    fb_terminal_error(_("--index '%s' is no .xlsx"), index);
    return false;
}

/* Writes one file. */
static enum fb_exit write_file(const char *path, write_form *write, struct fb_batch_report *report,
                               struct fb_state *state)
{
    struct fb_arena *arena;
    struct fb_buffer bytes;
    enum fb_exit result;
    fb_status status;

    if (fb_arena_new(&arena, FB_ARENA_JOB_LIMIT) != FB_OK)
        return fb_session_out_of_memory(path);
    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_report_way(&report->documents, arena, path, report->output);
    if (status == FB_OK)
        status = write(&bytes, report, state);
    if (status == FB_OK)
        status = bytes.status;
    if (status == FB_ERR_IO)
        result = fb_session_write_failed(path);
    else if (status != FB_OK)
        result = fb_session_judge(status, report->run, path, false);
    else
        result = fb_session_write(path, &bytes);
    fb_buffer_release(&bytes);
    fb_arena_free(arena);
    return result;
}

static enum fb_exit write_all(const struct fb_arguments *arguments, struct fb_batch_report *report,
                              struct fb_state *state)
{
    enum fb_exit result = FB_EXIT_DONE;

    for (size_t i = 0; i < arguments->report_count; i++) {
        const char *path = arguments->reports[i];
        result = fb_exit_worse(result, write_file(path, form_of(path), report, state));
    }
    if (arguments->index == NULL)
        return result;
    return fb_exit_worse(result, write_file(arguments->index, fb_report_index, report, state));
}

enum fb_exit fb_batch_reports_write(const struct fb_arguments *arguments,
                                    const struct fb_batch_setup *setup,
                                    const struct fb_batch_sources *sources,
                                    const struct fb_batch_tally *tally, struct fb_diagnostics *sink)
{
    char time[FB_MOMENT_LENGTH];
    struct fb_batch_report report = {
        .output = setup->output,
        .time = time,
        .shard = setup->shard,
        .shards = setup->shards,
        .tally = tally,
        .sources = sources,
        .run = sink,
    };
    struct fb_state *state = NULL;
    enum fb_exit result;
    fb_status status;

    if (arguments->report_count == 0 && arguments->index == NULL)
        return FB_EXIT_DONE;
    fb_moment(time);
    status = fb_state_open_part(&state, setup->output,
                                (struct fb_state_part){setup->shard, setup->shards}, sink);
    result = status == FB_OK ? write_all(arguments, &report, state)
                             : fb_session_judge(status, sink, setup->output, false);
    fb_state_close(state);
    return result;
}
