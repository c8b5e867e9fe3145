/*
 * guard.c: what stands in a document's place is looked at once more before it is replaced.
 *
 * Whether a DOCX was edited is found when its record is given to a worker. The new one is put in
 * place up to a commit later, and in these seconds somebody may have saved the old one.
 */
#include "batch/night.h"

struct fb_guard fb_night_guard(const struct fb_state_output *known,
                               const struct fb_file_stamp *taken)
{
    struct fb_guard guard = {.set = taken != NULL};

    if (!guard.set)
        return guard;
    guard.taken = *taken;
    guard.known = known != NULL && known->temporary[0] == '\0';
    if (guard.known) {
        guard.hash = known->hash;
        guard.stamp = known->stamp;
    }
    return guard;
}

/*
 * True if a file is what a run wrote, or what is left of it, or an edited one that is in the
 * record.
 */
static fb_status is_expected(bool *out, struct fb_night *night, const struct fb_guard *guard,
                             const struct fb_state_output *output,
                             const struct fb_file_stamp *found)
{
    struct fb_state_output before = {
        .path = output->path, .temporary = "", .hash = guard->hash, .stamp = guard->stamp};
    char *made = fb_arena_format(night->scratch, "%s/%s", night->work.folder, output->temporary);

    *out = fb_file_stamp_equal(found, &guard->taken) || fb_file_stamp_equal(found, &guard->stamp);
    if (!*out)
        FB_TRY(fb_night_stands(out, night, output->path, guard->hash));
    FB_NEED(made);
    return *out ? FB_OK : fb_night_is_left(out, night, &before, output->hash, made);
}

fb_status fb_night_watch(enum fb_seen *out, struct fb_night *night, const struct fb_guard *guard,
                         const struct fb_state_output *output)
{
    struct fb_file_stamp found;
    bool expected;

    *out = FB_SEEN_NOTHING;
    if (!guard->set || !fb_night_stamp(&found, night, output->path))
        return FB_OK;
    if (!guard->known) {
        FB_TRY(fb_night_stands(&expected, night, output->path, output->hash));
        *out = expected || night->setup->force ? FB_SEEN_NOTHING : FB_SEEN_FOREIGN;
        return FB_OK;
    }
    if (!fb_path_has_extension(output->path, fb_output_name(FB_OUTPUT_DOCX)))
        return FB_OK;
    FB_TRY(is_expected(&expected, night, guard, output, &found));
    *out = expected ? FB_SEEN_NOTHING : FB_SEEN_EDITED;
    return FB_OK;
}
