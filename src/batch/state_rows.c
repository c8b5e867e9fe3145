/*
 * state_rows.c: inputs, records and documents in the state.
 */
#include "base/vector.h"
#include "batch/state_private.h"
#include "batch/state_volume.h"

#include <string.h>
#include <sys/stat.h>

bool fb_file_stamp_of(struct fb_file_stamp *out, const char *path)
{
    struct stat info;

    if (lstat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return false;
    *out = (struct fb_file_stamp){.size = info.st_size,
                                  .seconds = info.st_mtim.tv_sec,
                                  .nanoseconds = info.st_mtim.tv_nsec,
                                  .inode = info.st_ino};
    return true;
}

bool fb_file_stamp_equal(const struct fb_file_stamp *a, const struct fb_file_stamp *b)
{
    return a->size == b->size && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds &&
           a->inode == b->inode;
}

fb_status fb_state_put_input(struct fb_state *state, const char *path, struct fb_hash hash,
                             size_t records)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PUT_INPUT));
    fb_state_bind_text(statement, 1, path);
    fb_state_bind_hash(statement, 2, hash);
    fb_state_bind_number(statement, 3, (int64_t)records);
    return fb_state_change(state, statement);
}

fb_status fb_state_input(size_t *records, struct fb_state *state, const char *path,
                         struct fb_hash hash)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_FIND_INPUT));
    fb_state_bind_text(statement, 1, path);
    fb_state_bind_hash(statement, 2, hash);
    return fb_state_read_number(records, statement);
}

fb_status fb_state_input_records(size_t *records, struct fb_state *state, const char *path)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_INPUT_RECORDS));
    fb_state_bind_text(statement, 1, path);
    return fb_state_read_number(records, statement);
}

void fb_state_bind_key(sqlite3_stmt *statement, const char *input, size_t index)
{
    fb_state_bind_text(statement, 1, input);
    fb_state_bind_number(statement, 2, (int64_t)index);
}

fb_status fb_state_put_record(struct fb_state *state, const struct fb_state_record *record)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PUT_RECORD));
    fb_state_bind_key(statement, record->input, record->index);
    fb_state_bind_hash(statement, 3, record->data);
    fb_state_bind_hash(statement, 4, record->surroundings);
    fb_state_bind_text(statement, 5, record->template_name);
    fb_state_bind_number(statement, 6, record->end);
    fb_state_bind_text(statement, 7, record->wanted);
    fb_state_bind_text(statement, 8, record->path);
    fb_state_bind_text(statement, 9, record->department);
    fb_state_bind_text(statement, 10, record->title);
    fb_state_bind_text(statement, 11, record->messages);
    fb_state_bind_text(statement, 12, record->edits);
    fb_state_bind_number(statement, 13, (int64_t)record->errors);
    fb_state_bind_number(statement, 14, (int64_t)record->warnings);
    return fb_state_change(state, statement);
}

fb_status fb_state_read_record(struct fb_state_record *out, struct fb_arena *arena,
                               sqlite3_stmt *statement)
{
    *out = (struct fb_state_record){
        .index = (size_t)sqlite3_column_int64(statement, 1),
        .data = fb_state_hash(statement, 2),
        .surroundings = fb_state_hash(statement, 3),
        .end = (enum fb_record_end)sqlite3_column_int(statement, 5),
        .errors = (size_t)sqlite3_column_int64(statement, 12),
        .warnings = (size_t)sqlite3_column_int64(statement, 13),
    };
    FB_TRY(fb_state_text(&out->input, arena, statement, 0));
    FB_TRY(fb_state_text(&out->template_name, arena, statement, 4));
    FB_TRY(fb_state_text(&out->wanted, arena, statement, 6));
    FB_TRY(fb_state_text(&out->path, arena, statement, 7));
    FB_TRY(fb_state_text(&out->department, arena, statement, 8));
    FB_TRY(fb_state_text(&out->title, arena, statement, 9));
    FB_TRY(fb_state_text(&out->messages, arena, statement, 10));
    return fb_state_text(&out->edits, arena, statement, 11);
}

fb_status fb_state_record(bool *found, struct fb_state_record *out, struct fb_arena *arena,
                          struct fb_state *state, const char *input, size_t index)
{
    sqlite3_stmt *statement;
    fb_status status;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_FIND_RECORD));
    fb_state_bind_key(statement, input, index);
    FB_TRY(fb_state_step(found, statement));
    status = *found ? fb_state_read_record(out, arena, statement) : FB_OK;
    sqlite3_reset(statement);
    return status;
}

fb_status fb_state_owner(bool *found, struct fb_state_record *out, struct fb_arena *arena,
                         struct fb_state *state, const char *path)
{
    sqlite3_stmt *statement;
    fb_status status = FB_OK;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_FIND_OWNER));
    fb_state_bind_text(statement, 1, path);
    FB_TRY(fb_state_step(found, statement));
    if (*found) {
        *out = (struct fb_state_record){.index = (size_t)sqlite3_column_int64(statement, 1)};
        status = fb_state_text(&out->input, arena, statement, 0);
    }
    sqlite3_reset(statement);
    return status;
}

fb_status fb_state_spoil(struct fb_state *state, const char *input, size_t index)
{
    bool volume = strcmp(input, FB_STATE_VOLUME_INPUT) == 0;
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state,
                            volume ? FB_STATE_UNMAKE_VOLUME : FB_STATE_SPOIL_RECORD));
    fb_state_bind_hash(statement, 1, (struct fb_hash){0});
    if (!volume)
        fb_state_bind_text(statement, 2, input);
    fb_state_bind_number(statement, volume ? 2 : 3, (int64_t)index);
    return fb_state_change(state, statement);
}

fb_status fb_state_remove(struct fb_state *state, const char *input, size_t index)
{
    static const enum fb_state_query QUERIES[] = {FB_STATE_REMOVE_OUTPUTS, FB_STATE_REMOVE_MEMBER,
                                                  FB_STATE_REMOVE_RECORD};
    sqlite3_stmt *statement;

    for (size_t i = 0; i < sizeof QUERIES / sizeof *QUERIES; i++) {
        FB_TRY(fb_state_prepare(&statement, state, QUERIES[i]));
        fb_state_bind_key(statement, input, index);
        FB_TRY(fb_state_change(state, statement));
    }
    return FB_OK;
}

fb_status fb_state_put_output(struct fb_state *state, const char *input, size_t index,
                              const struct fb_state_output *output)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PUT_OUTPUT));
    fb_state_bind_text(statement, 1, output->path);
    fb_state_bind_text(statement, 2, input);
    fb_state_bind_number(statement, 3, (int64_t)index);
    fb_state_bind_text(statement, 4, output->temporary);
    fb_state_bind_hash(statement, 5, output->hash);
    fb_state_bind_number(statement, 6, output->stamp.size);
    fb_state_bind_number(statement, 7, output->stamp.seconds);
    fb_state_bind_number(statement, 8, output->stamp.nanoseconds);
    fb_state_bind_number(statement, 9, (int64_t)output->stamp.inode);
    if (output->temporary[0] != '\0' && !fb_hash_equal(output->earlier, (struct fb_hash){0}))
        fb_state_bind_hash(statement, 10, output->earlier);
    else
        (void)sqlite3_bind_null(statement, 10);
    return fb_state_change(state, statement);
}

fb_status fb_state_remove_output(struct fb_state *state, const char *path)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_REMOVE_OUTPUT));
    fb_state_bind_text(statement, 1, path);
    return fb_state_change(state, statement);
}

static fb_status read_output(struct fb_state_output *out, struct fb_arena *arena,
                             sqlite3_stmt *statement)
{
    *out = (struct fb_state_output){
        .index = (size_t)sqlite3_column_int64(statement, 8),
        .hash = fb_state_hash(statement, 2),
        .stamp = {sqlite3_column_int64(statement, 3), sqlite3_column_int64(statement, 4),
                  sqlite3_column_int64(statement, 5), (uint64_t)sqlite3_column_int64(statement, 6)},
        .earlier = fb_state_hash(statement, 9),
    };
    FB_TRY(fb_state_text(&out->path, arena, statement, 0));
    FB_TRY(fb_state_text(&out->temporary, arena, statement, 1));
    return fb_state_text(&out->input, arena, statement, 7);
}

fb_status fb_state_output(bool *found, struct fb_state_output *out, struct fb_arena *arena,
                          struct fb_state *state, const char *path)
{
    sqlite3_stmt *statement;
    fb_status status;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_FIND_OUTPUT));
    fb_state_bind_text(statement, 1, path);
    FB_TRY(fb_state_step(found, statement));
    status = *found ? read_output(out, arena, statement) : FB_OK;
    sqlite3_reset(statement);
    return status;
}

struct outputs {
    struct fb_arena *arena;
    FB_VECTOR(struct fb_state_output) found;
};

static fb_status add_output(void *data, sqlite3_stmt *statement)
{
    struct outputs *outputs = data;
    struct fb_state_output *output = FB_PUSH(outputs->arena, &outputs->found);

    FB_NEED(output);
    return read_output(output, outputs->arena, statement);
}

fb_status fb_state_read_outputs(struct fb_state_outputs *out, struct fb_arena *arena,
                                sqlite3_stmt *statement)
{
    struct outputs outputs = {.arena = arena};

    FB_TRY(fb_state_each(statement, add_output, &outputs));
    out->items = outputs.found.items;
    out->count = outputs.found.count;
    return FB_OK;
}

fb_status fb_state_outputs_of(struct fb_state_outputs *out, struct fb_arena *arena,
                              struct fb_state *state, const char *input, size_t index)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_OUTPUTS_OF));
    fb_state_bind_key(statement, input, index);
    return fb_state_read_outputs(out, arena, statement);
}

fb_status fb_state_find_outputs(struct fb_state_outputs *out, struct fb_arena *arena,
                                struct fb_state *state, enum fb_state_query query)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, query));
    return fb_state_read_outputs(out, arena, statement);
}

fb_status fb_state_pending(struct fb_state_outputs *out, struct fb_arena *arena,
                           struct fb_state *state)
{
    return fb_state_find_outputs(out, arena, state, FB_STATE_PENDING);
}

fb_status fb_state_settle(struct fb_state *state)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_SETTLE));
    return fb_state_change(state, statement);
}

fb_status fb_state_renamed(struct fb_state_outputs *out, struct fb_arena *arena,
                           struct fb_state *state)
{
    return fb_state_find_outputs(out, arena, state, FB_STATE_RENAMED);
}

struct walk {
    struct fb_arena *arena; /* for one record at a time */
    fb_state_visit *visit;
    void *data;
};

static fb_status visit_record(void *data, sqlite3_stmt *statement)
{
    const struct walk *walk = data;
    struct fb_state_record record;

    fb_arena_clear(walk->arena);
    FB_TRY(fb_state_read_record(&record, walk->arena, statement));
    return walk->visit(walk->data, &record);
}

fb_status fb_state_walk(struct fb_state *state, fb_state_visit *visit, void *data)
{
    sqlite3_stmt *statement;
    struct walk walk = {.visit = visit, .data = data};
    fb_status status;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_RECORDS));
    FB_TRY(fb_arena_new(&walk.arena, FB_ARENA_JOB_LIMIT));
    status = fb_state_each(statement, visit_record, &walk);
    fb_arena_free(walk.arena);
    return status;
}
