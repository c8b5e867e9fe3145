/*
 * place.c: documents are put in place.
 *
 * The state is committed with the documents as pending; then they are renamed; the next commit has
 * them as settled. So there is no moment at which the state says what is not so.
 */
#include "batch/place.h"

/*
 * Tells whether what a part has written at a path stands there, or what is left of it now that it
 * was made again.
 */
static fb_status is_owned(bool *out, struct fb_night *night, const struct fb_state_output *known,
                          const struct fb_state_output *output)
{
    struct fb_file_stamp stamp;
    char *made;

    *out = false;
    if (night->setup->shards == 1 || !fb_night_stamp(&stamp, night, known->path) ||
        known->temporary[0] != '\0')
        return FB_OK;
    FB_TRY(fb_night_is_ours(out, night, known));
    if (*out)
        return FB_OK;
    FB_NEED(made = fb_arena_format(night->scratch, "%s/%s", night->work.folder, output->temporary));
    return fb_night_is_left(out, night, known, output->hash, made);
}

/* Asks what the state has at a path, before it has what is to go there. */
static fb_status look_up(struct fb_rename *out, struct fb_night *night,
                         const struct fb_file_stamp *taken)
{
    struct fb_state_output known;
    bool found;

    FB_TRY(fb_state_output(&found, &known, night->scratch, night->state, out->output.path));
    out->guard = fb_night_guard(found ? &known : NULL, taken);
    if (!found)
        return FB_OK;
    out->output.earlier = known.temporary[0] == '\0' ? known.hash : known.earlier;
    return is_owned(&out->owned, night, &known, &out->output);
}

fb_status fb_night_rename_later(struct fb_night *night, const char *input, size_t index,
                                const struct fb_state_output *output,
                                const struct fb_file_stamp *taken)
{
    struct fb_renames *renames = night->renames;
    struct fb_rename *waiting = FB_PUSH(renames->arena, &renames->waiting);

    FB_NEED(waiting);
    *waiting = (struct fb_rename){.output = *output};
    FB_TRY(look_up(waiting, night, taken));
    waiting->output.index = index;
    FB_NEED(waiting->output.input = fb_arena_string(renames->arena, input));
    FB_NEED(waiting->output.path = fb_arena_string(renames->arena, output->path));
    FB_NEED(waiting->output.temporary = fb_arena_string(renames->arena, output->temporary));
    return fb_state_put_output(night->state, input, index, &waiting->output);
}

static fb_status place(struct fb_night *night, const struct fb_rename *rename)
{
    const struct fb_state_output *output = &rename->output;
    enum fb_seen seen = FB_SEEN_NOTHING;
    struct fb_placing placing;

    fb_arena_clear(night->scratch);
    /* A part replaces nothing that it does not know (put.c). */
    if (rename->owned || night->setup->shards == 1)
        FB_TRY(fb_night_watch(&seen, night, &rename->guard, output));
    if (seen != FB_SEEN_NOTHING)
        return seen == FB_SEEN_EDITED ? fb_place_keep_edited(night, output->path)
                                      : fb_place_refuse_foreign(night, output->path);
    FB_TRY(fb_night_put(&placing, night, output, rename->owned));
    if (placing.end == FB_PLACING_REFUSED)
        return fb_place_refuse(night, output->path, &placing);
    return placing.end == FB_PLACING_TAKEN ? fb_night_wait(night, output) : FB_OK;
}

fb_status fb_night_commit(struct fb_night *night)
{
    struct fb_renames *renames = night->renames;

    FB_TRY(fb_state_commit(night->state));
    renames->refused.items = NULL;
    renames->refused.count = renames->refused.capacity = 0;
    fb_arena_clear(renames->refused_arena);
    for (size_t i = 0; i < renames->waiting.count; i++)
        FB_TRY(place(night, &renames->waiting.items[i]));
    if (renames->waiting.count > 0)
        FB_TRY(fb_state_settle(night->state));
    renames->waiting.items = NULL;
    renames->waiting.count = renames->waiting.capacity = 0;
    fb_arena_clear(renames->arena);
    return FB_OK;
}
