/*
 * vanished.c: records of earlier runs that no source has any more.
 */
#include "batch/night.h"

#include <errno.h>
#include <unistd.h>

/* The search for them. */
struct search {
    struct fb_night *night;
    FB_VECTOR(struct fb_night_key) vanished;
};

fb_status fb_night_note_sources(struct fb_night *night)
{
    for (size_t i = 0; i < night->sources->count; i++) {
        const char *path = night->sources->items[i].path;
        FB_TRY(fb_map_put(night->arena, &night->present, path, (void *)(uintptr_t)path));
    }
    return FB_OK;
}

bool fb_night_is_gone(const struct fb_night *night, const char *input)
{
    return fb_map_lookup(&night->present, input) == NULL;
}

fb_status fb_night_is_vanished(bool *out, struct fb_night *night, const char *input, size_t index)
{
    size_t records;

    *out = fb_night_is_gone(night, input);
    if (*out)
        return FB_OK;
    FB_TRY(fb_state_input_records(&records, night->state, input));
    *out = records != 0 && index >= records;
    return FB_OK;
}

/* Looks at one record that the state knows. */
static fb_status look(void *data, const struct fb_state_record *record)
{
    struct search *search = data;
    struct fb_night_key *key;
    bool vanished;

    FB_TRY(fb_night_is_vanished(&vanished, search->night, record->input, record->index));
    if (!vanished)
        return FB_OK;
    key = FB_PUSH(search->night->arena, &search->vanished);
    FB_NEED(key);
    key->input = fb_arena_string(search->night->arena, record->input);
    key->index = record->index;
    FB_NEED(key->input);
    return FB_OK;
}

fb_status fb_night_prune_output(bool *kept, struct fb_night *night,
                                const struct fb_state_output *output)
{
    char *full = fb_arena_format(night->scratch, "%s/%s", night->setup->output, output->path);
    bool ours;

    FB_NEED(full);
    FB_TRY(fb_night_is_ours(&ours, night, output));
    *kept = *kept || !ours;
    if (!ours)
        return FB_OK;
    if (unlink(full) != 0 && errno != ENOENT)
        return fb_night_report_unwritable(night, full);
    return fb_state_remove_output(night->state, output->path);
}

fb_status fb_night_prune(struct fb_night *night, const struct fb_night_key *key)
{
    struct fb_state_outputs outputs;
    bool kept = false;

    FB_TRY(fb_state_outputs_of(&outputs, night->scratch, night->state, key->input, key->index));
    for (size_t i = 0; i < outputs.count; i++)
        FB_TRY(fb_night_prune_output(&kept, night, &outputs.items[i]));
    night->pruned_records += !kept;
    return kept ? FB_OK : fb_state_remove(night->state, key->input, key->index);
}

/* Counts, and with `prune` takes away, what records had under the names they had before. */
static fb_status look_at_renamed(struct fb_night *night)
{
    struct fb_state_outputs outputs;

    FB_TRY(fb_state_renamed(&outputs, night->arena, night->state));
    night->tally.renamed = outputs.count;
    for (size_t i = 0; night->setup->prune && i < outputs.count; i++) {
        bool kept = false;
        fb_arena_clear(night->scratch);
        FB_TRY(fb_night_prune_output(&kept, night, &outputs.items[i]));
        night->pruned_outputs += !kept;
    }
    return FB_OK;
}

fb_status fb_night_vanished(struct fb_night *night)
{
    struct search search = {.night = night};

    FB_TRY(look_at_renamed(night));
    FB_TRY(fb_state_walk(night->state, look, &search));
    night->tally.vanished = search.vanished.count;
    for (size_t i = 0; night->setup->prune && i < search.vanished.count; i++) {
        fb_arena_clear(night->scratch);
        FB_TRY(fb_night_prune(night, &search.vanished.items[i]));
    }
    return fb_state_commit(night->state);
}
