#include "batch/state.h"

#include "base/system_error.h"
#include "batch/state_part.h"
#include "batch/state_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Stands in the file's header ("fuba"), so that other programs' files are told apart. */
enum { APPLICATION = 1718968929 };

/*
 * The version of the tables below. A file of an earlier one is made over (upgrade); one of a later
 * version is refused. Whoever changes the tables counts it up.
 */
enum { VERSION = 4 };
#define VERSION_TEXT "4"

/* Since version 2. */
#define TABLES_OF_PARTS                                              \
    "CREATE TABLE source (position INTEGER PRIMARY KEY, path TEXT);" \
    "CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"

/* Since version 3. */
#define TABLES_OF_VOLUMES                                                                        \
    "CREATE TABLE member (input TEXT, number INTEGER, field TEXT, value TEXT,"                   \
    " PRIMARY KEY (input, number)) WITHOUT ROWID;"                                               \
    "CREATE INDEX member_value ON member (field, value);"                                        \
    "CREATE TABLE volume (id INTEGER PRIMARY KEY, field TEXT, value TEXT, number INTEGER,"       \
    " wanted TEXT, path TEXT COLLATE NOCASE, hash BLOB, pages INTEGER, messages TEXT,"           \
    " UNIQUE (field, value, number));"                                                           \
    "CREATE INDEX volume_path ON volume (path);"                                                 \
    "CREATE TABLE bound (volume INTEGER, place INTEGER, input TEXT, number INTEGER, title TEXT," \
    " page INTEGER, PRIMARY KEY (volume, place)) WITHOUT ROWID;"

static const char SETUP[] =
    "PRAGMA application_id = 1718968929;"
    "PRAGMA user_version = " VERSION_TEXT ";"
    "CREATE TABLE input (path TEXT PRIMARY KEY, hash BLOB, records INTEGER) WITHOUT ROWID;"
    "CREATE TABLE record (input TEXT, number INTEGER, data BLOB, surroundings BLOB, template TEXT,"
    " ending INTEGER, wanted TEXT, path TEXT COLLATE NOCASE, department TEXT, title TEXT,"
    " messages TEXT, edits TEXT, errors INTEGER, warnings INTEGER, PRIMARY KEY (input, number)) "
    "WITHOUT ROWID;"
    "CREATE INDEX record_path ON record (path);"
    "CREATE TABLE output (path TEXT PRIMARY KEY, input TEXT, number INTEGER, temporary TEXT,"
    " hash BLOB, size INTEGER, seconds INTEGER, nanoseconds INTEGER, inode INTEGER, earlier BLOB)"
    " WITHOUT ROWID;"
    "CREATE INDEX output_record ON output (input, number);"
    "CREATE INDEX output_pending ON output (path) WHERE temporary <> '';" TABLES_OF_PARTS
        TABLES_OF_VOLUMES;

char *fb_state_path(struct fb_arena *arena, const char *folder, struct fb_state_part part,
                    const char *ending)
{
    if (part.count == 1)
        return fb_arena_format(arena, "%s/.fubiao%s", folder, ending);
    return fb_arena_format(arena, "%s/.fubiao-%zu-of-%zu%s", folder, part.number + 1, part.count,
                           ending);
}

static void report(struct fb_diagnostics *sink, enum fb_diag_code code, const char *path,
                   const char *reason)
{
    struct fb_source source = {.name = path};

    fb_report(sink, code, ((struct fb_position){.source = &source}), reason);
}

/* Says who holds the lock. */
static void report_held(struct fb_diagnostics *sink, const char *path, int file)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char holder[32] = "?";

    if (fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
        snprintf(holder, sizeof holder, "%ld", (long)lock.l_pid);
    report(sink, FB_DIAG_BATCH_LOCKED, path, holder);
}

static fb_status check_free(const char *path, struct fb_diagnostics *sink)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    fb_status status = FB_OK;
    int file = open(path, O_RDONLY | O_CLOEXEC);

    /* Who has no lock file holds no lock. */
    if (file < 0)
        return FB_OK;
    if (fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK) {
        report_held(sink, path, file);
        status = FB_ERR_IO;
    }
    close(file);
    return status;
}

fb_status fb_state_check_free(const char *folder, struct fb_state_part part,
                              struct fb_diagnostics *sink)
{
    struct fb_arena *arena;
    fb_status status = FB_ERR_NOMEM;
    char *path;

    FB_TRY(fb_arena_new(&arena, FB_STATE_PATHS_LIMIT));
    path = fb_state_path(arena, folder, part, FB_STATE_LOCK);
    if (path != NULL)
        status = check_free(path, sink);
    fb_arena_free(arena);
    return status;
}

/* Takes the lock that keeps two programs out of one folder. It goes with the process. */
static fb_status take_lock(struct fb_state *state, const char *path, struct fb_diagnostics *sink)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    state->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (state->lock < 0) {
        report(sink, FB_DIAG_BATCH_STATE, path, fb_system_error(errno));
        return FB_ERR_IO;
    }
    if (fcntl(state->lock, F_SETLK, &lock) == 0)
        return FB_OK;
    if (errno == EACCES || errno == EAGAIN)
        report_held(sink, path, state->lock);
    else
        report(sink, FB_DIAG_BATCH_STATE, path, fb_system_error(errno));
    return FB_ERR_IO;
}

fb_status fb_state_ask(int64_t *out, struct fb_state *state, const char *text)
{
    sqlite3_stmt *statement;
    bool found = false;
    fb_status status = FB_ERR_IO;

    *out = 0;
    if (sqlite3_prepare_v2(state->database, text, -1, &statement, NULL) != SQLITE_OK)
        return FB_ERR_IO;
    status = fb_state_step(&found, statement);
    if (found)
        *out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

fb_status fb_state_execute(struct fb_state *state, const char *statements)
{
    return sqlite3_exec(state->database, statements, NULL, NULL, NULL) == SQLITE_OK ? FB_OK
                                                                                    : FB_ERR_IO;
}

fb_status fb_state_execute_either(struct fb_state *state, const char *asks, const char *with,
                                  const char *without)
{
    int64_t count;

    FB_TRY(fb_state_ask(&count, state, asks));
    return fb_state_execute(state, count > 0 ? with : without);
}

/*
 * Makes a file of version 1 one of version 2: its records know of no edits, unless it was written
 * by a program that had the column and not yet the number.
 */
static fb_status upgrade_first(struct fb_state *state)
{
    FB_TRY(fb_state_execute_either(
        state, "SELECT count(*) FROM pragma_table_info('record') WHERE name = 'edits'", "",
        "ALTER TABLE record ADD COLUMN edits TEXT"));
    return fb_state_execute(state, TABLES_OF_PARTS);
}

/* Makes a file of an earlier version one of this version. */
static fb_status upgrade(struct fb_state *state, int64_t version)
{
    FB_TRY(fb_state_execute(state, "BEGIN IMMEDIATE"));
    if (version == 1)
        FB_TRY(upgrade_first(state));
    if (version <= 2)
        FB_TRY(fb_state_execute(state, TABLES_OF_VOLUMES));
    /* Since version 4. */
    return fb_state_execute(state, "ALTER TABLE output ADD COLUMN earlier BLOB;"
                                   "PRAGMA user_version = " VERSION_TEXT "; COMMIT");
}

/*
 * Makes a file of an earlier version, which may not be written to, answer as one of this version
 * does about notes. The rows of records and documents are asked for by their columns
 * (fb_state_take_part).
 */
static fb_status read_as_new(struct fb_state *state, int64_t version)
{
    return version == 1 ? fb_state_execute(state, "CREATE TEMP TABLE note (name TEXT, value TEXT)")
                        : FB_OK;
}

/* Makes the tables of a new file, or finds out whether an old one is ours. */
static fb_status accept_file(struct fb_state *state, const char *path, bool frozen,
                             struct fb_diagnostics *sink)
{
    int64_t application, version, tables;

    FB_TRY(fb_state_ask(&tables, state, "SELECT count(*) FROM sqlite_schema"));
    if (tables == 0)
        return fb_state_execute(state, SETUP);
    FB_TRY(fb_state_ask(&application, state, "PRAGMA application_id"));
    FB_TRY(fb_state_ask(&version, state, "PRAGMA user_version"));
    if (application != APPLICATION || version < 1 || version > VERSION) {
        report(sink, FB_DIAG_BATCH_STATE_FOREIGN, path, "");
        return FB_ERR_INPUT;
    }
    if (version == VERSION)
        return FB_OK;
    return frozen ? read_as_new(state, version) : upgrade(state, version);
}

fb_status fb_state_accept(struct fb_state *state, const char *path, bool frozen,
                          struct fb_diagnostics *sink)
{
    fb_status status = accept_file(state, path, frozen, sink);

    if (status == FB_ERR_IO)
        report(sink, FB_DIAG_BATCH_STATE, path, fb_state_failure(state));
    return status;
}

/*
 * The journal is one file that is emptied and not removed, which every file system can do. NORMAL
 * syncs often enough that no crash, not even of the machine, leaves a broken file.
 */
static const char SETTINGS[] = "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL;"
                               "PRAGMA cache_size = -16384;";

/*
 * The lock above keeps others out of a whole run's folder, so the database's own is taken once, and
 * not for each question. What parts know, other parts may ask.
 */
static const char ALONE[] = "PRAGMA locking_mode = EXCLUSIVE;";

static fb_status open_database(struct fb_state *state, const char *path, bool alone,
                               struct fb_diagnostics *sink)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
    fb_status status = FB_ERR_IO;

    if (sqlite3_open_v2(path, &state->database, flags, NULL) == SQLITE_OK)
        status = fb_state_execute(state, alone ? ALONE : "");
    if (status == FB_OK)
        status = fb_state_execute(state, SETTINGS);
    if (status == FB_OK)
        return fb_state_accept(state, path, false, sink);
    report(sink, FB_DIAG_BATCH_STATE, path, fb_state_failure(state));
    return status;
}

static fb_status open_state(struct fb_state *state, struct fb_arena *arena, const char *folder,
                            struct fb_state_part part, struct fb_diagnostics *sink)
{
    char *lock = fb_state_path(arena, folder, part, FB_STATE_LOCK);
    char *file = fb_state_path(arena, folder, part, FB_STATE_FILE);

    FB_NEED(lock);
    FB_NEED(file);
    FB_TRY(take_lock(state, lock, sink));
    return open_database(state, file, part.count == 1, sink);
}

fb_status fb_state_open(struct fb_state **out, const char *folder, struct fb_diagnostics *sink)
{
    return fb_state_open_part(out, folder, FB_STATE_WHOLE, sink);
}

fb_status fb_state_open_by(struct fb_state **out, fb_state_opener *open, const char *folder,
                           struct fb_state_part part, struct fb_diagnostics *sink)
{
    struct fb_state *state = calloc(1, sizeof *state);
    struct fb_arena *arena;
    fb_status status;

    *out = NULL;
    FB_NEED(state);
    state->lock = -1;
    status = fb_arena_new(&arena, FB_STATE_PATHS_LIMIT);
    if (status == FB_OK) {
        status = open(state, arena, folder, part, sink);
        fb_arena_free(arena);
    }
    if (status != FB_OK || state->database == NULL) {
        fb_state_close(state);
        return status;
    }
    *out = state;
    return FB_OK;
}

fb_status fb_state_open_part(struct fb_state **out, const char *folder, struct fb_state_part part,
                             struct fb_diagnostics *sink)
{
    return fb_state_open_by(out, open_state, folder, part, sink);
}

void fb_state_close(struct fb_state *state)
{
    if (state == NULL)
        return;
    for (int query = 0; query < FB_STATE_QUERIES; query++)
        sqlite3_finalize(state->queries[query]);
    sqlite3_close(state->database);
    if (state->lock >= 0)
        close(state->lock);
    free(state);
}

const char *fb_state_failure(const struct fb_state *state)
{
    return state->database != NULL ? sqlite3_errmsg(state->database) : "";
}

fb_status fb_state_commit(struct fb_state *state)
{
    sqlite3_stmt *statement;
    bool found;

    if (!state->changing)
        return FB_OK;
    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_COMMIT));
    FB_TRY(fb_state_step(&found, statement));
    state->changing = false;
    return FB_OK;
}
