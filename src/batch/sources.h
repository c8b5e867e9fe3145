/*
 * sources.h: the files that a batch reads its records from.
 *
 * The user names files, folders, patterns of the shell ("部门/??.xml") and lists ("@list.txt", a
 * path on each line). Folders are walked through whole; in them only files with the extension of a
 * form that records come in count (FB_RECORD_EXTENSIONS), and what begins with "." or "_" is passed
 * over.
 *
 * Files come in the order of the operands, and within each in the order of their paths' bytes, so
 * that a night's order does not depend on the disk.
 */
#ifndef FB_BATCH_SOURCES_H
#define FB_BATCH_SOURCES_H

#include "base/arena.h"
#include "diag/diagnostics.h"

/* What a batch reads at most: enough for every project of a province, and some megabytes of paths.
 */
enum { FB_SOURCES_LIMIT = 10000000 };

struct fb_batch_source {
    const char *path; /* as it is opened */
    const char *place; /* below the folder that was named, without extension: 教育厅/校舍维修 */
};

struct fb_batch_sources {
    const struct fb_batch_source *items; /* each path once; in the arena */
    size_t count;
};

/*
 * Collects the files that operands name. `output`, the folder that the batch writes to, is left out
 * wherever it is met. An operand that is not there, or a folder that cannot be read, is reported
 * and the others are collected all the same; the result is then FB_ERR_INPUT or FB_ERR_IO. So is
 * one in which there is nothing, which is a warning.
 */
FB_MUST_USE fb_status fb_batch_sources_collect(struct fb_batch_sources *out, struct fb_arena *arena,
                                               char *const *operands, size_t count,
                                               const char *output, struct fb_diagnostics *sink);

#endif
