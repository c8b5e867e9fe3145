/*
 * join_parts.c: which parts there are, and whether they go together.
 */
#include "base/system_error.h"
#include "batch/join_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The looking for parts. */
struct finding {
    struct fb_night *night;
    const struct fb_join_setup *setup;
    size_t joins;  /* of the output folder, so far */
    size_t errors; /* that were reported before */
    size_t empty;  /* folders without parts, which were reported */
    FB_VECTOR(struct fb_join_part) found;
};

static void report_two(struct finding *finding, enum fb_diag_code code, const char *folder,
                       const char *first, const char *second)
{
    struct fb_source source = {.name = folder};

    fb_report(finding->night->sink, code, ((struct fb_position){.source = &source}), first, second);
}

/* A folder without any part is one into which no part has written yet. */
static void report_none(struct finding *finding, const char *folder)
{
    report_two(finding, FB_DIAG_BATCH_JOIN_NONE, folder, "", "");
    finding->empty++;
}

/* ---- reading what parts say of themselves ---- */

static fb_status read_notes(struct fb_join_part *part, struct fb_arena *arena,
                            struct fb_state *state)
{
    size_t finished;

    FB_TRY(fb_state_number(&part->base, state, FB_NOTE_BASE));
    FB_TRY(fb_state_number(&finished, state, FB_NOTE_FINISHED));
    part->finished = finished > 0;
    FB_TRY(fb_state_note(&part->version, arena, state, FB_NOTE_VERSION));
    FB_TRY(fb_state_note(&part->options, arena, state, FB_NOTE_OPTIONS));
    FB_TRY(fb_state_note(&part->sources, arena, state, FB_NOTE_SOURCES));
    return fb_night_add_tally(&part->tally, state);
}

static fb_status read_part(struct finding *finding, const char *folder, struct fb_state_part name,
                           bool here)
{
    struct fb_night *night = finding->night;
    struct fb_join_part *part = FB_PUSH(night->arena, &finding->found);
    struct fb_state *state;
    fb_status status;

    FB_NEED(part);
    *part = (struct fb_join_part){.folder = folder, .part = name, .here = here};
    part->label = fb_arena_format(night->arena, "%zu/%zu", name.number + 1, name.count);
    part->work = fb_state_path(night->arena, folder, name, "-work");
    FB_NEED(part->label);
    FB_NEED(part->work);
    FB_TRY(fb_state_check_free(folder, name, night->sink));
    FB_TRY(fb_state_open_frozen(&state, folder, name, night->sink));
    if (state == NULL) {
        finding->found.count--;
        return FB_OK;
    }
    status = read_notes(part, night->arena, state);
    fb_state_close(state);
    return status;
}

static fb_status read_folder(struct finding *finding, const char *folder, bool here)
{
    struct fb_state_parts parts;
    size_t before = finding->found.count;

    if (fb_state_find_parts(&parts, finding->night->arena, folder) != FB_OK) {
        report_two(finding, FB_DIAG_INPUT_UNREADABLE, folder, fb_system_error(errno), "");
        return FB_OK;
    }
    for (size_t i = 0; i < parts.count; i++)
        FB_TRY(read_part(finding, folder, parts.items[i], here));
    if (!here && finding->found.count == before)
        report_none(finding, folder);
    return FB_OK;
}

static bool is_same_folder(const char *a, const char *b)
{
    struct stat first, second;

    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* Reads the output folder and then the others, each once. */
static fb_status read_folders(struct finding *finding)
{
    const struct fb_join_setup *setup = finding->setup;

    FB_TRY(read_folder(finding, setup->output, true));
    for (size_t i = 0; i < setup->folder_count; i++) {
        bool again = is_same_folder(setup->folders[i], setup->output);
        for (size_t j = 0; j < i && !again; j++)
            again = is_same_folder(setup->folders[i], setup->folders[j]);
        if (!again)
            FB_TRY(read_folder(finding, setup->folders[i], false));
    }
    return FB_OK;
}

/* ---- whether they go together ---- */

static int compare(const void *a, const void *b)
{
    const struct fb_join_part *first = a, *second = b;

    if (first->part.count != second->part.count)
        return first->part.count < second->part.count ? -1 : 1;
    if (first->part.number != second->part.number)
        return first->part.number < second->part.number ? -1 : 1;
    return first->here ? -1 : second->here;
}

static bool is_left_over(const struct finding *finding, const struct fb_join_part *part)
{
    return part->here && part->base < finding->joins;
}

/*
 * Parts that were joined before, and whose files are still there because the program was stopped
 * then, are joined again if there are no others.
 */
static void drop_left_over(struct finding *finding)
{
    size_t kept = 0;

    for (size_t i = 0; i < finding->found.count; i++)
        kept += !is_left_over(finding, &finding->found.items[i]);
    if (kept == 0)
        return;
    kept = 0;
    for (size_t i = 0; i < finding->found.count; i++) {
        struct fb_join_part part = finding->found.items[i];
        if (!is_left_over(finding, &part))
            finding->found.items[kept++] = part;
    }
    finding->found.count = kept;
}

/* Reports which parts there should be and are not; then sets `*lacking`. */
static fb_status check_missing(bool *lacking, struct finding *finding)
{
    const struct fb_join_part *parts = finding->found.items;
    size_t place = 0, count = parts[0].part.count;
    struct fb_buffer missing;
    fb_status status;

    fb_buffer_init(&missing, FB_BUFFER_OUTPUT_LIMIT);
    for (size_t number = 0; number < count; number++) {
        while (place < finding->found.count && parts[place].part.number < number)
            place++;
        if (place < finding->found.count && parts[place].part.number == number)
            continue;
        fb_buffer_append_format(&missing, "%s%zu/%zu", missing.length > 0 ? ", " : "", number + 1,
                                count);
    }
    status = missing.status;
    if (status == FB_OK && missing.length > 0)
        report_two(finding, FB_DIAG_BATCH_JOIN_MISSING, finding->setup->output, missing.data, "");
    *lacking = missing.length > 0;
    fb_buffer_release(&missing);
    return status;
}

/* Two parts of one number, or of two divisions: which is meant cannot be known. */
static void check_division(struct finding *finding)
{
    const struct fb_join_part *parts = finding->found.items;

    for (size_t i = 1; i < finding->found.count; i++) {
        if (parts[i].part.count != parts[0].part.count)
            report_two(finding, FB_DIAG_BATCH_JOIN_DIVIDED, parts[i].folder, parts[i].label,
                       parts[0].label);
        else if (parts[i].part.number == parts[i - 1].part.number)
            report_two(finding, FB_DIAG_BATCH_JOIN_TWICE, parts[i].folder, parts[i].label,
                       parts[i - 1].folder);
    }
}

/* Compares a part that has been finished with the first of these. */
static void check_alike(struct finding *finding, const struct fb_join_part *part,
                        const struct fb_join_part *first)
{
    struct fb_source source = {.name = part->folder};

    if (strcmp(part->version, first->version) != 0)
        fb_report(finding->night->sink, FB_DIAG_BATCH_JOIN_VERSION,
                  ((struct fb_position){.source = &source}), part->label, part->version,
                  first->label, first->version);
    else if (strcmp(part->options, first->options) != 0)
        report_two(finding, FB_DIAG_BATCH_JOIN_OPTIONS, part->folder, part->label, first->label);
}

/* Reports parts that are not alike, and those that are not finished; then sets `*lacking`. */
static void check_each(bool *lacking, struct finding *finding)
{
    const struct fb_join_part *first = NULL;

    for (size_t i = 0; i < finding->found.count; i++) {
        const struct fb_join_part *part = &finding->found.items[i];
        if (part->finished && first == NULL)
            first = part;
        if (part->finished)
            check_alike(finding, part, first);
    }
    for (size_t i = 0; i < finding->found.count; i++) {
        const struct fb_join_part *part = &finding->found.items[i];
        if (!part->finished)
            report_two(finding, FB_DIAG_BATCH_JOIN_UNFINISHED, part->folder, part->label, "");
        *lacking = *lacking || !part->finished;
    }
}

/* Warns of the first part that found other sources than the one at the head. */
static void check_sources(struct fb_join_parts *parts, struct finding *finding)
{
    const struct fb_join_part *first = &parts->items[0];

    for (size_t i = 1; i < parts->count && !parts->other_sources; i++) {
        const struct fb_join_part *part = &parts->items[i];
        parts->other_sources = strcmp(part->sources, first->sources) != 0;
        if (parts->other_sources)
            report_two(finding, FB_DIAG_BATCH_JOIN_SOURCES, part->folder, part->label,
                       first->label);
    }
}

/* What is wrong for good weighs more than what is not there yet. */
static fb_status judge(struct finding *finding)
{
    struct fb_diagnostics *sink = finding->night->sink;
    bool missing = false, unfinished = false, wrong;

    check_division(finding);
    wrong = fb_diagnostics_count(sink, FB_ERROR) > finding->errors + finding->empty;
    if (!wrong)
        FB_TRY(check_missing(&missing, finding));
    check_each(&unfinished, finding);
    wrong = wrong || fb_diagnostics_count_code(sink, FB_DIAG_BATCH_JOIN_VERSION) +
                             fb_diagnostics_count_code(sink, FB_DIAG_BATCH_JOIN_OPTIONS) >
                         0;
    if (wrong)
        return FB_ERR_INPUT;
    return missing || unfinished || finding->empty > 0 ? FB_ERR_IO : FB_OK;
}

fb_status fb_join_find(struct fb_join_parts *out, struct fb_night *night,
                       const struct fb_join_setup *setup)
{
    struct finding finding = {.night = night, .setup = setup};

    finding.errors = fb_diagnostics_count(night->sink, FB_ERROR);
    FB_TRY(fb_state_number(&finding.joins, night->state, FB_NOTE_JOINS));
    FB_TRY(read_folders(&finding));
    drop_left_over(&finding);
    if (finding.found.count == 0 && finding.empty == 0)
        report_none(&finding, setup->output);
    if (finding.found.count == 0)
        return fb_diagnostics_count(night->sink, FB_ERROR) > finding.errors + finding.empty
                   ? FB_ERR_INPUT
                   : FB_ERR_IO;
    qsort(finding.found.items, finding.found.count, sizeof *finding.found.items, compare);
    FB_TRY(judge(&finding));
    out->items = finding.found.items;
    out->count = finding.found.count;
    check_sources(out, &finding);
    return FB_OK;
}
