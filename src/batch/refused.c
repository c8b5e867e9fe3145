/*
 * refused.c: documents that do not come into their places.
 *
 * A place is refused by the system (a folder stands there, or its folder may not be written) or by
 * what somebody has put there since the record was given out. Then the state says again what it
 * said before, and the record or volume is told of; no other is concerned.
 */
#include "batch/place.h"
#include "batch/state_volume.h"

#include <string.h>

fb_status fb_place_bring_back(struct fb_night *night, const struct fb_state_output *output)
{
    struct fb_state_output earlier = *output;

    if (fb_hash_equal(output->earlier, (struct fb_hash){0}))
        return fb_state_remove_output(night->state, output->path);
    FB_TRY(fb_state_spoil(night->state, output->input, output->index));
    earlier.temporary = "";
    earlier.hash = output->earlier;
    /* Another stamp than any file's: its bytes tell whether it is as it was. */
    earlier.stamp = (struct fb_file_stamp){0};
    return fb_state_put_output(night->state, output->input, output->index, &earlier);
}

/* Remembers a volume for whoever binds it (bind_finish.c). */
static fb_status refuse_volume(struct fb_night *night, const struct fb_state_output *output,
                               const struct fb_placing *placing)
{
    struct fb_renames *renames = night->renames;
    struct fb_night_refusal *refusal = FB_PUSH(renames->refused_arena, &renames->refused);

    FB_NEED(refusal);
    refusal->volume = output->index;
    FB_NEED(refusal->path = fb_arena_string(renames->refused_arena, placing->path));
    FB_NEED(refusal->reason = fb_arena_string(renames->refused_arena, placing->reason));
    return FB_OK;
}

static bool is_volume(const struct fb_state_output *output)
{
    return strcmp(output->input, FB_STATE_VOLUME_INPUT) == 0;
}

/* Finds a pending document, which then is none. */
static fb_status take_back(struct fb_state_output *out, struct fb_night *night, const char *path)
{
    bool found;

    FB_TRY(fb_state_output(&found, out, night->scratch, night->state, path));
    return found ? fb_place_bring_back(night, out) : FB_ERR_INTERNAL;
}

static fb_status find_record(struct fb_state_record *out, struct fb_night *night,
                             const struct fb_state_output *output)
{
    bool found;

    FB_TRY(
        fb_state_record(&found, out, night->scratch, night->state, output->input, output->index));
    return found ? FB_OK : FB_ERR_INTERNAL;
}

fb_status fb_place_refuse(struct fb_night *night, const char *path,
                          const struct fb_placing *placing)
{
    struct fb_state_output output;
    struct fb_state_record record;

    FB_TRY(take_back(&output, night, path));
    if (is_volume(&output))
        return refuse_volume(night, &output, placing);
    FB_TRY(find_record(&record, night, &output));
    return fb_night_break(night, &record, FB_DIAG_BATCH_UNWRITABLE, placing->path, placing->reason);
}

fb_status fb_place_refuse_foreign(struct fb_night *night, const char *path)
{
    struct fb_state_output output;
    struct fb_state_record record;

    FB_TRY(take_back(&output, night, path));
    FB_TRY(find_record(&record, night, &output));
    return fb_night_break(night, &record, FB_DIAG_BATCH_FOREIGN, output.path, "");
}

fb_status fb_place_keep_edited(struct fb_night *night, const char *path)
{
    struct fb_state_output output;
    struct fb_state_record record;

    FB_TRY(take_back(&output, night, path));
    FB_TRY(find_record(&record, night, &output));
    if (record.end != FB_RECORD_DONE)
        return FB_OK;
    FB_TRY(fb_night_keep(night, &record));
    return fb_night_tell_later(night, record.input, record.index);
}

const struct fb_night_refusal *fb_night_refused(const struct fb_night *night, size_t volume)
{
    const struct fb_renames *renames = night->renames;

    for (size_t i = 0; i < renames->refused.count; i++) {
        if (renames->refused.items[i].volume == volume)
            return &renames->refused.items[i];
    }
    return NULL;
}
