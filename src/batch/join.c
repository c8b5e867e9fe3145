#include "batch/join.h"

#include "base/file.h"
#include "batch/join_private.h"

#include <errno.h>
#include <string.h>

/* ---- names ---- */

/* Gives a record of a part the path that one run would give it. */
static fb_status name_record(void *data, const struct fb_state_record *record, size_t part)
{
    struct fb_join *join = data;
    struct fb_night *night = &join->night;
    struct fb_state_record joined = *record;

    (void)part;
    fb_arena_clear(night->scratch);
    FB_TRY(fb_night_choose_path(&joined.path, night, record->input, record->index, record->wanted));
    return fb_state_put_record(night->state, &joined);
}

fb_status fb_join_name(struct fb_join *join)
{
    FB_TRY(fb_state_put_number(join->night.state, FB_NOTE_JOINING, 1));
    return fb_state_walk_parts(join->night.state, name_record, join);
}

/* ---- what the parts have found ---- */

struct listing {
    struct fb_arena *arena;
    FB_VECTOR(struct fb_batch_source) found;
};

static fb_status list_source(void *data, const char *path)
{
    struct listing *listing = data;
    struct fb_batch_source *source = FB_PUSH(listing->arena, &listing->found);

    FB_NEED(source);
    source->path = fb_arena_string(listing->arena, path);
    source->place = "";
    FB_NEED(source->path);
    return FB_OK;
}

static fb_status import_part(struct fb_state *state, const struct fb_join_part *part, size_t number)
{
    return fb_state_import(state, part->folder, part->part, number, part->here);
}

static fb_status import(struct fb_join *join, struct fb_batch_sources *sources,
                        struct fb_arena *arena)
{
    struct fb_state *state = join->night.state;
    struct listing listing = {.arena = arena};

    for (size_t i = 0; i < join->parts.count; i++)
        FB_TRY(import_part(state, &join->parts.items[i], i));
    FB_TRY(fb_state_walk_part_sources(state, list_source, &listing));
    sources->items = listing.found.items;
    sources->count = listing.found.count;
    join->night.sources = sources;
    return fb_night_note_sources(&join->night);
}

static void add_tallies(struct fb_join *join)
{
    struct fb_batch_tally *tally = &join->night.tally;

    for (size_t i = 0; i < join->parts.count; i++) {
        const struct fb_batch_tally *part = &join->parts.items[i].tally;
        tally->records += part->records;
        tally->made += part->made;
        tally->unchanged += part->unchanged;
        tally->failed += part->failed;
        tally->broken += part->broken;
        tally->kept += part->kept;
        tally->warned += part->warned;
    }
}

/* What the parts have taken away counts as well. */
static void add_pruned(struct fb_join *join)
{
    for (size_t i = 0; i < join->parts.count; i++) {
        join->night.tally.vanished += join->parts.items[i].tally.vanished;
        join->night.tally.renamed += join->parts.items[i].tally.renamed;
    }
}

/* ---- what parts have no more ---- */

static fb_status note_partless(void *data, const struct fb_state_record *record)
{
    struct fb_join *join = data;
    struct fb_night *night = &join->night;
    struct fb_night_key *key;
    bool vanished;

    FB_TRY(fb_night_is_vanished(&vanished, night, record->input, record->index));
    if (!vanished)
        return FB_OK;
    key = FB_PUSH(night->arena, &join->partless);
    FB_NEED(key);
    *key = (struct fb_night_key){fb_arena_string(night->arena, record->input), record->index};
    FB_NEED(key->input);
    return FB_OK;
}

/* What the parts have taken away (--prune) goes here as well. */
static fb_status remove_partless(struct fb_join *join)
{
    FB_TRY(fb_state_walk_partless(join->night.state, note_partless, join));
    for (size_t i = 0; i < join->partless.count; i++) {
        fb_arena_clear(join->night.scratch);
        FB_TRY(fb_night_prune(&join->night, &join->partless.items[i]));
    }
    return FB_OK;
}

/* ---- the whole ---- */

/* From here on the parts in the output folder count as joined. */
static fb_status settle(struct fb_join *join)
{
    struct fb_state *state = join->night.state;

    for (size_t i = 0; i < join->parts.count; i++) {
        const struct fb_join_part *part = &join->parts.items[i];
        if (part->here)
            FB_TRY(fb_state_put_number(state, FB_NOTE_JOINS, part->base + 1));
    }
    FB_TRY(fb_state_put_number(state, FB_NOTE_JOINING, 0));
    return fb_state_commit(state);
}

static fb_status spend(struct fb_join *join, struct fb_batch_sources *sources,
                       struct fb_arena *arena, const struct fb_join_setup *setup)
{
    struct fb_night *night = &join->night;

    FB_TRY(fb_join_find(&join->parts, night, setup));
    if (join->parts.other_sources)
        join->run.prune = false;
    FB_TRY(fb_night_prepare(night));
    FB_TRY(import(join, sources, arena));
    add_tallies(join);
    FB_TRY(fb_join_name(join));
    FB_TRY(fb_join_place(join));
    FB_TRY(remove_partless(join));
    FB_TRY(fb_night_tell_again(night));
    FB_TRY(fb_night_vanished(night));
    add_pruned(join);
    return settle(join);
}

static fb_status begin(struct fb_join *join)
{
    struct fb_night *night = &join->night;

    FB_TRY(fb_arena_new(&night->arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_arena_new(&night->scratch, FB_ARENA_JOB_LIMIT));
    if (fb_file_make_folder(join->run.output) != FB_OK)
        return fb_night_report_unwritable(night, join->run.output);
    return fb_state_open(&night->state, join->run.output, night->sink);
}

fb_status fb_batch_join(struct fb_batch_tally *out, struct fb_batch_sources *sources,
                        struct fb_arena *arena, const struct fb_join_setup *setup,
                        struct fb_diagnostics *sink)
{
    struct fb_join join = {.run = {.output = setup->output,
                                   .shards = 1,
                                   .force = setup->force,
                                   .prune = setup->prune,
                                   .tell = setup->tell,
                                   .data = setup->data}};
    size_t errors = fb_diagnostics_count(sink, FB_ERROR);
    fb_status status;

    join.night.setup = &join.run;
    join.night.sink = sink;
    *sources = (struct fb_batch_sources){0};
    status = begin(&join);
    if (status == FB_OK)
        status = spend(&join, sources, arena, setup);
    if (status == FB_ERR_IO && fb_diagnostics_count(sink, FB_ERROR) == errors)
        status = fb_night_report_state(&join.night);
    *out = join.night.tally;
    fb_night_clean(&join.night);
    fb_state_close(join.night.state);
    fb_arena_free(join.night.scratch);
    fb_arena_free(join.night.arena);
    return status;
}

/* ---- afterwards ---- */

static fb_status finish(struct fb_night *night)
{
    FB_TRY(fb_arena_new(&night->arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_state_open(&night->state, night->setup->output, night->sink));
    return fb_night_discard_joined(night);
}

fb_status fb_batch_join_finish(const char *output, struct fb_diagnostics *sink)
{
    struct fb_batch_setup run = {.output = output, .shards = 1};
    struct fb_night night = {.setup = &run, .sink = sink};
    fb_status status = finish(&night);

    fb_state_close(night.state);
    fb_arena_free(night.arena);
    return status;
}
