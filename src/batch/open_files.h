/*
 * open_files.h: the files whose records a worker binds.
 *
 * The records of a group may be in several files, and each of these may have records of many
 * groups. So what was read stays open: the file in use, and besides it files of several records, up
 * to FB_OPEN_FILES and FB_OPEN_FILES_WEIGHT in all. A file of one record is read once anyway.
 */
#ifndef FB_BATCH_OPEN_FILES_H
#define FB_BATCH_OPEN_FILES_H

#include "job/job.h"

/* Files that are kept, and how heavy they may be together: a byte of JSON is 1, of others more. */
enum { FB_OPEN_FILES = 8, FB_OPEN_FILES_WEIGHT = 32 << 20 };

struct fb_open_file {
    struct fb_job *job; /* NULL: this place is empty */
    char *path;
    size_t weight;
    size_t used; /* when it was used last, by a count of uses */
};

/* All 0: none is open. */
struct fb_open_files {
    struct fb_open_file items[FB_OPEN_FILES];
    struct fb_open_file *current; /* NULL: there is none */
    size_t uses;
    size_t reads; /* how often a file was read */
};

/*
 * Goes to a record of a file, which becomes the one in use; it is read if it is not open. What is
 * wrong is in the diagnostics of its job, and the result is as of fb_job_read or fb_job_select.
 */
FB_MUST_USE fb_status fb_open_files_go_to(struct fb_open_files *files, struct fb_context *context,
                                          const struct fb_job_options *options, const char *path,
                                          size_t index);

/* The job that is at the record; NULL if no file is open. */
struct fb_job *fb_open_files_job(const struct fb_open_files *files);

/* Closes the file in use. */
void fb_open_files_close(struct fb_open_files *files);

void fb_open_files_release(struct fb_open_files *files);

#endif
