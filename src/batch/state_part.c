/*
 * state_part.c: notes, sources, and the files of parts.
 */
#include "batch/state_part.h"

#include "base/vector.h"
#include "batch/state_private.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- notes and sources ---- */

fb_status fb_state_put_note(struct fb_state *state, const char *name, const char *value)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PUT_NOTE));
    fb_state_bind_text(statement, 1, name);
    fb_state_bind_text(statement, 2, value);
    return fb_state_change(state, statement);
}

fb_status fb_state_put_number(struct fb_state *state, const char *name, size_t number)
{
    char text[24];

    snprintf(text, sizeof text, "%zu", number);
    return fb_state_put_note(state, name, text);
}

fb_status fb_state_note(const char **out, struct fb_arena *arena, struct fb_state *state,
                        const char *name)
{
    sqlite3_stmt *statement;
    fb_status status = FB_OK;
    bool found;

    *out = "";
    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_FIND_NOTE));
    fb_state_bind_text(statement, 1, name);
    FB_TRY(fb_state_step(&found, statement));
    if (found)
        status = fb_state_text(out, arena, statement, 0);
    sqlite3_reset(statement);
    return status;
}

fb_status fb_state_number(size_t *out, struct fb_state *state, const char *name)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_FIND_NOTE));
    fb_state_bind_text(statement, 1, name);
    return fb_state_read_number(out, statement);
}

fb_status fb_state_put_source(struct fb_state *state, size_t position, const char *path)
{
    sqlite3_stmt *statement;

    FB_TRY(fb_state_prepare(&statement, state, FB_STATE_PUT_SOURCE));
    fb_state_bind_number(statement, 1, (int64_t)position);
    fb_state_bind_text(statement, 2, path);
    return fb_state_change(state, statement);
}

fb_status fb_state_forget_sources(struct fb_state *state)
{
    FB_TRY(fb_state_begin(state));
    return fb_state_execute(state, "DELETE FROM source");
}

/* ---- the parts of a folder ---- */

/* Reads ".fubiao-3-of-8.sqlite"; false if a name is not exactly that of a part's state. */
static bool read_name(struct fb_state_part *out, struct fb_arena *arena, const char *name)
{
    static const char HEAD[] = ".fubiao-", MIDDLE[] = "-of-";
    char *end, *path;
    unsigned long number, count;

    if (strncmp(name, HEAD, strlen(HEAD)) != 0)
        return false;
    number = strtoul(name + strlen(HEAD), &end, 10);
    if (number == 0 || strncmp(end, MIDDLE, strlen(MIDDLE)) != 0)
        return false;
    count = strtoul(end + strlen(MIDDLE), NULL, 10);
    *out = (struct fb_state_part){number - 1, count};
    path = fb_state_path(arena, "", *out, FB_STATE_FILE);
    return count > 1 && number <= count && path != NULL && strcmp(path + 1, name) == 0;
}

static int compare(const void *a, const void *b)
{
    const struct fb_state_part *first = a, *second = b;

    if (first->count != second->count)
        return first->count < second->count ? -1 : 1;
    return (first->number > second->number) - (first->number < second->number);
}

fb_status fb_state_find_parts(struct fb_state_parts *out, struct fb_arena *arena,
                              const char *folder)
{
    FB_VECTOR(struct fb_state_part) found = {0};
    fb_status status = FB_OK;
    struct fb_state_part part;
    struct dirent *entry;
    DIR *open = opendir(folder);

    *out = (struct fb_state_parts){0};
    if (open == NULL)
        return FB_ERR_IO;
    while (status == FB_OK && (entry = readdir(open)) != NULL) {
        if (!read_name(&part, arena, entry->d_name))
            continue;
        struct fb_state_part *added = FB_PUSH(arena, &found);
        if (added != NULL)
            *added = part;
        else
            status = FB_ERR_NOMEM;
    }
    closedir(open);
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, compare);
    out->items = found.items;
    out->count = found.count;
    return status;
}

/* Takes a folder of documents away that are in their places now. */
static fb_status discard_folder(struct fb_arena *arena, const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;

    if (folder == NULL)
        return errno == ENOENT ? FB_OK : FB_ERR_IO;
    while ((entry = readdir(folder)) != NULL) {
        char *file = fb_arena_format(arena, "%s/%s", path, entry->d_name);
        if (file != NULL && entry->d_name[0] != '.')
            (void)unlink(file);
        fb_arena_clear(arena);
    }
    closedir(folder);
    return FB_OK;
}

static fb_status discard(struct fb_arena *arena, const char *folder, struct fb_state_part part)
{
    static const char *const ENDINGS[] = {FB_STATE_FILE "-journal", FB_STATE_FILE};

    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        char *path = fb_state_path(arena, folder, part, ENDINGS[i]);
        FB_NEED(path);
        if (unlink(path) != 0 && errno != ENOENT)
            return FB_ERR_IO;
    }
    return FB_OK;
}

/* The state goes last: as long as it is there, the rest is known to be left over. */
fb_status fb_state_discard(const char *folder, struct fb_state_part part)
{
    struct fb_arena *arena, *names;
    fb_status status;
    char *work;

    FB_TRY(fb_arena_new(&arena, FB_STATE_PATHS_LIMIT));
    status = fb_arena_new(&names, FB_STATE_PATHS_LIMIT);
    work = fb_state_path(arena, folder, part, "-work");
    if (status == FB_OK)
        status = work != NULL ? discard_folder(names, work) : FB_ERR_NOMEM;
    if (status == FB_OK && rmdir(work) != 0 && errno != ENOENT)
        status = FB_ERR_IO;
    if (status == FB_OK)
        status = discard(arena, folder, part);
    fb_arena_free(names);
    fb_arena_free(arena);
    return status;
}

/* ---- a part begins ---- */

/* Whom the function in_part asks. */
struct filter {
    fb_state_has *has;
    void *data;
};

/* in_part(input, number): 1 if a record is of the part in hand. */
static void in_part(sqlite3_context *context, int count, sqlite3_value **values)
{
    const struct filter *filter = sqlite3_user_data(context);
    const char *input = (const char *)sqlite3_value_text(values[0]);

    (void)count;
    sqlite3_result_int(
        context,
        input != NULL && filter->has(filter->data, input, (size_t)sqlite3_value_int64(values[1])));
}

static const char EMPTY[] = "DELETE FROM input; DELETE FROM record; DELETE FROM output;"
                            "DELETE FROM source; DELETE FROM note; DELETE FROM member;";

#define TAKE_RECORDS(edits)                                                                  \
    "INSERT INTO record (" FB_STATE_RECORD_COLUMNS ") SELECT " FB_STATE_RECORD_COLUMNS_WITH( \
        edits) " FROM other.record WHERE in_part(input, number)"
#define TAKE_OUTPUTS(earlier)                                                                \
    "INSERT INTO output (" FB_STATE_OUTPUT_COLUMNS ") SELECT " FB_STATE_OUTPUT_COLUMNS_WITH( \
        earlier) " FROM other.output WHERE in_part(input, number)"
#define TAKE_INPUTS \
    "INSERT INTO input SELECT * FROM other.input WHERE path IN (SELECT input FROM record)"
#define TAKE_MEMBERS "INSERT INTO member SELECT * FROM other.member WHERE in_part(input, number)"

static fb_status take_whole(struct fb_state *state)
{
    FB_TRY(fb_state_execute_either(
        state, "SELECT count(*) FROM pragma_table_info('record', 'other') WHERE name = 'edits'",
        TAKE_RECORDS("edits"), TAKE_RECORDS("''")));
    FB_TRY(fb_state_execute_either(
        state, "SELECT count(*) FROM pragma_table_info('output', 'other') WHERE name = 'earlier'",
        TAKE_OUTPUTS("earlier"), TAKE_OUTPUTS("NULL")));
    FB_TRY(fb_state_execute(state, TAKE_INPUTS));
    return fb_state_execute_either(state, FB_STATE_OTHER_HAS_MEMBERS, TAKE_MEMBERS, "");
}

static fb_status take_rows(struct fb_state *state, bool whole, size_t base)
{
    FB_TRY(fb_state_begin(state));
    FB_TRY(fb_state_execute(state, EMPTY));
    if (whole)
        FB_TRY(take_whole(state));
    FB_TRY(fb_state_put_number(state, FB_NOTE_BASE, base));
    return fb_state_commit(state);
}

fb_status fb_state_take_part(struct fb_state *state, const char *folder, size_t base,
                             fb_state_has *has, void *data)
{
    struct filter filter = {has, data};
    fb_status status;
    bool whole;

    FB_TRY(fb_state_attach(&whole, state, folder, FB_STATE_WHOLE));
    if (sqlite3_create_function(state->database, "in_part", 2, SQLITE_UTF8, &filter, in_part, NULL,
                                NULL) != SQLITE_OK)
        return FB_ERR_IO;
    status = take_rows(state, whole, base);
    if (whole && status == FB_OK)
        status = fb_state_execute(state, "DETACH other");
    return status;
}
