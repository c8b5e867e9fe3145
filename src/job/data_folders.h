/*
 * data_folders.h: where templates and fonts lie.
 *
 * A data folder holds templates/, fonts/ or both. They are searched in this order, so an office's
 * own folder needs no more than its own templates:
 *
 *     1. the folder that the caller or the environment variable FUBIAO_DATA names
 *     2. ../share/fubiao beside the program
 *     3. the source folder, for a program that runs in its build folder
 *     4. the folder that fubiao was installed to
 */
#ifndef FB_JOB_DATA_FOLDERS_H
#define FB_JOB_DATA_FOLDERS_H

#include "base/arena.h"

enum { FB_DATA_FOLDERS = 4 };

struct fb_data_folders {
    const char *paths[FB_DATA_FOLDERS + 1]; /* those that exist, ended by NULL; in the arena */
};

/*
 * Finds the folders. `preferred` may be NULL and then FUBIAO_DATA counts. FB_ERR_IO with errno set
 * if `preferred` or FUBIAO_DATA is no folder: a wrong name must not go unnoticed.
 */
FB_MUST_USE fb_status fb_data_folders_find(struct fb_data_folders *out, struct fb_arena *arena,
                                           const char *preferred);

#endif
