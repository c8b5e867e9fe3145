/*
 * join_place.c: the documents of parts are put in their places.
 *
 * Documents are linked into the batch's own folder and go from there as those of any run do
 * (place.c), so that it may be stopped at any moment. First come those that stand where another
 * record's document is to go: only once all of them are safe anything is replaced.
 */
#include "base/file.h"
#include "batch/join_private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A document of a part on its way. */
struct moved {
    struct fb_join *join;
    const struct fb_join_part *part;
    struct fb_state_record *record; /* as the whole has it */
    const struct fb_state_output *output;
    const char *final; /* its path in the output folder */
    const char *from;  /* where the part has it */
    bool docx;
};

/* ---- what cannot be put in place ---- */

static fb_status break_record(struct moved *moved, enum fb_diag_code code, const char *path)
{
    return fb_night_break(&moved->join->night, moved->record, code, path, "");
}

static fb_status keep_edited(struct moved *moved)
{
    if (moved->record->end != FB_RECORD_DONE)
        return FB_OK;
    return fb_night_keep(&moved->join->night, moved->record);
}

/* ---- what stands in the place ---- */

enum standing {
    NOTHING,
    IT,      /* the document itself, put there by an earlier join */
    OURS,    /* what a run has written: it is replaced */
    EDITED,  /* the record's DOCX, which somebody edited */
    FOREIGN, /* what somebody else has made */
};

/*
 * Tells whether a part has put there what stands there, which has another place, or is out of date;
 * or whether it is what is to stand there anyway.
 */
static fb_status is_of_part(bool *out, struct moved *moved, const char *full)
{
    struct fb_night *night = &moved->join->night;
    struct fb_state_outputs outputs;

    FB_TRY(fb_night_has_bytes(out, full, moved->output->hash));
    FB_TRY(fb_state_part_outputs_at(&outputs, night->scratch, night->state, moved->final));
    for (size_t i = 0; i < outputs.count && !*out; i++)
        FB_TRY(fb_night_has_bytes(out, full, outputs.items[i].hash));
    return FB_OK;
}

/* What stands there, as far as the whole knows. */
static fb_status judge_known(enum standing *out, struct moved *moved,
                             const struct fb_state_output *known)
{
    struct fb_night *night = &moved->join->night;
    bool own =
        known->index == moved->record->index && strcmp(known->input, moved->record->input) == 0;
    bool ours, whole;

    FB_TRY(fb_night_is_ours(&ours, night, known));
    FB_TRY(fb_night_is_whole(&whole, night, known));
    if (!ours && own)
        FB_TRY(fb_night_is_left(&ours, night, known, moved->output->hash, moved->from));
    if (ours)
        *out = own && whole && fb_hash_equal(known->hash, moved->output->hash) ? IT : OURS;
    else if (own)
        *out = moved->docx ? EDITED : OURS;
    return FB_OK;
}

static fb_status look_at_place(enum standing *out, struct moved *moved)
{
    struct fb_night *night = &moved->join->night;
    struct fb_state_output known;
    struct fb_file_stamp stamp;
    char *full = fb_arena_format(night->scratch, "%s/%s", night->setup->output, moved->final);
    bool found, ours;

    FB_NEED(full);
    *out = NOTHING;
    if (!fb_night_stamp(&stamp, night, moved->final))
        return FB_OK;
    *out = FOREIGN;
    FB_TRY(fb_state_output(&found, &known, night->scratch, night->state, moved->final));
    if (found)
        FB_TRY(judge_known(out, moved, &known));
    if (*out == IT || *out == OURS)
        return FB_OK;
    FB_TRY(is_of_part(&ours, moved, full));
    if (ours || (*out == FOREIGN && night->setup->force))
        *out = OURS;
    return FB_OK;
}

/* ---- taking and putting ---- */

static fb_status copy_file(struct fb_night *night, const char *from, const char *to)
{
    struct fb_buffer bytes;
    fb_status status;

    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_file_read(&bytes, from);
    if (status == FB_OK)
        status = fb_file_write(to, bytes.data, bytes.length);
    fb_buffer_release(&bytes);
    return status == FB_ERR_IO ? fb_night_report_unwritable(night, to) : status;
}

/* Gives a document a second name in the batch's own folder; another file system gets a copy. */
static fb_status take(struct moved *moved, const char *name)
{
    struct fb_night *night = &moved->join->night;
    char *to = fb_arena_format(night->scratch, "%s/%s", night->work.folder, name);

    FB_NEED(to);
    return link(moved->from, to) == 0 ? FB_OK : copy_file(night, moved->from, to);
}

static fb_status put(struct moved *moved)
{
    struct fb_join *join = moved->join;
    struct fb_night *night = &join->night;
    const struct fb_state_record *record = moved->record;
    struct fb_state_output output = {.path = moved->final, .hash = moved->output->hash};

    output.temporary = fb_arena_format(night->scratch, "joined-%zu", join->taken++);
    FB_NEED(output.temporary);
    FB_TRY(take(moved, output.temporary));
    join->waiting++;
    return fb_night_rename_later(night, record->input, record->index, &output, NULL);
}

/*
 * Tells whether a document is there in its part's folder. A DOCX that was edited there goes along
 * as it is.
 */
static fb_status look_in_part(bool *there, bool *edited, const struct moved *moved)
{
    FB_TRY(fb_night_has_bytes(there, moved->from, moved->output->hash));
    *edited = !*there && moved->docx && moved->record->end == FB_RECORD_KEPT &&
              fb_file_exists(moved->from);
    *there = *there || *edited;
    return FB_OK;
}

static fb_status move(struct moved *moved)
{
    enum standing standing;
    bool there, edited;

    FB_TRY(look_at_place(&standing, moved));
    if (standing == IT && moved->record->end != FB_RECORD_KEPT)
        return FB_OK;
    FB_TRY(look_in_part(&there, &edited, moved));
    if (standing == IT && !edited)
        return FB_OK;
    if (standing == FOREIGN)
        return break_record(moved, FB_DIAG_BATCH_FOREIGN, moved->final);
    if (standing == EDITED)
        return keep_edited(moved);
    return there ? put(moved) : break_record(moved, FB_DIAG_BATCH_JOIN_LOST, moved->final);
}

/* ---- the documents of a record ---- */

/* What a part has put where it belongs, the whole knows from now on as the part does. */
static fb_status adopt(struct fb_join *join, const struct fb_state_record *record,
                       const struct fb_state_output *output, bool vanished)
{
    struct fb_night *night = &join->night;
    struct fb_state_output known;
    bool found = false;

    if (vanished)
        FB_TRY(fb_state_output(&found, &known, night->scratch, night->state, output->path));
    return found ? FB_OK : fb_state_put_output(night->state, record->input, record->index, output);
}

/* Returns the extension of a document if it has its record's path; else it has an earlier one. */
static const char *extension_of(const char *path, const char *output)
{
    size_t stem = strlen(path);

    return strncmp(output, path, stem) == 0 && output[stem] == '.' &&
                   strchr(output + stem + 1, '/') == NULL
               ? output + stem
               : NULL;
}

/* True if a document that a part has put where it belongs has gone since. */
static bool is_lost(const struct moved *moved)
{
    struct fb_file_stamp stamp;

    return moved->record->end == FB_RECORD_DONE &&
           !fb_night_stamp(&stamp, &moved->join->night, moved->final);
}

static fb_status place_output(struct moved *moved, const char *extension, bool vanished)
{
    struct fb_join *join = moved->join;
    struct fb_night *night = &join->night;
    const struct fb_state_output *output = moved->output;
    bool settled = output->temporary[0] == '\0', stays;

    moved->final = fb_arena_format(night->scratch, "%s%s", moved->record->path, extension);
    FB_NEED(moved->final);
    stays = moved->part->here && settled && strcmp(moved->final, output->path) == 0;
    if (join->displaced && (stays || !moved->part->here || !settled))
        return FB_OK;
    if (stays && !vanished && is_lost(moved))
        return break_record(moved, FB_DIAG_BATCH_JOIN_LOST, moved->final);
    if (stays)
        return adopt(join, moved->record, output, vanished);
    moved->from =
        settled ? fb_arena_format(night->scratch, "%s/%s", moved->part->folder, output->path)
                : fb_arena_format(night->scratch, "%s/%s", moved->part->work, output->temporary);
    FB_NEED(moved->from);
    moved->docx = fb_path_has_extension(output->path, fb_output_name(FB_OUTPUT_DOCX));
    return move(moved);
}

/* Documents under earlier names go if the part has taken its own away. */
static fb_status remove_earlier(struct fb_join *join, const struct fb_state_record *record)
{
    struct fb_night *night = &join->night;
    struct fb_state_outputs outputs;
    bool kept = false;

    FB_TRY(
        fb_state_outputs_of(&outputs, night->scratch, night->state, record->input, record->index));
    for (size_t i = 0; i < outputs.count; i++) {
        if (extension_of(record->path, outputs.items[i].path) == NULL)
            FB_TRY(fb_night_prune_output(&kept, night, &outputs.items[i]));
    }
    return FB_OK;
}

static fb_status place_outputs(struct moved *moved, const char *path)
{
    struct fb_join *join = moved->join;
    struct fb_night *night = &join->night;
    const struct fb_state_record *record = moved->record;
    struct fb_state_outputs outputs;
    bool vanished, earlier = false;

    FB_TRY(fb_state_part_outputs(&outputs, night->scratch, night->state, record->input,
                                 record->index));
    FB_TRY(fb_night_is_vanished(&vanished, night, record->input, record->index));
    for (size_t i = 0; i < outputs.count; i++) {
        const char *extension = extension_of(path, outputs.items[i].path);
        moved->output = &outputs.items[i];
        earlier = earlier || extension == NULL;
        if (extension != NULL)
            FB_TRY(place_output(moved, extension, vanished));
        else if (moved->part->here && !join->displaced)
            FB_TRY(adopt(join, record, moved->output, true));
    }
    return earlier || join->displaced ? FB_OK : remove_earlier(join, record);
}

static fb_status place_record(void *data, const struct fb_state_record *record, size_t part)
{
    enum { COMMIT_DOCUMENTS = 128 };
    struct fb_join *join = data;
    struct fb_night *night = &join->night;
    struct fb_state_record joined;
    struct moved moved = {.join = join, .part = &join->parts.items[part], .record = &joined};
    bool found;

    fb_arena_clear(night->scratch);
    FB_TRY(fb_state_record(&found, &joined, night->scratch, night->state, record->input,
                           record->index));
    if (!found)
        return FB_ERR_INTERNAL;
    FB_TRY(place_outputs(&moved, record->path));
    if (joined.end == FB_RECORD_KEPT && !join->displaced)
        FB_TRY(fb_night_tell_later(night, record->input, record->index));
    if (join->displaced || join->waiting < COMMIT_DOCUMENTS)
        return FB_OK;
    join->waiting = 0;
    return fb_night_commit(night);
}

/* Takes away what parts have put where nothing is to stand. */
static fb_status remove_left(struct fb_join *join)
{
    struct fb_night *night = &join->night;
    struct fb_state_outputs left;

    FB_TRY(fb_state_part_outputs_left(&left, night->arena, night->state));
    for (size_t i = 0; i < left.count; i++) {
        char *full;
        bool ours;
        fb_arena_clear(night->scratch);
        full = fb_arena_format(night->scratch, "%s/%s", night->setup->output, left.items[i].path);
        FB_NEED(full);
        FB_TRY(fb_night_has_bytes(&ours, full, left.items[i].hash));
        if (ours && unlink(full) != 0)
            return fb_night_report_unwritable(night, full);
    }
    return FB_OK;
}

fb_status fb_join_place(struct fb_join *join)
{
    struct fb_night *night = &join->night;

    join->displaced = true;
    FB_TRY(fb_state_walk_parts(night->state, place_record, join));
    FB_TRY(fb_night_commit(night));
    join->displaced = false;
    FB_TRY(fb_state_walk_parts(night->state, place_record, join));
    FB_TRY(fb_night_commit(night));
    FB_TRY(fb_state_commit(night->state));
    return remove_left(join);
}
