#define _DEFAULT_SOURCE /* for d_type, which POSIX lacks */

#include "batch/sources.h"

#include "base/file.h"
#include "base/map.h"
#include "base/system_error.h"
#include "base/vector.h"
#include "data/record.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Folders in folders; a link that leads in a circle ends here. */
enum { DEPTH_LIMIT = 32 };

/* The collecting of one call. */
struct collecting {
    struct fb_arena *arena;
    struct fb_diagnostics *sink;
    struct stat output; /* of the folder to leave out */
    bool has_output;
    struct fb_map seen; /* paths */
    FB_VECTOR(struct fb_batch_source) found;
};

static fb_status walk_folder(struct collecting *work, const char *path, size_t root,
                             unsigned depth);

/* Reports what is wrong with a file or folder as a whole. */
static void report(struct collecting *work, enum fb_diag_code code, const char *path,
                   const char *argument)
{
    struct fb_source source = {.name = path};

    fb_report(work->sink, code, ((struct fb_position){.source = &source}), argument);
}

static void report_unreadable(struct collecting *work, const char *path)
{
    report(work, FB_DIAG_INPUT_UNREADABLE, path, fb_system_error(errno));
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/* Adds a file once. `root` is the length of what its place leaves out at the front. */
static fb_status add_file(struct collecting *work, const char *path, size_t root)
{
    size_t extension = fb_record_extension(path);
    struct fb_batch_source *source;

    if (fb_map_lookup(&work->seen, path) != NULL)
        return FB_OK;
    if (work->found.count == FB_SOURCES_LIMIT)
        return FB_ERR_NOMEM;
    source = FB_PUSH(work->arena, &work->found);
    FB_NEED(source);
    source->path = path;
    source->place = fb_arena_copy(work->arena, path + root, strlen(path) - root - extension);
    FB_NEED(source->place);
    return fb_map_put(work->arena, &work->seen, path, (void *)(uintptr_t)path);
}

static bool is_output(const struct collecting *work, const struct stat *info)
{
    return work->has_output && info->st_dev == work->output.st_dev &&
           info->st_ino == work->output.st_ino;
}

/* An entry of a folder. */
struct entry {
    const char *name;
    bool regular; /* it is known to be a regular file; of others the system is asked */
};

/* Adds a regular file if its extension is one of records. */
static fb_status visit_file(struct collecting *work, const char *path, size_t root)
{
    return fb_record_extension(path) > 0 ? add_file(work, path, root) : FB_OK;
}

/* Looks at an entry of a folder. */
static fb_status visit(struct collecting *work, const char *path, bool regular, size_t root,
                       unsigned depth)
{
    struct stat info;

    if (regular)
        return visit_file(work, path, root);
    if (stat(path, &info) != 0) {
        report_unreadable(work, path);
        return FB_OK;
    }
    if (S_ISDIR(info.st_mode))
        return depth < DEPTH_LIMIT && !is_output(work, &info)
                   ? walk_folder(work, path, root, depth + 1)
                   : FB_OK;
    return S_ISREG(info.st_mode) ? visit_file(work, path, root) : FB_OK;
}

static int compare_names(const void *left, const void *right)
{
    const struct entry *first = left, *second = right;

    return strcmp(first->name, second->name);
}

/* The names in a folder, sorted by bytes; what begins with "." or "_" is passed over. */
struct names {
    struct entry *items;
    size_t count;
    size_t capacity;
};

static fb_status read_names(struct names *out, struct fb_arena *arena, DIR *folder)
{
    struct dirent *entry;

    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.' || entry->d_name[0] == '_')
            continue;
        struct entry *slot = FB_PUSH(arena, out);
        FB_NEED(slot);
        slot->name = fb_arena_string(arena, entry->d_name);
        slot->regular = entry->d_type == DT_REG;
        FB_NEED(slot->name);
    }
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, compare_names);
    return FB_OK;
}

static fb_status visit_names(struct collecting *work, const struct names *names, const char *path,
                             size_t root, unsigned depth)
{
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";

    for (size_t i = 0; i < names->count; i++) {
        const struct entry *entry = &names->items[i];
        const char *inner = fb_arena_format(work->arena, "%s%s%s", path, slash, entry->name);
        FB_NEED(inner);
        FB_TRY(visit(work, inner, entry->regular, root, depth));
    }
    return FB_OK;
}

static fb_status walk_folder(struct collecting *work, const char *path, size_t root, unsigned depth)
{
    DIR *folder = opendir(path);
    struct names names = {0};
    struct fb_arena *own; /* of the names, which are in the paths too */
    fb_status status;

    if (folder == NULL) {
        report_unreadable(work, path);
        return FB_OK;
    }
    status = fb_arena_new(&own, FB_ARENA_JOB_LIMIT);
    if (status == FB_OK)
        status = read_names(&names, own, folder);
    closedir(folder);
    if (status == FB_OK)
        status = visit_names(work, &names, path, root, depth);
    fb_arena_free(own);
    return status;
}

/* Adds what one path of the user names: a folder with all in it, or a file of whatever name. */
static fb_status add_path(struct collecting *work, const char *path)
{
    size_t before = work->found.count, length = strlen(path);
    struct stat info;

    if (stat(path, &info) != 0) {
        report_unreadable(work, path);
        return FB_OK;
    }
    if (!S_ISDIR(info.st_mode))
        return add_file(work, path, (size_t)(base_name(path) - path));
    FB_TRY(walk_folder(work, path, path[length - 1] == '/' ? length : length + 1, 0));
    if (work->found.count == before)
        report(work, FB_DIAG_BATCH_FOLDER_EMPTY, path, "");
    return FB_OK;
}

/* Adds what a pattern of the shell matches; a path that is there means itself, whatever is in it.
 */
static fb_status add_pattern(struct collecting *work, const char *pattern)
{
    glob_t matches = {0};
    fb_status status = FB_OK;

    if (fb_file_exists(pattern) || strpbrk(pattern, "*?[") == NULL)
        return add_path(work, pattern);
    switch (glob(pattern, 0, NULL, &matches)) {
    case 0:
        break;
    case GLOB_NOMATCH:
        report(work, FB_DIAG_BATCH_FOLDER_EMPTY, pattern, "");
        return FB_OK;
    default:
        return FB_ERR_NOMEM;
    }
    for (size_t i = 0; i < matches.gl_pathc && status == FB_OK; i++) {
        const char *path = fb_arena_string(work->arena, matches.gl_pathv[i]);
        status = path != NULL ? add_path(work, path) : FB_ERR_NOMEM;
    }
    globfree(&matches);
    return status;
}

/* Adds the lines of a list; empty ones count for nothing. */
static fb_status add_lines(struct collecting *work, char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\r\n");
        const char *path = fb_arena_copy(work->arena, text, length);
        FB_NEED(path);
        if (length > 0)
            FB_TRY(add_pattern(work, path));
        text += length + strspn(text + length, "\r\n");
    }
    return FB_OK;
}

static fb_status add_list(struct collecting *work, const char *path)
{
    enum { LIST_LIMIT = 1 << 30 };
    struct fb_buffer text;
    fb_status status;

    fb_buffer_init(&text, LIST_LIMIT);
    status = fb_file_read(&text, path);
    if (status == FB_ERR_IO) {
        report_unreadable(work, path);
        status = FB_OK;
    } else if (status == FB_OK) {
        status = add_lines(work, text.data);
    }
    fb_buffer_release(&text);
    return status;
}

fb_status fb_batch_sources_collect(struct fb_batch_sources *out, struct fb_arena *arena,
                                   char *const *operands, size_t count, const char *output,
                                   struct fb_diagnostics *sink)
{
    struct collecting work = {.arena = arena, .sink = sink};
    size_t errors = fb_diagnostics_count(sink, FB_ERROR);

    work.has_output = stat(output, &work.output) == 0;
    for (size_t i = 0; i < count; i++) {
        const char *operand = operands[i];
        FB_TRY(operand[0] == '@' ? add_list(&work, operand + 1) : add_pattern(&work, operand));
    }
    out->items = work.found.items;
    out->count = work.found.count;
    return fb_diagnostics_count(sink, FB_ERROR) > errors ? FB_ERR_INPUT : FB_OK;
}
