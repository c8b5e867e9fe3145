/*
 * state_join.c: the rows of parts beside those of the whole.
 */
#include "batch/state_part.h"
#include "batch/state_private.h"

#include <stdio.h>

static const char TABLES[] =
    "CREATE TEMP TABLE IF NOT EXISTS part_record AS SELECT *, 0 AS part FROM record LIMIT 0;"
    "CREATE UNIQUE INDEX IF NOT EXISTS temp.part_record_key ON part_record (input, number);"
    "CREATE TEMP TABLE IF NOT EXISTS part_output AS SELECT *, 0 AS here FROM output LIMIT 0;"
    "CREATE INDEX IF NOT EXISTS temp.part_output_key ON part_output (input, number);"
    "CREATE INDEX IF NOT EXISTS temp.part_output_path ON part_output (path);"
    "CREATE TEMP TABLE IF NOT EXISTS part_source AS SELECT * FROM source LIMIT 0;";

/*
 * What is read of one part, by its number and whether it is here. What its documents replace does
 * not matter any more.
 */
#define IMPORT                                                                              \
    "INSERT OR IGNORE INTO part_record (" FB_STATE_RECORD_COLUMNS ", part)"                 \
    " SELECT " FB_STATE_RECORD_COLUMNS ", %zu FROM other.record;"                           \
    "INSERT INTO part_output (" FB_STATE_OUTPUT_COLUMNS ", here)"                           \
    " SELECT " FB_STATE_OUTPUT_COLUMNS_WITH(                                                \
        "NULL") ", %d FROM other.output o"                                                  \
                " WHERE %zu = (SELECT part FROM part_record r WHERE r.input = o.input AND " \
                "r.number = o.number);"                                                     \
                "INSERT INTO part_source SELECT * FROM other.source;"                       \
                "INSERT OR REPLACE INTO input SELECT * FROM other.input;"

static fb_status import(struct fb_state *state, size_t number, bool here)
{
    char statements[sizeof IMPORT + 48];

    snprintf(statements, sizeof statements, IMPORT, number, here, number);
    FB_TRY(fb_state_begin(state));
    FB_TRY(fb_state_execute(state, statements));
    FB_TRY(fb_state_execute_either(state, FB_STATE_OTHER_HAS_MEMBERS,
                                   "INSERT OR REPLACE INTO member SELECT * FROM other.member", ""));
    return fb_state_commit(state);
}

fb_status fb_state_import(struct fb_state *state, const char *folder, struct fb_state_part part,
                          size_t number, bool here)
{
    bool there;

    FB_TRY(fb_state_execute(state, TABLES));
    FB_TRY(fb_state_attach(&there, state, folder, part));
    if (!there)
        return FB_ERR_IO;
    FB_TRY(import(state, number, here));
    return fb_state_execute(state, "DETACH other");
}

struct walk {
    struct fb_arena *arena; /* for one record at a time */
    fb_state_part_visit *visit;
    void *data;
};

static fb_status visit_record(void *data, sqlite3_stmt *statement)
{
    enum { PART = 14 };
    const struct walk *walk = data;
    struct fb_state_record record;

    fb_arena_clear(walk->arena);
    FB_TRY(fb_state_read_record(&record, walk->arena, statement));
    return walk->visit(walk->data, &record, (size_t)sqlite3_column_int64(statement, PART));
}

fb_status fb_state_walk_parts(struct fb_state *state, fb_state_part_visit *visit, void *data)
{
    sqlite3_stmt *statement;
    struct walk walk = {.visit = visit, .data = data};
    fb_status status;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PART_RECORDS));
    FB_TRY(fb_arena_new(&walk.arena, FB_ARENA_JOB_LIMIT));
    status = fb_state_each(statement, visit_record, &walk);
    fb_arena_free(walk.arena);
    return status;
}

fb_status fb_state_part_outputs(struct fb_state_outputs *out, struct fb_arena *arena,
                                struct fb_state *state, const char *input, size_t index)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PART_OUTPUTS));
    fb_state_bind_key(statement, input, index);
    return fb_state_read_outputs(out, arena, statement);
}

fb_status fb_state_part_outputs_at(struct fb_state_outputs *out, struct fb_arena *arena,
                                   struct fb_state *state, const char *path)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PART_OUTPUT_AT));
    fb_state_bind_text(statement, 1, path);
    return fb_state_read_outputs(out, arena, statement);
}

fb_status fb_state_part_outputs_left(struct fb_state_outputs *out, struct fb_arena *arena,
                                     struct fb_state *state)
{
    return fb_state_find_outputs(out, arena, state, FB_STATE_PART_OUTPUTS_LEFT);
}

struct sources {
    fb_state_path_visit *visit;
    void *data;
};

static fb_status visit_source(void *data, sqlite3_stmt *statement)
{
    const struct sources *sources = data;

    return sources->visit(sources->data, (const char *)sqlite3_column_text(statement, 0));
}

fb_status fb_state_walk_part_sources(struct fb_state *state, fb_state_path_visit *visit, void *data)
{
    struct sources sources = {visit, data};
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PART_SOURCES));
    return fb_state_each(statement, visit_source, &sources);
}

struct keys {
    fb_state_visit *visit;
    void *data;
};

/* Visits a record of which the row has the key alone. */
static fb_status visit_key(void *data, sqlite3_stmt *statement)
{
    const struct keys *keys = data;
    struct fb_state_record record = {.input = (const char *)sqlite3_column_text(statement, 0),
                                     .index = (size_t)sqlite3_column_int64(statement, 1)};

    return keys->visit(keys->data, &record);
}

fb_status fb_state_walk_partless(struct fb_state *state, fb_state_visit *visit, void *data)
{
    struct keys keys = {visit, data};
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PARTLESS));
    return fb_state_each(statement, visit_key, &keys);
}
