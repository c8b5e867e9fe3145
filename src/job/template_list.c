#include "job/template_list.h"

#include "base/vector.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Folders in folders; a link that leads in a circle ends here. */
enum { DEPTH_LIMIT = 8 };

/* A walk through one templates/ folder, which adds the names it finds. */
struct walk {
    struct fb_arena *arena;
    FB_VECTOR(const char *) names;
};

static fb_status walk_folder(struct walk *walk, const char *path, const char *prefix,
                             unsigned depth);

/* Returns the length of the name without ".xml"; 0 if it has another ending. */
static size_t stem_length(const char *name)
{
    size_t length = strlen(name);

    return length > 4 && strcmp(name + length - 4, ".xml") == 0 ? length - 4 : 0;
}

static fb_status add_name(struct walk *walk, const char *prefix, const char *name, size_t length)
{
    const char **slot = FB_PUSH(walk->arena, &walk->names);

    FB_NEED(slot);
    *slot = fb_arena_format(walk->arena, "%s%.*s", prefix, (int)length, name);
    FB_NEED(*slot);
    return FB_OK;
}

static fb_status visit(struct walk *walk, const char *path, const char *prefix, const char *name,
                       unsigned depth)
{
    char *inner_path = fb_arena_format(walk->arena, "%s/%s", path, name);
    char *inner_prefix = fb_arena_format(walk->arena, "%s%s/", prefix, name);
    struct stat info;

    FB_NEED(inner_path);
    FB_NEED(inner_prefix);
    if (name[0] == '.' || name[0] == '_' || stat(inner_path, &info) != 0)
        return FB_OK;
    if (S_ISDIR(info.st_mode))
        return depth < DEPTH_LIMIT ? walk_folder(walk, inner_path, inner_prefix, depth + 1) : FB_OK;
    if (stem_length(name) > 0)
        return add_name(walk, prefix, name, stem_length(name));
    return FB_OK;
}

/* A folder that is not there has no templates. */
static fb_status walk_folder(struct walk *walk, const char *path, const char *prefix,
                             unsigned depth)
{
    DIR *folder = opendir(path);
    fb_status status = FB_OK;
    struct dirent *entry;

    if (folder == NULL)
        return errno == ENOENT ? FB_OK : FB_ERR_IO;
    while (status == FB_OK && (entry = readdir(folder)) != NULL)
        status = visit(walk, path, prefix, entry->d_name, depth);
    closedir(folder);
    return status;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Keeps each of the sorted names once and returns how many there are. */
static size_t drop_repeats(const char **names, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || strcmp(names[kept - 1], names[i]) != 0)
            names[kept++] = names[i];
    }
    return kept;
}

fb_status fb_template_list(struct fb_template_names *out, struct fb_arena *arena,
                           const struct fb_data_folders *folders)
{
    struct walk walk = {.arena = arena};

    for (const char *const *folder = folders->paths; *folder != NULL; folder++) {
        char *path = fb_arena_format(arena, "%s/templates", *folder);
        FB_NEED(path);
        FB_TRY(walk_folder(&walk, path, "", 0));
    }
    if (walk.names.count > 1)
        qsort(walk.names.items, walk.names.count, sizeof *walk.names.items, compare_names);
    out->items = walk.names.items;
    out->count = drop_repeats(walk.names.items, walk.names.count);
    return FB_OK;
}
