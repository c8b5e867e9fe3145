/*
 * again.c: records that have not changed are told of all the same, if something is wrong with them.
 */
#include "batch/edited.h"
#include "batch/night.h"

#include <stdlib.h>
#include <string.h>

fb_status fb_night_tell_later(struct fb_night *night, const char *input, size_t index)
{
    struct fb_night_key *key = FB_PUSH(night->arena, &night->again);

    FB_NEED(key);
    *key = (struct fb_night_key){fb_arena_string(night->arena, input), index};
    FB_NEED(key->input);
    return FB_OK;
}

static int compare(const void *a, const void *b)
{
    const struct fb_night_key *first = a, *second = b;
    int order = strcmp(first->input, second->input);

    if (order != 0)
        return order;
    return (first->index > second->index) - (first->index < second->index);
}

/* Finds out what was edited in a record's DOCX, for the state and in words. */
static fb_status describe(const char **text, struct fb_night *night, struct fb_state_record *record)
{
    char *path = fb_arena_format(night->scratch, "%s/%s.docx", night->setup->output, record->path);

    FB_NEED(path);
    FB_TRY(fb_edited_describe(text, &record->edits, night->scratch, path));
    return fb_state_put_record(night->state, record);
}

static fb_status tell_again(struct fb_night *night, const struct fb_night_key *key)
{
    const struct fb_batch_setup *setup = night->setup;
    struct fb_state_record record;
    const char *text = "";
    bool found;

    FB_TRY(fb_state_record(&found, &record, night->scratch, night->state, key->input, key->index));
    if (!found)
        return FB_ERR_INTERNAL;
    /* Its place was refused since, which was told of then. */
    if (record.end == FB_RECORD_BROKEN)
        return FB_OK;
    if (record.end == FB_RECORD_KEPT)
        FB_TRY(describe(&text, night, &record));
    if (setup->tell != NULL)
        setup->tell(setup->data, &record, text);
    return FB_OK;
}

fb_status fb_night_tell_again(struct fb_night *night)
{
    if (night->again.count == 0)
        return FB_OK;
    qsort(night->again.items, night->again.count, sizeof *night->again.items, compare);
    for (size_t i = 0; i < night->again.count; i++) {
        fb_arena_clear(night->scratch);
        FB_TRY(tell_again(night, &night->again.items[i]));
    }
    return fb_state_commit(night->state);
}
