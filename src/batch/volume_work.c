#include "batch/volume_work.h"

#include "batch/volume_task.h"
#include "data/record.h"
#include "job/volume.h"

#include <string.h>

/* The work on one group. */
struct work {
    struct fb_work_setup *setup;
    struct fb_volume_task task;
    struct fb_arena *arena;
    struct fb_diagnostics *sink; /* what is wrong besides the records */
    struct fb_job *job;          /* on the file of the last record; NULL: none yet */
    struct fb_volume *volume;    /* being filled; NULL: none */
    struct fb_buffer pdf;
    struct fb_buffer message;
    size_t volumes; /* that are done */
    struct fb_channel *channel;
};

static fb_status answer(struct work *work, const struct fb_volume_answer *answer)
{
    fb_buffer_clear(&work->message);
    fb_volume_answer_put(&work->message, answer);
    /* It is sent at once, so that the time begins again with each record. */
    FB_TRY(fb_channel_put(work->channel, &work->message));
    return fb_channel_send(work->channel);
}

/* ---- records ---- */

/* Opens the file of a record, unless it is open. */
static fb_status open_input(struct work *work, const struct fb_state_member *record,
                            const struct fb_state_member *before)
{
    if (work->job != NULL && before != NULL && strcmp(before->input, record->input) == 0)
        return fb_job_select(work->job, record->index);
    fb_job_free(work->job);
    work->job = NULL;
    FB_TRY(fb_job_new(&work->job, work->setup->context, work->setup->template_name));
    fb_work_configure(work->job, work->setup);
    FB_TRY(fb_job_read(work->job, record->input));
    return record->index > 0 ? fb_job_select(work->job, record->index) : FB_OK;
}

/* A record that was changed while the run went on would not be the one that the state knows. */
static fb_status check_unchanged(struct work *work, const struct fb_state_member *record)
{
    struct fb_source source = {.name = record->input};
    struct fb_hash hash;

    if (record->index < fb_job_record_count(work->job)) {
        FB_TRY(fb_record_hash(&hash, fb_job_record(work->job)));
        if (fb_hash_equal(hash, record->data))
            return FB_OK;
    }
    fb_report(work->sink, FB_DIAG_BATCH_VOLUME_CHANGED, ((struct fb_position){.source = &source}),
              "");
    return FB_ERR_INPUT;
}

static fb_status add_record(struct work *work, size_t place)
{
    const struct fb_state_member *record = &work->task.records[place];
    struct fb_volume_answer done = {.kind = FB_VOLUME_PAGE};

    FB_TRY(open_input(work, record, place > 0 ? record - 1 : NULL));
    FB_TRY(check_unchanged(work, record));
    FB_TRY(fb_volume_add(&done.page, work->volume, work->job, record->title));
    return answer(work, &done);
}

/* ---- volumes ---- */

/* Completes the volume; it is one of several if it is not the first, or not the last. */
static fb_status finish_volume(struct work *work, bool last)
{
    struct fb_volume_answer done = {.kind = FB_VOLUME_DONE};
    struct fb_volume_title title = {.group = work->task.field, .name = work->task.value};
    struct fb_result_output output = {0};

    work->volumes++;
    if (work->volumes > 1 || !last)
        title.number = work->volumes;
    if (title.name[0] == '\0')
        FB_NEED(title.name = fb_arena_format(work->arena, "（%s）", title.group));
    if (last) {
        title.missing = work->task.missing;
        title.missing_count = work->task.missing_count;
    }
    done.pages = fb_volume_pages(work->volume);
    FB_TRY(fb_volume_finish(work->volume, &title, work->sink));
    fb_volume_free(work->volume);
    work->volume = NULL;
    FB_TRY(fb_work_write(&output, work->setup, work->arena, &work->pdf, work->sink));
    fb_buffer_release(&work->pdf);
    done.temporary = output.temporary;
    done.hash = output.hash;
    done.stamp = output.stamp;
    return answer(work, &done);
}

static fb_status bind_records(struct work *work)
{
    for (size_t i = 0; i < work->task.count; i++) {
        bool last = i + 1 == work->task.count;

        if (work->volume == NULL)
            FB_TRY(fb_volume_new(&work->volume, work->setup->context, work->setup->pdf_kind,
                                 &work->pdf));
        FB_TRY(add_record(work, i));
        if (last || fb_volume_pages(work->volume) >= work->setup->volume_pages)
            FB_TRY(finish_volume(work, last));
    }
    return FB_OK;
}

/* Says why nothing is made of the group: what is wrong with the record at hand, or besides it. */
static fb_status give_up(struct work *work, fb_status status)
{
    struct fb_volume_answer failed = {.kind = FB_VOLUME_FAILED};
    struct fb_diagnostics *sink = work->sink;

    if (fb_diagnostics_count(sink, FB_ERROR) == 0 && work->job != NULL &&
        fb_job_diagnostics(work->job) != NULL)
        sink = fb_job_diagnostics(work->job);
    if (fb_diagnostics_count(sink, FB_ERROR) == 0)
        fb_work_explain(sink, work->task.value, status);
    failed.unwritable = fb_diagnostics_count_code(sink, FB_DIAG_BATCH_UNWRITABLE) > 0;
    FB_TRY(fb_work_print(&failed.messages, work->arena, sink, fb_diagnostics_print_json));
    FB_TRY(fb_work_print(&failed.text, work->arena, sink, fb_work_print_plain));
    return answer(work, &failed);
}

static void release(struct work *work)
{
    fb_volume_free(work->volume);
    fb_job_free(work->job);
    fb_buffer_release(&work->pdf);
    fb_buffer_release(&work->message);
    fb_diagnostics_free(work->sink);
    fb_arena_free(work->arena);
}

fb_status fb_volume_work(struct fb_work_setup *setup, struct fb_message *task,
                         struct fb_channel *channel)
{
    struct work work = {.setup = setup, .channel = channel};
    fb_status status = fb_arena_new(&work.arena, FB_ARENA_JOB_LIMIT);

    fb_buffer_init(&work.pdf, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&work.message, FB_MESSAGE_LIMIT);
    if (status == FB_OK)
        status = fb_diagnostics_new(&work.sink);
    if (status == FB_OK)
        status = fb_volume_task_take(&work.task, work.arena, task);
    if (status == FB_OK) {
        fb_status bound = bind_records(&work);
        status = bound == FB_OK ? FB_OK : give_up(&work, bound);
    }
    release(&work);
    return status;
}
