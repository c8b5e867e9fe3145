/*
 * place.c: documents are put in place.
 *
 * The state is committed with the documents as pending; then they are renamed; the next commit has
 * them as settled. So there is no moment at which the state says what is not so.
 *
 * A part of a run shares its folder with others that it knows nothing of. It replaces only what it
 * wrote itself; a path at which a file of somebody else stands it leaves alone, and its document
 * waits in the part's own folder, as pending, until all parts are joined.
 */
#include "base/file.h"
#include "base/system_error.h"
#include "base/vector.h"
#include "batch/night.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A document that waits for the next commit. */
struct fb_rename {
    const char *input;
    size_t index;
    struct fb_state_output output;
    bool owned; /* what stands at the path is the document's earlier form */
};

struct fb_renames {
    struct fb_arena *arena;
    FB_VECTOR(struct fb_rename) waiting;
};

bool fb_night_stamp(struct fb_file_stamp *out, struct fb_night *night, const char *path)
{
    char *full = fb_arena_format(night->scratch, "%s/%s", night->setup->output, path);

    return full != NULL && fb_file_stamp_of(out, full);
}

fb_status fb_night_report_unwritable(struct fb_night *night, const char *path)
{
    struct fb_source source = {.name = path};

    fb_report(night->sink, FB_DIAG_BATCH_UNWRITABLE, ((struct fb_position){.source = &source}),
              fb_system_error(errno));
    return FB_ERR_IO;
}

fb_status fb_night_report_state(struct fb_night *night)
{
    struct fb_source source = {.name = night->setup->output};

    fb_report(night->sink, FB_DIAG_BATCH_STATE, ((struct fb_position){.source = &source}),
              night->state != NULL ? fb_state_failure(night->state) : "");
    return FB_ERR_IO;
}

fb_status fb_night_report_workers(const struct fb_night *night, fb_status status)
{
    struct fb_source source = {.name = night->setup->output};

    if (status == FB_ERR_IO)
        fb_report(night->sink, FB_DIAG_BATCH_WORKERS, ((struct fb_position){.source = &source}),
                  fb_system_error(errno));
    return status;
}

/* Makes the folders of a document. */
static fb_status make_folders(struct fb_night *night, const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder;

    if (slash == NULL)
        return FB_OK;
    folder = fb_arena_copy(night->scratch, path, (size_t)(slash - path));
    FB_NEED(folder);
    return fb_file_make_folder(folder) == FB_OK ? FB_OK : fb_night_report_unwritable(night, folder);
}

/*
 * Puts a document in a place at which nothing is: a file that somebody puts there at the same time
 * is never replaced. `*placed` is false if there is something.
 */
static fb_status put_beside_others(bool *placed, struct fb_night *night, const char *from,
                                   const char *to)
{
    *placed = link(from, to) == 0;
    if (*placed)
        return unlink(from) == 0 ? FB_OK : fb_night_report_unwritable(night, from);
    return errno == EEXIST ? FB_OK : fb_night_report_unwritable(night, to);
}

/* Puts a document in place of whatever is there; the folder is most often there already. */
static fb_status replace(struct fb_night *night, const char *from, const char *to)
{
    if (rename(from, to) == 0)
        return FB_OK;
    if (errno != ENOENT)
        return fb_night_report_unwritable(night, to);
    FB_TRY(make_folders(night, to));
    return rename(from, to) == 0 ? FB_OK : fb_night_report_unwritable(night, to);
}

/* Keeps a document under a name that stays its own, until the parts are joined. */
static fb_status wait_for_join(struct fb_night *night, const char *input, size_t index,
                               const struct fb_state_output *output, const char *from)
{
    struct fb_hash hash = fb_hash_bytes(output->path, strlen(output->path));
    struct fb_state_output waiting = *output;
    char *to;

    waiting.temporary =
        fb_arena_format(night->scratch, FB_STATE_WAITING "%016llx%016llx",
                        (unsigned long long)hash.high, (unsigned long long)hash.low);
    FB_NEED(waiting.temporary);
    to = fb_arena_format(night->scratch, "%s/%s", night->work.folder, waiting.temporary);
    FB_NEED(to);
    if (rename(from, to) != 0)
        return fb_night_report_unwritable(night, to);
    return fb_state_put_output(night->state, input, index, &waiting);
}

/* Renames a pending document to its place; `*placed` is false if it waits for the join. */
static fb_status put_in_place(bool *placed, struct fb_night *night, const struct fb_rename *rename)
{
    const struct fb_state_output *output = &rename->output;
    char *from = fb_arena_format(night->scratch, "%s/%s", night->work.folder, output->temporary);
    char *to = fb_arena_format(night->scratch, "%s/%s", night->setup->output, output->path);

    *placed = true;
    FB_NEED(from);
    FB_NEED(to);
    if (rename->owned || night->setup->shards == 1)
        return replace(night, from, to);
    FB_TRY(make_folders(night, to));
    FB_TRY(put_beside_others(placed, night, from, to));
    return *placed ? FB_OK : wait_for_join(night, rename->input, rename->index, output, from);
}

/* Tells whether what a part has written at a path stands there. */
static fb_status is_owned(bool *out, struct fb_night *night, const char *path)
{
    struct fb_state_output known;
    struct fb_file_stamp stamp;

    *out = false;
    if (night->setup->shards == 1 || !fb_night_stamp(&stamp, night, path))
        return FB_OK;
    FB_TRY(fb_state_output(out, &known, night->scratch, night->state, path));
    if (!*out || known.temporary[0] != '\0') {
        *out = false;
        return FB_OK;
    }
    return fb_night_is_ours(out, night, &known);
}

fb_status fb_night_rename_later(struct fb_night *night, const char *input, size_t index,
                                const struct fb_state_output *output)
{
    struct fb_renames *renames = night->renames;
    struct fb_rename *waiting = FB_PUSH(renames->arena, &renames->waiting);

    FB_NEED(waiting);
    *waiting = (struct fb_rename){fb_arena_string(renames->arena, input), index, *output, false};
    FB_TRY(is_owned(&waiting->owned, night, output->path));
    waiting->output.path = fb_arena_string(renames->arena, output->path);
    waiting->output.temporary = fb_arena_string(renames->arena, output->temporary);
    FB_NEED(waiting->input);
    FB_NEED(waiting->output.path);
    FB_NEED(waiting->output.temporary);
    return fb_state_put_output(night->state, input, index, output);
}

fb_status fb_night_commit(struct fb_night *night)
{
    struct fb_renames *renames = night->renames;
    bool placed;

    FB_TRY(fb_state_commit(night->state));
    for (size_t i = 0; i < renames->waiting.count; i++) {
        fb_arena_clear(night->scratch);
        FB_TRY(put_in_place(&placed, night, &renames->waiting.items[i]));
    }
    if (renames->waiting.count > 0)
        FB_TRY(fb_state_settle(night->state));
    renames->waiting.items = NULL;
    renames->waiting.count = renames->waiting.capacity = 0;
    fb_arena_clear(renames->arena);
    return FB_OK;
}

/* ---- before and after ---- */

bool fb_night_has_bytes(const char *path, struct fb_hash hash)
{
    struct fb_buffer bytes;
    bool same;

    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    same = fb_file_read(&bytes, path) == FB_OK &&
           fb_hash_equal(fb_hash_bytes(bytes.data, bytes.length), hash);
    fb_buffer_release(&bytes);
    return same;
}

fb_status fb_night_stands(bool *out, struct fb_night *night, const char *path, struct fb_hash hash)
{
    char *full = fb_arena_format(night->scratch, "%s/%s", night->setup->output, path);

    FB_NEED(full);
    *out = fb_night_has_bytes(full, hash);
    return FB_OK;
}

/* True if the DOCX at a place was changed after ours was written: somebody edited what was there.
 */
static bool is_edited(const char *path, const char *ours)
{
    struct fb_file_stamp stamp, before;
    size_t length = strlen(path);

    if (length < 5 || strcmp(path + length - 5, ".docx") != 0 || !fb_file_stamp_of(&stamp, path) ||
        !fb_file_stamp_of(&before, ours))
        return false;
    return stamp.seconds != before.seconds ? stamp.seconds > before.seconds
                                           : stamp.nanoseconds > before.nanoseconds;
}

/*
 * What becomes of a document that is lost: the state knows again what it was to replace, and that
 * the record is to be made again. What is left of the lost one itself goes.
 */
static fb_status settle_lost(struct fb_night *night, const struct fb_state_output *output,
                             const char *to)
{
    struct fb_state_output earlier = *output;
    bool there = fb_file_exists(to);

    if (there && fb_night_is_torn(night, output)) {
        if (unlink(to) != 0)
            return fb_night_report_unwritable(night, to);
        there = false;
    }
    if (!there || fb_hash_equal(output->earlier, (struct fb_hash){0}))
        return fb_state_remove_output(night->state, output->path);
    FB_TRY(fb_state_spoil(night->state, output->input, output->index));
    earlier.temporary = "";
    earlier.hash = output->earlier;
    /* Another stamp than any file's: its bytes tell whether it is as it was. */
    earlier.stamp = (struct fb_file_stamp){0};
    return fb_state_put_output(night->state, output->input, output->index, &earlier);
}

/*
 * Settles a document that a run left pending: it is in place already, or is put there now, or is
 * lost and will be made again. A DOCX that somebody has edited there since then stays.
 */
static fb_status settle(struct fb_night *night, const struct fb_state_output *output)
{
    char *from = fb_arena_format(night->scratch, "%s/%s", night->work.folder, output->temporary);
    char *to = fb_arena_format(night->scratch, "%s/%s", night->setup->output, output->path);
    struct fb_rename rename = {output->input, output->index, *output, false};
    struct fb_state_output settled = *output;
    bool placed = true;

    FB_NEED(from);
    FB_NEED(to);
    rename.owned = fb_night_has_bytes(to, output->earlier);
    if (fb_night_has_bytes(from, output->hash) &&
        (night->setup->shards > 1 || rename.owned || !is_edited(to, from)))
        FB_TRY(put_in_place(&placed, night, &rename));
    if (!placed)
        return FB_OK;
    settled.temporary = "";
    if (fb_night_has_bytes(to, output->hash) && fb_night_stamp(&settled.stamp, night, output->path))
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
    if (fb_file_make_folder(night->work.folder) != FB_OK)
        return fb_night_report_unwritable(night, night->work.folder);
    FB_TRY(settle_all(night));
    sweep(night);
    return FB_OK;
}

void fb_night_clean(struct fb_night *night)
{
    if (night->renames != NULL)
        fb_arena_free(night->renames->arena);
    night->renames = NULL;
    if (night->work.folder == NULL)
        return;
    sweep(night);
    (void)rmdir(night->work.folder);
}
