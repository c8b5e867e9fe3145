#include "batch/work.h"

#include "batch/edited.h"
#include "batch/pattern.h"
#include "batch/volume_work.h"
#include "data/record.h"

#include <string.h>

/* The work on one file. */
struct work {
    struct fb_work_setup *setup;
    const struct fb_task *task;
    struct fb_job *job;
    struct fb_arena *arena; /* of the record in hand */
    unsigned outputs;       /* that the record in hand needs */
    struct fb_buffer message;
    struct fb_channel *channel;
    size_t count;   /* records in the file */
    fb_status read; /* how reading it and its first record went */
};

static fb_status answer(struct work *work, const struct fb_result *result)
{
    fb_buffer_clear(&work->message);
    fb_result_put(&work->message, result);
    return fb_channel_put(work->channel, &work->message);
}

/* ---- what a record says ---- */

/* The value of a field for a pattern: fb_pattern_value. */
static const char *value_of(void *data, const char *path, size_t length)
{
    struct work *work = data;

    return fb_field_value(work->arena, fb_job_record(work->job), path, length);
}

static const char *value_or_empty(struct work *work, const char *path)
{
    const char *value = value_of(work, path, strlen(path));

    return value != NULL ? value : "";
}

/* Documents are named after their file, and the number in it. */
static fb_status name_by_place(struct work *work, struct fb_result *result)
{
    const char *place = work->task->place;

    result->wanted = work->count > 1
                         ? fb_arena_format(work->arena, "%s-%zu", place, result->index + 1)
                         : fb_arena_string(work->arena, place);
    FB_NEED(result->wanted);
    return FB_OK;
}

static fb_status name_by_pattern(struct work *work, struct fb_result *result)
{
    enum { PATH_LIMIT = 1 << 20 };
    struct fb_buffer path;
    fb_status status;

    fb_buffer_init(&path, PATH_LIMIT);
    status = fb_pattern_expand(&path, work->setup->pattern, value_of, work);
    result->wanted = fb_arena_copy(work->arena, path.data, path.length);
    fb_buffer_release(&path);
    FB_NEED(result->wanted);
    return status;
}

static fb_status find_wanted(struct work *work, struct fb_result *result)
{
    return work->setup->pattern != NULL ? name_by_pattern(work, result)
                                        : name_by_place(work, result);
}

/* ---- what a record is made of ---- */

fb_status fb_work_choose_template(struct fb_job *job, const struct fb_work_setup *setup,
                                  struct fb_arena *arena)
{
    const char *chosen;

    FB_TRY(fb_record_kinds_template(&chosen, &setup->kinds, arena, fb_job_record(job)));
    fb_job_choose_template(job, chosen);
    return FB_OK;
}

static fb_status find_hashes(struct work *work, struct fb_result *result)
{
    const struct fb_template *template;

    FB_TRY(fb_work_choose_template(work->job, work->setup, work->arena));
    FB_TRY(fb_record_hash(&result->data, fb_job_record(work->job)));
    FB_TRY(fb_job_template(&template, work->job));
    result->template_name = fb_job_template_name(work->job);
    return fb_work_template_surroundings(&result->surroundings, work->setup, template);
}

/* Gives up a DOCX that was edited if what was edited stands in the record by now. */
static fb_status release_taken(struct work *work, struct fb_task_record *known,
                               struct fb_result *result)
{
    unsigned docx = FB_OUTPUT_BIT(FB_OUTPUT_DOCX);
    struct fb_file_stamp stamp;
    const char *path;
    bool taken;

    if ((known->kept & docx) == 0)
        return FB_OK;
    path = fb_arena_format(work->arena, "%s/%s.docx", work->setup->output, known->path);
    FB_NEED(path);
    /* Taken before it is read: what is saved while it is read is another file. */
    if (!fb_file_stamp_of(&stamp, path))
        return FB_OK;
    FB_TRY(fb_edited_is_in(&taken, path, fb_job_record(work->job)));
    if (taken) {
        known->kept &= ~docx;
        result->outputs[FB_OUTPUT_DOCX].taken = stamp;
    }
    return FB_OK;
}

/*
 * Finds which outputs a record needs: those that are missing if it is as it was, else all; but none
 * that somebody edited.
 */
static fb_status find_needed(struct work *work, struct fb_result *result)
{
    size_t place = result->index - work->task->first;
    struct fb_task_record known = {.missing = FB_OUTPUT_ALL};

    if (place < work->task->known)
        known = work->task->records[place];
    if (!fb_hash_equal(known.data, result->data) ||
        !fb_hash_equal(known.surroundings, result->surroundings))
        known.missing = FB_OUTPUT_ALL;
    FB_TRY(release_taken(work, &known, result));
    result->kept = work->setup->outputs & known.kept;
    work->outputs = work->setup->outputs & known.missing & ~known.kept;
    return FB_OK;
}

/* ---- documents ---- */

static fb_status write_outputs(struct work *work, struct fb_result *result,
                               const struct fb_output_files *files)
{
    for (size_t kind = 0; kind < FB_OUTPUT_KINDS; kind++) {
        if ((work->outputs & FB_OUTPUT_BIT(kind)) != 0)
            FB_TRY(fb_work_write(&result->outputs[kind], work->setup, work->arena,
                                 &files->buffers[kind], fb_job_diagnostics(work->job)));
    }
    return FB_OK;
}

static fb_status render(struct work *work, struct fb_result *result)
{
    struct fb_output_files files;
    fb_status status;

    fb_output_files_init(&files);
    status = fb_job_render(work->job, work->outputs, &files);
    if (status == FB_OK)
        status = write_outputs(work, result, &files);
    fb_output_files_release(&files);
    return status;
}

/* ---- results ---- */

/* Fills in how a record ended that went as far as `status`. */
static fb_status judge(struct work *work, struct fb_result *result, fb_status status)
{
    struct fb_diagnostics *sink = fb_job_diagnostics(work->job);

    fb_work_explain(sink, work->task->input, status);
    result->errors = fb_diagnostics_count(sink, FB_ERROR);
    result->warnings = fb_diagnostics_count(sink, FB_WARNING);
    result->end = FB_RECORD_DONE;
    result->unwritable = fb_diagnostics_count_code(sink, FB_DIAG_BATCH_UNWRITABLE) > 0;
    result->text = "";
    /* Only what is wrong with the record itself will be wrong the next time too. */
    if (status != FB_OK)
        result->end = status == FB_ERR_INPUT ? FB_RECORD_FAILED : FB_RECORD_BROKEN;
    if (result->errors > 0)
        FB_TRY(fb_work_print(&result->text, work->arena, sink, fb_work_print_plain));
    return fb_work_print(&result->messages, work->arena, sink, fb_diagnostics_print_json);
}

/* Tells of a record, or a file, that could not be read. */
static fb_status tell_unreadable(struct work *work, size_t index, fb_status status)
{
    struct fb_result result = {.kind = FB_RESULT_RECORD,
                               .index = index,
                               .template_name = "",
                               .department = "",
                               .title = "",
                               .member = ""};

    /* With no memory for diagnostics there is nothing to tell it with. */
    if (fb_job_diagnostics(work->job) == NULL)
        return status;
    FB_TRY(name_by_place(work, &result));
    FB_TRY(judge(work, &result, status));
    return answer(work, &result);
}

/* Makes the record that the job is at, as far as it needs to be made. */
static fb_status make(struct work *work, size_t index)
{
    struct fb_result result = {.kind = FB_RESULT_RECORD, .index = index, .template_name = ""};
    fb_status status;

    result.department = value_or_empty(work, work->setup->department);
    result.title = value_or_empty(work, "项目名称");
    result.member = work->setup->merge != NULL ? value_or_empty(work, work->setup->merge) : "";
    FB_TRY(find_wanted(work, &result));
    status = find_hashes(work, &result);
    if (status == FB_OK)
        status = find_needed(work, &result);
    if (status == FB_OK && work->outputs == 0)
        result.kind = FB_RESULT_UNCHANGED;
    else if (status == FB_OK)
        status = render(work, &result);
    FB_TRY(judge(work, &result, status));
    return answer(work, &result);
}

static fb_status make_or_leave(struct work *work, size_t index)
{
    const struct fb_task *task = work->task;
    struct fb_result elsewhere = {.kind = FB_RESULT_ELSEWHERE, .index = index};
    fb_status status;

    if (fb_shard_of(task->input, index, task->shards) != task->shard)
        return answer(work, &elsewhere);
    fb_arena_clear(work->arena);
    /* The first is at hand, with what reading the file has told. */
    status = index == 0 ? work->read : fb_job_select(work->job, index);
    return status == FB_OK ? make(work, index) : tell_unreadable(work, index, status);
}

/*
 * What is known of the records before one must have come, should that break down. Of a file with
 * one record nothing need be known: it is that record which is broken.
 */
static fb_status make_records(struct work *work)
{
    size_t end = work->task->first + work->task->count;

    for (size_t i = work->task->first; i < work->count && i < end; i++) {
        if (work->count > 1)
            FB_TRY(fb_channel_send(work->channel));
        FB_TRY(make_or_leave(work, i));
    }
    return FB_OK;
}

static fb_status work_on(struct work *work)
{
    struct fb_result result = {.kind = FB_RESULT_COUNT};

    work->read = fb_job_read(work->job, work->task->input);
    work->count = fb_job_record_count(work->job);
    result.index = work->count > 0 ? work->count : 1;
    FB_TRY(answer(work, &result));
    /* A file that cannot be read is one record that cannot. */
    return work->count > 0 ? make_records(work) : tell_unreadable(work, 0, work->read);
}

static fb_status work_on_records(struct fb_work_setup *setup, struct fb_message *message,
                                 struct fb_channel *channel)
{
    struct work work = {.setup = setup, .channel = channel};
    struct fb_arena *arena;
    struct fb_task task;
    fb_status status;

    fb_buffer_init(&work.message, FB_MESSAGE_LIMIT);
    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    work.task = &task;
    status = fb_task_take(&task, arena, message);
    if (status == FB_OK)
        status = fb_arena_new(&work.arena, FB_ARENA_JOB_LIMIT);
    if (status == FB_OK)
        status = fb_job_new(&work.job, work.setup->context, &work.setup->job);
    if (status == FB_OK)
        status = work_on(&work);
    fb_job_free(work.job);
    fb_buffer_release(&work.message);
    fb_arena_free(work.arena);
    fb_arena_free(arena);
    return status;
}

fb_status fb_work(void *data, struct fb_message *message, struct fb_channel *channel)
{
    switch ((enum fb_task_kind)fb_message_number(message)) {
    case FB_TASK_RECORDS:
        return work_on_records(data, message, channel);
    case FB_TASK_VOLUMES:
        return fb_volume_work(data, message, channel);
    }
    return FB_ERR_INTERNAL;
}
