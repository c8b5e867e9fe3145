/*
 * bind.c: the PDFs of a group of records become volumes, and which volumes have to be made.
 *
 * A group is made anew as a whole if anything that one of its volumes is made of has changed: a
 * record, which records there are, which of them have errors, the template of the contents. Groups
 * are given to workers one by one and finished as they come, for nothing depends on their order.
 */
#include "batch/bind.h"

#include "batch/rounds.h"
#include "job/volume.h"

#include <string.h>

/* The binding of all groups. */
struct binding {
    struct fb_night *night;
    struct fb_state_values values; /* of the groups */
    size_t next;
    struct fb_hash surroundings; /* of what volumes are made of besides their records */
    struct fb_buffer task;
    struct fb_binding_progress progress;
};

/* ---- groups ---- */

static void group_free(struct fb_bind_group *group)
{
    fb_arena_free(group->arena);
}

/* Divides the records that are still in the sources: into those to bind and those with errors. */
static fb_status divide(struct fb_bind_group *group, struct fb_night *night,
                        const struct fb_state_members *all)
{
    group->records = FB_NEW_ARRAY(group->arena, struct fb_state_member, all->count);
    group->missing = FB_NEW_ARRAY(group->arena, struct fb_state_member, all->count);
    FB_NEED(group->records);
    FB_NEED(group->missing);
    for (size_t i = 0; i < all->count; i++) {
        const struct fb_state_member *member = &all->items[i];
        bool bad = member->end == FB_RECORD_FAILED || member->end == FB_RECORD_BROKEN;
        bool gone;

        FB_TRY(fb_night_is_vanished(&gone, night, member->input, member->index));
        if (gone)
            continue;
        if (bad)
            group->missing[group->missing_count++] = *member;
        else
            group->records[group->count++] = *member;
    }
    return FB_OK;
}

static void append_members(struct fb_buffer *out, const struct fb_state_member *members,
                           size_t count)
{
    fb_buffer_append_format(out, "%zu\n", count);
    for (size_t i = 0; i < count; i++) {
        fb_buffer_append(out, members[i].input, strlen(members[i].input) + 1);
        fb_buffer_append(out, members[i].title, strlen(members[i].title) + 1);
        fb_buffer_append_format(out, "%zu", members[i].index);
        fb_buffer_append(out, &members[i].data, sizeof members[i].data);
        fb_buffer_append(out, &members[i].surroundings, sizeof members[i].surroundings);
    }
}

static fb_status hash_group(struct fb_bind_group *group, const struct binding *binding)
{
    struct fb_buffer text;
    fb_status status;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_append(&text, &binding->surroundings, sizeof binding->surroundings);
    fb_buffer_append_format(&text, "%zu\n", binding->night->work.volume_pages);
    append_members(&text, group->records, group->count);
    append_members(&text, group->missing, group->missing_count);
    group->hash = fb_hash_bytes(text.data, text.length);
    status = text.status;
    fb_buffer_release(&text);
    return status;
}

static fb_status read_group(struct fb_bind_group *group, const struct binding *binding,
                            const char *value)
{
    struct fb_night *night = binding->night;
    struct fb_state_members all;

    group->field = night->work.merge;
    group->value = value;
    FB_TRY(fb_state_members(&all, group->arena, night->state, group->field, value));
    FB_TRY(divide(group, night, &all));
    FB_TRY(fb_state_volumes(&group->known, group->arena, night->state, group->field, value));
    group->pages = FB_NEW_ARRAY(group->arena, struct fb_bind_page, group->count);
    FB_NEED(group->pages);
    return hash_group(group, binding);
}

static fb_status open_group(struct fb_bind_group **out, const struct binding *binding,
                            const char *value)
{
    struct fb_arena *arena;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    *out = FB_NEW(arena, struct fb_bind_group);
    if (*out == NULL) {
        fb_arena_free(arena);
        return FB_ERR_NOMEM;
    }
    (*out)->arena = arena;
    status = read_group(*out, binding, value);
    if (status != FB_OK)
        group_free(*out);
    return status;
}

/* True if all volumes are what they have to be, and on the disk as they were written. */
static fb_status is_unchanged(bool *out, struct fb_night *night, const struct fb_bind_group *group)
{
    *out = group->known.count > 0 && !night->setup->force;
    for (size_t i = 0; *out && i < group->known.count; i++) {
        const struct fb_state_volume *volume = &group->known.items[i];
        struct fb_state_output output;
        char *path;

        fb_arena_clear(night->scratch);
        FB_NEED(path = fb_arena_format(night->scratch, "%s.pdf", volume->path));
        FB_TRY(fb_state_output(out, &output, night->scratch, night->state, path));
        *out = *out && fb_hash_equal(volume->hash, group->hash);
        if (*out)
            FB_TRY(fb_night_is_whole(out, night, &output));
    }
    return FB_OK;
}

/* ---- giving out ---- */

static void tell_progress(const struct binding *binding)
{
    const struct fb_batch_setup *setup = binding->night->setup;

    if (setup->binding != NULL)
        setup->binding(setup->data, &binding->progress);
}

/* Is done with a group, whatever became of it. */
static void close_group(struct binding *binding, struct fb_bind_group *group)
{
    group_free(group);
    binding->progress.done++;
    tell_progress(binding);
}

/* Writes the task of a group. */
static fb_status put_task(struct binding *binding, const struct fb_bind_group *group)
{
    struct fb_volume_task task = {.field = group->field,
                                  .value = group->value,
                                  .records = group->records,
                                  .count = group->count,
                                  .missing_count = group->missing_count};
    const char **missing = FB_NEW_ARRAY(group->arena, const char *, group->missing_count);

    FB_NEED(missing);
    for (size_t i = 0; i < group->missing_count; i++)
        missing[i] = fb_bind_name(&group->missing[i]);
    task.missing = missing;
    fb_buffer_clear(&binding->task);
    fb_message_put_number(&binding->task, FB_TASK_VOLUMES);
    fb_volume_task_put(&binding->task, &task);
    return binding->task.status;
}

/* Looks at a group, and writes its task if something is to be made of it. */
static fb_status prepare(bool *wanted, struct binding *binding, struct fb_bind_group *group)
{
    struct fb_night *night = binding->night;
    bool unchanged;
    fb_status status;

    *wanted = false;
    FB_TRY(is_unchanged(&unchanged, night, group));
    night->tally.volumes_unchanged += unchanged ? group->known.count : 0;
    if (unchanged || group->count + group->missing_count == 0)
        return FB_OK;
    if (group->count == 0)
        return fb_bind_tell_empty(night, group);
    status = put_task(binding, group);
    if (status == FB_ERR_NOMEM)
        return fb_bind_fail(night, group, FB_DIAG_BATCH_MEMORY, "");
    *wanted = status == FB_OK;
    return status;
}

static fb_status offer(void **thing, const struct fb_buffer **task, void *data)
{
    struct binding *binding = data;

    *thing = NULL;
    *task = &binding->task;
    while (*thing == NULL && binding->next < binding->values.count &&
           !fb_night_is_stopped(binding->night)) {
        struct fb_bind_group *group;
        fb_status status;
        bool wanted;

        FB_TRY(open_group(&group, binding, binding->values.items[binding->next++]));
        status = prepare(&wanted, binding, group);
        if (wanted)
            *thing = group;
        else
            close_group(binding, group);
        FB_TRY(status);
    }
    return FB_OK;
}

/* ---- taking back ---- */

static fb_status take_volume(struct fb_bind_group *group, const struct fb_volume_answer *answer)
{
    struct fb_bind_volume *volume = FB_PUSH(group->arena, &group->volumes);

    FB_NEED(volume);
    volume->hash = answer->hash;
    volume->stamp = answer->stamp;
    volume->pages = answer->pages;
    FB_NEED(volume->temporary = fb_arena_string(group->arena, answer->temporary));
    return FB_OK;
}

static fb_status take_answer(struct fb_bind_group *group, const struct fb_message *message)
{
    struct fb_message reading = *message;
    struct fb_volume_answer answer;

    FB_TRY(fb_volume_answer_take(&answer, &reading));
    if (answer.kind == FB_VOLUME_DONE)
        return take_volume(group, &answer);
    if (answer.kind == FB_VOLUME_PAGE) {
        if (group->bound == group->count)
            return FB_ERR_INTERNAL;
        group->pages[group->bound++] =
            (struct fb_bind_page){.volume = group->volumes.count, .page = answer.page};
        return FB_OK;
    }
    group->unwritable = answer.unwritable;
    FB_NEED(group->messages = fb_arena_string(group->arena, answer.messages));
    FB_NEED(group->text = fb_arena_string(group->arena, answer.text));
    return FB_OK;
}

static fb_status hear(void *data, void *thing, const struct fb_message *message)
{
    struct binding *binding = data;
    struct fb_bind_group *group = thing;
    size_t bound = group->bound;

    FB_TRY(take_answer(group, message));
    binding->progress.records += group->bound - bound;
    tell_progress(binding);
    return FB_OK;
}

static fb_status end(void *data, void *thing, enum fb_diag_code broken, const char *why)
{
    struct binding *binding = data;
    struct fb_bind_group *group = thing;
    fb_status status = broken == FB_DIAG_COUNT ? fb_bind_finish(binding->night, group)
                                               : fb_bind_fail(binding->night, group, broken, why);

    close_group(binding, group);
    return status;
}

static void put_back(void *data, void *thing)
{
    (void)data;
    group_free(thing);
}

/* A worker has one group at a time: only at the end of a binding that fails groups go back. */
static fb_status work(struct binding *binding, struct fb_pool *pool)
{
    static const struct fb_rounds_kind GROUPS = {
        .tasks = 1, .offer = offer, .hear = hear, .end = end, .put_back = put_back};

    FB_TRY(fb_rounds_run(binding->night, pool, &GROUPS, binding));
    binding->night->tally.volumes_left = binding->values.count - binding->next;
    return binding->next < binding->values.count ? FB_OK : fb_bind_look_for_gone(binding->night);
}

/* Finds what all volumes are made of besides their records. */
static fb_status find_surroundings(struct binding *binding)
{
    struct fb_night *night = binding->night;
    const struct fb_template *template;

    FB_TRY(fb_template_store_open(&template, fb_context_templates(night->work.context),
                                  FB_VOLUME_CONTENTS, night->sink));
    return fb_work_template_surroundings(&binding->surroundings, &night->work, template);
}

fb_status fb_night_bind(struct fb_night *night, struct fb_pool *pool)
{
    struct binding binding = {.night = night};
    fb_status status;

    fb_buffer_init(&binding.task, FB_MESSAGE_LIMIT);
    FB_TRY(fb_state_values(&binding.values, night->arena, night->state, night->work.merge));
    binding.progress.groups = binding.values.count;
    status = find_surroundings(&binding);
    if (status == FB_OK)
        status = work(&binding, pool);
    fb_buffer_release(&binding.task);
    return status;
}
