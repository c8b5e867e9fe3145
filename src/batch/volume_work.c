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

/* Closes the file that is open, if there is one. */
static void close_file(struct fb_work_file *file)
{
    fb_job_free(file->job);
    free(file->path);
    *file = (struct fb_work_file){0};
}

/* Goes to a record of a file that is not open yet. */
static fb_status open_file(struct fb_work_setup *setup, const struct fb_state_member *record)
{
    struct fb_work_file *file = &setup->file;
    fb_status status;

    close_file(file);
    FB_NEED(file->path = strdup(record->input));
    FB_TRY(fb_job_new(&file->job, setup->context, &setup->job));
    status = fb_job_read(file->job, file->path);
    /* If the first record alone is wrong, that is nothing to the others. */
    if (record->index > 0 && fb_job_record_count(file->job) > 0)
        status = fb_job_select(file->job, record->index);
    return status;
}

/* Goes to a record. Its file may be open since the group before: many groups may share a file. */
static fb_status go_to(struct fb_work_setup *setup, const struct fb_state_member *record)
{
    if (setup->file.job != NULL && strcmp(setup->file.path, record->input) == 0)
        return fb_job_select(setup->file.job, record->index);
    return open_file(setup, record);
}

/* A record that was changed while the run went on would not be the one that the state knows. */
static fb_status check_unchanged(struct work *work, const struct fb_state_member *record)
{
    struct fb_source source = {.name = record->input};
    struct fb_hash hash;

    if (record->index < fb_job_record_count(work->setup->file.job)) {
        FB_TRY(fb_record_hash(&hash, fb_job_record(work->setup->file.job)));
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

    FB_TRY(go_to(work->setup, record));
    FB_TRY(check_unchanged(work, record));
    FB_TRY(fb_work_choose_template(work->setup->file.job, work->setup, work->arena));
    FB_TRY(fb_volume_add(&done.page, work->volume, work->setup->file.job, record->title));
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
    struct fb_job *job = work->setup->file.job;

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
            close_file(&setup->file);
    }
    release(&work);
    return status;
}
