#include "batch/run.h"

#include "base/file.h"
#include "batch/night.h"
#include "batch/progress.h"
#include "batch/queue.h"
#include "batch/rounds.h"
#include "data/input.h"

/* Results are committed together when there are so many, or when the first has waited so long. */
enum { COMMIT_RECORDS = 256, COMMIT_MILLISECONDS = 1000 };

/* Slots that may be open for each worker: so many, that none waits for a slow one at the front. */
enum { SLOTS_EACH = 16 };

/* The giving out and taking back. */
struct course {
    struct fb_night night;
    struct fb_pool *pool;
    struct fb_queue queue;
    size_t next;            /* source */
    size_t uncommitted;     /* records, */
    int64_t since;          /* and when the first of them was finished */
    size_t errors;          /* that were reported before */
    struct fb_buffer bytes; /* of a file that is looked at */
    struct fb_buffer task;
    struct fb_arena *paths; /* of what is in the task */
};

/*
 * Tells how far the run is. A file that is not begun counts for as many records as those before had
 * on average.
 */
static void tell_progress(const struct course *course)
{
    const struct fb_batch_setup *setup = course->night.setup;
    size_t records = course->night.tally.records, waiting = 0;
    size_t files = course->night.sources->count - course->next;

    if (setup->progress == NULL)
        return;
    for (const struct fb_slot *slot = course->queue.first; slot != NULL; slot = slot->next)
        waiting += slot->total > 0 ? slot->count : 1;
    setup->progress(setup->data, &course->night.tally,
                    waiting + files * (records + waiting) / (course->next + 1));
}

/* ---- giving out ---- */

/* Looks at the next source and puts it into the queue if something is to be made of it. */
static fb_status take_source(struct course *course)
{
    struct fb_night *night = &course->night;
    const struct fb_batch_source *source = &night->sources->items[course->next++];
    struct fb_hash hash = {0};
    bool readable, done = false, divided = false;

    fb_buffer_clear(&course->bytes);
    readable = fb_file_read(&course->bytes, source->path) == FB_OK;
    divided = readable && course->bytes.length > FB_SHARD_FILE;
    if (!divided && fb_shard_of(source->path, 0, night->setup->shards) != night->setup->shard) {
        night->tally.records++;
        night->tally.elsewhere++;
        return FB_OK;
    }
    if (night->setup->shards > 1)
        FB_TRY(fb_state_put_source(night->state, course->next, source->path));
    if (readable) {
        hash = fb_hash_bytes(course->bytes.data, course->bytes.length);
        FB_TRY(fb_night_look(&done, night, source, hash));
    }
    tell_progress(course);
    /* What cannot be read here is read again by a worker, which then says why it cannot. */
    return done ? FB_OK : fb_queue_add(&course->queue, source, hash, divided);
}

/* Finds the next slot to give out; NULL if there is none now. */
static fb_status find_waiting(struct fb_slot **out, struct course *course)
{
    size_t most = course->night.setup->workers * SLOTS_EACH;

    *out = fb_queue_waiting(&course->queue);
    while (*out == NULL && course->next < course->night.sources->count &&
           course->queue.length < most && !fb_night_is_stopped(&course->night)) {
        FB_TRY(take_source(course));
        *out = fb_queue_waiting(&course->queue);
    }
    return FB_OK;
}

/* Writes the task of what is left to do of a slot. */
static fb_status put_task(struct course *course, const struct fb_slot *slot)
{
    const struct fb_batch_setup *setup = course->night.setup;
    struct fb_task_record known[FB_SLOT_RECORDS];
    struct fb_task task = {.input = slot->source->path,
                           .place = slot->source->place,
                           .first = slot->first + slot->received,
                           .count = slot->count - slot->received,
                           .records = known};
    bool found = true;

    if (slot->divided) {
        task.shard = setup->shard;
        task.shards = setup->shards;
    }
    fb_arena_clear(course->paths);
    /* Records of other parts are not known; behind any other that is not, there are none. */
    while ((found || slot->divided) && task.known < task.count) {
        struct fb_task_record *record = &known[task.known];
        fb_arena_clear(course->night.scratch);
        FB_TRY(
            fb_night_recall(&found, record, &course->night, task.input, task.first + task.known));
        record->path = fb_arena_string(course->paths, record->path);
        FB_NEED(record->path);
        task.known += found || slot->divided;
    }
    fb_buffer_clear(&course->task);
    fb_task_put(&course->task, &task);
    return course->task.status;
}

static fb_status offer(void **thing, const struct fb_buffer **task, void *data)
{
    struct course *course = data;
    struct fb_slot *slot;

    *thing = NULL;
    *task = &course->task;
    FB_TRY(find_waiting(&slot, course));
    if (slot == NULL)
        return FB_OK;
    FB_TRY(put_task(course, slot));
    slot->given = true;
    *thing = slot;
    return FB_OK;
}

/* ---- taking back ---- */

static fb_status hear(void *data, void *thing, const struct fb_message *message)
{
    struct course *course = data;
    struct fb_slot *slot = thing;
    struct fb_message reading = *message;
    struct fb_result result;

    FB_TRY(fb_result_take(&result, &reading));
    if (result.kind != FB_RESULT_COUNT)
        return fb_slot_keep(slot, message);
    return slot->total == 0 ? fb_queue_extend(&course->queue, slot, result.index) : FB_OK;
}

static fb_status end(void *data, void *thing, enum fb_diag_code broken, const char *why)
{
    struct fb_slot *slot = thing;

    (void)data;
    if (broken == FB_DIAG_COUNT)
        slot->done = true;
    else
        fb_slot_break(slot, broken, why);
    return FB_OK;
}

static void put_back(void *data, void *thing)
{
    struct fb_slot *slot = thing;

    (void)data;
    slot->given = false;
}

/* ---- putting in place, in order ---- */

static fb_status finish_result(struct course *course, const struct fb_slot *slot, size_t place)
{
    const struct fb_slot_result *kept = &slot->results[place];
    struct fb_message message = {kept->message.data, kept->message.length, 0, false};
    struct fb_result result;

    fb_arena_clear(course->night.scratch);
    if (course->uncommitted++ == 0)
        course->since = fb_progress_clock();
    if (kept->broken != FB_DIAG_COUNT)
        return fb_night_finish_broken(&course->night, slot->source, slot->first + place,
                                      kept->broken, kept->why);
    FB_TRY(fb_result_take(&result, &message));
    return fb_night_finish(&course->night, slot->source, &result);
}

/* Finishes a slot; with the last of a file the state knows what the whole file was. */
static fb_status finish_slot(struct course *course, const struct fb_slot *slot)
{
    for (size_t i = 0; i < slot->received; i++)
        FB_TRY(finish_result(course, slot, i));
    if (slot->total > 0 && slot->first + slot->received == slot->total)
        FB_TRY(
            fb_state_put_input(course->night.state, slot->source->path, slot->hash, slot->total));
    return FB_OK;
}

static bool is_commit_due(const struct course *course)
{
    return course->uncommitted >= COMMIT_RECORDS ||
           (course->uncommitted > 0 && fb_progress_clock() - course->since >= COMMIT_MILLISECONDS);
}

/* Finishes the slots that are done, up to the first that is not. */
static fb_status finish_done(void *data)
{
    struct course *course = data;

    while (course->queue.first != NULL && course->queue.first->done) {
        FB_TRY(finish_slot(course, course->queue.first));
        fb_queue_pop(&course->queue);
        if (is_commit_due(course)) {
            FB_TRY(fb_night_commit(&course->night));
            course->uncommitted = 0;
        }
        tell_progress(course);
    }
    return FB_OK;
}

static fb_status work(struct course *course)
{
    static const struct fb_rounds_kind SLOTS = {.tasks = FB_POOL_TASKS,
                                                .offer = offer,
                                                .hear = hear,
                                                .end = end,
                                                .put_back = put_back,
                                                .settle = finish_done};

    FB_TRY(fb_rounds_run(&course->night, course->pool, &SLOTS, course));
    return fb_night_commit(&course->night);
}

/* Counts what was not begun because the run was stopped: a file that was not opened as one record.
 */
static void count_left(struct course *course)
{
    const struct fb_slot *slot = course->queue.first;
    size_t left = course->night.sources->count - course->next;

    for (; slot != NULL; slot = slot->next)
        left += slot->total > 0 ? slot->count - slot->received : 1;
    course->night.tally.left = left;
    course->night.tally.records += left;
}

/* ---- the whole ---- */

static fb_status spend(struct course *course)
{
    const struct fb_batch_setup *setup = course->night.setup;
    struct fb_pool_setup pool = {.workers = setup->workers,
                                 .seconds = setup->seconds,
                                 .memory = setup->memory,
                                 .work =
                                     setup->work_function != NULL ? setup->work_function : fb_work,
                                 .data = &course->night.work};

    FB_TRY(fb_night_prepare(&course->night));
    FB_TRY(fb_work_surroundings(&course->night.work.surroundings, &course->night.work,
                                course->night.sink));
    FB_TRY(fb_night_begin_part(&course->night));
    FB_TRY(fb_night_note_sources(&course->night));
    FB_TRY(fb_night_report_workers(&course->night, fb_pool_new(&course->pool, &pool)));
    FB_TRY(work(course));
    FB_TRY(fb_night_tell_again(&course->night));
    count_left(course);
    if (course->night.tally.left > 0)
        return FB_OK;
    /* Of a part other parts' records would be missing. */
    if (setup->work.merge != NULL && setup->shards == 1)
        FB_TRY(fb_night_bind(&course->night, course->pool));
    if (course->night.tally.volumes_left > 0)
        return FB_OK;
    FB_TRY(fb_night_vanished(&course->night));
    return fb_night_finish_part(&course->night);
}

static fb_status begin(struct course *course)
{
    FB_TRY(fb_arena_new(&course->night.arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_arena_new(&course->night.scratch, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_arena_new(&course->paths, FB_ARENA_JOB_LIMIT));
    if (fb_file_make_folder(course->night.setup->output) != FB_OK)
        return fb_night_report_unwritable(&course->night, course->night.setup->output);
    return fb_night_enter(&course->night);
}

static void release(struct course *course)
{
    fb_pool_free(course->pool);
    fb_queue_release(&course->queue);
    fb_night_clean(&course->night);
    fb_state_close(course->night.state);
    fb_arena_free(course->paths);
    fb_arena_free(course->night.scratch);
    fb_arena_free(course->night.arena);
    fb_buffer_release(&course->bytes);
    fb_buffer_release(&course->task);
}

fb_status fb_batch_run(struct fb_batch_tally *out, const struct fb_batch_setup *setup,
                       const struct fb_batch_sources *sources, struct fb_diagnostics *sink)
{
    struct course course = {
        .night = {.setup = setup, .sources = sources, .sink = sink, .work = setup->work}};
    course.night.work.output = setup->output;
    fb_status status;

    course.errors = fb_diagnostics_count(sink, FB_ERROR);
    fb_buffer_init(&course.bytes, FB_INPUT_LIMIT);
    fb_buffer_init(&course.task, FB_MESSAGE_LIMIT);
    status = begin(&course);
    if (status == FB_OK)
        status = spend(&course);
    if (status == FB_ERR_IO && fb_diagnostics_count(sink, FB_ERROR) == course.errors)
        status = fb_night_report_state(&course.night);
    *out = course.night.tally;
    release(&course);
    return status;
}
