/*
 * place.c: documents are put in place.
 *
 * The state is committed with the documents as pending; then they are renamed; the next commit has
 * them as settled. So there is no moment at which the state says what is not so.
 *
 * A place that is refused (a folder stands there, or its folder may not be written) breaks its own
 * record or volume alone; a disk that takes nothing ends the run.
 */
#include "base/file.h"
#include "base/system_error.h"
#include "base/vector.h"
#include "batch/night.h"
#include "batch/state_volume.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A document that waits for the next commit. */
struct fb_rename {
    struct fb_state_output output;
    struct fb_guard guard; /* what may be replaced */
    bool owned;            /* what stands at the path is the document's earlier form */
};

struct fb_renames {
    struct fb_arena *arena;
    FB_VECTOR(struct fb_rename) waiting;
    struct fb_arena *refused_arena;
    FB_VECTOR(struct fb_night_refusal) refused; /* volumes of the last commit */
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
                                const struct fb_state_output *output,
                                const struct fb_file_stamp *taken)
{
    struct fb_renames *renames = night->renames;
    struct fb_rename *waiting = FB_PUSH(renames->arena, &renames->waiting);

    FB_NEED(waiting);
    *waiting = (struct fb_rename){.output = *output};
    FB_TRY(fb_night_guard(&waiting->guard, night, output->path, taken));
    FB_TRY(is_owned(&waiting->owned, night, output->path));
    waiting->output.index = index;
    FB_NEED(waiting->output.input = fb_arena_string(renames->arena, input));
    FB_NEED(waiting->output.path = fb_arena_string(renames->arena, output->path));
    FB_NEED(waiting->output.temporary = fb_arena_string(renames->arena, output->temporary));
    return fb_state_put_output(night->state, input, index, output);
}

/* ---- documents whose places are refused ---- */

/*
 * A document that cannot be where it was to be is none of the state's any more; that which it was
 * to replace is again, and the record is to be made again.
 */
static fb_status bring_back(struct fb_night *night, const struct fb_state_output *output)
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
    return found ? bring_back(night, out) : FB_ERR_INTERNAL;
}

static fb_status find_record(struct fb_state_record *out, struct fb_night *night,
                             const struct fb_state_output *output)
{
    bool found;

    FB_TRY(
        fb_state_record(&found, out, night->scratch, night->state, output->input, output->index));
    return found ? FB_OK : FB_ERR_INTERNAL;
}

/* A place that is refused breaks its own record, and no other. */
static fb_status refuse(struct fb_night *night, const char *path, const struct fb_placing *placing)
{
    struct fb_state_output output;
    struct fb_state_record record;

    FB_TRY(take_back(&output, night, path));
    if (is_volume(&output))
        return refuse_volume(night, &output, placing);
    FB_TRY(find_record(&record, night, &output));
    return fb_night_break(night, &record, FB_DIAG_BATCH_UNWRITABLE, placing->path, placing->reason);
}

/* A place at which somebody has put a file since the record was finished breaks the record too. */
static fb_status refuse_foreign(struct fb_night *night, const char *path)
{
    struct fb_state_output output;
    struct fb_state_record record;

    FB_TRY(take_back(&output, night, path));
    FB_TRY(find_record(&record, night, &output));
    return fb_night_break(night, &record, FB_DIAG_BATCH_FOREIGN, output.path, "");
}

/* A DOCX that somebody has saved since its record was given out is kept like any that was edited.
 */
static fb_status keep_edited(struct fb_night *night, const char *path)
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

/* ---- committing ---- */

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
        return seen == FB_SEEN_EDITED ? keep_edited(night, output->path)
                                      : refuse_foreign(night, output->path);
    FB_TRY(fb_night_put(&placing, night, output, rename->owned));
    if (placing.end == FB_PLACING_REFUSED)
        return refuse(night, output->path, &placing);
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

/* ---- before and after ---- */

fb_status fb_night_has_bytes(bool *out, const char *path, struct fb_hash hash)
{
    struct fb_buffer bytes;
    fb_status status;

    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_file_read(&bytes, path);
    *out = status == FB_OK && fb_hash_equal(fb_hash_bytes(bytes.data, bytes.length), hash);
    fb_buffer_release(&bytes);
    return status == FB_ERR_NOMEM ? status : FB_OK;
}

fb_status fb_night_stands(bool *out, struct fb_night *night, const char *path, struct fb_hash hash)
{
    char *full = fb_arena_format(night->scratch, "%s/%s", night->setup->output, path);

    FB_NEED(full);
    return fb_night_has_bytes(out, full, hash);
}

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
    return bring_back(night, &lost);
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
