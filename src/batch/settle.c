/*
 * settle.c: before and after a run: what an earlier one left pending, and the batch's own folder.
 */
#include "base/file.h"
#include "batch/place.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool is_docx(const char *path)
{
    return fb_path_has_extension(path, fb_output_name(FB_OUTPUT_DOCX));
}

/* True if the DOCX at a place was changed after ours was written: somebody edited what was there.
 */
static bool is_edited(const char *path, const char *ours)
{
    struct fb_file_stamp stamp, before;

    if (!fb_file_stamp_of(&stamp, path) || !fb_file_stamp_of(&before, ours))
        return false;
    return stamp.seconds != before.seconds ? stamp.seconds > before.seconds
                                           : stamp.nanoseconds > before.nanoseconds;
}

/*
 * What becomes of a document that is lost. If it may be that something is left of it, it is in
 * place, and the run finds out (look.c). Where a DOCX stands at which nothing stood before, it is
 * the document, and somebody has edited it.
 */
static fb_status settle_lost(struct fb_night *night, const struct fb_state_output *output,
                             const char *to)
{
    struct fb_state_output lost = *output;
    enum fb_torn torn;

    FB_TRY(fb_night_torn(&torn, night, output));
    if (torn != FB_TORN_NOT) {
        lost.temporary = "";
        return fb_state_put_output(night->state, output->input, output->index, &lost);
    }
    if (!fb_file_exists(to))
        return fb_state_remove_output(night->state, output->path);
    if (is_docx(to) && fb_hash_equal(output->earlier, (struct fb_hash){0}))
        lost.earlier = output->hash;
    return fb_place_bring_back(night, &lost);
}

/* True if a pending document may be put where another file stands. */
static bool may_settle(const struct fb_state_output *output, const char *from, const char *to,
                       bool owned)
{
    if (owned || !is_docx(to) || !fb_file_exists(to))
        return true;
    /* States of before version 4 do not tell what stood there; then the times do. */
    return fb_hash_equal(output->earlier, (struct fb_hash){0}) && !is_edited(to, from);
}

/*
 * Settles a document that a run left pending: it is in place already, or is put there now, or is
 * lost or its place refused, and will be made again. A DOCX that somebody has edited there since
 * then stays.
 */
static fb_status settle(struct fb_night *night, const struct fb_state_output *output)
{
    char *from = fb_arena_format(night->scratch, "%s/%s", night->work.folder, output->temporary);
    char *to = fb_arena_format(night->scratch, "%s/%s", night->setup->output, output->path);
    struct fb_placing placing = {.end = FB_PLACING_DONE};
    struct fb_state_output settled = *output;
    bool owned, whole;

    FB_NEED(from);
    FB_NEED(to);
    FB_TRY(fb_night_has_bytes(&owned, to, output->earlier));
    FB_TRY(fb_night_has_bytes(&whole, from, output->hash));
    if (whole && (night->setup->shards > 1 || may_settle(output, from, to, owned)))
        FB_TRY(fb_night_put(&placing, night, output, owned));
    if (placing.end == FB_PLACING_TAKEN)
        return fb_night_wait(night, output);
    settled.temporary = "";
    FB_TRY(fb_night_has_bytes(&whole, to, output->hash));
    if (whole && fb_night_stamp(&settled.stamp, night, output->path))
        return fb_state_put_output(night->state, output->input, output->index, &settled);
    return settle_lost(night, output, to);
}

static fb_status settle_all(struct fb_night *night)
{
    struct fb_state_outputs pending;

    FB_TRY(fb_state_pending(&pending, night->arena, night->state));
    for (size_t i = 0; i < pending.count; i++) {
        fb_arena_clear(night->scratch);
        FB_TRY(settle(night, &pending.items[i]));
    }
    return fb_state_commit(night->state);
}

/*
 * Finds the names of documents that are still to be put in place: by the join of the parts, or by
 * the next run, where this one could not.
 */
static fb_status find_waiting(struct fb_map *out, struct fb_night *night)
{
    struct fb_state_outputs pending;

    FB_TRY(fb_state_pending(&pending, night->arena, night->state));
    for (size_t i = 0; i < pending.count; i++)
        FB_TRY(fb_map_put(night->arena, out, pending.items[i].temporary, night));
    return FB_OK;
}

/* Takes away what workers of a run that was stopped have left. */
static void sweep(struct fb_night *night)
{
    DIR *folder = opendir(night->work.folder);
    struct fb_map waiting = {0};
    struct dirent *entry;
    bool known;

    if (folder == NULL)
        return;
    /* With no way to know what is waiting, nothing is taken away. */
    known = find_waiting(&waiting, night) == FB_OK;
    while (known && (entry = readdir(folder)) != NULL) {
        char *path = fb_arena_format(night->scratch, "%s/%s", night->work.folder, entry->d_name);
        if (path != NULL && entry->d_name[0] != '.' &&
            fb_map_lookup(&waiting, entry->d_name) == NULL)
            (void)unlink(path);
        fb_arena_clear(night->scratch);
    }
    closedir(folder);
}

fb_status fb_night_prepare(struct fb_night *night)
{
    night->work.folder =
        fb_state_path(night->arena, night->setup->output, fb_night_part(night), "-work");
    night->renames = FB_NEW(night->arena, struct fb_renames);
    FB_NEED(night->work.folder);
    FB_NEED(night->renames);
    FB_TRY(fb_arena_new(&night->renames->arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_arena_new(&night->renames->refused_arena, FB_ARENA_JOB_LIMIT));
    if (fb_file_make_folder(night->work.folder) != FB_OK)
        return fb_night_report_unwritable(night, night->work.folder);
    FB_TRY(settle_all(night));
    sweep(night);
    return FB_OK;
}

void fb_night_clean(struct fb_night *night)
{
    if (night->renames != NULL) {
        fb_arena_free(night->renames->arena);
        fb_arena_free(night->renames->refused_arena);
    }
    night->renames = NULL;
    if (night->work.folder == NULL)
        return;
    sweep(night);
    (void)rmdir(night->work.folder);
}
