/*
 * bind_path.c: where volumes go.
 */
#include "batch/bind.h"
#include "batch/pattern.h"

#include <string.h>

/* The one field that the pattern of volumes has: fb_pattern_value. */
static const char *value_of(void *data, const char *name, size_t length)
{
    const struct fb_bind_group *group = data;

    (void)name;
    (void)length;
    return group->value;
}

fb_status fb_bind_wanted_path(const char **out, struct fb_bind_group *group, size_t number)
{
    enum { PATH_LIMIT = 1 << 16 };
    struct fb_buffer path;
    fb_status status;
    char *pattern = group->volumes.count > 1
                        ? fb_arena_format(group->arena, "{%s}/合订本（第%zu册）" FB_PATTERN_END,
                                          group->field, number)
                        : fb_arena_format(group->arena, "{%s}/合订本" FB_PATTERN_END, group->field);

    FB_NEED(pattern);
    fb_buffer_init(&path, PATH_LIMIT);
    status = fb_pattern_expand(&path, pattern, value_of, group);
    *out = fb_arena_copy(group->arena, path.data, path.length);
    fb_buffer_release(&path);
    FB_NEED(*out);
    return status;
}

/* True if neither a record's documents nor another volume have a path. */
static fb_status is_free(bool *out, struct fb_night *night, const char *path)
{
    struct fb_state_record owner;
    bool taken;

    FB_TRY(fb_state_owner(&taken, &owner, night->scratch, night->state, path));
    if (!taken)
        FB_TRY(fb_state_volume_at(&taken, night->state, path));
    *out = !taken;
    return FB_OK;
}

/* Gives the path of a volume: the one it has if it wants the same, else the first that is free. */
static fb_status choose_path(const char **out, struct fb_night *night, struct fb_bind_group *group,
                             const char *wanted)
{
    bool free = false;

    for (size_t i = 0; i < group->known.count; i++) {
        if (strcmp(group->known.items[i].wanted, wanted) == 0) {
            *out = group->known.items[i].path;
            return FB_OK;
        }
    }
    *out = wanted;
    for (size_t number = 2; *out != NULL; number++) {
        FB_TRY(is_free(&free, night, *out));
        if (free)
            return FB_OK;
        *out = fb_arena_format(group->arena, "%s-%zu", wanted, number);
    }
    return FB_ERR_NOMEM;
}

/*
 * True if a file stands at a path that no run has written, which `force` does not mind; but not if
 * it has the bytes of this hash, which are to be there.
 */
static fb_status is_foreign(bool *out, struct fb_night *night, const char *path,
                            struct fb_hash hash)
{
    struct fb_state_output known;
    struct fb_file_stamp stamp;
    bool found;

    *out = false;
    if (night->setup->force || !fb_night_stamp(&stamp, night, path))
        return FB_OK;
    FB_TRY(fb_state_output(&found, &known, night->scratch, night->state, path));
    if (!found)
        FB_TRY(fb_night_stands(&found, night, path, hash));
    *out = !found;
    return FB_OK;
}

fb_status fb_bind_choose_path(bool *foreign, struct fb_state_volume *volume, struct fb_night *night,
                              struct fb_bind_group *group, size_t index)
{
    const char *path;

    FB_TRY(fb_bind_wanted_path(&volume->wanted, group, index + 1));
    FB_TRY(choose_path(&volume->path, night, group, volume->wanted));
    FB_NEED(path = fb_arena_format(group->arena, "%s.pdf", volume->path));
    return is_foreign(foreign, night, path, group->volumes.items[index].hash);
}
