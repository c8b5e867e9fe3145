/*
 * again.c: records that have not changed are told of all the same, if something is wrong with them.
 */
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

fb_status fb_night_tell_again(struct fb_night *night)
{
    const struct fb_batch_setup *setup = night->setup;
    struct fb_state_record record;
    bool found;

    if (setup->tell == NULL || night->again.count == 0)
        return FB_OK;
    qsort(night->again.items, night->again.count, sizeof *night->again.items, compare);
    for (size_t i = 0; i < night->again.count; i++) {
        const struct fb_night_key *key = &night->again.items[i];
        fb_arena_clear(night->scratch);
        FB_TRY(
            fb_state_record(&found, &record, night->scratch, night->state, key->input, key->index));
        if (found)
            setup->tell(setup->data, &record, "");
    }
    return FB_OK;
}
