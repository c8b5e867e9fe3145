/*
 * bind_tell.c: what is told of volumes, and noted of those that were not made.
 */
#include "batch/bind.h"

#include <stdio.h>

const char *fb_bind_name(const struct fb_state_member *member)
{
    return member->title[0] != '\0' ? member->title : member->input;
}

/* Gives what `sink` holds as JSON and in words, both in the arena. */
static fb_status print(struct fb_bind_group *group, struct fb_diagnostics *sink)
{
    FB_TRY(fb_work_print(&group->messages, group->arena, sink, fb_diagnostics_print_json));
    return fb_work_print(&group->text, group->arena, sink, fb_work_print_plain);
}

fb_status fb_bind_explain(struct fb_bind_group *group, enum fb_diag_code code, const char *path,
                          const char *first, const char *second)
{
    struct fb_source source = {.name = path};
    struct fb_diagnostics *sink;
    fb_status status;

    FB_TRY(fb_diagnostics_new(&sink));
    fb_report(sink, code, ((struct fb_position){.source = &source}), first, second);
    status = print(group, sink);
    fb_diagnostics_free(sink);
    return status;
}

void fb_bind_tell(struct fb_night *night, const struct fb_bind_group *group, const char *path,
                  enum fb_record_end end)
{
    struct fb_state_record record = {
        .input = path, .path = path, .end = end, .title = "", .department = group->value};

    if (night->setup->tell != NULL)
        night->setup->tell(night->setup->data, &record, group->text);
}

/* Lists the records that are not in a volume: the first few by name. */
static fb_status list_missing(const char **out, const struct fb_bind_group *group)
{
    enum { NAMED = 5 };
    const char *names = "";

    for (size_t i = 0; i < group->missing_count && i < NAMED; i++)
        FB_NEED(names = fb_arena_format(group->arena, "%s%s%s", names, i > 0 ? "、" : "",
                                        fb_bind_name(&group->missing[i])));
    if (group->missing_count > NAMED)
        FB_NEED(names = fb_arena_format(group->arena, "%s …", names));
    *out = names;
    return FB_OK;
}

fb_status fb_bind_tell_missing(struct fb_night *night, struct fb_bind_group *group,
                               enum fb_diag_code code, const char *path)
{
    const char *names;
    char count[24];

    FB_TRY(list_missing(&names, group));
    snprintf(count, sizeof count, "%zu", group->missing_count);
    FB_TRY(fb_bind_explain(group, code, path, count, names));
    fb_bind_tell(night, group, path, FB_RECORD_DONE);
    return FB_OK;
}

/* Gives the path of a group's only volume for messages, where nothing has been made of it. */
static fb_status path_of(const char **out, struct fb_bind_group *group)
{
    if (group->known.count == 0)
        return fb_bind_wanted_path(out, group, 1);
    *out = group->known.items[0].path;
    return FB_OK;
}

fb_status fb_bind_tell_empty(struct fb_night *night, struct fb_bind_group *group)
{
    const char *path;

    FB_TRY(path_of(&path, group));
    return fb_bind_tell_missing(night, group, FB_DIAG_BATCH_VOLUME_EMPTY, path);
}

/* Notes why in the state, and that the volumes are to be made again. What was made stays. */
static fb_status remember_failure(struct fb_night *night, struct fb_bind_group *group,
                                  const char *path)
{
    struct fb_state_volume volume = {.field = group->field,
                                     .value = group->value,
                                     .number = 1,
                                     .wanted = path,
                                     .path = path,
                                     .messages = group->messages};

    night->tally.volumes_failed++;
    night->unwritable = night->unwritable || group->unwritable;
    fb_bind_tell(night, group, path, FB_RECORD_BROKEN);
    if (group->known.count > 0)
        return fb_state_spoil_volume(night->state, group->known.items[0].id, group->messages);
    return fb_state_put_volume(&volume.id, night->state, &volume);
}

fb_status fb_bind_fail(struct fb_night *night, struct fb_bind_group *group, enum fb_diag_code code,
                       const char *argument)
{
    const char *path;

    fb_arena_clear(night->scratch);
    FB_TRY(path_of(&path, group));
    FB_TRY(fb_bind_explain(group, code, path, argument, ""));
    FB_TRY(remember_failure(night, group, path));
    return fb_state_commit(night->state);
}

fb_status fb_bind_give_up(struct fb_night *night, struct fb_bind_group *group)
{
    const char *path;

    FB_TRY(path_of(&path, group));
    FB_TRY(remember_failure(night, group, path));
    return fb_state_commit(night->state);
}
