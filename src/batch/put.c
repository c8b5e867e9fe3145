/*
 * put.c: one document is put in its place.
 *
 * A part of a run shares its folder with others that it knows nothing of. It replaces only what it
 * wrote itself; a path at which a file of somebody else stands it leaves alone, and its document
 * waits in the part's own folder, as pending, until all parts are joined.
 */
#include "base/file.h"
#include "base/system_error.h"
#include "batch/night.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Tells whether an error is about one place, and nothing to other places. */
static bool is_of_place(int error)
{
    static const int ERRORS[] = {EISDIR, ENOTDIR, ENOTEMPTY,    EEXIST, EACCES,
                                 EPERM,  EBUSY,   ENAMETOOLONG, ELOOP};

    for (size_t i = 0; i < sizeof ERRORS / sizeof *ERRORS; i++) {
        if (error == ERRORS[i])
            return true;
    }
    return false;
}

/* A document that cannot be put at a path, for the reason that errno gives. */
static fb_status give_up(struct fb_placing *out, struct fb_night *night, const char *path)
{
    if (!is_of_place(errno))
        return fb_night_report_unwritable(night, path);
    *out = (struct fb_placing){FB_PLACING_REFUSED, path, NULL};
    FB_NEED(out->reason = fb_arena_string(night->scratch, fb_system_error(errno)));
    return FB_OK;
}

/* Makes the folders of a document. */
static fb_status make_folders(struct fb_placing *out, struct fb_night *night, const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder;

    if (slash == NULL)
        return FB_OK;
    folder = fb_arena_copy(night->scratch, path, (size_t)(slash - path));
    FB_NEED(folder);
    return fb_file_make_folder(folder) == FB_OK ? FB_OK : give_up(out, night, folder);
}

/*
 * Puts a document in a place at which nothing is: a file that somebody puts there at the same time
 * is never replaced.
 */
static fb_status put_beside_others(struct fb_placing *out, struct fb_night *night, const char *from,
                                   const char *to)
{
    FB_TRY(make_folders(out, night, to));
    if (out->end != FB_PLACING_DONE)
        return FB_OK;
    if (link(from, to) == 0)
        return unlink(from) == 0 ? FB_OK : fb_night_report_unwritable(night, from);
    if (errno != EEXIST)
        return give_up(out, night, to);
    out->end = FB_PLACING_TAKEN;
    return FB_OK;
}

/* Puts a document in place of whatever is there; the folder is most often there already. */
static fb_status replace(struct fb_placing *out, struct fb_night *night, const char *from,
                         const char *to)
{
    if (rename(from, to) == 0)
        return FB_OK;
    if (errno != ENOENT)
        return give_up(out, night, to);
    FB_TRY(make_folders(out, night, to));
    if (out->end != FB_PLACING_DONE || rename(from, to) == 0)
        return FB_OK;
    return give_up(out, night, to);
}

fb_status fb_night_put(struct fb_placing *out, struct fb_night *night,
                       const struct fb_state_output *output, bool owned)
{
    char *from = fb_arena_format(night->scratch, "%s/%s", night->work.folder, output->temporary);
    char *to = fb_arena_format(night->scratch, "%s/%s", night->setup->output, output->path);

    *out = (struct fb_placing){.end = FB_PLACING_DONE};
    FB_NEED(from);
    FB_NEED(to);
    return owned || night->setup->shards == 1 ? replace(out, night, from, to)
                                              : put_beside_others(out, night, from, to);
}

fb_status fb_night_wait(struct fb_night *night, const struct fb_state_output *output)
{
    struct fb_hash hash = fb_hash_bytes(output->path, strlen(output->path));
    struct fb_state_output waiting = *output;
    char *from = fb_arena_format(night->scratch, "%s/%s", night->work.folder, output->temporary);
    char *to;

    waiting.temporary =
        fb_arena_format(night->scratch, FB_STATE_WAITING "%016llx%016llx",
                        (unsigned long long)hash.high, (unsigned long long)hash.low);
    FB_NEED(from);
    FB_NEED(waiting.temporary);
    to = fb_arena_format(night->scratch, "%s/%s", night->work.folder, waiting.temporary);
    FB_NEED(to);
    if (rename(from, to) != 0)
        return fb_night_report_unwritable(night, to);
    return fb_state_put_output(night->state, output->input, output->index, &waiting);
}
