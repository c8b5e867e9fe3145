#include "batch/report.h"

#include "base/i18n.h"
#include "batch/report_private.h"

#include <stdlib.h>
#include <string.h>

static enum fb_report_class class_of(const struct fb_state_record *record, bool gone)
{
    if (gone)
        return FB_REPORT_GONE;
    if (record->end == FB_RECORD_FAILED || record->end == FB_RECORD_BROKEN)
        return FB_REPORT_BAD;
    if (record->end == FB_RECORD_KEPT)
        return FB_REPORT_KEPT;
    return record->warnings > 0 ? FB_REPORT_WARNED : FB_REPORT_GOOD;
}

/* Tells whether no source has a record any more: its file has gone, or has fewer records now. */
static fb_status is_gone(bool *out, struct fb_report_work *work,
                         const struct fb_state_record *record)
{
    size_t records;

    *out = false;
    if (work->report->sources == NULL)
        return FB_OK;
    *out = fb_map_lookup(&work->sources, record->input) == NULL;
    if (*out)
        return FB_OK;
    FB_TRY(fb_state_input_records(&records, work->state, record->input));
    *out = records != 0 && record->index >= records;
    return FB_OK;
}

/* ---- the walk ---- */

struct walk {
    struct fb_report_work *work;
    unsigned classes;
    fb_report_visit *visit;
    void *data;
    size_t left; /* records that may still be told of */
};

static fb_status visit_record(void *data, const struct fb_state_record *record)
{
    struct walk *walk = data;
    struct fb_report_work *work = walk->work;
    struct fb_report_record shown = {.record = record};
    bool gone;

    FB_TRY(is_gone(&gone, work, record));
    shown.class = class_of(record, gone);
    if ((walk->classes & 1U << shown.class) == 0)
        return FB_OK;
    if (walk->left == 0)
        return FB_ERR_INPUT; /* no failure: it ends the walk */
    walk->left--;
    fb_arena_clear(work->scratch);
    FB_TRY(fb_state_outputs_of(&shown.outputs, work->scratch, work->state, record->input,
                               record->index));
    return walk->visit(walk->data, &shown);
}

fb_status fb_report_each(struct fb_report_work *work, unsigned classes, size_t most,
                         fb_report_visit *visit, void *data)
{
    struct walk walk = {work, classes, visit, data, most};
    fb_status status = fb_state_walk(work->state, visit_record, &walk);

    return status == FB_ERR_INPUT ? FB_OK : status;
}

/* ---- counting ---- */

static struct fb_report_department *department_of(struct fb_report_work *work, const char *name)
{
    uintptr_t place = (uintptr_t)fb_map_lookup(&work->by_name, name);
    struct fb_report_department *added;

    if (place > 0)
        return &work->departments.items[place - 1];
    added = FB_PUSH(work->arena, &work->departments);
    if (added == NULL || (added->name = fb_arena_string(work->arena, name)) == NULL)
        return NULL;
    place = work->departments.count;
    return fb_map_put(work->arena, &work->by_name, added->name, (void *)place) == FB_OK ? added
                                                                                        : NULL;
}

static fb_status count(void *data, const struct fb_state_record *record)
{
    struct fb_report_work *work = data;
    struct fb_report_department *department = department_of(work, record->department);
    bool gone;

    FB_NEED(department);
    FB_TRY(is_gone(&gone, work, record));
    department->records++;
    department->counts[class_of(record, gone)]++;
    work->counts[class_of(record, gone)]++;
    return FB_OK;
}

static int compare(const void *a, const void *b)
{
    const struct fb_report_department *first = a, *second = b;
    size_t left = first->counts[FB_REPORT_BAD], right = second->counts[FB_REPORT_BAD];

    if (left != right)
        return left > right ? -1 : 1;
    return strcmp(first->name, second->name);
}

static fb_status note_sources(struct fb_report_work *work)
{
    const struct fb_batch_sources *sources = work->report->sources;

    for (size_t i = 0; sources != NULL && i < sources->count; i++) {
        const char *path = sources->items[i].path;
        FB_TRY(fb_map_put(work->arena, &work->sources, path, (void *)(uintptr_t)path));
    }
    return FB_OK;
}

fb_status fb_report_begin(struct fb_report_work *work, const struct fb_batch_report *report,
                          struct fb_state *state)
{
    *work = (struct fb_report_work){.report = report, .state = state};
    FB_TRY(fb_arena_new(&work->arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_arena_new(&work->scratch, FB_ARENA_JOB_LIMIT));
    FB_TRY(note_sources(work));
    FB_TRY(fb_state_walk(state, count, work));
    if (work->departments.count > 0)
        qsort(work->departments.items, work->departments.count, sizeof *work->departments.items,
              compare);
    return FB_OK;
}

void fb_report_end(struct fb_report_work *work)
{
    fb_arena_free(work->scratch);
    fb_arena_free(work->arena);
}

const char *fb_report_end_name(const struct fb_report_record *record)
{
    static const char *const NAMES[] = {[FB_RECORD_DONE] = "done",
                                        [FB_RECORD_FAILED] = "failed",
                                        [FB_RECORD_BROKEN] = "broken",
                                        [FB_RECORD_KEPT] = "kept"};

    return NAMES[record->record->end];
}

const char *fb_report_class_word(enum fb_report_class class)
{
    static const char *const WORDS[] = {[FB_REPORT_BAD] = N_("error"),
                                        [FB_REPORT_KEPT] = N_("edited"),
                                        [FB_REPORT_WARNED] = N_("warning"),
                                        [FB_REPORT_GONE] = N_("gone"),
                                        [FB_REPORT_GOOD] = N_("in order")};

    return _(WORDS[class]);
}
