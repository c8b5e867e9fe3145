/*
 * state_frozen.c: states of others, read without a lock.
 *
 * SQLite is told that such a file does not change (immutable=1). One that a program was stopped at
 * in the middle of a transaction has a journal, and is first put right, which needs its lock.
 */
#include "base/buffer.h"
#include "batch/state_part.h"
#include "batch/state_private.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* How long another program may take to put a file right, in milliseconds. */
enum { PATIENCE = 20000 };

/*
 * Gives the address of a state's file (https://www.sqlite.org/uri.html); "" if it is not there.
 */
static fb_status address_of(const char **out, struct fb_arena *arena, const char *folder,
                            struct fb_state_part part)
{
    char *path = fb_state_path(arena, folder, part, FB_STATE_FILE);
    char *journal = fb_state_path(arena, folder, part, FB_STATE_FILE "-journal");
    struct fb_buffer address;
    struct stat info;

    *out = "";
    FB_NEED(path);
    FB_NEED(journal);
    if (stat(path, &info) != 0 || info.st_size == 0)
        return FB_OK;
    fb_buffer_init(&address, FB_STATE_PATHS_LIMIT);
    fb_buffer_append_string(&address, "file:");
    for (const char *byte = path; *byte != '\0'; byte++) {
        if (strchr("%?#", *byte) != NULL)
            fb_buffer_append_format(&address, "%%%02x", (unsigned)*byte);
        else
            fb_buffer_append_char(&address, *byte);
    }
    if (stat(journal, &info) != 0 || info.st_size == 0)
        fb_buffer_append_string(&address, "?immutable=1");
    *out = fb_arena_copy(arena, address.data, address.length);
    fb_buffer_release(&address);
    FB_NEED(*out);
    return FB_OK;
}

static fb_status attach(bool *there, struct fb_state *state, const char *address)
{
    sqlite3_stmt *statement;
    fb_status status;
    bool found;

    *there = address[0] != '\0';
    if (!*there)
        return FB_OK;
    (void)sqlite3_busy_timeout(state->database, PATIENCE);
    if (sqlite3_prepare_v2(state->database, "ATTACH ? AS other", -1, &statement, NULL) != SQLITE_OK)
        return FB_ERR_IO;
    fb_state_bind_text(statement, 1, address);
    status = fb_state_step(&found, statement);
    sqlite3_finalize(statement);
    return status;
}

fb_status fb_state_attach(bool *there, struct fb_state *state, const char *folder,
                          struct fb_state_part part)
{
    struct fb_arena *arena;
    const char *address;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, FB_STATE_PATHS_LIMIT));
    status = address_of(&address, arena, folder, part);
    if (status == FB_OK)
        status = attach(there, state, address);
    fb_arena_free(arena);
    return status;
}

static fb_status open_frozen(struct fb_state *state, struct fb_arena *arena, const char *folder,
                             struct fb_state_part part, struct fb_diagnostics *sink)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
    const char *address;

    FB_TRY(address_of(&address, arena, folder, part));
    if (address[0] == '\0')
        return FB_OK;
    if (sqlite3_open_v2(address, &state->database, flags, NULL) == SQLITE_OK)
        (void)sqlite3_busy_timeout(state->database, PATIENCE);
    return fb_state_accept(state, fb_state_path(arena, folder, part, FB_STATE_FILE), true, sink);
}

fb_status fb_state_open_frozen(struct fb_state **out, const char *folder, struct fb_state_part part,
                               struct fb_diagnostics *sink)
{
    return fb_state_open_by(out, open_frozen, folder, part, sink);
}
