#include "job/data_folders.h"

#include "base/file.h"
#include "job/program_folder.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_LIMIT = 4096 };

/* Appends a copy of the path if a folder is there. */
static fb_status add_if_there(struct fb_data_folders *folders, size_t *count,
                              struct fb_arena *arena, const char *path)
{
    if (path == NULL || !fb_file_is_folder(path))
        return FB_OK;
    folders->paths[*count] = fb_arena_string(arena, path);
    FB_NEED(folders->paths[*count]);
    (*count)++;
    return FB_OK;
}

static fb_status add_preferred(struct fb_data_folders *folders, size_t *count,
                               struct fb_arena *arena, const char *preferred)
{
    if (preferred == NULL)
        preferred = getenv("FUBIAO_DATA");
    if (preferred == NULL || preferred[0] == '\0')
        return FB_OK;
    if (!fb_file_is_folder(preferred)) {
        errno = fb_file_exists(preferred) ? ENOTDIR : ENOENT;
        return FB_ERR_IO;
    }
    return add_if_there(folders, count, arena, preferred);
}

/* Returns true if the program lies somewhere in `folder`. */
static bool lies_in(const char *program, const char *folder)
{
    size_t length = strlen(folder);

    return strncmp(program, folder, length) == 0 &&
           (program[length] == '/' || program[length] == '\0');
}

static fb_status add_beside_program(struct fb_data_folders *folders, size_t *count,
                                    struct fb_arena *arena)
{
    char program[PATH_LIMIT];
    char *shared;

    if (fb_program_folder(program, sizeof program) != FB_OK)
        return FB_OK;
    shared = fb_arena_format(arena, "%s/../share/fubiao", program);
    FB_NEED(shared);
    FB_TRY(add_if_there(folders, count, arena, shared));
    if (!lies_in(program, FB_BUILD_DIR))
        return FB_OK;
    return add_if_there(folders, count, arena, FB_BUILD_DATA_DIR);
}

fb_status fb_data_folders_find(struct fb_data_folders *out, struct fb_arena *arena,
                               const char *preferred)
{
    size_t count = 0;

    *out = (struct fb_data_folders){0};
    FB_TRY(add_preferred(out, &count, arena, preferred));
    FB_TRY(add_beside_program(out, &count, arena));
    return add_if_there(out, &count, arena, FB_DATA_DIR);
}
