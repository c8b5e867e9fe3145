#include "batch/state_volume.h"

#include "base/vector.h"
#include "batch/state_private.h"

fb_status fb_state_put_member(struct fb_state *state, const char *input, size_t index,
                              const char *field, const char *value)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PUT_MEMBER));
    fb_state_bind_key(statement, input, index);
    fb_state_bind_text(statement, 3, field);
    fb_state_bind_text(statement, 4, value);
    return fb_state_change(state, statement);
}

fb_status fb_state_has_member(bool *found, struct fb_state *state, const char *input, size_t index,
                              const char *field)
{
    sqlite3_stmt *statement;
    fb_status status;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_FIND_MEMBER));
    fb_state_bind_key(statement, input, index);
    fb_state_bind_text(statement, 3, field);
    status = fb_state_step(found, statement);
    sqlite3_reset(statement);
    return status;
}

/* Lists while their rows are read. */
struct values {
    struct fb_arena *arena;
    FB_VECTOR(const char *) found;
};

struct members {
    struct fb_arena *arena;
    FB_VECTOR(struct fb_state_member) found;
};

struct volumes {
    struct fb_arena *arena;
    FB_VECTOR(struct fb_state_volume) found;
};

struct bounds {
    struct fb_arena *arena;
    FB_VECTOR(struct fb_state_bound) found;
};

static fb_status add_value(void *data, sqlite3_stmt *statement)
{
    struct values *values = data;
    const char **value = FB_PUSH(values->arena, &values->found);

    FB_NEED(value);
    return fb_state_text(value, values->arena, statement, 0);
}

fb_status fb_state_values(struct fb_state_values *out, struct fb_arena *arena,
                          struct fb_state *state, const char *field)
{
    struct values values = {.arena = arena};
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_VALUES));
    fb_state_bind_text(statement, 1, field);
    FB_TRY(fb_state_each(statement, add_value, &values));
    *out = (struct fb_state_values){values.found.items, values.found.count};
    return FB_OK;
}

static fb_status add_member(void *data, sqlite3_stmt *statement)
{
    struct members *members = data;
    struct fb_state_member *member = FB_PUSH(members->arena, &members->found);

    FB_NEED(member);
    member->index = (size_t)sqlite3_column_int64(statement, 1);
    member->data = fb_state_hash(statement, 2);
    member->surroundings = fb_state_hash(statement, 3);
    member->end = (enum fb_record_end)sqlite3_column_int(statement, 4);
    FB_TRY(fb_state_text(&member->input, members->arena, statement, 0));
    return fb_state_text(&member->title, members->arena, statement, 5);
}

fb_status fb_state_members(struct fb_state_members *out, struct fb_arena *arena,
                           struct fb_state *state, const char *field, const char *value)
{
    struct members members = {.arena = arena};
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_MEMBERS));
    fb_state_bind_text(statement, 1, field);
    fb_state_bind_text(statement, 2, value);
    FB_TRY(fb_state_each(statement, add_member, &members));
    *out = (struct fb_state_members){members.found.items, members.found.count};
    return FB_OK;
}

static fb_status read_volume(struct fb_state_volume *out, struct fb_arena *arena,
                             sqlite3_stmt *statement)
{
    *out = (struct fb_state_volume){
        .id = (size_t)sqlite3_column_int64(statement, 0),
        .number = (size_t)sqlite3_column_int64(statement, 3),
        .hash = fb_state_hash(statement, 6),
        .pages = (size_t)sqlite3_column_int64(statement, 7),
    };
    FB_TRY(fb_state_text(&out->field, arena, statement, 1));
    FB_TRY(fb_state_text(&out->value, arena, statement, 2));
    FB_TRY(fb_state_text(&out->wanted, arena, statement, 4));
    FB_TRY(fb_state_text(&out->path, arena, statement, 5));
    return fb_state_text(&out->messages, arena, statement, 8);
}

static fb_status add_volume(void *data, sqlite3_stmt *statement)
{
    struct volumes *volumes = data;
    struct fb_state_volume *volume = FB_PUSH(volumes->arena, &volumes->found);

    FB_NEED(volume);
    return read_volume(volume, volumes->arena, statement);
}

fb_status fb_state_volumes(struct fb_state_volumes *out, struct fb_arena *arena,
                           struct fb_state *state, const char *field, const char *value)
{
    struct volumes volumes = {.arena = arena};
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state,
                            field != NULL ? FB_STATE_VOLUMES : FB_STATE_ALL_VOLUMES));
    if (field != NULL) {
        fb_state_bind_text(statement, 1, field);
        fb_state_bind_text(statement, 2, value);
    }
    FB_TRY(fb_state_each(statement, add_volume, &volumes));
    *out = (struct fb_state_volumes){volumes.found.items, volumes.found.count};
    return FB_OK;
}

fb_status fb_state_volume_at(bool *found, struct fb_state *state, const char *path)
{
    sqlite3_stmt *statement;
    fb_status status;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_VOLUME_AT));
    fb_state_bind_text(statement, 1, path);
    status = fb_state_step(found, statement);
    sqlite3_reset(statement);
    return status;
}

/* Finds the number of the volume that has a group and a number in it; 0 if there is none. */
static fb_status find_id(size_t *id, struct fb_state *state, const struct fb_state_volume *volume)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_FIND_VOLUME));
    fb_state_bind_text(statement, 1, volume->field);
    fb_state_bind_text(statement, 2, volume->value);
    fb_state_bind_number(statement, 3, (int64_t)volume->number);
    return fb_state_read_number(id, statement);
}

/* Runs a statement whose only value is a volume's number. */
static fb_status change_by_id(struct fb_state *state, enum fb_state_query query, size_t id)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, query));
    fb_state_bind_number(statement, 1, (int64_t)id);
    return fb_state_change(state, statement);
}

fb_status fb_state_put_volume(size_t *id, struct fb_state *state,
                              const struct fb_state_volume *volume)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PUT_VOLUME));
    fb_state_bind_text(statement, 1, volume->field);
    fb_state_bind_text(statement, 2, volume->value);
    fb_state_bind_number(statement, 3, (int64_t)volume->number);
    fb_state_bind_text(statement, 4, volume->wanted);
    fb_state_bind_text(statement, 5, volume->path);
    fb_state_bind_hash(statement, 6, volume->hash);
    fb_state_bind_number(statement, 7, (int64_t)volume->pages);
    fb_state_bind_text(statement, 8, volume->messages);
    FB_TRY(fb_state_change(state, statement));
    FB_TRY(find_id(id, state, volume));
    return change_by_id(state, FB_STATE_REMOVE_BOUNDS, *id);
}

fb_status fb_state_spoil_volume(struct fb_state *state, size_t id, const char *messages)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_SPOIL_VOLUME));
    fb_state_bind_hash(statement, 1, (struct fb_hash){0});
    fb_state_bind_text(statement, 2, messages);
    fb_state_bind_number(statement, 3, (int64_t)id);
    return fb_state_change(state, statement);
}

fb_status fb_state_remove_volume(struct fb_state *state, size_t id)
{
    FB_TRY(change_by_id(state, FB_STATE_REMOVE_BOUNDS, id));
    FB_TRY(change_by_id(state, FB_STATE_REMOVE_VOLUME_OUTPUTS, id));
    return change_by_id(state, FB_STATE_REMOVE_VOLUME, id);
}

fb_status fb_state_put_bound(struct fb_state *state, size_t id, size_t place,
                             const struct fb_state_bound *bound)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PUT_BOUND));
    fb_state_bind_number(statement, 1, (int64_t)id);
    fb_state_bind_number(statement, 2, (int64_t)place);
    fb_state_bind_text(statement, 3, bound->input);
    fb_state_bind_number(statement, 4, (int64_t)bound->index);
    fb_state_bind_text(statement, 5, bound->title);
    fb_state_bind_number(statement, 6, (int64_t)bound->page);
    return fb_state_change(state, statement);
}

static fb_status add_bound(void *data, sqlite3_stmt *statement)
{
    struct bounds *bounds = data;
    struct fb_state_bound *bound = FB_PUSH(bounds->arena, &bounds->found);

    FB_NEED(bound);
    bound->index = (size_t)sqlite3_column_int64(statement, 1);
    bound->page = (size_t)sqlite3_column_int64(statement, 3);
    FB_TRY(fb_state_text(&bound->input, bounds->arena, statement, 0));
    return fb_state_text(&bound->title, bounds->arena, statement, 2);
}

fb_status fb_state_bounds(struct fb_state_bounds *out, struct fb_arena *arena,
                          struct fb_state *state, size_t id)
{
    struct bounds bounds = {.arena = arena};
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_BOUNDS));
    fb_state_bind_number(statement, 1, (int64_t)id);
    FB_TRY(fb_state_each(statement, add_bound, &bounds));
    *out = (struct fb_state_bounds){bounds.found.items, bounds.found.count};
    return FB_OK;
}
