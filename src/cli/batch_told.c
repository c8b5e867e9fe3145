#include "cli/batch_told.h"

#include "base/i18n.h"
#include "batch/progress.h"
#include "cli/terminal.h"

/* A terminal's line is written anew twice a second; a log gets a line every half minute. */
enum { TERMINAL_MILLISECONDS = 500, LOG_MILLISECONDS = 30000 };

void fb_batch_told_record(void *data, const struct fb_state_record *record, const char *text)
{
    struct fb_buffer message;

    (void)data;
    fb_buffer_init(&message, FB_MESSAGE_LIMIT);
    if (text[0] == '\0' && record->end == FB_RECORD_FAILED)
        fb_buffer_append_format(
            &message, _("%s: record %zu: unchanged, with %zu errors, which 'fubiao check' shows\n"),
            record->input, record->index + 1, record->errors);
    else if (record->end == FB_RECORD_KEPT)
        fb_buffer_append_format(
            &message, _("%s: record %zu: its DOCX was edited and has been kept: %s.docx\n"),
            record->input, record->index + 1, record->path);
    fb_buffer_append_string(&message, text);
    fb_terminal_status("");
    fb_terminal_message(&message);
    fb_buffer_release(&message);
}

enum { LINE_LIMIT = 4096 };

/* True if it is time for another line. */
static bool is_due(struct fb_progress *progress, int64_t now)
{
    /* Most calls end here, before the system is asked what is written to. */
    if (now - progress->told < TERMINAL_MILLISECONDS)
        return false;
    return fb_progress_due(progress, now,
                           fb_terminal_is_one() ? TERMINAL_MILLISECONDS : LOG_MILLISECONDS);
}

/* Prints a line and releases it. */
static void print_line(struct fb_buffer *line)
{
    if (line->status == FB_OK && fb_terminal_is_one())
        fb_terminal_status(line->data);
    else if (line->status == FB_OK)
        fb_terminal_note("%s", line->data);
    fb_buffer_release(line);
}

void fb_batch_told_progress(void *data, const struct fb_batch_tally *tally, size_t left)
{
    struct fb_progress *progress = data;
    int64_t now = fb_progress_clock();
    struct fb_buffer line;

    if (!is_due(progress, now))
        return;
    fb_buffer_init(&line, LINE_LIMIT);
    fb_progress_append(&line, progress, now, tally, left);
    print_line(&line);
}

void fb_batch_told_binding(void *data, const struct fb_binding_progress *binding)
{
    struct fb_buffer line;

    if (!is_due(data, fb_progress_clock()))
        return;
    fb_buffer_init(&line, LINE_LIMIT);
    fb_progress_append_binding(&line, binding);
    print_line(&line);
}

static void print_count(const char *what, size_t count)
{
    if (count > 0)
        fb_terminal_note("  %8zu  %s", count, what);
}

void fb_batch_told_summary(const struct fb_batch_tally *tally)
{
    fb_terminal_note(_("%zu records"), tally->records);
    print_count(_("made"), tally->made);
    print_count(_("unchanged"), tally->unchanged);
    print_count(_("with errors: their earlier documents are as they were"), tally->failed);
    print_count(_("at which the program broke down"), tally->broken);
    print_count(_("with a document that was edited: it was kept"), tally->kept);
    print_count(_("of other parts (--shard)"), tally->elsewhere);
    print_count(_("not begun, because the run was stopped"), tally->left);
    print_count(_("with warnings"), tally->warned);
    print_count(_("gone from the sources since earlier runs"), tally->vanished);
    print_count(_("documents that have another name now"), tally->renamed);
    print_count(_("volumes made"), tally->volumes_made);
    print_count(_("volumes unchanged"), tally->volumes_unchanged);
    print_count(_("volumes that could not be made"), tally->volumes_failed);
    print_count(_("volumes not begun, because the run was stopped"), tally->volumes_left);
    print_count(_("volumes whose records are gone"), tally->volumes_gone);
}

enum fb_exit fb_batch_told_judge(const struct fb_batch_tally *tally, bool strict)
{
    if (tally->broken > 0 || tally->left > 0 || tally->volumes_failed > 0 ||
        tally->volumes_left > 0)
        return FB_EXIT_SYSTEM;
    if (tally->failed > 0)
        return FB_EXIT_INPUT;
    return strict && tally->warned + tally->kept > 0 ? FB_EXIT_WARNINGS : FB_EXIT_DONE;
}
