/*
 * file.h: whole files in, whole files out.
 *
 * A file is written under a temporary name in its own folder, flushed to the disk and renamed over
 * the old one last: whoever looks sees the old file or the new one, never a part, and a failure
 * leaves the old file as it was.
 */
#ifndef FB_BASE_FILE_H
#define FB_BASE_FILE_H

#include "base/buffer.h"

#include <stdbool.h>

/*
 * Appends the file's bytes to `out`; "-" is standard input. FB_ERR_IO with errno set if the system
 * refuses, FB_ERR_NOMEM if the file is larger than the buffer's limit.
 */
FB_MUST_USE fb_status fb_file_read(struct fb_buffer *out, const char *path);

/*
 * Writes `length` bytes as the file at `path`, atomically. A file that was there keeps its
 * permissions, and one that may not be written is refused; of a link, the file it leads to is
 * replaced, and a link that leads nowhere is refused. A pipe or a device is written through.
 * FB_ERR_IO with errno set.
 */
FB_MUST_USE fb_status fb_file_write(const char *path, const void *bytes, size_t length);

/* Makes a folder and those above it that are missing. FB_ERR_IO with errno set. */
FB_MUST_USE fb_status fb_file_make_folder(const char *path);

bool fb_file_is_folder(const char *path);
bool fb_file_exists(const char *path);

#endif
