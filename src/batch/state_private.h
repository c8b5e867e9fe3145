/*
 * state_private.h: what the files of the state share: the connection and its prepared statements.
 */
#ifndef FB_BATCH_STATE_PRIVATE_H
#define FB_BATCH_STATE_PRIVATE_H

#include "batch/state.h"

#include <sqlite3.h>

/*
 * The columns of a record and of a document, in the order in which their readers expect them. What
 * tables of the first versions lack is named, so that something else can stand for it.
 */
#define FB_STATE_RECORD_COLUMNS_WITH(edits)                                                 \
    "input, number, data, surroundings, template, ending, wanted, path, department, title," \
    " messages, " edits ", errors, warnings"
#define FB_STATE_OUTPUT_COLUMNS_WITH(earlier) \
    "path, temporary, hash, size, seconds, nanoseconds, inode, input, number, " earlier
#define FB_STATE_RECORD_COLUMNS FB_STATE_RECORD_COLUMNS_WITH("edits")
#define FB_STATE_OUTPUT_COLUMNS FB_STATE_OUTPUT_COLUMNS_WITH("earlier")

enum fb_state_query {
    FB_STATE_BEGIN,
    FB_STATE_COMMIT,
    FB_STATE_PUT_INPUT,
    FB_STATE_FIND_INPUT,
    FB_STATE_INPUT_RECORDS,
    FB_STATE_PUT_RECORD,
    FB_STATE_FIND_RECORD,
    FB_STATE_FIND_OWNER,
    FB_STATE_SPOIL_RECORD,
    FB_STATE_REMOVE_RECORD,
    FB_STATE_REMOVE_OUTPUTS,
    FB_STATE_PUT_OUTPUT,
    FB_STATE_FIND_OUTPUT,
    FB_STATE_REMOVE_OUTPUT,
    FB_STATE_PENDING,
    FB_STATE_SETTLE,
    FB_STATE_RENAMED,
    FB_STATE_OUTPUTS_OF,
    FB_STATE_RECORDS,
    FB_STATE_PUT_SOURCE,
    FB_STATE_PUT_NOTE,
    FB_STATE_FIND_NOTE,
    FB_STATE_PART_SOURCES,
    FB_STATE_PART_RECORDS,
    FB_STATE_PART_OUTPUTS,
    FB_STATE_PART_OUTPUT_AT,
    FB_STATE_PART_OUTPUTS_LEFT,
    FB_STATE_PARTLESS,
    FB_STATE_PUT_MEMBER,
    FB_STATE_FIND_MEMBER,
    FB_STATE_REMOVE_MEMBER,
    FB_STATE_VALUES,
    FB_STATE_MEMBERS,
    FB_STATE_VOLUMES,
    FB_STATE_ALL_VOLUMES,
    FB_STATE_VOLUME_AT,
    FB_STATE_FIND_VOLUME,
    FB_STATE_PUT_VOLUME,
    FB_STATE_SPOIL_VOLUME,
    FB_STATE_UNMAKE_VOLUME,
    FB_STATE_REMOVE_VOLUME,
    FB_STATE_REMOVE_VOLUME_OUTPUTS,
    FB_STATE_PUT_BOUND,
    FB_STATE_BOUNDS,
    FB_STATE_REMOVE_BOUNDS,
    FB_STATE_QUERIES,
};

/* Of the paths of one state: its file, its lock, its address. */
enum { FB_STATE_PATHS_LIMIT = 64 << 10 };

struct fb_state {
    sqlite3 *database;
    sqlite3_stmt *queries[FB_STATE_QUERIES]; /* prepared at their first use */
    int lock;                                /* the descriptor of the locked file; -1: none */
    bool changing;                           /* a transaction is open */
};

/*
 * Gives a statement, ready to be bound; prepared once. Values are bound in the order of the
 * question marks by fb_state_bind_*, counted from 1.
 */
FB_MUST_USE fb_status fb_state_prepare(sqlite3_stmt **out, struct fb_state *state,
                                       enum fb_state_query query);

void fb_state_bind_text(sqlite3_stmt *statement, int place, const char *text);
void fb_state_bind_number(sqlite3_stmt *statement, int place, int64_t number);
void fb_state_bind_hash(sqlite3_stmt *statement, int place, struct fb_hash hash);

/* Opens the file of a state; `arena` is for paths. No database: there is none to be opened. */
typedef fb_status fb_state_opener(struct fb_state *state, struct fb_arena *arena,
                                  const char *folder, struct fb_state_part part,
                                  struct fb_diagnostics *sink);

/* Makes a state that is opened so; NULL if there is no file. */
FB_MUST_USE fb_status fb_state_open_by(struct fb_state **out, fb_state_opener *open,
                                       const char *folder, struct fb_state_part part,
                                       struct fb_diagnostics *sink);

/*
 * Sees whether an open file is a state; if not, that is reported. One of an earlier version is made
 * over, unless it is frozen.
 */
FB_MUST_USE fb_status fb_state_accept(struct fb_state *state, const char *path, bool frozen,
                                      struct fb_diagnostics *sink);

/* Reads the number that a statement without values gives, such as a pragma. */
FB_MUST_USE fb_status fb_state_ask(int64_t *out, struct fb_state *state, const char *statement);

/*
 * Makes another state, that nobody writes to, readable as `other` (until "DETACH other"); `*there`
 * is false if there is none.
 */
FB_MUST_USE fb_status fb_state_attach(bool *there, struct fb_state *state, const char *folder,
                                      struct fb_state_part part);

/* Runs statements without values, outside of what fb_state_commit commits. */
FB_MUST_USE fb_status fb_state_execute(struct fb_state *state, const char *statements);

/*
 * Runs one of two likewise, by whether the number that `asks` gives is 0: the file of an earlier
 * version, which is only read, may lack something.
 */
FB_MUST_USE fb_status fb_state_execute_either(struct fb_state *state, const char *asks,
                                              const char *with, const char *without);
#define FB_STATE_OTHER_HAS_MEMBERS "SELECT count(*) FROM other.sqlite_schema WHERE name = 'member'"

/* Opens a transaction, unless one is open. */
FB_MUST_USE fb_status fb_state_begin(struct fb_state *state);

/* Runs a statement that gives no rows, in a transaction. */
FB_MUST_USE fb_status fb_state_change(struct fb_state *state, sqlite3_stmt *statement);

/* Goes to the next row; false in `*found` after the last, and the statement is at its start again.
 */
FB_MUST_USE fb_status fb_state_step(bool *found, sqlite3_stmt *statement);

/* Takes a row of a statement. */
typedef fb_status fb_state_row(void *data, sqlite3_stmt *statement);

/* Gives each row of a bound statement, which is at its start again afterwards, whatever happens. */
FB_MUST_USE fb_status fb_state_each(sqlite3_stmt *statement, fb_state_row *row, void *data);

/* Reads the number that a bound statement asks for; 0 if it finds none. */
FB_MUST_USE fb_status fb_state_read_number(size_t *out, sqlite3_stmt *statement);

/* Columns of a row, counted from 0. */
FB_MUST_USE fb_status fb_state_text(const char **out, struct fb_arena *arena,
                                    sqlite3_stmt *statement, int column);
struct fb_hash fb_state_hash(sqlite3_stmt *statement, int column);

/* Reads the row of a statement with the columns of a record from the first on. */
FB_MUST_USE fb_status fb_state_read_record(struct fb_state_record *out, struct fb_arena *arena,
                                           sqlite3_stmt *statement);

/* Reads all rows of a bound statement with the columns of a document. */
FB_MUST_USE fb_status fb_state_read_outputs(struct fb_state_outputs *out, struct fb_arena *arena,
                                            sqlite3_stmt *statement);

/* Likewise of a statement without values. */
FB_MUST_USE fb_status fb_state_find_outputs(struct fb_state_outputs *out, struct fb_arena *arena,
                                            struct fb_state *state, enum fb_state_query query);

/* Binds a record's key to the first two question marks. */
void fb_state_bind_key(sqlite3_stmt *statement, const char *input, size_t index);

#endif
