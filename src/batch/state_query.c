/*
 * state_query.c: the statements of the state.
 */
#include "batch/state_private.h"

#include <string.h>

static const char *const QUERIES[FB_STATE_QUERIES] = {
    [FB_STATE_BEGIN] = "BEGIN IMMEDIATE",
    [FB_STATE_COMMIT] = "COMMIT",
    [FB_STATE_PUT_INPUT] = "INSERT OR REPLACE INTO input (path, hash, records) VALUES (?, ?, ?)",
    [FB_STATE_FIND_INPUT] = "SELECT records FROM input WHERE path = ? AND hash = ?",
    [FB_STATE_INPUT_RECORDS] = "SELECT records FROM input WHERE path = ?",
    [FB_STATE_PUT_RECORD] = "INSERT OR REPLACE INTO record (" FB_STATE_RECORD_COLUMNS ")"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [FB_STATE_FIND_RECORD] =
        "SELECT " FB_STATE_RECORD_COLUMNS " FROM record WHERE input = ? AND number = ?",
    [FB_STATE_FIND_OWNER] = "SELECT input, number FROM record WHERE path = ? COLLATE NOCASE",
    [FB_STATE_SPOIL_RECORD] = "UPDATE record SET surroundings = ? WHERE input = ? AND number = ?",
    [FB_STATE_REMOVE_RECORD] = "DELETE FROM record WHERE input = ? AND number = ?",
    [FB_STATE_REMOVE_OUTPUTS] = "DELETE FROM output WHERE input = ? AND number = ?",
    [FB_STATE_PUT_OUTPUT] =
        "INSERT OR REPLACE INTO output (path, input, number, temporary, hash, size, seconds,"
        " nanoseconds, inode, earlier) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [FB_STATE_FIND_OUTPUT] = "SELECT " FB_STATE_OUTPUT_COLUMNS " FROM output WHERE path = ?",
    [FB_STATE_REMOVE_OUTPUT] = "DELETE FROM output WHERE path = ?",
    [FB_STATE_PENDING] =
        "SELECT " FB_STATE_OUTPUT_COLUMNS " FROM output WHERE temporary <> '' ORDER BY path",
    [FB_STATE_SETTLE] = "UPDATE output SET temporary = '', earlier = NULL"
                        " WHERE temporary <> '' AND temporary NOT GLOB '" FB_STATE_WAITING "*'",
    [FB_STATE_RENAMED] =
        "SELECT o.path, temporary, hash, size, seconds, nanoseconds, inode, o.input, o.number,"
        " earlier FROM output o JOIN record r ON r.input = o.input AND r.number = o.number"
        " WHERE substr(o.path, 1, length(r.path) + 1) <> r.path || '.' ORDER BY o.path",
    [FB_STATE_OUTPUTS_OF] = "SELECT " FB_STATE_OUTPUT_COLUMNS
                            " FROM output WHERE input = ? AND number = ? ORDER BY path",
    [FB_STATE_RECORDS] = "SELECT " FB_STATE_RECORD_COLUMNS " FROM record ORDER BY input, number",
    [FB_STATE_PUT_SOURCE] = "INSERT OR REPLACE INTO source (position, path) VALUES (?, ?)",
    [FB_STATE_PUT_NOTE] = "INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)",
    [FB_STATE_FIND_NOTE] = "SELECT value FROM note WHERE name = ?",
    /* Those of parts, which stand in tables of their own while they are joined (state_join.c). */
    [FB_STATE_PART_SOURCES] =
        "SELECT path FROM part_source GROUP BY path ORDER BY min(position), path",
    [FB_STATE_PART_RECORDS] =
        "SELECT " FB_STATE_RECORD_COLUMNS ", part FROM part_record r LEFT JOIN"
        " (SELECT path AS file, min(position) AS place FROM part_source GROUP BY path)"
        " ON file = input ORDER BY place, input, number",
    [FB_STATE_PART_OUTPUTS] = "SELECT " FB_STATE_OUTPUT_COLUMNS
                              " FROM part_output WHERE input = ? AND number = ? ORDER BY path",
    [FB_STATE_PART_OUTPUT_AT] =
        "SELECT " FB_STATE_OUTPUT_COLUMNS " FROM part_output WHERE path = ? AND temporary = ''",
    [FB_STATE_PART_OUTPUTS_LEFT] =
        "SELECT " FB_STATE_OUTPUT_COLUMNS
        " FROM part_output p WHERE here AND temporary = '' AND NOT EXISTS (SELECT 1 FROM output o"
        " WHERE o.path = p.path) ORDER BY path",
    [FB_STATE_PARTLESS] =
        "SELECT input, number FROM record r WHERE NOT EXISTS (SELECT 1 FROM part_record p"
        " WHERE p.input = r.input AND p.number = r.number) ORDER BY input, number",
    [FB_STATE_PUT_MEMBER] =
        "INSERT OR REPLACE INTO member (input, number, field, value) VALUES (?, ?, ?, ?)",
    [FB_STATE_FIND_MEMBER] = "SELECT 1 FROM member WHERE input = ? AND number = ? AND field = ?",
    [FB_STATE_REMOVE_MEMBER] = "DELETE FROM member WHERE input = ? AND number = ?",
    [FB_STATE_VALUES] = "SELECT DISTINCT value FROM member WHERE field = ? ORDER BY value",
    [FB_STATE_MEMBERS] = "SELECT r.input, r.number, data, surroundings, ending, title FROM member m"
                         " JOIN record r ON r.input = m.input AND r.number = m.number"
                         " WHERE field = ? AND value = ? ORDER BY r.input, r.number",
    [FB_STATE_VOLUMES] =
        "SELECT id, field, value, number, wanted, path, hash, pages, messages FROM volume"
        " WHERE field = ? AND value = ? ORDER BY number",
    [FB_STATE_ALL_VOLUMES] =
        "SELECT id, field, value, number, wanted, path, hash, pages, messages FROM volume"
        " ORDER BY field, value, number",
    [FB_STATE_VOLUME_AT] = "SELECT id FROM volume WHERE path = ? COLLATE NOCASE",
    [FB_STATE_FIND_VOLUME] = "SELECT id FROM volume WHERE field = ? AND value = ? AND number = ?",
    [FB_STATE_PUT_VOLUME] =
        "INSERT INTO volume (field, value, number, wanted, path, hash, pages, messages)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (field, value, number) DO UPDATE SET"
        " wanted = excluded.wanted, path = excluded.path, hash = excluded.hash,"
        " pages = excluded.pages, messages = excluded.messages",
    [FB_STATE_SPOIL_VOLUME] = "UPDATE volume SET hash = ?, messages = ? WHERE id = ?",
    [FB_STATE_UNMAKE_VOLUME] = "UPDATE volume SET hash = ? WHERE id = ?",
    [FB_STATE_REMOVE_VOLUME] = "DELETE FROM volume WHERE id = ?",
    [FB_STATE_REMOVE_VOLUME_OUTPUTS] = "DELETE FROM output WHERE input = '' AND number = ?",
    [FB_STATE_PUT_BOUND] =
        "INSERT INTO bound (volume, place, input, number, title, page) VALUES (?, ?, ?, ?, ?, ?)",
    [FB_STATE_BOUNDS] =
        "SELECT input, number, title, page FROM bound WHERE volume = ? ORDER BY place",
    [FB_STATE_REMOVE_BOUNDS] = "DELETE FROM bound WHERE volume = ?",
};

fb_status fb_state_prepare(sqlite3_stmt **out, struct fb_state *state, enum fb_state_query query)
{
    sqlite3_stmt **slot = &state->queries[query];

    *out = NULL;
    if (*slot == NULL && sqlite3_prepare_v3(state->database, QUERIES[query], -1,
                                            SQLITE_PREPARE_PERSISTENT, slot, NULL) != SQLITE_OK)
        return FB_ERR_IO;
    *out = *slot;
    return FB_OK;
}

/* A failure to bind is memory that is used up; the step that follows then fails as well. */
void fb_state_bind_text(sqlite3_stmt *statement, int place, const char *text)
{
    (void)sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
}

void fb_state_bind_number(sqlite3_stmt *statement, int place, int64_t number)
{
    (void)sqlite3_bind_int64(statement, place, number);
}

void fb_state_bind_hash(sqlite3_stmt *statement, int place, struct fb_hash hash)
{
    unsigned char bytes[16];

    fb_hash_store(bytes, hash);
    (void)sqlite3_bind_blob(statement, place, bytes, sizeof bytes, SQLITE_TRANSIENT);
}

fb_status fb_state_step(bool *found, sqlite3_stmt *statement)
{
    int result = sqlite3_step(statement);

    *found = result == SQLITE_ROW;
    if (result == SQLITE_ROW)
        return FB_OK;
    sqlite3_reset(statement);
    return result == SQLITE_DONE ? FB_OK : FB_ERR_IO;
}

fb_status fb_state_each(sqlite3_stmt *statement, fb_state_row *row, void *data)
{
    fb_status status = FB_OK;
    bool found = true;

    while (status == FB_OK && found) {
        status = fb_state_step(&found, statement);
        if (status == FB_OK && found)
            status = row(data, statement);
    }
    sqlite3_reset(statement);
    return status;
}

fb_status fb_state_begin(struct fb_state *state)
{
    sqlite3_stmt *statement;
    bool found;

    if (state->changing)
        return FB_OK;
    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_BEGIN));
    FB_TRY(fb_state_step(&found, statement));
    state->changing = true;
    return FB_OK;
}

fb_status fb_state_change(struct fb_state *state, sqlite3_stmt *statement)
{
    fb_status status = fb_state_begin(state);
    bool found;

    if (status == FB_OK)
        status = fb_state_step(&found, statement);
    sqlite3_reset(statement);
    return status;
}

fb_status fb_state_read_number(size_t *out, sqlite3_stmt *statement)
{
    bool found;

    FB_TRY(fb_state_step(&found, statement));
    *out = found ? (size_t)sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    return FB_OK;
}

fb_status fb_state_text(const char **out, struct fb_arena *arena, sqlite3_stmt *statement,
                        int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);

    *out = fb_arena_string(arena, text != NULL ? text : "");
    FB_NEED(*out);
    return FB_OK;
}

struct fb_hash fb_state_hash(sqlite3_stmt *statement, int column)
{
    const unsigned char *bytes = sqlite3_column_blob(statement, column);
    struct fb_hash hash = {0};

    if (sqlite3_column_bytes(statement, column) == 16 && bytes != NULL)
        hash = fb_hash_load(bytes);
    return hash;
}
