/*
 * part.c: parts of a run, each with a state of its own in one folder.
 */
#include "base/hash.h"
#include "batch/night.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

struct fb_state_part fb_night_part(const struct fb_night *night)
{
    return (struct fb_state_part){night->setup->shard, night->setup->shards};
}

static fb_status report(struct fb_night *night, enum fb_diag_code code, const char *argument)
{
    struct fb_source source = {.name = night->setup->output};

    fb_report(night->sink, code, ((struct fb_position){.source = &source}), argument);
    return FB_ERR_INPUT;
}

/* ---- entering the folder ---- */

/* What the whole says of joins. */
struct joins {
    size_t count;
    size_t joining;
};

static fb_status read_joins(struct joins *out, struct fb_state *whole)
{
    *out = (struct joins){0};
    if (whole == NULL)
        return FB_OK;
    FB_TRY(fb_state_number(&out->count, whole, FB_NOTE_JOINS));
    return fb_state_number(&out->joining, whole, FB_NOTE_JOINING);
}

/* Tells whether a part that the folder holds was joined already. */
static fb_status is_left_over(bool *out, struct fb_night *night, struct fb_state_part part,
                              const struct joins *joins)
{
    const char *output = night->setup->output;
    struct fb_state *state;
    fb_status status;
    size_t base;

    *out = false;
    FB_TRY(fb_state_open_frozen(&state, output, part, night->sink));
    if (state == NULL)
        return FB_OK;
    status = fb_state_number(&base, state, FB_NOTE_BASE);
    *out = status == FB_OK && base < joins->count;
    fb_state_close(state);
    return status;
}

/* Takes a part away that was joined already; then sets `*gone`. */
static fb_status discard_joined(bool *gone, struct fb_night *night, struct fb_state_part part,
                                const struct joins *joins)
{
    const char *output = night->setup->output;

    FB_TRY(is_left_over(gone, night, part, joins));
    return !*gone || fb_state_discard(output, part) == FB_OK
               ? FB_OK
               : fb_night_report_unwritable(night, output);
}

/* Takes a part away that was joined already; any other is reported, by `code`. */
static fb_status look_at_other(struct fb_night *night, struct fb_state_part part,
                               const struct joins *joins, enum fb_diag_code code)
{
    char *name;
    bool gone;

    FB_TRY(discard_joined(&gone, night, part, joins));
    if (gone)
        return FB_OK;
    name = fb_arena_format(night->arena, "%zu/%zu", part.number + 1, part.count);
    FB_NEED(name);
    return report(night, code, name);
}

/* The whole may be made only if no part waits to be joined. */
static fb_status enter_whole(struct fb_night *night, const struct fb_state_parts *parts)
{
    struct joins joins;

    FB_TRY(read_joins(&joins, night->state));
    for (size_t i = 0; i < parts->count; i++)
        FB_TRY(look_at_other(night, parts->items[i], &joins, FB_DIAG_BATCH_UNJOINED));
    /* Somebody took away the parts of a join that was stopped: what was joined is the whole. */
    return joins.joining > 0 ? fb_state_put_number(night->state, FB_NOTE_JOINING, 0) : FB_OK;
}

static bool is_of_part(void *data, const char *input, size_t index)
{
    const struct fb_night *night = data;
    struct stat info;
    bool divided = stat(input, &info) == 0 && info.st_size > FB_SHARD_FILE;

    return fb_shard_of(input, divided ? index : 0, night->setup->shards) == night->setup->shard;
}

/* A part that is new, or that was joined since it last ran, begins with what the whole knows. */
static fb_status take_part(struct fb_night *night, const struct joins *joins)
{
    const char *noted;
    size_t base;

    FB_TRY(fb_state_note(&noted, night->arena, night->state, FB_NOTE_BASE));
    FB_TRY(fb_state_number(&base, night->state, FB_NOTE_BASE));
    if (noted[0] != '\0' && base >= joins->count)
        return FB_OK;
    return fb_state_take_part(night->state, night->setup->output, joins->count, is_of_part, night);
}

/* What the whole says of joins, which a part only reads. */
static fb_status read_frozen_joins(struct joins *out, struct fb_night *night)
{
    struct fb_state *whole;
    fb_status status;

    FB_TRY(fb_state_open_frozen(&whole, night->setup->output, FB_STATE_WHOLE, night->sink));
    status = read_joins(out, whole);
    fb_state_close(whole);
    return status;
}

static fb_status find_parts(struct fb_state_parts *out, struct fb_night *night)
{
    const char *output = night->setup->output;

    return fb_state_find_parts(out, night->arena, output) == FB_OK
               ? FB_OK
               : fb_night_report_unwritable(night, output);
}

/* A part may be made only beside other parts of its run, and while nobody has the whole. */
static fb_status approach_part(struct fb_night *night)
{
    struct fb_state_parts parts;
    struct joins joins;

    FB_TRY(fb_state_check_free(night->setup->output, FB_STATE_WHOLE, night->sink));
    FB_TRY(read_frozen_joins(&joins, night));
    if (joins.joining > 0) {
        (void)report(night, FB_DIAG_BATCH_JOINING, "");
        return FB_ERR_IO;
    }
    FB_TRY(find_parts(&parts, night));
    for (size_t i = 0; i < parts.count; i++) {
        if (parts.items[i].count != night->setup->shards)
            FB_TRY(look_at_other(night, parts.items[i], &joins, FB_DIAG_BATCH_DIVIDED));
    }
    return FB_OK;
}

static fb_status enter_part(struct fb_night *night)
{
    struct joins joins;

    /* Who joins has the lock of the whole and then looks for parts: one of the two sees the other.
     */
    FB_TRY(fb_state_check_free(night->setup->output, FB_STATE_WHOLE, night->sink));
    FB_TRY(read_frozen_joins(&joins, night));
    return take_part(night, &joins);
}

fb_status fb_night_enter(struct fb_night *night)
{
    const char *output = night->setup->output;
    struct fb_state_parts parts;

    if (night->setup->shards > 1)
        FB_TRY(approach_part(night));
    FB_TRY(fb_state_open_part(&night->state, output, fb_night_part(night), night->sink));
    if (night->setup->shards > 1)
        return enter_part(night);
    FB_TRY(find_parts(&parts, night));
    return enter_whole(night, &parts);
}

fb_status fb_night_discard_joined(struct fb_night *night)
{
    struct fb_state_parts parts;
    struct joins joins;
    bool gone;

    FB_TRY(read_joins(&joins, night->state));
    FB_TRY(find_parts(&parts, night));
    for (size_t i = 0; i < parts.count; i++)
        FB_TRY(discard_joined(&gone, night, parts.items[i], &joins));
    return FB_OK;
}

/* ---- what a part is made of ---- */

static fb_status put_hash(struct fb_night *night, const char *name, const struct fb_buffer *bytes)
{
    struct fb_hash hash = fb_hash_bytes(bytes->data, bytes->length);
    const char *text = fb_arena_format(night->arena, "%016llx%016llx",
                                       (unsigned long long)hash.high, (unsigned long long)hash.low);

    FB_TRY(bytes->status);
    FB_NEED(text);
    return fb_state_put_note(night->state, name, text);
}

/* All that decides how documents look and what they are called. */
static void append_options(struct fb_buffer *out, const struct fb_work_setup *work)
{
    fb_buffer_append(out, &work->surroundings, sizeof work->surroundings);
    fb_buffer_append_format(out, "%u\n%s\n%s\n", work->outputs,
                            work->job.template_name != NULL ? work->job.template_name : "",
                            work->department);
}

static void append_sources(struct fb_buffer *out, const struct fb_batch_sources *sources)
{
    for (size_t i = 0; i < sources->count; i++) {
        struct fb_hash hash = fb_hash_bytes(sources->items[i].path, strlen(sources->items[i].path));
        fb_buffer_append(out, &hash, sizeof hash);
    }
}

static fb_status note_surroundings(struct fb_night *night)
{
    struct fb_buffer bytes;
    fb_status status;

    fb_buffer_init(&bytes, FB_SOURCES_LIMIT * sizeof(struct fb_hash));
    append_options(&bytes, &night->work);
    status = put_hash(night, FB_NOTE_OPTIONS, &bytes);
    fb_buffer_clear(&bytes);
    append_sources(&bytes, night->sources);
    if (status == FB_OK)
        status = put_hash(night, FB_NOTE_SOURCES, &bytes);
    fb_buffer_release(&bytes);
    return status;
}

fb_status fb_night_begin_part(struct fb_night *night)
{
    if (night->setup->shards == 1)
        return FB_OK;
    FB_TRY(fb_state_forget_sources(night->state));
    FB_TRY(fb_state_put_number(night->state, FB_NOTE_FINISHED, 0));
    FB_TRY(fb_state_put_note(night->state, FB_NOTE_VERSION, FB_VERSION));
    FB_TRY(note_surroundings(night));
    return fb_state_commit(night->state);
}

/* ---- what has become of it ---- */

/* A part's tally is noted under these names; how many records are elsewhere matters to none. */
static const struct {
    const char *name;
    size_t field;
} COUNTS[] = {
    {"made", offsetof(struct fb_batch_tally, made)},
    {"unchanged", offsetof(struct fb_batch_tally, unchanged)},
    {"failed", offsetof(struct fb_batch_tally, failed)},
    {"broken", offsetof(struct fb_batch_tally, broken)},
    {"kept", offsetof(struct fb_batch_tally, kept)},
    {"warned", offsetof(struct fb_batch_tally, warned)},
};

static size_t *count_of(struct fb_batch_tally *tally, size_t i)
{
    return (size_t *)(void *)((char *)tally + COUNTS[i].field);
}

/* What a part has taken away nobody finds any more who joins it. */
#define NOTE_PRUNED_RECORDS "pruned records"
#define NOTE_PRUNED_OUTPUTS "pruned outputs"

fb_status fb_night_add_tally(struct fb_batch_tally *tally, struct fb_state *part)
{
    size_t count;

    FB_TRY(fb_state_number(&count, part, NOTE_PRUNED_RECORDS));
    tally->vanished += count;
    FB_TRY(fb_state_number(&count, part, NOTE_PRUNED_OUTPUTS));
    tally->renamed += count;

    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
        FB_TRY(fb_state_number(&count, part, COUNTS[i].name));
        *count_of(tally, i) += count;
        if (COUNTS[i].field != offsetof(struct fb_batch_tally, warned))
            tally->records += count;
    }
    return FB_OK;
}

/* Says how many documents wait for the parts to be joined. */
static fb_status tell_waiting(struct fb_night *night)
{
    struct fb_state_outputs pending;
    const char *count;

    FB_TRY(fb_state_pending(&pending, night->arena, night->state));
    if (pending.count == 0)
        return FB_OK;
    count = fb_arena_format(night->arena, "%zu", pending.count);
    FB_NEED(count);
    (void)report(night, FB_DIAG_BATCH_WAITING, count);
    return FB_OK;
}

fb_status fb_night_finish_part(struct fb_night *night)
{
    if (night->setup->shards == 1)
        return FB_OK;
    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++)
        FB_TRY(fb_state_put_number(night->state, COUNTS[i].name, *count_of(&night->tally, i)));
    FB_TRY(fb_state_put_number(night->state, NOTE_PRUNED_RECORDS, night->pruned_records));
    FB_TRY(fb_state_put_number(night->state, NOTE_PRUNED_OUTPUTS, night->pruned_outputs));
    FB_TRY(fb_state_put_number(night->state, FB_NOTE_FINISHED, 1));
    FB_TRY(fb_state_commit(night->state));
    return tell_waiting(night);
}
