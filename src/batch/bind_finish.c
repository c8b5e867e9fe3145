/*
 * bind_finish.c: volumes go into the state and into their places.
 *
 * A group's volumes are committed and renamed together; what an earlier run had made under names
 * that are not used any more goes only after that, so that there is always one or the other.
 */
#include "batch/bind.h"

#include <string.h>

/* Puts which records are in a volume; those that should be stand in the last. */
static fb_status put_bounds(struct fb_night *night, const struct fb_bind_group *group,
                            size_t volume, size_t id)
{
    struct fb_state_bound bound;
    size_t place = 0;

    for (size_t i = 0; i < group->bound; i++) {
        const struct fb_state_member *record = &group->records[i];
        if (group->pages[i].volume != volume)
            continue;
        bound = (struct fb_state_bound){record->input, record->index, record->title,
                                        group->pages[i].page};
        FB_TRY(fb_state_put_bound(night->state, id, place++, &bound));
    }
    for (size_t i = 0; volume + 1 == group->volumes.count && i < group->missing_count; i++) {
        const struct fb_state_member *record = &group->missing[i];
        bound = (struct fb_state_bound){record->input, record->index, record->title, 0};
        FB_TRY(fb_state_put_bound(night->state, id, place++, &bound));
    }
    return FB_OK;
}

/* Puts a volume into the state, and its file on the way to its place. */
static fb_status put_volume(struct fb_night *night, const struct fb_bind_group *group, size_t index,
                            struct fb_state_volume *volume)
{
    const struct fb_bind_volume *made = &group->volumes.items[index];
    struct fb_state_output output = {
        .temporary = made->temporary, .hash = made->hash, .stamp = made->stamp};

    volume->field = group->field;
    volume->value = group->value;
    volume->number = index + 1;
    volume->hash = group->hash;
    volume->pages = made->pages;
    volume->messages =
        index + 1 == group->volumes.count && group->messages != NULL ? group->messages : "";
    FB_TRY(fb_state_put_volume(&volume->id, night->state, volume));
    FB_TRY(put_bounds(night, group, index, volume->id));
    FB_NEED(output.path = fb_arena_format(group->arena, "%s.pdf", volume->path));
    return fb_night_rename_later(night, FB_STATE_VOLUME_INPUT, volume->id, &output, NULL);
}

/* Finds where each volume is to go; one that cannot go there leaves all undone. */
static fb_status place_volumes(bool *foreign, struct fb_night *night, struct fb_bind_group *group,
                               struct fb_state_volume *volumes)
{
    *foreign = false;
    for (size_t i = 0; i < group->volumes.count && !*foreign; i++) {
        FB_TRY(fb_bind_choose_path(foreign, &volumes[i], night, group, i));
        if (*foreign)
            FB_TRY(fb_bind_fail(night, group, FB_DIAG_BATCH_FOREIGN, ""));
    }
    return FB_OK;
}

/* Takes away what a volume had under another path than the one it has now; NULL: it has none. */
static fb_status clear_away(struct fb_night *night, size_t id, const char *path)
{
    struct fb_state_outputs outputs;
    size_t length = path != NULL ? strlen(path) : 0;
    bool kept = false;

    FB_TRY(fb_state_outputs_of(&outputs, night->scratch, night->state, FB_STATE_VOLUME_INPUT, id));
    for (size_t i = 0; i < outputs.count; i++) {
        const char *found = outputs.items[i].path;
        if (path != NULL && strncmp(found, path, length) == 0 &&
            strcmp(found + length, ".pdf") == 0)
            continue;
        FB_TRY(fb_night_prune_output(&kept, night, &outputs.items[i]));
    }
    if (path != NULL || kept)
        return FB_OK;
    return fb_state_remove_volume(night->state, id);
}

/* Takes away what the group's volumes were before, once they are what they are now. */
static fb_status clear_group(struct fb_night *night, const struct fb_bind_group *group,
                             const struct fb_state_volume *volumes)
{
    for (size_t i = 0; i < group->volumes.count; i++) {
        fb_arena_clear(night->scratch);
        FB_TRY(clear_away(night, volumes[i].id, volumes[i].path));
    }
    for (size_t i = 0; i < group->known.count; i++) {
        fb_arena_clear(night->scratch);
        if (group->known.items[i].number > group->volumes.count)
            FB_TRY(clear_away(night, group->known.items[i].id, NULL));
    }
    return fb_state_commit(night->state);
}

/* Finds the first volume of a group whose place was refused; NULL: there is none. */
static const struct fb_night_refusal *find_refusal(const struct fb_night *night,
                                                   const struct fb_bind_group *group,
                                                   const struct fb_state_volume *volumes)
{
    const struct fb_night_refusal *refusal = NULL;

    for (size_t i = 0; refusal == NULL && i < group->volumes.count; i++)
        refusal = fb_night_refused(night, volumes[i].id);
    return refusal;
}

/* What was put in its place beside one that was not stays, and all are made again. */
static fb_status finish_refused(struct fb_night *night, struct fb_bind_group *group,
                                const struct fb_state_volume *volumes,
                                const struct fb_night_refusal *refusal)
{
    FB_TRY(fb_bind_explain(group, FB_DIAG_BATCH_UNWRITABLE, refusal->path, refusal->reason, ""));
    for (size_t i = 0; i < group->volumes.count; i++) {
        bool refused = fb_night_refused(night, volumes[i].id) != NULL;
        night->tally.volumes_made += !refused;
        night->tally.volumes_failed += refused;
        FB_TRY(fb_state_spoil_volume(night->state, volumes[i].id, refused ? group->messages : ""));
    }
    fb_bind_tell(night, group, refusal->path, FB_RECORD_BROKEN);
    return fb_state_commit(night->state);
}

static fb_status put_group(struct fb_night *night, struct fb_bind_group *group,
                           struct fb_state_volume *volumes)
{
    const struct fb_night_refusal *refusal;
    size_t last = group->volumes.count - 1;

    if (group->missing_count > 0)
        FB_TRY(fb_bind_tell_missing(night, group, FB_DIAG_BATCH_VOLUME_INCOMPLETE,
                                    volumes[last].path));
    for (size_t i = 0; i <= last; i++)
        FB_TRY(put_volume(night, group, i, &volumes[i]));
    FB_TRY(fb_night_commit(night));
    refusal = find_refusal(night, group, volumes);
    if (refusal != NULL)
        return finish_refused(night, group, volumes, refusal);
    night->tally.volumes_made += group->volumes.count;
    return clear_group(night, group, volumes);
}

fb_status fb_bind_finish(struct fb_night *night, struct fb_bind_group *group)
{
    struct fb_state_volume *volumes;
    bool foreign;

    fb_arena_clear(night->scratch);
    if (group->messages != NULL)
        return fb_bind_give_up(night, group);
    if (group->bound != group->count || group->volumes.count == 0)
        return FB_ERR_INTERNAL;
    volumes = FB_NEW_ARRAY(group->arena, struct fb_state_volume, group->volumes.count);
    FB_NEED(volumes);
    FB_TRY(place_volumes(&foreign, night, group, volumes));
    return foreign ? FB_OK : put_group(night, group, volumes);
}

/* ---- groups that are no more ---- */

/* True if a group has a record that is in the sources. */
static fb_status is_there(bool *out, struct fb_night *night, const char *value)
{
    struct fb_state_members members;
    bool gone = true;

    FB_TRY(fb_state_members(&members, night->scratch, night->state, night->work.merge, value));
    for (size_t i = 0; gone && i < members.count; i++)
        FB_TRY(fb_night_is_vanished(&gone, night, members.items[i].input, members.items[i].index));
    *out = !gone;
    return FB_OK;
}

/* Looks at one volume; of another field's there are no groups in this run. */
static fb_status look_at_volume(struct fb_night *night, const struct fb_state_volume *volume)
{
    bool there = false;

    fb_arena_clear(night->scratch);
    if (strcmp(volume->field, night->work.merge) == 0)
        FB_TRY(is_there(&there, night, volume->value));
    if (there)
        return FB_OK;
    night->tally.volumes_gone++;
    return night->setup->prune ? clear_away(night, volume->id, NULL) : FB_OK;
}

fb_status fb_bind_look_for_gone(struct fb_night *night)
{
    struct fb_state_volumes all;

    FB_TRY(fb_state_volumes(&all, night->arena, night->state, NULL, NULL));
    for (size_t i = 0; i < all.count; i++)
        FB_TRY(look_at_volume(night, &all.items[i]));
    return fb_state_commit(night->state);
}
