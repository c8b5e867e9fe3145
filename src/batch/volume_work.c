#include "batch/volume_work.h"

#include "batch/volume_task.h"
#include "data/record.h"
#include "job/volume.h"

#include <stdlib.h>
#include <string.h>

/* The work on one group. */
struct work {
    struct fb_work_setup *setup;
    struct fb_volume_task task;
    struct fb_arena *arena;
    struct fb_diagnostics *sink; /* what is wrong besides the records */
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

/* A record that was changed while the run went on would not be the one that the state knows. */
static fb_status check_unchanged(struct work *work, const struct fb_state_member *record)
{
    struct fb_job *job = fb_open_files_job(&work->setup->files);
    struct fb_source source = {.name = record->input};
    struct fb_hash hash;

    if (record->index < fb_job_record_count(job)) {
        FB_TRY(fb_record_hash(&hash, fb_job_record(job)));
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
    struct fb_work_setup *setup = work->setup;
    struct fb_job *job;
    struct fb_volume_answer done = {.kind = FB_VOLUME_PAGE};

    FB_TRY(fb_open_files_go_to(&setup->files, setup->context, &setup->job, record->input,
                               record->index));
    FB_TRY(check_unchanged(work, record));
    job = fb_open_files_job(&setup->files);
    FB_TRY(fb_work_choose_template(job, setup, work->arena));
    FB_TRY(fb_volume_add(&done.page, work->volume, job, record->title));
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
            FB_TRY(fb_volume_new(&work->volume, work->setup->context, work->setup->job.pdf_kind,
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
    struct fb_job *job = fb_open_files_job(&work->setup->files);

    if (fb_diagnostics_count(sink, FB_ERROR) == 0 && job != NULL && fb_job_diagnostics(job) != NULL)
        sink = fb_job_diagnostics(job);
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
        if (bound != FB_OK)
            fb_open_files_close(&setup->files);
    }
    release(&work);
    return status;
}
