#include "batch/state_volume.h"

#include "base/vector.h"
#include "batch/state_private.h"

fb_status fb_state_put_member(struct fb_state *state, const char *input, size_t index,
                              const char *field, const char *value)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PUT_MEMBER));
    fb_state_bind_text(statement, 1, input);
    fb_state_bind_number(statement, 2, (int64_t)index);
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
    fb_state_bind_text(statement, 1, input);
    fb_state_bind_number(statement, 2, (int64_t)index);
    fb_state_bind_text(statement, 3, field);
    status = fb_state_step(found, statement);
    sqlite3_reset(statement);
    return status;
}

/* Reads all values of a bound statement. */
static fb_status read_values(struct fb_state_values *out, struct fb_arena *arena,
                             sqlite3_stmt *statement)
{
    FB_VECTOR(const char *) found = {0};
    bool more;

    for (;;) {
        FB_TRY(fb_state_step(&more, statement));
        if (!more)
            break;
        const char **value = FB_PUSH(arena, &found);
        FB_NEED(value);
        FB_TRY(fb_state_text(value, arena, statement, 0));
    }
    *out = (struct fb_state_values){found.items, found.count};
    return FB_OK;
}

fb_status fb_state_values(struct fb_state_values *out, struct fb_arena *arena,
                          struct fb_state *state, const char *field)
{
    sqlite3_stmt *statement;
    fb_status status;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_VALUES));
    fb_state_bind_text(statement, 1, field);
    status = read_values(out, arena, statement);
    sqlite3_reset(statement);
    return status;
}

static fb_status read_members(struct fb_state_members *out, struct fb_arena *arena,
                              sqlite3_stmt *statement)
{
    FB_VECTOR(struct fb_state_member) found = {0};
    bool more;

    for (;;) {
        FB_TRY(fb_state_step(&more, statement));
        if (!more)
            break;
        struct fb_state_member *member = FB_PUSH(arena, &found);
        FB_NEED(member);
        member->index = (size_t)sqlite3_column_int64(statement, 1);
        member->data = fb_state_hash(statement, 2);
        member->surroundings = fb_state_hash(statement, 3);
        member->end = (enum fb_record_end)sqlite3_column_int(statement, 4);
        FB_TRY(fb_state_text(&member->input, arena, statement, 0));
        FB_TRY(fb_state_text(&member->title, arena, statement, 5));
    }
    *out = (struct fb_state_members){found.items, found.count};
    return FB_OK;
}

fb_status fb_state_members(struct fb_state_members *out, struct fb_arena *arena,
                           struct fb_state *state, const char *field, const char *value)
{
    sqlite3_stmt *statement;
    fb_status status;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_MEMBERS));
    fb_state_bind_text(statement, 1, field);
    fb_state_bind_text(statement, 2, value);
    status = read_members(out, arena, statement);
    sqlite3_reset(statement);
    return status;
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

static fb_status read_volumes(struct fb_state_volumes *out, struct fb_arena *arena,
                              sqlite3_stmt *statement)
{
    FB_VECTOR(struct fb_state_volume) found = {0};
    bool more;

    for (;;) {
        FB_TRY(fb_state_step(&more, statement));
        if (!more)
            break;
        struct fb_state_volume *volume = FB_PUSH(arena, &found);
        FB_NEED(volume);
        FB_TRY(read_volume(volume, arena, statement));
    }
    *out = (struct fb_state_volumes){found.items, found.count};
    return FB_OK;
}

fb_status fb_state_volumes(struct fb_state_volumes *out, struct fb_arena *arena,
                           struct fb_state *state, const char *field, const char *value)
{
    sqlite3_stmt *statement;
    fb_status status;

    FB_TRY(fb_state_prepare(&statement, state,
                            field != NULL ? FB_STATE_VOLUMES : FB_STATE_ALL_VOLUMES));
    if (field != NULL) {
        fb_state_bind_text(statement, 1, field);
        fb_state_bind_text(statement, 2, value);
    }
    status = read_volumes(out, arena, statement);
    sqlite3_reset(statement);
    return status;
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
    bool found;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_FIND_VOLUME));
    fb_state_bind_text(statement, 1, volume->field);
    fb_state_bind_text(statement, 2, volume->value);
    fb_state_bind_number(statement, 3, (int64_t)volume->number);
    FB_TRY(fb_state_step(&found, statement));
    *id = found ? (size_t)sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    return FB_OK;
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

static fb_status read_bounds(struct fb_state_bounds *out, struct fb_arena *arena,
                             sqlite3_stmt *statement)
{
    FB_VECTOR(struct fb_state_bound) found = {0};
    bool more;

    for (;;) {
        FB_TRY(fb_state_step(&more, statement));
        if (!more)
            break;
        struct fb_state_bound *bound = FB_PUSH(arena, &found);
        FB_NEED(bound);
        bound->index = (size_t)sqlite3_column_int64(statement, 1);
        bound->page = (size_t)sqlite3_column_int64(statement, 3);
        FB_TRY(fb_state_text(&bound->input, arena, statement, 0));
        FB_TRY(fb_state_text(&bound->title, arena, statement, 2));
    }
    *out = (struct fb_state_bounds){found.items, found.count};
    return FB_OK;
}

fb_status fb_state_bounds(struct fb_state_bounds *out, struct fb_arena *arena,
                          struct fb_state *state, size_t id)
{
    sqlite3_stmt *statement;
    fb_status status;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_BOUNDS));
    fb_state_bind_number(statement, 1, (int64_t)id);
    status = read_bounds(out, arena, statement);
    sqlite3_reset(statement);
    return status;
}
